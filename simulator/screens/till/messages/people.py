"""What customers and colleagues do, told to the cashier."""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.money import worth
from simulator.kernel.texts import Text
from simulator.pos.refunding import missed
from simulator.pos.state import Till
from simulator.pos.view import View
from simulator.screens.station.message import Kind, Message, Named, refusal, whose
from simulator.screens.till.messages.message import Teller, customer, money
from simulator.screens.till.messages.selling import prices


def said(till: Till, fact: f.Said) -> Message | None:
    if fact.about:
        return answered(till, fact)
    view, sale, visit = View(till), till.sale, till.counter.visit
    last = till.last if till.last and till.last.customer == fact.customer else None  # not somebody else's
    keyed = sum(tender.received for tender in last.tenders) if last else 0
    received = worth(visit.cash) if visit and visit.cash else keyed  # what lies there is said before it is keyed
    owed = view.change_owed  # of a refund too, which is no sale's change
    if sale and visit and visit.cash:  # said before it is keyed: what it will come to
        owed = max(owed, worth(visit.cash) - view.cash_due)
    shown = visit.priced if visit else None
    if fact.reply == "say_price" and shown:
        kind = "say_member_price" if shown.member_price else "say_price"
        return Message("info", f"till.said.{kind}", prices(till, shown))
    params = {
        "total": money(till, sale.due if sale else last.total if last else 0),
        "received": money(till, received),
        "change": money(till, owed or (visit.change_due if visit else 0) or (last.change if last else 0)),
    }
    back = fact.reply == "say_change" and visit is not None and visit.pays_back
    return Message("info", "till.said.say_change_back" if back else f"till.said.{fact.reply}", params)


def refused(till: Till, fact: f.Refused) -> Message:
    """A kind word that comes a moment too late is no mistake."""
    if (fact.operation, fact.reason) == ("say", "refused.no_customer"):
        return Message("info", "till.told.gone_already")
    return refusal(fact.reason, fact.given)


def answered(till: Till, fact: f.Said) -> Message:
    """An answer, and what is next."""
    view, visit = View(till), till.counter.visit
    if visit is None or visit.customer != fact.customer:
        return Message("info", "till.told.answered_other")
    if till.counter.questions:
        return Message("warn", "till.told.answered_more")
    promised = {answer.promises for answer in visit.promised if answer.reply == fact.reply}
    if "help" in promised:
        return Message("info", "till.told.answered_go" if till.locked else "till.told.answered_help")
    if "price" in promised:
        return Message("info", "till.told.answered_tell" if visit.priced else "till.told.answered_look")
    if view.matter != Text():
        kind = "price" if view.complaint is None or view.complaint.number else "complaint"
        return Message("warn", f"till.told.answered_{kind}", {"words": view.matter})
    if till.stage == "idle":
        if view.change_due > 0:
            return Message("warn", "till.told.answered_owed", {"owed": money(till, view.change_due)})
        open_goods = any(not good.charged and not good.unwanted for good in view.belt)
        open_goods = open_goods or any(not good.taken for good in view.brought)
        return Message("info", "till.told.answered_idle" if open_goods else "till.told.answered_settled")
    known = till.stage in ("scanning", "tendering", "paying", "change", "returning")
    return Message("info", f"till.told.answered_{till.stage}" if known else "till.told.answered")


def question(till: Till, stimulus: s.CustomerSaid) -> Message | None:
    if not stimulus.answers:
        return None
    visit = till.counter.visits.get(stimulus.customer)
    if stimulus.about == "shelf_verdict" and visit and visit.dispute:  # what was reported stays in sight
        return Message("warn", "till.told.shelf_answer", {"text": visit.dispute.told})
    if stimulus.about == "complaint_next" and visit and visit.complaint:
        return Message("warn", "till.told.complaint_answer", {"number": visit.complaint.number})
    return Message("warn", "till.told.question", {"name": customer(till, stimulus.customer)})


def dropped(till: Till, stimulus: s.CustomerDropped) -> Message:
    """Also told here: while a question waits for its answer, words are easily missed."""
    visit = till.counter.visits[stimulus.customer]
    return Message("warn", "till.told.dropped", {"name": visit.name, "good": visit.goods[stimulus.good].look})


