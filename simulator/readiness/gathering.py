"""What speaks for and against the gates, gathered from the data folder: the one place that knows where it is kept.

Only sealed sessions whose journal is sound count; whatever is left out is told as a note. With a profile only the staff
of the opening counts, by name; where two people have a name, nobody can say whose session it was, and neither counts.
"""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from hashlib import sha256
from itertools import starmap
from operator import attrgetter
from typing import NamedTuple

import msgspec

from grading.acceptance.cases import Tried as Tested
from grading.acceptance.cases import tried
from grading.acceptance.evidence import of_cases, of_issues
from grading.acceptance.issues import Standing, standings
from grading.readiness.digest import Digest, Exam, Try, grades_in, tries_in
from grading.readiness.model import ORIGINS, Annex, Evidence, Gate, Grade, Note, Origin, Profile, Source, SourceKind
from grading.readiness.phrases import figure
from roles.outline import outline
from scenarios.library import index
from scenarios.problems import PhraseError, did_you_mean
from simulator.kernel.texts import Text
from simulator.readiness.certificates import certificate, certifying, trained
from simulator.readiness.figures import SESSION, TYPED
from simulator.readiness.pool import Pool
from simulator.readiness.surveys import answer, answers, untold
from simulator.store.acceptance import AcceptanceBook, Extent
from simulator.store.database import Database
from simulator.store.evidence import Attached, DeviceCheck, EvidenceBook
from simulator.store.journal import Journal

NO_TEXT, NOT_OBSERVED = Text(), (None, "")
"""Where nobody holds back a grave mistake."""


class Gathered(NamedTuple):
    evidence: tuple[Evidence, ...]
    annex: Annex


class Upto(NamedTuple):
    """How far a data folder had come."""

    checks: int
    attached: int
    tested: Extent
    answers: tuple[tuple[str, int], ...]
    """Day and score; of too few, of whom nobody shall know, the days alone."""


class Outside(NamedTuple):
    """What came from outside of a drill, the oldest first."""

    checks: Sequence[DeviceCheck]
    attached: Sequence[Attached]
    cases: Sequence[Tested] = ()
    """Of the acceptance test, each with its trials."""
    issues: Sequence[Standing] = ()
    answers: Sequence[Evidence] = ()
    unnamed: int = 0
    """Files and checks that were left out because they do not say of which store they are."""

    @classmethod
    def of(cls, database: Database, upto: Upto | None = None) -> "Outside":
        """Everything, or so much as there was."""
        book, test = EvidenceBook(database), AcceptanceBook(database)
        checks, attached, extent = book.checks(), book.attached(), upto.tested if upto else None
        said = untold([*answers(database)]) if upto is None else [answer(day, score) for day, score in upto.answers]
        return cls(
            checks if upto is None else checks[: upto.checks],
            attached if upto is None else attached[: upto.attached],
            tried(test.cases(extent), test.trials(extent)),
            standings(test.issues(extent), test.steps(extent)),
            said,
        )

    def of_store(self, store: str, *, alone: bool) -> "Outside":
        """Of a file or a check that does not say of which store it is: that of the only one, and none of several."""
        unnamed = sum(not one.store for one in self.checks) + sum(not one.store for one in self.attached)
        return self._replace(
            checks=[one for one in self.checks if one.store == store or (alone and not one.store)],
            attached=[one for one in self.attached if one.store == store or (alone and not one.store)],
            unnamed=0 if alone else unnamed,
        )


def gather(
    database: Database, journal: Journal, gates: Sequence[Gate], profile: Profile | None, *, alone: bool = True
) -> Gathered:
    """Everything that is kept and concerns a gate. Raises StoreError."""
    outside = Outside.of(database).of_store(profile.id if profile else "", alone=alone)
    return gather_from(Pool.of(database, journal), outside, gates, profile)


def gather_from(pool: Pool, outside: Outside, gates: Sequence[Gate], profile: Profile | None) -> Gathered:
    """The same of what was read."""
    gathering = _Gathering(pool, gates, profile)
    evidence = (*gathering.certificates(), *gathering.operations(), *gathering.rehearsals())
    store = profile.id if profile else ""
    tested = (*of_cases(outside.cases, store, gathering.tested), *of_issues(outside.issues, store), *outside.answers)
    more = (*starmap(_checked, enumerate(outside.checks)), *starmap(_attached, enumerate(outside.attached)))
    if outside.unnamed:
        gathering.notes.append(Note("no_store", str(outside.unnamed)))
    notes = tuple(dict.fromkeys(gathering.notes))
    return Gathered((*evidence, *tested, *more), Annex(tuple(gathering.grades()), notes))


