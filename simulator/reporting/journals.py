"""The shelf with sessions as their journals say they were: looked through, graded again, of whom they were then."""

from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any

import msgspec

from grading.grade import grade
from simulator.drill.live import summarised
from simulator.drill.staging import Stage
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.facts import RunOpened, RunResumed
from simulator.kernel.summary import Summary, read_summary
from simulator.readiness.training import Training, training_of
from simulator.reporting.asked import Asked
from simulator.reporting.called import called_in
from simulator.reporting.shelf import Shelf
from simulator.reporting.then import Then
from simulator.store.attempts import Tried
from simulator.store.database import Database
from simulator.store.errors import StoreError
from simulator.store.export import verify_run
from simulator.store.journal import Journal
from simulator.store.people import People

Tell = Callable[[int, int], None]


class Journals(Shelf):
    """Sessions as their journals say they were, and not as their rows do; `said` is the report, of people whose name is
    kept no more the only one who knows it."""

    def __init__(
        self, database: Database, journal: Journal, asked: Asked, said: Mapping[str, Any], chosen: frozenset[str],
        tell: Tell,
    ) -> None:  # fmt: skip
        super().__init__(database, journal, asked.kept, asked.made)
        self._asked, self._said, self._chosen, self._tell = asked, said, chosen, tell
        self._heads: dict[str, str] = {}
        self._stages: dict[tuple[str, ...], Stage] = {}
        self.entries, self.unsound = 0, list[str]()

    @cached_property
    def then(self) -> Then:
        everybody = People(self._database).all()
        then = Then(everybody, self._kept, self._made)
        if not (lost := {one.person for one in then.since if not one.was}):
            return then
        rows = [self._of_whom(row, then) for row in self._as_kept]
        return Then(everybody, self._kept, self._made, called_in(self._said, self._asked, rows, then, lost))

    @cached_property
    def _as_kept(self) -> list[Tried]:
        """As the rows say."""
        return self._kept_rows()

    @cached_property
    def rows(self) -> list[Tried]:
        found, done = [], 0
        for row in self._as_kept:
            if row.run not in self._chosen:
                found.append(self._of_whom(row, self.then))
                continue
            found.append(self._again(row))
            done += 1
            self._tell(done, len(self._chosen))
        known = {row.run for row in found}
        self.unsound += sorted(self._chosen - known)
        return found

    @cached_property
    def training(self) -> Mapping[str, Training]:
        return training_of(self.rows)

    def prove(self, run: str) -> str:
        return self._heads[run] if run in self._heads else super().prove(run)

    def _of_whom(self, row: Tried, then: Then) -> Tried:
        """Who has taken in another entry since has that one's sessions, too; a journal says whose they were."""
        if row.person not in then.apart:
            return row
        try:
            opening = next(iter(self._journal.read(row.run))).what
        except (StoreError, StopIteration):
            return row
        who = opening.person if isinstance(opening, RunOpened) else row.person
        return row._replace(person=then.now_of.get(who, who))

    def _again(self, row: Tried) -> Tried:
        """The row, made of the journal; of a journal that is not sound, as it is kept."""
        try:
            verdict = verify_run(self._journal, row.run)
            self.entries += verdict.entries
            if not (verdict.ok and verdict.sealed):
                raise _Unsound
            head = self._journal.heads(row.run)[SHOP].hash.hex()
            entries = list(self._journal.read(row.run))
            materials = self._journal.materials(row.run)
        except (StoreError, _Unsound):
            self.unsound.append(row.run)
            self._heads[row.run] = ""
            return self._of_whom(row, self.then)
        self._heads[row.run] = head
        key = tuple(sha256(materials[name]).hexdigest() for name in sorted(materials))
        if key not in self._stages:
            self._stages[key] = Stage.restored(materials)
        return _graded(row, entries, self._stages[key], head, self.then.now_of)


class _Unsound(Exception):
    """A journal that is no evidence."""


def _graded(row: Tried, entries: list[Entry], stage: Stage, head: str, now_of: Mapping[str, str]) -> Tried:
    opening = entries[0].what
    if not isinstance(opening, RunOpened):
        return row
    result = grade(entries, stage.scenario.rubric, head=head)
    walls = [opening.wall, *(entry.what.wall for entry in entries if isinstance(entry.what, RunResumed))]
    kept = summarised(result, opening, row.finished if row.finished in walls else walls[-1])
    who = now_of.get(kept.person, kept.person)
    return row._replace(
        run=kept.run, person=who, scenario=kept.scenario, mode=kept.mode, seed=kept.seed,
        attested_by=kept.attested_by, passed=kept.passed, summary=_as_kept(row.summary, kept.summary),
        finished=kept.finished, version=kept.version, rubric=kept.rubric, sealed=True, ended=result.ended,
    )  # fmt: skip


def _as_kept(then: str, now: str) -> str:
    """What an earlier version did not keep yet was no part of its reports."""
    old, new = read_summary(then), read_summary(now)
    done = new.done if old.done else {}
    missed, graves = (None, ()) if old.missed is None else (new.missed, new.graves)
    return msgspec.json.encode(Summary(new.duration, new.grades, done, missed, graves)).decode()
