"""Line breaking for two scripts: Latin words stay whole, Chinese breaks anywhere but before a closing mark."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from simulator.kernel.texts import cells

_CLOSING = "，。、；：！？…％）」』】》〉”’,.;:!?%)·"
_OPENING = "（「『【《〈“‘(−¥￥€£"
"""What does not end a line: a sign belongs to its figure, too."""
_WORD = "(?:[!-~]+|[^ -~\u00a0])"
_TOKENS = re.compile(rf" +|[{re.escape(_OPENING)}]*(?:{_WORD}(?:\u00a0{_WORD})*|\u00a0)[{re.escape(_CLOSING)}]*")
"""What a no-break space holds together is one word, in both scripts."""


def line_spans(text: str, width: int, hang: int = 0) -> Iterator[tuple[int, int]]:
    """(start, end) of each line of at most `width` cells, after the first one `hang` less; blanks at a break belong to
    no line.

    >>> [text[a:b] for text in ["一个安静的早晨，五位顾客。"] for a, b in line_spans(text, 24)]
    ['一个安静的早晨，五位顾', '客。']
    """
    start = end = used = 0
    for token in _TOKENS.finditer(text):
        size = cells(token.group())
        if used + size <= width:
            end, used = token.end(), used + size
            continue
        if token.group().isspace():
            continue
        if used:
            yield start, end
            width, hang = width - hang, 0
        start, end, used = token.start(), token.end(), size
        while used > width:  # longer than a line: cut hard
            cut = start
            room = width
            while room >= cells(text[cut]):
                room -= cells(text[cut])
                cut += 1
            cut = max(cut, start + 1)
            yield start, cut
            width, hang = width - hang, 0
            start, used = cut, cells(text[cut:end])
    yield start, max(start, end)


NARROW = 18
"""Fewer cells than these are no column to hang a text in."""


class Columns(NamedTuple):
    """Of a row: where its text begins, and below what it goes as a whole where it has no room there."""

    own: int
    below: int


class Wrapped(Visual):
    """Content, broken into lines by the rules above at whatever width it gets; a row of columns goes on in its own."""

    def __init__(self, content: Content, columns: Columns | None = None) -> None:
        self._content = content
        self._columns = columns
        self._broken: dict[int, Content] = {}

    def _at(self, width: int) -> Content:
        if self._content.plain.isascii() and self._columns is None:
            return self._content
        if width not in self._broken:
            lines: list[Content] = []
            for line in self._content.split("\n", allow_blank=True):
                if line.cell_length <= width:
                    lines.append(line)
                else:
                    lines += self._wrapped(line, width)
            self._broken[width] = Content("\n").join(lines)
        return self._broken[width]

    def _wrapped(self, line: Content, width: int) -> list[Content]:
        text, hang, begin = line.plain, 0, 0
        if self._columns is not None and width - self._columns.own >= NARROW:
            hang = self._columns.own
        elif self._columns is not None and width - self._columns.below >= NARROW:
            hang = self._columns.below
            begin = next(at for at in range(len(text) + 1) if cells(text[:at]) >= self._columns.own)
        if begin:
            first, rest = line[: len(text[:begin].rstrip())], line_spans(text[begin:], width - hang)
            more = [line[begin + start : begin + end] for start, end in rest]
        else:
            first, *more = (line[start:end] for start, end in line_spans(text, width, hang))
        return [first, *(Content(" " * hang) + one for one in more)]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self._at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._content.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        return self._content.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self._at(width).get_height(rules, width) if width else 0
