"""What goes wrong with prices in dispute and with complaints: habits of those who do not look first."""

from simulator.drill.bots import matters as m
from simulator.drill.bots.mistakes.why import WHY
from simulator.drill.bots.steps import Advice, Habit, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.money import make_change
from simulator.pos.view import View

MOST_OFF = 500
"""What a cashier may take off a line on their own."""


def answering(about: str, reply: str) -> Habit:
    """Somebody who answers one question in their own way."""

    def habit(view: View, memory: Memory) -> Advice | None:
        for question in view.questions:
            if question.about == about and any(answer.reply == reply for answer in question.answers):
                return do(c.Say(reply), WHY)
        return None

    return habit


def discount_dispute(view: View, memory: Memory) -> Advice | None:
    """Takes the difference off on the quiet, as far as a cashier may, instead of having anybody look."""
    dispute = view.dispute
    line = next((line for line in view.lines if dispute is not None and line.sku == dispute.sku), None)
    if dispute is None or line is None or line.by_hand or line.listed or view.stage != "scanning":
        return None
    off = min(line.price - dispute.claimed, MOST_OFF)
    return do(c.DiscountLine(line.line, off=off, reason="shelf_price"), WHY) if off > 0 else None


def hand_out(view: View, memory: Memory) -> Advice | None:
    """Opens the drawer and gives what somebody says is missing, unseen."""
    complaint, here = view.complaint, view.here
    if complaint is None or here is None or not complaint.amount or view.stage != "idle" or view.pending:
        return None
    given = f"handed out {here.customer}"
    if given in memory.noted or complaint.finding:
        return None
    if not view.drawer_open:
        return do(c.NoSale("change"), WHY)
    pieces = make_change(complaint.amount, view.drawer)
    if not pieces:
        return None
    memory.noted[given] = view.now
    return do(c.GiveChange(pieces), WHY)


def escalate_on_paper(view: View, memory: Memory) -> Advice | None:
    """Calls the supervisor for who asks for them; for all others the form has to do."""
    return m.escalate(view, memory) if "call_manager" in view.said else None


def settle_on_paper(view: View, memory: Memory) -> Advice | None:
    """Writes down that the missing change was settled, and lets the drawer shut."""
    complaint = view.complaint
    if complaint is None or not m.missing_change(view):
        return m.record(view, memory)
    return None if complaint.number or view.pending else do(c.RecordComplaint(complaint.kind, "settled"), WHY)
