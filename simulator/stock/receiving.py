"""收货: what a supplier brings, counted against what was ordered, before it is the shop's.

start_receiving ──► receive_goods / reject_goods / undo_received ──► post_receipt
                                                                └──► cancel_receipt
"""

from datetime import date, timedelta

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import DOCK, REJECTIONS, SUPPLIER, Pile, Portion
from simulator.kernel.money import Minor, divide
from simulator.pos.refusals import refuse
from simulator.stock.finding import MOST_PIECES, amount_wrong, names, reason_wrong, unfit, ware_of
from simulator.stock.ledger import Bench, today, worth
from simulator.stock.reality import received, standing
from simulator.stock.state import Order, Receipt, Stockroom, Taken

# --- decide ----------------------------------------------------------------------------------------------------------


def start_receiving(room: Stockroom, command: c.StartReceiving) -> list[Event]:
    order, delivery = room.orders.get(command.purchase), command.delivery
    if command.purchase and order is None:
        return refuse(command, "refused.no_such_order", order=command.purchase[:20])
    if order is not None and not order.open:
        return refuse(command, "refused.order_closed", order=command.purchase)
    if not delivery and len(room.deliveries) == 1:
        delivery = next(iter(room.deliveries))
    arrived = room.deliveries.get(delivery)
    if arrived is None:
        return refuse(command, "refused.no_delivery")
    if order is not None and order.order.supplier != arrived.supplier:
        return refuse(command, "refused.other_supplier", order=command.purchase, supplier=arrived.supplier)
    return [f.ReceivingStarted(room.number("GR"), delivery, command.purchase, arrived.supplier)]


def receive_goods(room: Stockroom, command: c.ReceiveGoods) -> list[Event]:
    receipt, ware = _receipt(room), ware_of(room, command, command.code)
    if isinstance(ware, list):
        return ware
    quantity, expiry = command.quantity * ware.pieces, command.expiry or ware.expiry
    lot = command.lot or ware.lot or expiry  # goods with a date and no lot number are told apart by the date
    wrong = amount_wrong(command, ware.item, quantity) or _date_wrong(room, command, ware.sku, lot, expiry)
    wrong = wrong or unfit(room, command, ware.item, lot, expiry)
    if wrong:
        return wrong
    if receipt.order and not room.orders[receipt.order].ordered(ware.sku):
        return refuse(command, "refused.not_ordered", **names(ware.item), order=receipt.order)
    least = least_date(room)
    if expiry and expiry < least:
        return refuse(command, "refused.short_dated", **names(ware.item), date=expiry, least=least)
    open_still = _still(room, receipt, ware.sku)
    surplus = max(0, receipt.accepted(ware.sku) + quantity - open_still)
    right = _as_printed(room, receipt, ware.sku, lot, expiry)
    return [f.GoodsReceived(receipt.receipt, receipt.next_line, ware.sku, quantity, lot, expiry, surplus, right)]


def least_date(room: Stockroom) -> str:
    """The first date that goods may have when they come; empty where the stockroom has no clock."""
    day = today(room)
    return (date.fromisoformat(day) + timedelta(days=room.rules.least_life)).isoformat() if day else ""


def _there(room: Stockroom, receipt: Receipt, sku: str) -> list[Pile]:
    """What of an item stands at the dock."""
    arrived = room.deliveries.get(receipt.delivery)
    return [pile for pile in standing(arrived) if pile.sku == sku] if arrived is not None else []


def _as_printed(room: Stockroom, receipt: Receipt, sku: str, lot: str, expiry: str) -> bool:
    """Whether lot and date are those of goods that stand there."""
    printed = {(pile.lot or pile.expiry, pile.expiry) for pile in _there(room, receipt, sku)}
    return not printed or (lot, expiry) in printed


def _truly(room: Stockroom, receipt: Receipt, sku: str, quantity: int, reason: str) -> bool:
    """Whether so much of what stands there is to be rejected for that reason."""
    had = sum(t.quantity for t in receipt.lines.values() if t.sku == sku and t.rejected == reason)
    return had + quantity <= _most(room, receipt, sku, reason)


def _most(room: Stockroom, receipt: Receipt, sku: str, reason: str) -> int:
    """How much of what stands there a reason is true of."""
    piles, least = _there(room, receipt, sku), least_date(room)
    if reason == "damaged":
        return sum(pile.quantity for pile in piles if pile.flaw)
    if reason == "short_dated":
        return sum(pile.quantity for pile in piles if pile.expiry and pile.expiry < least)
    if reason == "recalled":
        return sum(pile.quantity for pile in piles if room.recalled(sku, pile.lot))
    if reason == "surplus":
        sound = (p for p in piles if not p.flaw and not (p.expiry and p.expiry < least))
        return max(0, sum(pile.quantity for pile in sound) - _still(room, receipt, sku))
    if reason == "wrong_goods":
        order = room.orders.get(receipt.order)
        return 0 if order is not None and order.ordered(sku) else sum(pile.quantity for pile in piles)
    return 0 if receipt.order else sum(pile.quantity for pile in piles)


