"""Habits of an experienced cashier with members, cards, points and invoices."""

from simulator.drill.bots.paying import other_way
from simulator.drill.bots.steps import Advice, Memory, do, wait
from simulator.kernel import commands as c
from simulator.kernel.numbers import tail
from simulator.kernel.texts import Text
from simulator.pos.view import View

DENIED = 60_000
"""How long nobody asks again for what was not approved."""
ANSWER = 6_000
"""How long somebody takes to answer, or to find the right card."""


def enrol(view: View, memory: Memory) -> Advice | None:
    """With their consent, and before the payment: the new member has the member's prices at once."""
    if not view.enrol_wanted or view.dark or view.paid or view.pending:
        return None
    if view.consent:
        return do(c.EnrolMember(view.enrol_wanted), "advice.enrol_member", code=view.enrol_wanted)
    if view.consent is None and memory.lately("say ask_consent", view.now, ANSWER):
        return wait("advice.wait_consent")
    return None


def doubt_member(view: View, memory: Memory) -> Advice | None:
    """Another name on the screen than the customer's: it is somebody else's card."""
    if not view.member_strange or view.paid or view.here is None:
        return None
    if view.member_card and view.member_card != view.member_code:
        return do(c.IdentifyMember(view.member_card), "advice.identify_member")
    if memory.lately("say ask_member", view.now, ANSWER):
        return wait("advice.wait_member") if memory.lately("identify_member", view.now, ANSWER) else None
    return do(c.Say("ask_member"), "advice.doubt_member", name=view.member, customer=view.here.name)


def staff_discount(view: View, memory: Memory) -> Advice | None:
    """One of the shop's own people: by their number, approved by somebody else, before the payment."""
    if not view.staff_card or view.employee != Text() or view.dark or view.paid or view.pending:
        return None
    if memory.lately("identify_employee", view.now, DENIED):  # nobody with the right said yes
        return None
    if view.stage not in ("scanning", "tendering"):
        return None
    return do(c.IdentifyEmployee(view.staff_card), "advice.identify_employee", code=view.staff_card)


def top_up(view: View, memory: Memory) -> Advice | None:
    """As a line of the basket, while it is open."""
    wanted = view.load_wanted
    if wanted is None or wanted[0] in view.loading or view.dark or view.stage not in ("idle", "scanning"):
        return None
    card, amount = wanted
    if memory.lately("load_card", view.now, ANSWER) and memory.repeats:
        return None
    return do(c.LoadCard(card, amount), "advice.load_card", card=tail(card), amount=view.rules.currency.format(amount))


def back_to_top_up(view: View, memory: Memory) -> Advice | None:
    """They held the card out when the total was read already."""
    wanted = view.load_wanted
    if wanted is None or wanted[0] in view.loading or view.paid or view.unanswered or view.reversing:
        return None
    return do(c.CancelTender(), "advice.cancel_for_card")


def take_card(view: View, memory: Memory) -> Advice | None:
    """A stored-value card pays as much as is on it; the rest is asked for."""
    if not view.stored_card or view.pending:
        return None
    if not view.network:
        return other_way(view, memory)
    return do(c.TenderGift(view.stored_card), "advice.take_card", card=tail(view.stored_card))


def take_points(view: View, memory: Memory) -> Advice | None:
    """As many as may be used: the till knows the steps, and what they are not for."""
    if not view.points_wanted or not view.member_code or view.pending:
        return None
    if not view.network:
        return other_way(view, memory)
    return do(c.TenderPoints(), "advice.take_points", points=str(view.points))


def issue_invoice(view: View, memory: Memory) -> Advice | None:
    """To the buyer they name, as they say it."""
    wanted = view.invoice_wanted
    if wanted is None or view.dark or view.pending or view.stage not in ("idle", "change"):
        return None
    invoice = view.invoice
    if invoice is not None:
        return wait("advice.wait_invoice") if not invoice.number and view.network else None
    if memory.last == c.RequestInvoice(wanted.title, wanted.tax_no) and memory.repeats:
        return wait("advice.wait_tax_number")
    return do(c.RequestInvoice(wanted.title, wanted.tax_no), "advice.request_invoice", title=wanted.title)
