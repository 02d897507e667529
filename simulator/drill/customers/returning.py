"""Somebody brings something back: says so, shows a receipt or what there is, waits, signs, and wants the money."""

from simulator.drill.customers.customer import Customer, Reactions
from simulator.drill.customers.leaving import settle
from simulator.drill.words import line
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.texts import Text
from simulator.pos.refunding import missed
from simulator.pos.state import Till

WHY = {
    "changed_mind": Text("I don't need it after all.", "用不上了。"),
    "wrong_item": Text("I bought the wrong one.", "买错了。"),
    "faulty": Text("There is something wrong with it.", "东西有毛病。"),
}
"""Why it comes back, as they say it with the wish; the rest is seen by whoever looks at it."""
WAY_OUT = (3000, 6000)
"""How long somebody takes to leave whose goods were not taken back."""


def wish(me: Customer, at: int) -> None:
    """They say what they want, and hold out what there is to find it by."""
    returns = me.spec.returns
    if returns is None or me.back is None or me.wished:
        return
    me.wished = True
    sold, moment = me.back.sold, me.soon(at, 2500, 4000)
    asked = line(f"return_{returns.wish}", me.arrival.manner, me.draws)
    why = WHY.get(returns.reason, Text())
    said = Text(f"{asked.en} {why.en}".rstrip(), f"{asked.zh}{why.zh}")
    me.plan(f"say return_{returns.wish}", moment, s.CustomerSaid(me.id, f"return_{returns.wish}", said))
    shown = {returns.shows: True}
    me.plan(
        "wish",
        moment + 400,
        s.ReturnWished(
            me.id,
            sold.receipt if shown.get("receipt") else "",
            returns.wish,
            returns.reason,
            sold.member if shown.get("member") else "",
            sold.card if shown.get("card") else "",
        ),
    )


def goes_on(me: Customer, what: Event, at: int, till: Till) -> None:
    """Something is done about it: they wait, even if they were about to leave."""
    if me.back is None:
        return
    if me.leaving:
        me.leaving = me.answered = me.paid = False
        me.agenda.cancel(me.id, "go")
    elif till.returning is not None:
        me.agenda.cancel(me.id, "go")
    me.progress(at)


def cancelled(me: Customer, what: f.ReturnCancelled, at: int, till: Till) -> None:
    """Nothing was taken back: they leave."""
    if me.back is not None:
        keeps(me, at)
        leaves(me, at, till)


def refused(me: Customer, at: int, till: Till) -> None:
    """They keep it. As long as a return is open there is something else that may be taken back: they wait for that."""
    if me.back is not None:
        keeps(me, at)
        if till.returning is None:
            leaves(me, at, till)


def keeps(me: Customer, at: int) -> None:
    if not me.answered:
        me.answered = True
        me.progress(at)
        me.say("return_refused", me.soon(at, 700, 1500))


def leaves(me: Customer, at: int, till: Till) -> None:
    """Unless there is a basket to be paid, or something that was taken back before is not settled."""
    visit = till.counter.visit
    if visit is not None and visit.returns:
        settle(me, at, till)
    elif not me.goods and not me.leaving:
        me.paid = me.leaving = True
        me.plan("go", me.soon(at, *WAY_OUT), s.CustomerLeft(me.id))


def completed(me: Customer, what: f.ReturnCompleted, at: int, till: Till) -> None:
    if what.customer != me.id or what.kind == "post_void":
        return
    me.answered = True
    if what.kind == "exchange" or not me.goods:
        me.paid = True
    me.progress(at)
    settle(me, at, till)


def refunded(me: Customer, what: f.RefundMade, at: int, till: Till) -> None:
    if what.customer != me.id:
        return
    if what.kind == "cash":
        me.wallet.spent -= what.amount
    me.progress(at)
    visit = till.counter.visit
    asked = visit is not None and "ask_sign" in visit.said and me.agenda.due(me.id, "sign") is None
    if asked and not missed(till, me.id):  # they would not before
        asked_to_sign(me, at, till)
    settle(me, at, till)


def unknown(me: Customer, what: f.RefundUnknown, at: int, till: Till) -> None:
    if till.refunds[what.request].customer == me.id:
        me.progress(at)
        me.say("refund_where", me.soon(at, 1500, 3000))


def declined(me: Customer, what: f.RefundDeclined, at: int, till: Till) -> None:
    """What now? They wait for their money, and hear whether it goes another way."""
    if till.refunds[what.request].customer == me.id:
        me.progress(at)
        me.say("refund_declined", me.soon(at, 1500, 3000))


def objects(me: Customer, at: int, till: Till) -> bool:
    """Nobody goes with a thank-you whose money has not gone back, or signs for it: they say so."""
    status = {due.status for due in missed(till, me.id)}
    if not status & {"declined", "unknown"}:
        return False
    me.say("refund_first" if "declined" in status else "refund_where", me.soon(at, 700, 1500))
    return True


def asked_to_sign(me: Customer, at: int, till: Till) -> None:
    visit = till.counter.visit
    if visit is not None and any(done.number not in visit.signed for done in visit.returns):
        if any(due.status == "declined" for due in missed(till, me.id)):
            objects(me, at, till)
            return
        me.progress(at)
        me.agenda.cancel(me.id, "go")
        me.plan("sign", me.soon(at, 1500, 3000), s.ReturnSigned(me.id))


REACTIONS: Reactions = {
    f.ReceiptAsked: goes_on,
    f.ReturnOpened: goes_on,
    f.GoodInspected: goes_on,
    f.ReturnLineAdded: goes_on,
    f.ReturnLineRemoved: goes_on,
    f.ExchangeStarted: goes_on,
    f.RefundRequested: goes_on,
    f.ReturnCancelled: cancelled,
    f.ReturnCompleted: completed,
    f.RefundMade: refunded,
    f.RefundUnknown: unknown,
    f.RefundDeclined: declined,
}
