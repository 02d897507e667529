"""The virtual printer of a station: documents come out after a while, rolls end, and nothing prints in the dark.

Paper is counted in lines by a plain formula, so that a roll ends at the same receipt in every language.
"""

from simulator.drill.agenda import Agenda
from simulator.drill.sources import Due
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Stimulus
from simulator.pos.state import Till
from virtual_devices.printer import NEW_ROLL

PRINTING = 900
"""Milliseconds from the request to the cut."""
NEAR_END = 60
HEAD, FOOT = 7, 8
"""Lines above and below the items: shop, training mark, till, time; total, tenders, change, thanks, cut."""


SIGNATURE = 4
"""Lines of a return slip to sign on."""
GIFT = 12
"""Lines of a gift receipt below its head, whatever was bought."""
INVOICE = 24
"""Lines of the paper to fetch an invoice by."""
REPORT = 40
"""Lines of an X or Z report, whatever was sold."""


def lines_of(sale: f.SaleCompleted) -> int:
    """How many lines of paper a receipt takes.

    Each item has a line for its name and one for its figures, and another for each thing that was taken off.
    """
    items = sum(2 + len(line.offers) for line in sale.lines)
    owed = sum(bool(tender.account) for tender in sale.tenders) + 2 * bool(sale.points)
    return HEAD + items + len(sale.tenders) + owed + FOOT + (2 if sale.offline_key else 0)


class Rig:
    """The devices that answer: here the printer. A source like the director."""

    watches = Till

    def __init__(self, station: str = "") -> None:
        self.lines = NEW_ROLL
        """Left on the roll."""
        self._station = station
        """Whose printer it is; empty: of the only till there is."""
        self._agenda = Agenda(priority=5, by="printer", station=station)
        self._length = 0
        self._told = False
        self._ready = 0
        self._dark = False

    def peek(self) -> Due | None:
        return self._agenda.head()

    def see(self, entry: Entry, till: Till) -> None:
        what, at = entry.what, entry.at
        if self._station not in ("", entry.stream):
            return
        if isinstance(what, Stimulus):
            self._heard(what, at)
        elif type(what) is f.SaleCompleted:
            self._length = lines_of(what)
        elif type(what) is f.ReturnCompleted:
            offline = 2 if what.offline_key else 0
            self._length = HEAD + 3 * len(what.lines) + len(what.refunds) + FOOT + SIGNATURE + offline
        elif type(what) is f.GiftReceiptIssued:
            self._length = HEAD + GIFT
            self._print(what, at)
        elif type(what) is f.InvoiceIssued:
            self._length = INVOICE
        elif type(what) is f.ReceiptIssued:
            self._print(what, at)
        elif type(what) is f.ReportIssued:
            self._length = REPORT
            self._print(what, at)
        elif type(what) is f.PaperChanged:
            self.lines, self._told = NEW_ROLL, False
            self._agenda.cancel("paper")
        elif type(what) is f.StationOpened:
            self.lines = what.paper
            self._tell_near_end(at)
        elif type(what) is f.TillWentDark:
            self._dark = True
            for document in [owner for owner in self._agenda.owners() if owner != "paper"]:
                self._agenda.cancel(document)
                self._agenda.put(document, "cut off", at + 100, s.PrinterFailed(document, "E_OFFLINE"))
        elif type(what) is f.TillStarted:
            self._dark = False
        elif type(what) is f.StationClosed:
            self._agenda.clear()

    def _heard(self, what: Stimulus, at: int) -> None:
        mine = self._agenda.happened(what)
        if type(what) is s.PaperNearEnd:
            self._told = True
            if what.lines:
                self.lines = min(self.lines, what.lines)
        elif mine and type(what) is s.ReceiptPrinted:
            self._tell_near_end(at)
        elif mine and type(what) is s.PrinterFailed and what.error == "EPTR_REC_EMPTY":
            self.lines = 0

    def _print(self, what: f.ReceiptIssued | f.ReportIssued | f.GiftReceiptIssued, at: int) -> None:
        self._ready = max(at, self._ready) + PRINTING
        outcome: Stimulus = s.ReceiptPrinted(what.document)
        if self._dark:
            outcome = s.PrinterFailed(what.document, "E_OFFLINE")
        elif self._length > self.lines:
            outcome = s.PrinterFailed(what.document, "EPTR_REC_EMPTY")
        else:
            self.lines -= self._length
        copy = what.copy if isinstance(what, f.ReceiptIssued) else 0
        self._agenda.put(what.document, f"copy {copy}", self._ready, outcome)

    def _tell_near_end(self, at: int) -> None:
        if self.lines <= NEAR_END and not self._told:
            self._agenda.put("paper", "near_end", at + 100, s.PaperNearEnd())
