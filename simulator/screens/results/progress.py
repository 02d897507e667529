"""How I stand, as rows of the screen: certificate, what is next, each competency with its grades over time."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from grading.mastery import shown
from grading.mastery.skills import LEAST, Mark, Skill
from grading.mastery.standing import Standing
from simulator.kernel.texts import Text, pad
from simulator.locale import Words
from simulator.screens.debrief.figures import bar
from simulator.screens.lobby import tiles
from simulator.screens.ports import DrillCard
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, heading, line

if TYPE_CHECKING:
    from textual.widget import Widget

    from grading.mastery.next_drill import Step

NAME, WIDE_NAME = 18, 24
MARKS, WIDE_MARKS = 14, 24
WIDE = 100
"""Cells from which on there is room for more grades, and for their dates."""


def rows(found: Standing, step: "Step[DrillCard] | None", width: Callable[[], int]) -> "list[Widget]":
    """What stands above the sessions; `width` is the screen's."""
    made: list[Widget] = [Tile(_certificate(found), "certificate", id="certificate", classes="row")]
    if step is not None:
        made.append(Tile(lambda words: tiles.recommended(words, step), "next", id="next", classes="card"))
    made.append(heading("progress.competencies"))
    made.extend(
        Tile(_skill(found, skill, width), f"grades('{skill.id}')", classes="row") for skill in found.skills.values()
    )
    return made


def _certificate(found: Standing) -> Say:
    def say(words: Words) -> Content:
        held = found.certificate.state == "held"
        return line(
            (f"{tiles.CERTIFIES} ", "$accent"), (shown.certificate(found, words), "$success" if held else "bold")
        )

    return say


def _skill(found: Standing, skill: Skill, width: Callable[[], int]) -> Say:
    """`✓ Cash handling   ▅▆█  11-02 – 11-25  mastered 94 % · refresh by 2026-12-03`."""

    def say(words: Words) -> Content:
        wide = width() >= WIDE
        sign = shown.sign(skill, found.now)
        style = {"✓": "$success", "↻": "$warning", "○": "$accent"}.get(sign, "dim")
        name = pad(words.both(found.names[skill.id]), WIDE_NAME if wide else NAME)
        dates = (pad(shown.span(skill.marks), 15), "dim") if wide else ""
        told = (shown.state(skill, found.now, words), "" if skill.marks else "dim")
        return line(
            (f"{sign} ", style), (name, "bold"), " ", _bars(skill.marks, WIDE_MARKS if wide else MARKS), dates, told
        )

    return say


def _bars(marks: Sequence[Mark], room: int) -> Content:
    """A bar a grade; what is too low differs in colour as well."""
    bars = [(shown.STEPS[mark.grade], "$success" if mark.grade >= LEAST else "$warning") for mark in marks[-room:]]
    return line(*bars, " " * (room + 1 - len(bars)))


class Behind(Dialog[str]):
    """A list of sessions; gives the one that was chosen, to be looked back on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss('')", "shell.back")]
    AUTO_FOCUS = ".row"

    def __init__(self, found: Standing, titles: Mapping[str, Text]) -> None:
        super().__init__()
        self.found, self.titles = found, titles

    def action_look(self, run: str) -> None:
        self.dismiss(run)


class Grades(Behind):
    """A competency's grades, the newest first, with those that decide."""

    def __init__(self, found: Standing, titles: Mapping[str, Text], skill: Skill) -> None:
        super().__init__(found, titles)
        self.skill = skill

    def where(self, words: Words) -> str:
        return words("progress.grades_of", competency=self.found.names[self.skill.id])

    def body(self) -> ComposeResult:
        yield Spoken(lambda words: shown.state(self.skill, self.found.now, words), classes="told")
        if self.skill.mastered:
            yield Spoken(self._fading, classes="told")
        with Scroll(id="evidence"):
            if not self.skill.marks:
                yield Spoken(self._where_shown)
            for mark in reversed(self.skill.marks):
                yield Tile(self._mark(mark), f"look('{mark.run}')", classes="row")

    def _fading(self, words: Words) -> Content:
        """`how it fades  ████▇▇▆▆▅▅  71 % on 2027-01-23`."""
        bars, until, left = shown.decay(self.skill, self.found.now)
        style = "$warning" if self.skill.is_due(self.found.now) else "$success"
        told = words("progress.left", percent=left, date=shown.day(until))
        return line((f"{words('progress.fading')}  ", "$secondary"), (bars, style), (f"  {told}", "dim"))

    def _where_shown(self, words: Words) -> str:
        drills = words("shell.comma").join(words.both(self.titles[id]) for id in self.skill.drills)
        return words("progress.no_marks", drills=drills)

    def _mark(self, mark: Mark) -> Say:
        def say(words: Words) -> Content:
            rests = words("progress.rests") if mark in self.skill.resting else ""
            return line(
                (f"{mark.when:%m-%d %H:%M}  ", "$secondary"),
                (f"{mark.grade} {bar(mark.grade)}  ", "$success" if mark.grade >= LEAST else "$warning"),
                pad(words.both(self.titles[mark.scenario]), 20),
                (pad(f" {words(f'shell.mode.{mark.mode}')}", 10), "dim"),
                (rests, "dim"),
            )

        return say


class Exams(Behind):
    """The exams that make the certificate, one by one."""

    TITLE_ID: ClassVar[str] = "progress.certificate"

    def body(self) -> ComposeResult:
        runs = {exam.drill: exam.run for exam in self.found.certificate.exams}
        yield Spoken(lambda words: shown.certificate(self.found, words), classes="told")
        with Scroll(id="evidence"):
            for drill in self.found.certificate.drills:
                yield Tile(self._exam(drill), f"look('{runs.get(drill, '')}')", classes="row")

    def _exam(self, drill: str) -> Say:
        def say(words: Words) -> Content:
            sign, told = shown.exam(self.found, drill, words)
            style = {"✓": "$success", "○": "$warning"}.get(sign, "dim")
            return line((f"{sign} ", style), (pad(words.both(self.titles[drill]), 20), "bold"), f" {told}")

        return say
