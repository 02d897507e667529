"""What a shop decides for itself: its catalogue, its money, who may do what. Handed to the till when it is opened."""

from dataclasses import dataclass
from typing import NamedTuple

from simulator.kernel.money import CNY, Currency, Minor, round_down
from simulator.kernel.texts import Text
from simulator.pos.catalog import Catalog

LEVELS = ("cashier", "supervisor", "manager")
"""Authorization levels, each including those before it."""


LARGE = 2
"""So many of a currency's denominations are large notes: worth checking, and never given as change."""


class Right(NamedTuple):
    """What a role may do by itself: up to `limit` (None: never); beyond, somebody of at least `above` decides."""

    limit: Minor | None = None
    above: str = "supervisor"

    def covers(self, amount: Minor) -> bool:
        return self.limit is not None and amount <= self.limit


class Staff(NamedTuple):
    badge: str
    name: Text
    level: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The shop as the till sees it."""

    catalog: Catalog
    rights: dict[str, Right]
    """Operation -> right of the role that sits here; an operation that is not listed is free."""
    staff: dict[str, Staff]
    """By badge."""
    members: dict[str, Text]
    """Member code -> name."""
    bags: tuple[str, ...] = ()
    """Skus of carrier bags."""
    currency: Currency = CNY
    cash_step: Minor = 10
    """Cash is rounded down to this (抹分)."""
    cash_limit: Minor = 0
    """With more than this in the drawer, large notes belong in the safe; 0: the shop does not say."""
    closing: str = ""
    """How a shift is closed: by itself, or `blind` (the cashier counts first), or `handover` (so does the relief)."""
    check_notes: bool = False
    """False notes are about: large ones are held against the detector."""

    def cash_due(self, due: Minor) -> Minor:
        """What of `due` has to be paid when it is paid in cash."""
        return round_down(due, self.cash_step)

    def checks(self, value: Minor) -> bool:
        """Whether notes of that denomination are to be held against the detector."""
        return self.check_notes and value in self.currency.pieces[:LARGE]

    def level(self, badge: str) -> int:
        """Rank of a badge's owner, -1 for nobody."""
        person = self.staff.get(badge)
        return LEVELS.index(person.level) if person else -1
