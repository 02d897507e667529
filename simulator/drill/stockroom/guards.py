"""Mistakes that a coach in the stockroom sees coming. The coach stands beside the goods and knows what lies there.

What they hold back is wrong whatever a rubric says. Where something was counted wrongly they say so, not the figure:
counting is what is practised.
"""

from collections.abc import Callable, Sequence
from typing import Any

from simulator.drill.held import Held
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.events import Command, Event
from simulator.kernel.goods import NAMES
from simulator.kernel.texts import Text
from simulator.stock.engine import foreseen
from simulator.stock.reality import standing
from simulator.stock.state import Stockroom

Check = Callable[[Stockroom, Any, Any], Held | None]
"""(stockroom before, the command, the fact that would follow) -> why not."""


def held_back(room: Stockroom, command: Command, follows: Sequence[Event]) -> Held | None:
    """Why this command should not happen now; None where it may, or where the stockroom refuses it by itself."""
    waits = any(isinstance(fact, f.AuthorizationAsked) for fact in follows)
    for fact in foreseen(room, command) if waits else follows:
        check = CHECKS.get(type(fact))
        held = check(room, command, fact) if check is not None else None
        if held is not None:
            return held
    return None


def _name(room: Stockroom, sku: str) -> Text:
    item = room.item(sku)
    return item.name if item is not None else Text(sku, sku)


def _received(room: Stockroom, command: c.ReceiveGoods, fact: f.GoodsReceived) -> Held | None:
    """More than stands there sound, or under another lot and date than is printed."""
    receipt = room.receipt
    arrived = room.deliveries.get(receipt.delivery) if receipt else None
    if receipt is None or arrived is None:
        return None
    if not fact.as_printed:
        return Held(_unlike_printed(room, fact), {"item": _name(room, fact.sku)})
    sound = sum(portion.quantity for portion in arrived.goods if portion.sku == fact.sku)
    unfit = sum(portion.quantity for portion in arrived.spoilt if portion.sku == fact.sku)
    if receipt.accepted(fact.sku) + fact.quantity > sound:
        reason = "held.unfit_accepted" if unfit else "held.more_than_there"
        return Held(reason, {"item": _name(room, fact.sku)})
    return None


def _unlike_printed(room: Stockroom, fact: f.GoodsReceived) -> str:
    """What was left out is told apart from what was read wrong: lot, date, or the date of a lot that stands there."""
    receipt = room.receipt
    arrived = room.deliveries.get(receipt.delivery) if receipt else None
    piles = [pile for pile in (standing(arrived) if arrived is not None else ()) if pile.sku == fact.sku]
    undated = not fact.expiry and any(pile.expiry for pile in piles)
    if fact.lot in ("", fact.expiry) and any(pile.lot for pile in piles):
        return "held.lot_and_date_missing" if undated else "held.lot_missing"
    if undated:
        return "held.date_missing"
    return "held.date_misread" if fact.lot in {pile.lot for pile in piles} - {""} else "held.lot_misread"


def _rejected(room: Stockroom, command: c.RejectGoods, fact: f.GoodsRejected) -> Held | None:
    return None if fact.reason_true else Held("held.reject_reason", {"item": _name(room, fact.sku)})


def _posted(room: Stockroom, command: c.PostReceipt, fact: f.ReceiptPosted) -> Held | None:
    off = next((line for line in fact.lines if line.miscounted), None)
    if off is not None:
        return Held("held.receipt_off", {"item": _name(room, off.sku)})
    if not fact.final_right:
        return Held("held.closed_wrongly" if fact.final else "held.left_waiting")
    return None


def _refused(room: Stockroom, command: c.RefuseDelivery, fact: f.DeliveryRefused) -> Held | None:
    return None if fact.reason_true else Held("held.refused_wrongly")


def _moved(room: Stockroom, command: Command, fact: f.StockMoved) -> Held | None:
    given: dict[str, str | Text] = {"item": _name(room, fact.sku), "place": NAMES[fact.origin]}
    if fact.absent:
        return Held("held.not_there", given)
    return Held("held.unfit_shelved", given) if fact.unsound else None


