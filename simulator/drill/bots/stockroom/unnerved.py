"""Habits of people whom an outage unnerves."""

from simulator.drill.bots.stockroom import approving as a
from simulator.drill.bots.stockroom.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.stock.view import StockView

TRIES = 5
"""Keys that are tried in one outage."""


def type_in_the_dark(view: StockView, memory: Memory) -> Advice | None:
    """Reports the outage, and then tries one key after the other on a terminal that is off."""
    told = a.in_the_dark(view, memory)
    if told is None or told.command is not None:
        return None
    tried = f"typed {view.dark_since}"
    if memory.noted.get(tried, 0) >= TRIES:
        return None
    memory.noted[tried] = memory.noted.get(tried, 0) + (memory.last in (c.PostReceipt(), c.PostReceipt(final=True)))
    return do(c.PostReceipt(final=memory.last == c.PostReceipt()), "advice.wait")


def give_receipt_up(view: StockView, memory: Memory) -> Advice | None:
    """Back from an outage, begins the receipt anew."""
    if view.dark or not view.dark_since or view.receipt is None or "cancel_receipt" in memory.noted:
        return None
    return do(c.CancelReceipt(), "advice.wait")
