"""Digits to click, as on the till: whoever has only a mouse or a finger can enter a PIN too."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Input

from simulator.screens.shell.field import Field
from simulator.screens.shell.screen import Dialog, R
from simulator.screens.shell.spoken import Spoken, line
from simulator.screens.station.bars import KEYPAD

KEYS = tuple(key for key in KEYPAD if key not in ".*")


class Keypad(Spoken):
    """A row of keys; what they do is the dialog's (`action_key`, with `pressed`)."""

    DEFAULT_CSS = """
    Keypad { height: 1; margin: 1 1 0 1; }
    """

    def __init__(self, keys: Sequence[str] = KEYS) -> None:
        super().__init__(lambda _: _shown(keys), id="keypad")


def _shown(keys: Sequence[str]) -> Content:
    return line(
        *(Content.from_markup(f"[@click=screen.key('{key}')][on $panel] {key} [/][/]") for key in keys), gap=" "
    )


async def pressed(key: str, field: Input, asked: Input) -> None:
    """What a key does to a field; Enter is that of the one that is asked for now."""
    if key == "⏎":
        await asked.action_submit()
    elif key == "⌫":
        field.action_delete_left()
    else:
        field.focus()
        field.insert_text_at_cursor(key)


class PinDialog(Dialog[R]):
    """A dialog in which digits are typed unseen, or clicked."""

    async def action_key(self, key: str) -> None:
        """A key of the pad: it goes where the focus is, else into the first field for a PIN."""
        here = self.focused
        field = here if isinstance(here, Field) and here.password else self._secret()
        await pressed(key, field, here if isinstance(here, Input) else field)

    def _secret(self) -> Field:
        return next(field for field in self.query(Field) if field.password)
