"""Which evidence counts for a gate on a day: what speaks of it, and is neither too old nor of too low an origin.

What is of a day to come does not count, nor what has run out.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from grading.readiness.model import ATTACHED, ORIGINS, Evidence, Gate, Kind, Reason

_TOGETHER: dict[Kind, tuple[Kind, ...]] = {"issues": ("issues", "cases"), "survey": ("survey", "figure")}
"""Gates of which several kinds of evidence speak."""


def kinds_of(gate: Gate) -> tuple[Kind, ...]:
    """Which kinds of evidence speak of a gate."""
    if gate.kind in ATTACHED:
        return ATTACHED
    if gate.kind in _TOGETHER:
        return _TOGETHER[gate.kind]
    return ("certified",) if gate.kind in ("shifts", "super_user") else (gate.kind,)


def concerning(gate: Gate, evidence: Iterable[Evidence]) -> list[Evidence]:
    """What speaks of the gate."""
    kinds = kinds_of(gate)
    mine = [one for one in evidence if one.kind in kinds]
    if gate.kind in ("operations", "trained") and gate.role:
        return [one for one in mine if one.role == gate.role]
    return [one for one in mine if one.kind not in ATTACHED or one.subject == gate.id]


def holds(gate: Gate, evidence: Sequence[Evidence], today: str, then: str) -> bool:
    """Whether all of it counts on that day just as it does today, so that nothing has to be judged again."""
    days, ends = [one.when for one in evidence], [one.until for one in evidence if one.until]
    young = not days or (_oldest(then, gate.fresh) <= min(days) and max(days) <= today)
    return young and (not ends or min(ends) >= then)


def age(one: Evidence) -> tuple[object, ...]:
    """The older first; what is left to compare makes the order one and the same for whatever came in."""
    figures = one.right, one.n, one.value or (0, 1), one.until, one.origin
    return one.when, one.order, one.subject, one.role, one.part, *figures, one.lacks, one.sources


def why_not(gate: Gate, one: Evidence, on: str) -> Reason | None:
    """What keeps a piece of evidence from counting; None where it counts."""
    if ORIGINS.index(one.origin) < ORIGINS.index(gate.origin):
        return "outside" if gate.origin == "customer" else "virtual_only"
    if one.when > on:
        return "missing"
    if one.until and one.until < on:
        return "expired"
    return "stale" if one.when < _oldest(on, gate.fresh) else None


def counting(gate: Gate, evidence: Iterable[Evidence], on: str) -> list[Evidence]:
    """That which nothing keeps from counting, as `why_not` has it, a thousand at a time."""
    enough, oldest = _FROM[gate.origin], _oldest(on, gate.fresh)
    return [
        one for one in evidence
        if oldest <= one.when <= on and one.origin in enough and (not one.until or one.until >= on)
    ]  # fmt: skip


_FROM = {origin: ORIGINS[n:] for n, origin in enumerate(ORIGINS)}
"""Origin -> those that prove as much."""


@cache
def _oldest(on: str, days: int) -> str:
    """Of this day evidence may be, at the earliest."""
    return (date.fromisoformat(on) - timedelta(days=days)).isoformat()
