"""Sessions of many people as what they come to; one by one only where a table lists them all.

A store's fifty people have a thousand sessions, and most of what a report says of these follows from fifty digests.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from sys import maxsize
from typing import NamedTuple, Protocol

from grading.mastery.attempts import UNAIDED
from grading.readiness.digest import Digest, Grim
from grading.session import Session
from simulator.kernel.summary import Grave, graves_of, missed_of

AT_ONCE = 20_000
"""Sessions that are held as rows together: some twenty megabytes."""


class Training(Protocol):
    """One person's sessions of a period."""

    @property
    def digest(self) -> Digest: ...
    @property
    def rows(self) -> Sequence[Session]:
        """The oldest first."""
        ...


class Tally(NamedTuple):
    """Of a rule: how often it was missed, in how many sessions, by how many people."""

    missed: int
    times: int
    people: int


class Missed(NamedTuple):
    rules: Mapping[tuple[str, str], Tally]
    """By drill and rule."""
    unkept: int
    """Sessions of which was not kept what was missed."""


Told = Iterable[tuple[Session | Grim, Sequence[Grave]]]
"""Sessions with their grave errors, the latest first."""


class Drilled:
    """By the id of each person."""

    def __init__(self, training: Mapping[str, Training]) -> None:
        self._digests = {person: theirs.digest for person, theirs in training.items()}
        self._training = training
        self._count = sum(one.n for one in self._digests.values())

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Session]:
        """The oldest first; few at once, so that for the next ones all are gone through again."""
        if len(self) <= AT_ONCE:
            yield from self._between(0, maxsize)
            return
        order = sorted([one.no for theirs in self._training.values() for one in theirs.rows])
        bounds = [0, *order[AT_ONCE::AT_ONCE], maxsize]
        for since, before in pairwise(bounds):
            yield from self._between(since, before)

    def _between(self, since: int, before: int) -> list[Session]:
        some = [one for theirs in self._training.values() for one in theirs.rows if since <= one.no < before]
        some.sort(key=attrgetter("no"))
        return some

    @classmethod
    def together(cls, many: Iterable["Drilled"]) -> "Drilled":
        """Somebody may be in several."""
        return cls({person: theirs for one in many for person, theirs in one._training.items()})

    def of_exams(self) -> tuple[int, int]:
        """How often it was right, of how many opportunities."""
        every = self._digests.values()
        return sum([one.right for one in every]), sum([one.of for one in every])

    def failed(self) -> set[str]:
        """Who did not pass each session."""
        return {person for person, one in self._digests.items() if one.failed}

    def missed(self) -> Missed:
        found: dict[tuple[str, str], tuple[int, int, int]] = {}
        known, nothing = found.get, (0, 0, 0)
        for one in self._digests.values():
            for drill, rules in one.missed.items():
                for rule, (missed, times) in rules.items():
                    key = drill, rule
                    before, often, people = known(key, nothing)
                    found[key] = before + missed, often + times, people + 1
        tallies = {key: Tally(*tally) for key, tally in found.items()}
        return Missed(tallies, sum([one.unkept for one in self._digests.values()]))

    def graves(self) -> Told:
        found = [grim for one in self._digests.values() for grim in one.graves]
        found.sort(key=attrgetter("no"), reverse=True)
        return ((one, one.graves) for one in found)


# --- the same of sessions that were read one by one ------------------------------------------------------------------


def missed_in(sessions: Iterable[Session]) -> Missed:
    found, unkept = dict[tuple[str, str], tuple[list[int], set[str]]](), 0
    for one in sessions:
        kept = missed_of(one.summary)
        if kept is None:
            unkept += 1
        if not kept or one.mode not in UNAIDED:
            continue
        for rule, (missed, _of) in kept.items():
            tally, people = found.setdefault((one.scenario, rule), ([0, 0], set()))
            tally[0] += missed
            tally[1] += 1
            people.add(one.person)
    return Missed(
        {key: Tally(missed, times, len(people)) for key, ((missed, times), people) in found.items()}, unkept
    )  # fmt: skip


def graves_in(sessions: Sequence[Session]) -> Told:
    return ((one, graves) for one in reversed(sessions) if (graves := graves_of(one.summary)))
