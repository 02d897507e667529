"""Help over any screen: what its keys do, in the language of the moment."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.markup import escape

from simulator.kernel.texts import pad
from simulator.locale import Words
from simulator.screens.shell.keys import key_name
from simulator.screens.shell.screen import Dialog, ShellScreen
from simulator.screens.shell.spoken import Spoken, line, lines


class Help(Dialog[None]):
    CSS_PATH = "help.tcss"
    TITLE_ID: ClassVar[str] = "shell.help"
    AUTO_FOCUS = "#help"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "shell.close")]

    def body(self) -> ComposeResult:
        with VerticalScroll(id="help", can_focus=True):
            yield Spoken(self._here)
            yield Spoken(lambda words: line((words("help.always"), "bold $accent")), classes="heading")
            yield Spoken(lambda words: words("help.moving"), classes="text")
            yield Spoken(lambda words: line((words("help.drills"), "bold $accent")), classes="heading")
            yield Spoken(lambda words: words("help.drills.text"), classes="text")

    def _here(self, words: Words) -> Content:
        """Keys of the screen below this one."""
        below = self.app.screen_stack[-2]
        named = below.named_keys() if isinstance(below, ShellScreen) else {}
        return lines(*(_row(key, told) for key, told in named.items()))

    def action_do(self, key: str) -> None:
        """A row was clicked: its key is pressed where it means that."""
        app = self.app
        self.dismiss(None)
        app.call_later(app.simulate_key, key)


def _row(key: str, told: str) -> Content:
    named = f"[bold $accent]{escape(pad(key_name(key), 10))}[/]{escape(told)}"
    return Content.from_markup(f"[@click=screen.do('{key}')]{named}[/]")
