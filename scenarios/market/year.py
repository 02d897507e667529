"""The year of the market as it comes about, day by day, and what is kept of it. Made once, from a seed; nothing here
runs in a drill.
"""

from collections.abc import Mapping

import msgspec

from scenarios.market import columns as c
from scenarios.market.campaigns import BAGS, campaigns
from scenarios.market.ledger import PIECES, ROW, Change, Ran, Year, goods_of, pack
from scenarios.market.losses import losses, oddities, stock_of
from scenarios.market.pricing import shelf_price
from scenarios.market.seasons import DAYS, FIRST, day, visits
from scenarios.market.trading import Day, Row
from scenarios.shop import Shop
from simulator.kernel.draws import Draws
from simulator.kernel.money import Minor
from simulator.kernel.units import measured

TILLS = ("till-1", "till-2", "till-3", "till-4")
RAISED = 5
"""Percent of the items whose price was raised once in the year."""


class Making:
    """The year as it comes about."""

    def __init__(self, shop: Shop, expected: Mapping[str, float], seed: int) -> None:
        assert shop.assortment is not None
        self.shop, self.seed = shop, seed
        self.items = list(shop.items.values())
        self.supplies = [shop.assortment.supplies[item.sku] for item in self.items]
        self.expected = [max(1, round(expected[item.sku] * 1000)) for item in self.items]
        self._index = {item.sku: n for n, item in enumerate(self.items)}
        self.bags = [self._index[sku] for sku in BAGS]
        size = len(self.items) * DAYS
        self.lines = [bytearray(size) for _ in range(PIECES)]
        self.weights = [0] * size
        self.off = [0] * size
        self.rows: list[Row] = []
        self.spent: list[dict[int, int]] = []
        self.cashiers = tuple(person.badge for person in shop.staff if person.level == "cashier")
        self.promotions = campaigns(shop, seed)
        self._ran = {promotion.id: [0, 0, 0] for promotion in self.promotions}
        self.changes = self._changes()
        self.usual = sum(visits(day(n)) for n in range(DAYS)) / DAYS
        """What `visits` says of the mean day."""

    def _changes(self) -> tuple[Change, ...]:
        draws, found = Draws(self.seed, "changes"), []
        for n, item in enumerate(self.items):
            if draws.chance(RAISED / 100) and item.price > 500 and item.unit != "kg" and item.category != "tobacco":
                before = shelf_price(item.price * 95 / 10_000)
                if item.member_price < before < item.price:
                    found.append(Change(n, draws.between(30, DAYS - 30), before))
        return tuple(found)

    def run(self) -> bytes:
        """All days, one after the other, and the bytes that are kept of them."""
        for n in range(DAYS):
            Day(self, n).run()
        return self._kept()

    def _kept(self) -> bytes:
        gaps, values = c.sparse(self.off)
        kept = {f"lines{n + 1}": bytes(column) for n, column in enumerate(self.lines)}
        kept["weights"] = c.planed([w for n, w in enumerate(self.weights) if self._weighed(n // DAYS)], 2)
        kept["off_gaps"], kept["off"] = c.planed(gaps, 3), c.planed(values, 3)
        kept["rows"] = b"".join(c.planed([getattr(row, name) for row in self.rows], width) for name, width in ROW)
        kept["spent"] = msgspec.msgpack.encode([_gaps(day) for day in self.spent])
        kept["lost"] = msgspec.msgpack.encode(losses(self))
        year = Year(
            goods_of(self.shop), FIRST.isoformat(), DAYS, TILLS, self.cashiers,
            tuple(Ran(promotion, *self._ran[promotion.id]) for promotion in self.promotions), self.changes,
            oddities(self), stock_of(self),
        )  # fmt: skip
        return pack(year, kept)

    def _weighed(self, item: int) -> bool:
        return measured(self.items[item].unit)

    def price(self, item: int, on: int) -> Minor:
        """The shelf price of a day."""
        change = next((change for change in self.changes if change.item == item and on < change.day), None)
        return change.before if change else self.items[item].price

    def count(self, promotion: str, baskets: int, lines: int, off: Minor) -> None:
        """A promotion gave something on so many lines; it is told of a basket once."""
        for at, more in enumerate((baskets, lines, off)):
            self._ran[promotion][at] += more


def _gaps(spent: Mapping[int, int]) -> list[int]:
    """Yuan that baskets came to, as gaps between them, each with how many did."""
    found, last = [], 0
    for yuan, count in sorted(spent.items()):
        found += [yuan - last, count]
        last = yuan
    return found
