"""How I stand, and below it the table of sessions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from grading.mastery.next_drill import next_up
from grading.wording import clock
from simulator.kernel.texts import Text, day_and_time, pad
from simulator.locale import Words
from simulator.screens.debrief.figures import bar
from simulator.screens.ports import DrillCard, Finished, ResultRow, Review
from simulator.screens.results.progress import Behind, Exams, Grades, rows
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, heading, line, shell

if TYPE_CHECKING:
    from grading.mastery.next_drill import Step
    from grading.mastery.standing import Standing


class Found(NamedTuple):
    """What the house knows of somebody."""

    rows: Sequence[ResultRow]
    standing: "Standing | None"
    """None for a guest."""
    step: "Step[DrillCard] | None"


class Results(ShellScreen[None]):
    CSS_PATH = "results.tcss"
    TITLE_ID: ClassVar[str] = "lobby.results"
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "shell.back")]

    def __init__(self, role: str) -> None:
        super().__init__()
        self.role = role
        self.found = Found((), None, None)

    def body(self) -> ComposeResult:
        yield Scroll(Spoken(lambda words: words("results.loading"), id="state"), id="rows")

    def on_mount(self) -> None:
        self.later(self._look_up, self._show, look=True)

    def _look_up(self) -> Found:
        house, me = shell(self).house, shell(self).me
        rows = house.results(me.id if me else "")
        if me is None:
            return Found(rows, None, None)
        standing = house.standing(me.id, self.role, proven=True)
        return Found(rows, standing, next_up(house.drills(self.role), house.achievements(me.id), standing))

    def _show(self, found: Found) -> None:
        self.found = found
        state, room = self.query_one("#state", Spoken), self.query_one("#rows")
        if found.standing is not None:
            room.mount_all(rows(found.standing, found.step, lambda: self.app.size.width), before=state)
            room.mount(heading("progress.sessions"), before=state)
        if not found.rows:
            state.say(lambda words: words("results.none"))
        else:
            state.display = False
            tiles = [Tile(self._row(row), f"open('{row.run}')", classes="row") for row in found.rows]
            room.mount_all([Spoken(self._heads, id="heads"), *tiles])
        if chosen := self.query(Tile):
            (self.query("#next") or chosen).first(Tile).focus()

    # --- what can be done

    def action_next(self) -> None:
        if self.found.step is not None:
            shell(self).brief(self.found.step.card, self.found.step.mode)

    def action_certificate(self) -> None:
        if self.found.standing is not None:
            self._look_into(Exams(self.found.standing, self._titles()))

    def action_grades(self, competency: str) -> None:
        standing = self.found.standing
        if standing is not None:
            self._look_into(Grades(standing, self._titles(), standing.skills[competency]))

    def _look_into(self, evidence: Behind) -> None:
        self.app.push_screen(evidence, lambda run: self.action_open(run) if run else None)

    def _titles(self) -> dict[str, Text]:
        return {card.id: card.title for card in shell(self).house.drills(self.role)}

    def _heads(self, words: Words) -> Content:
        heads = ("when", "drill", "mode", "seed", "duration", "grades")
        told = _columns(tuple(words(f"results.{head}") for head in heads), "  ", self.app.size.width)
        return line((told, "$secondary"))

    def _row(self, row: ResultRow) -> Say:
        return lambda words: _row(row, words, self.app.size.width)

    def action_open(self, run: str) -> None:
        house = shell(self).house
        self.tell("results.opening")
        self.later(lambda: house.review(run), self._open)

    def _open(self, found: tuple[Review, Finished]) -> None:
        self.query_one(MessageLine).hush()
        shell(self).debrief(*found)


BESIDE_TITLE = 80
"""Cells of a row without its drill's title, with what stands around the rows."""
TITLE, LONG_TITLE = 22, 40


def _columns(cell: tuple[str, ...], sign: str, width: int) -> str:
    """The drill's title gets what a wide screen has to spare."""
    when, drill, mode, seed, duration, grades = cell
    drill = pad(drill, min(max(TITLE, width - BESIDE_TITLE), LONG_TITLE))
    return f" {sign} {pad(when, 17)} {drill} {pad(mode, 13)} {pad(seed, 10)} {pad(duration, 8)} {grades}"


def _row(row: ResultRow, words: Words, width: int) -> Content:
    lowest = min((grade for grade in row.grades.values() if grade is not None), default=None)
    shown = (
        day_and_time(row.when),
        words.both(row.title),
        words(f"shell.mode.{row.mode}"),
        str(row.seed),
        clock(row.duration),
        f"{bar(lowest)} {lowest or '–'}",
    )
    return line((_columns(shown, "✓ " if row.passed else "○ ", width), ""))
