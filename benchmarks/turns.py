"""Measuring in turn, so that what disturbs the machine disturbs both sides."""

import statistics
from collections.abc import Callable


def in_turn(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """The median of each measure, after one round that does not count."""
    for measure in measures:
        measure()
    times: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for kept, measure in zip(times, measures, strict=True):
            kept.append(measure())
    return [statistics.median(kept) for kept in times]


def p95(values: list[float]) -> float:
    """The value that 95 of 100 stay below."""
    return sorted(values)[int(0.95 * (len(values) - 1))]