def trolley(till: Till, fact: f.TrolleyChecked) -> Message:
    visit = till.counter.visits.get(fact.customer)
    found = [visit.goods[good] for good in fact.found] if visit else []
    holder = visit.goods.get(found[0].holder) if visit and found else None
    if holder is not None and all(good.holder == holder.id for good in found):
        return Message("warn", "till.told.inside_found", {"name": holder.look, "count": len(found)})
    if fact.found:
        return Message("warn", "till.told.trolley_found", {"count": len(fact.found)})
    return Message("info", "till.told.trolley_empty")


def set_aside(till: Till, fact: f.GoodSetAside) -> Message:
    visit = till.counter.visit
    good = visit.goods.get(fact.good) if visit else None
    return Message("info", "till.told.set_aside", {"good": good.look if good else Text()})


def visit_ended(till: Till, fact: f.VisitEnded) -> Message | None:
    """How they went, where something went wrong with it: what is still open is seen by whoever looks at the counter."""
    owed = next(iter(missed(till, fact.customer)), None)
    if owed is not None and owed.status == "declined" and not owed.error:
        return Message("bad", "till.told.refund_owed", {"amount": money(till, owed.amount), "number": owed.number})
    if fact.reason == "gave_up":
        return Message("warn", "till.told.gave_up")
    if fact.cash_left and fact.change_off < 0:
        params = {"amount": money(till, fact.cash_left), "change": money(till, -fact.change_off)}
        return Message("bad", "till.told.left_both", params)
    if fact.cash_left:
        return Message("bad", "till.told.left_cash", {"amount": money(till, fact.cash_left)})
    if fact.change_off < 0:
        return Message("bad", "till.told.left_short", {"amount": money(till, -fact.change_off)})
    if fact.change_off > 0:
        return Message("bad", "till.told.left_over", {"amount": money(till, fact.change_off)})
    return None


def arrived(till: Till, stimulus: s.CustomerArrived) -> Message | None:
    if stimulus.ahead:
        return Message("warn", "till.told.queue_jumped", {"name": stimulus.name})
    if till.counter.here or till.counter.coming or till.over:
        return None
    held = (till.outage.dark or not till.outage.power) and not till.outage.manual  # nobody is to be called now
    return Message("info", "till.told.joined_waiting" if held else "till.told.joined", {"name": stimulus.name})


def named(id: str, kind: Kind = "info") -> Teller:
    """A sentence about the customer of the event."""

    def tell(till: Till, event: s.CardOffered | s.CustomerSteppedUp) -> Message:
        return Message(kind, id, {"name": customer(till, event.customer)})

    return tell


def phone(till: Till, stimulus: s.PhoneOffered) -> Message:
    name = customer(till, stimulus.customer)
    return Message("info", "till.told.phone_code" if stimulus.live else "till.told.phone_picture", {"name": name})


def disputed(till: Till, stimulus: s.ChangeDisputed) -> Message:
    params = {"name": customer(till, stimulus.customer), "amount": money(till, abs(stimulus.short))}
    return Message("warn", "till.told.change_short" if stimulus.short > 0 else "till.told.change_over", params)


def authorization_asked(till: Till, fact: f.AuthorizationAsked) -> Message:
    params = {"operation": Named(f"action.{fact.operation}"), "level": whose(fact.level)}
    called = till.counter.supervisor or till.counter.called
    return Message("warn", "till.told.authorization_awaited" if called else "till.told.authorization_asked", params)


def called(id: str) -> Teller:
    """Whoever was called, or came, by the name that the dialog which waits has for them."""
    return lambda till, event: Message("info", id, {"level": whose(till.pending.level if till.pending else "")})


def operation(id: str, kind: Kind) -> Teller:
    def tell(till: Till, fact: f.Authorized | f.AuthorizationDenied | f.AuthorizationCancelled) -> Message:
        return Message(kind, id, {"operation": Named(f"action.{fact.operation}")})

    return tell
