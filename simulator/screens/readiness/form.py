"""A dialog with fields for figures and days, whose digits can be clicked, too."""

from datetime import date
from typing import TypeVar

from simulator.screens.people.keypad import KEYS, pressed
from simulator.screens.shell.field import Field
from simulator.screens.shell.filling import Filling
from simulator.screens.shell.spoken import Say, Tile, line
from simulator.screens.station.form import date_of

R = TypeVar("R")
DIGITS = tuple(key for key in KEYS if key not in "⌫⏎")
PAD = (*DIGITS, ".", "⌫", "⏎")


class FormDialog(Filling[R]):
    """May show a `Keypad(PAD)`."""

    CSS_PATH = "readiness.tcss"

    async def action_key(self, key: str) -> None:
        """A key of the pad: it goes to the end of where one types, wherever the click that chose it fell."""
        here = self.focused
        field = here if isinstance(here, Field) else self.query_one(f"#{self.FIELDS[0]}", Field)
        field.action_end()
        await pressed(key, field, field)


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
