"""Promotions on a line: a share off, an amount off each piece, a fixed price, a flash sale."""

from simulator.kernel.money import Minor, divide
from simulator.kernel.policy import WHOLE
from simulator.kernel.promotions import Amount, Fixed, Flash, Percent
from simulator.pos.pricing.basket import COUNTED, LEFT, Gain, Work


def percent(rule: Percent, works: list[Work]) -> list[Gain]:
    """On what is left of a line, also of pieces that another promotion has counted."""
    share = rule.off
    gains = []
    for work in works:
        for pool in (LEFT, COUNTED):
            on = work.pools[pool]
            if on > 0:
                gains.append(Gain(work, pool, work.units if pool == LEFT else 0, on, divide(on * share, WHOLE)))
    return gains


def amount(rule: Amount, works: list[Work]) -> list[Gain]:
    """Never more than a piece is worth."""
    return [
        Gain(work, LEFT, work.units, on, min(on, scaled(rule.off, work, work.units)))
        for work in works
        if (on := work.pools[LEFT]) > 0
    ]


def fixed(rule: Fixed, works: list[Work]) -> list[Gain]:
    """Only where it is lower."""
    return [
        Gain(work, LEFT, work.units, on, on - price)
        for work in works
        if (on := work.pools[LEFT]) > (price := scaled(rule.price, work, work.units))
    ]


def flash(rule: Flash, works: list[Work], quota: int | None = None) -> list[Gain]:
    """The dearest pieces first, as many as the quota and the limit a bill have room for."""
    room = _least(rule.each or None, quota if quota is not None else rule.quota or None)
    gains = []
    for work in sorted(works, key=lambda work: -work.line.price):
        units = work.units if room is None else min(work.units, room)
        if units <= 0:
            continue
        on, price = work.of(units), scaled(rule.price, work, units)
        if on > price:
            gains.append(Gain(work, LEFT, units, on, on - price))
            room = None if room is None else room - units
    return gains


def scaled(price: Minor, work: Work, units: int) -> Minor:
    """A price per piece or kg for so many pieces, or for the weight of the line."""
    grams = work.line.grams
    return divide(price * grams, 1000) if grams else price * units


def _least(*limits: int | None) -> int | None:
    known = [limit for limit in limits if limit is not None]
    return min(known) if known else None
