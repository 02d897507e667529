"""Invoices on request."""

from simulator.kernel.events import Command
from simulator.kernel.texts import Text


class RequestInvoice(Command, frozen=True, gc=False):
    """开发票: an electronic invoice for the last sale of the customer here, to a company or to a person."""

    title: Text
    """抬头: the buyer's name."""
    tax_no: str = ""
