"""The one encoder of kernel Documents to ESC/POS bytes.

Chinese travels as GB18030 between FS & and FS . ; a yen or pound sign, which that set has in two cells or in four bytes
that many printers do not know, is the narrow one of code page 437. Bar codes and QR codes are the printer's own
commands. A linear code that is too wide for the paper, or holds what Code 128 cannot, becomes a QR code: a bar code
that a printer silently leaves out helps nobody at the returns desk.
"""

import re

from simulator.kernel.paper import Align, Barcode, Cut, Document, Kick, Qr, Text
from virtual_devices.layout import NARROW, lay_out, printable

INIT = b"\x1b@"
KANJI_ON, KANJI_OFF = b"\x1c&", b"\x1c."
PAGE_437 = b"\x1bt\x00"
CUT = b"\x1dV\x42\x00"  # function B: feed to the knife, cut partially
KICK = b"\x1bp\x00\x19\xfa"  # pin 2, 50 ms on, 500 ms off
DOTS_PER_COLUMN = 12
_ALIGN: dict[Align, bytes] = {"left": b"\x1ba\x00", "centre": b"\x1ba\x01", "right": b"\x1ba\x02"}
_BOLD = (b"\x1bE\x00", b"\x1bE\x01")
_DOUBLE = (b"\x1d!\x00", b"\x1d!\x11")
_MONEY = re.compile(f"([{NARROW}])")
_DIGIT_PAIRS = re.compile(r"(?:[0-9]{2}){2,}|[^0-9]|[0-9]")
_QR_MOST = 2331
"""Bytes in the largest QR code at level M."""
_QR_SIZES = ((84, 37), (213, 57), (412, 77), (666, 97), (997, 117), (1370, 137), (_QR_MOST, 177))
"""At most so many bytes at level M -> so many modules a side."""


def encode(document: Document, columns: int = 32) -> bytes:
    """The bytes that print `document`; `columns` is 32 on 58 mm paper, 48 on 80 mm.

    Raises ValueError for QR data beyond 2331 bytes.
    """
    out: list[bytes] = [INIT]
    align: Align = "left"
    bold = double = False
    for block in lay_out(document, columns):
        match block:
            case Text(text, want_align, want_bold, want_double):
                if want_align != align:
                    align = want_align
                    out.append(_ALIGN[align])
                if want_bold != bold:
                    bold = want_bold
                    out.append(_BOLD[bold])
                if want_double != double:
                    double = want_double
                    out.append(_DOUBLE[double])
                out.append(_line(text))
            case Barcode(data) | Qr(data):
                if align != "centre":
                    align = "centre"
                    out.append(_ALIGN[align])
                dots = columns * DOTS_PER_COLUMN
                linear = _code_128(data, dots) if isinstance(block, Barcode) else b""
                out.append(linear or _qr(data, dots))
                if isinstance(block, Barcode) and not linear:
                    out.append(_line(printable(data)))
            case Cut():
                out.append(CUT)
            case Kick():
                out.append(KICK)
    return b"".join(out)


def _line(text: str) -> bytes:
    if text.isascii():
        return text.encode("ascii") + b"\n"
    return b"".join(_set(part) for part in _MONEY.split(text)) + b"\n"


def _set(part: str) -> bytes:
    if part.isascii():
        return part.encode("ascii")
    if part in NARROW:
        return KANJI_OFF + PAGE_437 + part.encode("cp437")
    return KANJI_ON + part.encode("gb18030") + KANJI_OFF


def _code_128(data: str, dots: int) -> bytes:
    """GS k 73 with text below, runs of digits packed in code set C; empty when it cannot be printed `dots` wide."""
    if not data or not data.isascii() or not data.isprintable():
        return b""
    packed = bytearray()
    code_set, symbols = "", 0
    for part in _DIGIT_PAIRS.findall(data):
        want = "C" if len(part) > 1 else "B"
        if want != code_set:
            code_set = want
            packed += b"{" + want.encode()
            symbols += 1
        symbols += len(part) // 2 if want == "C" else 1
        packed += (
            bytes(int(part[i : i + 2]) for i in range(0, len(part), 2))
            if want == "C"
            else part.replace("{", "{{").encode()
        )
    modules = 11 * (symbols + 1) + 13 + 20  # start and shifts are counted, then check, stop, and ten modules of quiet
    width = min(3, dots // modules)
    if width < 2 or len(packed) > 255:
        return b""
    return b"\x1dh\x50\x1dw%c\x1dH\x02\x1dkI%c%b" % (width, len(packed), bytes(packed))


def _qr(data: str, dots: int) -> bytes:
    """Model 2, level M, as large as looks well and fits into `dots`; UTF-8."""
    raw = data.encode("utf-8", "replace")
    if len(raw) > _QR_MOST:
        raise ValueError(f"expected at most {_QR_MOST} bytes in a QR code, got {len(raw)}")
    modules = next(side for most, side in _QR_SIZES if len(raw) <= most)
    size = max(1, min(6, dots // modules))
    store = (len(raw) + 3).to_bytes(2, "little")
    return b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C%c\x1d(k\x03\x001E1\x1d(k%b1P0%b\x1d(k\x03\x001Q0" % (
        size,
        store,
        raw,
    )
