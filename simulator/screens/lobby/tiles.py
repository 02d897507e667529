"""What the lobby shows of drills, as words."""

import re
from collections.abc import Sequence

from textual.content import Content

from grading.mastery.next_drill import LADDER, Step, passed
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.ports import Achievement, DrillCard, OpenRun
from simulator.screens.shell.spoken import line, lines

CERTIFIES = "◆"
"""Stands at a drill whose exam counts towards the certificate."""

_SENTENCE = re.compile(r".+?(?:[。！？]|[.!?](?=\s)|$)", re.DOTALL)


def level(card: DrillCard) -> str:
    """`●●○○○`."""
    return "●" * card.level + "○" * (5 - card.level)


def minutes_and_seconds(ms: int) -> str:
    """`12:04`."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"


def first_sentence(text: str) -> str:
    """So much of a brief that all drills are in sight at once; the briefing tells the rest.

    >>> first_sentence("A quiet morning. Five customers."), first_sentence("安静的早晨。五位顾客。")
    ('A quiet morning.', '安静的早晨。')
    """
    found = _SENTENCE.match(text)
    return found.group() if found else ""


def marks(words: Words, card: DrillCard, attempts: Sequence[Achievement]) -> Content:
    """`✓coach ○practice ·exam`: passed, tried (○), not yet (·)."""
    parts = []
    for mode in LADDER:
        if mode not in card.modes:
            continue
        if passed(attempts, mode):
            sign, style = "✓", "$success"
        elif any(attempt.mode == mode for attempt in attempts):
            sign, style = "○", "$accent"
        else:
            sign, style = "·", "dim"
        parts.append(line((sign, style), (words(f"shell.mode.{mode}"), "dim")))
    return line(*parts, gap=" ")


def drill(words: Words, card: DrillCard, attempts: Sequence[Achievement], first: Sequence[Text] = ()) -> Content:
    """A drill's card; below its story what has to be passed `first`, where that keeps its exam closed."""
    facts = words("lobby.minutes", minutes=card.minutes)
    certifies = (f"  {CERTIFIES}", "$accent") if card.certifies else ""
    return lines(
        (words.both(card.title), "bold"),
        line((facts, "$secondary"), ("  " + level(card), "$secondary"), certifies),
        marks(words, card, attempts),
        (first_sentence(words.both(card.brief)), "dim"),
        *([(exam_after(words, first), "$secondary")] if first else ()),
    )


def exam_after(words: Words, first: Sequence[Text]) -> str:
    """`Exam after: First sale, Promotion day`."""
    return words("lobby.exam_after", drills=words("shell.comma").join(words.both(title) for title in first))


def recommended(words: Words, step: Step[DrillCard]) -> Content:
    """The card on top."""
    facts = f"{words(f'shell.mode.{step.mode}')} · {words('lobby.minutes', minutes=step.card.minutes)}"
    return lines(
        line(("▸ ", "bold $accent"), (words.both(step.card.title), "bold $foreground"), ("   " + facts, "$secondary")),
        words.both(step.card.brief),
        (words(step.why, **step.given), "$primary"),
    )


def unfinished(words: Words, runs: Sequence[OpenRun]) -> Content:
    """Drills left in the middle: the first of them, and how many more."""
    more = f"  {words('lobby.unfinished.more', n=len(runs) - 1)}" if len(runs) > 1 else ""
    said = words("lobby.unfinished")
    return line(("▸ ", "bold $accent"), (said, "bold"), "  ", left(words, runs[0]), (more, "$secondary"))


def left(words: Words, run: OpenRun) -> str:
    """Which drill it is and where it stopped, and what is as it was left: at another workstation other things."""
    title: Text = run.title
    kept = f"lobby.kept.{run.role}"
    return words(
        "lobby.unfinished.what",
        title=title,
        mode=words(f"shell.mode.{run.mode}"),
        who=run.person or words("lobby.guest"),
        at=minutes_and_seconds(run.at),
        kept=words(kept if words.has(kept) else "lobby.kept.cashier"),
    )
