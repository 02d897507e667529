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


class _Open:
    """A request that is not answered yet."""

    __slots__ = ("less", "less_tax", "number", "station")

    def __init__(self, number: str, station: str) -> None:
        self.number, self.station = number, station
        self.less = self.less_tax = 0


class Platform:
    """A part of the director. It hears of every till, since goods come back at any of them."""

    def __init__(self, seed: int, agenda: Agenda, time: tuple[int, int] = TIME) -> None:
        self._draws, self._agenda, self._time = Draws(seed, "invoices"), agenda, time
        self._open: dict[str, _Open] = {}
        """By the shop's own number."""

    def see(self, what: Event, at: int, till: Till) -> None:
        match what:
            case f.InvoiceRequested():
                digits = "".join(str(self._draws.below(10)) for _ in range(13))
                self._open[what.invoice] = _Open(f"2631200{digits}", till.station)
                self._answer(what.invoice, at, till)
            case f.InvoiceIssued():
                self._open.pop(what.invoice, None)
            case f.InvoiceRedLettered() if what.invoice in self._open:
                self._less(what)
            case s.CashierCame():  # who asked for it stands there now
                for invoice in [invoice for invoice in what.invoices if invoice in self._open]:
                    self._open[invoice].station = till.station
                    self._answer(invoice, at, till)
            case s.NetworkReturned() | f.TillStarted():
                for invoice, asked in self._open.items():
                    if asked.station == till.station:
                        self._answer(invoice, at, till)

    def _less(self, red: f.InvoiceRedLettered) -> None:
        """Goods came back before it was issued: so much less is issued, or nothing."""
        asked, due = self._open[red.invoice], self._agenda.due(ME, red.invoice)
        asked.less, asked.less_tax = asked.less - red.amount, asked.less_tax - red.tax
        self._agenda.cancel(ME, red.invoice)
        if red.whole:
            del self._open[red.invoice]
        elif due is not None:
            self._plan(red.invoice, due)

    def _answer(self, invoice: str, at: int, till: Till) -> None:
        if till.outage.network:
            self._plan(invoice, at + self._draws.between(*self._time))

    def _plan(self, invoice: str, due: int) -> None:
        asked = self._open[invoice]
        answer = s.InvoiceAnswered(invoice, asked.number, asked.less, asked.less_tax)
        self._agenda.put(ME, invoice, due, answer, by="platform", station=asked.station)
