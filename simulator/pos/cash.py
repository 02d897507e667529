"""Notes and coins: what lies on the counter, what is in the drawer, who opened it and why."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import Currency, Minor, Pieces, worth
from simulator.pos.drawer import false_among, move
from simulator.pos.refusals import refuse
from simulator.pos.state import Till
from simulator.pos.visits import Visit


def holds(pieces: Pieces, wanted: Pieces) -> bool:
    """Whether `wanted` can be taken out of `pieces`."""
    return bool(wanted) and all(0 < count <= pieces.get(value, 0) for value, count in wanted.items())


def small_of(pieces: Pieces, currency: Currency) -> Minor:
    """What lies there in small pieces: up to the fourth largest, in China ten yuan."""
    return sum(value * count for value, count in pieces.items() if value <= currency.pieces[3])


def unclaimed(till: Till, visit: Visit) -> Minor:
    """The customer's cash on the counter beyond what was keyed as received, or written on a slip."""
    keyed = [t.received for sale in visit.sales for t in sale.tenders if t.kind == "cash"]
    if till.sale is not None and till.sale.customer == visit.customer:
        keyed += [t.received for t in till.sale.tenders if t.kind == "cash"]
    keyed += [slip.received for slip in visit.slips if slip.tender == "cash"]
    return worth(visit.cash) - (sum(keyed) - visit.cash_given)


def owed(till: Till, visit: Visit) -> Minor:
    """Change still to be given, by what was laid down where something else was keyed: who was there saw it."""
    by_till, more = visit.change_due - visit.change_given, unclaimed(till, visit)
    settled = bool(visit.sales or visit.slips or visit.returns)
    if not settled or (visit.cash and more >= worth(visit.cash)):  # what was never keyed goes back as it lies
        return by_till
    return by_till + more


# --- decide ----------------------------------------------------------------------------------------------------------


def take_cash(till: Till, command: c.TakeCash) -> list[Event]:
    visit = till.counter.visit
    if visit is None or not holds(visit.cash, command.pieces):
        return refuse(command, "refused.not_on_counter")
    if not till.drawer.open:
        return refuse(command, "refused.drawer_stuck" if till.drawer.stuck else "refused.drawer_closed")
    sale = till.last.sale if till.last and till.last.customer == visit.customer else ""
    open_change = visit.change_due - visit.change_given
    false = worth(false_among(visit.cash, visit.false, command.pieces))
    unchecked = worth({v: n for v, n in command.pieces.items() if till.rules.checks(v) and v not in visit.checked})
    return [f.CashTaken(command.pieces, worth(command.pieces), sale, open_change, false, unchecked)]


def give_change(till: Till, command: c.GiveChange) -> list[Event]:
    visit = till.counter.visit
    if visit is None:
        return refuse(command, "refused.no_customer")
    if not till.drawer.open:
        return refuse(command, "refused.drawer_stuck" if till.drawer.stuck else "refused.drawer_closed")
    if not holds(till.drawer.pieces, command.pieces):
        return refuse(command, "refused.not_in_drawer")
    amount = worth(command.pieces)
    sale = till.last.sale if till.last and till.last.customer == visit.customer else ""
    so_far = visit.change_given + amount
    most = max(visit.change_due - visit.change_given, owed(till, visit))  # no more than theirs, however it was keyed
    over = min(amount, max(0, amount - most))
    return [f.ChangeGiven(sale, visit.customer, command.pieces, amount, so_far, visit.change_due, over)]


def return_cash(till: Till, command: c.ReturnCash) -> list[Event]:
    visit = till.counter.visit
    if visit is None or not holds(visit.cash, command.pieces):
        return refuse(command, "refused.not_on_counter")
    return [f.CashReturned(command.pieces, worth(command.pieces))]


def close_drawer(till: Till, command: c.CloseDrawer) -> list[Event]:
    if till.drawer.opened_at is None:
        return refuse(command, "refused.drawer_closed")
    small = small_of(till.drawer.pieces, till.rules.currency)
    return [f.DrawerClosed(till.now - till.drawer.opened_at, small)]


def no_sale(till: Till, command: c.NoSale) -> list[Event]:
    if till.drawer.open:
        return refuse(command, "refused.drawer_open")
    if till.drawer.locked:
        return refuse(command, "refused.drawer_locked")
    if till.drawer.stuck:
        return refuse(command, "refused.drawer_stuck")
    return [f.DrawerOpened("no_sale", command.reason, _needed(till, command.reason))]


def _needed(till: Till, reason: str) -> bool:
    """Whether money waits to be taken or handed out: then the drawer is opened for a sale after all."""
    visit, counter = till.counter.visit, till.counter
    if reason == "small_change" and (counter.supervisor or counter.called):
        return True
    settled = visit is not None and bool(visit.sales or visit.slips or visit.returns)
    return visit is not None and settled and (visit.change_owed > 0 or bool(visit.cash))


