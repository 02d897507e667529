"""ESC/POS commands set into paper rows: what a printer's head would put on the roll, before any paper moves.

Rows are kernel blocks, so a screen draws what was printed with the same code as any document. Positions in dots
become blanks; a picture is told by its size.
"""

import codecs
from collections.abc import Callable
from typing import NamedTuple

from simulator.kernel.paper import Align, Barcode, Cut, Qr, Text
from virtual_devices.framing import TEXT, Command


class Picture(NamedTuple):
    """A picture of so many dots; 0 x 0 is one kept in the printer."""

    width: int
    height: int


PaperRow = Text | Barcode | Qr | Picture | Cut


class Pulse(NamedTuple):
    """The drawer connector's pin (2 or 5) is driven for `on_ms`."""

    pin: int
    on_ms: int


class Ask(NamedTuple):
    """The host asked for something that is answered in the order of printing: GS r or GS I, and its parameter."""

    code: bytes
    what: int


Work = PaperRow | Pulse | Ask

_ALIGNS: tuple[Align, ...] = ("left", "centre", "right")
_CODE_PAGES = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
}
_KANJI = codecs.getincrementaldecoder("gb18030")
_FONT_DOTS = (12, 9)


class Typesetter:
    """Turns commands into work for the mechanism; never fails, whatever the parameters say."""

    def __init__(self, columns: int) -> None:
        self._undecoded = False
        self._dots = columns * 12
        self._work: list[Work] = []
        self._reset()

    def set(self, command: Command) -> list[Work]:
        """What `command` gives the mechanism to do; a list to keep."""
        if command.code == TEXT:
            self._text(command.data)
        else:
            if self._undecoded:
                self._put(self._decoder.decode(b"", True))
                self._undecoded = False
            handler = _HANDLERS.get(command.code)
            if handler:
                handler(self, command.data)
        work, self._work = self._work, []
        return work

    @property
    def waiting(self) -> str:
        """Text of the line that was not ended yet."""
        return "".join(piece for piece, _, _ in self._line)

    def _reset(self, _: bytes = b"") -> None:
        """ESC @: the line under way is dropped, as printers do."""
        self._decoder = _KANJI("replace")
        self._undecoded = False
        self._kanji = True
        self._page = "cp437"
        self._bold = self._strong = self._wide = self._tall = self._kanji_wide = self._kanji_tall = False
        self._font = 0
        self._align: Align = "left"
        self._tabs = tuple(range(8, 64, 8))
        self._spacing: int = 30
        self._left, self._area = 0, self._dots
        self._line: list[tuple[str, bool, bool]] = []
        self._used: int = 0
        self._image = Picture(0, 0)
        self._stored = Picture(0, 0)
        self._symbol = b""
        self._paged: list[PaperRow] | None = None

    # text

    def _text(self, data: bytes) -> None:
        if not self._kanji:
            self._put(data.decode(self._page, "replace"), latin=True)
            return
        self._put(self._decoder.decode(data))
        self._undecoded = bool(self._decoder.getstate()[0])

    def _put(self, text: str, *, latin: bool = False) -> None:
        """Set text into the line; a full line ends itself. All signs of a `latin` code page are narrow."""
        text = text.replace("\x7f", "?") if text.isprintable() else "".join(c if c.isprintable() else "?" for c in text)
        step = _FONT_DOTS[self._font] * (2 if self._wide else 1)
        room = self._area - self._used
        if (latin or text.isascii()) and step * len(text) <= room:
            self._append(text, step * len(text))
            return
        full = 48 if self._wide or self._kanji_wide else 24
        if not self._kanji_tall and not self._kanji_wide and full * len(text) <= room:
            self._append(text, full * len(text) - (full - step) * len(text.encode("ascii", "ignore")))
            return
        for ch in text:
            size = step if latin or ch < "\x80" else full
            if size > self._area - self._used and self._line:
                self._end_line()
            self._append(ch, size)

    def _append(self, text: str, size: int) -> None:
        if not text:
            return
        narrow = text.isascii()
        wide = self._wide or (self._kanji_wide and not narrow)
        tall = self._tall or (self._kanji_tall and not narrow)
        self._line.append((text, self._bold or self._strong, wide and tall))
        self._used += size

    def _end_line(self, _: bytes = b"") -> None:
        pieces = [piece for piece in self._line if piece[0].strip(" ")]
        text = "".join(piece for piece, _, _ in self._line)
        bold = bool(pieces) and all(piece[1] for piece in pieces)
        double = bool(pieces) and all(piece[2] for piece in pieces)
        if self._image.height:
            self._emit(self._image)
        if text or not self._image.height:
            self._emit(Text(text, self._align, bold, double))
        self._line, self._used, self._image = [], 0, Picture(0, 0)

    def _end_open_line(self) -> None:
        if self._line or self._image.height:
            self._end_line()

    def _emit(self, row: PaperRow) -> None:
        (self._work if self._paged is None else self._paged).append(row)

    def _feed(self, lines: int) -> None:
        """Print the line and feed: the line itself is the first."""
        if self._line or self._image.height:
            self._end_line()
            lines -= 1
        for _ in range(lines):
            self._emit(Text("", self._align))

    def _blank_to(self, dots: int) -> None:
        """Move right to a position; backward moves are beyond rows of text, and ignored."""
        step = _FONT_DOTS[self._font] * (2 if self._wide else 1)
        blanks = (min(dots, self._area) - self._used) // step
        if blanks > 0:
            self._append(" " * blanks, blanks * step)

    def _tab(self, _: bytes) -> None:
        step = _FONT_DOTS[self._font]
        stop = next((tab * step for tab in self._tabs if tab * step > self._used), None)
        if stop is not None:
            self._blank_to(stop)

    # modes

    def _print_mode(self, data: bytes) -> None:
        self._font, self._bold = data[0] & 1, bool(data[0] & 0x08)
        self._tall, self._wide = bool(data[0] & 0x10), bool(data[0] & 0x20)

    def _size(self, data: bytes) -> None:
        self._wide, self._tall = bool(data[0] & 0x70), bool(data[0] & 0x07)

    def _kanji_mode(self, data: bytes) -> None:
        self._kanji_wide, self._kanji_tall = bool(data[0] & 0x04), bool(data[0] & 0x08)

    def _kanji_double(self, data: bytes) -> None:
        self._kanji_wide = self._kanji_tall = bool(data[0] & 1)

    def _set_kanji(self, on: bool) -> None:
        self._kanji = on

    def _set_bold(self, on: bool) -> None:
        self._bold = on

    def _set_strong(self, on: bool) -> None:
        self._strong = on

    def _set_font(self, data: bytes) -> None:
        self._font = data[0] & 1

    def _set_align(self, data: bytes) -> None:
        if not self._line:
            self._align = _ALIGNS[data[0] % 48 % 3]

    def _code_page(self, data: bytes) -> None:
        self._page = _CODE_PAGES.get(data[0], "cp437")

    def _set_tabs(self, data: bytes) -> None:
        self._tabs = tuple(tab for tab in data if tab)

    def _set_spacing(self, dots: int) -> None:
        self._spacing = dots or 30

    def _set_margin(self, data: bytes) -> None:
        self._left = min(int.from_bytes(data, "little"), self._dots - 24)
        self._area = min(self._area, self._dots - self._left)

    def _set_area(self, data: bytes) -> None:
        self._area = max(24, min(int.from_bytes(data, "little"), self._dots - self._left))

    # page mode: rows are collected and printed by FF

    def _page_start(self, _: bytes) -> None:
        if self._paged is None and not self._line:
            self._paged = []

    def _page_drop(self, _: bytes) -> None:
        if self._paged is not None:
            self._line, self._used = [], 0
            self._paged = []

    def _page_leave(self, _: bytes) -> None:
        self._page_drop(b"")
        self._paged = None

    def _page_print(self, leave: bool) -> None:
        if self._paged is not None:
            self._end_open_line()
            self._work += self._paged
            if leave:
                self._paged = None

    def _page_move(self, _: bytes) -> None:
        if self._paged is not None:
            self._end_open_line()

    # codes, pictures, knife, drawer

    def _barcode(self, data: bytes) -> None:
        self._end_open_line()
        kind, code = data[0], data[1:].rstrip(b"\0") if data[0] <= 6 else data[2:]
        if code:
            self._emit(Barcode(_code_128_text(code) if kind in (73, 79) else code.decode("latin-1")))

    def _symbol_2d(self, data: bytes) -> None:
        """GS ( k: cn 48 is PDF417, 49 QR; fn 80 stores, 81 prints. Other letters after GS ( are not ours."""
        if data[:1] == b"L":
            self._graphics(data[3:])
        if data[:1] != b"k" or len(data) < 5:
            return
        if data[4] == 80:
            self._symbol = data[6:]
        elif data[4] == 81 and self._symbol:
            self._end_open_line()
            text = self._symbol.decode("utf-8", "replace")
            self._emit(Barcode(text) if data[3] == 48 else Qr(text))

    def _graphics(self, data: bytes) -> None:
        """GS ( L and GS 8 L: m fn ...; fn 112 stores a picture (a bx by c xL xH yL yH), fn 2 and 50 print it."""
        if len(data) >= 10 and data[1] == 112:
            self._stored = Picture(data[6] | data[7] << 8, data[8] | data[9] << 8)
        elif len(data) >= 2 and data[1] in (2, 50) and self._stored.height:
            self._end_open_line()
            self._emit(self._stored)

    def _raster(self, data: bytes) -> None:
        self._end_open_line()
        self._emit(Picture((data[2] | data[3] << 8) * 8, data[4] | data[5] << 8))

    def _column_image(self, data: bytes) -> None:
        width = self._image.width + (data[1] | data[2] << 8)
        self._image = Picture(width, 24 if data[0] in (32, 33) else 8)

    def _downloaded(self, data: bytes) -> None:
        self._stored = Picture(data[0] * 8, data[1] * 8)

    def _stored_picture(self, _: bytes) -> None:
        self._end_open_line()
        self._emit(self._stored)

    def _cut(self, data: bytes) -> None:
        self._end_open_line()
        self._emit(Cut())

    def _pulse(self, data: bytes) -> None:
        self._work.append(Pulse(5 if data[0] & 1 else 2, data[1] * 2))

    def _ask(self, code: bytes, data: bytes) -> None:
        self._work.append(Ask(code, data[0]))


