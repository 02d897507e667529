"""What a customer answers when the cashier says something."""

from collections.abc import Callable

from simulator.drill.customers import matters
from simulator.drill.customers.customer import Customer, Reactions
from simulator.drill.customers.leaving import settle
from simulator.drill.customers.paying import pay
from simulator.drill.customers.returning import asked_to_sign, objects, refused
from simulator.drill.words import CLAIM_BELIEVED, MISCOUNT_BELIEVED, MISCOUNT_RIGHT
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.pos.cash import unclaimed
from simulator.pos.state import Till


def said(me: Customer, what: f.Said, at: int, till: Till) -> None:
    if what.about:
        me.open.discard(what.about)
        if what.about == "miscounted":
            counted(me, what.reply, at)
        if what.reply == CLAIM_BELIEVED:
            me.wallet.laid = me.spec.claims
        if what.reply == "queue_please" and me.id in till.counter.queue:
            me.back_to_the_queue(at)
    if me.where != "counter":
        return
    if what.reply == "thank" and me.doubled:
        me.say("charged_twice", me.soon(at, 700, 1500))
    elif what.reply == "thank" and not objects(me, at, till):
        me.thanked = True
    if what.about:
        me.progress(at)
        matters.answered(me, what, at, till)
    if what.about or me.paid:
        settle(me, at, till)
    reply = REPLIES.get(what.reply)
    if reply is not None:
        reply(me, at, till)


def counted(me: Customer, reply: str, at: int) -> None:
    """Together it is found; whoever is told that it will be added, waits for it."""
    if reply == MISCOUNT_RIGHT:
        me.say("found_it", me.soon(at, 3000, 5000))
    elif reply == MISCOUNT_BELIEVED:
        me.wallet.laid += me.doubts


def is_greeted(me: Customer, at: int, till: Till) -> None:
    if not me.greeted:
        me.greeted = True
        me.say("greeting", me.soon(at, 500, 1100))


def asked_member(me: Customer, at: int, till: Till) -> None:
    if me.wish.other:
        code, me.wish.other = me.wish.other, ""
        me.plan("member", me.soon(at, 900, 1800), s.MemberShown(me.id, code))
    elif me.member and not me.wish.forgets:
        if me.spec.member == "others" and not me.shown:
            me.say("other_card", me.soon(at, 600, 900))
        me.shown = True
        me.plan("member", me.soon(at, 900, 1800), s.MemberShown(me.id, me.member))
    else:
        me.say("no_member", me.soon(at, 600, 1200))


def told_price(me: Customer, at: int, till: Till) -> None:
    """They heard the price they asked for; or another thing's, and say so."""
    me.progress(at)
    visit, shown = till.counter.visit, till.counter.price_shown
    owed = till.rules.catalog.items.get(visit.price_owed) if visit else None
    if owed is not None and shown is not None and shown.sku != owed.sku:
        me.say("price_other", me.soon(at, 600, 1200), owed.name)
    else:
        me.say("price_told", me.soon(at, 600, 1200))


def asked_live_code(me: Customer, at: int, till: Till) -> None:
    if me.wallet.static is not None:
        asked_other(me, at, till)
    elif me.wallet.current.outcome == "screenshot" and not me.paid:
        me.wallet.next()
        me.say("live_code", me.soon(at, 600, 1200))
        pay(me, at, till)


def asked_other(me: Customer, at: int, till: Till) -> None:
    if me.paid:
        return
    visit = till.counter.visit
    if visit is not None and unclaimed(till, visit) > 0:
        me.say("insists_on_cash", me.soon(at, 600, 1200))
        return
    kind = me.wallet.current.kind
    if me.wallet.static is not None:
        me.wallet.static, kind = None, "cash"
    elif me.wallet.current.kind != "cash":
        me.wallet.next()
    if till.outage.dark:
        me.wallet.only_cash()
    elif not till.outage.network or till.channels.all_down(at):
        if kind == "mobile" and me.custom.pays_static(at):
            me.wallet.pay_static()
        else:
            me.wallet.only_cash()
    me.agenda.cancel(me.id, "arrival")
    pay(me, at, till)


def calm_down(me: Customer, at: int, till: Till) -> None:
    if not me.calmed:
        me.calmed = True
        me.patience += me.patience // 4
        me.progress(at)


def told_total(me: Customer, at: int, till: Till) -> None:
    visit = till.counter.visit
    held_out = visit is not None and (visit.card or visit.phone)
    if not held_out and (till.outage.dark or me.agenda.due(me.id, "pay") is None):
        pay(me, at, till)


def asked_id(me: Customer, at: int, till: Till) -> None:
    """An identity card is looked for, and shown or not."""
    me.progress(at)
    shows = bool(me.person.born) and me.person.has_id
    found = me.soon(at, 1500, 4000)
    me.say("here_is_id" if shows else "no_id", found)
    me.plan("id", found, s.IdShown(me.id, me.person.born if shows else ""))


REPLIES: dict[str, Callable[[Customer, int, Till], None]] = {
    "greet": is_greeted,
    "ask_member": asked_member,
    "ask_live_code": asked_live_code,
    "ask_other_payment": asked_other,
    "apologise": calm_down,
    "one_moment": calm_down,
    "say_total": told_total,
    "ask_id": asked_id,
    "say_price": told_price,
    "decline_return": refused,
    "ask_sign": asked_to_sign,
}

REACTIONS: Reactions = {
    f.Said: said,
}
