"""What a script brings to a stockroom (`stockroom:`): what lies there, what comes, and what of it is not in order.

Quantities are in cases where `cases` says so, else in pieces, or in thousandths of what is measured. Days count from
the shop's day at which the drill begins. Where several skus stand, the seed picks one.
"""

from dataclasses import dataclass, field
from typing import Literal

from scenarios.specs.spans import Span
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of an item, or of one of several."""

    skus: tuple[str, ...]
    quantity: Span
    cases: bool = False
    until: Span | None = None
    """Days until it expires; negative: it has. None: as long as such goods keep."""
    lot: str = ""
    """Empty: after its date."""


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies there by the books."""

    goods: Amount
    place: str


Trouble = Literal["short", "over", "damaged", "spoiled", "torn", "dated", "wrong"]


@dataclass(frozen=True, slots=True)
class TroubleSpec:
    """What is not as the note says."""

    kind: Trouble
    goods: Amount
    other: str = ""
    """Of `wrong`: the sku that came instead."""
    share: int = 100
    """Percent of seeds in which it is so."""


@dataclass(frozen=True, slots=True)
class DeliverySpec:
    """到货."""

    id: str
    supplier: str
    arrives: Span
    goods: tuple[Amount, ...]
    """What was ordered, and what the note says."""
    ordered: int = 100
    """Percent of seeds in which there is an order for it."""
    troubles: tuple[TroubleSpec, ...] = ()
    waits: Span = Span(600_000, 600_000)
    """How long the driver does."""
    rest: tuple[str, ...] = ("",)
    """What becomes of what is missing; the seed picks one."""


DifferenceKind = Literal["behind", "missing", "extra", "moved", "among", "damaged", "spoiled", "torn"]


@dataclass(frozen=True, slots=True)
class DifferenceSpec:
    """Where the goods are not as the books say, or not where anybody would look."""

    kind: DifferenceKind
    goods: Amount
    place: str
    to: str = ""
    """Of `moved`."""
    among: str = ""
    """Of `among`: the sku in whose spot it stands."""
    share: int = 100


@dataclass(frozen=True, slots=True)
class RecallSpec:
    """召回通知: of the lot of an item that lies here with that date."""

    id: str
    goods: Amount
    at: Span
    text: Text
    share: int = 100


@dataclass(frozen=True, slots=True)
class TransferSpec:
    """调拨: goods from another shop, or goods that it asks for."""

    id: str
    store: str
    inward: bool
    at: Span
    goods: tuple[Amount, ...]
    troubles: tuple[TroubleSpec, ...] = ()
    findings: tuple[str, ...] = ("lost",)
    """What the other shop finds out about what is missing; the seed picks one."""
    answers: Span = Span(30_000, 60_000)
    """How long it takes to look into it, or to count what it was sent."""


@dataclass(frozen=True, slots=True)
class TaskSpec:
    """任务."""

    id: str
    kind: str
    at: Span
    text: Text
    place: str = ""
    skus: tuple[str, ...] = ()
    pick: Span = Span(0, 0)
    """How many of the items the seed picks; (0, 0): all."""
    prices: tuple[tuple[str, tuple[Minor, ...]], ...] = ()
    """Of `prices`: item -> what it is to cost; the seed picks one."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PuzzleSpec:
    """查差异: a difference that somebody has to find the cause of."""

    id: str
    sku: str
    place: str
    at: Span
    off: Span
    """Pieces."""
    text: Text
    causes: tuple[tuple[str, Text], ...]
    """Each with what turns up in the item's movements; the seed picks one."""
    swapped: str = ""
    """Of `wrong_goods`: the item that it was taken for."""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """批量导入: a list of products and prices that comes as a file, with mistakes in it."""

    id: str
    sender: Text
    at: Span
    text: Text
    skus: tuple[str, ...]
    slips: tuple[str, ...] = ()
    """What may be wrong, each in a row of its own: `lists.SLIPS`."""
    pick: Span = Span(0, 0)
    """How many of the slips the seed picks; (0, 0): all."""
    noticed: int = 100
    """Percent of the doubtful rows that are on the signed notice; of the others only the sender knows."""
    withdrawn: int = 0
    """Percent of those of which the sender says that the item is withdrawn."""
    new: int = 0
    """Percent of the goods that this shop does not have which the notice lists as new; 0: none is set up from it."""


@dataclass(frozen=True, slots=True)
class OutageSpec:
    """停电: the terminal is dark, and so is whatever cools."""

    at: Span
    into: Span | None
    """So long after a receipt was begun, where that is earlier; None: at its time."""
    lasts: Span
    lost: tuple[DifferenceSpec, ...]
    """What goes bad where it lasts longer than `after`."""
    after: int
    fails: Text
    """What somebody says when it begins."""
    returns: Text


@dataclass(frozen=True, slots=True)
class SalesSpec:
    """What the tills sell meanwhile."""

    id: str
    every: Span
    begins: int
    until: int
    goods: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class StockroomSpec:
    """All of it."""

    stock: tuple[Lying, ...] = ()
    usual: tuple[str, ...] = ()
    """Categories of which there is besides what the shop itself says, but for what `stock` names."""
    deliveries: tuple[DeliverySpec, ...] = ()
    differences: tuple[DifferenceSpec, ...] = ()
    recalls: tuple[RecallSpec, ...] = ()
    transfers: tuple[TransferSpec, ...] = ()
    tasks: tuple[TaskSpec, ...] = ()
    puzzles: tuple[PuzzleSpec, ...] = ()
    lists: tuple[ListSpec, ...] = ()
    outage: OutageSpec | None = None
    sales: tuple[SalesSpec, ...] = ()
    approves: dict[str, tuple[bool, ...]] = field(default_factory=dict)
    """Matter (`surplus`, `no_order`, ...) -> what the supervisor says to it; the seed picks one of several. What is not
    named is approved."""
