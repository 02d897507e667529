"""What a document consists of on screen, and the columns that its rows have."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from simulator.kernel.texts import pad
from simulator.screens.station.pane import Hit, Line, Span
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.stockroom.sheet import Sheet


class Subject(NamedTuple):
    """Which document lies before the clerk."""

    kind: str
    id: str = ""


@dataclass(slots=True)
class Draft:
    """A document that is being written: goods to send, goods that came, an order."""

    kind: str
    """`send`, `arrive`, `order`."""
    ref: str
    """The other shop, the transfer, the supplier."""
    lines: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """(sku, lot, expiry) -> quantity."""

    def of(self, sku: str) -> int:
        return sum(quantity for key, quantity in self.lines.items() if key[0] == sku)


class Drawn(NamedTuple):
    """A document as lines."""

    title: str
    right: str = ""
    head: Sequence[Line] = ()
    rows: Sequence[Line] = ()
    foot: Sequence[Line] = ()


def told(text: str, width: int, style: str = "dim") -> list[Line]:
    """A sentence below the rows, in full."""
    return [(Span(" "), Span(line, style)) for line in wrap(text, width - 2)]


class Columns(NamedTuple):
    """Names left, figures right-aligned in columns of so many cells."""

    widths: tuple[int, ...]

    def head(self, sheet: "Sheet", first: str, *titles: str, width: int) -> Line:
        words = sheet.room.words
        cells = [pad(words(title), size, "right") for title, size in zip(titles, self.widths, strict=True)]
        return (Span(pad(f"  {words(first)}", self._name(width)), "dim"), *(Span(cell, "dim") for cell in cells))

    def row(self, sheet: "Sheet", hit: Hit, name: str, *figures: str, width: int, style: str = "") -> Line:
        style = sheet.style_of(hit) or style
        cells = [Span(pad(text, size, "right"), style, hit) for text, size in zip(figures, self.widths, strict=True)]
        return (sheet.mark(hit), Span(pad(f" {name}", self._name(width) - 1), style, hit), *cells)

    def _name(self, width: int) -> int:
        return max(8, width - sum(self.widths) - 1)