def reject_goods(room: Stockroom, command: c.RejectGoods) -> list[Event]:
    receipt, ware = _receipt(room), ware_of(room, command, command.code)
    wrong = reason_wrong(command, command.reason, REJECTIONS)
    sku, quantity, lot = command.code, command.quantity, command.lot
    if not isinstance(ware, list):
        sku, quantity, lot = ware.sku, quantity * ware.pieces, lot or ware.lot
        wrong = wrong or amount_wrong(command, ware.item, quantity)
    elif command.reason != "wrong_goods" or not 0 < quantity <= MOST_PIECES:
        return ware  # only what is rejected as the wrong item may be something that this shop does not know
    if wrong:
        return wrong
    if receipt.delivery in room.alone:
        return refuse(command, "refused.driver_gone")
    right = _truly(room, receipt, sku, quantity, command.reason)
    return [f.GoodsRejected(receipt.receipt, receipt.next_line, sku[:40], quantity, command.reason, lot, right)]


def undo_received(room: Stockroom, command: c.UndoReceived) -> list[Event]:
    receipt = _receipt(room)
    line = receipt.lines.get(command.line)
    if line is None:
        return refuse(command, "refused.no_such_line", line=str(command.line))
    return [f.ReceivedUndone(receipt.receipt, command.line, line.sku)]


def post_receipt(room: Stockroom, command: c.PostReceipt) -> list[Event]:
    receipt = _receipt(room)
    if not receipt.lines and not command.final:
        return refuse(command, "refused.nothing_received")
    arrived = room.deliveries.get(receipt.delivery)
    bench = Bench(room)
    for taken in receipt.lines.values():
        if not taken.rejected:
            cost = _cost(room, receipt, taken.sku, taken.quantity)
            bench.move(taken.sku, taken.quantity, SUPPLIER, DOCK, taken.lot, taken.expiry, cost)
    lines = tuple(_line(room, receipt, arrived, sku) for sku in _skus(room, receipt))
    excess = sum(_cost(room, receipt, line.sku, line.surplus) for line in lines)
    return [
        f.ReceiptPosted(
            receipt.receipt, receipt.delivery, receipt.order, receipt.supplier, lines, tuple(bench.moves), bench.value,
            excess,
            lacking=sum(line.lacking for line in lines),
            surplus=sum(line.surplus for line in lines),
            rejected=sum(line.rejected for line in lines),
            miscounted=sum(line.miscounted for line in lines),
            unsound=sum(line.unsound for line in lines),
            final=command.final,
            final_right=_final_right(arrived, lines, final=command.final),
            items_off=sum(line.miscounted > 0 or line.unsound > 0 for line in lines),
            misdated=_misdated(room, receipt),
            misnamed=_misnamed(room, receipt),
            rest=arrived.rest if arrived is not None else "",
        )
    ]  # fmt: skip


def _final_right(arrived: s.DeliveryArrived | None, lines: tuple[f.ReceiptLine, ...], *, final: bool) -> bool:
    """Whether the order is closed exactly where the driver said that the rest will never come."""
    if arrived is None or not arrived.rest or not any(line.lacking for line in lines):
        return True
    return final == (arrived.rest == "cancelled")


def _misdated(room: Stockroom, receipt: Receipt) -> int:
    """Lines that were accepted with another lot or date than the goods have."""
    return sum(
        not _as_printed(room, receipt, taken.sku, taken.lot, taken.expiry)
        for taken in receipt.lines.values()
        if not taken.rejected
    )


def _misnamed(room: Stockroom, receipt: Receipt) -> int:
    """Lines that go back for no true reason, as they stand now: what was taken back again harmed nobody."""
    back: dict[tuple[str, str], int] = {}
    lines = 0
    for taken in receipt.lines.values():
        if taken.rejected:
            named = (taken.sku, taken.rejected)
            back[named] = back.get(named, 0) + taken.quantity
            lines += back[named] > _most(room, receipt, *named)
    return lines


def cancel_receipt(room: Stockroom, command: c.CancelReceipt) -> list[Event]:
    receipt = _receipt(room)
    return [f.ReceiptCancelled(receipt.receipt, receipt.delivery)]


def _receipt(room: Stockroom) -> Receipt:
    assert room.receipt is not None, "the lifecycle lets nobody receive without a receipt"
    return room.receipt


def _date_wrong(room: Stockroom, command: c.ReceiveGoods, sku: str, lot: str, expiry: str) -> list[Event]:
    """A date that is none, or another than the lot has."""
    if expiry:
        try:
            date.fromisoformat(expiry)
        except ValueError:
            return refuse(command, "refused.no_date", date=expiry[:20])
    dates = {line.expiry for line in _receipt(room).lines.values() if (line.sku, line.lot) == (sku, lot) and lot}
    dates |= {room.expiry(sku, lot)} if lot else set()
    other = next((date for date in sorted(dates) if date and date != expiry), "")
    return refuse(command, "refused.lot_has_date", lot=lot, date=other, got=expiry) if other else []


