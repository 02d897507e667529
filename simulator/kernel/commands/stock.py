"""In the stockroom: receiving, putting away, picking, care for dates and lots, counting, transfers, prices, orders.

Quantities are pieces, or thousandths of the unit of what is measured; of a pack that is scanned, packs.
"""

from simulator.kernel.events import Command
from simulator.kernel.goods import Portion
from simulator.kernel.money import Minor

# --- receiving -------------------------------------------------------------------------------------------------------


class StartReceiving(Command, frozen=True, gc=False):
    """收货: begin to receive a delivery against a purchase order, or (empty) without one."""

    purchase: str = ""
    """Number of the order."""
    delivery: str = ""
    """The delivery that stands at the dock; empty where there is only one."""


class ReceiveGoods(Command, frozen=True, gc=False):
    """验收: so much of it was counted and is accepted."""

    code: str
    quantity: int
    lot: str = ""
    expiry: str = ""


class RejectGoods(Command, frozen=True, gc=False):
    """拒收: so much of it goes back with the driver."""

    code: str
    quantity: int
    reason: str
    """One of `goods.REJECTIONS`."""
    lot: str = ""


class UndoReceived(Command, frozen=True, gc=False):
    """Take a line of the receipt back, before it is posted."""

    line: int


class PostReceipt(Command, frozen=True, gc=False):
    """收货过账: what was accepted is the shop's; `final` closes the order although something is missing."""

    final: bool = False


class CancelReceipt(Command, frozen=True, gc=False):
    """Nothing of this delivery was received after all."""


# --- places ----------------------------------------------------------------------------------------------------------


class PutAway(Command, frozen=True, gc=False):
    """上架: from the dock (or wherever it lies) to its place."""

    sku: str
    quantity: int
    to: str
    lot: str = ""
    """Empty: what expires first."""
    origin: str = "dock"


class PickStock(Command, frozen=True, gc=False):
    """补货上架: from the store room to the sales floor, what expires first going first (先到期先出)."""

    sku: str
    quantity: int
    lot: str = ""


class PullStock(Command, frozen=True, gc=False):
    """下架: take goods off sale, to where nobody sells or picks them."""

    sku: str
    quantity: int
    place: str
    lot: str = ""


# --- care ------------------------------------------------------------------------------------------------------------


class MarkDown(Command, frozen=True, gc=False):
    """临期降价: a lot gets a lower price, with a label on each piece."""

    sku: str
    lot: str
    price: Minor
    reason: str


class WriteOff(Command, frozen=True, gc=False):
    """报损: goods that will never be sold leave the stock."""

    sku: str
    quantity: int
    place: str
    reason: str
    lot: str = ""


class ReturnToSupplier(Command, frozen=True, gc=False):
    """退供应商: goods that were taken off sale go back to who delivered them."""

    sku: str
    quantity: int
    lot: str = ""


class AdjustStock(Command, frozen=True, gc=False):
    """库存调整: the books are put right (negative: downwards) without a count."""

    sku: str
    quantity: int
    place: str
    reason: str
    lot: str = ""


class RecallLot(Command, frozen=True, gc=False):
    """召回: a lot is stopped at all tills from now on, and every piece of it has to be pulled."""

    sku: str
    lot: str


class CloseRecall(Command, frozen=True, gc=False):
    """The recall is worked through: no piece of the lot is left where it could be sold."""

    sku: str
    lot: str


# --- counting --------------------------------------------------------------------------------------------------------


class StartCount(Command, frozen=True, gc=False):
    """循环盘点: begin to count these items in one place, without being told what should be there."""

    place: str
    skus: tuple[str, ...]


class CountItem(Command, frozen=True, gc=False):
    """So much of it lies there; said again, it is a recount (复盘)."""

    count: str
    code: str
    quantity: int


class PostCount(Command, frozen=True, gc=False):
    """盘点过账: the books follow what was counted."""

    count: str


class CancelCount(Command, frozen=True, gc=False):
    """Give a count up; nothing is booked."""

    count: str


# --- transfers -------------------------------------------------------------------------------------------------------


class SendTransfer(Command, frozen=True, gc=False):
    """调出: goods from the store room to another shop."""

    store: str
    goods: tuple[Portion, ...]


class ReceiveTransfer(Command, frozen=True, gc=False):
    """调入: what arrived of a transfer, as it was counted."""

    transfer: str
    goods: tuple[Portion, ...]


class SettleTransfer(Command, frozen=True, gc=False):
    """What is missing of a transfer is given up."""

    transfer: str
    reason: str


# --- prices, questions, orders ---------------------------------------------------------------------------------------


class ChangePrice(Command, frozen=True, gc=False):
    """调价: another shelf price, at all tills, with a label for the shelf."""

    sku: str
    price: Minor
    reason: str


class PrintLabels(Command, frozen=True, gc=False):
    """打印价签: shelf labels with today's prices."""

    skus: tuple[str, ...]


class InquireStock(Command, frozen=True, gc=False):
    """查库存: what of an item lies where, by lot."""

    code: str


class ShowMovements(Command, frozen=True, gc=False):
    """库存流水: how an item's stock came about."""

    code: str


class OrderGoods(Command, frozen=True, gc=False):
    """订货: a purchase order with a supplier."""

    supplier: str
    goods: tuple[Portion, ...]


class CloseStockroom(Command, frozen=True, gc=False):
    """The shift in the stockroom ends; nothing may stand half done."""
