"""What can be asked of the stock: where it lies, how it came about, what is near its date, what runs low.

The lists are pure functions of the state, for a screen, a bot or the coach; nothing of them moves anything.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.events import Event
from simulator.kernel.goods import BACK, Portion, Shelved
from simulator.kernel.money import Minor, divide
from simulator.pos.catalog import Item
from simulator.pos.refusals import refuse
from simulator.stock.finding import names, ware_of
from simulator.stock.ledger import today, worth
from simulator.stock.state import Stockroom
from simulator.stock.summing import remembered, sum_of

# --- questions that are commands -------------------------------------------------------------------------------------


def inquire_stock(room: Stockroom, command: c.InquireStock) -> list[Event]:
    ware = ware_of(room, command, command.code)
    if isinstance(ware, list):
        return ware
    sku, stock = ware.sku, room.of(ware.sku)
    counted = _being_counted(room, command, ware.sku)
    if counted:
        return counted
    shelves = tuple(room.shelves(sku))
    expires = min((shelved.expiry for shelved in shelves if shelved.expiry), default="")
    return [
        f.StockShown(
            sku, stock.on_hand, stock.layers.value, shelves, on_order(room, sku), in_transit(room, sku), expires
        )
    ]  # fmt: skip


def show_movements(room: Stockroom, command: c.ShowMovements) -> list[Event]:
    ware = ware_of(room, command, command.code)
    if isinstance(ware, list):
        return ware
    moved = f.MovementsShown(ware.sku, len(room.of(ware.sku).movements))
    return _being_counted(room, command, ware.sku) or [moved]


def _being_counted(room: Stockroom, command: c.InquireStock | c.ShowMovements, sku: str) -> list[Event]:
    """盲盘: nobody looks up what should be there while they count it."""
    count = next((count for count in room.counts.values() if sku in count.skus), None)
    if count is None:
        return []
    item = room.item(sku)
    assert item is not None
    return refuse(command, "refused.blind_count", **names(item), count=count.count)


def on_order(room: Stockroom, sku: str) -> int:
    return sum(order.still(sku) for order in room.orders.values())


def in_transit(room: Stockroom, sku: str) -> int:
    """On its way here."""
    goods = (p for transfer in room.transfers.values() if transfer.inward for p in transfer.goods.values())
    return sum(portion.quantity for portion in goods if portion.sku == sku)


# --- lists -----------------------------------------------------------------------------------------------------------


class Dated(NamedTuple):
    """A lot that is near its date, or past it."""

    sku: str
    lot: str
    expiry: str
    days: int
    """Left; negative: past it."""
    quantity: int
    """Where it could be sold."""
    price: Minor
    """What it was marked down to; 0: it was not."""


def near_expiry(room: Stockroom, days: int | None = None) -> list[Dated]:
    """临期商品清单: what has at most so many days left, the first date first; what is past its date leads."""
    day = today(room)
    if not day:
        return []
    last = (date.fromisoformat(day) + timedelta(days=room.rules.near_days if days is None else days)).isoformat()
    return list(remembered(room, f"near/{last}", day, lambda: _near(room, day, last)))


def _near(room: Stockroom, day: str, last: str) -> list[Dated]:
    at, found = date.fromisoformat(day), dict[tuple[str, str], int]()
    for sku in room.stock:
        known = sum_of(room, sku, day)
        if known.first and known.first <= last:
            for lot, expiry, quantity in known.dated:
                if expiry <= last:
                    found[(sku, lot)] = found.get((sku, lot), 0) + quantity
    rows = []
    for (sku, lot), quantity in found.items():
        told = room.lots[(sku, lot)]
        left = (date.fromisoformat(told.expiry) - at).days
        rows.append(Dated(sku, lot, told.expiry, left, quantity, told.price))
    return sorted(rows, key=lambda row: (row.expiry, row.sku, row.lot))


def rule_price(room: Stockroom, item: Item, expiry: str) -> Minor:
    """临期价: what goods of that date cost by the house's rule; 0: as always, or not to be sold any more."""
    percent, step = _share(room, expiry), room.rules.shop.currency.pieces[-1]
    return divide(room.price(item) * percent, 100 * step) * step if percent else 0


def keeps_rule(room: Stockroom, item: Item, expiry: str, price: Minor) -> bool:
    """Whether a price is the rule's: to the cent as it is worked out, or rounded to what is paid in, up or down."""
    percent, step = _share(room, expiry), room.rules.shop.currency.pieces[-1]
    return bool(percent) and abs(price * 100 - room.price(item) * percent) < 100 * step


