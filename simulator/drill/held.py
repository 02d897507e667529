"""Why a coach holds a command back: a text id with its figures, at whichever workstation."""

from typing import NamedTuple

from simulator.kernel.texts import Text


class Held(NamedTuple):
    """Why a command is held back."""

    reason: str
    """A text id."""
    given: dict[str, str | Text] = {}
