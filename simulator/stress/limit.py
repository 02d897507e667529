"""The search for the rate at which the objectives break: doubled until they do, then the distance is halved.

>>> search(1.0, lambda rate: rate <= 5.2, lambda: False)
5.0
>>> search(1.0, lambda rate: False, lambda: False)
0.0
"""

from collections.abc import Callable, Iterable

from simulator.stress.engine import Played
from simulator.stress.report import Latency, Probe, judged
from simulator.stress.verdict import Objective

PROBE = 8.0
"""Seconds of each try."""
KEEPS_UP = 0.97
"""Of what was intended, so much has to be carried: what waits would grow and grow."""
CLOSER = 4
"""So often the distance is halved."""
MOST_DOUBLINGS = 12
MOST_TRIES = MOST_DOUBLINGS + CLOSER


def search(first: float, holds: Callable[[float], bool], stopped: Callable[[], bool]) -> float:
    """The highest rate that held, of those that were tried; 0: none did."""
    low, high = 0.0, first
    for _ in range(MOST_DOUBLINGS):
        if stopped() or not holds(high):
            break
        low, high = high, high * 2
    for _ in range(CLOSER):
        if stopped():
            break
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return round(low, 4)


def probed(played: Played, rate: float, tills: int, asked: Iterable[Objective]) -> Probe:
    """What a try says: whether all objectives and invariants held, and nothing piled up."""
    seconds = max(played.seconds, PROBE)
    asked = [one for one in asked if not one.times_peak and one.measure != "played"]  # nothing piles up: see below
    judgements = judged(asked, played.tally, seconds, 0)
    carried, late = played.tally.done / seconds, Latency.of(played.tally.late)
    failed = any(event.what == "worker_failed" for event in played.events)
    held = all(one.met for one in judgements) and played.audit.sound and not failed
    held = held and played.tally.done > 0 and carried >= KEEPS_UP * rate * tills * _luck(rate * tills * PROBE)
    return Probe(round(rate, 4), round(carried, 1), late.average, late.p99, held)


def _luck(intended: float) -> float:
    """Customers come at random: of few, some less than intended are no sign of anything."""
    return float(1 - 2 / max(4.0, intended) ** 0.5)
