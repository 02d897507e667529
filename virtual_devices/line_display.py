"""LineDisplay: a customer display of 2 x 20 cells that speaks CD5220."""

from simulator.kernel.texts import cells, pad
from virtual_devices.layout import printable
from virtual_devices.upos import Reaction

ROWS, COLUMNS = 2, 20
CLEAR = b"\x0c"
_PARAMETERS = {b"@": 0, b"l": 2, b"=": 1, b"_": 1, b"s": 1, b"R": 1, b"f": 1, b"t": 1}
_ESC, _CR = 0x1B, b"\r"
_MOST = 256


def show(top: str, bottom: str) -> bytes:
    """The bytes that show two lines, each clipped to 20 cells."""
    shown = (printable(text).replace("\xa5", "￥") for text in (top, bottom))  # its GB18030 has the wide one only
    upper, lower = (pad(text, COLUMNS).encode("gb18030", "replace") for text in shown)
    return b"\x1bQA" + upper + b"\r\x1bQB" + lower + _CR


class LineDisplay:
    """What the customer sees. Unknown commands and signs are left out; nothing fails."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._selected = True
        """ESC = n can route bytes on a shared cable elsewhere."""
        self._row: int = 0
        self._column: int = 0
        self._clear()

    @property
    def lines(self) -> tuple[str, str]:
        """Both lines, 20 cells each."""
        top, bottom = ("".join(row) for row in self._cells)
        return top, bottom

    @property
    def next_deadline(self) -> int | None:
        """It waits for nothing."""
        return None

    def tick(self, now: int) -> Reaction[str]:
        """Let time pass: nothing changes."""
        return Reaction()

    def receive(self, data: bytes, now: int) -> Reaction[str]:
        """Take bytes; the events are the two lines when they changed."""
        before = self.lines
        self._buffer += data
        while self._buffer:
            size = self._size()
            if size is None:
                break
            piece = bytes(self._buffer[:size])
            del self._buffer[:size]
            self._obey(piece)
        return Reaction(events=self.lines if self.lines != before else ())

    def _size(self) -> int | None:
        """How many bytes the next command or character takes; None while it is incomplete."""
        head = self._buffer
        if head[0] == _ESC:
            if len(head) < 2:
                return None
            if head[1] == ord("Q"):
                end = head.find(_CR, 2)
                if end < 0:
                    return None if len(head) < _MOST else 2
                return end + 1
            size = 2 + _PARAMETERS.get(bytes(head[1:2]), 0)
            return size if len(head) >= size else None
        size = 1
        if head[0] > 0x80:
            if len(head) < 2:
                return None
            size = 4 if 0x30 <= head[1] <= 0x39 else 2
        return size if len(head) >= size else None

    def _obey(self, piece: bytes) -> None:
        if piece[:2] == b"\x1b=":
            self._selected = bool(piece[2] & 0x02)
        elif not self._selected:
            return
        elif piece[0] == _ESC:
            self._escape(piece)
        elif piece == CLEAR:
            self._clear()
        elif piece == b"\x18":
            self._cells[self._row] = [" "] * COLUMNS
            self._column = 0
        elif piece == b"\x0b":
            self._row = self._column = 0
        elif piece == b"\x08":
            self._column = max(0, self._column - 1)
        elif piece == b"\n":
            self._row = (self._row + 1) % ROWS
        elif piece == _CR:
            self._column = 0
        elif piece[0] >= 0x20:
            self._write(piece.decode("gb18030", "replace"))

    def _escape(self, piece: bytes) -> None:
        match piece[1:2]:
            case b"@":
                self._clear()
            case b"l" if 1 <= piece[2] <= COLUMNS and 1 <= piece[3] <= ROWS:
                self._column, self._row = piece[2] - 1, piece[3] - 1
            case b"Q" if piece[2:3] in (b"A", b"B"):
                row = piece[2] - ord("A")
                self._cells[row], self._row, self._column = [" "] * COLUMNS, row, 0
                text = piece[3:-1].decode("gb18030", "replace")
                while cells(text) > COLUMNS:
                    text = text[:-1]
                self._write(text)

    def _write(self, text: str) -> None:
        for ch in text:
            if not ch.isprintable():
                continue
            size = cells(ch)
            if self._column + size > COLUMNS:
                self._row, self._column = (self._row + 1) % ROWS, 0
            row = self._cells[self._row]
            for at in (self._column, self._column + size - 1):
                self._blank(row, at)
            row[self._column : self._column + size] = [ch] + [""] * (size - 1)
            self._column += size

    @staticmethod
    def _blank(row: list[str], at: int) -> None:
        """Free a cell, with the other half of a wide character that covers it."""
        if row[at] == "":
            row[at - 1] = row[at] = " "
        elif at + 1 < COLUMNS and row[at + 1] == "":
            row[at] = row[at + 1] = " "

    def _clear(self) -> None:
        self._cells = [[" "] * COLUMNS for _ in range(ROWS)]
        self._row = self._column = 0
