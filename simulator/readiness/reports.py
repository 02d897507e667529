"""Figures that a report of our own already has, so that nobody types them."""

from math import ceil
from typing import Literal, NamedTuple

import msgspec

from grading.readiness.model import Threshold

SESSION, TYPED = "session", "typed"
"""In the place of a list's name: the figure was read from a session; somebody typed it beside a file."""


class Figure(NamedTuple):
    """What a report says: a figure as it is typed, its sample, and of which list it is."""

    value: str
    n: int
    part: str = ""


class _Imported(msgspec.Struct):
    """Of `storedrill import --json` so much as a gate asks for."""

    counts: dict[str, int]
    clean: bool
    kind: str = msgspec.field(default="", name="as")


def import_figure(data: bytes) -> Figure | None:
    """How much of a list can be taken as it stands, and of how many rows; None for what is no such report.

    >>> import_figure(b'{"counts": {"accepted": 199, "repaired": 1, "rejected": 0}, "clean": false}')
    Figure(value='99.5%', n=200, part='')
    """
    try:
        report = msgspec.json.decode(data, type=_Imported)
        rows = sum(report.counts[name] for name in ("accepted", "repaired", "rejected"))
        accepted = report.counts["accepted"]
    except (msgspec.DecodeError, KeyError):
        return None
    if not rows:
        return None
    hundredths = accepted * 10_000 // rows
    if hundredths == 10_000 and not report.clean:  # every row is right, and yet the list's totals are not
        hundredths = 9_999
    whole, part = divmod(hundredths, 100)
    return Figure(f"{whole}.{part:02d}".rstrip("0").rstrip(".") + "%", rows, report.kind)


# --- a load ----------------------------------------------------------------------------------------------------------


class _Late(msgspec.Struct):
    average: float
    """Milliseconds."""


class _Came(msgspec.Struct):
    passed: bool
    stopped: bool
    sales: int
    returns: int
    per_hour: int
    latency: _Late


class _Stress(msgspec.Struct):
    """Of `storedrill stress --json` so much as a gate asks for; a later version only gains fields."""

    kind: Literal["stress"]
    version: int
    outcome: _Came


def stress_figure(data: bytes, asked: Threshold) -> Figure | None:
    """What a load says to a gate: transactions an hour where it asks for a multiple of the peak hour, or seconds to
    answer on average; None for other gates, and for what is no such report. A load that did not hold what was asked of
    it, or was ended early, carried nothing.

    >>> load = b'{"kind":"stress","version":1,"outcome":{"passed":true,"stopped":false,"sales":390,"returns":10,'
    >>> load += b'"per_hour":1440,"latency":{"average":12.3456}}}'
    >>> peak = Threshold("at_least", (3, 2), "number", times_peak=True)
    >>> stress_figure(load, peak), stress_figure(load, Threshold("at_most", (2, 1), "seconds"))
    (Figure(value='1440', n=400, part=''), Figure(value='0.013 s', n=400, part=''))
    """
    try:
        came = msgspec.json.decode(data, type=_Stress).outcome
    except msgspec.DecodeError:
        return None
    n = came.sales + came.returns
    if asked.times_peak:
        return Figure(str(came.per_hour if came.passed and not came.stopped else 0), n)
    if asked.unit == "seconds":
        return Figure(f"{ceil(came.latency.average) / 1000:g} s", n)
    return None
