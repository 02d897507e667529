"""Line breaking for two scripts: Latin words stay whole, Chinese breaks anywhere but before a closing mark."""

import re
from collections.abc import Iterator

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


def line_spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """(start, end) of each line of at most `width` cells; blanks at a break belong to no line.

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
        start, end, used = token.start(), token.end(), size
        while used > width:  # longer than a line: cut hard
            cut = start
            room = width
            while room >= cells(text[cut]):
                room -= cells(text[cut])
                cut += 1
            cut = max(cut, start + 1)
            yield start, cut
            start, used = cut, cells(text[cut:end])
    yield start, max(start, end)


class Wrapped(Visual):
    """Content, broken into lines by the rules above at whatever width it gets."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._broken: dict[int, Content] = {}

    def _at(self, width: int) -> Content:
        if self._content.plain.isascii():
            return self._content
        if width not in self._broken:
            lines = []
            for line in self._content.split("\n", allow_blank=True):
                if line.cell_length <= width:
                    lines.append(line)
                else:
                    lines += [line[start:end] for start, end in line_spans(line.plain, width)]
            self._broken[width] = Content("\n").join(lines)
        return self._broken[width]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self._at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._content.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        return self._content.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self._at(width).get_height(rules, width) if width else 0
