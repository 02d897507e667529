"""A kernel `Document` laid out for a roll of paper: wrapped and padded lines, ready to print or to show.

A receipt printer gives every character that is not ASCII a double cell (GB18030 has no narrow form for "…" or "×"),
except the signs of money in `NARROW`, which its Latin set has; so widths here are `paper_cells`, which may exceed what
a terminal uses; `on_screen` makes up the difference.
"""

import re
from collections.abc import Iterator

from simulator.kernel.paper import Barcode, Cut, Document, Feed, Kick, Qr, Row, Rule, Text
from simulator.kernel.texts import cells
from simulator.kernel.units import UNITS

Laid = Text | Barcode | Qr | Cut | Kick
"""A block that needs no more layout: a Text is one line that fits."""

NARROW = "\xa5£"
"""Signs that stand before figures, as wide as those. GB18030 has them in four bytes, which few printers know."""
_CLOSING = "，。、；：！？…％）」』】》〉”’,.;:!?%)"
_OPENING = "“‘（《〈「『【⇧"
"""No line ends with one of these: they belong to what follows."""
_UNIT = "|".join(
    sorted(
        {name for unit in UNITS.values() for name in (unit.one.en, unit.one.zh, unit.many, unit.part) if name}, key=len
    )[::-1]
)
_AMOUNT = rf"[0-9]+(?:[.,][0-9]+)* (?:{_UNIT})(?![0-9A-Za-z])"
"""`150 g`: nobody reads a figure on one line and its unit on the next."""
_TOKENS = re.compile(rf" +|[{_OPENING}]*(?:{_AMOUNT}|[!-~{NARROW}]+|[^ -~{NARROW}])[{re.escape(_CLOSING)}]*")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def printable(text: str) -> str:
    """What a receipt printer can take: no control characters, which would be commands.

    >>> printable("¥5" + chr(27) + "@")
    '¥5 @'
    """
    return text if text.isprintable() else _UNPRINTABLE.sub(" ", text)


def paper_cells(text: str) -> int:
    """Width on paper: one for ASCII and signs of money, two for all else.

    >>> paper_cells("牛奶…"), paper_cells("¥5.00")
    (6, 5)
    """
    if text.isascii():
        return len(text)
    return 2 * len(text) - len(text.encode("ascii", "ignore")) - sum(map(text.count, NARROW))


def on_screen(text: str) -> str:
    """The same line for a terminal: a blank after each character that is narrower there than on paper.

    >>> on_screen("牛奶…|")
    '牛奶… |'
    """
    if text.isascii() or cells(text) == paper_cells(text):
        return text
    return "".join(ch + " " * (paper_cells(ch) - cells(ch)) for ch in text)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; Latin words stay whole; no line begins with a closing or ends in an opening mark.

    >>> wrap("伊水纯牛奶，全脂 1L 装", 12)
    ['伊水纯牛奶，', '全脂 1L 装']
    >>> wrap("“out today.”", 12)
    ['“out', 'today.”']
    >>> wrap("Choose “Hand over”, ⇧F11", 10)
    ['Choose', '“Hand', 'over”,', '⇧F11']
    >>> wrap("Almond Crackers 150 g", 20), wrap("混合坚果 3 瓶", 12)
    (['Almond Crackers', '150 g'], ['混合坚果', '3 瓶'])
    """
    if paper_cells(text) <= width:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for token in _pieces(text, width):
        size = paper_cells(token)
        if used + size > width:
            lines.append(line.rstrip(" "))
            line, used = "", 0
            if token[0] == " ":
                continue
        line += token
        used += size
    lines.append(line)
    return lines


def _pieces(text: str, width: int) -> Iterator[str]:
    """Tokens that each fit into `width`; a longer word is cut hard."""
    for token in _TOKENS.findall(text):
        if paper_cells(token) <= width:
            yield token
        elif token.isascii():
            yield from (token[i : i + width] for i in range(0, len(token), width))
        else:
            yield from token


def _spread(left: str, right: str, columns: int) -> list[str]:
    """Left wrapped, right flush on the last line; a right side that leaves no room gets lines of its own."""
    room = columns - paper_cells(right) - 1
    if room < min(columns // 3, paper_cells(left)):
        lines = wrap(left, columns) if left else []
        return lines + [" " * (columns - paper_cells(line)) + line for line in wrap(right, columns)]
    lines = wrap(left, room)
    last = lines[-1]
    lines[-1] = last + " " * (columns - paper_cells(last) - paper_cells(right)) + right
    return lines


def lay_out(document: Document, columns: int = 32) -> Iterator[Laid]:
    """Resolve rows, rules, feeds and long lines; `columns` is 32 on 58 mm paper, 48 on 80 mm."""
    for block in document:
        match block:
            case Text(text, align, bold, double):
                text = printable(text)
                width = columns // 2 if double else columns
                if paper_cells(text) <= width:
                    yield Text(text, align, bold, double)
                else:
                    for line in wrap(text, width):
                        yield Text(line, align, bold, double)
            case Row(left, right, bold):
                for line in _spread(printable(left), printable(right), columns):
                    yield Text(line, "left", bold)
            case Rule(mark):
                mark = printable(mark) or "-"
                yield Text(mark * (columns // paper_cells(mark)))
            case Feed(count):
                for _ in range(count):
                    yield Text("")
            case _:
                yield block
