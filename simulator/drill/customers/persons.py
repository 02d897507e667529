"""How old a customer is, how old they look, and whether they can show it."""

from datetime import date, timedelta
from typing import NamedTuple

from scenarios.specs.customers import CustomerSpec
from scenarios.specs.spans import Span
from simulator.kernel.draws import Draws

USUAL = Span(30, 64)
"""Age of whom the script says nothing about: nobody has to ask them."""
LOOKS = (-2, 3)
"""Years by which looks deceive."""


class Person(NamedTuple):
    """Born on a day (YYYY-MM-DD; empty where the shop has no date), looking so old, with a card or without."""

    born: str = ""
    looks: int = 0
    has_id: bool = True


ADULT = Person()
"""Plainly of age, of whom nothing more is known."""


def person(spec: CustomerSpec, clock: str, draws: Draws) -> Person:
    """The truth about a customer's age, on the date of the shop's clock."""
    if not clock:
        return ADULT
    span = spec.age or USUAL
    age = draws.between(span.low, span.high)
    looks = age + draws.between(*LOOKS)
    has_id = spec.shows_id == "yes" or (spec.shows_id == "maybe" and draws.chance(0.5))
    return Person(_born(date.fromisoformat(clock[:10]), age, draws.below(364)).isoformat(), looks, has_id)


def _born(today: date, age: int, days: int) -> date:
    """The birthday of somebody whose last one was `days` ago."""
    try:
        birthday = today.replace(year=today.year - age)
    except ValueError:
        birthday = today.replace(year=today.year - age, day=28)
    return birthday - timedelta(days=days)
