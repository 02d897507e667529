"""A case in the customer's own words."""

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from grading.acceptance.model import Case
from simulator.screens.acceptance.chips import usual, who
from simulator.screens.shell.field import Field, was_last
from simulator.screens.shell.screen import Dialog, ShellScreen
from simulator.screens.shell.spoken import Tile, line, shell

FIELDS = ("title", "steps", "expected", "tester")
USUAL = ("price", "payment", "return", "offline")
"""What is tested nearly everywhere, for who has no keyboard."""
LONGEST = 400


class WriteCase(Dialog[Case]):
    CSS_PATH = "acceptance.tcss"
    TITLE_ID: ClassVar[str] = "uat.write"
    AUTO_FOCUS = "#case-title"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "keep", "uat.keep")]

    def body(self) -> ComposeResult:
        for name in FIELDS:
            yield Field(f"uat.write_{name}", id=f"case-{name}", longest=LONGEST)
            if name == "title":
                yield usual("case-title", USUAL, "tested")
            elif name == "expected":
                yield usual("case-expected", ("right",), "comes")
        yield Tile(lambda words: line(f"✓ {words('uat.keep')}", ("  F8", "$accent")), "keep", id="keep", classes="chip")

    def on_mount(self) -> None:
        self.query_one("#case-tester", Field).value = self._by()

    def _by(self) -> str:
        return who(cast(ShellScreen[object], self), shell(self).words)

    def action_usual(self, field: str, id: str) -> None:
        self.query_one(f"#{field}", Field).value = shell(self).words(id)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last one keeps."""
        if was_last(self, event, [f"case-{name}" for name in FIELDS]):
            self.action_keep()

    def action_keep(self) -> None:
        title, steps, expected, tester = (self.query_one(f"#case-{name}", Field).value for name in FIELDS)
        desk, by = shell(self).house.acceptance, self._by()
        self.later(lambda: desk.write(title, steps, expected, by, tester=tester), self.answer)
