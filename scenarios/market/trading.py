"""A day of the market, basket by basket: who comes, what they take, what is on offer, at which till they pay.

Some 450 customers a day with six or seven lines each make a million lines in a year. They come as seasons say, choose
what is wanted on that day, more of it where it is on offer, and pay at the tills that are open in that hour.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from scenarios.market.campaigns import NOT_REDUCED
from scenarios.market.ledger import GRAMS
from scenarios.market.seasons import DAYS, HOURS, day, demand, hours, visits
from simulator.kernel.draws import Draws
from simulator.kernel.money import Minor, allocate, divide
from simulator.kernel.promotions import AnyPromotion, Fixed, Nth, Percent, Spend
from simulator.kernel.units import measured

if TYPE_CHECKING:
    from scenarios.market.year import Making

BASKETS = 455
"""On an ordinary day."""
SIZES = (11, 13, 13, 12, 10, 8, 7, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1)
"""How many baskets of a hundred have one line, two, and so on."""
MEMBERS = 46
FILLED = 35
"""How many members of a hundred come for a large shop."""
DEAR = 5000
AT_ONCE = (83, 11, 3, 1, 1, 1)
"""Of a hundred lines, how many have one piece, two, up to six; of what is dear, all have one."""
EARLY, LATE = 3, 4
"""Tills that are staffed until three in the afternoon, and after."""
HANDOVER = 15
CUSTOMERS_A_TILL = 16
WITH_BAG = 30
PULL = 5
"""How many times over an item is bought more, for each share of its price that is off."""


SIZED = list(accumulate(SIZES))
PIECED = list(accumulate(AT_ONCE))


@dataclass(slots=True)
class Row:
    """A till's hour; its fields are the columns of `ROW`."""

    hour: int
    till: int
    cashier: int
    gap: int = 0
    baskets: int = 0
    lines: int = 0
    pieces: int = 0
    gross: Minor = 0
    discount: Minor = 0
    tax: Minor = 0
    cost: Minor = 0
    members: int = 0
    member_paid: Minor = 0


class Sold:
    """A line of a basket."""

    __slots__ = ("discount", "grams", "gross", "item", "member", "pieces", "row")

    def __init__(self, item: int, pieces: int, grams: int, gross: Minor, row: Row, member: bool) -> None:
        self.item, self.pieces, self.grams, self.gross = item, pieces, grams, gross
        self.row, self.member = row, member
        self.discount = 0


