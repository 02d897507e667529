"""The workbench of the promotions on lines: only lines that one of them covers come to it.

A line's pieces move through four pools while promotions work: `left` (nobody has touched them, or compound ones have),
`counted` (a promotion that counts pieces has used them up), `settled` (a competing one has won them) and `closed` (an
exclusive one keeps them to itself). What is left in all four is what the line costs.
"""

from collections.abc import Callable

from simulator.kernel.money import Minor, divide
from simulator.pos.pricing.basket import BasketLine, Step

LEFT, COUNTED, SETTLED, CLOSED = range(4)
FINE = 10**8
"""What a piece is worth is compared in such fractions of a cent; two that differ do so by more, up to 9999 pieces."""

NEW_STEP: Callable[[type[Step], tuple[object, ...]], Step] = tuple.__new__
"""A bill has some fifty steps: made without their own constructor, they cost half as much."""


class Work:
    """A line on the workbench."""

    __slots__ = ("at", "goods", "kept", "line", "place", "pools", "units")

    def __init__(self, line: BasketLine, goods: tuple[str, str], left: Minor, at: str, place: int) -> None:
        self.line = line
        self.goods = goods
        """Sku and category."""
        self.at = at
        """The moment whose promotions it has."""
        self.place = place
        """Its row on the sheet."""
        self.units = line.quantity
        """Pieces in `left`; weighed goods are one."""
        self.kept = 0
        """Pieces in `closed`."""
        self.pools = [left, 0, 0, 0]

    def of(self, units: int) -> Minor:
        """What so many of the pieces in `left` come to: all are worth the same."""
        left = self.pools[LEFT]
        return left if units == self.units else divide(left * units, self.units)

    def copy(self, units: int) -> "Work":
        """So many of the pieces in `left`, alone."""
        alone = Work(self.line, self.goods, self.of(units), self.at, self.place)
        alone.units = units
        return alone


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
        steps.append(NEW_STEP(Step, (rule, work.line.line, units, on, off)))
    return given
