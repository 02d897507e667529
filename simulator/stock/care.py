"""What goes for good, or is put right: written off, sent back, adjusted; and lots that get a lower price in time."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import (
    ADJUSTMENTS,
    BACK,
    DOCK,
    FLOOR,
    MARKDOWNS,
    PULLED,
    SUPPLIER,
    VARIANCE,
    WASTE,
    WRITE_OFFS,
)
from simulator.kernel.money import divide
from simulator.pos.refusals import refuse
from simulator.stock.finding import amount_wrong, known, missing, names, place_wrong, reason_wrong, unfit
from simulator.stock.inquiry import keeps_rule, rule_price
from simulator.stock.ledger import Bench, today, unit_of, worth
from simulator.stock.state import Stockroom

# --- decide ----------------------------------------------------------------------------------------------------------


def mark_down(room: Stockroom, command: c.MarkDown) -> list[Event]:
    item = known(room, command, command.sku)
    if isinstance(item, list):
        return item
    sku, lot = command.sku, command.lot
    there = [shelved for shelved in room.shelves(sku, DOCK, BACK, FLOOR) if shelved.lot == lot and shelved.quantity > 0]
    full = room.price(item)
    now = (room.lots[(sku, lot)].price if there else 0) or full
    if not there:
        return refuse(command, "refused.lot_not_here", **names(item), lot=lot)
    wrong = unfit(room, command, item, lot, room.expiry(sku, lot)) or reason_wrong(command, command.reason, MARKDOWNS)
    if wrong:
        return wrong
    listed = full if command.price > now else now  # a markdown that was mistyped is put right: it is off the full price
    if not 0 < command.price < listed:
        money = room.rules.shop.currency.format
        return refuse(command, "refused.markdown_price", price=money(command.price), listed=money(listed))
    quantity = sum(shelved.quantity for shelved in there)
    off = (listed - command.price) * quantity
    per_unit = 1000 if unit_of(room, sku) else 1
    below = command.price < worth(room, sku, per_unit)
    expiry, amount = room.expiry(sku, lot), divide(off, per_unit)
    rule = rule_price(room, item, expiry) if command.reason == "near_expiry" else 0
    kept = keeps_rule(room, item, expiry, command.price)
    by_rule = kept if rule else command.reason != "near_expiry" or not room.rules.markdowns
    return [
        f.LotMarkedDown(
            sku, item.name, lot, expiry, listed, command.price, quantity, command.reason, amount, below, rule, by_rule
        )
    ]


def write_off(room: Stockroom, command: c.WriteOff) -> list[Event]:
    item = known(room, command, command.sku)
    if isinstance(item, list):
        return item
    sku, quantity, place, lot = command.sku, command.quantity, command.place, command.lot
    wrong = (
        place_wrong(command, place)
        or amount_wrong(command, item, quantity)
        or reason_wrong(command, command.reason, WRITE_OFFS)
        or missing(room, command, sku, quantity, place, lot)
        or _not_so(room, command, place)
    )
    if wrong:
        return wrong
    bench = Bench(room)
    bench.take(sku, quantity, place, WASTE, lot)
    first = bench.moves[0].lot
    right = condition_true(room, command)
    return [f.StockWrittenOff(sku, quantity, place, command.reason, tuple(bench.moves), bench.value, first, right)]


def condition_true(room: Stockroom, command: c.WriteOff) -> bool:
    """Whether the goods are in the condition that the reason says."""
    sku, place, really = command.sku, command.place, room.reality
    if command.reason == "stolen":
        if room.causes.get(sku, "stolen") != "stolen":
            return False
        return really.at(sku, place) <= room.of(sku).at(place) - command.quantity
    if command.reason in ("damaged", "spoiled"):
        return really.flawed(sku, place, command.lot) >= command.quantity
    return really.at(sku, place) >= command.quantity


def _not_so(room: Stockroom, command: c.WriteOff, place: str) -> list[Event]:
    """Nothing is written off as past its date, or recalled, that is neither: the books would hide what it was."""
    day, sku = today(room), command.sku
    lots = [shelved for shelved in room.shelves(sku, place) if not command.lot or shelved.lot == command.lot]
    if command.reason == "expired" and day:
        past = sum(shelved.quantity for shelved in lots if shelved.expiry and shelved.expiry < day)
        if past < command.quantity or not command.lot:
            return refuse(command, "refused.not_expired", lot=command.lot, there=str(past))
    if command.reason == "recalled" and not room.recalled(sku, command.lot):
        return refuse(command, "refused.not_recalled", lot=command.lot)
    return []


def return_to_supplier(room: Stockroom, command: c.ReturnToSupplier) -> list[Event]:
    item = known(room, command, command.sku)
    if isinstance(item, list):
        return item
    sku, quantity, lot = command.sku, command.quantity, command.lot
    wrong = amount_wrong(command, item, quantity) or missing(room, command, sku, quantity, PULLED, lot)
    if wrong:
        return wrong
    bench = Bench(room)
    bench.take(sku, quantity, PULLED, SUPPLIER, lot)
    return [f.SupplierReturned(sku, quantity, tuple(bench.moves), bench.value, bench.moves[0].lot)]


def adjust_stock(room: Stockroom, command: c.AdjustStock) -> list[Event]:
    item = known(room, command, command.sku)
    if isinstance(item, list):
        return item
    sku, quantity, place, lot = command.sku, command.quantity, command.place, command.lot
    wrong = (
        place_wrong(command, place)
        or amount_wrong(command, item, abs(quantity))
        or reason_wrong(command, command.reason, ADJUSTMENTS)
    )
    if not wrong and quantity < 0:
        wrong = missing(room, command, sku, -quantity, place, lot)
    if wrong:
        return wrong
    bench = Bench(room)
    if quantity < 0:
        bench.take(sku, -quantity, place, VARIANCE, lot)
    else:
        cost = room.of(sku).layers.usual(quantity) or worth(room, sku, quantity)
        bench.move(sku, quantity, VARIANCE, place, lot, room.expiry(sku, lot), cost)
    before, really = room.of(sku).at(place), room.reality.at(sku, place)
    off = abs(before + quantity - really)
    moves, first, true = (
        tuple(bench.moves),
        bench.moves[0].lot,
        room.causes.get(sku, "") in ("", "behind", command.reason),
    )
    return [
        f.StockAdjusted(
            sku, quantity, place, command.reason, moves, bench.value, first, off < abs(before - really), off, true
        )
    ]


# --- apply -----------------------------------------------------------------------------------------------------------


def lot_marked_down(room: Stockroom, fact: f.LotMarkedDown, entry: Entry) -> None:
    room.lot(fact.sku, fact.lot).price = fact.price


DECIDE = {
    c.MarkDown: mark_down,
    c.WriteOff: write_off,
    c.ReturnToSupplier: return_to_supplier,
    c.AdjustStock: adjust_stock,
}

APPLY = {f.LotMarkedDown: lot_marked_down}
