"""How screens go. Keys and clicks wait in a screen's queue, so one may reach it after it went, or under another one."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

R = TypeVar("R")


class Leaving(Screen[R]):
    """Takes only itself away, once: whoever dismisses what is not on top would take away what is."""

    _answer: "tuple[R | None] | None" = None
    """What to go with once this is on top."""

    @property
    def on_top(self) -> bool:
        """Whether this is what the person sees; a screen that went, or lies under another one, is not."""
        return self.app.screen_stack[-1:] == [self]

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.on_top else AwaitComplete.nothing()  # type: ignore[no-untyped-call]

    def answer(self, result: R | None = None) -> None:
        """What was asked for is done: go, and where something lies over it (help, say), as soon as that went."""
        self._answer = (result,)
        self.dismiss(result)

    def on_screen_resume(self) -> None:
        if self._answer is not None:
            self.dismiss(*self._answer)


def uncover(screen: Screen[R]) -> None:
    """Take away what lies over a screen, unanswered; nothing where the screen itself went."""
    while screen in screen.app.screen_stack[:-1]:
        screen.app.pop_screen()
