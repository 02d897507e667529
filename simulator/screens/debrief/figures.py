"""Grades and measures as words: bars and counts beside every number, N/O said as such."""

import re
from collections.abc import Mapping

from textual.content import Content

from grading.causes import Causes
from grading.debrief import Debrief, Lesson
from grading.noticing import Notice, sentence
from grading.practising import name_of
from grading.practising import no_lessons as said_no_lessons
from grading.practising import verdict as said_verdict
from grading.result import Competency, Evidence, Result
from grading.wording import Wording, clock
from simulator.kernel.texts import Text, pad
from simulator.locale import Words
from simulator.screens.shell.spoken import line, lines
from simulator.screens.shell.wrapping import Columns

NAME_WIDTH = 22
GRADE_WIDTH = 11
COLUMNS = Columns(own=NAME_WIDTH + GRADE_WIDTH, below=NAME_WIDTH)
"""Of a competency's count, or the reason why it has none."""
NOBODY: Mapping[str, Text] = {}
NOTHING: Causes = {}


def wording(words: Words, people: Mapping[str, Text] = NOBODY, causes: Causes = NOTHING) -> Wording:
    return Wording(words, words.lang, people=people, causes=causes)


def bar(grade: int | None) -> str:
    """`▓▓▓░░`."""
    return "░" * 5 if grade is None else "▓" * grade + "░" * (5 - grade)


def competency(words: Words, c: Competency, names: Mapping[str, Text], pass_grade: int) -> Content:
    """`Cash handling  2 ▓▓░░░  7 of 9 times right`."""
    name = pad(name_of(c.id, names, words.lang), NAME_WIDTH)
    if c.grade is None:
        told = words(f"debrief.{c.note}" if c.note else "debrief.no_opportunity")
        unseen = f"{words('debrief.not_observed')}\N{NO-BREAK SPACE}· {told}"
        return line((name, "bold"), (pad(f"–   {bar(None)}", GRADE_WIDTH), "dim"), (unseen, "dim"))
    style = "$success" if c.grade >= pass_grade else "$warning"
    count = (
        words("debrief.times_right", successes=c.successes, opportunities=c.opportunities) if c.opportunities else ""
    )
    if c.speed is not None:
        count = words("debrief.goods_per_minute", value=f"{c.speed.value:g}")
    return line((name, "bold"), (pad(f"{c.grade}/5 {bar(c.grade)}", GRADE_WIDTH), style), (count, ""))


def rule(words: Words, says: Text, forbid: bool) -> str:
    """A rule as a sentence; what must not happen is said to be so."""
    return words("debrief.expect_never", event=says) if forbid else words.both(says)


def lesson(
    words: Words,
    told: Lesson,
    names: Mapping[str, Text],
    people: Mapping[str, Text] = NOBODY,
    causes: Causes = NOTHING,
) -> Content:
    """What to try again, and how it looks when done right."""
    first = told.moments[0]
    about = words("debrief.missed", n=told.missed, of=told.opportunities)
    name = name_of(told.competency, names, words.lang)
    who = f"{words.both(people[first.customer])} · " if first.customer in people else ""
    head = [(f"‼ {words('debrief.critical_error')}  ", "bold $error")] if told.critical else [("✗ ", "$warning")]
    parts = [
        line(*head, (rule(words, told.says, told.forbid), "bold")),
        line((f"  {clock(first.at)}  ", "$accent"), (f"{who}{name} · {about}", "$secondary")),
        line(("  " + words("lesson.came", what=wording(words, people, causes).came(first)), "")),
    ]
    if told.advice:
        parts.append(line(("  " + words.both(told.advice), "$primary")))
    return lines(*parts)


def no_lessons(words: Words, told: Debrief, result: Result) -> Content:
    """Nothing was missed, or there was nothing to miss."""
    sign, style = ("○ ", "$warning") if told.unjudged else ("✓ ", "$success")
    return line((sign, style), said_no_lessons(told, result, words))


def evidence(words: Words, found: Evidence, people: Mapping[str, Text], causes: Causes = NOTHING) -> Content:
    """Time, what happened, what was expected."""
    say = wording(words, people, causes)
    colon = words("debrief.colon")
    sign, style = ("✓", "$success") if found.met else ("‼", "bold $error") if found.critical else ("✗", "$warning")
    who = f" · {words.both(people[found.customer])}" if found.customer in people else ""
    event = f"{say.event(found.event)}{who}{colon}"
    told = line((f"{sign} {clock(found.at)} ", style), event, (say.came(found), "bold"))
    if found.met:
        return told
    says_itself = found.expected.relation in ("never", "once", "earlier", "later")
    label = "" if says_itself else words("debrief.expected") + colon
    return lines(told, line((f"    {label}{say.expected(found.expected)}", "dim")))


def notice(words: Words, seen: Notice, people: Mapping[str, Text]) -> Content:
    """`○ 3:10  The total that was told ...`: a shape of its own, as it is no miss of a rule."""
    return line(("○ ", "$warning"), (f"{clock(seen.at)}  ", "$accent"), sentence(seen, wording(words, people)))


_UNIT = re.compile(r"(?<=\d) (?=%|s\b|秒)")


def together(text: str) -> str:
    """A figure and its unit, between which no line breaks."""
    return _UNIT.sub("\N{NO-BREAK SPACE}", text)


def measures(words: Words, result: Result) -> Content:
    """The figures by the names that stores use, with what a beginner would ask about them below."""
    say = wording(words)
    rows: list[Content] = []
    for measure in result.measures:
        if measure.value is None:
            continue
        value = pad(together(say.measure(measure)), 8, "right")
        rows.append(line(pad(words(f"debrief.measure_{measure.id}"), 32), (value, "bold")))
        about = say.about(measure)
        if about:
            rows.append(line((f"  {together(about)}", "dim")))
    return lines(*rows) if rows else line((words("debrief.no_figures"), "dim"))


def verdict(words: Words, result: Result, names: Mapping[str, Text]) -> Content:
    """Passed or not and because of what, in a line before what to try again."""
    sign, style = ("✓ ", "$success") if result.passed else ("○ ", "$warning")
    return line((sign, style), (said_verdict(result, names, wording(words)), "bold"))
