"""Invoices (电子发票) as records with their state: requested, issued, red-lettered (红字发票)."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class InvoiceLine(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of a sale as it is invoiced: what was really paid for it."""

    line: int
    amount: Minor
    tax: Minor
    tax_rate: int


class InvoiceRequested(Fact, frozen=True, gc=False):
    """Asked of the invoice platform; it stays so until the platform answers."""

    invoice: str
    """The shop's own number of it, after the receipt's: one a sale."""
    sale: str
    receipt: str
    title: Text
    tax_no: str
    amount: Minor
    """What was paid in money for goods that the customer keeps: not what went onto a card, nor what a card or points
    paid.
    """
    net: Minor
    tax: Minor
    lines: tuple[InvoiceLine, ...]
    customer: str = ""
    as_wanted: bool = True
    """The buyer is the one the customer named."""
    returns: int = 0
    """Returns of the receipt before: only what they left is invoiced."""


class InvoiceIssued(Fact, frozen=True, gc=False):
    """The platform issued it; the customer fetches it by the code on the paper."""

    invoice: str
    number: str
    """发票号码, 20 digits."""
    sale: str
    amount: Minor
    """What was asked for, less what came back before it was issued."""
    net: Minor
    tax: Minor


class InvoiceRedLettered(Fact, frozen=True, gc=False):
    """红字发票: against an invoice, for goods that came back or a sale that was undone. Amounts are negative."""

    invoice: str
    number: str
    against: str
    """Number of the invoice it corrects; empty where that was only requested: then it is no invoice and has no number,
    but the request is less by so much, or taken back.
    """
    sale: str
    amount: Minor
    net: Minor
    tax: Minor
    lines: tuple[InvoiceLine, ...]
    whole: bool
    """Nothing of the invoice is left."""
