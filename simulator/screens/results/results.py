"""The table of sessions."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from grading.wording import clock
from simulator.kernel.texts import pad
from simulator.locale import Words
from simulator.screens.debrief.figures import bar
from simulator.screens.ports import Finished, ResultRow, Review
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, shell


class Results(ShellScreen[None]):
    CSS_PATH = "results.tcss"
    TITLE_ID: ClassVar[str] = "lobby.results"
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "shell.back")]

    def body(self) -> ComposeResult:
        yield Spoken(self._heads, id="heads")
        yield Scroll(Spoken(lambda words: words("results.loading"), id="state"), id="rows")

    def on_mount(self) -> None:
        house, me = shell(self).house, shell(self).me
        self.later(lambda: house.results(me.id if me else ""), self._show, look=True)

    def _show(self, rows: Sequence[ResultRow]) -> None:
        state = self.query_one("#state", Spoken)
        if not rows:
            state.say(lambda words: words("results.none"))
            return
        state.display = False
        tiles = [Tile(_row(row), f"open('{row.run}')", classes="row") for row in rows]
        self.query_one("#rows").mount_all(tiles)
        tiles[0].focus()

    @staticmethod
    def _heads(words: Words) -> Content:
        heads = ("when", "drill", "mode", "seed", "duration", "grades")
        return line((_columns(tuple(words(f"results.{head}") for head in heads), "  "), "$secondary"))

    def action_open(self, run: str) -> None:
        house = shell(self).house
        self.tell("results.opening")
        self.later(lambda: house.review(run), self._open)

    def _open(self, found: tuple[Review, Finished]) -> None:
        self.query_one(MessageLine).hush()
        shell(self).debrief(*found)


def _columns(cell: tuple[str, ...], sign: str) -> str:
    when, drill, mode, seed, duration, grades = cell
    return f" {sign} {pad(when, 17)} {pad(drill, 22)} {pad(mode, 13)} {pad(seed, 10)} {pad(duration, 8)} {grades}"


def _row(row: ResultRow) -> Say:
    def say(words: Words) -> Content:
        mode = words(f"shell.mode.{row.mode}")
        lowest = min((grade for grade in row.grades.values() if grade is not None), default=None)
        grades = f"{bar(lowest)} {lowest or '–'}"
        shown = (
            row.when[:16].replace("T", " "),
            words.both(row.title),
            mode,
            str(row.seed),
            clock(row.duration),
            grades,
        )
        return line((_columns(shown, "✓ " if row.passed else "○ "), ""))

    return say
