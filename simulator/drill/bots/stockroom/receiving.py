"""Receiving: the goods that stand there are counted, pile by pile; what must not come in goes back with the driver."""

from collections.abc import Callable
from typing import NamedTuple

from simulator.drill.bots.stockroom.steps import Advice, Habit, Memory, code_of, do, name, wait
from simulator.kernel import commands as c
from simulator.kernel.goods import BACK, DOCK, Pile
from simulator.stock.state import Taken
from simulator.stock.view import Delivered, Receiving, StockView


class Entered(NamedTuple):
    """What a line of the receipt says of so many pieces."""

    sku: str
    lot: str
    expiry: str
    rejected: str = ""


Judge = Callable[[StockView, Pile, "set[str] | None"], Entered | None]
"""What a line has to say of a pile; None: nothing. The skus are those on the order; None without one."""


def judged(view: StockView, pile: Pile, ordered: set[str] | None) -> Entered | None:
    """What is wrong, damaged, too old or recalled goes back; everything else is accepted as it is printed."""
    if ordered is not None and pile.sku not in ordered:
        return Entered(pile.sku, pile.lot, "", "wrong_goods")
    if pile.flaw:
        return Entered(pile.sku, pile.lot, "", "damaged")
    if pile.expiry and pile.expiry < view.least_date:
        return Entered(pile.sku, pile.lot, "", "short_dated")
    if view.recalled(pile.sku, pile.lot):
        return Entered(pile.sku, pile.lot, "", "recalled")
    return accepted(pile)


def accepted(pile: Pile) -> Entered:
    return Entered(pile.sku, pile.lot or pile.expiry, pile.expiry)


def wanted(view: StockView, delivery: Delivered, receipt: Receiving, judge: Judge) -> dict[Entered, int]:
    """What the receipt has to say in the end; what is too much goes back where nobody wants it."""
    ordered = {each.sku for each in receipt.expected} if receipt.purchase else None
    room = {each.sku: each.quantity for each in receipt.expected}
    lines: dict[Entered, int] = {}
    for pile in delivery.piles:
        line, quantity = judge(view, pile, ordered), pile.quantity
        if line is None:
            continue
        if receipt.declined and ordered is not None and not line.rejected:
            fits = min(quantity, room.get(pile.sku, 0))
            room[pile.sku] = room.get(pile.sku, 0) - fits
            back = Entered(pile.sku, pile.lot, "", "surplus")
            lines[back], quantity = lines.get(back, 0) + quantity - fits, fits
        lines[line] = lines.get(line, 0) + quantity
    return {line: quantity for line, quantity in lines.items() if quantity}


def entered(taken: Taken) -> Entered:
    return Entered(taken.sku, taken.lot, taken.expiry, taken.rejected)


def at_hand(view: StockView) -> Delivered | None:
    """The delivery that comes next: one whose driver still waits goes first."""
    waiting = sorted(view.deliveries, key=lambda delivery: not delivery.driver)
    return waiting[0] if waiting else None


def start(view: StockView, memory: Memory) -> Advice | None:
    delivery = at_hand(view)
    if delivery is None or view.receipt is not None:
        return None
    if delivery.declined:
        if not delivery.driver:
            return None  # nothing can be done about it any more
        return do(
            c.RefuseDelivery(delivery.delivery, "no_order"), "advice.refuse_delivery", supplier=delivery.name
        )  # fmt: skip
    known = delivery.purchase if delivery.purchase in view.orders else ""
    if known:
        return do(c.StartReceiving(known, delivery.delivery), "advice.start_receiving", supplier=delivery.name)
    return do(c.StartReceiving("", delivery.delivery), "advice.start_unordered", supplier=delivery.name)


def _open(view: StockView) -> tuple[Delivered, Receiving] | None:
    receipt = view.receipt
    found = next((d for d in view.deliveries if receipt is not None and d.delivery == receipt.delivery), None)
    return (found, receipt) if found is not None and receipt is not None else None


def undoing(judge: Judge) -> Habit:
    """Takes back a line that says more than there is, or something else."""

    def undo(view: StockView, memory: Memory) -> Advice | None:
        matter = _open(view)
        if matter is None:
            return None
        left = wanted(view, *matter, judge)
        for number, taken in matter[1].lines:
            line = entered(taken)
            left[line] = left.get(line, 0) - taken.quantity
            if left[line] < 0:
                why = "advice.undo_surplus" if matter[1].declined else "advice.undo_received"
                return do(c.UndoReceived(number), why, item=name(view, taken.sku))
        return None

    return undo


def counting_in(judge: Judge) -> Habit:
    """Enters the next pile that is not on the receipt."""

    def count(view: StockView, memory: Memory) -> Advice | None:
        matter = _open(view)
        if matter is None:
            return None
        left = wanted(view, *matter, judge)
        for _, taken in matter[1].lines:
            left[entered(taken)] = left.get(entered(taken), 0) - taken.quantity
        torn = {pile.sku for pile in matter[0].piles if pile.torn}
        for line, quantity in left.items():
            if quantity > 0:
                return _enter(view, line, quantity, torn=line.sku in torn, driver=matter[0].driver)
        return None

    return count


undo_wrong, count_in = undoing(judged), counting_in(judged)


def _enter(view: StockView, line: Entered, quantity: int, *, torn: bool, driver: bool) -> Advice | None:
    code, item = code_of(view, line.sku, torn=torn), name(view, line.sku)
    if line.rejected:
        if not driver:
            return None
        return do(
            c.RejectGoods(code, quantity, line.rejected, line.lot), f"advice.reject_{line.rejected}",
            item=item, quantity=str(quantity),
        )  # fmt: skip
    reason = "advice.receive_torn" if torn else "advice.receive_goods"
    return do(
        c.ReceiveGoods(code, quantity, line.lot, line.expiry), reason, item=item, quantity=str(quantity),
        lot=line.lot or "-",
    )  # fmt: skip


def post(view: StockView, memory: Memory) -> Advice | None:
    matter = _open(view)
    if matter is None:
        return None
    delivery, receipt = matter
    taken_in: dict[str, int] = {}
    for _, taken in receipt.lines:
        taken_in[taken.sku] = taken_in.get(taken.sku, 0) + (0 if taken.rejected else taken.quantity)
    lacking = any(each.quantity > taken_in.get(each.sku, 0) for each in receipt.expected)
    final = lacking and delivery.rest == "cancelled"
    if not receipt.lines and not final:
        return do(c.CancelReceipt(), "advice.cancel_receipt")
    return do(c.PostReceipt(final), "advice.post_final" if final else "advice.post_receipt")


def put_away(view: StockView, memory: Memory) -> Advice | None:
    """From the dock to the store room, lot by lot."""
    for portion in view.lying(DOCK):
        if portion.quantity > 0 and not view.recalled(portion.sku, portion.lot):
            command = c.PutAway(portion.sku, portion.quantity, BACK, portion.lot)
            if command != memory.last:
                return do(command, "advice.put_away", item=name(view, portion.sku), quantity=str(portion.quantity))
    return None


def await_driver(view: StockView, memory: Memory) -> Advice | None:
    """What still stands under TO DO waits for others; meanwhile the sales floor may lack something."""
    if view.time_up:
        return None
    bare, others = len(view.to_pick), bool(view.orders or view.transfers)
    if bare:
        return wait("advice.others_or_refill" if others else "advice.wait_or_refill", n=str(bare))
    return wait("advice.wait_for_others" if others else "advice.wait_for_deliveries")
