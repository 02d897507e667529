"""The workbench of the promotions on lines: only lines that one of them covers come to it.

A line's pieces move through four pools while promotions work: `left` (nobody has touched them, or compound ones have),
`counted` (a promotion that counts pieces has used them up), `settled` (a competing one has won them) and `closed` (an
exclusive one keeps them to itself). What is left in all four is what the line costs.
"""

from collections.abc import Iterator

import msgspec

from simulator.kernel.money import Minor, divide
from simulator.pos.pricing.basket import BasketLine, Part, Step

LEFT, COUNTED, SETTLED, CLOSED = range(4)
FINE = 10**8
"""What a piece is worth is compared in such fractions of a cent; two that differ do so by more, up to 9999 pieces."""


class Work(msgspec.Struct, gc=False):
    """A line on the workbench."""

    line: BasketLine
    covered: int
    """The rules that cover it, a bit each (`LineRule.bit`)."""
    at: str
    """The moment whose promotions it has."""
    place: int
    """Its row on the sheet."""
    units: int
    """Pieces in `left`; weighed goods are one."""
    pools: list[Minor]
    kept: int = 0
    """Pieces in `closed`."""

    def of(self, units: int) -> Minor:
        """What so many of the pieces in `left` come to: all are worth the same."""
        left = self.pools[LEFT]
        return left if units == self.units else divide(left * units, self.units)

    def copy(self, units: int) -> "Work":
        """So many of the pieces in `left`, alone."""
        return Work(self.line, self.covered, self.at, self.place, units, [self.of(units), 0, 0, 0])


Gain = tuple[Work, int, int, Minor, Minor]
"""What a promotion would do to a line; nothing is changed by it yet: (work, pool, units, on, off)."""


class Gained(Part, frozen=True, gc=False, eq=False):
    """On lines."""

    gains: list[Gain]

    @property
    def steps(self) -> Iterator[Step]:
        for work, _, units, on, off in self.gains:
            yield Step(self.rule, work.line.line, units, on, off)

    @property
    def offs(self) -> dict[int, Minor]:
        offs: dict[int, Minor] = {}
        for work, _, _, _, off in self.gains:
            number = work.line.line
            offs[number] = offs.get(number, 0) + off
        return offs


def settle(gains: list[Gain], rule: str, into: int | None, trace: list[Part]) -> None:
    """Carry gains out: pieces go to the pool `into`, with what is left of them (None: they stay where they are)."""
    if not gains:
        return
    trace.append(Gained(rule, gains))
    if into is None:
        for work, pool, _, _, off in gains:
            work.pools[pool] -= off
        return
    for work, pool, units, on, off in gains:
        pools = work.pools
        if pool == into:
            pools[pool] -= off
            continue
        pools[pool] -= on
        pools[into] += on - off
        if pool == LEFT:
            work.units -= units
        if into == CLOSED:
            work.kept += units