_CODE_SETS = {ord("A"), ord("B"), ord("C")}


def _code_128_text(data: bytes) -> str:
    """The text of GS k 73 data, whose code sets are told by `{A`, `{B`, `{C`."""
    text, at, pairs = "", 0, False
    while at < len(data):
        if data[at] == ord("{") and at + 1 < len(data):
            mark = data[at + 1]
            if mark in _CODE_SETS:
                pairs = mark == ord("C")
            elif mark == ord("{"):
                text += "{"
            elif mark == ord("1"):
                text += "\x1d"
            at += 2
            continue
        text += f"{data[at]:02d}" if pairs else chr(data[at])
        at += 1
    return text


_HANDLERS: dict[bytes, Callable[[Typesetter, bytes], None]] = {
    b"\n": Typesetter._end_line,
    b"\t": Typesetter._tab,
    b"\f": lambda s, _: s._page_print(leave=True),
    b"\x18": Typesetter._page_drop,
    b"\x1b@": Typesetter._reset,
    b"\x1b!": Typesetter._print_mode,
    b"\x1b$": lambda s, d: s._blank_to(int.from_bytes(d, "little")),
    b"\x1b\\": lambda s, d: s._blank_to(s._used + int.from_bytes(d, "little", signed=True)),
    b"\x1b2": lambda s, _: s._set_spacing(30),
    b"\x1b3": lambda s, d: s._set_spacing(d[0]),
    b"\x1b*": Typesetter._column_image,
    b"\x1bD": Typesetter._set_tabs,
    b"\x1bE": lambda s, d: s._set_bold(bool(d[0] & 1)),
    b"\x1bG": lambda s, d: s._set_strong(bool(d[0] & 1)),
    b"\x1bJ": lambda s, d: s._feed(max(1 if s._line else 0, d[0] // s._spacing)),
    b"\x1bd": lambda s, d: s._feed(d[0]),
    b"\x1bM": Typesetter._set_font,
    b"\x1ba": Typesetter._set_align,
    b"\x1bt": Typesetter._code_page,
    b"\x1bp": Typesetter._pulse,
    b"\x1bi": Typesetter._cut,
    b"\x1bm": Typesetter._cut,
    b"\x1bL": Typesetter._page_start,
    b"\x1bS": Typesetter._page_leave,
    b"\x1b\f": lambda s, _: s._page_print(leave=False),
    b"\x1d!": Typesetter._size,
    b"\x1d$": Typesetter._page_move,
    b"\x1d\\": Typesetter._page_move,
    b"\x1d(": Typesetter._symbol_2d,
    b"\x1d8": lambda s, d: s._graphics(d[5:]) if d[:1] == b"L" else None,
    b"\x1d*": Typesetter._downloaded,
    b"\x1d/": Typesetter._stored_picture,
    b"\x1dI": lambda s, d: s._ask(b"\x1dI", d),
    b"\x1dL": Typesetter._set_margin,
    b"\x1dQ": Typesetter._raster,
    b"\x1dV": Typesetter._cut,
    b"\x1dW": Typesetter._set_area,
    b"\x1dk": Typesetter._barcode,
    b"\x1dr": lambda s, d: s._ask(b"\x1dr", d),
    b"\x1dv": Typesetter._raster,
    b"\x1c!": Typesetter._kanji_mode,
    b"\x1c&": lambda s, _: s._set_kanji(True),
    b"\x1c.": lambda s, _: s._set_kanji(False),
    b"\x1cW": Typesetter._kanji_double,
    b"\x1cp": lambda s, _: s._emit(Picture(0, 0)),
}
