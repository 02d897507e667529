"""The base of every screen but a workstation's: a frame, keys named in the language of the moment, arrows for focus."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from simulator.locale import Words
from simulator.screens.leaving import Leaving
from simulator.screens.shell.bars import KeyBar, MessageLine, TopBar
from simulator.screens.shell.moves import nearest
from simulator.screens.shell.spoken import Scroll, Spoken, line, shell

R = TypeVar("R")
V = TypeVar("V")


class ShellScreen(Leaving[R]):
    """Subclasses give `TITLE_ID` and `body()`; descriptions in BINDINGS are text ids."""

    TITLE_ID: ClassVar[str] = ""
    KEY_ROWS: ClassVar[int] = 1
    """How many rows its keys may take, where they do not fit into one."""
    _busy = False
    WIDE, TALL = 100, 32
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("pageup", "page(-1)", "shell.page_up", show=False),
        Binding("pagedown", "page(1)", "shell.page_down", show=False),
    ]

    def compose(self) -> ComposeResult:
        width, height = self.app.size
        self.add_class("-wide" if width >= self.WIDE else "-narrow", "-tall" if height >= self.TALL else "-short")
        yield TopBar(self.where)
        yield from self.body()
        yield MessageLine()
        yield KeyBar(self.KEY_ROWS)

    def body(self) -> ComposeResult:
        """What stands between the bars."""
        raise NotImplementedError

    def where(self, words: Words) -> str:
        """The screen's title."""
        return words(self.TITLE_ID)

    # --- language

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Keys with their descriptions in the language of the moment."""
        return translated(super().active_bindings, shell(self).words)

    def named_keys(self) -> dict[str, str]:
        """Key -> what it does here, for help and palette: ours, not what the toolkit binds for itself; once each."""
        named: dict[str, str] = {}
        words = shell(self).words
        for key, active in super().active_bindings.items():
            id = active.binding.description
            if "." in id and words(id) not in named.values():
                named[key] = words(id)
        return named

    def retranslate(self) -> None:
        """The language changed: draw all words again. What was typed stays where it is."""
        for widget in self.query(Widget):
            retranslate = getattr(widget, "retranslate", None)
            if retranslate is not None:
                retranslate()

    # --- what happened

    def tell(self, id: str, kind: str = "note", **params: object) -> None:
        """Put text `id` on the message line."""
        self.query_one(MessageLine).tell(id, kind, **params)

    def later(
        self,
        work: Callable[[], V],
        then: Callable[[V], object],
        *,
        failed: Callable[[], None] = lambda: None,
        look: bool = False,
        pause: float = 0,
    ) -> None:
        """Do slow `work` in a thread, then show what it gave. What the house cannot do goes to the message line.

        A deed that is asked for again while one is under way (Enter pressed twice) is done once. Work that only looks
        (`look`) may be asked for at any time. `pause` is how many seconds may pass before it begins.
        """
        if self._busy and not look:
            return
        self._busy = self._busy or not look

        async def both() -> None:
            import asyncio

            try:
                if pause:
                    await asyncio.sleep(pause)
                value = await asyncio.to_thread(work)
            except Exception as error:  # the world's failures are told to the person, ours go on as they are
                from simulator.screens.shell.failures import explain

                told = explain(error, shell(self).words.lang)
                if told is None:
                    raise
                self.tell(told[0], "bad", **told[1])
                failed()
            else:
                if self.is_attached:
                    then(value)
            if not look:
                self._busy = self not in self.app.screen_stack  # a screen that was left does nothing more

        self.run_worker(both(), group="house", exit_on_error=True)

    # --- moving about

    def more(self, dy: int) -> bool:
        """Whether there is something out of sight that way."""
        return any(_can_scroll(part, dy) for part in self.query(Scroll))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Paging is a key where there is more than is in sight."""
        return self.more(1) or self.more(-1) if action == "page" and self.is_mounted else True

    def action_page(self, way: int) -> None:
        """Show the next screenful of what has the focus, else of whatever has more."""
        parts = [part for part in self.query(Scroll) if _can_scroll(part, way)]
        here = [part for part in parts if self.focused is not None and part in self.focused.ancestors]
        for part in (here or parts)[:1]:
            part.scroll_page_down(animate=False) if way > 0 else part.scroll_page_up(animate=False)

    def action_move(self, dx: int, dy: int) -> None:
        """Focus what lies next in that direction."""
        chain = [widget for widget in self.focus_chain if widget.region]
        here: Widget | None = self.focused
        if here is None:
            self.focus_next()
            return
        others = [widget for widget in chain if widget is not here]
        beside = [widget for widget in others if widget.parent is here.parent]
        for widgets in (beside, others):  # a list is gone through to its end before the focus leaves it
            found = nearest(here.region, [widget.region for widget in widgets], dx, dy)
            if found is not None:
                self.set_focus(widgets[found])
                return

    async def action_press(self, key: str) -> None:
        """A key of the bottom bar was clicked."""
        self.app.simulate_key(key)


def _can_scroll(part: Scroll, dy: int) -> bool:
    return bool(part.display) and (part.scroll_y < part.max_scroll_y if dy > 0 else part.scroll_y > 0)


def translated(bindings: dict[str, ActiveBinding], words: Words) -> dict[str, ActiveBinding]:
    """The same bindings, described in `words`; descriptions that are no text id stay."""
    shown = {}
    for key, active in bindings.items():
        id = active.binding.description
        named = replace(active.binding, description=words(id)) if "." in id else active.binding
        shown[key] = active._replace(binding=named)
    return shown


class Dialog(ShellScreen[R], ModalScreen[R]):
    """A box over a screen that waits for an answer; Escape takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "shell.cancel"),
        Binding("f12,ctrl+l", "app.language", "shell.language"),  # a modal screen does not inherit the app's keys
        Binding("ctrl+f11", "app.log_issue", "uat.log", show=False),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Spoken(lambda words: line((self.where(words), "bold $accent")), id="title")
            yield from self.body()
            yield MessageLine()
            yield KeyBar(self.KEY_ROWS)
