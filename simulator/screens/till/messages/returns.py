"""What goods that come back, and the money for them, have to say."""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Text
from simulator.pos.state import Till
from simulator.screens.station.message import Message, Named
from simulator.screens.till.messages.message import money


def found(till: Till, stimulus: s.ReceiptsFound) -> Message:
    count = len(stimulus.receipts)
    if not count:
        return Message("bad", "till.told.receipt_none", {"value": stimulus.value})
    return Message("good", "till.told.receipts_found", {"count": count})


def opened(till: Till, fact: f.ReturnOpened) -> Message:
    if fact.sold is None:
        return Message("info", "till.told.return_opened_plain", {"days": till.rules.returns.recent})
    params = {"receipt": fact.sold.receipt, "days": fact.days}
    return Message("warn" if fact.expired else "info", _late("till.told.return_opened", fact), params)


def _late(id: str, fact: f.ReturnOpened) -> str:
    return "till.told.return_opened_late" if fact.expired else id


def inspected(till: Till, fact: f.GoodInspected) -> Message:
    visit = till.counter.visit
    good = visit.goods.get(fact.good) if visit else None
    params = {"name": good.look if good else Text(), "state": Named(_state(fact.state))}
    return Message("info" if fact.state == "intact" else "warn", "till.told.inspected", params)


def _state(state: str) -> str:
    return f"till.state.{state}"


def line_added(till: Till, fact: f.ReturnLineAdded) -> Message:
    line = fact.line
    params = {"name": line.name, "amount": money(till, line.amount), "total": money(till, fact.total)}
    id = "till.told.return_line_shelf" if line.to_shelf else "till.told.return_line_off"
    return Message("good", id, params)


def line_removed(till: Till, fact: f.ReturnLineRemoved) -> Message:
    return Message("info", "till.told.return_line_removed", {"total": money(till, fact.total)})


def exchange(till: Till, fact: f.ExchangeStarted) -> Message:
    return Message("info", "till.told.exchange_started", {"credit": money(till, fact.credit)})


def completed(till: Till, fact: f.ReturnCompleted) -> Message:
    params = {"number": fact.number, "total": money(till, fact.total)}
    if fact.kind == "post_void":
        return Message("warn", "till.told.post_voided", params)
    return Message("good", "till.told.return_completed", params)


def made(till: Till, fact: f.RefundMade) -> Message:
    params = {"amount": money(till, fact.amount), "kind": Named(f"till.tender.{fact.kind}")}
    if fact.kind == "cash":
        return Message("good", "till.told.refund_cash", params)
    # a card, points or a credit note have it at once
    return Message("good", "till.told.refund_made" if fact.request else "till.told.refund_at_once", params)


def asked(till: Till, fact: f.RefundRequested) -> Message:
    params = {"amount": money(till, fact.amount), "kind": Named(f"till.tender.{fact.kind}")}
    return Message("info", "till.told.refund_requested", params)


def unknown(till: Till, fact: f.RefundUnknown) -> Message:
    params = {"amount": money(till, fact.amount), "query": Named("action.query_payment")}
    return Message("bad", "till.told.refund_unknown", params)


def declined(till: Till, fact: f.RefundDeclined) -> Message:
    params = {"amount": money(till, fact.amount), "query": Named("action.query_payment")}
    if fact.error:
        return Message("bad", "till.told.refund_offline", params)
    here = till.refunds[fact.request].customer in ("", till.counter.here)
    given = {"amount": money(till, fact.amount), "number": fact.number}
    return Message("bad", "till.told.refund_declined" if here else "till.told.refund_owed", given)


def wished(till: Till, stimulus: s.ReturnWished) -> Message:
    id = "till.told.return_wished_receipt" if stimulus.receipt else "till.told.return_wished"
    return Message("info", id, {"wish": Named(f"till.wish.{stimulus.wish}")})
