"""Words on screen: asked for anew whenever they are drawn, so a switch of language is a refresh and loses nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.widget import Widget

from simulator.locale import Words
from simulator.screens.shell.wrapping import Columns, Wrapped

if TYPE_CHECKING:
    from simulator.screens.app import StoredrillApp


class Scroll(Vertical):
    """Scrolls with the wheel and with the focus, and leaves the arrow keys to the screen."""

    DEFAULT_CSS = """
    Scroll { overflow-y: auto; overflow-x: hidden; }
    """


Say = Callable[[Words], Content | str]
"""What to show, in the given words. A plain string is shown as it is: nothing in it is markup."""


def shell(node: DOMNode) -> "StoredrillApp":
    """The app that a widget or a screen lives in."""
    return cast("StoredrillApp", node.app)


class Spoken(Widget):
    """Shows what `say` returns."""

    DEFAULT_CSS = """
    Spoken { height: auto; width: 1fr; }
    """

    def __init__(self, say: Say, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._say = say

    def said(self) -> Content:
        """The words of the moment."""
        said = self._say(shell(self).words)
        return said if isinstance(said, Content) else Content(said)

    def render(self) -> Wrapped:
        return Wrapped(self.said())

    def retranslate(self) -> None:
        self.refresh(layout=True)

    def say(self, say: Say) -> None:
        """Show something else."""
        self._say = say
        self.refresh(layout=True)


class Tile(Spoken, can_focus=True):
    """Something to choose: by Enter or Space when it has the focus, or by a click. `action` is run in the screen."""

    BINDINGS = [Binding("enter,space", "choose", "shell.choose")]

    def __init__(
        self,
        say: Say,
        action: str,
        *,
        id: str | None = None,
        classes: str | None = None,
        columns: Columns | None = None,
    ) -> None:
        super().__init__(say, id=id, classes=classes)
        self.action = action
        self._columns = columns

    def render(self) -> Wrapped:
        """A chip or a row with the focus is one block: colours of its parts would not stand out against it."""
        said = self.said()
        shown = said if not self.has_focus or self.has_class("card") else Content(said.plain)
        return Wrapped(shown, self._columns)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    async def action_choose(self) -> None:
        """Do what it stands for."""
        await self.screen.run_action(self.action)

    async def on_click(self) -> None:
        self.focus()
        await self.action_choose()


def line(*parts: Content | str | tuple[str, str], gap: str = "") -> Content:
    """Parts side by side; a tuple is (text, style)."""
    made = [part if isinstance(part, Content) else Content.assemble(part) for part in parts]
    return Content(gap).join(made) if gap else Content.assemble(*made)


def lines(*parts: Content | str | tuple[str, str]) -> Content:
    """Parts below each other."""
    return line(*parts, gap="\n")


def heading(id: str) -> Spoken:
    """The title of a part of a screen."""
    return Spoken(lambda words: line((words(id), "bold $accent")), classes="heading")
