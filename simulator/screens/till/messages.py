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


NO_MISTAKES = ("refused.nobody_waiting", "refused.customer_coming")

Teller = Callable[[Till, Any], Message | None]


def message_of(till: Till, event: Event) -> Message | None:
    """What to say about an event that was just applied to `till`; None where nothing needs saying."""
    teller = _TELLERS.get(type(event))
    return teller(till, event) if teller else None


def refusal(reason: str, given: Mapping[str, str]) -> Message:
    """A refusal in words; that nobody is there to be called yet is no mistake."""
    return Message("info" if reason in NO_MISTAKES else "bad", reason, given)


# --- the sale --------------------------------------------------------------------------------------------------------


def _money(till: Till, amount: int) -> str:
    return till.rules.currency.format(amount)


def _item(till: Till, sku: str) -> Text:
    item = till.rules.catalog.items.get(sku)
    return item.name if item else Text(sku, sku)


def _customer(till: Till, customer: str) -> Text:
    visit = till.counter.visits.get(customer)
    return visit.name if visit else Text()


def _line(id: str, less: str) -> Teller:
    def tell(till: Till, fact: f.LineAdded | f.LineChanged) -> Message:
        line = fact.line
        price, per = till.rules.shown_price(line.price, weighed=bool(line.grams))
        count = f"{line.grams / 1000:.3f} kg" if line.grams else str(line.quantity)
        return Message(
            "good",
            less if line.discount else id,
            {
                "name": line.name,
                "count": count,
                "price": _money(till, price) + (f"/{per}" if per else ""),
                "amount": _money(till, line.amount),
                "discount": _money(till, line.discount),
                "total": _money(till, fact.total),
            },
        )

    return tell


def _multiplier(till: Till, fact: f.MultiplierSet) -> Message:
    if fact.quantity == 1:
        return Message("info", "till.told.multiplier_cleared")
    return Message("info", "till.told.multiplier", {"count": fact.quantity})


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


def _by_hand(id: str) -> Teller:
    def tell(till: Till, fact: f.PriceOverridden | f.LineDiscounted) -> Message:
        line, off = fact.line, fact.off if isinstance(fact, f.LineDiscounted) else 0
        params = {"name": line.name, "price": _money(till, line.price), "off": _money(till, off)}
        return Message("good", id, params | {"total": _money(till, fact.total)})

    return tell


def _sale_discounted(till: Till, fact: f.SaleDiscounted) -> Message:
    return Message("good", "till.told.sale_discounted", {"off": _money(till, fact.off)})


def _coupon(till: Till, fact: f.CouponRedeemed) -> Message:
    promotion = till.rules.pricer.promotions.get(fact.promotion)
    params = {
        "name": promotion.name if promotion else Text(),
        "total": _money(till, till.sale.total if till.sale else 0),
    }
    return Message("good", "till.told.coupon_redeemed", params)


def _quota(till: Till, stimulus: s.QuotaUsedUp) -> Message:
    promotion = till.rules.pricer.promotions.get(stimulus.promotion)
    params = {"name": promotion.name if promotion else Text(), "left": stimulus.left}
    return Message("warn", "till.told.quota_used_up", params)


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


def _payment_declined(till: Till, fact: f.PaymentDeclined) -> Message:
    if fact.error:
        params = {"channel": Named(f"till.channel.{fact.channel}"), "switch": Named("action.switch_channel")}
        return Message("bad", "till.told.payment_offline", params)
    return Message("bad", "till.told.payment_declined", {"amount": _money(till, fact.amount)})


