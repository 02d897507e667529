"""The stockroom: opened and closed, goods received, moved, sold, written off. Whatever moves stock has its `moves`."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.goods import Difference, Portion, Shelved, StockMove
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class PurchaseOrder(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """订单: what was ordered; each portion with what all of it costs."""

    number: str
    supplier: str
    name: Text
    goods: tuple[Portion, ...]


class StockroomOpened(Fact, frozen=True, gc=False):
    """The stockroom's day begins, with what lies in it by the books."""

    station: str
    operator: str
    name: Text
    clock: str = ""
    """The shop's own date and time then: what expiry dates are compared with."""
    moves: tuple[StockMove, ...] = ()
    """The opening stock, from `opening`."""
    orders: tuple[PurchaseOrder, ...] = ()
    """Those that are open."""
    differences: tuple[Difference, ...] = ()
    """Where the goods themselves are not as the books say; nobody is told."""
    causes: dict[str, str] = {}
    """Sku -> why they differ, one of `goods.CAUSES`; nobody is told."""


class StockroomClosed(Fact, frozen=True, gc=False):
    """Nothing stands half done."""

    pieces_on_dock: int
    """Received, and not put away."""
    left: int = 0
    """Deliveries, counts, recalls and other tasks that are not done."""
    expired: int = 0
    """Pieces past their date that still lie where they can be sold, or will be."""
    flawed: int = 0
    """Damaged or spoiled pieces there."""
    unmarked: int = 0
    """Lots near their date that do not have the price of the house's rule."""


# --- receiving -------------------------------------------------------------------------------------------------------


class ReceivingStarted(Fact, frozen=True, gc=False):
    """收货开始: what is counted now belongs to this delivery."""

    receipt: str
    delivery: str
    purchase: str
    """Number of the order; empty without one."""
    supplier: str


class GoodsReceived(Fact, frozen=True, gc=False):
    """A line of a receipt: accepted, and not posted yet."""

    receipt: str
    line: int
    sku: str
    quantity: int
    lot: str = ""
    expiry: str = ""
    surplus: int = 0
    """Beyond what is still open on the order, this line included."""
    as_printed: bool = True
    """Lot and date are those that stand on the goods."""


class GoodsRejected(Fact, frozen=True, gc=False):
    """拒收: it goes back with the driver, and is on the receipt as such."""

    receipt: str
    line: int
    sku: str
    quantity: int
    reason: str
    lot: str = ""
    reason_true: bool = True
    """So much of it stands there, and the reason is true."""


class ReceivedUndone(Fact, frozen=True, gc=False):
    """A line of the receipt was taken back."""

    receipt: str
    line: int
    sku: str


