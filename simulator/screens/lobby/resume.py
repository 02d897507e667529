"""Drills that were left in the middle, one at a time: go on, or close it for good."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from simulator.locale import Words
from simulator.screens.lobby import tiles
from simulator.screens.ports import Drill, OpenRun
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Spoken, Tile, shell


class Resume(Dialog[Drill]):
    TITLE_ID: ClassVar[str] = "lobby.unfinished"
    AUTO_FOCUS = "#continue"

    def __init__(self, runs: Sequence[OpenRun]) -> None:
        super().__init__()
        self.runs = list(runs)

    @property
    def run_left(self) -> OpenRun:
        return self.runs[0]

    def body(self) -> ComposeResult:
        yield Spoken(lambda words: tiles.left(words, self.run_left))
        yield Tile(lambda words: f"▸ {words('lobby.continue')}", "continue", id="continue", classes="row")
        yield Tile(lambda words: f"× {words('lobby.close')}", "close", id="close", classes="row")
        if len(self.runs) > 1:
            yield Tile(self._others, "other", id="other", classes="row")
        yield Spoken(lambda words: words("lobby.close.exam") if self.run_left.mode == "exam" else "")

    def _others(self, words: Words) -> str:
        return f"⇄ {words('lobby.unfinished.next', n=len(self.runs) - 1)}"

    def action_other(self) -> None:
        self.runs.append(self.runs.pop(0))
        self.retranslate()

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
        from simulator.screens.lobby.exam_left import close

        house, left = shell(self).house, self.run_left
        close(self, left, lambda by: self.later(lambda: house.abandon(left.run, by), lambda _: self.answer(None)))