def _query_unanswered(till: Till, fact: f.QueryUnanswered) -> Message:
    return Message("bad", "till.told.query_unanswered", {"waited": fact.waited // 1000})


def _payment_doubled(till: Till, fact: f.PaymentDoubled) -> Message:
    params = {"amount": _money(till, fact.amount), "reverse": Named("action.reverse_payment")}
    return Message("bad", "till.told.payment_doubled", params)


def _channel_switched(till: Till, fact: f.ChannelSwitched) -> Message:
    return Message("info", "till.told.channel_switched", {"channel": Named(f"till.channel.{fact.channel}")})


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
    if fact.why == "sale":
        return None
    return Message("warn", f"till.told.drawer_{fact.why if fact.why in ('no_sale', 'key') else 'office'}")


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


# --- the cash office -------------------------------------------------------------------------------------------------


def _off(till: Till, fact: f.FloatCounted | f.DrawerCounted, id: str, *, wrong: bool) -> Message:
    """A count: its difference is told once it is entered, and stays."""
    params = {"counted": _money(till, fact.counted), "off": _money(till, fact.over_short)}
    if isinstance(fact, f.DrawerCounted):
        params["slips"] = _money(till, fact.slips_off)
    return Message("warn" if wrong else "good", id, params)


def _float_counted(till: Till, fact: f.FloatCounted) -> Message:
    wrong = fact.over_short != 0
    return _off(till, fact, "till.told.float_off" if wrong else "till.told.float_counted", wrong=wrong)


def _drawer_counted(till: Till, fact: f.DrawerCounted) -> Message:
    wrong = fact.over_short != 0 or fact.slips_off != 0
    return _off(till, fact, "till.told.drawer_off" if wrong else "till.told.drawer_counted", wrong=wrong)


def _bagged(id: str) -> Teller:
    def tell(till: Till, fact: f.CashDropped | f.BankDropped) -> Message:
        return Message("good", id, {"bag": fact.bag, "amount": _money(till, fact.amount)})

    return tell


def _note_checked(till: Till, fact: f.NoteChecked) -> Message | None:
    return Message("good", "till.told.note_genuine", {"value": _money(till, fact.value)}) if fact.genuine else None


def _counterfeit(till: Till, fact: f.CounterfeitFound) -> Message:
    return Message("bad", f"till.told.counterfeit_{fact.place}", {"amount": _money(till, fact.amount)})


def _report(till: Till, fact: f.ReportIssued) -> Message:
    return Message("info", f"till.told.report_{fact.kind}", {"number": fact.number})


def _errand(till: Till, stimulus: s.ErrandCame) -> Message:
    params = {"text": stimulus.text, "amount": _money(till, stimulus.amount)}
    return Message("warn", f"till.told.errand_{stimulus.operation}", params)


def _handed_over(till: Till, fact: f.ShiftHandedOver) -> Message:
    params = {"counted": _money(till, fact.counted), "off": _money(till, fact.over_short)}
    return Message("warn" if fact.over_short else "good", "till.told.handed_over", params)


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
    visit = till.counter.visits.get(fact.customer)
    found = [visit.goods[good] for good in fact.found] if visit else []
    holder = visit.goods.get(found[0].holder) if visit and found else None
    if holder is not None and all(good.holder == holder.id for good in found):
        return Message("warn", "till.told.inside_found", {"name": holder.look, "count": len(found)})
    if fact.found:
        return Message("warn", "till.told.trolley_found", {"count": len(fact.found)})
    return Message("info", "till.told.trolley_empty")


def _visit_ended(till: Till, fact: f.VisitEnded) -> Message | None:
    """How they went, where something went wrong with it: what is still open is seen by whoever looks at the counter."""
    if fact.reason == "gave_up":
        return Message("warn", "till.told.gave_up")
    if fact.cash_left and fact.change_off < 0:
        params = {"amount": _money(till, fact.cash_left), "change": _money(till, -fact.change_off)}
        return Message("bad", "till.told.left_both", params)
    if fact.cash_left:
        return Message("bad", "till.told.left_cash", {"amount": _money(till, fact.cash_left)})
    if fact.change_off < 0:
        return Message("bad", "till.told.left_short", {"amount": _money(till, -fact.change_off)})
    if fact.change_off > 0:
        return Message("bad", "till.told.left_over", {"amount": _money(till, fact.change_off)})
    return None


def _arrived(till: Till, stimulus: s.CustomerArrived) -> Message | None:
    if stimulus.ahead:
        return Message("warn", "till.told.queue_jumped", {"name": stimulus.name})
    busy = till.counter.here or till.counter.coming
    return None if busy or till.over else Message("info", "till.told.joined", {"name": stimulus.name})


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
    called = till.counter.supervisor or till.counter.called
    return Message("warn", "till.told.authorization_awaited" if called else "till.told.authorization_asked", params)


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


def _printed(till: Till, stimulus: s.ReceiptPrinted) -> Message | None:
    return Message("warn", "till.told.printer_silent", {"device": stimulus.device}) if stimulus.silent else None


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
    f.LineAdded: _line("till.told.line_added", "till.told.line_added_less"),
    f.LineChanged: _line("till.told.line_changed", "till.told.line_changed_less"),
    f.LineVoided: _line_voided,
    f.MultiplierSet: _multiplier,
    f.PriceShown: _price_shown,
    f.MemberIdentified: _member,
    f.CouponRedeemed: _coupon,
    f.PriceOverridden: _by_hand("till.told.price_overridden"),
    f.LineDiscounted: _by_hand("till.told.line_discounted"),
    f.SaleDiscounted: _sale_discounted,
    s.QuotaUsedUp: _quota,
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
    f.PaymentDeclined: _payment_declined,
    f.QueryUnanswered: _query_unanswered,
    f.PaymentUnknown: _amount("bad", "till.told.payment_unknown"),
    f.PaymentTaken: _payment_taken,
    f.PaymentDoubled: _payment_doubled,
    f.PaymentReversalRequested: _amount("info", "till.told.reversal_requested"),
    f.PaymentReversalPending: _amount("warn", "till.told.reversal_pending"),
    f.PaymentReversed: _amount("good", "till.told.payment_reversed"),
    f.ChannelSwitched: _channel_switched,
    f.SaleCompleted: _completed,
    f.CashTaken: _cash_taken,
    f.ChangeGiven: _change_given,
    f.CashReturned: _amount("info", "till.told.cash_returned"),
    f.CashExchanged: _exchanged,
    f.DrawerOpened: _drawer_opened,
    f.PaidIn: _amount("good", "till.told.paid_in"),
    f.PaidOut: _amount("good", "till.told.paid_out"),
    f.CashDropped: _bagged("till.told.cash_dropped"),
    f.BankDropped: _bagged("till.told.bank_dropped"),
    f.FloatCounted: _float_counted,
    f.DrawerCounted: _drawer_counted,
    f.NoteChecked: _note_checked,
    f.CounterfeitFound: _counterfeit,
    f.ReportIssued: _report,
    f.ShiftHandedOver: _handed_over,
    s.ErrandCame: _errand,
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
    s.CouponShown: _named("till.told.coupon_shown"),
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
    s.ReceiptPrinted: _printed,
    s.PrinterFailed: _printer_failed,
    s.PaperNearEnd: _plain("warn", "till.told.paper_low"),
    s.PowerFlickered: _plain("warn", "till.told.flickered"),
    s.PowerFailed: _power_failed,
    s.UpsExhausted: _plain("bad", "till.told.ups_exhausted"),
    s.PowerReturned: _power_returned,
    s.NetworkFailed: _plain("bad", "till.told.network_failed"),
    s.NetworkReturned: _plain("good", "till.told.network_returned"),
    s.TimeUp: lambda till, event: Message(
        "warn", "till.told.time_up" if till.counter.here else "till.told.time_up_free"
    ),
    s.ShiftEnded: _plain("info", "till.told.shift_ended"),
}
