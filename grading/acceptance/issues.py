"""How an issue moves: open, being mended, to be tried again, closed; and where each stands now.

What was mended is tried again before it is closed; only a suggestion may be closed as it is. Whatever comes back is
opened again under its number.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from grading.acceptance.model import SEVERITIES, Issue, Severity, State, Step

NEXT: dict[State, tuple[State, ...]] = {
    "open": ("mending",),
    "mending": ("retest", "open"),
    "retest": ("closed", "mending"),
    "closed": ("open",),
}
"""The ways of an issue, the usual one first."""


class Standing(msgspec.Struct, frozen=True):
    """An issue as it stands."""

    issue: Issue
    state: State
    severity: Severity
    owner: str
    steps: tuple[Step, ...] = ()

    @property
    def closed(self) -> bool:
        return self.state == "closed"


def next_states(standing: Standing) -> tuple[State, ...]:
    """Where it can go from here. Nothing is mended before somebody answers for it."""
    ways = NEXT[standing.state]
    if standing.state == "open" and standing.severity == "suggestion":
        ways = (*ways, "closed")
    return ways if standing.owner else tuple(way for way in ways if way != "mending")


def minded_by(standing: Standing) -> Iterator[str]:
    """Everybody whose own work would be judged: who answers for it, who did while it was mended or waited to be tried
    again, and who handed it over themselves. Where somebody else put a wrong name right, that name never minded it.
    """
    owner, state = standing.issue.owner, "open"
    for step in standing.steps:
        if owner and (state in ("mending", "retest") or (step.by == owner != step.owner)):
            yield owner
        owner, state = step.owner, step.state
    if owner:
        yield owner


def standings(issues: Iterable[Issue], steps: Iterable[Step]) -> list[Standing]:
    """Every issue with its steps, the open ones first, the graver before the milder, the older before the newer."""
    moved: dict[int, list[Step]] = {}
    for step in steps:
        moved.setdefault(step.issue, []).append(step)
    found = [_standing(issue, moved.get(issue.no, ())) for issue in issues]
    return sorted(found, key=lambda one: (one.closed, SEVERITIES.index(one.severity), one.issue.no))


def _standing(issue: Issue, steps: Sequence[Step]) -> Standing:
    if not steps:
        return Standing(issue, "open", issue.severity, issue.owner)
    last = steps[-1]
    return Standing(issue, last.state, last.severity, last.owner, tuple(steps))


def open_by_severity(found: Iterable[Standing]) -> dict[Severity, int]:
    """How many are not closed, the gravest first."""
    counted = Counter(one.severity for one in found if not one.closed)
    return {severity: counted[severity] for severity in SEVERITIES}
