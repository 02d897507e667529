"""What payments, drawer and change have to say."""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.money import worth
from simulator.pos.cash import owed
from simulator.pos.state import Till
from simulator.screens.station.message import Message, Named
from simulator.screens.till.messages.message import customer, money


def tender_started(till: Till, fact: f.TenderStarted) -> Message:
    params = {"total": money(till, fact.total), "cash": money(till, fact.cash_due), "lines": fact.lines}
    return Message("info", "till.told.tender_started", params)


def payment_declined(till: Till, fact: f.PaymentDeclined) -> Message:
    if fact.error:
        params = {"channel": Named(f"till.channel.{fact.channel}"), "switch": Named("action.switch_channel")}
        return Message("bad", "till.told.payment_offline", params)
    return Message("bad", "till.told.payment_declined", {"amount": money(till, fact.amount)})


AWAITED = {"card": "till.told.payment_awaited_card", "mobile": "till.told.payment_awaited_mobile"}


def awaited(till: Till, stimulus: s.PaymentAwaited) -> Message | None:
    payment = till.payments.get(stimulus.request)
    if payment is None or not payment.awaited:
        return None
    return Message("warn", AWAITED[payment.kind], {"amount": money(till, payment.amount)})


def expired(till: Till, fact: f.PaymentExpired) -> Message:
    params = {"amount": money(till, fact.amount), "waited": fact.waited // 1000}
    return Message("bad", "till.told.payment_expired", params)


def query_unanswered(till: Till, fact: f.QueryUnanswered) -> Message:
    payment = till.payments.get(fact.request)
    if (
        payment is not None and payment.status == "waiting" and payment.awaited
    ):  # nothing to reverse: the bank knows of nothing
        return Message("warn", "till.told.query_awaited", {"amount": money(till, payment.amount)})
    return Message("bad", "till.told.query_unanswered", {"waited": fact.waited // 1000})


def payment_doubled(till: Till, fact: f.PaymentDoubled) -> Message:
    params = {"amount": money(till, fact.amount), "reverse": Named("action.reverse_payment")}
    return Message("bad", "till.told.payment_doubled", params)


def channel_switched(till: Till, fact: f.ChannelSwitched) -> Message:
    return Message("info", "till.told.channel_switched", {"channel": Named(f"till.channel.{fact.channel}")})


def payment_taken(till: Till, fact: f.PaymentTaken) -> Message:
    due = till.sale.due if till.sale else 0
    params = {
        "kind": Named(f"till.tender.{fact.kind}"),
        "amount": money(till, fact.amount),
        "due": money(till, due),
    }
    return Message("good", "till.told.payment_taken", params)


def completed(till: Till, fact: f.SaleCompleted) -> Message:
    cash = any(tender.kind == "cash" for tender in fact.tenders)
    paid = sum(tender.amount for tender in fact.tenders)  # cash is rounded: what was paid, and not the bill
    params = {"total": money(till, paid), "change": money(till, fact.change)}
    if fact.change:
        return Message("good", "till.told.paid_with_change", params)
    return Message("good", "till.told.paid_cash" if cash else "till.told.paid", params)


def drawer_opened(till: Till, fact: f.DrawerOpened) -> Message | None:
    if fact.why in ("sale", "refund"):
        return None
    if fact.needed and fact.why == "no_sale" and fact.reason != "small_change":
        return Message("warn", "till.told.drawer_for_cash")
    return Message("warn", f"till.told.drawer_{fact.why if fact.why in ('no_sale', 'key') else 'office'}")


def change_given(till: Till, fact: f.ChangeGiven) -> Message:
    params = {"amount": money(till, fact.amount), "so_far": money(till, fact.so_far)}
    visit = till.counter.visit
    if visit is not None and visit.pays_back:
        return Message("good", "till.told.refund_given", params)
    said = visit is not None and "say_change" in visit.said
    return Message("good", "till.told.change_given_said" if said else "till.told.change_given", params)


def cash_taken(till: Till, fact: f.CashTaken) -> Message:
    return Message("good", "till.told.cash_taken", {"amount": money(till, fact.amount)})


def offered(till: Till, stimulus: s.CashOffered) -> Message:
    params = {"name": customer(till, stimulus.customer), "amount": money(till, worth(stimulus.pieces))}
    visit = till.counter.visits.get(stimulus.customer)
    paid = till.sale is None and visit is not None and bool(visit.sales or visit.slips)
    if not paid:
        return Message("info", "till.told.cash_offered", params)
    back = "next.answered_change" if visit is not None and owed(till, visit) > 0 else "next.paid_cash"
    then = back if till.drawer.open else ""
    return Message("info", "till.told.cash_laid_again", params, then)


def exchanged(till: Till, fact: f.CashExchanged) -> Message:
    params = {"gives": money(till, worth(fact.gives)), "takes": money(till, worth(fact.takes))}
    return Message("good", "till.told.cash_exchanged", params)
