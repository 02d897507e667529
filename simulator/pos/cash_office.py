"""Money that moves without a sale, and what counting finds: float, pay-in and pay-out, drops, declaration, handover.

The cashier declares blindly: nothing here tells what the books expect before the count is entered, and no count ever
changes an earlier difference.
"""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event, name_of
from simulator.kernel.money import Minor, Pieces, worth
from simulator.pos.cash import holds
from simulator.pos.drawer import false_among, move
from simulator.pos.owed import VALUE
from simulator.pos.refunding import still_owed
from simulator.pos.refusals import refuse
from simulator.pos.sold import EXCHANGE
from simulator.pos.state import Till

# --- decide ----------------------------------------------------------------------------------------------------------


def _opened(till: Till, command: Command, pieces: Pieces) -> list[Event] | None:
    """What happens instead while the drawer is shut: it opens for the hands, or is refused. None: it stands open."""
    if till.drawer.open:
        return None
    if till.drawer.locked:
        return refuse(command, "refused.drawer_locked")
    if till.drawer.stuck:
        return refuse(command, "refused.drawer_stuck")
    if pieces:
        return refuse(command, "refused.drawer_closed")
    return [f.DrawerOpened(name_of(command), getattr(command, "reason", ""))]


def pay_in(till: Till, command: c.PayIn) -> list[Event]:
    opened = _opened(till, command, command.pieces)
    if opened is not None:
        return opened
    if not command.pieces or min(command.pieces.values()) <= 0:
        return refuse(command, "refused.nothing_in_hand")
    strange = [value for value in command.pieces if value not in till.rules.currency.pieces]
    if strange:
        return refuse(command, "refused.no_such_piece", amount=till.rules.currency.format(strange[0]))
    asked = _asked(till, "pay_in", command.reason)
    return [f.PaidIn(command.reason, command.pieces, worth(command.pieces), asked)]


def _asked(till: Till, operation: str, reason: str) -> Minor:
    """What the first voucher of that kind says."""
    errands = till.shift.errands
    return next((e.amount for e in errands if (e.operation, e.reason) == (operation, reason)), 0)


def from_drawer(till: Till, command: c.PayOut | c.DropCash | c.BankDrop | c.CorrectChange) -> list[Event] | None:
    """Why the pieces cannot be taken out; None when they can."""
    opened = _opened(till, command, command.pieces)
    if opened is not None:
        return opened
    if not command.pieces:
        return refuse(command, "refused.nothing_in_hand")
    return None if holds(till.drawer.pieces, command.pieces) else refuse(command, "refused.not_in_drawer")


def pay_out(till: Till, command: c.PayOut) -> list[Event]:
    instead = from_drawer(till, command)
    if instead is not None:
        return instead
    asked = _asked(till, "pay_out", command.reason)
    return [f.PaidOut(command.reason, command.pieces, worth(command.pieces), asked)]


def drop_cash(till: Till, command: c.DropCash) -> list[Event]:
    instead = from_drawer(till, command)
    if instead is not None:
        return instead
    amount, drawer = worth(command.pieces), till.drawer
    false = false_among(drawer.pieces, drawer.false, command.pieces)
    bag = f"{till.station}-{till.shift.bags + 1:02}"
    left, limit = drawer.expected - amount + worth(false), till.rules.cash_limit
    over = max(0, left - limit) if limit else 0
    facts: list[Event] = [
        f.CashDropped(bag, command.pieces, amount, left, till.counter.here, worth(false), over),
    ]
    if false:
        facts.append(f.CounterfeitFound("bag", false, worth(false)))
    return facts


def bank_drop(till: Till, command: c.BankDrop) -> list[Event]:
    if till.shift.counted is None:
        return refuse(command, "refused.count_first")
    instead = from_drawer(till, command)
    if instead is not None:
        return instead
    amount = worth(command.pieces)
    bag = f"{till.station}-{till.shift.bags + 1:02}"
    return [f.BankDropped(bag, command.pieces, amount, till.drawer.amount - amount)]


def count_float(till: Till, command: c.CountFloat) -> list[Event]:
    shift = till.shift
    if shift.moved:
        return refuse(command, "refused.float_late")
    opened = _opened(till, command, command.pieces)
    if opened is not None:
        return opened
    counted = worth(command.pieces)
    return [
        f.FloatCounted(
            command.pieces, counted, shift.float_due, counted - shift.float_due, counted - till.drawer.amount
        )
    ]


