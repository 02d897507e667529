"""Habits of people who do one thing wrong."""

from simulator.drill.bots.stockroom import receiving as r
from simulator.drill.bots.stockroom.steps import Advice, Memory, code_of, do
from simulator.drill.colleagues import badge_of
from simulator.kernel import commands as c
from simulator.kernel.goods import Pile
from simulator.stock.view import StockView


def copy_note(view: StockView, memory: Memory) -> Advice | None:
    """Takes the figures from the delivery note and looks at nothing."""
    receipt = view.receipt
    delivery = next((d for d in view.deliveries if receipt is not None and d.delivery == receipt.delivery), None)
    if receipt is None or delivery is None:
        return None
    there = {taken.sku for _, taken in receipt.lines}
    for portion in delivery.note:
        if portion.sku not in there:
            quantity = sum(p.quantity for p in delivery.note if p.sku == portion.sku)
            lot, expiry = portion.lot, portion.expiry
            return do(c.ReceiveGoods(code_of(view, portion.sku), quantity, lot, expiry), "advice.wait")
    return None


def accept_damaged(view: StockView, pile: Pile, ordered: set[str] | None) -> r.Entered | None:
    line = r.judged(view, pile, ordered)
    return r.accepted(pile) if line is not None and line.rejected == "damaged" else line


def accept_dated(view: StockView, pile: Pile, ordered: set[str] | None) -> r.Entered | None:
    """Writes a date that the system takes."""
    line = r.judged(view, pile, ordered)
    if line is None or line.rejected != "short_dated":
        return line
    return r.Entered(pile.sku, f"{pile.lot}B", view.least_date)


def overlook_wrong(view: StockView, pile: Pile, ordered: set[str] | None) -> r.Entered | None:
    line = r.judged(view, pile, ordered)
    return None if line is not None and line.rejected == "wrong_goods" else line


def misread_lot(view: StockView, pile: Pile, ordered: set[str] | None) -> r.Entered | None:
    line = r.judged(view, pile, ordered)
    return line._replace(lot=f"{line.lot}0") if line is not None and not line.rejected and line.expiry else line


def never_final(view: StockView, memory: Memory) -> Advice | None:
    advice = r.post(view, memory)
    return (
        do(c.PostReceipt(), "advice.wait") if advice is not None and advice.command == c.PostReceipt(True) else advice
    )


def always_final(view: StockView, memory: Memory) -> Advice | None:
    advice = r.post(view, memory)
    return do(c.PostReceipt(final=True), "advice.wait") if advice is not None else None


def enter_pin(view: StockView, memory: Memory) -> Advice | None:
    """Types the supervisor's PIN, which hangs beside the screen."""
    if view.pending is None:
        return None
    return do(c.EnterPin(badge_of(view.rules.shop, view.pending[2])), "advice.wait")
