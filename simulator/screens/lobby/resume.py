"""A drill that was left in the middle: go on, or close it for good."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from simulator.screens.lobby import tiles
from simulator.screens.ports import Drill, OpenRun
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Spoken, Tile, shell


class Resume(Dialog[Drill]):
    TITLE_ID: ClassVar[str] = "lobby.unfinished"
    AUTO_FOCUS = "#continue"

    def __init__(self, run: OpenRun) -> None:
        super().__init__()
        self.run_left = run

    def body(self) -> ComposeResult:
        yield Spoken(lambda words: tiles.unfinished(words, self.run_left))
        with Vertical(id="choices"):
            yield Tile(lambda words: f"▸ {words('lobby.continue')}", "continue", id="continue", classes="row")
            yield Tile(lambda words: f"× {words('lobby.close')}", "close", id="close", classes="row")
        if self.run_left.mode == "exam":
            yield Spoken(lambda words: words("lobby.close.exam"))

    def action_continue(self) -> None:
        house = shell(self).house
        self.tell("shell.preparing")
        self.later(lambda: house.resume(self.run_left.run), self.dismiss)

    def action_close(self) -> None:
        house = shell(self).house
        self.later(lambda: house.abandon(self.run_left.run), lambda _: self.dismiss(None))
