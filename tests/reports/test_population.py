"""A readiness report of a mixed population says what a plain look at one row after the other says."""

import gc
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from random import Random

import pytest

from grading.mastery.attempts import MODES, in_order
from grading.mastery.certificate import certificate
from grading.readiness.assess import assess
from grading.readiness.judging import judge
from grading.readiness.model import Evidence, Grade, Profile, Source
from grading.readiness.source import shipped_gates
from grading.reports.drilled import Drilled, graves_in, missed_in
from grading.reports.report_json import plain
from grading.reports.rows import done
from roles.model import load, names
from scenarios.library import index
from simulator.kernel.summary import read_summary
from simulator.progress import attempt
from simulator.readiness.gathering import Outside, gather_from
from simulator.readiness.training import Training, kept_training, training_of
from simulator.reporting.making import make
from simulator.store.attempts import Tried
from simulator.store.database import Database
from simulator.store.memory import MemoryJournal
from tests.reports.population import DAY, Believed, asked, filled, profiles

ROLES = {card.id: card.role for card in index()}
OF_ROLE = {role: {one.id for one in load(role).competencies} for role in names()}
ALONE = ("practice", "exam")
NOTHING = Outside((), ())


class Plain:
    """One row after the other, nothing remembered."""

    def __init__(self, shelf: Believed, profile: Profile, asked: set[str]) -> None:
        self.shelf, self.profile, self.asked = shelf, profile, asked
        self.rows = [row for row in shelf.rows if row.mode in MODES and not row.bot and not row.branch_of]

    def of(self, name: str) -> list[Tried]:
        """The latest first; nobody's where a name is that of several."""
        ids = self.shelf.pool.named.get(name, [])
        return [row for row in reversed(self.rows) if [row.person] == ids]

    def source(self, row: Tried) -> Source | None:
        head = self.shelf.prove(row.run)
        return Source("run", row.run, head, row.seed, row.scenario, row.attested_by) if head else None

    def evidence(self) -> Iterator[Evidence]:
        for member in self.profile.staff:
            rows = self.of(member.name)
            for role in member.roles:
                held = self.certificate(member.name, role, rows)
                yield held
                yield from self.hours(held, rows)
            seen = set()
            for order, row in enumerate(rows):
                if row.mode == "exam" and row.scenario not in seen:
                    seen.add(row.scenario)
                    yield from self.operations(member.name, row)
                if row.mode in ALONE and row.scenario in self.asked:
                    yield from self.rehearsal(member.name, order, row)

    def certificate(self, name: str, role: str, rows: list[Tried]) -> Evidence:
        course = load(role)
        drills = course.certifies or course.curriculum
        found = certificate(in_order(map(attempt, rows)), drills, course.valid_days, None)
        byrun = {row.run: row for row in rows}
        proofs = {exam: source for exam in found.exams if (source := self.source(byrun[exam.run]))}
        lacks = tuple(drill for drill in drills if drill not in {exam.drill for exam in proofs})
        first = min((exam.when.date() for exam in proofs), default=None)
        last = min((exam.until.date().toordinal() - 1 for exam in proofs), default=0)
        return Evidence(
            "certified", name, "sandbox", str(first or ""), 0, len(proofs), len(drills), role=role,
            until=str(type(DAY).fromordinal(last)) if last else "", lacks=lacks, sources=tuple(sorted(proofs.values())),
        )  # fmt: skip

    def hours(self, held: Evidence, rows: list[Tried]) -> Iterator[Evidence]:
        """Of whoever has the whole certificate: what was trained until each of its exams was passed first."""
        trained, first = 0, dict[str, int]()
        for row in reversed(rows):
            trained += read_summary(row.summary).duration
            by_another = row.sealed and row.attested_by not in ("", row.person)
            if row.mode == "exam" and row.passed and row.ended == "finished" and by_another:
                first.setdefault(row.scenario, trained)
        if held.right == held.n:
            course = load(held.role)
            longest = Fraction(max(first[drill] for drill in course.certifies or course.curriculum), 3_600_000)
            yield Evidence(
                "trained", held.subject, "sandbox", held.when, 0, 1, 1, (longest.numerator, longest.denominator),
                "number", held.role, held.until, (), sources=held.sources,
            )  # fmt: skip

    def operations(self, name: str, row: Tried) -> Iterator[Evidence]:
        done = read_summary(row.summary).done.values()
        right, n, source = sum(one for one, _ in done), sum(of for _, of in done), self.source(row)
        if row.scenario in ROLES and n and source:
            yield Evidence(
                "operations", name, "sandbox", row.finished[:10], 0, right, n, role=ROLES[row.scenario],
                lacks=(row.scenario,), sources=(source,),
            )  # fmt: skip

    def rehearsal(self, name: str, order: int, row: Tried) -> Iterator[Evidence]:
        source = self.source(row)
        if not row.passed or source:
            yield Evidence(
                "rehearsed", row.scenario, "sandbox", row.finished[:10], -order, int(row.passed), 1,
                role=ROLES.get(row.scenario, ""), lacks=() if row.passed else (name,),
                sources=(source,) if row.passed and source else (),
            )  # fmt: skip

    def grades(self) -> dict[tuple[str, str, str], tuple[int, str]]:
        found: dict[tuple[str, str, str], tuple[int, str]] = {}
        for member in self.profile.staff:
            for row in reversed(self.of(member.name)):
                if row.mode in ALONE and row.scenario in ROLES:
                    for competency, grade in read_summary(row.summary).grades.items():
                        if grade is not None and competency in OF_ROLE[ROLES[row.scenario]]:
                            found[member.name, ROLES[row.scenario], competency] = grade, row.run
        return found


