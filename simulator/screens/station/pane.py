"""A pane: lines of styled spans, redrawn where they changed, without any layout. What can be clicked says so itself.

A scan must be on screen within milliseconds. So a pane is one widget that computes its lines from the view, compares
them with those shown, and repaints only the rows that differ; strips of lines seen before are kept.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast
from weakref import WeakKeyDictionary

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.css.model import RuleSet
from textual.dom import DOMNode
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from simulator.kernel.texts import cells as measure
from simulator.kernel.texts import clip
from virtual_devices.layout import wrap

if TYPE_CHECKING:
    from simulator.screens.station.screen import StationScreen

Hit = tuple[str, str]
"""What a click or Enter means: a kind (`action`, `good`, `line`, `reply` ...) and an id."""


class Span(NamedTuple):
    """A piece of a line; `style` names one or more of `STYLES`."""

    text: str
    style: str = ""
    hit: Hit | None = None


Line = tuple[Span, ...]

STYLES = (
    "title",
    "dim",
    "strong",
    "accent",
    "good",
    "warn",
    "bad",
    "cursor",
    "chip",
    "key",
    "total",
    "advised",
    "fresh",
    "paper",
)
_KEPT = 1024
_SWATCHES: WeakKeyDictionary[Screen[object], tuple[list[RuleSet], dict[str, Style]]] = WeakKeyDictionary()
"""Screen -> what its styles add, by the rules of which style sheet. All panes of a screen have the same: each would
work them out again whenever anything about it changes."""
cells = lru_cache(maxsize=8192)(measure)
"""Widths of what is drawn over and over."""


def width_of(line: Iterable[Span]) -> int:
    return sum(cells(span.text) for span in line)


def fit(line: Iterable[Span], width: int, style: str = "") -> Line:
    """The line in exactly `width` cells; `style` is for the blanks, and for spans that have none."""
    fitted: list[Span] = []
    room = width
    for span in line:
        size = cells(span.text)
        if size > room:
            text = clip(span.text, room) if room else ""
            fitted.append(span._replace(text=text, style=span.style or style))
            room -= cells(text)
            break
        fitted.append(span if span.style or not style else span._replace(style=style))
        room -= size
    if room:
        fitted.append(Span(" " * room, style, fitted[-1].hit if fitted else None))
    return tuple(fitted)


def spread(left: Sequence[Span], right: Sequence[Span], width: int, style: str = "") -> Line:
    """Left and right ends of a line; the left one is cut where both do not fit."""
    room = max(0, width - width_of(right))
    return (*fit(left, room, style), *(s if s.style or not style else s._replace(style=style) for s in right))


def paragraph(text: str, width: int, height: int) -> list[str]:
    """Wrapped to at most `height` lines, with an ellipsis where something was lost."""
    lines = wrap(text, width)
    if len(lines) <= height:
        return lines
    return [*lines[: height - 1], clip(f"{lines[height - 1]} {lines[height]}", width)]


def heading(title: str, right: str, width: int, *, focused: bool = False) -> Line:
    """The bar on top of a pane; the focused one says so by a mark as well."""
    return spread(
        [Span(f"{'▸' if focused else ' '}{title}", "title strong")], [Span(f"{right} ", "title")], width, "title"
    )


class Pane(Widget):
    """Subclasses `draw`; whoever changed something calls `sync`."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """Something in a pane was clicked."""

        def __init__(self, pane: "Pane", hit: Hit) -> None:
            super().__init__()
            self.pane = pane
            self.hit = hit

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.shown: list[Line] = []
        self._strips: dict[Line, Strip] = {}
        self._styles: dict[str, Style] = {}

    def draw(self, width: int, height: int) -> list[Line]:
        """The lines to show, at most `height`, each at most `width` cells."""
        raise NotImplementedError

    def sync(self) -> None:
        """Draw, and repaint the rows that changed."""
        width, height = self.size
        if not width or not height or not self.display:
            return
        lines = self.draw(width, height)[:height]
        before = self.shown
        self.shown = lines
        rows = max(len(lines), len(before))
        changed = [
            Region(0, y, width, 1)
            for y in range(min(rows, height))
            if (lines[y] if y < len(lines) else None) != (before[y] if y < len(before) else None)
        ]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        line = self.shown[y] if y < len(self.shown) else ()
        strip = self._strips.get(line)
        if strip is None or strip.cell_length != self.size.width:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            width = self.size.width
            strip = Strip([Segment(span.text, self._style(span.style)) for span in fit(line, width)], width)
            self._strips[line] = strip
        return strip

    def _style(self, names: str) -> Style:
        style = self._styles.get(names)
        if style is None:
            style = Style.combine([self.rich_style, *map(self._swatch, names.split())])
            self._styles[names] = style
        return style

    def _swatch(self, name: str) -> Style:
        """What a style adds, as the style sheets say it of `.pane--NAME`."""
        sheet = self.app.stylesheet
        rules, swatches = _SWATCHES.get(self.screen, ([], {}))
        if rules is not sheet.rules:
            rules, swatches = _SWATCHES[self.screen] = sheet.rules, {}
        if name not in swatches:
            node = DOMNode(classes=f"pane--{STYLES[STYLES.index(name)]}")
            node._attach(self)
            sheet.apply(node)
            swatches[name] = node.styles.partial_rich_style
        return swatches[name]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def on_resize(self) -> None:
        self.sync()

    def on_focus(self) -> None:
        self.call_next(self.sync)  # it has no focus until this event has gone its way, and has it as long

    on_blur = on_focus

    def hit_at(self, x: int, y: int) -> Hit | None:
        """What lies at a place of the content."""
        if y < len(self.shown):
            for span in self.shown[y]:
                x -= cells(span.text)
                if x < 0:
                    return span.hit
        return None

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        hit = self.hit_at(*offset) if offset else None
        if hit:
            event.stop()
            self.post_message(self.Pressed(self, hit))


class ListPane(Pane, can_focus=True):
    """Rows with a cursor; what the cursor stands on is a hit, so that it stays where it was when rows come and go."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor: Hit | None = None
        self._place = 0
        """How many of what can be chosen stand before it."""
        self._top = 0
        self._wheeled = False
        self._grid: list[list[Hit]] = []

    # --- what subclasses say

    def head(self, width: int) -> list[Line]:
        """Stays on top."""
        return []

    def rows(self, width: int) -> list[Line]:
        """Scroll; spans with hits can be chosen."""
        raise NotImplementedError

    def foot(self, width: int) -> list[Line]:
        """Stays at the bottom."""
        return []

    def hits(self) -> list[list[Hit]]:
        """Rows of what can be chosen; rows without anything are empty."""
        return self._grid

    # --- how

    def draw(self, width: int, height: int) -> list[Line]:
        rows = self.rows(width)
        self._grid = [list(dict.fromkeys(span.hit for span in row if span.hit)) for row in rows]
        if self._keep_cursor():
            rows = self.rows(width)
        head, foot = self.head(width), self.foot(width)
        room = max(1, height - len(head) - len(foot))
        if len(rows) > room:
            rows = [(*fit(row, width - 2), Span("  ")) for row in self.rows(width - 2)]
            self._grid = [list(dict.fromkeys(span.hit for span in row if span.hit)) for row in rows]
            self._keep_cursor()
        self._scroll_to_cursor(room, len(rows))
        seen = rows[self._top : self._top + room]
        if self._top > 0:
            seen[0] = (*seen[0][:-1], Span(" ▲", "dim"))
        if self._top + room < len(rows):
            seen[-1] = (*seen[-1][:-1], Span(" ▼", "dim"))
        return [*head, *seen, *[()] * (room - len(seen)), *foot]

    def _keep_cursor(self) -> bool:
        """Put the cursor on something that is there; True when it moved.

        Where its row went, the next one has come to its place: nobody who works down a list begins at its top again.
        """
        hits = list(dict.fromkeys(hit for row in self._grid for hit in row))
        if self.cursor in hits:
            self._place = hits.index(self.cursor)
            return False
        if not hits and self.cursor is None:
            return False
        self._place = self._place if self.cursor is not None else 0
        self.cursor = hits[min(self._place, len(hits) - 1)] if hits else None
        return True

    def _scroll_to_cursor(self, room: int, count: int) -> None:
        if not self._wheeled:
            mine = [y for y, row in enumerate(self._grid) if self.cursor in row]
            at, last = (mine[0], mine[-1]) if mine else (0, 0)
            if last >= self._top + room - 1:  # what takes several rows is shown to its end
                self._top = last - room + 2
            if at < self._top + (self._top > 0):
                self._top = at - 1 if at else 0
        self._top = max(0, min(self._top, count - room))

    def choose(self, hit: Hit | None) -> None:
        """Put the cursor on `hit`."""
        self.cursor, self._wheeled = hit, False
        self.sync()

    def move(self, key: str) -> bool:
        """Move the cursor by an arrow or paging key; False when the key means nothing here."""
        grid = [row for row in self.hits() if row]
        if not grid or key not in _STEPS:
            return False
        at = next((y for y, row in enumerate(grid) if self.cursor in row), 0)
        x = grid[at].index(self.cursor) if self.cursor in grid[at] else 0
        across, down = _STEPS[key]
        if across:
            if len(grid[at]) == 1 or not 0 <= x + across < len(grid[at]):
                flat = [hit for row in grid for hit in row]
                if all(len(row) == 1 for row in grid):
                    return False
                place = flat.index(grid[at][x]) + across
                self.choose(flat[max(0, min(place, len(flat) - 1))])
            else:
                self.choose(grid[at][x + across])
            return True
        at = max(0, min(at + down, len(grid) - 1))
        self.choose(grid[at][min(x, len(grid[at]) - 1)])
        return True

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._wheel(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._wheel(-2)

    def _wheel(self, rows: int) -> None:
        self._wheeled = True
        self._top = max(0, self._top + rows)
        self.sync()


_FAR = 1_000_000
_STEPS = {
    "up": (0, -1),
    "down": (0, 1),
    "left": (-1, 0),
    "right": (1, 0),
    "pageup": (0, -8),
    "pagedown": (0, 8),
    "home": (0, -_FAR),
    "end": (0, _FAR),
}


class StationPane(Pane):
    """A pane of a workstation; what it shows is read from the screen."""

    @cached_property
    def station(self) -> "StationScreen":
        return cast("StationScreen", self.screen)
