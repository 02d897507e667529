"""The columns of the past year as figures: of an item in some days, of a till in an hour. `past` asks the questions."""

from array import array
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import msgspec

from scenarios.market.columns import spread, unplaned, unpressed
from scenarios.market.ledger import GRAMS, PIECES, ROW, Columns, Year, goods_of, unpack
from scenarios.shop import Shop
from simulator.kernel.money import Minor, divide
from simulator.kernel.units import measured


class Figures(NamedTuple):
    """What was sold of something, or somewhere, in some time."""

    lines: int = 0
    pieces: int = 0
    """Each line of what is measured counts as one."""
    gross: Minor = 0
    """At shelf prices, with tax."""
    discount: Minor = 0
    tax: Minor = 0
    cost: Minor = 0
    """Without tax."""
    thousandths: int = 0
    """Grams of what is weighed; only where goods were asked for."""
    baskets: int = 0
    """Only where no goods were asked for, as with all that follows."""
    members: int = 0
    """Baskets of members."""
    member_paid: Minor = 0

    @property
    def paid(self) -> Minor:
        """What customers paid (销售额)."""
        return self.gross - self.discount

    @property
    def net(self) -> Minor:
        """The same without tax."""
        return self.paid - self.tax

    @property
    def margin(self) -> Minor:
        """毛利."""
        return self.net - self.cost

    def plus(self, other: "Figures") -> "Figures":
        """Both together."""
        return Figures(*map(int.__add__, self, other))


class Rung(NamedTuple):
    """What a till took in an hour."""

    day: int
    """Days since the year began."""
    hour: int
    till: int
    cashier: int
    figures: Figures


class Lost(msgspec.Struct, frozen=True, array_like=True):
    """Goods that were lost."""

    day: int
    item: int
    reason: int
    quantity: int


