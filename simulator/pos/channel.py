"""The payment channel after a request: its answers, queries, reversals (冲正), and the second channel to switch to.

    waiting ──► approved | declined          a yes that comes when nothing is due any more: doubled
       │            ▲
       ▼            │ query
    unknown ────────┘
       │ reverse (also: approved, doubled)
       ▼
    reversing ──► reversed                   pending in between; an approval that comes now pays for nothing

Only the channel knows how a request ended, and only the one that was asked: a request stays with its channel. What ends
before the bank is asked is told in `cancelling`.
"""

from sys import intern

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos import refunding
from simulator.pos.cancelling import back_to_tendering, not_charged, too_late
from simulator.pos.payments import NOT_CHARGED, Payment
from simulator.pos.refusals import refuse
from simulator.pos.state import Sale, Till
from simulator.pos.tendering import complete

OFFLINE = "E_OFFLINE"

# --- decide ----------------------------------------------------------------------------------------------------------


def query_payment(till: Till, command: c.QueryPayment) -> list[Event]:
    if command.request in till.refunds:
        return refunding.query(till, command)
    payment = till.payments.get(command.request)
    if payment is None:
        return refuse(command, "refused.unknown_request", request=command.request)
    if not till.outage.network:
        return refuse(command, "refused.offline_query")
    return [f.PaymentQueried(command.request)]


def reverse_payment(till: Till, command: c.ReversePayment) -> list[Event]:
    payment = till.payments.get(command.request)
    if payment is None:
        return refuse(command, "refused.unknown_request", request=command.request)
    if payment.status == "waiting":
        return refuse(command, "refused.payment_waiting")
    if payment.status in NOT_CHARGED:
        return refuse(command, "refused.not_charged")
    if payment.status == "reversed":
        return refuse(command, "refused.reversed_already")
    if payment.status == "approved" and not _pays_open_sale(till, payment):
        return refuse(command, "refused.sale_finished")  # goods left for it: giving it back is a refund
    if not till.outage.network:
        return refuse(command, "refused.offline_query")
    return [f.PaymentReversalRequested(payment.sale, payment.request, payment.amount, payment.status, payment.queries)]


def _pays_open_sale(till: Till, payment: Payment) -> bool:
    return till.sale is not None and any(tender.request == payment.request for tender in till.sale.tenders)


def switch_channel(till: Till, command: c.SwitchChannel) -> list[Event]:
    used = till.channels.used
    failing = till.channels.is_down(used, till.now) or any(payment.channel == used for payment in till.waiting())
    return [f.ChannelSwitched(till.channels.other, used, failing)]


def payment_answered(till: Till, answer: s.PaymentAnswered) -> list[Event]:
    """What an answer means now. Told already, or nobody is listening: nothing; a query will tell."""
    payment = till.payments.get(answer.request)
    if payment is None or till.outage.dark:
        return []
    if answer.outcome == "approved":
        return _approved(till, payment)
    if answer.outcome == "bank_asked":
        return too_late(payment)
    told = payment.status in NOT_CHARGED and not payment.query_open
    if told or payment.status not in ("waiting", "unknown", *NOT_CHARGED):
        return []
    if ended := not_charged(till, payment, answer.outcome):
        return ended
    if answer.outcome == "declined":
        return [f.PaymentDeclined(payment.request, payment.amount, payment.sale, channel=payment.channel)]
    if payment.query_open:
        return [f.QueryUnanswered(payment.request, payment.amount, payment.sale, till.now - payment.asked_at)]
    if payment.status == "unknown":
        return []
    if answer.outcome == "offline":
        return [f.PaymentDeclined(payment.request, payment.amount, payment.sale, OFFLINE, payment.channel)]
    return [f.PaymentUnknown(payment.request, payment.amount, payment.sale)]


def _approved(till: Till, payment: Payment) -> list[Event]:
    """A yes counts once, and also where a no was told before; after a reversal was asked for, it counts no more."""
    if payment.status not in ("waiting", "unknown", *NOT_CHARGED):
        return []
    sale = till.sale
    if sale is None or sale.id != payment.sale or payment.amount > sale.due or _left_behind(till, sale):
        return [f.PaymentDoubled(payment.sale, payment.request, payment.amount, payment.kind, payment.channel)]
    taken = f.PaymentTaken(
        sale.id, payment.kind, payment.amount, payment.amount, payment.request, channel=payment.channel
    )
    return [taken, *complete(till, sale, taken)]


