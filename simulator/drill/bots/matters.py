"""Habits of an experienced cashier with a price in dispute and with a complaint: look first, then decide."""

from simulator.drill.bots.steps import Advice, Memory, do, wait
from simulator.kernel import commands as c
from simulator.kernel.money import Minor, make_change
from simulator.pos.complaints import SOURCES, outcome_of
from simulator.pos.view import View

# --- a price ---------------------------------------------------------------------------------------------------------


def ask_shelf(view: View, memory: Memory) -> Advice | None:
    dispute = view.dispute
    if dispute is None or dispute.asked:
        return None
    return do(c.AskShelf(dispute.sku), "advice.ask_shelf", item=dispute.name)


def unsettled(view: View) -> int:
    """The line whose price has to be set to what the shelf says; 0 for none."""
    dispute = view.dispute
    if dispute is None or dispute.finding != "says_so":
        return 0
    lines = (line for line in view.lines if line.sku == dispute.sku and line.price != dispute.claimed)
    return next((line.line for line in lines), 0)


def set_price(view: View, memory: Memory) -> Advice | None:
    """The shelf says so: its price, with the reason, and the supervisor's PIN."""
    dispute, line = view.dispute, unsettled(view)
    if dispute is None or not line or view.stage != "scanning":
        return None
    amount = view.rules.currency.format(dispute.claimed)
    return do(
        c.OverridePrice(line, dispute.claimed, "shelf_price"),
        "advice.set_shelf_price",
        item=dispute.name,
        amount=amount,
    )


def await_shelf(view: View, memory: Memory) -> Advice | None:
    """No total before the price is known."""
    dispute = view.dispute
    return wait("advice.wait_shelf") if dispute is not None and dispute.asked and not dispute.finding else None


def back_to_price(view: View, memory: Memory) -> Advice | None:
    """The total was asked for too early: the price is not settled."""
    dispute = view.dispute
    if dispute is None or view.paid or view.unanswered or view.reversing:
        return None
    if not dispute.asked or not dispute.finding or unsettled(view):
        return do(c.CancelTender(), "advice.cancel_for_price")
    return None


# --- a complaint -----------------------------------------------------------------------------------------------------


def apologise(view: View, memory: Memory) -> Advice | None:
    """First of all, whoever was at fault."""
    complaint = view.complaint
    if complaint is None or complaint.number or view.dark or "apologise" in view.said:
        return None
    return do(c.Say("apologise"), "advice.apologise")


def look_up(view: View, memory: Memory) -> Advice | None:
    """Where there are records, they are looked up before anything is promised."""
    complaint = view.complaint
    if complaint is None or complaint.number or complaint.finding or view.dark or view.pending:
        return None
    match SOURCES.get(complaint.kind):
        case "journal":
            return do(c.CheckRecords("journal"), "advice.check_journal")
        case "payments":
            return do(c.CheckRecords("payments"), "advice.check_payments")
        case "receipt":
            return do(c.CheckRecords("receipt"), "advice.check_receipt")
    return None


def missing_change(view: View) -> Minor:
    """What the customer who complains still has to get by the records."""
    complaint = view.complaint
    if complaint is None or complaint.kind != "short_change" or complaint.finding != "proved":
        return 0
    return max(0, complaint.amount - complaint.corrected)


def correct_change(view: View, memory: Memory) -> Advice | None:
    """Missing by the records: it is paid out, with the supervisor."""
    missing = missing_change(view)
    if not missing or view.pending or view.stage != "idle":
        return None
    amount = view.rules.currency.format(missing)
    if not view.drawer_open:
        return do(c.CorrectChange(), "advice.open_correction", amount=amount)
    pieces = make_change(missing, view.drawer)
    return do(c.CorrectChange(pieces), "advice.correct_change", amount=amount) if pieces else None


def escalate(view: View, memory: Memory) -> Advice | None:
    """What is no matter for a cashier goes to the supervisor."""
    complaint = view.complaint
    if complaint is None or complaint.number or complaint.escalated or view.dark:
        return None
    if outcome_of(complaint.kind, complaint.finding) != "escalated" and "call_manager" not in view.said:
        return None
    if view.called or view.supervisor:  # whoever stands here about something else cannot be called
        return wait("advice.wait_supervisor")
    return do(c.CallSupervisor("complaint"), "advice.call_for_complaint")


def record(view: View, memory: Memory) -> Advice | None:
    """Under a number, as what it is, and as it stands; an open drawer is shut first."""
    complaint = view.complaint
    if complaint is None or complaint.number or view.dark or view.pending or view.drawer_open:
        return None
    if missing_change(view):
        return None
    outcome = outcome_of(complaint.kind, complaint.finding)
    return do(c.RecordComplaint(complaint.kind, outcome), "advice.record_complaint")


COMPLAINT = (apologise, look_up, escalate, correct_change, record)
"""In this order."""
