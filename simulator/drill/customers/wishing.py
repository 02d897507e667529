"""What a customer wants beside their goods: membership, a card topped up, an invoice; paying by card or points."""

from simulator.drill.customers.customer import Customer, Reactions
from simulator.drill.customers.leaving import UNFINISHED, settle
from simulator.drill.customers.paying import pay
from simulator.drill.words import MEMBERSHIP_ANSWERS, line
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.pos.membership import CONSENT
from simulator.pos.state import Till

INVOICE_TIME = 20_000
"""How long somebody waits for an invoice that was asked for, once it is under way."""


def line_added(me: Customer, what: f.LineAdded, at: int, till: Till) -> None:
    """Half of the goods are rung up: a good moment."""
    if me.rung * 2 < len(me.goods):
        return
    wish = me.wish
    if wish.enrols:
        wish.enrols = False
        said = me.soon(at, 700, 1500)
        answers = tuple(s.Answer(reply, words) for reply, words in MEMBERSHIP_ANSWERS)
        words = line("membership", me.arrival.manner, me.draws)
        me.open.add("membership")
        me.plan("enrol", said, s.MembershipWanted(me.id, wish.code, wish.consents))
        asked = s.CustomerSaid(me.id, "membership", words, answers, (CONSENT,), "consent")
        me.plan("ask membership", said, asked)
    if wish.staff_no:
        number, wish.staff_no = wish.staff_no, ""
        shown = me.soon(at, 800, 1600)
        me.say("staff_card", shown)
        me.plan("staff", shown + 100, s.StaffCardShown(me.id, number))
    if wish.tops_up:
        amount, wish.tops_up = wish.tops_up, 0
        shown = me.soon(at, 1600, 2600)
        me.say("top_up", shown, amount=till.rules.currency.format(amount))
        me.plan("top up", shown + 100, s.GiftCardShown(me.id, wish.card, amount))


def said(me: Customer, what: f.Said, at: int, till: Till) -> None:
    if what.about == "membership" and what.reply == CONSENT:
        answered = me.soon(at, 900, 1800)
        me.say("consents" if me.wish.consents else "no_consent", answered)
        me.plan("consent", answered, s.ConsentAnswered(me.id, me.wish.consents))


def refused(me: Customer, what: f.Refused, at: int, till: Till) -> None:
    """What was held out does not do."""
    wish = me.wish
    if what.operation == "request_invoice" and what.reason == "refused.tax_number" and wish.wrong_no:
        wish.wrong_no = ""
        again = me.soon(at, 1200, 2400)
        me.say("tax_number_again", again)
        me.plan("invoice", again, s.InvoiceWanted(me.id, me.spec.invoice_to, me.spec.tax_no))
    visit = till.counter.visit
    if visit is None or visit.cash or visit.phone or me.paid:
        return
    of_card = what.operation == "tender_gift" and not visit.wishes.card and me.wallet.current.kind in ("gift", "credit")
    of_points = what.operation == "tender_points" and not visit.wishes.points and me.wallet.current.kind == "points"
    if (of_card or of_points) and me.agenda.due(me.id, "pay") is None:
        me.wallet.next()
        pay(me, at, till)


def completed(me: Customer, what: f.SaleCompleted, at: int, till: Till) -> None:
    """The invoice is asked for when the sale is paid."""
    if me.wish.invoice and not what.slip:
        me.wish.invoice = False
        asked = me.soon(at, 800, 1600)
        number = me.wish.wrong_no or me.spec.tax_no
        me.say("invoice", asked)
        title = me.spec.invoice_to or me.wish.person
        me.plan("invoice", asked, s.InvoiceWanted(me.id, title, number, number == me.spec.tax_no))


def invoice_wanted(me: Customer, what: s.InvoiceWanted, at: int, till: Till) -> None:
    me.wish.waits = True
    me.plan("go", at + UNFINISHED, s.CustomerLeft(me.id))


def requested(me: Customer, what: f.InvoiceRequested, at: int, till: Till) -> None:
    me.progress(at)
    me.plan("go", at + INVOICE_TIME, s.CustomerLeft(me.id))


def issued(me: Customer, what: f.InvoiceIssued, at: int, till: Till) -> None:
    me.wish.waits = False
    me.agenda.cancel(me.id, "go")
    settle(me, at, till)


REACTIONS: Reactions = {
    f.LineAdded: line_added,
    f.Said: said,
    f.Refused: refused,
    f.SaleCompleted: completed,
    f.InvoiceRequested: requested,
    f.InvoiceIssued: issued,
    s.InvoiceWanted: invoice_wanted,
}
