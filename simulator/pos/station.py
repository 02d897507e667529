"""The station itself: opening, locking, the printer's answers, handing over at the end."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.money import worth
from simulator.pos.cash_office import left_in, still_open
from simulator.pos.offline import unsent
from simulator.pos.refusals import refuse
from simulator.pos.state import Till

# --- decide ----------------------------------------------------------------------------------------------------------


def lock_till(till: Till, command: c.LockTill) -> list[Event]:
    return [f.TillLocked()]


def unlock_till(till: Till, command: c.UnlockTill) -> list[Event]:
    if command.badge != till.operator and till.rules.level(command.badge) < 1:
        return refuse(command, "refused.wrong_pin")
    return [f.TillUnlocked(command.badge)]


def change_paper(till: Till, command: c.ChangePaper) -> list[Event]:
    return [f.PaperChanged()]


def finish_shift(till: Till, command: c.FinishShift) -> list[Event]:
    if not till.over:
        return refuse(command, "refused.shift_not_over")
    if till.counter.here:
        return refuse(command, "refused.customer_here")
    if till.drawer.open:
        return refuse(command, "refused.drawer_open")
    if facts := unsent(till, command):
        return facts
    if unready := still_open(till, command):
        return unready
    if till.rules.closing or till.floating:
        if till.shift.counted is None:
            return refuse(command, "refused.count_first")
        if till.rules.closing == "handover" and till.shift.handed_over is None:
            return refuse(command, "refused.relief_counts_first")
    return [close(till)]


def shift_ended(till: Till, stimulus: s.ShiftEnded) -> list[Event]:
    return [] if till.closed else [close(till)]


def close(till: Till) -> f.StationClosed:
    """Count the drawer against the book, and name what is still open."""
    expected = till.drawer.expected
    declared = till.shift.counted is not None
    counted = left_in(till) if declared else till.drawer.amount - worth(till.drawer.false)
    return f.StationClosed(
        counted,
        expected,
        counted - expected,
        len(till.suspended) + (till.sale is not None) + (till.returning is not None),
        tuple(slip for slip in till.slips if slip not in till.entered),
        tuple(till.unsettled()),
        tuple(payment.request for payment in till.owed()),
        tuple(record.receipt for record in till.uploads.waiting),
        tuple(record.receipt for record in till.uploads.conflicts),
        sum(card.amount for card in till.uploads.trusted),
        not till.operator,
        till.counter.here,
    )


# --- apply -----------------------------------------------------------------------------------------------------------


def station_opened(till: Till, fact: f.StationOpened, entry: Entry) -> None:
    till.operator, till.operator_name, till.clock = fact.operator, fact.name, fact.clock
    till.drawer.pieces = dict(fact.float)
    till.drawer.expected = till.shift.float_due = fact.float_due or till.drawer.amount
    till.shift.z_reports = fact.z_reports
    till.accounts.opening = dict(fact.accounts)
    till.lately.sold = dict(fact.recent)
    if fact.operator:
        till.stage = "idle"
    else:  # a till that nobody stands at yet
        till.floating, till.manned = True, False


def till_locked(till: Till, fact: f.TillLocked, entry: Entry) -> None:
    till.locked = True


def till_unlocked(till: Till, fact: f.TillUnlocked, entry: Entry) -> None:
    till.locked = False


def receipt_printed(till: Till, stimulus: s.ReceiptPrinted, entry: Entry) -> None:
    if stimulus.document in till.printing:
        till.printing.remove(stimulus.document)
    if stimulus.device == till.printer_failed:
        till.printer_error = till.printer_failed = ""


def printer_failed(till: Till, stimulus: s.PrinterFailed, entry: Entry) -> None:
    if stimulus.document in till.printing:
        till.printing.remove(stimulus.document)
    till.printer_error, till.printer_failed = stimulus.error, stimulus.device
    till.unprinted = stimulus.document


def paper_near_end(till: Till, stimulus: s.PaperNearEnd, entry: Entry) -> None:
    till.paper_low = True


def paper_changed(till: Till, fact: f.PaperChanged, entry: Entry) -> None:
    till.paper_low, till.printer_error, till.printer_failed = False, "", ""


def station_closed(till: Till, fact: f.StationClosed, entry: Entry) -> None:
    till.closed = True
    till.stage = "off"


DECIDE = {
    c.LockTill: lock_till,
    c.UnlockTill: unlock_till,
    c.ChangePaper: change_paper,
    c.FinishShift: finish_shift,
    s.ShiftEnded: shift_ended,
}

APPLY = {
    s.ReceiptPrinted: receipt_printed,
    s.PrinterFailed: printer_failed,
    s.PaperNearEnd: paper_near_end,
    f.StationOpened: station_opened,
    f.TillLocked: till_locked,
    f.TillUnlocked: till_unlocked,
    f.PaperChanged: paper_changed,
    f.StationClosed: station_closed,
}