def _still(room: Stockroom, receipt: Receipt, sku: str) -> int:
    order = room.orders.get(receipt.order)
    return order.still(sku) if order else 0


def _skus(room: Stockroom, receipt: Receipt) -> tuple[str, ...]:
    """All that the receipt is about: what is still open on the order, and what was counted."""
    order = room.orders.get(receipt.order)
    wanted = [p.sku for p in order.order.goods if order.still(p.sku)] if order else []
    arrived = room.deliveries.get(receipt.delivery)
    there = [pile.sku for pile in standing(arrived)] if arrived is not None else []
    return tuple(dict.fromkeys((*wanted, *(line.sku for line in receipt.lines.values()), *there)))


def _cost(room: Stockroom, receipt: Receipt, sku: str, quantity: int) -> Minor:
    """What was agreed, or what it usually costs. The parts of an order add up to all of it."""
    order = room.orders.get(receipt.order)
    agreed = next((p for p in order.order.goods if p.sku == sku), None) if order else None
    if agreed is None or not agreed.value:
        return worth(room, sku, quantity)
    return divide(agreed.value * quantity, agreed.quantity)


def _line(room: Stockroom, receipt: Receipt, arrived: s.DeliveryArrived | None, sku: str) -> f.ReceiptLine:
    accepted, rejected = receipt.accepted(sku), receipt.rejected(sku)
    noted = sound = spoilt = 0
    if arrived is not None:
        noted, sound, spoilt = (_of(sku, part) for part in (arrived.note, arrived.goods, arrived.spoilt))
    return f.ReceiptLine(
        sku, _still(room, receipt, sku), noted, accepted, rejected,
        miscounted=abs(accepted + rejected - sound - spoilt) if arrived is not None else 0,
        unsound=min(accepted, max(0, spoilt - rejected)) if arrived is not None else 0,
    )  # fmt: skip


def _of(sku: str, goods: tuple[Portion, ...]) -> int:
    return sum(portion.quantity for portion in goods if portion.sku == sku)


# --- apply -----------------------------------------------------------------------------------------------------------


def delivery_arrived(room: Stockroom, stimulus: s.DeliveryArrived, entry: Entry) -> None:
    room.deliveries[stimulus.delivery] = stimulus


def driver_left(room: Stockroom, stimulus: s.DriverLeft, entry: Entry) -> None:
    room.alone.add(stimulus.delivery)


def receiving_started(room: Stockroom, fact: f.ReceivingStarted, entry: Entry) -> None:
    room.numbers["GR"] = room.numbers.get("GR", 0) + 1
    room.receipt = Receipt(fact.receipt, fact.delivery, fact.purchase, fact.supplier)


def goods_taken(room: Stockroom, fact: f.GoodsReceived | f.GoodsRejected, entry: Entry) -> None:
    receipt = _receipt(room)
    if isinstance(fact, f.GoodsRejected):
        line = Taken(fact.sku, fact.quantity, fact.lot, rejected=fact.reason)
    else:
        line = Taken(fact.sku, fact.quantity, fact.lot, fact.expiry)
    receipt.lines[fact.line] = line
    receipt.next_line = fact.line + 1


def received_undone(room: Stockroom, fact: f.ReceivedUndone, entry: Entry) -> None:
    del _receipt(room).lines[fact.line]


def receipt_posted(room: Stockroom, fact: f.ReceiptPosted, entry: Entry) -> None:
    order = room.orders.get(fact.purchase)
    if order is not None:
        for line in fact.lines:
            order.received[line.sku] = order.received.get(line.sku, 0) + line.accepted
        order.closed = order.closed or fact.final
    arrived = room.deliveries.pop(fact.delivery, None)
    if arrived is not None:
        lines = _receipt(room).lines.values()
        back = [(line.sku, line.quantity, line.lot, line.rejected) for line in lines if line.rejected]
        received(room.reality, standing(arrived), back)
    room.receipt = None


def receipt_cancelled(room: Stockroom, fact: f.ReceiptCancelled, entry: Entry) -> None:
    room.receipt = None


def goods_ordered(room: Stockroom, fact: f.GoodsOrdered, entry: Entry) -> None:
    room.numbers["PO"] = room.numbers.get("PO", 0) + 1
    room.orders[fact.purchase.number] = Order(fact.purchase)


DECIDE = {
    c.StartReceiving: start_receiving,
    c.ReceiveGoods: receive_goods,
    c.RejectGoods: reject_goods,
    c.UndoReceived: undo_received,
    c.PostReceipt: post_receipt,
    c.CancelReceipt: cancel_receipt,
}

APPLY = {
    s.DeliveryArrived: delivery_arrived,
    s.DriverLeft: driver_left,
    f.ReceivingStarted: receiving_started,
    f.GoodsReceived: goods_taken,
    f.GoodsRejected: goods_taken,
    f.ReceivedUndone: received_undone,
    f.ReceiptPosted: receipt_posted,
    f.ReceiptCancelled: receipt_cancelled,
    f.GoodsOrdered: goods_ordered,
}
