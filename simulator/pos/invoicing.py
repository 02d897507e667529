"""Invoices on request (电子发票), and red-letter ones (红字发票): records with a state, one a sale.

    requested ──platform──► issued ──return, post-void──► red_lettered (in parts, or whole)

An invoice is for what was paid in money for goods. What went onto a card is none (it is a prepayment), and what a card
paid was paid when the card was sold; points, and what cash rounding gave away, were never paid.
"""

from collections.abc import Iterable, Mapping

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import InvoiceLine, ReturnedLine, Sold, SoldLine
from simulator.kernel.money import Minor, allocate, divide
from simulator.kernel.numbers import is_tax_number
from simulator.kernel.texts import Text
from simulator.pos.accounts import Invoice
from simulator.pos.refusals import refuse
from simulator.pos.sold import share
from simulator.pos.state import Till

UNPAID = ("gift", "points")
"""Means of payment that pay nothing to be invoiced."""
PERSON = Text("Private person", "个人")
"""The buyer who needs no tax number."""


def invoiced(sale: f.SaleCompleted) -> tuple[InvoiceLine, ...]:
    """What of each line was paid in money: they add up to the invoice, with the tax that is in them."""
    goods = [line for line in sale.lines if not line.account and line.amount > 0]
    amounts = [line.amount for line in goods]
    unpaid = sum(tender.amount for tender in sale.tenders if tender.kind in UNPAID) + sale.rounding
    amount = max(0, sale.total - sale.stored - unpaid)
    if not amount or not goods:
        return ()
    on_top = sum(line.tax for line in goods) if sum(amounts) != sale.total - sale.stored else 0
    whole = [line.amount + (line.tax if on_top else 0) for line in goods]
    parts = allocate(amount, whole)
    return tuple(
        InvoiceLine(line.line, part, divide(line.tax * part, of), line.tax_rate)
        for line, part, of in zip(goods, parts, whole, strict=True)
        if part
    )


def red_letter(invoice: Invoice, amounts: Mapping[int, Minor] | None = None) -> f.InvoiceRedLettered | None:
    """The red-letter invoice for goods that came back (line -> what was given back for it), or for all that is left.

    Never more than was invoiced and not red-lettered yet: what a card or points paid is no part of it. None where
    nothing is left to correct.
    """
    asked, lines = invoice.asked, []
    for line in asked.lines:
        left = line.amount - invoice.red.get(line.line, 0)
        part = left if amounts is None else min(left, max(0, amounts.get(line.line, 0)))
        if part:
            before = invoice.red.get(line.line, 0)
            tax = divide(line.tax * (before + part), line.amount) - divide(line.tax * before, line.amount)
            lines.append(InvoiceLine(line.line, -part, -tax, line.tax_rate))
    if not lines:
        return None
    amount, tax = sum(line.amount for line in lines), sum(line.tax for line in lines)
    whole = sum(line.amount for line in asked.lines) - sum(invoice.red.values()) + amount == 0
    number = f"{asked.invoice}-R{invoice.reds + 1}"
    return f.InvoiceRedLettered(
        asked.invoice, number, invoice.number, asked.sale, amount, amount - tax, tax, tuple(lines), whole
    )


def red_letters(till: Till, sold: Sold, lines: Iterable[ReturnedLine]) -> list[Event]:
    """The same for a return or a post-void, by its receipt: that says whether there is an invoice, be it of an earlier
    day or of another till, and what came back since, here or elsewhere. With the last piece of a line all that is left
    of it goes: cash that was rounded up is on the invoice too.
    """
    own = till.accounts.of_sale(sold.sale) if sold.sale else None
    if own is None and not sold.invoice:
        return []
    asked = own.asked if own else _asked(sold)
    units = {one.line.line: one.returned for one in sold.lines}
    held = {one.line.line: one.withheld for one in sold.lines}
    touched: set[int] = set()
    for part in lines:
        units[part.line] += part.units
        touched |= {part.line, *part.withheld}
        for n, amount in part.withheld.items():
            held[n] += amount
    whole = {line.line: line.amount for line in asked.lines}
    red: dict[int, Minor] = {}
    amounts: dict[int, Minor] = {}
    for one in sold.lines:
        n = one.line.line
        red[n] = _red(one, one.returned, one.withheld, whole.get(n, 0))
        if n in touched:
            amounts[n] = _red(one, units[n], held[n], whole.get(n, 0)) - red[n]
    if own is not None:
        red = {line: max(amount, own.red.get(line, 0)) for line, amount in red.items()}
    reds = max(own.reds if own else 0, sold.returns)
    letter = red_letter(Invoice(asked, own.number if own else sold.invoice, red, reds), amounts)
    return [letter] if letter else []


