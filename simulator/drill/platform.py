"""The invoice platform: issues what was asked of it after a while, and while the network is down, once it is back."""

from simulator.drill.agenda import Agenda
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.pos.state import Till

ME = "@invoices"
TIME = (1200, 2800)
"""Milliseconds from the request to the invoice."""


class Platform:
    """A part of the director."""

    def __init__(self, seed: int, agenda: Agenda) -> None:
        self._draws, self._agenda = Draws(seed, "invoices"), agenda
        self._open: dict[str, str] = {}
        """Invoice that is not issued yet -> the number that it will have."""

    def see(self, what: Event, at: int, till: Till) -> None:
        match what:
            case f.InvoiceRequested():
                digits = "".join(str(self._draws.below(10)) for _ in range(13))
                self._open[what.invoice] = f"2631200{digits}"
                self._answer(what.invoice, at, till)
            case f.InvoiceIssued() | f.InvoiceRedLettered():
                self._open.pop(what.invoice, None)
            case s.NetworkReturned() | f.TillStarted():
                for invoice in self._open:
                    self._answer(invoice, at, till)

    def _answer(self, invoice: str, at: int, till: Till) -> None:
        if till.outage.network:
            due = at + self._draws.between(*TIME)
            self._agenda.put(ME, invoice, due, s.InvoiceAnswered(invoice, self._open[invoice]), by="platform")