def _share(room: Stockroom, expiry: str) -> int:
    """How many hundredths of its price goods of that date cost; 0: no rule says so."""
    day = today(room)
    if not day or not expiry or expiry < day:
        return 0
    left = (date.fromisoformat(expiry) - date.fromisoformat(day)).days
    return next((share for days, share in sorted(room.rules.markdowns) if left <= days), 0)


def unmarked(room: Stockroom) -> list[Dated]:
    """Lots near their date that do not have the price of the house's rule."""
    found = []
    for row in near_expiry(room):
        item = room.item(row.sku)
        asked = item is not None and rule_price(room, item, row.expiry)
        if item is not None and asked and not keeps_rule(room, item, row.expiry, row.price):
            found.append(row)
    return found


class Proposal(NamedTuple):
    """补货建议: so much should be ordered, or brought to the sales floor."""

    sku: str
    quantity: int
    here: int
    """On hand and saleable; or, for the floor, what lies there."""
    coming: int
    """On order and in transit; or, for the floor, what lies in the store room."""
    low: int
    supplier: str = ""
    value: Minor = 0


def to_order(room: Stockroom) -> list[Proposal]:
    """What is low of what this shop keeps, counting what is on its way: in whole cases, up to where it is full."""
    found, day = [], today(room)
    for sku, here in remembered(room, "low", day, lambda: _low(room, day)):
        supply, coming = room.rules.supply[sku], on_order(room, sku) + in_transit(room, sku)
        if here + coming < supply.low:
            lacking = max(1, supply.full - here - coming)
            quantity = -(-lacking // supply.case) * supply.case
            found.append(Proposal(sku, quantity, here, coming, supply.low, supply.supplier, worth(room, sku, quantity)))
    return found


def _low(room: Stockroom, day: str) -> Iterator[tuple[str, int]]:
    """(sku, how much) of what is low here, whatever is on its way."""
    for sku, supply in room.rules.supply.items():
        if supply.low and sku in room.stock:
            here = sum_of(room, sku, day).here
            if here < supply.low:
                yield sku, here


def to_pick(room: Stockroom) -> list[Proposal]:
    """What is low on the sales floor while the store room has some."""
    day = today(room)
    return list(remembered(room, "pick", day, lambda: _bare(room, day)))


def _bare(room: Stockroom, day: str) -> Iterator[Proposal]:
    for sku, supply in room.rules.supply.items():
        if supply.floor_low and sku in room.stock:
            known = sum_of(room, sku, day)
            if known.floor < supply.floor_low and known.behind > 0:
                quantity = min(known.behind, supply.floor_full - known.floor)
                yield Proposal(sku, quantity, known.floor, known.behind, supply.floor_low)


def next_lot(room: Stockroom, sku: str) -> Shelved | None:
    """What is picked next from the store room (先到期先出); None where nothing there may be sold."""
    day = today(room)
    for shelved in room.shelves(sku, BACK):
        past = bool(day) and bool(shelved.expiry) and shelved.expiry < day
        if shelved.quantity > 0 and not past and not room.recalled(sku, shelved.lot):
            return shelved
    return None


# --- orders ----------------------------------------------------------------------------------------------------------


def order_goods(room: Stockroom, command: c.OrderGoods) -> list[Event]:
    name = room.rules.suppliers.get(command.supplier)
    if name is None:
        return refuse(command, "refused.no_such_supplier", supplier=command.supplier[:20])
    goods = []
    for portion in command.goods:
        supply = room.rules.supply.get(portion.sku)
        if supply is None or supply.supplier != command.supplier:
            return refuse(command, "refused.not_supplied", sku=portion.sku[:40], supplier=command.supplier)
        if portion.quantity <= 0 or portion.quantity % supply.case:
            return refuse(command, "refused.not_in_cases", sku=portion.sku, case=str(supply.case))
        value = worth(room, portion.sku, portion.quantity)
        goods.append(Portion(portion.sku, portion.quantity, value=value))
    if not goods or len({portion.sku for portion in goods}) < len(goods):
        return refuse(command, "refused.nothing_to_order")
    order = f.PurchaseOrder(room.number("PO"), command.supplier, name, tuple(goods))
    low = {row.sku: row.quantity for row in to_order(room) if row.supplier == command.supplier}
    asked = {portion.sku: portion.quantity for portion in goods}
    amiss = sum(low.get(sku) != asked.get(sku) for sku in {*low, *asked})
    return [f.GoodsOrdered(order, sum(portion.value for portion in goods), amiss)]


DECIDE = {c.InquireStock: inquire_stock, c.ShowMovements: show_movements, c.OrderGoods: order_goods}
