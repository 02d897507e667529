"""Promotions on a line: a share off, an amount off each piece, a fixed price, a flash sale."""

from simulator.kernel.money import Minor, divide
from simulator.kernel.policy import WHOLE
from simulator.kernel.promotions import Amount, Fixed, Flash, Percent
from simulator.pos.pricing.basket import BasketLine
from simulator.pos.pricing.works import COUNTED, LEFT, Gain, Work


def percent(rule: Percent, works: list[Work]) -> list[Gain]:
    """On what is left of a line, also of pieces that another promotion has counted; rounded once a line."""
    share = rule.off
    gains = []
    for work in works:
        left, counted, _, _ = work.pools
        off = divide(left * share, WHOLE)
        if left > 0:
            gains.append((work, LEFT, work.units, left, off))
        if counted > 0:
            gains.append((work, COUNTED, 0, counted, divide((left + counted) * share, WHOLE) - off))
    return gains


def amount(rule: Amount, works: list[Work]) -> list[Gain]:
    """Never more than a piece is worth; not on pieces that have been counted."""
    return [
        (work, LEFT, work.units, on, min(on, scaled(rule.off, work.line, work.units)))
        for work in works
        if (on := work.pools[LEFT]) > 0
    ]


def fixed(rule: Fixed, works: list[Work]) -> list[Gain]:
    """Only where it is lower."""
    return [
        (work, LEFT, work.units, on, on - price)
        for work in works
        if (on := work.pools[LEFT]) > (price := scaled(rule.price, work.line, work.units))
    ]


def flash(rule: Flash, works: list[Work], left: int | None = None) -> list[Gain]:
    """The dearest pieces first, as many as what is left of the quota and the limit a bill have room for."""
    quota = None if not rule.quota else rule.quota if left is None else left
    room = _least(rule.each or None, quota)
    gains = []
    for work in sorted(works, key=lambda work: -work.line.price):
        units = work.units if room is None else min(work.units, room)
        if units <= 0:
            continue
        on, price = work.of(units), scaled(rule.price, work.line, units)
        if on > price:
            gains.append((work, LEFT, units, on, on - price))
            room = None if room is None else room - units
    return gains


def scaled(price: Minor, line: BasketLine, units: int) -> Minor:
    """A price per piece or kg for so many pieces, or for the weight of the line."""
    grams = line.grams
    return divide(price * grams, 1000) if grams else price * units


def _least(*limits: int | None) -> int | None:
    known = [limit for limit in limits if limit is not None]
    return min(known) if known else None
