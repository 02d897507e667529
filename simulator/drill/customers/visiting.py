"""Coming and going: the queue, the counter, a walk to the shelves, and what happens to the goods."""

from simulator.drill.customers import matters
from simulator.drill.customers.customer import LEAST_PATIENCE, Customer, Reactions
from simulator.drill.customers.darkness import in_the_dark
from simulator.drill.customers.leaving import settle
from simulator.drill.customers.returning import wish
from simulator.drill.words import QUEUE_ANSWERS, line
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.texts import Text
from simulator.pos.restrictions import unfit
from simulator.pos.state import Till


def arrived(me: Customer, what: s.CustomerArrived, at: int, till: Till) -> None:
    me.where = "queue"
    me.wait_in_queue(at)
    if what.ahead and len(till.counter.queue) > 1:
        answers = tuple(s.Answer(reply, words) for reply, words in QUEUE_ANSWERS)
        words = line("jumps_queue", what.manner, me.draws)
        said = s.CustomerSaid(me.id, "jumps_queue", words, answers, ("queue_please",), "queue")
        me.plan("ask jumps_queue", me.soon(at, 800, 2000), said)


def called(me: Customer, what: f.NextCalled, at: int, till: Till) -> None:
    if me.where != "queue":
        return
    me.where = "walking"
    there = s.CustomerReturned(me.id) if me.stepped_up else None
    goods = (*me.back.goods, *me.goods) if me.back else me.goods
    up = there or s.CustomerSteppedUp(me.id, goods, me.member, *me.person)
    me.plan("step up", me.soon(at, 1000, 3000), up)


def stepped(me: Customer, what: s.CustomerSteppedUp, at: int, till: Till) -> None:
    me.where, me.stepped_up = "counter", at
    me.progress(at)
    wish(me, at)
    matters.complains(me, at, till)
    me.ask("greeting", me.soon(at, 2500, 4000), till)
    if till.outage.dark:
        in_the_dark(me, at, till)


def aside(me: Customer, what: s.CustomerSteppedAside, at: int, till: Till) -> None:
    me.where = "aside"
    me.agenda.cancel(me.id)
    span = me.spec.fetch_time
    me.plan("return", me.soon(at, span.low, span.high), s.CustomerReturned(me.id, me.fetched))
    me.fetched = ()


def returned(me: Customer, what: s.CustomerReturned, at: int, till: Till) -> None:
    if till.counter.here != me.id:
        me.where = "queue"
        me.wait_in_queue(at)
        return
    me.where = "counter"
    me.progress(at)
    me.say("back", me.soon(at, 300, 900))
    if any(sale.customer == me.id for sale in till.suspended.values()):
        me.say("waiting_for_basket", me.soon(at, 15_000, 20_000))
    if till.outage.dark:
        in_the_dark(me, at, till)


def grew_impatient(me: Customer, what: s.CustomerGrewImpatient, at: int, till: Till) -> None:
    me.level = what.level
    if me.where == "counter" or me.draws.chance(0.4):
        me.say("impatient", me.soon(at, 200, 900))
    me.grow_impatient(max(me.patience, LEAST_PATIENCE) if me.where == "counter" else me.patience)


def moved(me: Customer, what: s.CashierCame, at: int, till: Till) -> None:
    """The cashier has gone over to another till, and they with their goods."""
    me.agenda.cancel(me.id, "pay")
    me.progress(at)
    settle(me, at, till)


def ended(me: Customer, what: f.VisitEnded, at: int, till: Till) -> None:
    me.where = "gone"
    me.agenda.cancel(me.id)


# --- goods


def line_added(me: Customer, what: f.LineAdded, at: int, till: Till) -> None:
    if me.paid:  # another sale for the same customer
        me.again = True
        me.agenda.cancel(me.id, "go", "count")
    me.rung += len(what.line.goods)
    me.progress(at)
    if me.coupon and me.rung * 2 >= len(me.goods):
        me.say("coupon", me.soon(at, 500, 1200))
        me.plan("coupon", me.soon(at, 1300, 1800), s.CouponShown(me.id, me.coupon))
        me.coupon = ""
    matters.doubts(me, what.line.sku, at, till)
    if not me.questions and me.doubted is None and not me.fetched:
        return
    if me.rung * 3 >= len(me.goods):
        me.ask("scanning", me.soon(at, 500, 1500), till)
    doubted = me.doubted
    if doubted and (me.mind == "belt" or doubted.id in what.line.goods):
        me.doubted = None
        moment = me.soon(at, 600, 1400)
        me.say("one_less" if len(what.line.goods) > 1 else "changed_mind", moment, doubted.look)
        me.plan("drop", moment, s.CustomerDropped(me.id, doubted.id))
    if me.fetched and me.rung * 2 >= len(me.goods) and me.agenda.due(me.id, "step aside") is None:
        me.say("fetching", me.soon(at, 500, 900))
        me.plan("step aside", me.soon(at, 1800, 2600), s.CustomerSteppedAside(me.id))


def set_aside(me: Customer, what: f.GoodSetAside, at: int, till: Till) -> None:
    me.progress(at)
    visit = till.counter.visit
    good = visit.goods.get(what.good) if visit else None
    if what.wanted:
        moment = me.soon(at, 700, 1500)
        me.say("wants_it", moment, good.look if good else Text())
        if good is not None and not till.rules.catalog.items[good.sku].age:
            me.plan("lay back", moment, s.CustomerLaid(me.id, (good,)))
    elif good is not None and unfit(till, good):
        me.say("not_sold", me.soon(at, 700, 1500))


def age_asked(me: Customer, what: f.AgeCheckAsked, at: int, till: Till) -> None:
    me.progress(at)


def age_checked(me: Customer, what: f.AgeChecked, at: int, till: Till) -> None:
    me.progress(at)
    if not what.allowed:
        me.say("age_refused", me.soon(at, 700, 1500))


def again_over(me: Customer, what: Event, at: int, till: Till) -> None:
    """A sale was voided or suspended."""
    me.again = me.money_in = False
    me.agenda.cancel(me.id, "pay")
    me.progress(at)
    settle(me, at, till)


REACTIONS: Reactions = {
    s.CustomerArrived: arrived,
    s.CustomerSteppedUp: stepped,
    s.CustomerSteppedAside: aside,
    s.CustomerReturned: returned,
    s.CustomerGrewImpatient: grew_impatient,
    f.NextCalled: called,
    f.VisitEnded: ended,
    f.LineAdded: line_added,
    f.GoodSetAside: set_aside,
    f.AgeCheckAsked: age_asked,
    f.AgeChecked: age_checked,
    f.SaleVoided: again_over,
    f.SaleSuspended: again_over,
    s.CashierCame: moved,
}
