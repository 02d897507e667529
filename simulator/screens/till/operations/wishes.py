"""Cards, points, members and invoices: what their keys do. What is held out is taken; else a number is asked for."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.numbers import card_kind
from simulator.kernel.texts import half_width
from simulator.pos.invoicing import PERSON
from simulator.screens.till import choices
from simulator.screens.till.operations.paying import parse, part
from simulator.screens.till.operations.possible import why_not
from simulator.screens.till.operations.selling import quantity

if TYPE_CHECKING:
    from simulator.screens.till.screen import TillScreen


def _number(till: "TillScreen") -> str:
    """A card's number that was typed; what is shorter stays for who takes it as an amount."""
    return half_width(till.take_entry()) if card_kind(half_width(till.entry)) else ""


def tender_gift(till: "TillScreen") -> None:
    typed = _number(till)
    code = typed or till.view.stored_card
    amount = 0 if typed else part(till)
    if amount is None:
        return
    if code or why_not(till, "tender_gift"):
        till.submit(c.TenderGift(code, amount))
    else:
        till.asking.number(
            "till.ask.gift_card", "till.ask.load_card_note", lambda text: till.submit(c.TenderGift(text, amount))
        )


def tender_points(till: "TillScreen") -> None:
    text = till.take_entry()
    points = quantity(till, text) if text else (0, 0)
    if points is not None:  # half a point is none
        till.submit(c.TenderPoints(points[0]))


def load_card(till: "TillScreen") -> None:
    """The card, then the amount: both are known where the customer holds it out and says how much."""
    wanted = till.view.load_wanted
    if why_not(till, "load_card"):
        till.submit(c.LoadCard("", 0))
    elif wanted and not till.entry:
        till.submit(c.LoadCard(*wanted))
    elif wanted and not card_kind(till.entry):
        _load(till, wanted[0], till.take_entry())
    else:
        code = _number(till)
        if code:
            _amount(till, code)
        else:
            till.asking.number("till.ask.load_card", "till.ask.load_card_note", lambda text: _amount(till, text))


def _amount(till: "TillScreen", code: str) -> None:
    note = "till.ask.amount_note"
    till.asking.number("till.ask.load_amount", note, lambda text: _load(till, code, text), point=True)


def _load(till: "TillScreen", code: str, text: str) -> None:
    amount = parse(till, text)
    if amount is not None:
        till.submit(c.LoadCard(code, amount))


def enrol_member(till: "TillScreen") -> None:
    """The number, then whether the customer consented: the till asks, too."""
    if why_not(till, "enrol_member"):
        till.submit(c.EnrolMember(""))
        return

    def agreed(code: str) -> None:
        def enrol(answer: str) -> None:
            if answer == "yes":
                till.submit(c.EnrolMember(code))

        till.asking.choose(choices.consent(code), enrol)

    code = half_width(till.take_entry()) or till.view.enrol_wanted
    if code:
        agreed(code)
    else:
        till.asking.number("till.ask.enrol", "till.ask.enrol_note", agreed)


def request_invoice(till: "TillScreen") -> None:
    """To the buyer whom the customer named, or to a person, once it was said of which receipt and over how much."""
    wanted = till.view.invoice_wanted
    if why_not(till, "request_invoice"):
        till.submit(c.RequestInvoice(PERSON))
        return

    def to(answer: str) -> None:
        if answer == "said" and wanted is not None:
            till.submit(c.RequestInvoice(wanted.title, wanted.tax_no))
        elif answer == "person":
            till.submit(c.RequestInvoice(PERSON))

    if wanted is None:
        till.say("info", "till.no_invoice_wanted")
    receipt, amount = till.view.to_invoice or ("", 0)
    nobody = till.view.here is None
    till.asking.choose(choices.buyers(wanted, receipt, till.money(amount), last=nobody), to)


def check_balance(till: "TillScreen") -> None:
    view = till.view
    held = view.stored_card or (view.load_wanted[0] if view.load_wanted else "") or view.member_code
    code = half_width(till.take_entry()) or held
    if code or why_not(till, "check_balance"):
        till.submit(c.CheckBalance(code))
    else:
        till.asking.number("till.ask.balance", "till.ask.balance_note", lambda text: till.submit(c.CheckBalance(text)))


def identify_employee(till: "TillScreen") -> None:
    """One of the shop's own people buys: the staff number, typed before or asked for now."""
    code = till.take_entry() or till.view.staff_card
    if code or why_not(till, "identify_employee"):
        till.submit(c.IdentifyEmployee(code))
    else:
        note = "till.ask.employee_note"
        till.asking.number("till.ask.employee", note, lambda text: till.submit(c.IdentifyEmployee(text)))
