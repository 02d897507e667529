"""ESC/POS bytes cut into commands, whatever arrives and however it is chopped.

A command is a control byte, or a prefix (ESC, GS, FS, DLE) and a letter, with parameters of a shape that `SHAPES`
tells. Text bytes of GB18030 are never below 0x20, so control bytes cannot be mistaken. What is not in the table is
framed as its two bytes and marked unknown. Pictures are framed with their header; their dots are counted and dropped.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

TEXT = b""
"""The code of a run of text."""


class Command(NamedTuple):
    """One command: its first byte's `offset` in the stream, its code such as `b"\\x1b@"`, and its parameters."""

    offset: int
    code: bytes
    data: bytes
    known: bool = True

    @property
    def name(self) -> str:
        """As in the manuals: `ESC @`."""
        head = _NAMES.get(self.code[:1], f"0x{self.code[0]:02X}" if self.code else "text")
        return " ".join(
            [head, *(chr(b) if 0x20 < b < 0x7F else _NAMES.get(bytes([b]), f"0x{b:02X}") for b in self.code[1:])]
        )


class Span(NamedTuple):
    """Bytes of parameters to keep, and bytes of picture data after them to drop."""

    keep: int
    drop: int = 0


Shape = int | Callable[[bytearray, int], Span | None]
"""A fixed number of bytes, or a function of the buffer and the first parameter's place (None: more must come)."""

_NAMES = {b"\t": "HT", b"\n": "LF", b"\f": "FF", b"\r": "CR", b"\x18": "CAN", b"\x10": "DLE", b"\x1b": "ESC"}
_NAMES |= {b"\x1c": "FS", b"\x1d": "GS", b"\x04": "EOT", b"\x05": "ENQ", b"\x14": "DC4"}
_PREFIXES = b"\x10\x1b\x1c\x1d"
_TEXT_RUN = re.compile(rb"[\x20-\xff]+")
_MOST = 1 << 20
"""More parameters than this are nonsense, not a command."""


def _u16(buffer: bytearray, at: int) -> int:
    return buffer[at] | buffer[at + 1] << 8


def _sized(at: int) -> Shape:
    """`at` bytes, then pL pH and as much data."""
    return lambda b, i: Span(at + 2 + _u16(b, i + at)) if len(b) >= i + at + 2 else None


def _by_first(table: dict[int, int], otherwise: int) -> Shape:
    """The first parameter says how many there are."""
    return lambda b, i: Span(table.get(b[i], otherwise)) if len(b) > i else None


def _header(size: int, dots: Callable[[bytearray, int], int]) -> Shape:
    """A fixed header, then a picture of `dots` bytes."""
    return lambda b, i: Span(size, dots(b, i)) if len(b) >= i + size else None


def _column_image(b: bytearray, i: int) -> int:
    return _u16(b, i + 1) * (3 if b[i] in (32, 33) else 1)


def _until_nul(b: bytearray, i: int, most: int) -> Span | None:
    end = b.find(0, i, i + most)
    if end >= 0:
        return Span(end + 1 - i)
    return Span(most) if len(b) >= i + most else None


def _barcode(b: bytearray, i: int) -> Span | None:
    """GS k: m 0-6 with data up to NUL, m 65-79 with a count."""
    if len(b) <= i:
        return None
    if b[i] <= 6:
        span = _until_nul(b, i + 1, 255)
        return Span(1 + span.keep) if span else None
    if not 65 <= b[i] <= 79:
        return Span(1)
    return Span(2 + b[i + 1]) if len(b) > i + 1 else None


def _user_characters(b: bytearray, i: int) -> Span | None:
    """ESC & y c1 c2, then for each character its width x and x * y bytes."""
    if len(b) < i + 3:
        return None
    at = i + 3
    for _ in range(b[i + 1], b[i + 2] + 1):
        if len(b) <= at:
            return None
        at += 1 + b[at] * b[i]
    return Span(at - i)


def _nv_images(b: bytearray, i: int) -> Span | None:
    """FS q n, then for each picture xL xH yL yH and x * y * 8 bytes."""
    if len(b) <= i:
        return None
    at = i + 1
    for _ in range(b[i]):
        if len(b) < at + 4:
            return None
        at += 4 + _u16(b, at) * _u16(b, at + 2) * 8
        if at - i > _MOST:
            break
    return Span(at - i)


def _graphics(b: bytearray, i: int) -> Span | None:
    """GS 8 L with four bytes of size: the first ten bytes of data tell a picture's dimensions."""
    if len(b) < i + 5:
        return None
    size = int.from_bytes(b[i + 1 : i + 5], "little")
    return Span(5 + min(size, 10), max(0, size - 10))


