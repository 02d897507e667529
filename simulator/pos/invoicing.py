"""Invoices on request (电子发票), and red-letter ones (红字发票): records with a state, one a sale.

    requested ──platform──► issued ──return, post-void──► red_lettered (in parts, or whole)
        └──────return, post-void──► reduced (and issued over the rest), or withdrawn

What is asked for is what is left of the receipt (`invoiced`). A till knows by the receipt whether there is an invoice
and what came back: every return claims that the invoice is still what it was believed to be, and every request that
nothing came back meanwhile, here or elsewhere.
"""

from collections.abc import Iterable

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import ReturnedLine, SaleCompleted, Sold
from simulator.kernel.money import Minor
from simulator.kernel.numbers import is_tax_number
from simulator.kernel.texts import Text
from simulator.pos.accounts import Invoice
from simulator.pos.calendar import today
from simulator.pos.invoiced import left, taken_back
from simulator.pos.refusals import refuse
from simulator.pos.sold import sold_of, with_lines
from simulator.pos.state import Till

PERSON = Text("Private person", "个人")
"""The buyer who needs no tax number."""


def standing(till: Till, sold: Sold | None) -> tuple[bool, str]:
    """Whether there is an invoice of a receipt, and its number once it is issued: what this till knows of it itself,
    or the receipt says.
    """
    if sold is None:
        return False, ""
    own = till.accounts.of_sale(sold.sale) if sold.sale else None
    number = (own.number if own else "") or sold.invoice
    return own is not None or sold.invoice_asked or bool(number), number


def red_letters(till: Till, sold: Sold, lines: Iterable[ReturnedLine]) -> list[Event]:
    """What a return or a post-void takes off the invoice of its receipt, be it of an earlier day or of another till: by
    a red-letter one, or off the request as long as it is not issued.
    """
    asked, against = standing(till, sold)
    if not asked:
        return []
    later = with_lines(sold, lines)
    red = taken_back(sold, later)
    if not red.lines:
        return []
    invoice = number_of(sold.receipt)
    number = f"{invoice}-R{sold.returns + 1}" if against else ""
    return [f.InvoiceRedLettered(invoice, number, against, sold.sale, *red[1:], red.lines, not left(later).amount)]


def number_of(receipt: str) -> str:
    """The shop's own number of the invoice of a receipt."""
    return f"{receipt}-F"


# --- decide ----------------------------------------------------------------------------------------------------------


def to_invoice(till: Till) -> SaleCompleted | None:
    """The sale that an invoice would be of: the last one of the customer here; with nobody here, of the till."""
    visit = till.counter.visit
    if visit is None:
        return till.last
    return visit.sales[-1] if visit.sales else None


def _as_it_is(till: Till, sale: SaleCompleted) -> Sold:
    """Its receipt, with what came back of it."""
    return till.accounts.came_back.get(sale.receipt) or sold_of(sale, till.rules.policy, today(till), {})


def left_to_invoice(till: Till) -> Minor:
    """What that invoice would be over."""
    sale = to_invoice(till)
    return left(_as_it_is(till, sale)).amount if sale is not None else 0


def request_invoice(till: Till, command: c.RequestInvoice) -> list[Event]:
    sale, visit = to_invoice(till), till.counter.visit
    if sale is None:
        return refuse(command, "refused.nothing_to_invoice")
    tax_no = command.tax_no.upper()
    if not command.title.en or not command.title.zh:
        return refuse(command, "refused.invoice_title")
    if command.title != PERSON and not tax_no:
        return refuse(command, "refused.tax_number_missing")
    if tax_no and not is_tax_number(tax_no):
        return refuse(command, "refused.tax_number", code=tax_no[:20])
    if till.accounts.of_sale(sale.sale) is not None:
        return refuse(command, "refused.invoice_twice", receipt=sale.receipt)
    sold = _as_it_is(till, sale)
    rest = left(sold)
    if not rest.amount:
        reason = "refused.nothing_left_to_invoice" if sold.returns else "refused.nothing_to_invoice"
        return refuse(command, reason, receipt=sale.receipt)
    wish = visit.wishes.invoice if visit else None
    as_wanted = wish is None or (command.title == wish.title and tax_no == wish.tax_no and wish.right)
    return [
        f.InvoiceRequested(
            number_of(sale.receipt), sale.sale, sale.receipt, command.title, tax_no, *rest[1:], rest.lines,
            sale.customer, as_wanted, sold.returns,
        )
    ]  # fmt: skip


def invoice_answered(till: Till, answer: s.InvoiceAnswered) -> list[Event]:
    invoice = till.accounts.invoices.get(answer.invoice)
    if invoice is None or invoice.number or invoice.whole or till.outage.dark:
        return []
    asked = invoice.asked
    less, less_tax = max((answer.less, answer.less_tax), (invoice.less, invoice.less_tax))
    amount, tax = asked.amount - less, asked.tax - less_tax
    if not amount:
        return []
    issued = f.InvoiceIssued(asked.invoice, answer.number, asked.sale, amount, amount - tax, tax)
    return [issued, f.ReceiptIssued(asked.invoice, "")]


# --- apply -----------------------------------------------------------------------------------------------------------


def came_back(till: Till, sold: Sold) -> None:
    """Keep in mind what came back of a sale that may still be invoiced here: the last one, or of a customer here."""
    sales = [sale for visit in till.counter.visits.values() for sale in visit.sales]
    if sold.returns and any(sale is not None and sale.receipt == sold.receipt for sale in (till.last, *sales)):
        till.accounts.came_back[sold.receipt] = sold


def invoice_wanted(till: Till, stimulus: s.InvoiceWanted, entry: Entry) -> None:
    wishes = till.counter.visits[stimulus.customer].wishes
    wishes.invoice = stimulus
    wishes.asked.add("invoice")


def invoice_requested(till: Till, fact: f.InvoiceRequested, entry: Entry) -> None:
    till.accounts.invoices[fact.invoice] = Invoice(fact)
    visit = till.counter.visits.get(fact.customer)
    if visit is not None:
        visit.wishes.met.add("invoice")


def invoice_issued(till: Till, fact: f.InvoiceIssued, entry: Entry) -> None:
    till.accounts.invoices[fact.invoice].number = fact.number


def invoice_red_lettered(till: Till, fact: f.InvoiceRedLettered, entry: Entry) -> None:
    invoice = till.accounts.invoices.get(fact.invoice)
    if invoice is None:  # of another till's sale
        return
    if not fact.against:
        invoice.less -= fact.amount
        invoice.less_tax -= fact.tax
    invoice.whole = fact.whole


DECIDE = {c.RequestInvoice: request_invoice, s.InvoiceAnswered: invoice_answered}

APPLY = {
    s.InvoiceWanted: invoice_wanted,
    f.InvoiceRequested: invoice_requested,
    f.InvoiceIssued: invoice_issued,
    f.InvoiceRedLettered: invoice_red_lettered,
}
