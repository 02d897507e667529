"""A page to read over a workstation: its help, its pause, how something is done."""

from collections.abc import Callable
from typing import cast

from textual.app import ComposeResult
from textual.containers import Vertical

from simulator.locale import Words
from simulator.screens.station.dialogs import Say, StationDialog, word
from simulator.screens.station.pane import Line, ListPane, Span, spread
from simulator.screens.station.ports import Host


class Page(StationDialog[str | None]):
    """Something to read; Enter, Space, a click or the key that opened it closes it."""

    def __init__(
        self, title: Say, text: Callable[[Words, int], list[Line]], *, hint: Say | None = None, action: str = ""
    ) -> None:
        """`action`: what opened it."""
        super().__init__(title)
        self._page = Sheet(title, text, hint or word("till.dialog.close"))
        self._action = action

    def compose(self) -> ComposeResult:
        with Vertical(id="box", classes="tall"):
            yield self._page

    def _lies_over(self, key: str, character: str | None) -> bool:
        """Nothing lies over what is read: help and pause are pages themselves."""
        return False

    def take(self, kind: str, id: str) -> None:
        self.dismiss(None)

    def key(self, key: str, character: str | None) -> bool:
        if key in ("enter", "space") or (self._action and self.host.profile.action_of(key) == self._action):
            self.dismiss(None)
            return True
        return self._page.move(key)


class Sheet(ListPane):
    """Lines that scroll."""

    def __init__(self, title: Say, text: Callable[[Words, int], list[Line]], hint: Say) -> None:
        super().__init__(id="rows")
        self._title, self._text, self._hint = title, text, hint

    def head(self, width: int) -> list[Line]:
        words = cast(Host, self.app).words
        close = Span(" ✕ ", "chip", ("key", "esc"))
        return [spread([Span(f" {self._title(words)}", "title strong")], [close], width, "title")]

    def rows(self, width: int) -> list[Line]:
        return self._text(cast(Host, self.app).words, width)

    def foot(self, width: int) -> list[Line]:
        words = cast(Host, self.app).words
        return [(Span(" "), Span(f" {self._hint(words)} ", "chip", ("close", "")))]

    def move(self, key: str) -> bool:
        step = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "home": -10_000, "end": 10_000}.get(key, 0)
        if step:
            self._wheel(step)
        return bool(step)
