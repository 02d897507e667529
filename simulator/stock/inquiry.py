"""What can be asked of the stock: where it lies, how it came about, what is near its date, what runs low.

The lists are pure functions of the state, for a screen, a bot or the coach; nothing of them moves anything.
"""

from datetime import date, timedelta
from typing import NamedTuple

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.events import Event
from simulator.kernel.goods import BACK, DOCK, FLOOR, OWN, Portion, Shelved
from simulator.kernel.money import Minor, divide
from simulator.pos.catalog import Item
from simulator.pos.refusals import refuse
from simulator.stock.finding import names, ware_of
from simulator.stock.ledger import today, worth
from simulator.stock.state import Stockroom

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
    at = date.fromisoformat(day)
    last = (at + timedelta(days=room.rules.near_days if days is None else days)).isoformat()
    found: dict[tuple[str, str], int] = {}
    for sku in room.stock:
        for shelved in room.shelves(sku, DOCK, BACK, FLOOR):
            if shelved.expiry and shelved.expiry <= last and shelved.quantity > 0:
                found[(sku, shelved.lot)] = found.get((sku, shelved.lot), 0) + shelved.quantity
    rows = []
    for (sku, lot), quantity in found.items():
        known = room.lots[(sku, lot)]
        left = (date.fromisoformat(known.expiry) - at).days
        rows.append(Dated(sku, lot, known.expiry, left, quantity, known.price))
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
    found = []
    for sku, supply in room.rules.supply.items():
        if sku not in room.stock:
            continue
        here, coming = _sound(room, sku), on_order(room, sku) + in_transit(room, sku)
        if supply.low and here + coming < supply.low:
            lacking = max(1, supply.full - here - coming)
            quantity = -(-lacking // supply.case) * supply.case
            found.append(Proposal(sku, quantity, here, coming, supply.low, supply.supplier, worth(room, sku, quantity)))
    return found


def to_pick(room: Stockroom) -> list[Proposal]:
    """What is low on the sales floor while the store room has some."""
    found = []
    for sku, supply in room.rules.supply.items():
        there, behind = room.of(sku).at(FLOOR), _sound(room, sku, BACK)
        if supply.floor_low and there < supply.floor_low and behind > 0:
            found.append(Proposal(sku, min(behind, supply.floor_full - there), there, behind, supply.floor_low))
    return found


def next_lot(room: Stockroom, sku: str) -> Shelved | None:
    """What is picked next from the store room (先到期先出); None where nothing there may be sold."""
    day = today(room)
    for shelved in room.shelves(sku, BACK):
        past = bool(day) and bool(shelved.expiry) and shelved.expiry < day
        if shelved.quantity > 0 and not past and not room.recalled(sku, shelved.lot):
            return shelved
    return None


def _sound(room: Stockroom, sku: str, *places: str) -> int:
    """Without what is recalled, past its date, or taken off sale."""
    day = today(room)
    return sum(
        shelved.quantity
        for shelved in room.shelves(sku, *(places or OWN[:3]))
        if not (day and shelved.expiry and shelved.expiry < day) and not room.recalled(sku, shelved.lot)
    )


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