def _left_behind(till: Till, sale: Sale) -> bool:
    """The basket came from another till, and its customer has gone without it: nobody takes the goods it would pay."""
    elsewhere = not sale.id.startswith(f"{till.station}/")
    return elsewhere and bool(sale.customer) and sale.customer not in till.counter.visits


def reversal_answered(till: Till, answer: s.ReversalAnswered) -> list[Event]:
    payment = till.payments.get(answer.request)
    if payment is None or till.outage.dark or payment.status != "reversing":
        return []
    if answer.outcome == "reversed":
        return [
            f.PaymentReversed(
                payment.sale, payment.request, payment.amount, payment.booked, payment.kind, payment.channel
            )
        ]
    return [f.PaymentReversalPending(payment.sale, payment.request, payment.amount)]


# --- apply -----------------------------------------------------------------------------------------------------------


def payment_queried(till: Till, fact: f.PaymentQueried, entry: Entry) -> None:
    if fact.request in till.refunds:
        till.refunds[fact.request].query_open = True
        return
    payment = till.payments[fact.request]
    payment.queries += 1
    payment.query_open = True
    if payment.queried_first is None:
        payment.queried_first = entry.at
    visit = till.counter.visit
    if visit:
        visit.claims_paid = False


def query_unanswered(till: Till, fact: f.QueryUnanswered, entry: Entry) -> None:
    till.payments[fact.request].query_open = False


def payment_declined(till: Till, fact: f.PaymentDeclined, entry: Entry) -> None:
    payment = till.payments[fact.request]
    payment.status, payment.query_open = "declined", False
    if fact.error == OFFLINE:
        if not till.channels.is_down(fact.channel, entry.at):
            till.outage.since, till.outage.reported = entry.at, False
        till.channels.down[fact.channel] = entry.at
    else:
        till.channels.down.pop(fact.channel, None)
    back_to_tendering(till)


def payment_unknown(till: Till, fact: f.PaymentUnknown, entry: Entry) -> None:
    till.payments[fact.request].status = "unknown"
    back_to_tendering(till)


def payment_doubled(till: Till, fact: f.PaymentDoubled, entry: Entry) -> None:
    payment = till.payments[fact.request]
    payment.status, payment.booked = "doubled", fact.amount
    back_to_tendering(till)


def payment_reversal_requested(till: Till, fact: f.PaymentReversalRequested, entry: Entry) -> None:
    """From this moment it pays for nothing: what counted towards the open sale is due again."""
    payment, sale = till.payments[fact.request], till.sale
    payment.status = "reversing"
    if sale is None:
        return
    for tender in sale.tenders:
        if tender.request == fact.request:
            sale.paid -= tender.amount
    sale.tenders = [tender for tender in sale.tenders if tender.request != fact.request]


def payment_reversal_pending(till: Till, fact: f.PaymentReversalPending, entry: Entry) -> None:
    till.payments[fact.request].pending = True


def payment_reversed(till: Till, fact: f.PaymentReversed, entry: Entry) -> None:
    payment = till.payments[fact.request]
    payment.status, payment.booked, payment.pending = "reversed", 0, False


def channel_switched(till: Till, fact: f.ChannelSwitched, entry: Entry) -> None:
    till.channels.used = intern(
        fact.channel
    )  # what is left out as a default is told by identity: read back, it is the same


DECIDE = {
    c.QueryPayment: query_payment,
    c.ReversePayment: reverse_payment,
    c.SwitchChannel: switch_channel,
    s.PaymentAnswered: payment_answered,
    s.ReversalAnswered: reversal_answered,
}

APPLY = {
    f.PaymentQueried: payment_queried,
    f.QueryUnanswered: query_unanswered,
    f.PaymentDeclined: payment_declined,
    f.PaymentUnknown: payment_unknown,
    f.PaymentDoubled: payment_doubled,
    f.PaymentReversalRequested: payment_reversal_requested,
    f.PaymentReversalPending: payment_reversal_pending,
    f.PaymentReversed: payment_reversed,
    f.ChannelSwitched: channel_switched,
}
