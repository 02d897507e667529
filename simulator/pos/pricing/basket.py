"""What is priced, and what comes out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from simulator.kernel.money import Minor, divide


class BasketLine(NamedTuple):
    """A line as it was rung up."""

    line: int
    sku: str
    category: str
    price: Minor
    """Per piece, or per kg (metre, litre) where there are grams."""
    quantity: int = 1
    grams: int = 0
    """Thousandths of what it is weighed or measured in; 0 for pieces."""
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
    unit: str = ""
    """What it is measured in where that is no weight; no figure depends on it."""
    value: bool = False
    """It puts money onto a card: nothing is ever taken off that."""

    def scaled(self, price: Minor) -> Minor:
        """A price per piece or kg for the whole line."""
        return divide(price * self.grams, 1000) if self.grams else price * self.quantity


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


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step of the calculation, on one line: a promotion's own id, or one of `member`, `by_hand`, `courtesy`."""

    rule: str
    line: int
    units: int
    """Pieces that it used up (1 for weighed goods), whether or not it gave something on them."""
    on: Minor
    """What they came to before."""
    off: Minor
    """What it took off."""


class Part(msgspec.Struct, frozen=True, gc=False, eq=False):
    """What one rule did, as it was worked out; its steps are made when somebody asks, and are all that it is."""

    rule: str

    @property
    def steps(self) -> Iterator[Step]:
        raise NotImplementedError

    @property
    def offs(self) -> Mapping[int, Minor]:
        """What it takes off each line, by number."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Part) and list(self.steps) == list(other.steps)

    def __hash__(self) -> int:
        return hash(tuple(self.steps))


class Charged(NamedTuple):
    """What a till asks for at each scan: what is given on which line, and what it all comes to."""

    trace: tuple[Part, ...]
    total: Minor


class PricedLine(msgspec.Struct, frozen=True, gc=False):
    """What a line costs. `total` is what the customer pays for it, with tax: net + tax == total always."""

    line: int
    gross: Minor
    """Price times quantity or weight, or what its weigh label says."""
    discount: Minor
    total: Minor
    net: Minor
    tax: Minor


class Figures(msgspec.Struct, frozen=True, gc=False):
    """The same of all lines, in columns and in the order in which they were worked out."""

    lines: Sequence[int]
    gross: Sequence[Minor]
    discount: Sequence[Minor]
    total: Sequence[Minor]
    net: Sequence[Minor]
    tax: Sequence[Minor]


class Priced(msgspec.Struct, frozen=True, gc=False):
    """The bill, whole and as it was worked out; `lines` and `steps` read it a row at a time."""

    basket: tuple[BasketLine, ...]
    figures: Figures
    total: Minor
    net: Minor
    tax: Minor
    discount: Minor
    courtesy: Minor
    """Of the discount: what was dropped as small change (抹零)."""
    trace: tuple[Part, ...]
    """How it came about, in the order in which it was worked out."""
    points: Minor
    """What the bill counts for when points are given: nothing that is kept from points."""
    below_cost: tuple[int, ...]
    """Lines that are sold for less than the shop paid."""

    @property
    def lines(self) -> tuple[PricedLine, ...]:
        """In the basket's own order."""
        of = self.figures
        priced = map(PricedLine, of.lines, of.gross, of.discount, of.total, of.net, of.tax)
        told = {line.line: line for line in priced}
        return tuple([told[line.line] for line in self.basket])

    @property
    def steps(self) -> tuple[Step, ...]:
        """The trace, line by line."""
        return tuple([step for part in self.trace for step in part.steps])
