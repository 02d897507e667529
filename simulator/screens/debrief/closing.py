"""Between workstation and debrief: the run is closed, sealed and graded while a person reads what goes on."""

from typing import ClassVar

from textual.app import ComposeResult

from simulator.screens.debrief.next_step import remember
from simulator.screens.leaving import uncover
from simulator.screens.ports import Drill, Finished
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Spoken, shell


class Closing(ShellScreen[None]):
    TITLE_ID: ClassVar[str] = "review.closing"

    def __init__(self, drill: Drill, reason: str) -> None:
        super().__init__()
        self.drill = drill
        self.reason = reason

    def body(self) -> ComposeResult:
        what = "review.closing.what" if self.drill.workstation == "till" else "review.closing.no_drawer"
        yield Spoken(lambda words: words(what), classes="text")

    def on_mount(self) -> None:
        self.later(lambda: self.drill.finish(self.reason), self._look_back)

    def _look_back(self, finished: Finished) -> None:
        app = shell(self)
        uncover(self)  # perhaps the help
        self.dismiss(None)
        remember(app, self.drill, finished)
        app.debrief(self.drill, finished)
