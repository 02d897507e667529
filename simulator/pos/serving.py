"""The counter: who waits, who is served, what is said."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.pos import complaints
from simulator.pos.cash import unclaimed
from simulator.pos.outcome import outcome
from simulator.pos.refusals import refuse
from simulator.pos.restrictions import entitled, unfit
from simulator.pos.state import Till
from simulator.pos.stations import leave_for_good
from simulator.pos.visits import Visit

REPLIES = frozenset((*c.REPLIES, *c.RETURN_REPLIES))

# --- decide ----------------------------------------------------------------------------------------------------------


def call_next(till: Till, command: c.CallNext) -> list[Event]:
    counter = till.counter
    if counter.here:
        return refuse(command, "refused.counter_busy")
    if counter.coming:
        return refuse(command, "refused.customer_coming")
    if not counter.queue:
        return refuse(command, "refused.nobody_waiting")
    return [f.NextCalled(counter.queue[0])]


def say(till: Till, command: c.Say) -> list[Event]:
    counter = till.counter
    for question in counter.questions:
        if any(answer.reply == command.reply for answer in question.answers):
            right = command.reply in question.right
            laid = _cash_laid(till, question.customer)
            return [f.Said(question.customer, command.reply, question.about, right, laid)]
    if command.reply not in REPLIES:
        return refuse(command, "refused.unknown_reply", reply=command.reply)
    if not counter.here and counter.queue and command.reply in c.TO_THE_QUEUE:
        return [f.Said(counter.queue[0], command.reply)]
    if not counter.here:
        return refuse(command, "refused.no_customer")
    if command.reply == "say_price" and counter.price_shown is None:
        return refuse(command, "refused.no_price_shown")
    return [f.Said(counter.here, command.reply, cash_laid=_cash_laid(till, counter.here), amount=_said(till, command))]


def _said(till: Till, command: c.Say) -> Minor:
    """The figure in what is said, where it is one that may be another a moment later."""
    if command.reply == "say_total":
        return till.sale.total if till.sale else 0
    shown = till.counter.price_shown if command.reply == "say_price" else None
    return (shown.member_price or shown.price) if shown else 0


def _cash_laid(till: Till, customer: str) -> bool:
    visit = till.counter.visits.get(customer)
    return visit is not None and bool(visit.cash or visit.cash_given) and unclaimed(till, visit) > 0


def check_trolley(till: Till, command: c.CheckTrolley) -> list[Event]:
    visit = till.counter.visit
    if visit is None:
        return refuse(command, "refused.no_customer")
    hidden = tuple(g.id for g in visit.goods.values() if g.place != "belt" and g.id not in visit.found)
    return [f.TrolleyChecked(visit.customer, hidden)]


def set_aside(till: Till, command: c.SetAside) -> list[Event]:
    visit = till.counter.visit
    if visit is None or command.good not in visit.goods or command.good in visit.set_aside:
        return refuse(command, "refused.no_such_good", good=command.good)
    return [f.GoodSetAside(command.good, command.good not in visit.dropped and _sellable(till, visit, command.good))]


def _sellable(till: Till, visit: Visit, good_id: str) -> bool:
    """Whether this customer could have had a good."""
    good = visit.goods[good_id]
    item = till.rules.catalog.items.get(good.sku)
    return not unfit(till, good) and (item is None or not item.age or entitled(till, visit, item.age))


def call_supervisor(till: Till, command: c.CallSupervisor) -> list[Event]:
    if till.counter.supervisor:
        return refuse(command, "refused.supervisor_here")
    return [f.SupervisorCalled(command.reason)]


def step_away(till: Till, command: c.StepAway) -> list[Event]:
    dark, drawer = till.outage.dark, till.drawer
    return [f.TillLeft(till.locked or dark, drawer.open, drawer.locked, dark)]


def come_back(till: Till, command: c.ComeBack) -> list[Event]:
    if till.manned:
        return refuse(command, "refused.here_already")
    return [f.TillManned(till.now - till.left_at)]


def customer_left(till: Till, stimulus: s.CustomerLeft) -> list[Event]:
    visit = till.counter.visits.get(stimulus.customer)
    return [outcome(till, visit, stimulus.reason)] if visit else []


# --- apply -----------------------------------------------------------------------------------------------------------


def customer_arrived(till: Till, stimulus: s.CustomerArrived, entry: Entry) -> None:
    visit = Visit(
        stimulus.customer, stimulus.name, stimulus.manner, stimulus.patience, arrived=entry.at, items=stimulus.items
    )
    till.counter.visits[stimulus.customer] = visit
    queue = till.counter.queue
    queue.insert(0 if stimulus.ahead else len(queue), stimulus.customer)


def customer_stepped_up(till: Till, stimulus: s.CustomerSteppedUp, entry: Entry) -> None:
    counter = till.counter
    visit = counter.visits[stimulus.customer]
    if stimulus.customer in counter.queue:
        counter.queue.remove(stimulus.customer)
    counter.here, counter.coming = stimulus.customer, ""
    if till.sale is not None and not till.sale.customer:
        till.sale.customer = stimulus.customer  # begun while they walked up: a bag, say
    visit.stepped_up = entry.at
    visit.goods = {good.id: good for good in stimulus.goods}
    visit.is_member, visit.wishes.own = bool(stimulus.member), stimulus.member
    visit.born, visit.looks, visit.has_id = stimulus.born, stimulus.looks, stimulus.has_id


def customer_laid(till: Till, stimulus: s.CustomerLaid, entry: Entry) -> None:
    """Something more, or what was set aside although they want it."""
    visit, laid = till.counter.visits[stimulus.customer], {good.id: good for good in stimulus.goods}
    visit.goods.update(laid)
    visit.set_aside.difference_update(laid)


def customer_said(till: Till, stimulus: s.CustomerSaid, entry: Entry) -> None:
    visit = till.counter.visits.get(stimulus.customer)
    if visit:
        visit.last_words = stimulus.text
        visit.claims_paid = visit.claims_paid or stimulus.about == "charged_anyway"
        visit.gives_up = visit.gives_up or stimulus.about in ("gives_up", "not_by_card")
        if visit.complaint is not None and stimulus.about == "complaint":
            visit.complaint.words = stimulus.text
        if visit.dispute is not None and stimulus.about == "price_dispute":
            visit.dispute.words = stimulus.text
        if stimulus.about == "price_told":
            visit.price_owed = ""
        if stimulus.answers:  # nobody answers who has left
            till.counter.questions.append(stimulus)


def customer_dropped(till: Till, stimulus: s.CustomerDropped, entry: Entry) -> None:
    till.counter.visits[stimulus.customer].dropped.add(stimulus.good)


def member_shown(till: Till, stimulus: s.MemberShown, entry: Entry) -> None:
    visit = till.counter.visits[stimulus.customer]
    visit.member, visit.is_member = stimulus.code, True


def coupon_shown(till: Till, stimulus: s.CouponShown, entry: Entry) -> None:
    till.counter.visits[stimulus.customer].coupon = stimulus.code


def card_offered(till: Till, stimulus: s.CardOffered, entry: Entry) -> None:
    visit = till.counter.visits[stimulus.customer]
    visit.card, visit.offer = True, stimulus.amount


def phone_offered(till: Till, stimulus: s.PhoneOffered, entry: Entry) -> None:
    visit = till.counter.visits[stimulus.customer]
    visit.phone, visit.phone_live = stimulus.code, stimulus.live
    visit.static_arrived = visit.static_arrived or stimulus.arrived
    visit.offer, visit.arrival_asked = stimulus.amount, False


def customer_stepped_aside(till: Till, stimulus: s.CustomerSteppedAside, entry: Entry) -> None:
    till.counter.visits[stimulus.customer].aside = True
    if till.counter.here == stimulus.customer:
        till.counter.here = ""
        till.age_check = None


def customer_returned(till: Till, stimulus: s.CustomerReturned, entry: Entry) -> None:
    """Back from the shelves: to the counter when it is free, else to the front of the queue."""
    counter = till.counter
    visit = counter.visits[stimulus.customer]
    visit.goods.update({good.id: good for good in stimulus.goods})
    visit.aside, visit.last_words = False, Text()  # what they said when they went is over
    if counter.here in ("", stimulus.customer):
        counter.here, counter.coming = stimulus.customer, ""
        if stimulus.customer in counter.queue:
            counter.queue.remove(stimulus.customer)
    else:
        visit.back = entry.at
        counter.queue.insert(0, stimulus.customer)


def customer_grew_impatient(till: Till, stimulus: s.CustomerGrewImpatient, entry: Entry) -> None:
    till.counter.visits[stimulus.customer].mood = stimulus.level


def visit_ended(till: Till, fact: f.VisitEnded, entry: Entry) -> None:
    counter = till.counter
    visit = counter.visits.pop(fact.customer, None)
    if visit and any(sale.customer == fact.customer for sale in till.suspended.values()):
        counter.gone[fact.customer] = visit.name
    if counter.here == fact.customer:
        counter.here, counter.on_scale = "", ""
        till.age_check = None
    if counter.coming == fact.customer:
        counter.coming = ""
    if fact.customer in counter.queue:
        counter.queue.remove(fact.customer)
    if counter.questions:
        counter.questions = [q for q in counter.questions if q.customer != fact.customer]


def _promised(questions: list[s.CustomerSaid], fact: f.Said) -> list[s.Answer]:
    """The answer, where it promises something."""
    asked = next((q for q in questions if (q.customer, q.about) == (fact.customer, fact.about)), None)
    return [answer for answer in asked.answers if answer.reply == fact.reply and answer.promises] if asked else []


def said(till: Till, fact: f.Said, entry: Entry) -> None:
    counter = till.counter
    visit = counter.visits.get(fact.customer)
    if fact.about:
        if visit:
            promised = _promised(counter.questions, fact)
            visit.promised += promised
            visit.price_owed = next((answer.of for answer in promised if answer.promises == "price"), visit.price_owed)
        counter.questions = [q for q in counter.questions if (q.customer, q.about) != (fact.customer, fact.about)]
    if fact.reply == "queue_please":
        _to_the_end(till, fact.customer)
    if visit:
        visit.said.add(fact.reply)
        if fact.reply == "say_total":
            visit.told = fact.amount
        if visit.complaint is not None and fact.about == "wants_manager":
            visit.complaint.manager_wanted = True
        if visit.dispute is not None and fact.about == "shelf_verdict":
            visit.dispute.answered = True
        visit.greeted = visit.greeted or fact.reply == "greet"
        visit.member_asked = visit.member_asked or fact.reply == "ask_member"


def _to_the_end(till: Till, customer: str) -> None:
    """Of the queue: from where they stand in it, on their way, or at the counter with nothing begun for them."""
    counter, visit = till.counter, till.counter.visits.get(customer)
    if counter.here == customer and visit is not None:
        if till.sale is not None or till.returning is not None or visit.sales or visit.slips:
            return
        counter.here = counter.on_scale = ""
    elif customer in counter.queue:
        counter.queue.remove(customer)
    else:
        return
    counter.queue.append(customer)
    counter.coming = "" if counter.coming == customer else counter.coming


def price_shown(till: Till, fact: f.PriceShown, entry: Entry) -> None:
    visit = till.counter.visit
    if visit:
        visit.priced = fact
        visit.said.discard("say_price")


def trolley_checked(till: Till, fact: f.TrolleyChecked, entry: Entry) -> None:
    visit = till.counter.visits[fact.customer]
    visit.trolley_checked = True
    visit.found.update(fact.found)


def good_set_aside(till: Till, fact: f.GoodSetAside, entry: Entry) -> None:
    visit = till.counter.visit
    if visit:
        visit.set_aside.add(fact.good)


def next_called(till: Till, fact: f.NextCalled, entry: Entry) -> None:
    till.counter.coming = fact.customer


def supervisor_called(till: Till, fact: f.SupervisorCalled, entry: Entry) -> None:
    till.counter.called = fact.reason


def supervisor_arrived(till: Till, stimulus: s.SupervisorArrived, entry: Entry) -> None:
    till.counter.supervisor, till.counter.called = stimulus.badge, ""
    complaints.supervisor_here(till)


def supervisor_left(till: Till, stimulus: s.SupervisorLeft, entry: Entry) -> None:
    till.counter.supervisor = ""


def relief_arrived(till: Till, stimulus: s.ReliefArrived, entry: Entry) -> None:
    till.counter.relief = True


def till_left(till: Till, fact: f.TillLeft, entry: Entry) -> None:
    till.manned, till.left_at = False, entry.at
    if fact.to:
        leave_for_good(till)


def till_manned(till: Till, fact: f.TillManned, entry: Entry) -> None:
    till.manned = True


DECIDE = {
    c.CallNext: call_next,
    c.Say: say,
    c.CheckTrolley: check_trolley,
    c.SetAside: set_aside,
    c.CallSupervisor: call_supervisor,
    c.StepAway: step_away,
    c.ComeBack: come_back,
    s.CustomerLeft: customer_left,
}

APPLY = {
    s.CustomerArrived: customer_arrived,
    s.CustomerSteppedUp: customer_stepped_up,
    s.CustomerLaid: customer_laid,
    s.CustomerSaid: customer_said,
    s.CustomerDropped: customer_dropped,
    s.MemberShown: member_shown,
    s.CouponShown: coupon_shown,
    s.CardOffered: card_offered,
    s.PhoneOffered: phone_offered,
    s.CustomerSteppedAside: customer_stepped_aside,
    s.CustomerReturned: customer_returned,
    s.CustomerGrewImpatient: customer_grew_impatient,
    s.SupervisorArrived: supervisor_arrived,
    s.SupervisorLeft: supervisor_left,
    s.ReliefArrived: relief_arrived,
    f.VisitEnded: visit_ended,
    f.NextCalled: next_called,
    f.Said: said,
    f.PriceShown: price_shown,
    f.TrolleyChecked: trolley_checked,
    f.GoodSetAside: good_set_aside,
    f.SupervisorCalled: supervisor_called,
    f.TillLeft: till_left,
    f.TillManned: till_manned,
}
