"""A pane of the desk, and the rows that several of them have."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from simulator.screens.station.pane import Hit, Line, Span, StationPane
from simulator.screens.station.rows import RowList

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen


class DeskPane(StationPane):
    """What it shows is read from the desk's screen."""

    @cached_property
    def desk(self) -> "DeskScreen":
        return cast("DeskScreen", self.screen)


class DeskList(DeskPane, RowList, can_focus=True):
    """Rows to choose from."""

    def advised(self, hit: Hit) -> bool:
        return hit == self.desk.coach.hit

    def more(self, hit: Hit, text: str, style: str = "dim") -> Line:
        """A further line of a row."""
        return (Span("   ", "", hit), Span(text, self.style_of(hit) or style, hit))