def _counted(room: Stockroom, command: c.CountItem, fact: f.ItemCounted) -> Held | None:
    return Held("held.count_off", {"item": _name(room, fact.sku)}) if fact.off_by else None


def _count_posted(room: Stockroom, command: c.PostCount, fact: f.CountPosted) -> Held | None:
    off = next((line for line in fact.lines if line.off_by), None)
    return Held("held.count_off", {"item": _name(room, off.sku)}) if off is not None else None


def _written_off(room: Stockroom, command: c.WriteOff, fact: f.StockWrittenOff) -> Held | None:
    return None if fact.reason_true else Held("held.write_off_reason", {"item": _name(room, fact.sku)})


def _adjusted(room: Stockroom, command: c.AdjustStock, fact: f.StockAdjusted) -> Held | None:
    given: dict[str, str | Text] = {"item": _name(room, fact.sku)}
    if not fact.nearer:
        return Held("held.adjusted_away", given)
    return None if fact.reason_true else Held("held.adjust_reason", given)


def _marked(room: Stockroom, command: c.MarkDown, fact: f.LotMarkedDown) -> Held | None:
    if fact.by_rule or not fact.rule:
        return None
    return Held("held.other_markdown", {"item": fact.name, "price": room.rules.shop.currency.format(fact.rule)})


def _recall_closed(room: Stockroom, command: c.CloseRecall, fact: f.RecallClosed) -> Held | None:
    return Held("held.recall_left", {"item": _name(room, fact.sku)}) if fact.left else None


def _transfer(room: Stockroom, command: c.ReceiveTransfer, fact: f.TransferArrived) -> Held | None:
    return Held("held.transfer_off", {"transfer": fact.transfer}) if fact.miscounted else None


def _settled(room: Stockroom, command: c.SettleTransfer, fact: f.TransferSettled) -> Held | None:
    return None if fact.agreed else Held("held.settled_unasked", {"transfer": fact.transfer})


def _price(room: Stockroom, command: c.ChangePrice, fact: f.ShelfPriceChanged) -> Held | None:
    return None if fact.as_told else Held("held.other_price", {"item": fact.name})


def _ordered(room: Stockroom, command: c.OrderGoods, fact: f.GoodsOrdered) -> Held | None:
    asked = any(task.kind == "order" for task in room.given)
    return Held("held.other_order", {"supplier": fact.purchase.name}) if fact.amiss and asked else None


def _row(room: Stockroom, command: c.DecideRow, fact: f.RowDecided) -> Held | None:
    given: dict[str, str | Text] = {"row": str(fact.row)}
    if not fact.looked_up:
        return Held("held.row_unchecked", given)
    return None if fact.borne_out else Held("held.row_wrong", given)


def _asked(room: Stockroom, command: c.AskSender, fact: f.SenderAsked) -> Held | None:
    return None if fact.unknown_here else Held("held.sender_needless", {"row": str(fact.row)})


def _authorized(room: Stockroom, command: c.EnterPin, fact: f.Authorized) -> Held | None:
    return None if fact.present else Held("held.pin_of_others")


CHECKS: dict[type[Event], Check] = {
    f.GoodsReceived: _received,
    f.GoodsRejected: _rejected,
    f.ReceiptPosted: _posted,
    f.DeliveryRefused: _refused,
    f.StockMoved: _moved,
    f.ItemCounted: _counted,
    f.CountPosted: _count_posted,
    f.StockWrittenOff: _written_off,
    f.StockAdjusted: _adjusted,
    f.LotMarkedDown: _marked,
    f.RecallClosed: _recall_closed,
    f.TransferArrived: _transfer,
    f.TransferSettled: _settled,
    f.Authorized: _authorized,
    f.ShelfPriceChanged: _price,
    f.GoodsOrdered: _ordered,
    f.RowDecided: _row,
    f.SenderAsked: _asked,
}
"""Fact that would follow -> what is looked at in it."""
