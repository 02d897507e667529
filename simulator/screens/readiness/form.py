"""A dialog with fields for figures and days, whose digits can be clicked, too."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, TypeVar

from textual.widgets import Input

from simulator.screens.people.keypad import KEYS, pressed
from simulator.screens.shell.field import Field, was_last
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Say, Tile, line, shell
from simulator.screens.station.form import date_of

R = TypeVar("R")
DIGITS = tuple(key for key in KEYS if key not in "⌫⏎")
PAD = (*DIGITS, ".", "⌫", "⏎")


class FormDialog(Dialog[R]):
    """Subclasses name their `FIELDS` in their order, give `action_keep`, and may show a `Keypad(PAD)`."""

    CSS_PATH = "readiness.tcss"
    FIELDS: ClassVar[Sequence[str]] = ()

    def action_keep(self) -> None:
        raise NotImplementedError

    def typed(self, *fields: str) -> list[str]:
        return [self.query_one(f"#{field}", Field).value for field in fields]

    def put(self, field: str, value: str) -> None:
        self.query_one(f"#{field}", Field).value = value

    async def action_key(self, key: str) -> None:
        """A key of the pad: it goes to the end of where one types, wherever the click that chose it fell."""
        here = self.focused
        field = here if isinstance(here, Field) else self.query_one(f"#{self.FIELDS[0]}", Field)
        field.action_end()
        await pressed(key, field, field)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last one keeps."""
        if was_last(self, event, self.FIELDS):
            self.action_keep()

    def action_usual(self, field: str, id: str) -> None:
        self.put(field, shell(self).words(id))


def keep_tile() -> Tile:
    return Tile(named("uat.keep", "F8", "✓"), "keep", id="keep", classes="chip")


def named(id: str, key: str, sign: str = "▸") -> Say:
    """`▸ Choose a file  F3`: what a chip says."""
    return lambda words: line(f"{sign} {words(id)}", (f"  {key}", "$accent"))


def day_of(typed: str) -> str:
    """A day that there is, as it sorts; what is none stays as it was typed.

    >>> day_of("261224"), day_of(" 2026-12-24 "), day_of("20261131"), day_of("soon")
    ('2026-12-24', '2026-12-24', '20261131', 'soon')
    """
    found = date_of(typed.strip())
    return found if found and is_day(found) else typed.strip()


def is_day(text: str) -> bool:
    """Whether there is such a day: none is the 31st of November."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
