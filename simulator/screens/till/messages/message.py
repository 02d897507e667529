"""The small makers of messages."""

from collections.abc import Callable
from typing import Any

from simulator.kernel.texts import Text
from simulator.pos.state import Till
from simulator.screens.station.message import Kind, Message

BUSY = ("refused.customer_here", "refused.counter_busy")
"""Refusals for the sake of the customer at the counter: they mean nothing any more once that one has left."""
LEFT = tuple(f"till.told.left_{how}" for how in ("unsigned", "both", "cash", "short", "over"))
"""What went wrong with somebody who has left, which nothing that happens by itself puts right."""

Teller = Callable[[Till, Any], Message | None]


def money(till: Till, amount: int) -> str:
    return till.rules.currency.format(amount)


def item(till: Till, sku: str) -> Text:
    item = till.rules.catalog.items.get(sku)
    return item.name if item else Text(sku, sku)


def customer(till: Till, customer: str) -> Text:
    return till.counter.name(customer)


def plain(kind: Kind, id: str) -> Teller:
    return lambda till, event: Message(kind, id)


def amount(kind: Kind, id: str) -> Teller:
    return lambda till, event: Message(kind, id, {"amount": money(till, event.amount)})
