"""A competency over seeds and time: mastered by the latest attempts on three seeds, and not by the best."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from grading.mastery.attempts import UNAIDED, Attempt

SEEDS = 3
"""Different seeds on which it has to be shown."""
LEAST = 3
"""The grade from which on it is: safe, many of the behaviours, regularly."""


class Mark(NamedTuple):
    """A grade in one competency."""

    run: str
    scenario: str
    mode: str
    seed: int
    when: datetime
    grade: int


class Skill(NamedTuple):
    """How a person stands in one competency."""

    id: str
    marks: tuple[Mark, ...]
    """All that count, the oldest first."""
    resting: tuple[Mark, ...] = ()
    """The marks it is decided by, the newest first: the latest on each seed, back to the third seed."""
    missing: int = SEEDS
    """More seeds on which it has to be shown, if all goes well; 0: mastered."""
    drills: tuple[str, ...] = ()
    """Where it can be shown."""
    due: datetime | None = None
    """When a mastered one has to be refreshed."""
    recall: float | None = None
    """How likely it still sits, 0-1."""

    @property
    def mastered(self) -> bool:
        return self.missing == 0

    @property
    def against(self) -> tuple[Mark, ...]:
        """What stands in the way: too low, and recent."""
        return tuple(mark for mark in self.resting if mark.grade < LEAST)

    def is_due(self, moment: datetime) -> bool:
        return self.due is not None and self.due <= moment


def marks_of(attempts: Sequence[Attempt], competency: str) -> tuple[Mark, ...]:
    """What was graded without a coach. What was left in the middle can stand against a person, and never for them."""
    found = []
    for attempt in attempts:
        grade = attempt.grades.get(competency)
        if grade is not None and attempt.mode in UNAIDED and (attempt.finished or grade < LEAST):
            found.append(Mark(attempt.run, attempt.scenario, attempt.mode, attempt.seed, attempt.when, grade))
    return tuple(found)


def skill(competency: str, attempts: Sequence[Attempt], drills: Mapping[str, Sequence[str]]) -> Skill:
    """A competency from attempts in their order; `drills` says what each drill judges."""
    marks = marks_of(attempts, competency)
    resting = _resting(marks)
    shown: set[int] = set()
    for mark in resting:
        if mark.grade < LEAST:
            break
        shown.add(mark.seed)
    judged = tuple(drill for drill, judges in drills.items() if competency in judges)
    return Skill(competency, marks, resting, SEEDS - len(shown), judged)


def _resting(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Of each seed of a drill the latest mark alone, newest first, until three different seeds are together."""
    latest: dict[tuple[str, int], Mark] = {}
    seeds: set[int] = set()
    for mark in reversed(marks):
        if (mark.scenario, mark.seed) not in latest:
            latest[mark.scenario, mark.seed] = mark
            seeds.add(mark.seed)
            if len(seeds) == SEEDS:
                break
    return tuple(latest.values())
