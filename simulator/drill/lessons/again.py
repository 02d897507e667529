"""From which moment something that went wrong can be tried again."""

from collections.abc import Sequence
from typing import NamedTuple

from grading.debrief import Mark
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.stimuli import CustomerArrived, CustomerSteppedUp


class Place(NamedTuple):
    """Right before a station's entry `seq`."""

    seq: int
    station: str
    visit: bool = False
    """At the beginning of the visit that was judged when it ended: at its end nothing could be done any more."""


def place_to_try(mark: Mark | None, entries: Sequence[Entry]) -> Place | None:
    """Where to begin; None for what was judged of the run as a whole, which has no single moment."""
    if mark is None or mark.stream == SHOP:
        return None
    if mark.event != "visit_ended":
        return Place(mark.seq, mark.stream)
    ended = next(entry for entry in entries if (entry.stream, entry.seq) == (mark.stream, mark.seq))
    begun = beginning_of_visit(entries, getattr(ended.what, "customer", ""))
    return Place(mark.seq, mark.stream) if begun is None else Place(begun[1], begun[0], visit=True)


def beginning_of_visit(entries: Sequence[Entry], customer: str) -> tuple[str, int] | None:
    """(station, seq) of a customer's coming to the till; None for who never came, and where there is nobody."""
    if not customer:
        return None
    for kind in (CustomerSteppedUp, CustomerArrived):
        for entry in entries:
            if isinstance(entry.what, kind) and entry.what.customer == customer:
                return entry.stream, entry.seq
    return None
