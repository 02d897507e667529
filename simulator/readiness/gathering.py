"""What speaks for and against the gates, gathered from the data folder: the one place that knows where it is kept.

Only sealed sessions whose journal is sound count; whatever is left out is told as a note. With a profile only the staff
of the opening counts, by name; where two people have a name, nobody can say whose session it was, and neither counts.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import starmap
from typing import NamedTuple

import msgspec

from grading.acceptance.cases import tried
from grading.acceptance.evidence import of_cases, of_issues
from grading.acceptance.issues import standings
from grading.mastery.certificate import Exam
from grading.readiness.model import ORIGINS, Annex, Evidence, Gate, Grade, Note, Origin, Profile, Source
from grading.readiness.phrases import figure
from scenarios.library import index
from scenarios.problems import PhraseError
from simulator.kernel.entries import SHOP
from simulator.progress import attempt
from simulator.readiness.certificates import certificate
from simulator.readiness.surveys import answers
from simulator.store.acceptance import AcceptanceBook
from simulator.store.attempts import attempts_of
from simulator.store.database import Database
from simulator.store.errors import NoSuchRun
from simulator.store.evidence import Attached, DeviceCheck, EvidenceBook
from simulator.store.export import verify_run
from simulator.store.people import People, Results
from simulator.store.result import Result, read_summary
from simulator.store.sql_journal import SqlJournal

UNAIDED = ("practice", "exam")
"""Where nobody holds back a grave mistake."""


class Gathered(NamedTuple):
    evidence: tuple[Evidence, ...]
    annex: Annex


def gather(database: Database, journal: SqlJournal, gates: Sequence[Gate], profile: Profile | None) -> Gathered:
    """Everything that is kept and concerns a gate. Raises StoreError."""
    gathering = _Gathering(database, journal, gates, profile)
    evidence = (*gathering.certificates(), *gathering.operations(), *gathering.rehearsals())
    book = EvidenceBook(database)
    desk = (*gathering.cases(), *gathering.issues(), *answers(database))
    outside = (*starmap(_checked, enumerate(book.checks())), *starmap(_attached, enumerate(book.attached())))
    notes = tuple(dict.fromkeys(gathering.notes))
    return Gathered((*evidence, *desk, *outside), Annex(tuple(gathering.grades()), notes))


class _Gathering:
    def __init__(self, database: Database, journal: SqlJournal, gates: Sequence[Gate], profile: Profile | None) -> None:
        self._database, self._journal, self._profile = database, journal, profile
        self._drills = frozenset(drill for gate in gates for drill in gate.drills)
        self._sources: dict[str, Source | None] = {}
        self._book = AcceptanceBook(database)
        self.notes: list[Note] = []

    @cached_property
    def _roles(self) -> dict[str, str]:
        """Drill -> the role it is for."""
        return {card.id: card.role for card in index()}

    @cached_property
    def _results(self) -> dict[str, list[Result]]:
        """Name -> results, the latest first."""
        book, named = Results(self._database), dict[str, list[str]]()
        for person in People(self._database).all():
            if "trainer" not in person.roles:
                named.setdefault(person.name, []).append(person.person)
        wanted = [member.name for member in self._profile.staff] if self._profile else list(named)
        found = {}
        for name in wanted:
            people = named.get(name, [])
            if len(people) == 1:
                found[name] = book.of(people[0])
            else:
                self.notes.append(Note("same_name" if people else "no_person", name))
        return found

    def _exam(self, exam: Exam) -> Source | None:
        return self._proof(exam.run, exam.seed, exam.drill, exam.attested_by)

    def _session(self, result: Result) -> Source | None:
        return self._proof(result.run, result.seed, result.scenario, result.attested_by)

    def _proof(self, run: str, seed: int, scenario: str, by: str) -> Source | None:
        """The session with the head of its journal; None where it is not sealed and sound."""
        if run not in self._sources:
            verdict = verify_run(self._journal, run)
            sound = verdict.ok and verdict.sealed
            head = self._journal.heads(run)[SHOP].hash.hex() if sound else ""
            self._sources[run] = Source("run", run, head, seed, scenario, by) if sound else None
            if not sound:
                self.notes.append(Note("unsound", run))
        return self._sources[run]

    def certificates(self) -> Iterator[Evidence]:
        """Of each of the staff, in each of their roles."""
        for member in self._profile.staff if self._profile else ():
            results = self._results.get(member.name, ())
            tried = [attempt(row) for row in attempts_of(self._database, results[0].person)] if results else []
            for role in member.roles:
                yield certificate(member.name, role, tried, self._exam)

    def operations(self) -> Iterator[Evidence]:
        """The latest exam of each person in each drill: how often it was right, of how many opportunities."""
        for name, results in self._results.items():
            seen = set()
            for order, result in enumerate(results):
                if result.mode != "exam" or result.scenario in seen or result.scenario not in self._roles:
                    continue
                seen.add(result.scenario)
                done = read_summary(result.summary).done
                if not done:
                    self.notes.append(Note("not_counted", result.run))
                    continue
                source = self._session(result)
                if source is None:
                    continue
                right, n = (sum(pair[at] for pair in done.values()) for at in (0, 1))
                day, role = result.finished[:10], self._roles[result.scenario]
                yield Evidence(
                    "operations", name, "sandbox", day, -order, right, n,
                    role=role, lacks=(result.scenario,), sources=(source,),
                )  # fmt: skip

    def rehearsals(self) -> Iterator[Evidence]:
        """Sessions of the drills that gates ask for, without a coach."""
        for name, results in self._results.items():
            for order, result in enumerate(results):
                if result.scenario in self._drills and result.mode in UNAIDED:
                    source = self._session(result) if result.passed else None
                    if source is None and result.passed:
                        continue
                    yield Evidence(
                        "rehearsed", result.scenario, "sandbox", result.finished[:10], -order, int(result.passed), 1,
                        role=self._roles.get(result.scenario, ""), lacks=() if result.passed else (name,),
                        sources=(source,) if source else (),
                    )  # fmt: skip

    def cases(self) -> Iterator[Evidence]:
        """Cases of the acceptance test, for this store or for all, and each trial of them."""
        return of_cases(tried(self._book.cases(), self._book.trials()), self._store, self._tested)

    def issues(self) -> Iterator[Evidence]:
        return of_issues(standings(self._book.issues(), self._book.steps()), self._store)

    def _tested(self, run: str) -> Source | None:
        try:
            kept = self._journal.run(run)
        except NoSuchRun:
            self.notes.append(Note("unsound", run))
            return None
        return self._proof(run, kept.seed, kept.scenario, kept.attested_by)

    @property
    def _store(self) -> str:
        return self._profile.id if self._profile else ""

    def grades(self) -> Iterator[Grade]:
        """The latest grade of each person in each competency of a role, without a coach."""
        for name, results in self._results.items():
            latest: dict[tuple[str, str], int | None] = {}
            for result in results:
                role = self._roles.get(result.scenario)
                if role and result.mode in UNAIDED:
                    for competency, grade in read_summary(result.summary).grades.items():
                        if latest.get((role, competency)) is None:
                            latest[role, competency] = grade
            yield from (Grade(name, role, competency, grade) for (role, competency), grade in latest.items())


# --- from outside ----------------------------------------------------------------------------------------------------


def _origin(text: str) -> Origin:
    return next((origin for origin in ORIGINS if origin == text), "sandbox")


def _checked(order: int, check: DeviceCheck) -> Evidence:
    sha = sha256(msgspec.json.encode(check)).hexdigest()
    source = Source("check", f"{check.device} {check.checked}", sha, by=check.by)
    lacks = () if check.ok else (check.found,)
    return Evidence(
        "devices", check.device, _origin(check.origin), check.checked[:10], order, int(check.ok), 1,
        lacks=lacks, sources=(source,),
    )  # fmt: skip


def _attached(order: int, record: Attached) -> Evidence:
    try:
        value, unit, _ = figure(record.value) if record.value else (None, None, False)
    except PhraseError:  # written by a version that read it otherwise
        value, unit = None, None
    return Evidence(
        "record" if value is None else "figure", record.gate, _origin(record.origin), record.day, order,
        record.n, record.n, value, unit, until=record.until, part=record.part,
        sources=(Source("file", record.file, record.sha256, by=record.by),),
    )  # fmt: skip