def lock_drawer(till: Till, command: c.LockDrawer) -> list[Event]:
    if till.drawer.open:
        return refuse(command, "refused.drawer_open")
    if till.drawer.locked:
        return refuse(command, "refused.drawer_locked")
    return [f.DrawerLocked()]


def unlock_drawer(till: Till, command: c.UnlockDrawer) -> list[Event]:
    """The key; while the till is dark, or the drawer sticks, it is also what opens the drawer."""
    facts: list[Event] = [f.DrawerUnlocked()] if till.drawer.locked else []
    if (till.outage.dark or till.drawer.stuck) and not till.drawer.open:
        facts.append(f.DrawerOpened("key", needed=_needed(till, "")))
    return facts or refuse(command, "refused.not_locked")


def cash_supplied(till: Till, stimulus: s.CashSupplied) -> list[Event]:
    takes = stimulus.takes if holds(till.drawer.pieces, stimulus.takes) else {}
    return [f.CashExchanged(stimulus.gives, takes)]


# --- apply -----------------------------------------------------------------------------------------------------------


def cash_offered(till: Till, stimulus: s.CashOffered, entry: Entry) -> None:
    visit = till.counter.visits[stimulus.customer]
    move(None, visit.cash, stimulus.pieces)
    move(None, visit.false, stimulus.counterfeits)
    visit.checked.difference_update(stimulus.pieces)


def cash_taken(till: Till, fact: f.CashTaken, entry: Entry) -> None:
    visit = till.counter.visit
    assert visit is not None, "cash was taken from nobody"
    false = false_among(visit.cash, visit.false, fact.pieces)
    move(visit.cash, till.drawer.pieces, fact.pieces)
    move(visit.false, till.drawer.false, false)
    visit.known_false = {value: visit.false[value] for value in visit.known_false if value in visit.false}
    visit.cash_given += fact.amount


def change_given(till: Till, fact: f.ChangeGiven, entry: Entry) -> None:
    till.drawer.take_out(fact.pieces)
    till.counter.visits[fact.customer].change_given = fact.so_far


def cash_returned(till: Till, fact: f.CashReturned, entry: Entry) -> None:
    visit = till.counter.visit
    assert visit is not None, "cash was returned to nobody"
    false = false_among(visit.cash, visit.false, fact.pieces)
    for value, count in visit.known_false.items():  # whoever knows which one it is hands that one back
        if fact.pieces.get(value):
            false[value] = min(count, fact.pieces[value])
    move(visit.cash, None, fact.pieces)
    move(visit.false, None, false)
    visit.known_false = {value: visit.false[value] for value in visit.known_false if value in visit.false}


def cash_exchanged(till: Till, fact: f.CashExchanged, entry: Entry) -> None:
    move(None, till.drawer.pieces, fact.gives)
    till.drawer.take_out(fact.takes)
    till.drawer.expected += worth(fact.gives) - worth(fact.takes)


def drawer_opened(till: Till, fact: f.DrawerOpened, entry: Entry) -> None:
    late, till.drawer.opened_at, till.drawer.stuck = till.drawer.stuck, entry.at, False
    if till.stage == "idle" and (late or fact.why in ("sale", "refund")):
        till.stage = "change"


def drawer_closed(till: Till, fact: f.DrawerClosed, entry: Entry) -> None:
    till.drawer.opened_at = None
    if till.stage == "change":
        till.stage = "idle"


def drawer_stuck(till: Till, stimulus: s.DrawerStuck, entry: Entry) -> None:
    """What should have sprung open is shut; the sale that opened it stands."""
    drawer = till.drawer
    if drawer.open:
        drawer.opened_at, drawer.stuck = None, True
        if till.stage == "change":
            till.stage = "idle"


def drawer_locked(till: Till, fact: f.DrawerLocked, entry: Entry) -> None:
    till.drawer.locked = True


def drawer_unlocked(till: Till, fact: f.DrawerUnlocked, entry: Entry) -> None:
    till.drawer.locked = False


DECIDE = {
    c.TakeCash: take_cash,
    c.GiveChange: give_change,
    c.ReturnCash: return_cash,
    c.CloseDrawer: close_drawer,
    c.NoSale: no_sale,
    c.LockDrawer: lock_drawer,
    c.UnlockDrawer: unlock_drawer,
    s.CashSupplied: cash_supplied,
}

APPLY = {
    s.CashOffered: cash_offered,
    f.CashTaken: cash_taken,
    f.ChangeGiven: change_given,
    f.CashReturned: cash_returned,
    f.CashExchanged: cash_exchanged,
    f.DrawerOpened: drawer_opened,
    f.DrawerClosed: drawer_closed,
    s.DrawerStuck: drawer_stuck,
    f.DrawerLocked: drawer_locked,
    f.DrawerUnlocked: drawer_unlocked,
}