_SINGLE = b"\t\n\f\r\x18"
_FIXED = {
    b"\x1b": {0: b"@2@LSimv<\x0c", 1: b" !%-3=?EGJKMRTVadert{uU", 2: b"$\\cB", 3: b"p", 8: b"W"},
    b"\x1d": {0: b":c<", 1: b"!/BEHITabfhrwj", 2: b"$\\LPW", 3: b"^"},
    b"\x1c": {0: b"&.", 1: b"!-WC", 2: b"S?p", 74: b"2"},
    b"\x10": {1: b"\x05"},
}
SHAPES: dict[bytes, Shape] = {bytes([code]): 0 for code in _SINGLE}
SHAPES |= {
    prefix + bytes([letter]): size
    for prefix, sizes in _FIXED.items()
    for size, letters in sizes.items()
    for letter in letters
}
SHAPES |= {
    b"\x1b*": _header(3, _column_image),
    b"\x1b&": _user_characters,
    b"\x1bD": lambda b, i: _until_nul(b, i, 33),
    b"\x1b(": _sized(1),
    b"\x1d(": _sized(1),
    b"\x1c(": _sized(1),
    b"\x1d8": _graphics,
    b"\x1dv": _header(6, lambda b, i: _u16(b, i + 2) * _u16(b, i + 4)),
    b"\x1dQ": _header(6, lambda b, i: _u16(b, i + 2) * _u16(b, i + 4)),
    b"\x1d*": _header(2, lambda b, i: b[i] * b[i + 1] * 8),
    b"\x1dV": _by_first({65: 2, 66: 2, 97: 2, 98: 2, 103: 2, 104: 2}, 1),
    b"\x1dC": _by_first({0: 3, 48: 3, 1: 7, 49: 7, 2: 3, 50: 3}, 1),
    b"\x1dg": _by_first({48: 4, 50: 4}, 1),
    b"\x1dk": _barcode,
    b"\x1cq": _nv_images,
    b"\x1cg": lambda b, i: None if len(b) < i + 8 else Span(8 + (_u16(b, i + 6) if b[i] == 49 else 0)),
    b"\x10\x04": _by_first({7: 2, 8: 2, 18: 2}, 1),
    b"\x10\x14": _by_first({1: 3, 2: 3, 3: 5, 7: 2, 8: 8}, 1),
}


class Framer:
    """Collects bytes and gives whole commands; the rest waits for the next `feed`."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._offset = 0
        self._drop = 0
        self._dropped_of: Command | None = None

    def feed(self, data: bytes) -> list[Command]:
        """Every command that is complete now."""
        buffer = self._buffer
        buffer += data
        commands: list[Command] = []
        at, size = 0, len(buffer)
        while at < size:
            if self._drop:
                step = min(self._drop, size - at)
                self._drop -= step
                at += step
                if self._drop:
                    break
            if self._dropped_of:
                commands.append(self._dropped_of)
                self._dropped_of = None
                continue
            found = self._next(at)
            if found is None:
                break
            command, span = found
            at += span.keep
            self._drop = span.drop
            if span.drop:
                self._dropped_of = command
            else:
                commands.append(command)
        if self._dropped_of and not self._drop:
            commands.append(self._dropped_of)
            self._dropped_of = None
        self._offset += at
        del buffer[:at]
        return commands

    def _next(self, at: int) -> tuple[Command, Span] | None:
        """The command at `at` and how many bytes it takes in all, or None while it is incomplete."""
        buffer, offset = self._buffer, self._offset + at
        run = _TEXT_RUN.match(buffer, at)
        if run:
            return Command(offset, TEXT, run.group()), Span(run.end() - at)
        length = 1
        if buffer[at] in _PREFIXES:
            if len(buffer) == at + 1:
                return None
            if buffer[at + 1] not in _PREFIXES:
                length = 2
        code = bytes(buffer[at : at + length])
        shape = SHAPES.get(code)
        if shape is None:
            return Command(offset, code, b"", known=False), Span(length)
        start = at + length
        span = Span(shape) if isinstance(shape, int) else shape(buffer, start)
        if span is not None and span.keep > _MOST:
            return Command(offset, code, b"", known=False), Span(length)
        if span is None or len(buffer) < start + span.keep:
            return None
        return Command(offset, code, bytes(buffer[start : start + span.keep])), Span(length + span.keep, span.drop)
