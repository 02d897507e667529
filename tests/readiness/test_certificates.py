"""Who counts as certified: each exam by its latest attempt, if somebody said who sat there and the journal is sound."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.mastery.attempts import in_order
from grading.mastery.certificate import certificate as certificate_of
from grading.readiness.digest import Exam, digest
from grading.readiness.model import Evidence, Source, pair
from roles.model import load
from simulator.progress import attempt
from simulator.readiness.certificates import certificate, certifying, runs_out, trained
from simulator.store.attempts import Tried

EXAMS = load("cashier").certifies


def sat(scenario: str, *, passed: bool = True, mode: str = "exam", sealed: bool = True, by: str = "trainer",
        day: str = "2026-11-20", run: str = "") -> Tried:  # fmt: skip
    id = run or f"run-{scenario}-{passed}"
    when = day if "T" in day else f"{day}T10:00:00+08:00"
    return Tried(0, id, "li", scenario, mode, 3, by, passed, '{"grades":{}}', when, 1, "", sealed, "finished", "", "")


def certified(latest_first: list[Tried]) -> Evidence:
    tried = [row._replace(no=no) for no, row in enumerate(reversed(latest_first))]
    return certificate("Li", "cashier", certifying(digest(tried)), proof)


def proof(exam: Exam) -> Source | None:
    return None if exam.run == "unsound" else Source("run", exam.run, "head")


ALL = [sat(drill) for drill in EXAMS]
LAST = EXAMS[-1]


@pytest.mark.parametrize(
    ("latest_first", "lacks"),
    [
        (ALL, ()),
        (ALL[:-1], (LAST,)),
        ([*ALL[:-1], sat(LAST, mode="practice")], (LAST,)),
        ([*ALL[:-1], sat(LAST, sealed=False)], (LAST,)),
        ([*ALL[:-1], sat(LAST, by="")], (LAST,)),
        ([*ALL[:-1], sat(LAST, by="li")], (LAST,)),
        ([*ALL[:-1], sat(LAST, run="unsound")], (LAST,)),
        ([sat(LAST, passed=False), *ALL], (LAST,)),
        ([sat(LAST, passed=False, by=""), *ALL], (LAST,)),
        ([*ALL, sat(LAST, passed=False)], ()),
        ([], EXAMS),
    ],
)
def test_a_certificate_needs_every_exam(latest_first: list[Tried], lacks: tuple[str, ...]) -> None:
    found = certified(latest_first)
    assert (found.lacks, found.n, found.right) == (lacks, len(EXAMS), len(EXAMS) - len(lacks))
    assert found.favourable == (not lacks)
    assert len(found.sources) == found.right


def test_it_holds_as_long_as_its_oldest_exam() -> None:
    found = certified([*ALL[:-1], sat(LAST, day="2026-07-01")])
    assert (found.when, found.until, found.favourable) == ("2026-07-01", "2027-06-30", True)
    assert runs_out(found) == "2027-07-01"


def test_training_counts_from_the_first_session_to_the_first_pass_of_each_exam() -> None:
    """With the coach, too; what was trained or passed again later asks for no more."""

    def took(row: Tried, minutes: int) -> Tried:
        return row._replace(summary=f'{{"duration":{minutes * 60_000},"grades":{{}}}}')

    coached = took(sat("first-sale", mode="coach"), 60)
    rows = [coached, took(sat(EXAMS[0], passed=False), 30), *(took(row, 9) for row in ALL)]
    later = [took(sat(LAST, run="again"), 200), took(sat("first-sale", mode="practice"), 500)]
    for tried, longest in ((rows, 90 + 9 * len(ALL)), ([*rows, *later], 90 + 9 * len(ALL))):
        found = digest([row._replace(no=no) for no, row in enumerate(tried)])
        held = certificate("Li", "cashier", certifying(found), proof)
        told = trained(found, held)
        assert told is not None
        assert (told.kind, told.role, told.when, told.sources) == ("trained", "cashier", held.when, held.sources)
        assert told.value == pair(Fraction(longest, 60))
    assert trained(digest(rows[:-1]), certificate("Li", "cashier", certifying(digest(rows[:-1])), proof)) is None


def test_a_role_without_exams_of_its_own_asks_for_its_whole_curriculum() -> None:
    role = load("manager")
    assert certificate("Wu", "manager", {}, proof).lacks == (role.certifies or role.curriculum)


MOMENTS = st.builds(
    lambda days, hours, zone: f"{datetime(2026, 3, 1) + timedelta(days=days, hours=hours):%Y-%m-%dT%H:%M:%S}{zone}",
    st.integers(0, 3), st.integers(0, 23), st.sampled_from(("+08:00", "+08:00", "-03:00")),
)  # fmt: skip
SITTINGS = st.builds(
    lambda drill, when, passed, sealed, by, more: sat(drill, day=when, passed=passed, sealed=sealed, by=by)._replace(
        **more
    ),
    st.sampled_from((*EXAMS[:3], "my-own")), MOMENTS, st.booleans(), st.booleans(), st.sampled_from(("t", "li", "")),
    st.sampled_from(({}, {}, {}, {"ended": "quit"})),
)  # fmt: skip


@given(st.lists(SITTINGS, max_size=12))
def test_it_is_what_mastery_says_of_the_same_exams(sittings: list[Tried]) -> None:
    rows = [row._replace(no=no, run=f"run-{no}") for no, row in enumerate(sittings)]
    course, found = load("cashier"), certificate("Li", "cashier", certifying(digest(rows)), proof)
    said = certificate_of(in_order(map(attempt, rows)), course.certifies, course.valid_days, None)
    assert {source.id for source in found.sources} == {exam.run for exam in said.exams}
    assert found.lacks == tuple(drill for drill in EXAMS if drill not in {exam.drill for exam in said.exams})
    first = min((exam.when.date().isoformat() for exam in said.exams), default="")
    last = min(((exam.until.date() - timedelta(days=1)).isoformat() for exam in said.exams), default="")
    assert (found.when, found.until) == (first, last)
    if said.state == "held":
        assert said.expires is not None
        assert runs_out(found) == said.expires.date().isoformat(), "one certificate, one day on every page"
