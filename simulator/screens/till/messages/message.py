"""What a message is, and the small makers of them."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.pos.state import Till

Kind = Literal["info", "good", "warn", "bad"]
RANK: dict[Kind, int] = {"info": 0, "good": 1, "warn": 2, "bad": 3}


class Named(NamedTuple):
    """A parameter that is a text id itself."""

    id: str


class Message(NamedTuple):
    """A text id with parameters, so that it can be shown in another language a moment later."""

    kind: Kind = "info"
    id: str = ""
    params: Mapping[str, object] = {}

    def text(self, words: Words) -> str:
        params = {k: words(v.id) if isinstance(v, Named) else v for k, v in self.params.items()}
        return words(self.id, **params)


NO_MISTAKES = ("refused.nobody_waiting", "refused.customer_coming")

BUSY = ("refused.customer_here", "refused.counter_busy")
"""Refusals for the sake of the customer at the counter: they mean nothing any more once that one has left."""

Teller = Callable[[Till, Any], Message | None]


def refusal(reason: str, given: Mapping[str, str]) -> Message:
    """A refusal in words; that nobody is there to be called yet is no mistake."""
    return Message("info" if reason in NO_MISTAKES else "bad", reason, given)


def money(till: Till, amount: int) -> str:
    return till.rules.currency.format(amount)


def item(till: Till, sku: str) -> Text:
    item = till.rules.catalog.items.get(sku)
    return item.name if item else Text(sku, sku)


def customer(till: Till, customer: str) -> Text:
    visit = till.counter.visits.get(customer)
    return visit.name if visit else Text()


def plain(kind: Kind, id: str) -> Teller:
    return lambda till, event: Message(kind, id)


def amount(kind: Kind, id: str) -> Teller:
    return lambda till, event: Message(kind, id, {"amount": money(till, event.amount)})
