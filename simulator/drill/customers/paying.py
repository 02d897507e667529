"""What a customer holds out, when, and what follows from the channel's answers."""

from simulator.drill.customers.customer import Customer, Reactions
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.pos.outage import label_price
from simulator.pos.state import Till

SEARCHES = (16_000, 26_000)
"""How long somebody looks for a card, or fumbles with their phone, before they would rather pay another way."""


def tender(me: Customer, what: f.TenderStarted, at: int, till: Till) -> None:
    me.progress(at)
    me.ask("tendering", me.soon(at, 500, 1200), till)
    points = any(payment.kind == "points" for payment in me.wallet.way)
    if me.member and not me.shown and not me.wish.forgets and (me.spec.member == "late" or points):
        me.shown = True
        me.say("late_member", me.soon(at, 600, 1000))
        me.plan("member", me.soon(at, 1100, 1600), s.MemberShown(me.id, me.member))
    pay(me, at, till)


def resumed(me: Customer, what: f.SaleResumed, at: int, till: Till) -> None:
    """Their basket is here again, so nobody need be told of it; one that was being paid elsewhere is paid on."""
    if what.customer == me.id:
        me.agenda.cancel(me.id, "say waiting_for_basket")
    if till.stage == "tendering" and what.customer == me.id:
        me.progress(at)
        pay(me, at, till)


def tender_cancelled(me: Customer, what: f.TenderCancelled, at: int, till: Till) -> None:
    me.agenda.cancel(me.id, "pay")
    me.progress(at)


def pay(me: Customer, at: int, till: Till) -> None:
    """Hold something out in two to four seconds."""
    hold_out(me, me.soon(at, 2000, 4000), till)


def hold_out(me: Customer, at: int, till: Till) -> None:
    sale, rules, offer = till.sale, till.rules, None
    if till.outage.dark:
        if me.paid:
            return
        goods = wanted(me, till)
        total = rules.cash_due(sum(label_price(till, good.sku, good.grams) for good in goods))
        if total > 0:
            kind = me.wallet.current.kind
            static = kind == "mobile" or (me.custom.pays_static(at) and (kind == "card" or me.likes_phone))
            offer = me.wallet.offer_for_slip(total, rules.currency, static=static)
    elif sale is not None and till.stage == "tendering" and sale.due > 0:
        offer = me.wallet.offer(sale.due, rules.cash_due(sale.due), rules.currency)
    if offer is None:
        return
    me.plan("pay", at, offer)
    if isinstance(offer, s.PhoneOffered) and not offer.live:
        me.say("screenshot" if offer.code == "picture" else "static_paid", at)
    elif isinstance(offer, s.GiftCardShown):
        me.say("pays_by_card", at)
    elif isinstance(offer, s.PointsOffered):
        me.say("pays_by_points", at)
    elif isinstance(offer, s.CardOffered | s.PhoneOffered) and offer.amount:
        me.say("part", at, amount=rules.currency.format(offer.amount))


def wanted(me: Customer, till: Till) -> list[s.Good]:
    visit = till.counter.visit
    if visit is None:
        return []
    gone = visit.dropped | visit.set_aside
    seen = (good for good in visit.goods.values() if good.place == "belt" or good.id in visit.found)
    return [good for good in seen if good.id not in gone]


def repriced(me: Customer, what: f.MemberIdentified, at: int, till: Till) -> None:
    me.progress(at)
    planned = me.agenda.due(me.id, "pay")
    if planned is not None:
        me.agenda.cancel(me.id, "pay")
        hold_out(me, planned, till)


def requested(me: Customer, what: f.PaymentRequested, at: int, till: Till) -> None:
    me.agenda.cancel(me.id, "pay", "step aside", "say fetching")
    me.progress(at)
    if me.wallet.presents(what.kind):
        return
    if me.wallet.current.kind == what.kind:
        me.say("no_card" if what.kind == "card" else "phone_stuck", me.soon(at, 2500, 4500))
        me.say("gives_up", me.soon(at, *SEARCHES))
    else:  # a card was never spoken of
        me.say("not_by_card", me.soon(at, 2500, 4500))


def not_taken(me: Customer, what: f.PaymentCancelled | f.PaymentExpired, at: int, till: Till) -> None:
    """Nothing was charged: what they did not find is not looked for again."""
    me.agenda.cancel(me.id, "say no_card", "say phone_stuck", "say gives_up", "say not_by_card")
    me.progress(at)
    if what.request in me.refused:  # asked once more, and told the same
        return
    me.refused.add(what.request)
    if me.wallet.current.outcome == "not_presented":
        me.wallet.next()
    pay(me, at, till)


def declined(me: Customer, what: f.PaymentDeclined, at: int, till: Till) -> None:
    me.progress(at)
    if what.request in me.refused:  # asked once more, and told the same
        return
    me.refused.add(what.request)
    if what.error:  # the channel's fault: the same code works once it is reached
        pay(me, at, till)
        return
    if me.wallet.current.outcome == "misreported":
        me.say("charged_anyway", me.soon(at, 1500, 3000))
        return
    me.wallet.next()
    me.say("declined", me.soon(at, 600, 1400))
    pay(me, at, till)


def unknown(me: Customer, what: f.PaymentUnknown, at: int, till: Till) -> None:
    me.progress(at)
    unpaid = me.wallet.current.outcome in ("uncharged", "unclear") or not me.wallet.presents(
        till.payments[what.request].kind
    )
    me.say("spinning" if unpaid else "paid_already", me.soon(at, 1500, 3000))


def given_back(me: Customer, what: f.PaymentReversed, at: int, till: Till) -> None:
    """The money is back: pay otherwise, unless that is under way."""
    me.progress(at)
    visit = till.counter.visit
    held_out = visit is not None and (visit.card or visit.phone or visit.cash)
    mine = till.sale is not None and till.sale.id == what.sale and till.sale.customer == me.id
    if mine and till.stage == "tendering" and not held_out and me.agenda.due(me.id, "pay") is None:
        me.wallet.next()
        pay(me, at, till)


def taken(me: Customer, what: f.PaymentTaken, at: int, till: Till) -> None:
    if what.kind == "cash":
        me.wallet.spent += what.amount
    me.money_in = True
    me.progress(at)
    if till.sale is not None and till.sale.due > 0:
        me.wallet.next()
        pay(me, at, till)


REACTIONS: Reactions = {
    f.TenderStarted: tender,
    f.SaleResumed: resumed,
    f.TenderCancelled: tender_cancelled,
    f.MemberIdentified: repriced,
    f.PaymentRequested: requested,
    f.PaymentDeclined: declined,
    f.PaymentCancelled: not_taken,
    f.PaymentExpired: not_taken,
    f.PaymentUnknown: unknown,
    f.PaymentReversed: given_back,
    f.PaymentTaken: taken,
}
