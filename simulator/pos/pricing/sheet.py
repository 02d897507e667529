"""A bill being worked out, in columns: a row a line, in canonical order.

Columns, because what concerns the bill as a whole touches every line of it: a column is one pass, whatever is done.
"""

from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import add, itemgetter, mul, sub
from typing import Any

import msgspec

from simulator.kernel.money import Minor, allocate, divide
from simulator.pos.pricing.basket import Basket, BasketLine, Part, Step
from simulator.pos.pricing.works import CLOSED, Work


def _columns(*fields: str) -> Any:
    return itemgetter(*map(BasketLine._fields.index, fields))


_PRICE = _columns("price")
_OTHERS = _columns("sku", "quantity", "grams", "gross", "rate", "member_price", "by_hand", "promoted", "at", "value")


def canonical(lines: tuple[BasketLine, ...]) -> list[BasketLine]:
    """The dearest first. Complete but for what changes no figure: lines equal in all this may change places."""
    if len(set(map(_PRICE, lines))) < len(lines):  # equal prices: the others decide
        return sorted(sorted(lines, key=_OTHERS), key=_PRICE, reverse=True)
    return sorted(lines, key=_PRICE, reverse=True)


class Taken(msgspec.Struct, gc=False):
    """What would be given on rows of the sheet, in columns; nothing is changed by it yet."""

    rows: Sequence[int]
    units: Sequence[int]
    on: list[Minor]
    off: list[Minor]

    @property
    def given(self) -> Minor:
        return sum(self.off)


class Spread(Part, frozen=True, gc=False, eq=False):
    """On the bill as a whole, in columns: a row a line."""

    lines: Sequence[int]
    units: Sequence[int]
    on: Sequence[Minor]
    off: Sequence[Minor]

    @property
    def steps(self) -> Iterator[Step]:
        return map(Step, repeat(self.rule), self.lines, self.units, self.on, self.off)

    @property
    def offs(self) -> dict[int, Minor]:
        return dict(zip(self.lines, self.off, strict=True))


NOTHING = Taken([], [], [], [])


class Sheet:
    """The columns. None is ever changed in place: what was found on one keeps it as it was."""

    __slots__ = (
        "at", "by_hand", "categories", "costs", "courtesy", "every", "gross", "kept", "left", "lines", "numbers",
        "quantities", "rates", "reducible", "skus", "trace", "units",
    )  # fmt: skip

    def __init__(self, basket: Basket) -> None:
        self.lines = lines = canonical(basket.lines)
        self.trace: list[Part] = []
        self.courtesy: Minor = 0
        """What was dropped as small change."""
        # every field of the lines, as a column
        (
            self.numbers, self.skus, self.categories, prices, quantities, grams, self.rates, members, self.costs,
            self.by_hand, promoted, at, labelled, _, value,
        ) = zip(*lines, strict=False)  # fmt: skip
        self.every: Sequence[int] = range(len(lines))
        self.reducible: Sequence[int] = self.every
        """Rows of goods: money that is put onto a card is never reduced."""
        self.quantities: tuple[int, ...] = quantities
        self.at = [basket.at] * len(lines)
        """The moment whose promotions each has."""
        self.gross: list[Minor] = list(map(mul, prices, quantities))
        self.left = self.gross
        """What promotions may still work on; in the end, what is charged."""
        self.units: Sequence[int] = quantities
        """Pieces of that."""
        self.kept: list[Minor] = []
        """What an exclusive promotion, or a price set by hand, keeps to itself; empty where none does."""
        # what is special about a line: most baskets have little of it
        if any(at):
            self.at = [own or basket.at for own in at]
        if any(value):
            self.reducible = [row for row, one in enumerate(value) if not one]
        if any(grams) or any(labelled):
            for row, (weight, label) in enumerate(zip(grams, labelled, strict=True)):
                if label or weight:
                    self.gross[row] = label or divide(prices[row] * weight, 1000)
        if not all(promoted):
            self.close([row for row, one in enumerate(promoted) if not one])
        if basket.member and any(members):
            self._as_member(members)

    def _as_member(self, prices: tuple[Minor, ...]) -> None:
        for row, price in enumerate(prices):
            if price and (on := self.left[row]):
                line = self.lines[row]
                member = line.scaled(price)
                if member < on:
                    self.take(Taken([row], [line.quantity], [on], [on - member]), "member")

    def some(self, rows: Sequence[int]) -> Sequence[int]:
        """Those of the rows that have something left: most often all of them."""
        left = self.left
        return rows if all(left) else [row for row in rows if left[row]]

    def base(self, rows: Sequence[int]) -> Minor:
        left = self.left
        return sum(left if len(rows) == len(left) else [left[row] for row in rows])

    def pieces(self, rows: Sequence[int]) -> int:
        return sum([self.units[row] for row in rows])

    def spread(self, rows: Sequence[int], off: Minor) -> Taken:
        """An amount over rows by what is left of them; never more than there is, and never a cent lost."""
        on, units = self.left, self.units
        if len(rows) < len(on):
            on, units = [on[row] for row in rows], [units[row] for row in rows]
        most = sum(on)
        off = off if off < most else most
        return Taken(rows, units, on, allocate(off, on)) if off else NOTHING

    def take(self, taken: Taken, rule: str) -> None:
        """Carry out what was found."""
        rows, off, left, numbers = taken.rows, taken.off, self.left, self.numbers
        if not off:
            return
        if len(off) == len(left):
            self.left = list(map(sub, left, off))
        else:
            self.left = left = left[:]
            numbers = tuple([numbers[row] for row in rows])
            for row, amount in zip(rows, off, strict=True):
                left[row] -= amount
        self.trace.append(Spread(rule, numbers, taken.units, taken.on, off))

    def close(self, rows: Sequence[int]) -> None:
        """Nothing but hands may touch them any more."""
        self.left = left = self.left[:]
        kept = self._keep()
        for row in rows:
            kept[row] += left[row]
            left[row] = 0

    def _keep(self) -> list[Minor]:
        self.kept = kept = self.kept[:] or [0] * len(self.left)
        return kept

    def collapse(self, works: list[Work]) -> None:
        """The lines' promotions are done: what the bill's may work on goes back to the sheet."""
        self.left = left = self.left[:]
        closed = []
        for work in works:
            untouched, counted, settled, _ = work.pools
            left[work.place] = untouched + counted + settled
            if work.kept:
                closed.append(work)
        if closed:
            kept, units = self._keep(), list(self.units)
            self.units = units
            for work in closed:
                kept[work.place] = work.pools[CLOSED]
                units[work.place] -= work.kept

    def unite(self) -> None:
        """What is done by hand, or dropped, concerns whole lines whatever promoted them."""
        if self.kept:
            self.left = list(map(add, self.left, self.kept))
        self.units = self.quantities

    def points(self) -> Minor:
        """What is charged for what was not kept from points."""
        if not self.kept:
            return sum(self.left)
        return sum([max(0, left - kept) for left, kept in zip(self.left, self.kept, strict=True)])

    def below_cost(self) -> tuple[int, ...]:
        """Numbers of lines that are sold for less than the shop paid."""
        if not any(self.costs):
            return ()
        lines = zip(self.lines, self.left, strict=True)
        return tuple(sorted([line.line for line, left in lines if line.cost and left < line.scaled(line.cost)]))
