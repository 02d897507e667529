"""The shop's back office: it keeps every receipt, of today and of the days before, and knows what came back of each.

A till asks it as it asks a payment channel; with the network down nobody is asked. It follows entries of all stations,
so that a receipt of one till is found at another.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from simulator.drill.agenda import Agenda
from simulator.drill.sources import Due
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.entries import Entry
from simulator.kernel.facts import Sold
from simulator.pos.calendar import today
from simulator.pos.sold import GIFT, sold_of, with_refund, with_return
from simulator.pos.state import Till

ME = "@back_office"
TAKES = (600, 1800)
"""Milliseconds to look something up."""
MOST = 9
"""Receipts of a member or card that are shown: the newest ones."""


class BackOffice:
    """A source: it answers `receipt_asked`. `before` are receipts of earlier days."""

    watches = Till

    def __init__(self, seed: int, before: Sequence[Sold] = ()) -> None:
        self.receipts = {sold.receipt: sold for sold in before}
        self._agenda = Agenda(priority=8, by="back_office")
        self._draws = Draws(seed, "backoffice")
        self._channels: dict[str, str] = {}
        """Payment request -> the channel it went through."""
        self._codes: dict[str, str] = {}
        """Payment request -> the last digits of the code."""
        self._invoiced: dict[str, str] = {}
        """Invoice -> the receipt that it is for."""

    def peek(self) -> Due | None:
        return self._agenda.head()

    def see(self, entry: Entry, till: Till) -> None:
        what = entry.what
        match what:
            case s.ReceiptsFound():
                self._agenda.happened(what)
            case f.ReceiptAsked():
                found = tuple(self.find(what.by, what.value)[:MOST])
                answer = s.ReceiptsFound(what.by, what.value, found)
                self._agenda.put(ME, entry.stream, entry.at + self._draws.between(*TAKES), answer, station=entry.stream)
            case f.PaymentRequested():
                self._channels[what.request], self._codes[what.request] = what.channel, what.code[-4:]
            case f.SaleCompleted():
                codes = [self._codes.get(tender.request, "") for tender in what.tenders]
                card = next((code for code in codes if code), "")
                sold = sold_of(what, till.rules.policy, today(till), self._channels, card)
                self.receipts[what.receipt] = sold
            case f.ReturnCompleted() if what.receipt in self.receipts:
                self.receipts[what.receipt] = with_return(self.receipts[what.receipt], what)
            case f.RefundMade() if what.receipt in self.receipts:
                self.receipts[what.receipt] = with_refund(self.receipts[what.receipt], what)
            case f.InvoiceRequested():
                self._invoiced[what.invoice] = what.receipt
                if what.receipt in self.receipts:
                    self.receipts[what.receipt] = replace(self.receipts[what.receipt], invoice_asked=True)
            case f.InvoiceIssued() if self._invoiced.get(what.invoice) in self.receipts:
                receipt = self._invoiced[what.invoice]
                self.receipts[receipt] = replace(self.receipts[receipt], invoice=what.number)
            case f.StationClosed():
                self._agenda.clear()

    def find(self, by: str, value: str) -> list[Sold]:
        """Receipts that fit, the newest first."""
        if by in ("code", "number"):
            gift = by == "code" and value.endswith(GIFT)
            number = value.removesuffix(GIFT) if gift else value
            typed = (kept for receipt, kept in self.receipts.items() if _digits(receipt) == number)
            sold = self.receipts.get(number) or next(typed, None)
            return [replace(sold, gift=gift)] if sold else []
        found = [sold for sold in self.receipts.values() if value == (sold.card if by == "card" else sold.member)]
        found.reverse()
        return sorted(found, key=lambda sold: sold.day, reverse=True)


def _digits(receipt: str) -> str:
    """What of a number can be typed on a keypad.

    >>> _digits("till-1-0005")
    '10005'
    """
    return "".join(sign for sign in receipt if sign.isdigit())