def _red(sold: SoldLine, back: int, withheld: Minor, invoiced_for: Minor) -> Minor:
    """What of a line's invoice is corrected once so many units are back, and so much of it is withheld."""
    if back == sold.units and not withheld:
        return invoiced_for
    return min(invoiced_for, share(sold.paid, 0, back, sold.units) - withheld)


def _asked(sold: Sold) -> f.InvoiceRequested:
    """The request that the invoice of a receipt rests on, where another till made it."""
    unpaid = sum(t.amount for t in sold.tenders if t.kind in UNPAID) + sum(t.value - t.amount for t in sold.tenders)
    goods = [line for line in sold.lines if not line.line.account and line.paid > 0]
    paid = max(0, sold.total - sold.stored - unpaid)
    parts = allocate(paid, [line.paid for line in goods]) if goods else []
    lines = tuple(
        InvoiceLine(one.line.line, part, divide(one.line.tax * part, one.paid), one.line.tax_rate)
        for one, part in zip(goods, parts, strict=True)
        if part
    )
    amount, tax = _sums(lines)
    return f.InvoiceRequested(
        number_of(sold.receipt), sold.sale, sold.receipt, Text(), "", amount, amount - tax, tax, lines, sold.customer
    )


def number_of(receipt: str) -> str:
    """The shop's own number of the invoice of a receipt."""
    return f"{receipt}-F"


# --- decide ----------------------------------------------------------------------------------------------------------


def request_invoice(till: Till, command: c.RequestInvoice) -> list[Event]:
    sale, visit = till.last, till.counter.visit
    if visit is not None:
        sale = visit.sales[-1] if visit.sales else None
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
    lines = invoiced(sale)
    if not lines:
        return refuse(command, "refused.nothing_to_invoice")
    amount, tax = _sums(lines)
    wish = visit.wishes.invoice if visit else None
    as_wanted = wish is None or (command.title == wish.title and tax_no == wish.tax_no and wish.right)
    return [
        f.InvoiceRequested(
            number_of(sale.receipt), sale.sale, sale.receipt, command.title, tax_no, amount, amount - tax, tax, lines,
            sale.customer, as_wanted,
        )
    ]  # fmt: skip


def _sums(lines: Iterable[InvoiceLine]) -> tuple[Minor, Minor]:
    pairs = [(line.amount, line.tax) for line in lines]
    return sum(amount for amount, _ in pairs), sum(tax for _, tax in pairs)


def invoice_answered(till: Till, answer: s.InvoiceAnswered) -> list[Event]:
    invoice = till.accounts.invoices.get(answer.invoice)
    if invoice is None or invoice.number or invoice.whole or till.outage.dark:
        return []
    asked = invoice.asked
    issued = f.InvoiceIssued(asked.invoice, answer.number, asked.sale, asked.amount, asked.net, asked.tax)
    return [issued, f.ReceiptIssued(asked.invoice, "")]


# --- apply -----------------------------------------------------------------------------------------------------------


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
    for line in fact.lines:
        invoice.red[line.line] = invoice.red.get(line.line, 0) - line.amount
    invoice.reds += 1
    invoice.whole = fact.whole


DECIDE = {c.RequestInvoice: request_invoice, s.InvoiceAnswered: invoice_answered}

APPLY = {
    s.InvoiceWanted: invoice_wanted,
    f.InvoiceRequested: invoice_requested,
    f.InvoiceIssued: invoice_issued,
    f.InvoiceRedLettered: invoice_red_lettered,
}
