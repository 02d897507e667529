"""What is printed on the pages of a PDF of our own making: its lines, and how it is drawn apart from its words."""

import re
from typing import NamedTuple

from simulator.kernel.texts import Lang
from simulator.reporting.pdfs import content

SHOWN = re.compile(
    rb"(?P<before>BT (?P<x>-?[\d.]+) (?P<y>-?[\d.]+) Td [^(]{0,80})\((?P<text>(?:\\.|[^\\)])*)\) Tj ET", re.DOTALL
)
ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
PLAIN = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
CODE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
PAGE, MAP = b"/Type /Page\n", b"beginbfchar"
APART = 1.5
"""Points: nearer ones are one line."""


class Printed(NamedTuple):
    lines: list[str]
    """From the top; what stands at one height is one line."""
    drawn: bytes
    """Everything else."""


Pages = list[Printed]


def lang(data: bytes) -> Lang:
    return "zh" if b"/Lang (zh" in data else "en"


def read(data: bytes) -> Pages | None:
    """None for a file of another making."""
    parts = content(data)
    if parts is None:
        return None
    streams, heads = parts[1:-3:2], parts[0:-3:2]
    count = sum(head.count(PAGE) for head in (*heads, *parts[-3:]))
    signs = {int(code, 16): _sign(to) for stream in streams if MAP in stream for code, to in CODE.findall(stream)}
    return [_page(stream, signs) for stream in streams[:count]]


def _sign(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode()).decode("utf-16-be", "replace")


def _page(stream: bytes, signs: dict[int, str]) -> Printed:
    rows: list[tuple[float, list[tuple[float, str]]]] = []
    for found in SHOWN.finditer(stream):
        text = _text(found["text"], signs)
        x, y = float(found["x"]), float(found["y"])
        row = next((row for at, row in reversed(rows) if abs(at - y) < APART), None)
        if row is None:
            rows.append((y, [(x, text)]))
        else:
            row.append((x, text))
    rows.sort(key=lambda one: -one[0])
    lines = ["  ".join(text for _, text in sorted(row, key=lambda one: one[0])) for _, row in rows]
    return Printed(lines, SHOWN.sub(rb"\g<before>() Tj ET", stream))


def _text(shown: bytes, signs: dict[int, str]) -> str:
    codes = ESCAPED.sub(lambda found: PLAIN.get(found[1], found[1]), shown)
    return "".join(signs.get(int.from_bytes(codes[at : at + 2], "big"), "�") for at in range(0, len(codes), 2))
