"""What somebody brings to a store's readiness, as typed: evidence for a gate, what they change of its profile."""

from typing import NamedTuple

from grading.readiness.model import Gate, Origin, Threshold
from simulator.kernel.texts import Text

EXAMPLES = {"share": "98.5%", "seconds": "1.4 s", "number": "4.6"}
UNITS = {"share": "%", "seconds": " s", "number": ""}


class Offer(NamedTuple):
    """A file or a session, who answers for it, where it comes from, of which day it is and until when it holds."""

    gate: str
    by: str
    origin: Origin
    until: str
    day: str = ""
    """Today where nobody says another."""
    file: str = ""
    session: str = ""
    value: str = ""
    n: int = 0


def takes_sessions(gate: Gate) -> bool:
    """Whether a session of counts is evidence for it: a variance, at most some share."""
    return gate.kind == "figure" and gate.threshold.unit == "share" and gate.threshold.sense == "at_most"


def measure_of(gate: Gate) -> str:
    """What of a load answers a gate, where it does not say so itself: gates of earlier days did not. Empty: nothing."""
    if gate.measures or gate.kind != "figure":
        return gate.measures
    return "carried" if gate.threshold.times_peak else "average" if gate.threshold.unit == "seconds" else ""


def example(gate: Gate) -> str:
    """A figure as it is typed for it."""
    return "260" if measure_of(gate) == "carried" else EXAMPLES[gate.threshold.unit]


def takes_loads(gate: Gate) -> bool:
    """Whether a load that is played here is evidence for it."""
    return bool(measure_of(gate))


def with_unit(typed: str, asked: Threshold) -> str:
    """A bare figure in the gate's unit: for who sees the unit beside the field, and may have no letters at hand.

    >>> seconds = Threshold("at_most", (2, 1), "seconds")
    >>> with_unit("1.4", seconds), with_unit("99%", seconds), with_unit("", seconds)
    ('1.4 s', '99%', '')
    """
    bare = typed.strip()
    return bare + UNITS[asked.unit] if bare.replace(".", "", 1).isdecimal() else bare


class Count(NamedTuple):
    """A session of counts as it is offered: in which drill, of which day, the variance that its journal says."""

    run: str
    drill: str
    day: str
    value: str
    n: int


class Seat(NamedTuple):
    """Somebody who works at the opening."""

    name: str
    roles: tuple[str, ...]
    shifts: tuple[str, ...] = ()


class Draft(NamedTuple):
    """As typed: what is wrong with it is told by who reads profiles."""

    title: str
    """Of a new store; of others it stays."""
    opening: str
    lanes: str
    daily: str
    peak: str
    super_user: str
    staff: tuple[Seat, ...]
    devices: tuple[str, ...]
    turns: tuple[tuple[str, Text], ...] = ()
    """The shifts that there are, and what they are called."""


EMPTY = Draft("", "", "1", "", "", "", (), (), (("day", Text("Day", "全天")),))
