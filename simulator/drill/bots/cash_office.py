"""Habits of an experienced cashier with the drawer: float, vouchers, safe drops, the declaration, doubtful notes."""

from simulator.drill.bots.steps import Advice, Memory, do, wait
from simulator.drill.errands import brought
from simulator.kernel import commands as c
from simulator.kernel.events import Command
from simulator.kernel.money import Pieces, make_change, worth
from simulator.pos.rules import LARGE
from simulator.pos.view import View


def quiet(view: View) -> bool:
    """Nobody looks on, and no sale is under way."""
    return view.here is None and not view.coming and view.stage == "idle" and not view.dark


# --- before the first customer ---------------------------------------------------------------------------------------


def count_float(view: View, memory: Memory) -> Advice | None:
    if not view.rules.closing or view.float_counted or view.moved or not quiet(view):
        return None
    if not view.drawer_open:
        return do(c.CountFloat(), "advice.open_float")
    return do(c.CountFloat(dict(view.drawer)), "advice.count_float")


# --- between two customers -------------------------------------------------------------------------------------------


def do_errands(view: View, memory: Memory) -> Advice | None:
    """A voucher is paid, money that was brought is put in: exactly what it says, for the reason it says."""
    if not quiet(view):
        return None
    for errand in view.errands:
        into = errand.operation == "pay_in"
        currency = view.rules.currency
        amount = currency.format(errand.amount)
        if not view.drawer_open:
            command: Command = c.PayIn(errand.reason) if into else c.PayOut(errand.reason)
            return do(command, "advice.open_errand", amount=amount)
        pieces = brought(errand.amount, currency) if into else make_change(errand.amount, view.drawer)
        if pieces:
            command = c.PayIn(errand.reason, pieces) if into else c.PayOut(errand.reason, pieces)
            return do(command, "advice.do_errand", amount=amount)
        if view.supervisor or view.called:
            return wait("advice.wait_small_change")
        return do(c.CallSupervisor("small_change"), "advice.call_for_change")
    return None


def report_so_far(view: View, memory: Memory) -> Advice | None:
    """The X report that was asked for: it resets nothing, and customers need not see it."""
    if view.order != "x_report" or memory.done(c.XReport) or view.drawer_open or view.printing or not quiet(view):
        return None
    return do(c.XReport(), "advice.x_report")


def drop_excess(view: View, memory: Memory) -> Advice | None:
    """The till asks for it: the large notes go to the safe while nobody stands there."""
    if not view.over_cash_limit or view.over or not quiet(view):
        return None
    if not view.drawer_open:
        return None if memory.last == c.CloseDrawer() else do(c.DropCash(), "advice.open_drop")
    large = large_notes(view)
    return do(c.DropCash(large), "advice.drop_cash", amount=view.rules.currency.format(worth(large))) if large else None


def large_notes(view: View) -> Pieces:
    """Those in the drawer, which are never given as change."""
    largest = view.rules.currency.pieces[:LARGE]
    return {value: count for value, count in view.drawer.items() if value in largest}


# --- the end ---------------------------------------------------------------------------------------------------------


def closing(view: View) -> bool:
    """Time is up, nobody is left, nothing is open: the drawer can be declared."""
    left = view.queue or view.aside or view.suspended or view.unanswered
    slips = any(not slip.entered for slip in view.slips)
    return bool(view.rules.closing or view.floating) and view.over and quiet(view) and not left and not slips


def declare(view: View, memory: Memory) -> Advice | None:
    """盲交班: count first, then read what the terminals say; what the books expect comes last."""
    if view.declared or not closing(view):
        return None
    if not view.drawer_open:
        return do(c.CountDrawer(), "advice.open_count")
    return do(c.CountDrawer(dict(view.drawer), dict(view.slips_total)), "advice.count_drawer")


def bring_to_bank(view: View, memory: Memory) -> Advice | None:
    """What is above the float, as far as it can be counted out."""
    pieces = view.for_the_bank
    if not pieces or not closing(view) or view.drawer_stuck:
        return None
    amount = view.rules.currency.format(worth(pieces))
    return do(c.BankDrop(pieces if view.drawer_open else {}), "advice.bank_drop", amount=amount)


def close_day(view: View, memory: Memory) -> Advice | None:
    if not view.rules.closing or not closing(view) or not view.declared or view.z_done or view.drawer_open:
        return None
    if not view.network or view.uploads:  # no day is closed without what was sold in it
        return None
    return do(c.ZReport(), "advice.z_report")


def reprint_report(view: View, memory: Memory) -> Advice | None:
    """A report that the printer did not finish, once it can print again."""
    if view.unprinted_report and quiet(view) and not view.printing and not view.printer_error:
        return do(c.ReprintReceipt(), "advice.reprint")
    return None


def await_relief(view: View, memory: Memory) -> Advice | None:
    """Both counts, before anybody goes home."""
    if closing(view) and view.rules.closing == "handover" and view.declared and not view.handed_over:
        return wait("advice.wait_relief_count")
    return None


# --- notes -----------------------------------------------------------------------------------------------------------


def check_notes(view: View, memory: Memory) -> Advice | None:
    """Where false notes are about, each large one is held against the detector before it is keyed."""
    for value in view.cash:
        if view.rules.checks(value) and value not in view.checked:
            return do(c.CheckNote(value), "advice.check_note", amount=view.rules.currency.format(value))
    return None


def return_false(view: View, memory: Memory) -> Advice | None:
    if view.known_false:
        return do(c.ReturnCash(dict(view.known_false)), "advice.return_false")
    return None


def await_replacement(view: View, memory: Memory) -> Advice | None:
    """The note was handed back after the sale: no change before another one lies there."""
    if isinstance(memory.last, c.ReturnCash) and view.settled and not view.cash:
        return wait("advice.wait_payment")
    return None
