"""The stations of a run, whichever kind they are: which rules decide for one and fold its journal, and what is seen."""

from simulator.desk import engine as desk_rules
from simulator.desk.state import Desk
from simulator.desk.view import DeskView
from simulator.kernel.entries import Entry
from simulator.kernel.events import Decision, Event
from simulator.kernel.facts import DeskOpened, StationOpened, StockroomOpened
from simulator.pos import engine as till_rules
from simulator.pos.state import Till
from simulator.pos.view import View
from simulator.stock import engine as stock_rules
from simulator.stock.state import Stockroom
from simulator.stock.view import StockView

Station = Till | Stockroom | Desk
Opened = StationOpened | StockroomOpened | DeskOpened
"""How a station is found."""
Seen = View | StockView | DeskView


def decide(station: Station, event: Event) -> Decision:
    """What follows from a command or a stimulus at a station."""
    if isinstance(station, Till):
        return till_rules.decide(station, event)
    if isinstance(station, Desk):
        return desk_rules.decide(station, event)
    return stock_rules.decide(station, event)


def apply(station: Station, entry: Entry) -> None:
    """Let an entry have happened at its station."""
    if isinstance(station, Till):
        till_rules.apply(station, entry)
    elif isinstance(station, Desk):
        desk_rules.apply(station, entry)
    else:
        stock_rules.apply(station, entry)


def seen(station: Station) -> Seen:
    """What a person who stands there can see, and no more."""
    if isinstance(station, Till):
        return View(station)
    return DeskView(station) if isinstance(station, Desk) else StockView(station)