class Day:
    """A day as it goes by. What it sold goes into the columns of the year; promotions are told what they gave."""

    def __init__(self, year: "Making", n: int) -> None:
        self._year, self._n, self._on = year, n, day(n)
        self._draws = Draws(year.seed, f"day/{n}")
        self._visits = round(BASKETS * visits(self._on) / year.usual * (97 + self._draws.below(7)) / 100)
        moment = f"{self._on}T12:00"
        running = [p for p in year.promotions if p.when.since <= moment < p.when.until]
        self._bill = next((p for p in running if isinstance(p, Spend)), None)
        self._offers = [self._offer(n, running) for n in range(len(year.items))]
        prices = {change.item: year.price(change.item, n) for change in year.changes}
        self._prices = [prices.get(n, item.price) for n, item in enumerate(year.items)]
        self._wanted = list(accumulate(self._wish(n) for n in range(len(year.items))))
        self._rows: dict[tuple[int, int], Row] = {}
        self._sold: list[Sold] = []
        self._spent: dict[int, int] = {}
        self._given: set[str] = set()
        """Promotions of which the basket in hand has something."""

    def _offer(self, n: int, running: list[AnyPromotion]) -> AnyPromotion | None:
        item = self._year.items[n]
        fits = (p for p in running if not isinstance(p, Spend) and p.goods.has(item.sku, item.category))
        return next(fits, None)

    def _wish(self, n: int) -> int:
        year, item, offer = self._year, self._year.items[n], self._offers[n]
        if n in year.bags:
            return 0
        wish = year.expected[n] * demand(self._on, year.supplies[n].family, item.category) // 100
        match offer:
            case Fixed():
                return wish * (100 + PULL * (item.price - offer.price) * 100 // item.price) // 100
            case Percent() | Nth():
                return wish * (100 + PULL * (offer.off // 1000) // (3 if isinstance(offer, Nth) else 1)) // 100
        return wish

    def run(self) -> None:
        """Everybody who came, and the sums of the day."""
        spread = hours(self._on)
        for hour, customers in zip(HOURS, allocate(self._visits, spread), strict=True):
            staffed = EARLY if hour < HANDOVER else LATE
            tills = min(staffed, 1 + customers // CUSTOMERS_A_TILL)
            for _ in range(customers):
                self._basket(hour, self._draws.below(tills))
        self._book()
        self._year.spent.append(self._spent)

    def _row(self, hour: int, till: int) -> Row:
        row = self._rows.get((hour, till))
        if row is None:
            place = till if hour < HANDOVER else EARLY + till
            row = Row(hour, till, (self._n * 3 + place) % len(self._year.cashiers))
            self._rows[hour, till] = row
        return row

    def _basket(self, hour: int, till: int) -> None:
        draws, row = self._draws, self._row(hour, till)
        member = draws.below(100) < MEMBERS
        size = bisect_right(SIZED, draws.below(SIZED[-1])) + 1
        if member and draws.below(100) < FILLED:
            size = max(size, bisect_right(SIZED, draws.below(SIZED[-1])) + 1)
        chosen: dict[int, None] = {}
        while len(chosen) < size:
            chosen.setdefault(bisect_right(self._wanted, draws.below(self._wanted[-1])))
        if draws.below(100) < WITH_BAG:
            chosen[self._year.bags[draws.below(2)]] = None
        self._given.clear()
        basket = [self._line(n, row, member) for n in chosen]
        for promotion in self._given:
            self._year.count(promotion, 1, 0, 0)
        before = sum(line.gross - line.discount for line in basket if self._counts(line.item))
        self._spent[before // 100] = self._spent.get(before // 100, 0) + 1
        if self._bill is not None:
            self._reduce(self._bill, basket, before)
        row.baskets += 1
        if member:
            row.members += 1
        self._sold += basket

    def _counts(self, item: int) -> bool:
        return self._year.items[item].category not in NOT_REDUCED

    def _reduce(self, bill: Spend, basket: list[Sold], before: Minor) -> None:
        reached = [tier.off for tier in bill.tiers if before >= tier.reach]
        if not reached:
            return
        lines = [line for line in basket if self._counts(line.item)]
        for line, off in zip(lines, allocate(max(reached), [ln.gross - ln.discount for ln in lines]), strict=True):
            line.discount += off
        self._year.count(bill.id, 1, len(lines), max(reached))

    def _line(self, n: int, row: Row, member: bool) -> Sold:
        draws, item, price = self._draws, self._year.items[n], self._prices[n]
        if measured(item.unit):
            grams = (20 + draws.below(60) + draws.below(60)) * GRAMS
            grams = grams if item.price < 6000 else max(100, grams // 2 // GRAMS * GRAMS)
            line = Sold(n, 1, grams, divide(price * grams, 1000), row, member)
        else:
            pieces = 1 if price > DEAR or n in self._year.bags else bisect_right(PIECED, draws.below(100)) + 1
            if isinstance(self._offers[n], Nth) and pieces == 1 and draws.below(100) < 40:
                pieces = 2
            line = Sold(n, pieces, 0, price * pieces, row, member)
        offer = self._offers[n]
        given = _given(offer, line, price) if offer else 0
        mine = 0
        if member and item.member_price:
            mine = line.gross - (
                divide(item.member_price * line.grams, 1000) if line.grams else item.member_price * line.pieces
            )
        line.discount = max(given, mine)
        if offer and given and given >= mine:
            self._year.count(offer.id, 0, 1, given)
            self._given.add(offer.id)
        return line

    def _book(self) -> None:
        """Sums by item, and by till; tax and cost once a day for each item, spread over its lines."""
        by_item: dict[int, list[Sold]] = {}
        for line in self._sold:
            by_item.setdefault(line.item, []).append(line)
        for n, sold in by_item.items():
            item, it, at = self._year.items[n], self._year.supplies[n], n * DAYS + self._n
            for line in sold:
                self._year.lines[line.pieces - 1][at] += 1
            grams = sum(line.grams for line in sold)
            self._year.weights[at] = grams // GRAMS
            self._year.off[at] = sum(line.discount for line in sold)
            paid = [line.gross - line.discount for line in sold]
            if grams:  # the day's weight at the day's price is what the books have; what rounding left goes with it
                gross = divide(self._prices[n] * grams, 1000)
                for line, share in zip(sold, allocate(gross, [ln.grams for ln in sold]), strict=True):
                    line.gross = share
                paid = [line.gross - line.discount for line in sold]
                costs = allocate(divide(it.cost * grams, 1000), [line.grams for line in sold])
            else:
                costs = [it.cost * line.pieces for line in sold]
            whole = sum(paid)
            tax = whole - divide(whole * 100_000, 100_000 + item.tax_rate)
            for line, of_tax, cost in zip(sold, allocate(tax, paid) if tax else [0] * len(sold), costs, strict=True):
                row = line.row
                row.lines += 1
                row.pieces += line.pieces
                row.gross += line.gross
                row.discount += line.discount
                row.tax += of_tax
                row.cost += cost
                row.member_paid += line.member * (line.gross - line.discount)
        for place, (_, row) in enumerate(sorted(self._rows.items())):
            row.gap = int(place == 0)
            self._year.rows.append(row)


def _given(offer: AnyPromotion, line: Sold, price: Minor) -> Minor:
    """What an offer takes off a line."""
    match offer:
        case Fixed():
            lower = max(0, price - offer.price)
            return divide(lower * line.grams, 1000) if line.grams else lower * line.pieces
        case Percent():
            return divide(line.gross * offer.off, 100_000)
        case Nth():
            return divide(line.pieces // offer.nth * price * offer.off, 100_000)
    return 0
