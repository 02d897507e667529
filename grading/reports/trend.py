"""The same figures in earlier reports, side by side: what has changed since."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from grading.readiness.model import Pair
from grading.reports.model import Block, Column, Figure, KeyFigures, State, Table, Tone
from grading.reports.parts import column, heading, state
from grading.reports.rows import Say
from simulator.kernel.texts import Text

LESS_IS_BETTER = ("errors", "trains_little", "grave")


class Earlier(NamedTuple):
    """Key figures of an earlier report, by id."""

    day: str
    figures: Mapping[str, Pair]


def trend(say: Say, earlier: Sequence[Earlier], now: KeyFigures, prefix: str = "") -> Iterator[Block]:
    """Each figure at each earlier day (the oldest first) and now, and whether it went the right way since the last."""
    if not earlier:
        return
    rows = []
    for item in now.items:
        then = [one.figures.get(item.id) for one in earlier]
        last = next((value for value in reversed(then) if value is not None), None)
        if last is None or item.figure.value is None or item.id == "days":
            continue
        before = [_figure(item.figure, value) for value in then]
        rows.append((item.id, item.title, *before, item.figure, _way(say, item.id, last, item.figure)))
    if not rows:
        return
    columns = (
        column(say, "figure_id", machine=True), column(say, "figure", wide=3),
        *(Column(f"then_{n}", Text(one.day, one.day), "figure", 2) for n, one in enumerate(earlier, 1)),
        column(say, "now", "figure", 2), column(say, "change", "state", 2),
    )  # fmt: skip
    yield heading(say, "trend", prefix)
    yield Table(f"{prefix}trend", say("report.since", day=earlier[-1].day), columns, tuple(rows))


def _figure(now: Figure, then: Pair | None) -> Figure | None:
    """The same figure as it was, with its sample size as far as that was remembered: a share has it below its line."""
    if then is None:
        return None
    sized = now.n is not None and (now.kind == "share" or (isinstance(now.value, int) and then[1] > 1))
    value = then[0] if isinstance(now.value, int) else then
    return Figure(now.kind, value, then[1] if sized else None, origins=now.origins, up=now.up)


def _way(say: Say, id: str, then: Pair, now: Figure) -> State:
    counted = isinstance(now.value, int)
    value = Fraction(now.value) if counted else Fraction(*now.value)
    change = value - (Fraction(then[0]) if counted else Fraction(*then))
    if not change:
        return state(say, "plain", "unchanged")
    better = (change > 0) != (id in LESS_IS_BETTER)
    tone: Tone = "good" if better else "bad"
    return state(say, tone, "up" if change > 0 else "down")
