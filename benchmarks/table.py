"""The table that every benchmark prints: what was measured, its reference in the same run, the ratio and the goal."""

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One line: a figure beside its reference, taken in turn in the same run."""

    what: str
    ours: float
    reference: float
    goal: float | None = None
    """Of the ratio ours / reference, unless `absolute`. None: shown for comparison only."""
    at_least: bool = False
    """The goal is the least; else the most."""
    absolute: bool = False
    """The goal is one of `ours` itself."""
    unit: str = "s"
    """Of `ours` and `reference`: `s` seconds, `/s` a rate, `x` times real time, empty a count."""
    against: str = ""
    """What the reference is."""

    @property
    def ratio(self) -> float:
        return self.ours / self.reference

    @property
    def reached(self) -> bool:
        if self.goal is None:
            return True
        judged = self.ours if self.absolute else self.ratio
        return judged >= self.goal if self.at_least else judged <= self.goal


COLUMNS = ("what", "ours", "reference", "ratio", "goal", "")


def show(rows: Sequence[Row]) -> str:
    """The table as text."""
    cells = [COLUMNS, *(_cells(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        texts = [row[0].ljust(widths[0])]
        texts += [text.rjust(width) for text, width in zip(row[1:-1], widths[1:-1], strict=True)]
        lines.append("  ".join([*texts, row[-1]]).rstrip())
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    verdict = "" if row.goal is None else "reached" if row.reached else "NOT REACHED"
    against = f" {row.against}" if row.against else ""
    return (
        row.what,
        _figure(row.ours, row.unit),
        _figure(row.reference, row.unit) + against,
        f"{row.ratio:,.0f}" if row.ratio >= 1000 else f"{row.ratio:.2f}",
        _goal(row),
        verdict,
    )


def _goal(row: Row) -> str:
    if row.goal is None:
        return "-"
    figure = f"{row.goal:,.0f}" if row.goal >= 1000 else f"{row.goal:g}"
    return f"{'>=' if row.at_least else '<='} {figure}{row.unit if row.absolute else ''}"


def _figure(value: float, unit: str) -> str:
    if unit == "s":
        return f"{value:.2f} s" if value >= 1 else f"{value * 1e3:.1f} ms" if value >= 1e-3 else f"{value * 1e6:.0f} us"
    return f"{value:,.0f}{unit}"
