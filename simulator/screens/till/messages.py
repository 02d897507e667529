"""From a journal entry to the one sentence that tells a person what happened and what to do."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.money import worth
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


Teller = Callable[[Till, Any], Message | None]


def message_of(till: Till, event: Event) -> Message | None:
    """What to say about an event that was just applied to `till`; None where nothing needs saying."""
    teller = _TELLERS.get(type(event))
    return teller(till, event) if teller else None


def refusal(reason: str, given: Mapping[str, str]) -> Message:
    """A refusal in words."""
    return Message("bad", reason, given)


# --- the sale --------------------------------------------------------------------------------------------------------


def _money(till: Till, amount: int) -> str:
    return till.rules.currency.format(amount)


def _item(till: Till, sku: str) -> Text:
    item = till.rules.catalog.items.get(sku)
    return item.name if item else Text(sku, sku)


def _customer(till: Till, customer: str) -> Text:
    visit = till.counter.visits.get(customer)
    return visit.name if visit else Text()


def _line(id: str) -> Teller:
    def tell(till: Till, fact: f.LineAdded | f.LineChanged) -> Message:
        line = fact.line
        price, per = till.rules.shown_price(line.price, weighed=bool(line.grams))
        count = f"{line.grams / 1000:.3f} kg" if line.grams else str(line.quantity)
        return Message(
            "good",
            id,
            {
                "name": line.name,
                "count": count,
                "price": _money(till, price) + (f"/{per}" if per else ""),
                "amount": _money(till, line.amount),
                "total": _money(till, fact.total),
            },
        )

    return tell


def _line_voided(till: Till, fact: f.LineVoided) -> Message:
    return Message(
        "good",
        "till.told.line_voided",
        {"name": _item(till, fact.sku), "amount": _money(till, fact.amount), "total": _money(till, fact.total)},
    )


def _price_shown(till: Till, fact: f.PriceShown) -> Message:
    item = till.rules.catalog.items.get(fact.sku)
    weighed = item is not None and item.unit == "kg"
    price, per = till.rules.shown_price(fact.price, weighed=weighed)
    member, per_member = till.rules.shown_price(fact.member_price, weighed=weighed)
    params = {
        "name": fact.name,
        "price": _money(till, price) + (f"/{per}" if per else ""),
        "member": _money(till, member) + (f"/{per_member}" if per_member else ""),
    }
    return Message("info", "till.told.price_shown_member" if fact.member_price else "till.told.price_shown", params)


def _member(till: Till, fact: f.MemberIdentified) -> Message:
    saved = sum(line.discount for line in fact.lines)
    params = {"name": fact.name, "saved": _money(till, saved), "total": _money(till, fact.total)}
    return Message("good", "till.told.member_identified", params)


def _weighed(till: Till, fact: f.Weighed) -> Message:
    if not fact.good:
        return Message("info", "till.told.scale_cleared")
    return Message("info", "till.told.weighed", {"weight": f"{fact.grams / 1000:.3f}"})


def _age_asked(till: Till, fact: f.AgeCheckAsked) -> Message:
    return Message("warn", "till.told.age_asked", {"name": fact.name, "age": fact.age})


def _age_checked(till: Till, fact: f.AgeChecked) -> Message | None:
    if fact.allowed:
        return None  # the line that follows says enough
    return Message("warn", "till.told.age_refused", {"name": _item(till, fact.sku)})


def _id_shown(till: Till, stimulus: s.IdShown) -> Message:
    if stimulus.born:
        return Message("info", "till.told.id_shown", {"born": stimulus.born})
    return Message("warn", "till.told.no_id")


def _suspended(till: Till, fact: f.SaleSuspended) -> Message:
    params = {"ticket": fact.ticket, "amount": _money(till, fact.amount), "name": _customer(till, fact.customer)}
    return Message("good", "till.told.sale_suspended", params)


def _resumed(till: Till, fact: f.SaleResumed) -> Message:
    return Message("good", "till.told.sale_resumed", {"ticket": fact.ticket, "name": _customer(till, fact.customer)})


# --- payment and cash ------------------------------------------------------------------------------------------------


def _tender_started(till: Till, fact: f.TenderStarted) -> Message:
    params = {"total": _money(till, fact.total), "cash": _money(till, fact.cash_due), "lines": fact.lines}
    return Message("info", "till.told.tender_started", params)


def _payment_taken(till: Till, fact: f.PaymentTaken) -> Message:
    due = till.sale.due if till.sale else 0
    params = {
        "kind": Named(f"till.tender.{fact.kind}"),
        "amount": _money(till, fact.amount),
        "due": _money(till, due),
    }
    return Message("good", "till.told.payment_taken", params)


def _completed(till: Till, fact: f.SaleCompleted) -> Message:
    cash = any(tender.kind == "cash" for tender in fact.tenders)
    params = {"total": _money(till, fact.total), "change": _money(till, fact.change)}
    if fact.change:
        return Message("good", "till.told.paid_with_change", params)
    return Message("good", "till.told.paid_cash" if cash else "till.told.paid", params)


def _drawer_opened(till: Till, fact: f.DrawerOpened) -> Message | None:
    return None if fact.why == "sale" else Message("warn", f"till.told.drawer_{fact.why}")


def _change_given(till: Till, fact: f.ChangeGiven) -> Message:
    params = {"amount": _money(till, fact.amount), "so_far": _money(till, fact.so_far)}
    return Message("good", "till.told.change_given", params)


def _cash_taken(till: Till, fact: f.CashTaken) -> Message:
    return Message("good", "till.told.cash_taken", {"amount": _money(till, fact.amount)})


def _offered(till: Till, stimulus: s.CashOffered) -> Message:
    params = {"name": _customer(till, stimulus.customer), "amount": _money(till, worth(stimulus.pieces))}
    return Message("info", "till.told.cash_offered", params)


def _exchanged(till: Till, fact: f.CashExchanged) -> Message:
    params = {"gives": _money(till, worth(fact.gives)), "takes": _money(till, worth(fact.takes))}
    return Message("good", "till.told.cash_exchanged", params)


# --- people ----------------------------------------------------------------------------------------------------------


def _said(till: Till, fact: f.Said) -> Message | None:
    if fact.about:
        return Message("info", "till.told.answered")
    sale, last, visit = till.sale, till.last, till.counter.visit
    keyed = sum(tender.received for tender in last.tenders) if last else 0
    received = worth(visit.cash) if visit and visit.cash else keyed  # what lies there is said before it is keyed
    params = {
        "total": _money(till, sale.due if sale else last.total if last else 0),
        "received": _money(till, received),
        "change": _money(till, last.change if last else 0),
    }
    return Message("info", f"till.said.{fact.reply}", params)


def _question(till: Till, stimulus: s.CustomerSaid) -> Message | None:
    if not stimulus.answers:
        return None
    return Message("warn", "till.told.question", {"name": _customer(till, stimulus.customer)})


def _trolley(till: Till, fact: f.TrolleyChecked) -> Message:
    if fact.found:
        return Message("warn", "till.told.trolley_found", {"count": len(fact.found)})
    return Message("info", "till.told.trolley_empty")


def _visit_ended(till: Till, fact: f.VisitEnded) -> Message | None:
    return Message("warn", "till.told.gave_up") if fact.reason == "gave_up" else None


def _arrived(till: Till, stimulus: s.CustomerArrived) -> Message | None:
    return Message("warn", "till.told.queue_jumped", {"name": stimulus.name}) if stimulus.ahead else None


def _named(id: str, kind: Kind = "info") -> Teller:
    """A sentence about the customer of the event."""

    def tell(till: Till, event: s.CardOffered | s.CustomerSteppedUp) -> Message:
        return Message(kind, id, {"name": _customer(till, event.customer)})

    return tell


def _phone(till: Till, stimulus: s.PhoneOffered) -> Message:
    name = _customer(till, stimulus.customer)
    return Message("info", "till.told.phone_code" if stimulus.live else "till.told.phone_picture", {"name": name})


def _disputed(till: Till, stimulus: s.ChangeDisputed) -> Message:
    params = {"name": _customer(till, stimulus.customer), "amount": _money(till, abs(stimulus.short))}
    return Message("warn", "till.told.change_short" if stimulus.short > 0 else "till.told.change_over", params)


def _authorization_asked(till: Till, fact: f.AuthorizationAsked) -> Message:
    params = {"operation": Named(f"action.{fact.operation}"), "level": Named(f"till.level.{fact.level}")}
    return Message("warn", "till.told.authorization_asked", params)


def _operation(id: str, kind: Kind) -> Teller:
    def tell(till: Till, fact: f.Authorized | f.AuthorizationDenied | f.AuthorizationCancelled) -> Message:
        return Message(kind, id, {"operation": Named(f"action.{fact.operation}")})

    return tell


# --- outages and the drill -------------------------------------------------------------------------------------------


def _power_failed(till: Till, stimulus: s.PowerFailed) -> Message:
    if not stimulus.ups:
        return Message("bad", "till.told.power_failed")
    return Message("bad", "till.told.power_failed_ups")


def _power_returned(till: Till, stimulus: s.PowerReturned) -> Message:
    return Message("warn", "till.told.power_returned" if stimulus.stable else "till.told.power_unstable")


def _ordered(till: Till, stimulus: s.SupervisorOrdered) -> Message:
    if stimulus.text:
        return Message("warn", "till.told.ordered", {"text": stimulus.text})
    return Message("warn", f"till.order.{stimulus.order}")


def _printer_failed(till: Till, stimulus: s.PrinterFailed) -> Message:
    known = stimulus.error if stimulus.error in PRINTER_ERRORS else "E_FAILURE"
    return Message("warn", f"till.printer.{known}", {"error": stimulus.error})


PRINTER_ERRORS = ("EPTR_REC_EMPTY", "EPTR_COVER_OPEN", "E_OFFLINE", "E_TIMEOUT", "E_NOHARDWARE", "E_FAILURE")


def _slip_written(till: Till, fact: f.SlipWritten) -> Message:
    params = {"slip": fact.slip, "total": _money(till, fact.total), "change": _money(till, fact.change)}
    return Message("good", "till.told.slip_written", params)


def _arrival(till: Till, fact: f.ArrivalConfirmed) -> Message:
    return Message("good", "till.told.arrived") if fact.arrived else Message("bad", "till.told.not_arrived")


def _slip_entered(till: Till, fact: f.SlipEntered) -> Message:
    return Message("good", "till.told.slip_entered", {"slip": fact.slip, "total": _money(till, fact.total)})


def _plain(kind: Kind, id: str) -> Teller:
    return lambda till, event: Message(kind, id)


def _amount(kind: Kind, id: str) -> Teller:
    return lambda till, event: Message(kind, id, {"amount": _money(till, event.amount)})


_TELLERS: dict[type[Event], Teller] = {
    f.Refused: lambda till, fact: refusal(fact.reason, fact.given),
    f.LineAdded: _line("till.told.line_added"),
    f.LineChanged: _line("till.told.line_changed"),
    f.LineVoided: _line_voided,
    f.MultiplierSet: lambda till, fact: Message("info", "till.told.multiplier", {"count": fact.quantity}),
    f.PriceShown: _price_shown,
    f.MemberIdentified: _member,
    f.Weighed: _weighed,
    f.AgeCheckAsked: _age_asked,
    f.AgeChecked: _age_checked,
    f.SaleVoided: _amount("warn", "till.told.sale_voided"),
    f.SaleSuspended: _suspended,
    f.SaleResumed: _resumed,
    f.TenderStarted: _tender_started,
    f.TenderCancelled: _plain("info", "till.told.tender_cancelled"),
    f.PaymentRequested: _amount("info", "till.told.payment_requested"),
    f.PaymentQueried: _plain("info", "till.told.payment_queried"),
    f.PaymentDeclined: _amount("bad", "till.told.payment_declined"),
    f.PaymentUnknown: _amount("bad", "till.told.payment_unknown"),
    f.PaymentTaken: _payment_taken,
    f.PaymentDoubled: _amount("bad", "till.told.payment_doubled"),
    f.SaleCompleted: _completed,
    f.CashTaken: _cash_taken,
    f.ChangeGiven: _change_given,
    f.CashReturned: _amount("info", "till.told.cash_returned"),
    f.CashExchanged: _exchanged,
    f.DrawerOpened: _drawer_opened,
    f.DrawerClosed: _plain("info", "till.told.drawer_closed"),
    f.DrawerLocked: _plain("info", "till.told.drawer_locked"),
    f.DrawerUnlocked: _plain("info", "till.told.drawer_unlocked"),
    f.ReceiptIssued: lambda till, fact: (
        Message("info", "till.told.reprint", {"copy": fact.copy}) if fact.copy else None
    ),
    f.PaperChanged: _plain("good", "till.told.paper_changed"),
    f.NextCalled: _named("till.told.next_called"),
    f.Said: _said,
    f.TrolleyChecked: _trolley,
    f.GoodSetAside: _plain("info", "till.told.set_aside"),
    f.SupervisorCalled: _plain("info", "till.told.supervisor_called"),
    f.VisitEnded: _visit_ended,
    f.AuthorizationAsked: _authorization_asked,
    f.Authorized: _operation("till.told.authorized", "good"),
    f.AuthorizationDenied: _operation("till.told.authorization_denied", "bad"),
    f.AuthorizationCancelled: _operation("till.told.authorization_cancelled", "info"),
    f.TillLocked: _plain("info", "till.told.locked"),
    f.TillUnlocked: _plain("good", "till.told.unlocked"),
    f.TillLeft: _plain("warn", "till.told.left"),
    f.TillManned: _plain("info", "till.told.manned"),
    f.TillWentDark: _plain("bad", "till.told.went_dark"),
    f.TillStarted: _plain("good", "till.told.started"),
    f.IncidentReported: _plain("good", "till.told.reported"),
    f.ManualModeOrdered: _plain("warn", "till.order.manual_mode"),
    f.SlipWritten: _slip_written,
    f.ArrivalConfirmed: _arrival,
    f.SlipEntered: _slip_entered,
    f.StationClosed: _plain("info", "till.told.closed"),
    s.CustomerArrived: _arrived,
    s.CustomerSteppedUp: _named("till.told.stepped_up"),
    s.CustomerSaid: _question,
    s.MemberShown: _named("till.told.member_shown"),
    s.IdShown: _id_shown,
    s.CashOffered: _offered,
    s.CardOffered: _named("till.told.card_offered"),
    s.PhoneOffered: _phone,
    s.ChangeDisputed: _disputed,
    s.CustomerSteppedAside: _named("till.told.stepped_aside", "warn"),
    s.CustomerReturned: _named("till.told.returned"),
    s.SupervisorArrived: _plain("info", "till.told.supervisor_arrived"),
    s.SupervisorOrdered: _ordered,
    s.ReliefArrived: lambda till, event: Message("warn", "till.told.relief", {"name": event.name}),
    s.PrinterFailed: _printer_failed,
    s.PaperNearEnd: _plain("warn", "till.told.paper_low"),
    s.PowerFlickered: _plain("warn", "till.told.flickered"),
    s.PowerFailed: _power_failed,
    s.UpsExhausted: _plain("bad", "till.told.ups_exhausted"),
    s.PowerReturned: _power_returned,
    s.NetworkFailed: _plain("bad", "till.told.network_failed"),
    s.NetworkReturned: _plain("good", "till.told.network_returned"),
    s.TimeUp: _plain("warn", "till.told.time_up"),
    s.ShiftEnded: _plain("info", "till.told.shift_ended"),
}
