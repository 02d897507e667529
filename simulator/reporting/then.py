"""People as a report found them: who was here, under which name, who was who; whatever became of them since.

A data folder keeps what somebody was called before another name, and before two entries became one. Of whoever was
deleted it keeps no name: then only the report can say it (`told`), and nobody can prove it.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from simulator.reporting.asked import Kept
from simulator.reporting.extent import SKEW
from simulator.store.people import Person


class Since(NamedTuple):
    """What became of somebody since a report was written."""

    how: str
    """`renamed`, `merged`, `removed`."""
    person: str
    was: str
    name: str = ""
    """Their name today, or that of whom they are one with."""


class Then:
    """Of all entries of a data folder; without a report as they are now."""

    def __init__(
        self,
        everybody: Iterable[Person],
        kept: Kept | None = None,
        made: str = "",
        told: Mapping[str, str] | None = None,
    ) -> None:
        self._now = list(everybody)
        self._kept, self._made, self._told = kept, made, told or {}

    @cached_property
    def people(self) -> list[Person]:
        """Those whom the report could know of, as they were; in the order in which they came."""
        return [self._as_then(one) for one in self._known]

    @property
    def _known(self) -> list[Person]:
        return self._now[: self._kept.people if self._kept else None]

    @cached_property
    def went(self) -> frozenset[str]:
        """Who was here no more by then: the first ones to go."""
        gone = sorted((one for one in self._now if one.gone), key=lambda one: one.gone)
        return frozenset(one.person for one in (gone if self._kept is None else gone[: self._kept.gone]))

    @cached_property
    def now_of(self) -> Mapping[str, str]:
        """Id -> the one under which somebody was here then, where two were one."""
        return {
            one.person: next((id for id in one.ways if id not in self.went), one.same_as)
            for one in self._known
            if one.ways and one.person in self.went
        }

    @cached_property
    def apart(self) -> frozenset[str]:
        """Ids that have taken in another since: a row that names them may be of the other one."""
        ways = (one.ways for one in self._known if one.ways and one.person not in self.went)
        return frozenset(id for each in ways for id in each)

    def resets(self, made: str) -> Mapping[str, str]:
        """Trainer -> since when their PIN is one that nobody vouched for; those of whom that was so by then, whatever a
        report says it knew."""
        long_ago = (datetime.fromisoformat(made).astimezone(UTC) - SKEW).isoformat(timespec="microseconds")
        by_then = max(self.renamed, long_ago)
        return {one.person: one.reset for one in self._known if one.reset and one.reset <= by_then}

    @cached_property
    def since(self) -> list[Since]:
        """What became of those who were here."""
        today = {one.person: one for one in self._now}
        found = []
        for then, now in zip(self.people, self._known, strict=True):
            if now.person in self.went:
                continue
            one = today.get(now.same_as)
            if one is not None and one.name:
                found.append(Since("merged", now.person, then.name, one.name))
            elif now.gone:
                found.append(Since("removed", now.person, then.name))
            elif now.name != then.name:
                found.append(Since("renamed", now.person, then.name, now.name))
        return found

    @cached_property
    def renamed(self) -> str:
        """The moment of the last change of a name, or of a PIN by nobody's word, that had been by then; empty for
        none."""
        if self._kept is not None and self._kept.renamed is not None:
            return self._kept.renamed
        if self._kept is None or not self._made:
            names = [moment for one in self._now for moment, _ in one.names]
            return max((*names, *(one.reset for one in self._now)), default="")
        return datetime.fromisoformat(self._made).astimezone(UTC).isoformat(timespec="microseconds")

    def _as_then(self, one: Person) -> Person:
        if one.person in self.went:
            return one
        name = next((name for moment, name in one.names if moment > self.renamed), one.name)
        name = name or self._told.get(one.person, "")
        return one._replace(name=name, marks=()) if name else one
