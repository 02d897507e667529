"""A request that waits for the customer: cancelled at the till, or given up by the terminal.

    waiting ──► (card or code presented) the bank is asked: from here on `channel` tells how it ends
       │ cancel                 ▲
       ├──► cancelled           │ too late
       └──► expired             after 60 s without card or code

In both cases nothing was charged, and the basket takes tenders again. What the till hears later counts as after any no:
an approval pays where something is still due, else it is a double; a query tells.
"""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos.payments import Payment, PaymentStatus
from simulator.pos.refusals import refuse
from simulator.pos.state import Till

# --- decide ----------------------------------------------------------------------------------------------------------


def cancel_payment(till: Till, command: c.CancelPayment) -> list[Event]:
    payment = till.payments.get(command.request)
    if payment is None:
        return refuse(command, "refused.unknown_request", request=command.request)
    if payment.status != "waiting":
        return refuse(command, "refused.not_waiting")
    if payment.cancel:
        return refuse(command, "refused.cancel_late" if payment.cancel == "late" else "refused.cancel_asked")
    waited = till.now - payment.asked_at
    return [f.PaymentCancelRequested(payment.sale, payment.request, payment.amount, waited)]


def not_charged(till: Till, payment: Payment, outcome: str) -> list[Event]:
    """What it means that the terminal never asked the bank; nothing for any other outcome."""
    if outcome == "called_off":
        return [f.PaymentCancelled(payment.request, payment.amount, payment.sale, payment.channel)]
    if outcome == "not_presented":
        waited = till.now - payment.asked_at
        return [f.PaymentExpired(payment.request, payment.amount, payment.sale, waited, payment.channel)]
    return []


def too_late(payment: Payment) -> list[Event]:
    """The terminal cannot give it up any more; once the outcome is known, that is no news."""
    if payment.status != "waiting" or payment.cancel != "asked":
        return []
    return [f.PaymentCancelLate(payment.request, payment.amount, payment.sale)]


# --- apply -----------------------------------------------------------------------------------------------------------


def payment_awaited(till: Till, stimulus: s.PaymentAwaited, entry: Entry) -> None:
    payment = till.payments.get(stimulus.request)
    if payment is not None and payment.status == "waiting" and not till.outage.dark:
        payment.awaited = True


def payment_cancel_requested(till: Till, fact: f.PaymentCancelRequested, entry: Entry) -> None:
    till.payments[fact.request].cancel = "asked"


def payment_cancel_late(till: Till, fact: f.PaymentCancelLate, entry: Entry) -> None:
    till.payments[fact.request].cancel = "late"


def payment_cancelled(till: Till, fact: f.PaymentCancelled, entry: Entry) -> None:
    _ended(till, fact.request, "cancelled")


def payment_expired(till: Till, fact: f.PaymentExpired, entry: Entry) -> None:
    _ended(till, fact.request, "expired")


def _ended(till: Till, request: str, status: PaymentStatus) -> None:
    payment, visit = till.payments[request], till.counter.visit
    payment.status, payment.query_open = status, False
    if visit:
        visit.gives_up = False
    back_to_tendering(till)


def back_to_tendering(till: Till) -> None:
    """No request is on its way any more: what is due can be paid."""
    if till.stage == "paying" and not any(payment.status == "waiting" for payment in till.payments.values()):
        till.stage = "tendering"


DECIDE = {c.CancelPayment: cancel_payment}

APPLY = {
    s.PaymentAwaited: payment_awaited,
    f.PaymentCancelRequested: payment_cancel_requested,
    f.PaymentCancelLate: payment_cancel_late,
    f.PaymentCancelled: payment_cancelled,
    f.PaymentExpired: payment_expired,
}
