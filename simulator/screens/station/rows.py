"""Rows to choose from, as stockroom and desk have them: a mark, two ends, and what takes several lines is one."""

from simulator.kernel.texts import cells, pad
from simulator.screens.station.pane import Hit, Line, ListPane, Span


def once(grid: list[list[Hit]]) -> list[list[Hit]]:
    """What can be chosen row by row, each where it comes first."""
    rows: list[list[Hit]] = []
    seen: set[Hit] = set()
    for row in grid:
        rows.append([hit for hit in row if hit not in seen])
        seen.update(row)
    return rows


class RowList(ListPane, can_focus=True):
    """The row that the cursor stands on is what an action is about."""

    def advised(self, hit: Hit) -> bool:
        """Whether the coach points at it."""
        raise NotImplementedError

    def style_of(self, hit: Hit) -> str:
        return "cursor" if hit == self.cursor and self.has_focus else ""

    def mark(self, hit: Hit) -> Span:
        """The cursor, or the row that the coach points at."""
        advised = self.advised(hit)
        sign = "➤" if advised else "▸" if hit == self.cursor else " "
        return Span(sign, "advised" if advised else "accent strong", hit)

    def row(self, hit: Hit, left: str, right: str, width: int, style: str = "") -> Line:
        """A row of two ends."""
        style = self.style_of(hit) or style
        room = max(4, width - cells(right) - 3)
        return (self.mark(hit), Span(pad(left, room), style, hit), Span(f" {right} ", style, hit))

    def hits(self) -> list[list[Hit]]:
        return once(self._grid)
