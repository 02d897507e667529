"""The stations of a run, whichever kind they are: which rules decide for one and fold its journal, and what is seen."""

from collections.abc import Callable
from typing import Any, NamedTuple

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


class Engine(NamedTuple):
    """The rules of one kind of station."""

    decide: Callable[[Any, Event], Decision]
    apply: Callable[[Any, Entry], None]


TILL = Engine(till_rules.decide, till_rules.apply)
STOCKROOM = Engine(stock_rules.decide, stock_rules.apply)


def engine_of(station: Station) -> Engine:
    """For who asks a station many thousand times, as a replay does."""
    return TILL if isinstance(station, Till) else STOCKROOM


def decide(station: Station, event: Event) -> Decision:
    """What follows from a command or a stimulus at a station."""
    return engine_of(station).decide(station, event)


def apply(station: Station, entry: Entry) -> None:
    """Let an entry have happened at its station."""
    engine_of(station).apply(station, entry)


def seen(station: Station) -> Seen:
    """What a person who stands there can see, and no more."""
    return View(station) if isinstance(station, Till) else StockView(station)
