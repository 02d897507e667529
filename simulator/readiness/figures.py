"""Figures that a report of our own already has, so that nobody types them."""

from math import ceil
from typing import Literal, NamedTuple

import msgspec

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

PLAYED = 0.99
"""Of its plan so much has to have been played, where a load did not pass anyway."""
OF_WHOLE = frozenset(("average", "p50", "p95", "p99", "success"))
"""What only a load says that was played whole and came out right: the first of them always."""


class _Late(msgspec.Struct):
    """Milliseconds. The first loads were reported without all of them."""

    average: float
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None


class _Came(msgspec.Struct):
    passed: bool
    stopped: bool
    sales: int
    returns: int
    per_hour: int
    latency: _Late
    refused: int = 0
    failed: int | None = None
    played: float | None = None


class _Invariant(msgspec.Struct):
    findings: list[msgspec.Raw] = []


class _Event(msgspec.Struct):
    what: str = ""


class _Stress(msgspec.Struct):
    """Of `storedrill stress --json` so much as a gate asks for; a later version only gains fields."""

    kind: Literal["stress"]
    version: int
    outcome: _Came
    invariants: list[_Invariant] = []
    events: list[_Event] = []

    @property
    def whole(self) -> bool:
        """It was played to its end and came out right. Of another one nobody knows how the rest would have fared, and
        a sale that is not booked as it was sold was answered quickly for nothing."""
        came = self.outcome
        if came.stopped or any(one.findings for one in self.invariants):
            return False
        gave_up = any(event.what == "worker_failed" for event in self.events)
        return came.passed or not (gave_up or (came.played is not None and came.played < PLAYED))


def stress_figures(data: bytes) -> dict[str, Figure] | None:
    """What a load says, by measure: transactions an hour, seconds to answer, the share that came to its right end, each
    with its n; None for what is no such report. A load that did not hold what was asked of it carried nothing; one that
    was ended early, or broke an invariant, says nothing of times either. Nothing is rounded in its favour.

    >>> load = b'{"kind":"stress","version":1,"outcome":{"passed":true,"stopped":false,"sales":2989,"returns":9,'
    >>> load += b'"refused":1,"failed":1,"per_hour":1440,"latency":{"average":12.3456,"p99":80}}}'
    >>> for measure, figure in stress_figures(load).items(): print(measure, figure[:2])
    carried ('1440', 2999)
    average ('0.013 s', 2999)
    p99 ('0.08 s', 2999)
    success ('99.9666%', 3000)
    """
    try:
        load = msgspec.json.decode(data, type=_Stress)
    except msgspec.DecodeError:
        return None
    came = load.outcome
    done, late = came.sales + came.returns + came.refused, came.latency
    found = {"carried": Figure(str(came.per_hour if came.passed and load.whole else 0), done)}
    if not load.whole:
        return found
    for name in ("average", "p50", "p95", "p99"):
        if (spent := getattr(late, name)) is not None:
            found[name] = Figure(f"{ceil(spent) / 1000:g} s", done)
    if came.failed is not None and (tried := done + came.failed):
        whole, part = divmod(done * 1_000_000 // tried, 10_000)
        found["success"] = Figure(f"{whole}.{part:04d}".rstrip("0").rstrip(".") + "%", tried)
    return found
