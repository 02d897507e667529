"""The timeline: the whole run as one strip, the moment chosen below it. Arrow keys go mark by mark, a click jumps."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from grading.debrief import TONES, Mark
from grading.wording import Wording, clock
from simulator.kernel.texts import cells, clip
from simulator.screens.shell.spoken import line, lines, shell

SIGNS = {"neutral": ("·", "dim"), "good": ("✓", "$success"), "bad": ("✗", "$warning"), "critical": ("‼", "bold $error")}
"""Told apart by shape, with colour beside it."""


class Timeline(Widget, can_focus=True):
    """`marks` in order of time; `at` is the index of the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "review.earlier_mark"),
        Binding("right", "step(1)", "review.later_mark"),
        Binding("pageup,shift+left", "miss(-1)", "review.miss_before"),
        Binding("pagedown,shift+right", "miss(1)", "review.miss_after"),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
    ]
    at: reactive[int] = reactive(0)

    class Moved(Message):
        """Another moment was chosen."""

        def __init__(self, mark: Mark) -> None:
            super().__init__()
            self.mark = mark

    def __init__(self, marks: Sequence[Mark], id: str = "timeline") -> None:
        super().__init__(id=id)
        self.marks = marks
        self._last = max((mark.at for mark in marks), default=0) or 1

    @property
    def mark(self) -> Mark | None:
        return self.marks[self.at] if self.marks else None

    def column(self, mark: Mark, width: int) -> int:
        """Where a mark stands on a strip of `width` cells."""
        return mark.at * (width - 1) // self._last

    def render(self) -> Content:
        width = max(1, self.size.width)
        words = shell(self).words
        if self.mark is None:
            return Content.styled(words("review.no_marks"), "dim")
        gravest: dict[int, str] = {}
        for mark in self.marks:
            column = self.column(mark, width)
            gravest[column] = max(gravest.get(column, "neutral"), mark.tone, key=TONES.index)
        here = self.column(self.mark, width)
        strip = line(*(SIGNS[gravest[c]] if c in gravest else ("─", "dim") for c in range(width)))
        strip = strip.stylize("reverse bold", here, here + 1)
        return lines(strip, self._caption(here, width))

    def _caption(self, here: int, width: int) -> Content:
        """The chosen moment's time and event, near where it stands."""
        assert self.mark is not None, "a caption is of a mark"
        words = shell(self).words
        wording = Wording(words, words.lang)
        sign, style = SIGNS[self.mark.tone]
        event = wording.event(self.mark.event)
        if self.mark.why:
            event += words("debrief.colon") + wording.refusal(self.mark.why, self.mark.given)
        told = f"▲ {clock(self.mark.at)} {sign} {event}  ({self.at + 1}/{len(self.marks)})"
        told = clip(told, width)
        return line(" " * max(0, min(here, width - cells(told))), (told, f"bold {style}"))

    def retranslate(self) -> None:
        self.refresh()

    def watch_at(self) -> None:
        if self.is_mounted and self.mark is not None:
            self.post_message(self.Moved(self.mark))

    # --- moving

    def show(self, stream: str, seq: int) -> None:
        """Choose the mark of an entry, or the nearest one before it."""
        exact = [n for n, mark in enumerate(self.marks) if (mark.stream, mark.seq) == (stream, seq)]
        before = [n for n, mark in enumerate(self.marks) if mark.stream == stream and mark.seq <= seq]
        self.at = (exact or before or [0])[-1]

    def action_step(self, by: int) -> None:
        self.at = min(max(0, self.at + by), max(0, len(self.marks) - 1))

    def action_go(self, to: int) -> None:
        self.at = to % len(self.marks) if self.marks else 0

    def action_miss(self, by: int) -> None:
        """To the next thing that went wrong, that way."""
        places = range(self.at + 1, len(self.marks)) if by > 0 else range(self.at - 1, -1, -1)
        self.at = next((n for n in places if self.marks[n].tone in ("bad", "critical")), self.at)

    def on_click(self, event: events.Click) -> None:
        """The mark nearest to the column that was clicked."""
        if not self.marks:
            return
        wanted = event.x * self._last // max(1, self.size.width - 1)
        after = bisect_left(self.marks, wanted, key=lambda mark: mark.at)
        near = [n for n in (after - 1, after) if 0 <= n < len(self.marks)]
        self.at = min(near, key=lambda n: abs(self.marks[n].at - wanted))
