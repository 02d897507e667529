"""What lies in the shop when a drill begins: by lot and place, with dates that count from the drill's own day.

A fresh lot was made lately, the next one some days before, and so on; what was made first stands on the sales floor,
as far as there is room. How much there is lies between the order point and what is ordered up to. Of goods that go off,
some lots are near their date, none is past it: what is wrong in a shop is for its script to say.

Pure: the same shop, day and seed give the same stock, and what an item has does not depend on which others are asked
for.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from scenarios.assortment import Supplied
from scenarios.shop import Shop
from simulator.kernel.draws import Draws
from simulator.kernel.goods import BACK, FLOOR, OPENING, StockMove
from simulator.kernel.money import Minor, divide
from simulator.kernel.units import measured

GRAMS = 10
"""What is measured lies there in multiples of this."""
FORGOTTEN = 4
"""Percent of what keeps long of which an old lot was left over."""


class Lot(NamedTuple):
    """What came together."""

    number: str
    """Empty where goods have none."""
    expiry: str
    """`2026-12-31`; empty for what does not go off."""
    quantity: int


def opening_stock(shop: Shop, clock: str, seed: int, skus: Iterable[str] | None = None) -> tuple[StockMove, ...]:
    """The stock by lot and place, as the moves that a stockroom opens with; of all items, or of these.

    A pack has no stock of its own: its pieces have. Raises ValueError for a shop that says nothing of what it buys.
    """
    if shop.assortment is None:
        raise ValueError(f"expected a shop with an assortment, got {shop.id}")
    moves: list[StockMove] = []
    for sku in shop.items if skus is None else skus:
        item, it = shop.items[sku], shop.assortment.supplies[sku]
        if item.pack_of:
            continue
        recalled = next((recall.lot for recall in shop.recalls if recall.sku == sku), "")
        unit = item.unit if measured(item.unit) else ""
        room = it.floor_full
        for lot in lots(sku, it, clock, seed, recalled=recalled, step=GRAMS if unit else 1):
            out = min(room, lot.quantity)
            room -= out
            for place, quantity in ((FLOOR, out), (BACK, lot.quantity - out)):
                if quantity:
                    value = worth(it, quantity, bool(unit))
                    moves.append(StockMove(sku, quantity, OPENING, place, lot.number, lot.expiry, unit, value))
    return tuple(moves)


def worth(it: Supplied, quantity: int, is_measured: bool) -> Minor:
    """What so many pieces or thousandths cost."""
    return divide(it.cost * quantity, 1000) if is_measured else it.cost * quantity


def lots(sku: str, it: Supplied, clock: str, seed: int, *, recalled: str = "", step: int = 1) -> list[Lot]:
    """The lots of an item, the one that expires first before the others. One of them is the recalled one, if any is."""
    draws, day = Draws(seed, f"stock/{sku}"), date.fromisoformat(clock[:10])
    whole = draws.between(it.low // step, max(it.low, it.full * 9 // 10) // step) * step
    if not it.life:
        return [Lot("", "", whole)]
    ages = _ages(it.life, draws)
    shares = [draws.between(2, 6) for _ in ages]
    shares[0] = max(1, shares[0] // 2)  # of the oldest, most is sold
    found, left = [], whole
    for n, age in enumerate(ages):
        made = day - timedelta(days=age)
        quantity = left if n == len(ages) - 1 else whole * shares[n] // sum(shares) // step * step
        left -= quantity
        expiry = made + timedelta(days=it.life)
        number = recalled if recalled and n == len(ages) // 2 else f"L{expiry:%y%m%d}"  # as most goods have it
        if quantity:
            found.append(Lot(number, expiry.isoformat(), quantity))
    return found


def _ages(life: int, draws: Draws) -> list[int]:
    """Days since the lots were made, the oldest first, all different; the oldest may expire today."""
    gap = max(1, life // 6)
    ages = [draws.between(0, max(0, gap - 1))]
    for _ in range(draws.below(3) if life > 3 else draws.below(2)):
        older = ages[-1] + draws.between(gap, 2 * gap)
        if older <= life and (life <= 60 or older <= life // 2):
            ages.append(older)
    if life > 60 and draws.chance(FORGOTTEN / 100):
        ages.append(life - draws.between(1, 20))
    return ages[::-1]
