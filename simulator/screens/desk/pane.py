"""A pane of the desk, and the rows that several of them have."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from simulator.kernel.texts import cells, pad
from simulator.screens.station.pane import Hit, Line, ListPane, Span, StationPane

if TYPE_CHECKING:
    from simulator.screens.desk.screen import DeskScreen


class DeskPane(StationPane):
    """What it shows is read from the desk's screen."""

    @cached_property
    def desk(self) -> "DeskScreen":
        return cast("DeskScreen", self.screen)


class DeskList(DeskPane, ListPane, can_focus=True):
    """Rows to choose from."""

    def style_of(self, hit: Hit) -> str:
        return "cursor" if hit == self.cursor and self.has_focus else ""

    def mark(self, hit: Hit) -> Span:
        advised = hit == self.desk.coach.hit
        sign = "➤" if advised else "▸" if hit == self.cursor else " "
        return Span(sign, "advised" if advised else "accent strong", hit)

    def row(self, hit: Hit, left: str, right: str, width: int, style: str = "") -> Line:
        """A row of two ends."""
        style = self.style_of(hit) or style
        room = max(4, width - cells(right) - 3)
        return (self.mark(hit), Span(pad(left, room), style, hit), Span(f" {right} ", style, hit))

    def more(self, hit: Hit, text: str, style: str = "dim") -> Line:
        """A further line of a row."""
        return (Span("   ", "", hit), Span(text, self.style_of(hit) or style, hit))

    def hits(self) -> list[list[Hit]]:
        """What takes several rows is one to choose."""
        rows: list[list[Hit]] = []
        seen: set[Hit] = set()
        for row in self._grid:
            rows.append([hit for hit in row if hit not in seen])
            seen.update(row)
        return rows