class _Gathering:
    def __init__(self, pool: Pool, gates: Sequence[Gate], profile: Profile | None) -> None:
        self._pool, self._profile = pool, profile
        self._drills = frozenset(drill for gate in gates for drill in gate.drills)
        self._asks_hours = any(gate.kind == "trained" for gate in gates)
        self._sources: dict[str, Source | None] = {}
        self.notes: list[Note] = []

    @cached_property
    def _roles(self) -> dict[str, str]:
        """Drill -> the role it is for."""
        return {card.id: card.role for card in index()}

    @cached_property
    def _digests(self) -> dict[str, Digest]:
        """Name -> what their sessions come to."""
        named = self._pool.named
        wanted = [member.name for member in self._profile.staff] if self._profile else list(named)
        found = {}
        for name in wanted:
            people = named.get(name, [])
            if len(people) == 1:
                found[name] = self._pool.training(people[0]).digest
            else:
                self.notes.append(Note("same_name", name) if people else Note("no_person", name, self._nearly(name)))
        return found

    def _nearly(self, name: str) -> str:
        """Somebody here who stands on no roster, and whose name is nearly that one."""
        rostered = {member.name for member in self._profile.staff} if self._profile else set()
        return did_you_mean(name, [known for known in self._pool.named if known not in rostered])

    def _proof(self, one: Exam | Try) -> Source | None:
        """The session with the head of its journal; None where it is not sealed and sound."""
        run = one.run
        if run in self._sources:
            return self._sources[run]
        head = self._pool.head_of(one)
        if not head:
            self.notes.append(Note("unsound", run))
        found = self._sources[run] = Source("run", run, head, one.seed, one.scenario, one.by) if head else None
        return found

    def certificates(self) -> Iterator[Evidence]:
        """Of each of the staff, in each of their roles."""
        for member in self._profile.staff if self._profile else ():
            digest = self._digests.get(member.name)
            exams = certifying(digest) if digest else {}
            for role in member.roles:
                held = certificate(member.name, role, exams, self._proof)
                yield held
                if digest and self._asks_hours and (hours := trained(digest, held)):
                    yield hours

    def operations(self) -> Iterator[Evidence]:
        """The latest exam of each person in each drill: how often it was right, of how many opportunities."""
        roles = self._roles
        for name, digest in self._digests.items():
            for exam in digest.exams:
                drill = exam.scenario
                if drill not in roles:
                    continue
                if not exam.n:
                    self.notes.append(Note("not_counted", exam.run))
                    continue
                source = self._proof(exam)
                if source is not None:
                    yield Evidence(
                        "operations", name, "sandbox", exam.day, 0, exam.right, exam.n, None, None,
                        roles[drill], "", (drill,), "", NO_TEXT, (source,),
                    )  # fmt: skip

    def rehearsals(self) -> Iterator[Evidence]:
        """Sessions of the drills that gates ask for, without a coach."""
        asked, roles = self._drills, self._roles
        for name, digest in self._digests.items():
            tries = [one for drill in asked & digest.tries.keys() for one in tries_in(digest.tries[drill])]
            for one in sorted(tries, key=_ORDER):
                passed = one.passed
                source = self._proof(one) if passed else None
                if source is not None or not passed:
                    yield Evidence(
                        "rehearsed", one.scenario, "sandbox", one.day, -one.order, int(passed), 1, None,
                        None, roles.get(one.scenario, ""), "", () if passed else (name,), "", NO_TEXT,
                        (source,) if source is not None else (),
                    )  # fmt: skip

    def tested(self, run: str) -> Source | None:
        """The session in which a case of the acceptance test was tried."""
        row = self._pool.row(run)
        if row is not None:
            return self._proof(Try(0, run, row.seed, row.scenario, row.attested_by, "", row.head, bool(row.passed)))
        head = self._pool.prove(run)
        if not head:
            self.notes.append(Note("unsound", run))
        return Source("run", run, head) if head else None

    def grades(self) -> Iterator[Grade]:
        """The latest grade of each person in each competency of a role, without a coach."""
        roles = self._roles
        for name, digest in self._digests.items():
            latest: dict[str, tuple[dict[str, tuple[int | None, str]], set[str], set[str]]] = {}
            for drill, run, said in digest.grades:
                role = roles.get(drill)
                if not role:
                    continue
                if role not in latest:
                    latest[role] = {}, set(), set(_competencies(role))
                mine, given, left = latest[role]
                if not left or given.issuperset(grades := grades_in(said)):
                    continue
                for competency, grade in grades.items():
                    if grade is None:
                        mine.setdefault(competency, NOT_OBSERVED)
                    elif competency not in given:
                        mine[competency] = grade, run
                        given.add(competency)
                        left.discard(competency)
            for role, (mine, _, _) in latest.items():
                yield from (Grade(name, role, competency, *graded) for competency, graded in mine.items())


_ORDER = attrgetter("order")


@cache
def _competencies(role: str) -> tuple[str, ...]:
    return tuple(one.id for one in outline(role).competencies)


# --- from outside ----------------------------------------------------------------------------------------------------


def origin_of(text: str) -> Origin:
    return next((origin for origin in ORIGINS if origin == text), "sandbox")


def _checked(order: int, check: DeviceCheck) -> Evidence:
    sha = sha256(msgspec.json.encode(check)).hexdigest()
    source = Source("check", f"{check.device} {check.checked}", sha, by=check.by)
    lacks = () if check.ok else (check.found,)
    return Evidence(
        "devices", check.device, origin_of(check.origin), check.checked[:10], order, int(check.ok), 1,
        lacks=lacks, sources=(source,),
    )  # fmt: skip


KEPT_AS: dict[str, SourceKind] = {SESSION: "run", TYPED: "typed"}
"""What a figure was read from, where that is no list of an import."""


def _attached(order: int, record: Attached) -> Evidence:
    try:
        value, unit, _ = figure(record.value) if record.value else (None, None, False)
    except PhraseError:  # written by a version that read it otherwise
        value, unit = None, None
    return Evidence(
        "record" if value is None else "figure", record.gate, origin_of(record.origin), record.day, order,
        record.n, record.n, value, unit, until=record.until, part="" if record.part in KEPT_AS else record.part,
        sources=(Source(KEPT_AS.get(record.part, "file"), record.file, record.sha256, by=record.by),),
    )  # fmt: skip
