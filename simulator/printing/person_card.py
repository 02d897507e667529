"""A person's card: a page of A5 with their certificate, what they can do, and what is to be refreshed. No photograph.

What the page says is worked out elsewhere; the square at its foot holds a hash by which a forged one can be told.
"""

from collections.abc import Sequence
from typing import NamedTuple

from grading.mastery.shown import certificate, day, exam, sign, state
from grading.mastery.standing import Standing
from grading.reports.charts import GRADES
from grading.reports.pen import ACCENT, FAINT, GOOD, INK, LINE, PAPER, SOFT, WARN, WASH, Pen
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.printing.pages import runs
from simulator.printing.symbols import square

SIZE = (148.0, 210.0)
MARGIN = 10.0
HEAD = 15.0
MARKS, STEP = 12, 2.4
"""As many of the latest grades as are drawn, and how far apart."""
CODE = 26.0
BOTH = "TRAINING 培训"


class Proof(NamedTuple):
    """What the square says: a word of what it is the hash of, and the hash."""

    of: str
    hash: str


class Card(NamedTuple):
    name: str
    role: Text
    found: Standing
    titles: dict[str, Text]
    """Of the drills whose exams make the certificate."""
    proof: Proof


def cards_pdf(cards: Sequence[Card], words: Words) -> bytes:
    """A page each. Raises NotInstalled."""
    pen = Pen(words("card.title"), words.lang, SIZE)
    for card in cards:
        pen.page()
        _draw(pen, card, words)
    return bytes(pen.written())


def _draw(pen: Pen, card: Card, words: Words) -> None:
    wide, found = SIZE[0] - 2 * MARGIN, card.found
    pen.fill(0, 0, SIZE[0], HEAD, ACCENT)
    pen.text(words("card.title"), MARGIN, 5, 80, 11, colour=PAPER)
    pen.text(BOTH, MARGIN, 5, wide, 11, align="right", colour=PAPER)
    pen.text(card.name, MARGIN, HEAD + 6, wide, 24, bold=True)
    pen.text(words.both(card.role), MARGIN, HEAD + 18, wide, 12, colour=SOFT)
    y = _certificate(pen, card, HEAD + 27, words)
    _section(pen, words("card.competencies"), y)
    y += 7
    for skill in found.skills.values():
        mark = sign(skill, found.now)
        colour = {"✓": GOOD, "↻": WARN}.get(mark, SOFT)
        pen.text(mark, MARGIN, y, 4, 8.5, colour=colour)
        pen.text(words.both(found.names[skill.id]), MARGIN + 5, y, 35, 8.5)
        _marks(pen, [each.grade for each in skill.marks[-MARKS:]], MARGIN + 42, y)
        pen.text(state(skill, found.now, words), MARGIN + 74, y, wide - 74, 8, colour=colour if mark == "↻" else SOFT)
        y += 5.6
    _foot(pen, card, words)


def _certificate(pen: Pen, card: Card, y: float, words: Words) -> float:
    """The sentence, and each exam with its day; returns where it ends."""
    found, wide = card.found, SIZE[0] - 2 * MARGIN
    held = found.certificate.state == "held"
    colour = GOOD if held else WARN
    lines = pen.wrap(certificate(found, words), wide - 8, 11)
    high = len(lines) * pen.leading(11) + 4
    pen.fill(MARGIN, y, wide, high, WASH, round=1.5)
    pen.fill(MARGIN, y, 1.2, high, colour)
    y = pen.lines(lines, MARGIN + 4, y + 2, wide - 8, 11, colour=colour, bold=True) + 4
    for drill in found.certificate.drills:
        mark, told = exam(found, drill, words)
        pen.text(mark, MARGIN, y, 4, 8, colour=GOOD if mark == "✓" else SOFT)
        pen.text(words.both(card.titles[drill]), MARGIN + 5, y, 52, 8)
        pen.text(told, MARGIN + 58, y, wide - 58, 8, align="right", colour=SOFT)
        y += 4.8
    return y + 3


def _section(pen: Pen, title: str, y: float) -> None:
    pen.text(title, MARGIN, y, 100, 9.5, bold=True)
    pen.rule(MARGIN, y + 5.6, SIZE[0] - MARGIN, y + 5.6, LINE)


def _marks(pen: Pen, grades: Sequence[int], x: float, y: float) -> None:
    """A bar a grade, the oldest first; the lighter line is grade 3, from which on it counts."""
    foot = y + 4.1
    pen.rule(x, foot - 3 * 0.72, x + MARKS * STEP, foot - 3 * 0.72, FAINT, thick=0.1)
    for at, grade in enumerate(grades):
        pen.fill(x + at * STEP, foot - grade * 0.72, STEP - 0.6, grade * 0.72, GRADES[grade])


def _foot(pen: Pen, card: Card, words: Words) -> None:
    found, top = card.found, SIZE[1] - MARGIN - CODE
    _square(pen, f"storedrill:{card.proof.of}:sha256:{card.proof.hash}", MARGIN, top)
    x, wide = MARGIN + CODE + 5, SIZE[0] - 2 * MARGIN - CODE - 5
    due = sorted((skill.due, words.both(found.names[skill.id])) for skill in found.skills.values() if skill.due)
    told = words("card.next_refresh", date=day(due[0][0]), what=due[0][1]) if due else words("card.no_refresh")
    y = pen.lines(pen.wrap(told, wide, 10), x, top, wide, 10, bold=True)
    y = pen.lines([words("card.as_of", date=day(found.now))], x, y + 1, wide, 8, colour=SOFT)
    pen.lines(
        pen.wrap(words(f"card.hash_{card.proof.of}", hash=card.proof.hash), wide, 7), x, y + 1, wide, 7, colour=SOFT
    )


def _square(pen: Pen, text: str, x: float, y: float) -> None:
    rows = square(text)
    module = CODE / len(rows)
    for row, dark in enumerate(rows):
        for at, wide in runs("".join("01"[one] for one in dark)):
            pen.fill(x + at * module, y + row * module, wide * module, module, INK)
