"""The roll: what the virtual printer made of the bytes it got, coming out row by row."""

from textual import events

from simulator.kernel.paper import Barcode, Cut, Document, Qr, Text
from simulator.kernel.texts import cells
from simulator.screens.station.pane import Line, Span, StationPane, heading
from virtual_devices.escpos import encode
from virtual_devices.layout import on_screen
from virtual_devices.printer import POSPrinter
from virtual_devices.typesetter import PaperRow, Picture

COLUMNS = 32
ROW_MS = 60
"""Time a row takes to come out."""
_KEPT = 400


class Roll(StationPane, can_focus=True):
    """Paper as it hangs out of the printer, the newest row at the bottom; wheel and paging keys look back."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.printer = POSPrinter(COLUMNS, line_ms=ROW_MS)
        self._back = 0
        self._drawn: list[Line] = []
        self._rows = 0

    def print(self, document: Document, now: int) -> None:
        """Send a document; it comes out while `tick` is called."""
        self._back = 0
        self.printer.receive(encode(document, COLUMNS), now)
        self.tick(now)

    def roll_out(self, document: str) -> None:
        """Print a document of the drill by its number, where it has one."""
        made = self.station.drill.receipt(document, self.station.words.lang)
        if made is not None:
            self.print(made, self.station.now)

    def hang_last(self) -> None:
        """A drill that is continued finds the paper as it hung there."""
        last = self.station.hanging
        made = self.station.drill.receipt(last, self.station.words.lang) if last else None
        if made is not None:
            self.print(made, 0)
            self.tick(self.station.now)

    def tick(self, now: int) -> bool:
        """Let the paper move; True when a row came out."""
        printer = self.printer
        due = printer.next_deadline
        if due is None or due > now:
            return False
        printer.tick(now)
        if len(printer.paper) > _KEPT:
            del printer.paper[: len(printer.paper) - _KEPT]
            self._drawn.clear()
            self._rows = 0
        self.sync()
        return True

    def draw(self, width: int, height: int) -> list[Line]:
        words = self.station.words
        side = max(0, (width - COLUMNS) // 2)
        for row in self.printer.paper[self._rows :]:
            self._drawn += [self._on_roll(line, side, width) for line in draw_row(row)]
        self._rows = len(self.printer.paper)
        room = height - 1
        self._back = max(0, min(self._back, len(self._drawn) - room))
        end = len(self._drawn) - self._back
        seen = self._drawn[max(0, end - room) : end]
        right = words("till.paper.back", count=self._back) if self._back else ""
        blank = self._on_roll("", side, width) if seen else ()
        if not seen:
            hint = (Span(" "), Span(words(self.station.PAPER), "dim"))
            return [heading(words(self.station.ROLL), right, width, focused=self.has_focus), hint]
        return [
            heading(words(self.station.ROLL), right, width, focused=self.has_focus),
            *[()] * max(0, room - len(seen) - 1),
            *([blank] if len(seen) < room else []),
            *seen,
        ]

    def _on_roll(self, text: str, side: int, width: int) -> Line:
        line = text + " " * (COLUMNS - cells(text))
        return (Span(" " * side), Span(line, "paper"), Span(" " * max(0, width - side - COLUMNS)))

    def move(self, key: str) -> bool:
        """Look back along the roll."""
        step = {"up": 1, "down": -1, "pageup": 10, "pagedown": -10}.get(key, 0)
        if step:
            self._back = max(0, self._back + step)
            self.sync()
        return bool(step)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move("down")

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move("up")


def draw_row(row: PaperRow) -> list[str]:
    """A row of paper as lines of at most 32 cells."""
    match row:
        case Text(text, align, _, double):
            shown = on_screen(" ".join(text) if double and text.isascii() else text)
            room = COLUMNS - cells(shown)
            before = {"left": 0, "centre": room // 2, "right": room}[align]
            return [" " * before + shown]
        case Barcode(data):
            bars = _bars(data)
            return [bars, bars, data.center(COLUMNS).rstrip()]
        case Qr(data):
            return ["▛▀▜ ▞▙ ▛▀▜".center(COLUMNS), "▙▄▟ ▚▛ ▙▄▟".center(COLUMNS), data[:COLUMNS].center(COLUMNS).rstrip()]
        case Picture(width, height):
            return [f"[{width}x{height}]".center(COLUMNS)]
        case Cut():
            return ["- " * 7 + "✂" + " -" * 7]


def _bars(data: str) -> str:
    """Bars as wide as the code needs, drawn from its characters."""
    bits = "".join(f"{ord(ch) * 2654435761 % 256:08b}"[:5] for ch in data)[: COLUMNS - 6] or "1"
    return "".join("█" if bit == "1" else "▌" if i % 3 else " " for i, bit in enumerate(bits)).center(COLUMNS)