def count_drawer(till: Till, command: c.CountDrawer) -> list[Event]:
    reason = still_open(till, command)
    if reason:
        return reason
    opened = _opened(till, command, command.pieces)
    if opened is not None:
        return opened
    if any(amount < 0 for amount in command.slips.values()):
        return refuse(command, "refused.amount", amount=till.rules.currency.format(min(command.slips.values())))
    drawer, totals = till.drawer, till.shift.totals
    false = false_among(drawer.pieces, drawer.false, command.pieces)
    counted = worth(command.pieces) - worth(false)
    kinds = sorted({*totals.tenders, *totals.slips, *command.slips} - {"cash", EXCHANGE, *VALUE})
    due = {kind: totals.tenders.get(kind, 0) - totals.refunds.get(kind, 0) for kind in kinds}
    declared = (f.TenderCounted(k, command.slips.get(k, 0), due[k]) for k in kinds)
    tenders = tuple(tender for tender in declared if tender.counted or tender.expected)
    facts: list[Event] = [f.CounterfeitFound("drawer", false, worth(false))] if false else []
    return [
        *facts,
        f.DrawerCounted(
            command.pieces,
            counted,
            drawer.expected,
            counted - drawer.expected,
            tenders,
            sum(abs(tender.over_short) for tender in tenders),
            worth(command.pieces) - drawer.amount,
            worth(false),
        ),
    ]


def still_open(till: Till, command: Command) -> list[Event]:
    """Why a shift cannot be closed yet, naming what is open; nothing when it can."""
    if till.counter.here:
        return refuse(command, "refused.customer_here")
    open_baskets = [*till.suspended, *([till.sale.id] if till.sale else [])]
    if open_baskets:
        return refuse(command, "refused.baskets_open", tickets=", ".join(open_baskets))
    if till.returning is not None:
        return refuse(command, "refused.return_open", number=till.returning.number)
    waiting = till.unsettled()
    if waiting:
        return refuse(command, "refused.payments_open", requests=", ".join(waiting))
    slips = [str(slip) for slip in till.slips if slip not in till.entered]
    if slips:
        return refuse(command, "refused.slips_open", slips=", ".join(slips))
    return []


def relief_counted(till: Till, stimulus: s.ReliefCounted) -> list[Event]:
    mine = till.shift.counted
    if mine is None:
        return []
    counted = worth(stimulus.pieces)
    return [f.ShiftHandedOver(counted, left_in(till), counted - left_in(till), still_owed(till))]


def left_in(till: Till) -> Minor:
    """What the cashier's own count says is in the drawer now: less what went to the bank since."""
    counted = till.shift.counted
    assert counted is not None, "nobody has counted the drawer yet"
    return counted.counted - till.shift.banked


# --- apply -----------------------------------------------------------------------------------------------------------


def paid_in(till: Till, fact: f.PaidIn, entry: Entry) -> None:
    move(None, till.drawer.pieces, fact.pieces)
    till.drawer.expected += fact.amount
    _errand_done(till, "pay_in", fact.reason)


def paid_out(till: Till, fact: f.PaidOut, entry: Entry) -> None:
    till.drawer.take_out(fact.pieces)
    till.drawer.expected -= fact.amount
    _errand_done(till, "pay_out", fact.reason)


def _errand_done(till: Till, operation: str, reason: str) -> None:
    errands = till.shift.errands
    done = next((errand for errand in errands if (errand.operation, errand.reason) == (operation, reason)), None)
    if done is not None:
        errands.remove(done)


def cash_dropped(till: Till, fact: f.CashDropped, entry: Entry) -> None:
    till.drawer.take_out(fact.pieces)
    till.drawer.expected = fact.left
    till.shift.bags += 1


def bank_dropped(till: Till, fact: f.BankDropped, entry: Entry) -> None:
    till.drawer.take_out(fact.pieces)
    till.drawer.expected -= fact.amount
    till.shift.bags += 1
    till.shift.banked += fact.amount


def float_counted(till: Till, fact: f.FloatCounted, entry: Entry) -> None:
    till.shift.float_counted = fact
    till.drawer.expected = fact.counted


def drawer_counted(till: Till, fact: f.DrawerCounted, entry: Entry) -> None:
    """The count is what stands; false notes were thrown out by the counting machine."""
    drawer = till.drawer
    false = false_among(drawer.pieces, drawer.false, fact.pieces)
    move(drawer.pieces, None, false)
    move(drawer.false, None, false)
    shift = till.shift
    shift.counted, shift.banked, shift.handed_over, shift.moved = fact, 0, None, True


def errand_came(till: Till, stimulus: s.ErrandCame, entry: Entry) -> None:
    till.shift.errands.append(stimulus)


def shift_handed_over(till: Till, fact: f.ShiftHandedOver, entry: Entry) -> None:
    till.shift.handed_over = fact


DECIDE = {
    c.PayIn: pay_in,
    c.PayOut: pay_out,
    c.DropCash: drop_cash,
    c.BankDrop: bank_drop,
    c.CountFloat: count_float,
    c.CountDrawer: count_drawer,
    s.ReliefCounted: relief_counted,
}

APPLY = {
    s.ErrandCame: errand_came,
    f.PaidIn: paid_in,
    f.PaidOut: paid_out,
    f.CashDropped: cash_dropped,
    f.BankDropped: bank_dropped,
    f.FloatCounted: float_counted,
    f.DrawerCounted: drawer_counted,
    f.ShiftHandedOver: shift_handed_over,
}
