"""What goes from one till to another, as plain data that stands in an entry in full, and back.

`plain` writes any part of a till's state the way JSON would: without sets, with what stands at its default left out.
Reading is msgspec's. So a field more in the state travels without a word here; renaming one needs an upcaster.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import msgspec

from simulator.kernel.stimuli import CashierCame, ErrandCame
from simulator.pos.accounts import Invoice
from simulator.pos.payments import Payment
from simulator.pos.state import Held, Till
from simulator.pos.visits import Counter

Raw = dict[str, Any]


def plain(thing: Any) -> Any:
    """State as JSON has it.

    >>> plain(Payment("till-1-1", "till-1/1", "card", 500, status="unknown"))["status"]
    'unknown'
    """
    if is_dataclass(thing):
        given = {field.name: getattr(thing, field.name) for field in fields(thing)}
        return {name: plain(value) for name, value in given.items() if not _default(thing, name, value)}
    if isinstance(thing, msgspec.Struct):
        return msgspec.to_builtins(thing, str_keys=True)
    if isinstance(thing, Mapping):
        return {str(key): plain(value) for key, value in thing.items()}
    if isinstance(thing, set | frozenset):
        return sorted(thing)
    if isinstance(thing, list | tuple):
        return [plain(value) for value in thing]
    return thing


def _default(thing: Any, name: str, value: Any) -> bool:
    spec = type(thing).__dataclass_fields__[name]
    if spec.default is not MISSING:
        return bool(value == spec.default)
    return spec.default_factory is not MISSING and value == spec.default_factory()


def counter_of(raw: Raw) -> Counter:
    return msgspec.convert(raw, Counter, str_keys=True)


def held_of(raw: Raw) -> Held:
    return msgspec.convert(raw, Held, str_keys=True)


def payments_of(raw: list[Raw]) -> list[Payment]:
    return [msgspec.convert(payment, Payment, str_keys=True) for payment in raw]


def errands_of(raw: list[Raw]) -> list[ErrandCame]:
    return [msgspec.convert(errand, ErrandCame) for errand in raw]


def invoices_of(raw: dict[str, Raw]) -> dict[str, Invoice]:
    return {number: msgspec.convert(invoice, Invoice, str_keys=True) for number, invoice in raw.items()}


# --- what a till has to tell -----------------------------------------------------------------------------------------


def open_ticket(till: Till) -> str:
    """The number under which the basket that was open when a till went dark is resumed; empty where there is none.

    It is the sale's own; should the same basket be left behind once more, one that was never used.
    """
    sale = till.sale
    if sale is None or not sale.lines or not till.outage.dark:
        return ""
    ticket = sale.id if sale.id.startswith(f"{till.station}/") else f"{sale.id}@{till.station}"
    while ticket in till.gone:
        ticket += "+"
    return ticket


def held_by(till: Till, ticket: str) -> Held | None:
    """The basket of a ticket, where this till holds it: suspended here, or open when the till went dark."""
    sale = till.suspended.get(ticket)
    if sale is None and ticket and ticket == open_ticket(till):
        sale = till.sale
    if sale is None:
        return None
    return Held(sale, [payment for payment in till.payments.values() if payment.sale == sale.id], till.station)


def tickets_of(till: Till) -> list[str]:
    """What others could resume of it."""
    left = open_ticket(till)
    return [*till.suspended, left] if left else [*till.suspended]


def stranded(till: Till) -> list[Payment]:
    """Open matters with the payment channel that belong to no basket: a dead till can settle none of them."""
    if not till.outage.dark:
        return []
    with_baskets = {sale.id for sale in till.suspended.values()} | ({till.sale.id} if till.sale else set())
    return [payment for payment in (*till.waiting(), *till.owed()) if payment.sale not in with_baskets]


def coming_from(till: Till, to: Till, others: Iterable[Till]) -> CashierCame:
    """What the till `to` hears when the cashier comes over to it from `till`; `others` are all the tills there are."""
    known = {*to.suspended, *to.held}
    held = {ticket: held_by(other, ticket) for other in others if other is not to for ticket in tickets_of(other)}
    counter = copy(till.counter)
    if till.outage.dark and till.sale is not None:  # what no till has rung up lies on the belt like any other good
        left = {good for line in till.sale.lines.values() for good in line.goods}
        counter.visits = {name: copy(visit) for name, visit in counter.visits.items()}
        for visit in counter.visits.values():
            visit.charged = {good: sku for good, sku in visit.charged.items() if good not in left}
    return CashierCame(
        till.station,
        till.operator or till.cashier,
        till.operator_name or till.cashier_name,
        plain(counter),
        {ticket: plain(basket) for ticket, basket in held.items() if basket is not None and ticket not in known},
        plain(stranded(till)),
        plain(till.shift.errands),
        dict(till.accounts.enrolled),
        plain(till.accounts.invoices),
        till.over,
    )
