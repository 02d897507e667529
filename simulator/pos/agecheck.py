"""年龄核验: an item with an age limit waits outside of the basket until the cashier has decided.

    scan ──► age_check_asked ──► confirm_age ──► age_checked, line_added
                            └──► refuse_age ───► age_checked, good_set_aside

The till cannot see who stands there: it makes sure that somebody decides, and the journal keeps whether it was right.
"""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.pos import selling
from simulator.pos.calendar import today
from simulator.pos.refusals import refuse
from simulator.pos.restrictions import entitled, seen_of_age
from simulator.pos.state import AgeCheck, Till
from simulator.pos.visits import Visit

# --- decide ----------------------------------------------------------------------------------------------------------


def confirm_age(till: Till, command: c.ConfirmAge) -> list[Event]:
    check, visit = till.age_check, till.counter.visit
    if check is None:
        return refuse(command, "refused.no_age_check")
    if visit is None:
        return refuse(command, "refused.no_customer")
    right = seen_of_age(till, visit, check.age)
    return [_checked(till, check, visit, allowed=True, right=right), *selling.ring(till, check.command)]


def refuse_age(till: Till, command: c.RefuseAge) -> list[Event]:
    check, visit = till.age_check, till.counter.visit
    if check is None:
        return refuse(command, "refused.no_age_check")
    if visit is None:
        return refuse(command, "refused.no_customer")
    may = entitled(till, visit, check.age)
    return [
        _checked(till, check, visit, allowed=False, right=not may),
        *(f.GoodSetAside(good, wanted=may and good not in visit.dropped) for good in _of_that_age(till, visit, check)),
    ]


def _checked(till: Till, check: AgeCheck, visit: Visit, *, allowed: bool, right: bool) -> f.AgeChecked:
    return f.AgeChecked(
        visit.customer, check.sku, check.age, allowed, right, bool(visit.id_born), visit.id_born, today(till)
    )


def _of_that_age(till: Till, visit: Visit, check: AgeCheck) -> list[str]:
    """The goods in sight that this customer cannot have: they go off the belt together."""
    items = till.rules.catalog.items
    return [
        good.id
        for good in visit.goods.values()
        if good.id not in visit.charged
        and good.id not in visit.set_aside
        and (good.place == "belt" or good.id in visit.found)
        and (good.id == check.good or (good.sku in items and items[good.sku].age >= check.age))
    ]


# --- apply -----------------------------------------------------------------------------------------------------------


def age_check_asked(till: Till, fact: f.AgeCheckAsked, entry: Entry) -> None:
    assert till.asked is not None, "an age check was asked for no command"
    till.age_check = AgeCheck(till.asked, fact.sku, fact.name, fact.good, fact.age, fact.born_by)


def age_checked(till: Till, fact: f.AgeChecked, entry: Entry) -> None:
    till.age_check = None
    visit = till.counter.visits.get(fact.customer)
    if visit is None:
        return
    if fact.allowed:
        visit.age_allowed = max(visit.age_allowed, fact.age)
    else:
        visit.age_refused = min(visit.age_refused or fact.age, fact.age)
        till.multiplier, till.measure = 1, 0


def id_shown(till: Till, stimulus: s.IdShown, entry: Entry) -> None:
    visit = till.counter.visits.get(stimulus.customer)
    if visit:
        visit.id_born, visit.id_answered = stimulus.born, True


def item_stopped(till: Till, fact: f.ItemStopped, entry: Entry) -> None:
    visit = till.counter.visit
    if visit and fact.good:
        visit.stopped[fact.good] = fact.why


DECIDE = {
    c.ConfirmAge: confirm_age,
    c.RefuseAge: refuse_age,
}

APPLY = {
    f.AgeCheckAsked: age_check_asked,
    f.AgeChecked: age_checked,
    f.ItemStopped: item_stopped,
    s.IdShown: id_shown,
}
