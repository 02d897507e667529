"""The stations of a run, whichever kind they are: which rules decide for one, and fold its journal."""

from simulator.kernel.entries import Entry
from simulator.kernel.events import Decision, Event
from simulator.pos import engine as till_rules
from simulator.pos.state import Till
from simulator.stock import engine as stock_rules
from simulator.stock.state import Stockroom

Station = Till | Stockroom


def decide(station: Station, event: Event) -> Decision:
    """What follows from a command or a stimulus at a station."""
    if isinstance(station, Stockroom):
        return stock_rules.decide(station, event)
    return till_rules.decide(station, event)


def apply(station: Station, entry: Entry) -> None:
    """Let an entry have happened at its station."""
    if isinstance(station, Stockroom):
        stock_rules.apply(station, entry)
    else:
        till_rules.apply(station, entry)
