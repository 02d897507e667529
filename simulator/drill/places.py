"""The stations of a run, whichever kind they are: which rules decide for one and fold its journal, and what is seen."""

from collections.abc import Callable
from typing import Any, NamedTuple

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


class Place(NamedTuple):
    """A kind of station."""

    decide: Callable[[Any, Event], Decision]
    apply: Callable[[Any, Entry], None]
    look: Callable[[Any], Seen]


PLACES: dict[type, Place] = {
    Till: Place(till_rules.decide, till_rules.apply, View),
    Stockroom: Place(stock_rules.decide, stock_rules.apply, StockView),
    Desk: Place(desk_rules.decide, desk_rules.apply, DeskView),
}


def place_of(station: Station) -> Place:
    """For who asks a station many thousand times, as a replay does."""
    return PLACES[type(station)]


def decide(station: Station, event: Event) -> Decision:
    """What follows from a command or a stimulus at a station."""
    return PLACES[type(station)].decide(station, event)


def apply(station: Station, entry: Entry) -> None:
    """Let an entry have happened at its station."""
    PLACES[type(station)].apply(station, entry)


def seen(station: Station) -> Seen:
    """What a person who stands there can see, and no more."""
    return PLACES[type(station)].look(station)
