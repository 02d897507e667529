"""The stations of a run, whichever kind they are: which rules decide for one and fold its journal, and what is seen."""

from simulator.kernel.entries import Entry
from simulator.kernel.events import Decision, Event
from simulator.kernel.facts import StationOpened, StockroomOpened
from simulator.pos import engine as till_rules
from simulator.pos.state import Till
from simulator.pos.view import View
from simulator.stock import engine as stock_rules
from simulator.stock.state import Stockroom
from simulator.stock.view import StockView

Station = Till | Stockroom
Opened = StationOpened | StockroomOpened
"""How a station is found."""
Seen = View | StockView


def decide(station: Station, event: Event) -> Decision:
    """What follows from a command or a stimulus at a station."""
    if isinstance(station, Till):
        return till_rules.decide(station, event)
    return stock_rules.decide(station, event)


def apply(station: Station, entry: Entry) -> None:
    """Let an entry have happened at its station."""
    if isinstance(station, Till):
        till_rules.apply(station, entry)
    else:
        stock_rules.apply(station, entry)


def seen(station: Station) -> Seen:
    """What a person who stands there can see, and no more."""
    return View(station) if isinstance(station, Till) else StockView(station)