class Sums:
    """The year by item and by till. Days are counted from 0, items in the order of the shop's."""

    def __init__(self, shop: Shop, data: bytes) -> None:
        """Raises ValueError for a year of other goods than this shop's."""
        assert shop.assortment is not None
        self.year: Year
        self._columns: Columns
        self.year, self._columns = unpack(data)
        if self.year.goods != goods_of(shop):
            raise ValueError(f"expected a year of the goods {goods_of(shop)}, got {self.year.goods}: make it anew")
        self.days = self.year.days
        self.items = tuple(shop.items.values())
        self.costs = [shop.assortment.supplies[item.sku].cost for item in self.items]
        self._first = date.fromisoformat(self.year.first)
        self._taxes: dict[int, array[int]] = {}
        self._by_weight: dict[int, tuple[list[Minor], list[Minor]]] = {}
        self._changes = {change.item: change for change in self.year.changes}
        self._weighed = {n: place for place, n in enumerate(n for n, it in enumerate(self.items) if measured(it.unit))}

    def date(self, n: int) -> date:
        """The day of a number."""
        return self._first + timedelta(days=n)

    def number(self, day: str) -> int:
        """The number of a day, which may lie outside of the year."""
        return (date.fromisoformat(day) - self._first).days

    # --- by goods ----------------------------------------------------------------------------------------------------

    def is_weighed(self, n: int) -> bool:
        """Whether an item is measured."""
        return n in self._weighed

    def prices(self, n: int) -> list[tuple[range, Minor]]:
        """The days of the year with an item's shelf prices."""
        now, change = self.items[n].price, self._changes.get(n)
        if change is None:
            return [(range(self.days), now)]
        return [(range(change.day), change.before), (range(change.day, self.days), now)]

    def price(self, n: int, day: int) -> Minor:
        """An item's shelf price of a day."""
        change = self._changes.get(n)
        return change.before if change and day < change.day else self.items[n].price

    def lines(self, n: int, days: range) -> list[int]:
        """How many lines of an item had one piece, two, and so on."""
        at = n * self.days
        return [sum(column[at + days.start : at + days.stop]) for column in self._lines]

    def pieces(self, n: int, days: range) -> int:
        """Pieces of an item in all its lines."""
        return sum(count * (more + 1) for more, count in enumerate(self.lines(n, days)))

    def weight(self, n: int, day: int) -> int:
        """Grams of an item on a day."""
        place = self._weighed.get(n)
        return 0 if place is None else self._weights[place * self.days + day] * GRAMS

    def gross(self, n: int, day: int) -> Minor:
        """An item's day at shelf prices; the weight of a day is charged as one."""
        if n in self._weighed:
            return divide(self.price(n, day) * self.weight(n, day), 1000)
        return self.price(n, day) * self.pieces(n, range(day, day + 1))

    def sold(self, n: int, days: range) -> Figures:
        """An item in some days."""
        lines = self.lines(n, days)
        if not any(lines):
            return Figures()
        at, pieces = n * self.days, sum(count * (more + 1) for more, count in enumerate(lines))
        grams = 0
        if n in self._weighed:
            grams = sum(self.weight(n, day) for day in days)
            gross, cost = (sum(column[days.start : days.stop]) for column in self._charged(n))
        else:
            cost = self.costs[n] * pieces
            gross = sum(price * self.pieces(n, both(days, priced)) for priced, price in self.prices(n))
        off = sum(self._off[at + days.start : at + days.stop])
        return Figures(sum(lines), pieces, gross, off, sum(self._tax(n)[days.start : days.stop]), cost, grams)

    def daily(self, n: int) -> dict[int, Figures]:
        """An item on each day on which it was sold: what `sold` says of them, one by one."""
        first, last, found = n * self.days, (n + 1) * self.days, {}
        lines, pieces, grosses, taxes = self._counted(n, 0), self._counted(n, 1), self._grosses(n), self._tax(n)
        off, costs = self._off[first:last], self._charged(n)[1] if n in self._weighed else ()
        for day, count in enumerate(lines):
            if count:
                cost = costs[day] if costs else self.costs[n] * pieces[day]
                grams = self.weight(n, day) if costs else 0
                found[day] = Figures(count, pieces[day], grosses[day], off[day], taxes[day], cost, grams)
        return found

    def _counted(self, n: int, more: int) -> list[int]:
        """Of each day how many lines an item had, or with `more` how many pieces."""
        first, last = n * self.days, (n + 1) * self.days
        b, c, d, e, f = (1 + place * more for place in range(1, PIECES))
        return [
            one + b * two + c * three + d * four + e * five + f * six
            for one, two, three, four, five, six in zip(*(column[first:last] for column in self._lines), strict=True)
        ]

    def _charged(self, n: int) -> tuple[list[Minor], list[Minor]]:
        """What an item that is measured was charged on each day, and what it cost."""
        if n not in self._by_weight:
            weights = [self.weight(n, day) for day in range(self.days)]
            gross = [divide(self.price(n, day) * weight, 1000) for day, weight in enumerate(weights)]
            self._by_weight[n] = gross, [divide(self.costs[n] * weight, 1000) for weight in weights]
        return self._by_weight[n]

    def _grosses(self, n: int) -> list[Minor]:
        """An item's days at shelf prices, all of them at once."""
        if n in self._weighed:
            return self._charged(n)[0]
        pieces = self._counted(n, 1)
        return [price * count for days, price in self.prices(n) for count in pieces[days.start : days.stop]]

    def _tax(self, n: int) -> "array[int]":
        """An item's tax of each day: worked out once a day."""
        found = self._taxes.get(n)
        if found is None:
            whole, at, found = 100_000 + self.items[n].tax_rate, n * self.days, array("q", bytes(8 * self.days))
            for day, gross in enumerate(self._grosses(n) if self.items[n].tax_rate else ()):
                if gross:
                    paid = gross - self._off[at + day]
                    found[day] = paid - (paid * 200_000 + whole) // (
                        2 * whole
                    )  # `divide`, which is asked too often here
            self._taxes[n] = found
        return found

    # --- by tills, and the rest --------------------------------------------------------------------------------------

    @cached_property
    def rung(self) -> tuple[Rung, ...]:
        """What each till took in each hour in which it was open."""
        data, at = self.column("rows"), 0
        count = len(data) // sum(width for _, width in ROW)
        columns: dict[str, array[int]] = {}
        for name, width in ROW:
            columns[name] = unplaned(data[at : at + count * width], width)
            at += count * width
        found, day = [], -1
        for n in range(count):
            day += columns["gap"][n]
            figures = Figures(**{name: columns[name][n] for name in Figures._fields if name in columns})
            found.append(Rung(day, columns["hour"][n], columns["till"][n], columns["cashier"][n], figures))
        return tuple(found)

    @cached_property
    def lost(self) -> tuple[Lost, ...]:
        """Goods that were lost."""
        return msgspec.msgpack.decode(self.column("lost"), type=tuple[Lost, ...])

    @cached_property
    def spent(self) -> tuple[tuple[int, ...], ...]:
        """Of each day: whole yuan as gaps, each with how many baskets came to so much."""
        return msgspec.msgpack.decode(self.column("spent"), type=tuple[tuple[int, ...], ...])

    # --- the columns, read when they are needed ----------------------------------------------------------------------

    def column(self, name: str) -> bytes:
        """A column as it was before it was compressed."""
        return unpressed(self._columns[name])

    @cached_property
    def _lines(self) -> list[bytes]:
        return [self.column(f"lines{n + 1}") for n in range(PIECES)]

    @cached_property
    def _weights(self) -> "array[int]":
        return unplaned(self.column("weights"), 2)

    @cached_property
    def _off(self) -> "array[int]":
        gaps, values = unplaned(self.column("off_gaps"), 3), unplaned(self.column("off"), 3)
        return spread(gaps, values, len(self.items) * self.days)


def both(one: range, other: range) -> range:
    """The days that are in both spans."""
    first, last = max(one.start, other.start), min(one.stop, other.stop)
    return range(first, max(first, last))


def together(figures: Iterable[Figures]) -> Figures:
    """All of them as one."""
    total = Figures()
    for each in figures:
        total = total.plus(each)
    return total
