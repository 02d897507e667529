"""What a shop decides for itself: its catalogue, its money, who may do what. Handed to the till when it is opened."""

from dataclasses import dataclass
from typing import NamedTuple

from simulator.kernel.money import CNY, Currency, Minor, round_down
from simulator.kernel.texts import Text
from simulator.pos.catalog import Catalog
from simulator.pos.pricing import price_per
from virtual_devices.labels import LabelRule

LEVELS = ("cashier", "supervisor", "manager")
"""Authorization levels, each including those before it."""


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
    labels: tuple[LabelRule, ...] = ()
    """What its scale counters print."""
    recalls: frozenset[tuple[str, str]] = frozenset()
    """(sku, lot) that must not be sold."""
    quick_keys: tuple[str, ...] = ()
    """Skus that lie on a key of their own."""
    ask_id_below: int = 25
    """Who looks younger shows an identity card for what has an age limit."""
    weighed_per: int = 1000
    """Grams that shown prices of weighed goods are for: 500 where produce is priced by the half kilo (按500g计价)."""

    def shown_price(self, price: Minor, *, weighed: bool) -> tuple[Minor, str]:
        """A price as shelf and screen show it, and what it is for: prices of weighed goods are kept per kg."""
        return price_per(price, self.weighed_per) if weighed else (price, "")

    def cash_due(self, due: Minor) -> Minor:
        """What of `due` has to be paid when it is paid in cash."""
        return round_down(due, self.cash_step)

    def level(self, badge: str) -> int:
        """Rank of a badge's owner, -1 for nobody."""
        person = self.staff.get(badge)
        return LEVELS.index(person.level) if person else -1
