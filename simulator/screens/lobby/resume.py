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
        yield Spoken(lambda words: tiles.left(words, self.run_left))
        with Vertical(id="choices"):
            yield Tile(lambda words: f"▸ {words('lobby.continue')}", "continue", id="continue", classes="row")
            yield Tile(lambda words: f"× {words('lobby.close')}", "close", id="close", classes="row")
        if self.run_left.mode == "exam":
            yield Spoken(lambda words: words("lobby.close.exam"))

    def action_continue(self) -> None:
        """An exam goes on as it began: with a trainer's word for who sits there now."""
        left = self.run_left
        if left.mode != "exam":
            self._go_on("")
            return
        from simulator.screens.people.pin import AskPin

        self.app.push_screen(
            AskPin(lambda words: words("people.pin.resume", name=left.person), left.person_id),
            lambda trainer: self._go_on(trainer) if trainer else None,
        )

    def _go_on(self, attested_by: str) -> None:
        house = shell(self).house
        self.tell("shell.preparing")
        self.later(lambda: house.resume(self.run_left.run, attested_by), self.answer)

    def action_close(self) -> None:
        house = shell(self).house
        self.later(lambda: house.abandon(self.run_left.run), lambda _: self.answer(None))
