"""Mistakes with what a customer wants beside their goods: cards, points, membership, invoices."""

from simulator.drill.bots import paying as p
from simulator.drill.bots import wishes as w
from simulator.drill.bots.mistakes.why import WHY
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.pos.invoicing import PERSON
from simulator.pos.view import View


def enrol_unasked(view: View, memory: Memory) -> Advice | None:
    """The number is enough: what they think of it, nobody asked."""
    for question in view.questions:
        if question.about == "membership":
            return do(c.Say("number_only"), WHY)
    if view.enrol_wanted and view.stage in ("scanning", "idle") and not view.pending and not view.dark:
        return do(c.EnrolMember(view.enrol_wanted), WHY)
    return None


def load_more(view: View, memory: Memory) -> Advice | None:
    """A nought too many, or another hundred."""
    right = w.top_up(view, memory)
    command = right.command if right else None
    return do(c.LoadCard(command.code, command.amount + 10_000), WHY) if isinstance(command, c.LoadCard) else right


def charge_all(view: View, memory: Memory) -> Advice | None:
    """Keys the whole total, although a part is paid."""
    right = p.take_payment(view, memory)
    command = right.command if right else None
    if isinstance(command, c.TenderMobile | c.TenderCard) and view.paid and not memory.lately("over", view.now, 60_000):
        memory.noted["over"] = view.now
        whole = view.total
        return do(
            c.TenderMobile(command.code, whole) if isinstance(command, c.TenderMobile) else c.TenderCard(whole), WHY
        )
    return right


def forget_points(view: View, memory: Memory) -> Advice | None:
    """Points are a nuisance: another payment, please."""
    return p.other_way(view, memory) if view.points_wanted else None


def invoice_to_nobody(view: View, memory: Memory) -> Advice | None:
    """To a private person: that needs no number."""
    right = w.issue_invoice(view, memory)
    return do(c.RequestInvoice(PERSON), WHY) if right and isinstance(right.command, c.RequestInvoice) else right