def known(grades: tuple[Grade, ...]) -> dict[tuple[str, str, str], tuple[int, str]]:
    return {(one.name, one.role, one.competency): (one.grade, one.run) for one in grades
            if one.grade is not None and one.competency in OF_ROLE[one.role]}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_what_is_gathered_and_judged_follows_from_the_rows_one_by_one(seed: int, tmp_path: Path) -> None:
    filled(tmp_path, seed)
    gates = shipped_gates().gates
    with Database.open(tmp_path) as database:
        shelf = Believed(database, MemoryJournal())
        for profile in profiles(Random(seed), 3):
            every = (*gates, *profile.criteria)
            plain = Plain(shelf, profile, {drill for gate in every for drill in gate.drills})
            found = gather_from(shelf.pool, NOTHING, every, profile)
            said = list(plain.evidence())
            assert sorted(map(repr, found.evidence)) == sorted(map(repr, said))
            assert known(found.annex.grades) == plain.grades()
            ready = assess(gates, profile, found.evidence, str(DAY), "", found.annex)
            for row in ready.rows:
                alone = judge(row.gate, profile, said, str(DAY))
                assert row.outcome.sources == tuple(sorted(alone.sources))
                assert (row.outcome.value, row.outcome.n, row.outcome.lacks) == (alone.value, alone.n, alone.lacks)


class OfRows(Believed):
    """A shelf that reads no record."""

    @cached_property
    def training(self) -> Mapping[str, Training]:
        return training_of(self.rows)


@pytest.mark.parametrize("seed", range(10, 14))
def test_a_report_of_records_is_that_of_rows(seed: int, tmp_path: Path) -> None:
    filled(tmp_path, seed)
    for what in (asked(seed), asked(seed + 50), asked(seed, "class")):
        with Database.open(tmp_path) as database:
            of_records, of_rows = (
                make(shelf(database, MemoryJournal(), what.kept), what) for shelf in (Believed, OfRows)
            )
            assert plain(of_records) == plain(of_rows)


@pytest.mark.parametrize(("since", "before"), [("", "~"), ("2026-10-10", "2026-11-20~")])
def test_what_sessions_come_to_is_what_one_after_the_other_says(
    since: str, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, 20)
    with Database.open(tmp_path) as database:
        training = {person: theirs.within(since, before) for person, theirs in kept_training(database).items()}
    drilled, every = Drilled(training), [row for theirs in training.values() for row in theirs.rows]
    every.sort(key=lambda one: one.no)
    for at_once in (len(every), 7):
        monkeypatch.setattr("grading.reports.drilled.AT_ONCE", at_once)
        assert list(drilled) == every, "however many are held at once"
    assert len(drilled) == len(every) > 50
    assert drilled.of_exams() == done(one for one in every if one.mode == "exam")
    assert drilled.failed() == {one.person for one in every if not one.passed}
    assert drilled.missed() == missed_in(every)
    assert [(one.run, told) for one, told in drilled.graves()] == [(one.run, told) for one, told in graves_in(every)]


def test_a_table_of_all_sessions_holds_few_of_them_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred thousand as rows were more than a hundred megabytes, and stayed until the report was written."""
    filled(tmp_path, 20)
    monkeypatch.setattr("grading.reports.drilled.AT_ONCE", 10)
    with Database.open(tmp_path) as database:
        drilled = Drilled(kept_training(database))
    gc.collect()
    before = sum(isinstance(one, Tried) for one in gc.get_objects())
    most = 0
    for n, _ in enumerate(drilled):
        if n % 10 == 5:
            gc.collect()
            most = max(most, sum(isinstance(one, Tried) for one in gc.get_objects()) - before)
    assert len(drilled) > 50
    assert most <= 10