class ReceiptLine(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What came out for an item, all its lines together."""

    sku: str
    ordered: int
    """Still open on the order before."""
    noted: int
    """As the delivery note says."""
    accepted: int
    rejected: int
    miscounted: int = 0
    """How far what was accepted and rejected is from what stood there."""
    unsound: int = 0
    """Accepted although it was damaged or too old."""

    @property
    def lacking(self) -> int:
        return max(0, self.ordered - self.accepted)

    @property
    def surplus(self) -> int:
        return max(0, self.accepted - self.ordered)


class ReceiptPosted(Fact, frozen=True, gc=False):
    """收货过账: the goods are the shop's and lie on the dock."""

    receipt: str
    delivery: str
    purchase: str
    supplier: str
    lines: tuple[ReceiptLine, ...]
    moves: tuple[StockMove, ...]
    value: Minor
    """What was accepted costs."""
    excess: Minor = 0
    """What of it nobody ordered costs."""
    lacking: int = 0
    """Pieces or thousandths that were ordered and did not come."""
    surplus: int = 0
    rejected: int = 0
    miscounted: int = 0
    unsound: int = 0
    final: bool = False
    """The order is closed although something is missing."""
    final_right: bool = True
    """As the driver said: what is missing comes later, or never."""
    items_off: int = 0
    """Items of which something was miscounted, or accepted although it must not be."""
    misdated: int = 0
    """Lines whose lot or date is another than the goods have."""
    misnamed: int = 0
    """Lines that go back for a reason that is not true, or of which so much does not stand there."""
    rest: str = ""
    """What the driver said of what is missing: `follows` or `cancelled`; empty: nothing."""


class ReceiptCancelled(Fact, frozen=True, gc=False):
    receipt: str
    delivery: str


# --- places and tills ------------------------------------------------------------------------------------------------


class StockMoved(Fact, frozen=True, gc=False):
    """Between the shop's own places."""

    why: str
    """`put_away`, `picked`, `pulled`."""
    sku: str
    quantity: int
    origin: str
    to: str
    moves: tuple[StockMove, ...] = ()
    lot: str = ""
    """Of the first move."""
    absent: int = 0
    """What of it did not lie there in truth."""
    unsound: int = 0
    """What of it is damaged or spoiled."""
    around: bool = False
    """Somebody had looked behind what stands in front."""
    recalled: bool = False
    """Of a lot that is recalled."""
    by_lot: bool = False
    """The lot was named: pieces of no other lot were carried."""
    still_low: int = 0
    """Of what was brought to the sales floor: items that somebody asked to fill up, and whose shelves are low still."""


class StockSold(Fact, frozen=True, gc=False):
    """What a till sold left the sales floor: the lot that its code said, or else what expires first."""

    sale: str
    moves: tuple[StockMove, ...]
    value: Minor
    """What the goods cost."""
    sold_at: int = 0
    early: dict[str, dict[str, int]] = msgspec.field(default_factory=dict)
    """Count under way -> sku -> how much of it was off the shelf already when it was counted."""
    short: Minor = 0
    """What of that value stood for goods that the books did not have."""
    unbooked: int = 0
    """Pieces or thousandths that the books did not have on the sales floor."""
    unseen: dict[str, dict[str, int]] = msgspec.field(default_factory=dict)
    """The same, of items that were looked at and are not counted yet."""


class StockBroughtBack(Fact, frozen=True, gc=False):
    """What a customer brought back is the shop's again."""

    sale: str
    moves: tuple[StockMove, ...]
    value: Minor
    saleable: bool


# --- leaving for good ------------------------------------------------------------------------------------------------


class StockWrittenOff(Fact, frozen=True, gc=False):
    """报损: gone for good."""

    sku: str
    quantity: int
    place: str
    reason: str
    moves: tuple[StockMove, ...]
    value: Minor
    lot: str = ""
    reason_true: bool = True
    """The goods were in that condition."""


class StockAdjusted(Fact, frozen=True, gc=False):
    """库存调整: the books were put right without a count."""

    sku: str
    quantity: int
    """Negative: downwards."""
    place: str
    reason: str
    moves: tuple[StockMove, ...]
    value: Minor
    """Of what was added or taken; never negative."""
    lot: str = ""
    nearer: bool = True
    """The books of that place are nearer to what lies there than before."""
    still_off: int = 0
    """How far they are from it now."""
    reason_true: bool = True
    """It is why they differed, as far as that is known."""


class SupplierReturned(Fact, frozen=True, gc=False):
    """退供应商: goods went back to who delivered them."""

    sku: str
    quantity: int
    moves: tuple[StockMove, ...]
    value: Minor
    lot: str = ""


# --- questions -------------------------------------------------------------------------------------------------------


class StockShown(Fact, frozen=True, gc=False):
    """查库存: what of an item lies where; nothing moved."""

    sku: str
    on_hand: int
    value: Minor
    """What it cost."""
    shelves: tuple[Shelved, ...] = ()
    on_order: int = 0
    in_transit: int = 0
    expires: str = ""
    """The first date among its lots."""


class MovementsShown(Fact, frozen=True, gc=False):
    """库存流水: how an item's stock came about was looked up."""

    sku: str
    movements: int
