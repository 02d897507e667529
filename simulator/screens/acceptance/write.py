"""A case in the customer's own words."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from grading.acceptance.model import Case
from simulator.screens.acceptance.chips import usual, who
from simulator.screens.shell.field import Field
from simulator.screens.shell.filling import Filling
from simulator.screens.shell.spoken import Tile, line, shell

USUAL = ("price", "payment", "return", "offline")
"""What is tested nearly everywhere, for who has no keyboard."""
LONGEST = 400


class WriteCase(Filling[Case]):
    CSS_PATH = "acceptance.tcss"
    TITLE_ID: ClassVar[str] = "uat.write"
    AUTO_FOCUS = "#case-title"
    FIELDS = ("case-title", "case-steps", "case-expected", "case-tester")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "keep", "uat.keep")]

    def body(self) -> ComposeResult:
        for name in self.FIELDS:
            yield Field(f"uat.write_{name.removeprefix('case-')}", id=name, longest=LONGEST)
            if name == "case-title":
                yield usual(name, USUAL, "tested")
            elif name == "case-expected":
                yield usual(name, ("right",), "comes")
        yield Tile(lambda words: line(f"✓ {words('uat.keep')}", ("  F8", "$accent")), "keep", id="keep", classes="chip")

    def on_mount(self) -> None:
        self.put("case-tester", who(self))

    def action_keep(self) -> None:
        title, steps, expected, tester = self.typed(*self.FIELDS)
        desk, by = shell(self).house.acceptance, who(self)
        self.later(lambda: desk.write(title, steps, expected, by, tester=tester), self.answer)
