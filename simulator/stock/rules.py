"""What the shop decides for its stockroom: suppliers, reorder levels, dates, tolerances, and who may do what."""

from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.pos.rights import Others, Right
from simulator.pos.rules import Rules


class Supply(NamedTuple):
    """Where an item comes from, and how much of it there should be."""

    supplier: str
    cost: Minor
    """Per piece, or per kg, metre or litre where it is measured."""
    case: int = 1
    """Ordered in multiples of this."""
    low: int = 0
    """With less than this in the shop (and on its way), more is ordered; 0: it is not watched."""
    full: int = 0
    """Up to which it is ordered."""
    floor_low: int = 0
    """With less than this on the sales floor, more is brought from the store room."""
    floor_full: int = 0


@dataclass(frozen=True, slots=True)
class StockRules:
    """The shop as its stockroom sees it."""

    shop: Rules
    """Catalogue, weigh labels, money and staff: those of the tills."""
    rights: dict[str, Right] = field(default_factory=dict)
    """Operation -> limit of the role that works here."""
    never: dict[str, Others] = field(default_factory=dict)
    """Operation -> who can; the role that works here may not. What is neither here nor in `rights` is free."""
    supply: dict[str, Supply] = field(default_factory=dict)
    """By sku."""
    suppliers: dict[str, Text] = field(default_factory=dict)
    stores: dict[str, Text] = field(default_factory=dict)
    """Other shops of the house."""
    near_days: int = 7
    """临期: what expires within so many days is near its date."""
    least_life: int = 3
    """Days that goods must still have when they are received."""
    markdowns: tuple[tuple[int, int], ...] = ()
    """(days left at most, percent of the shelf price): what is marked down to what, the nearest date first."""
    tolerance: Minor = 0
    """A variance worth more than this is counted twice before it is posted."""
