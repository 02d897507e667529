"""What is priced, what comes out, and the workbench in between.

A line's pieces move through four pools while promotions work: `left` (nobody has touched them, or compound ones have),
`counted` (a promotion that counts pieces has used them up), `settled` (a competing one has won them) and `closed` (an
exclusive one keeps them to itself). What is left in all four is what the line costs.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from simulator.kernel.money import Minor, divide


class BasketLine(NamedTuple):
    """A line as it was rung up."""

    line: int
    sku: str
    category: str
    price: Minor
    """Per piece, or per kg where there are grams."""
    quantity: int = 1
    grams: int = 0
    rate: int = 0
    """Tax rate in thousandths of a percent."""
    member_price: Minor = 0
    """0 where members pay the same."""
    cost: Minor = 0
    """What the shop paid for it, per piece or kg; 0: not known."""
    by_hand: Minor = 0
    """Taken off this line by somebody with the right to."""
    promoted: bool = True
    """False: its price was set by hand, or it is no merchandise; promotions pass it by."""
    at: str = ""
    """When it was rung up, where that was another moment than the basket's: its promotions are those of then."""
    gross: Minor = 0
    """What its weigh label says; 0: price times quantity, or weight."""
    value: bool = False
    """It puts money onto a card: nothing is ever taken off that."""


class Basket(NamedTuple):
    """All that a price depends on; the same basket always costs the same."""

    lines: tuple[BasketLine, ...]
    at: str = ""
    """Local time of the shop, ISO: `2026-12-24T10:42`."""
    member: bool = False
    employee: bool = False
    coupons: tuple[str, ...] = ()
    by_hand: Minor = 0
    """Taken off the whole basket by somebody with the right to."""
    quotas: Mapping[str, int] = {}
    """Promotion -> pieces that are left of its quota; one that is not named has not been touched."""

    @property
    def own_times(self) -> bool:
        """Whether lines know when they were rung up."""
        return any(line.at for line in self.lines)


class Step(NamedTuple):
    """One step of the calculation, on one line: a promotion's own id, or one of `member`, `by_hand`, `courtesy`."""

    rule: str
    line: int
    units: int
    """Pieces that it used up (1 for weighed goods), whether or not it gave something on them."""
    on: Minor
    """What they came to before."""
    off: Minor
    """What it took off."""


class PricedLine(NamedTuple):
    """What a line costs. `total` is what the customer pays for it, with tax: net + tax == total always."""

    line: int
    gross: Minor
    """Price times quantity or weight, or what its weigh label says."""
    discount: Minor
    total: Minor
    net: Minor
    tax: Minor


class Priced(NamedTuple):
    """The bill."""

    lines: tuple[PricedLine, ...]
    """In the basket's own order."""
    total: Minor
    net: Minor
    tax: Minor
    discount: Minor
    courtesy: Minor
    """Of the discount: what was dropped as small change (抹零)."""
    steps: tuple[Step, ...]
    points: Minor
    """What the bill counts for when points are given: nothing that is kept from points."""
    below_cost: tuple[int, ...]
    """Lines that are sold for less than the shop paid."""


LEFT, COUNTED, SETTLED, CLOSED = range(4)
FINE = 10**8
"""What a piece is worth is compared in such fractions of a cent; two that differ do so by more, up to 9999 pieces."""


class Work:
    """A line on the workbench."""

    __slots__ = ("at", "goods", "gross", "kept", "line", "number", "pools", "units")

    def __init__(self, line: BasketLine, gross: Minor, at: str) -> None:
        self.line = line
        self.number = line.line
        self.goods = line.sku, line.category
        self.at = at
        """The moment whose promotions it has."""
        self.gross = gross
        self.units = line.quantity
        """Pieces in `left`; weighed goods are one."""
        self.kept = 0
        """Pieces in `closed`."""
        self.pools = [gross, 0, 0, 0]

    def of(self, units: int) -> Minor:
        """What so many of the pieces in `left` come to: all are worth the same."""
        left = self.pools[LEFT]
        return left if units == self.units else divide(left * units, self.units)

    def copy(self, units: int) -> "Work":
        """So many of the pieces in `left`, alone."""
        alone = Work(self.line, self.gross, self.at)
        alone.units, alone.pools = units, [self.of(units), 0, 0, 0]
        return alone


_NEW: Callable[[type[Step], tuple[object, ...]], Step] = tuple.__new__
"""A bill has some sixty steps: made without their own constructor, they cost half as much."""

Gain = tuple[Work, int, int, Minor, Minor]
"""What a promotion would do to a line; nothing is changed by it yet: (work, pool, units, on, off)."""


def settle(gains: list[Gain], rule: str, into: int | None, steps: list[Step]) -> Minor:
    """Carry gains out: pieces go to the pool `into`, with what is left of them (None: they stay where they are).

    Returns what was given.
    """
    given = 0
    for work, pool, units, on, off in gains:
        pools = work.pools
        if into is None or pool == into:
            pools[pool] -= off
        else:
            pools[pool] -= on
            pools[into] += on - off
            if pool == LEFT:
                work.units -= units
            if into == CLOSED:
                work.kept += units
        given += off
        steps.append(_NEW(Step, (rule, work.number, units, on, off)))
    return given
