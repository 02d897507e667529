"""Lots, prices, counts, transfers, orders: what the stockroom keeps right beside the goods themselves."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.facts.stock import PurchaseOrder
from simulator.kernel.goods import Portion, StockMove
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text

# --- lots and prices -------------------------------------------------------------------------------------------------


class LotMarkedDown(Fact, frozen=True, gc=False):
    """临期降价: a lot has a lower price."""

    sku: str
    name: Text
    lot: str
    expiry: str
    listed: Minor
    """What it was; where a markdown is put right to a higher price, what it is without one."""
    price: Minor
    quantity: int
    """Of the lot, where it can be sold."""
    reason: str
    amount: Minor
    """What is given away if all of it is sold so."""
    below_cost: bool = False
    rule: Minor = 0
    """What the house's rule says for that date; 0: it says nothing."""
    by_rule: bool = True
    """The price is that of the rule."""


class LotRecalled(Fact, frozen=True, gc=False):
    """召回: all tills refuse the lot from now on."""

    sku: str
    lot: str
    quantity: int
    """Still in the shop and not pulled."""
    sold: int
    """Of this lot, as far as codes said so: customers may have to be told."""
    notice: str = ""
    expiry: str = ""


class RecallClosed(Fact, frozen=True, gc=False):
    """Every piece was pulled."""

    sku: str
    lot: str
    pulled: int
    sold: int
    left: int = 0
    """What of it still stands somewhere, out of sight."""


class ShelfLabel(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """价签: what stands on a shelf's label."""

    sku: str
    name: Text
    code: str
    price: Minor
    unit: str = "piece"
    per: int = 0
    """Thousandths of its unit that the price is shown for; 0: as the shop does it."""
    member_price: Minor = 0
    listed: Minor = 0
    """Crossed out; 0: nothing is."""
    expiry: str = ""
    lot: str = ""
    copies: int = 1


class ShelfPriceChanged(Fact, frozen=True, gc=False):
    """调价: another shelf price, at all tills."""

    sku: str
    name: Text
    listed: Minor
    price: Minor
    reason: str
    amount: Minor
    """By how much, up or down."""
    below_cost: bool = False
    as_told: bool = True
    """Price and reason are those that somebody asked for, where somebody did."""
    sold_wrong: int = 0
    """Pieces or thousandths that were sold meanwhile at prices that nobody had asked for."""


class LabelsPrinted(Fact, frozen=True, gc=False):
    """打印价签: labels, as they stand on the paper."""

    document: str
    labels: tuple[ShelfLabel, ...]


# --- counting --------------------------------------------------------------------------------------------------------


class CountStarted(Fact, frozen=True, gc=False):
    """循环盘点: nobody is told what should be there."""

    count: str
    place: str
    skus: tuple[str, ...]


class ItemCounted(Fact, frozen=True, gc=False):
    """So much was found; `on_book` is what the books had at that moment, which no screen shows."""

    count: str
    sku: str
    quantity: int
    on_book: int
    tries: int
    """1; more for a recount."""
    before: int = 0
    """What the count before said, of a recount."""
    really: int = -1
    """What truly lay there when it was looked at, or else when it was entered; -1: nobody knows."""
    off_by: int = 0
    """How far the count is from that."""
    looked: bool = False
    """Somebody had gone there to look since the count began, or since it was counted last."""


class CountLine(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """How a counted item came out: as it was counted last, against the books of that moment."""

    sku: str
    quantity: int
    on_book: int
    value: Minor
    """Of the variance: negative for a loss."""
    tries: int = 1
    off_by: int = 0
    """How far the count was from what truly lay there."""

    @property
    def variance(self) -> int:
        return self.quantity - self.on_book


class CountPosted(Fact, frozen=True, gc=False):
    """盘点过账: the books follow the count; what was sold since it was counted is no variance."""

    count: str
    place: str
    lines: tuple[CountLine, ...]
    moves: tuple[StockMove, ...]
    value: Minor
    """Of all variances: negative for a loss (盘亏)."""
    amount: Minor
    """All variances without their sign."""
    items: int
    off: int = 0
    """Items with a variance."""
    on_book_value: Minor = 0
    """What the books said that the counted items cost: a variance is a share of it."""
    miscounted: int = 0
    """Items whose count is not what truly lay there."""
    wrong_value: Minor = 0
    """What those miscounts cost, without their sign."""
    wrong_permille: int = 0
    """The same in thousandths of what the counted items cost: 5 are 0.5 percent."""


class CountCancelled(Fact, frozen=True, gc=False):
    count: str
    counted: int = 0
    """Items that had been counted, for nothing: a sheet that was opened by mistake has none."""


# --- transfers and orders --------------------------------------------------------------------------------------------


class TransferSent(Fact, frozen=True, gc=False):
    """调出: on its way to another shop."""

    transfer: str
    store: str
    moves: tuple[StockMove, ...]
    value: Minor


class TransferExpected(Fact, frozen=True, gc=False):
    """调入在途: on its way here."""

    transfer: str
    store: str
    moves: tuple[StockMove, ...]
    value: Minor


class TransferArrived(Fact, frozen=True, gc=False):
    """What arrived, here or in the other shop; what is missing stays in transit until somebody settles it."""

    transfer: str
    store: str
    goods: tuple[Portion, ...]
    moves: tuple[StockMove, ...]
    value: Minor
    lacking: int = 0
    surplus: int = 0
    """More than was sent: in the receiving shop it is found stock."""
    miscounted: int = 0
    """How far what was entered is from what truly came."""


class TransferSettled(Fact, frozen=True, gc=False):
    """What was missing of a transfer was given up."""

    transfer: str
    store: str
    reason: str
    moves: tuple[StockMove, ...]
    value: Minor
    agreed: bool = True
    """The other shop says the same."""


class GoodsOrdered(Fact, frozen=True, gc=False):
    """订货: a purchase order went out."""

    purchase: PurchaseOrder
    value: Minor
    amiss: int = 0
    """Items of that supplier that are ordered otherwise than they run low, or not at all."""
