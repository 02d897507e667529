"""Who may do what: the one reading of a role's rights that every workstation decides by.

Free, or free up to a limit (beyond it somebody of a level decides), or never: then the refusal says who can.
"""

from collections.abc import Mapping
from typing import NamedTuple

from simulator.kernel.entries import NAMES
from simulator.kernel.events import Event
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.pos.refusals import refuse


class Right(NamedTuple):
    """What a role may do by itself: up to `limit` (None: never); beyond, somebody of at least `above` decides."""

    limit: Minor | None = None
    above: str = "supervisor"

    def covers(self, amount: Minor) -> bool:
        return self.limit is not None and amount <= self.limit


class Others(NamedTuple):
    """Who can do what a role may never do."""

    roles: tuple[str, ...]
    titles: Text
    """Theirs, as words stand in a sentence."""


def barred(never: Mapping[str, Others], command: Event) -> list[Event]:
    """The refusal of what the role may never do; empty where it may."""
    others = never.get(NAMES[type(command)])
    if others is None:
        return []
    return refuse(
        command, "refused.no_right", who=" ".join(others.roles), who_en=others.titles.en, who_zh=others.titles.zh
    )
