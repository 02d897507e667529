"""Why a coach holds a command back."""

from typing import NamedTuple

from simulator.kernel.texts import Text


class Held(NamedTuple):
    """What is seen to be wrong, and what to do instead, in figures."""

    reason: str
    """A text id."""
    given: dict[str, str | Text] = {}
