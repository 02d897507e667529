"""The same figures in an earlier report: what has changed since."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from grading.readiness.model import Pair
from grading.reports.model import Block, Figure, KeyFigures, State, Table, Tone
from grading.reports.parts import column, heading, state
from grading.reports.rows import Say

LESS_IS_BETTER = ("errors", "trains_little", "grave")


class Earlier(NamedTuple):
    """Key figures of an earlier report, by id."""

    day: str
    figures: Mapping[str, Pair]


def trend(say: Say, earlier: Earlier, now: KeyFigures, prefix: str = "") -> Iterator[Block]:
    """Each figure then and now, and whether it went the right way."""
    rows = []
    for item in now.items:
        then = earlier.figures.get(item.id)
        if then is None or item.figure.value is None or item.id == "days":
            continue
        before = Figure(item.figure.kind, then[0] if item.figure.kind == "count" else then)
        rows.append((item.id, item.title, before, item.figure, _way(say, item.id, then, item.figure)))
    if not rows:
        return
    columns = (
        column(say, "figure_id", machine=True), column(say, "figure", wide=3), column(say, "then", "figure", 2),
        column(say, "now", "figure", 2), column(say, "change", "state", 2),
    )  # fmt: skip
    yield heading(say, "trend", prefix)
    yield Table(f"{prefix}trend", say("report.since", day=earlier.day), columns, tuple(rows))


def _way(say: Say, id: str, then: Pair, now: Figure) -> State:
    value = Fraction(now.value) if isinstance(now.value, int) else Fraction(*now.value)
    change = value - Fraction(*then)
    if not change:
        return state(say, "plain", "unchanged")
    better = (change > 0) != (id in LESS_IS_BETTER)
    tone: Tone = "good" if better else "bad"
    return state(say, tone, "up" if change > 0 else "down")
