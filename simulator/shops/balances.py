"""What a shop owes when it opens: points and stored value, so that the system before it can be reconciled with it."""

from typing import NamedTuple

from simulator.kernel.money import Minor
from simulator.shops.own import OwnShop


class Balances(NamedTuple):
    members: int
    """With points."""
    points: int
    cards: int
    """With something on them."""
    stored: Minor
    shown: str
    """That amount, as it is printed."""


def balances_of(shop: OwnShop) -> Balances:
    """Of all accounts that a till of this shop knows when it opens."""
    people = shop.people()
    points = [held for held in people.points.values() if held]
    cards = [held for held in people.cards.values() if held]
    stored = sum(cards)
    return Balances(len(points), sum(points), len(cards), stored, shop.policy.currency.format(stored, sign=True))
