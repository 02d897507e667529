"""Who counts as certified: each exam by its latest attempt, if somebody said who sat there and the journal is sound."""

from datetime import datetime

import pytest

from grading.mastery.attempts import Attempt
from grading.mastery.certificate import Exam
from grading.readiness.model import Evidence, Source
from roles.model import load
from simulator.readiness.certificates import certificate

EXAMS = load("cashier").certifies


def sat(scenario: str, *, passed: bool = True, mode: str = "exam", sealed: bool = True, by: str = "trainer",
        day: str = "2026-11-20", run: str = "") -> Attempt:  # fmt: skip
    when = datetime.fromisoformat(f"{day}T10:00:00+08:00")
    id = run or f"run-{scenario}-{passed}"
    return Attempt(id, "li", scenario, mode, 3, when, passed, {}, sealed=sealed, attested_by=by)


def certified(latest_first: list[Attempt]) -> Evidence:
    tried = [attempt._replace(no=no) for no, attempt in enumerate(reversed(latest_first))]
    return certificate("Li", "cashier", tried, proof)


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
def test_a_certificate_needs_every_exam(latest_first: list[Attempt], lacks: tuple[str, ...]) -> None:
    found = certified(latest_first)
    assert (found.lacks, found.n, found.right) == (lacks, len(EXAMS), len(EXAMS) - len(lacks))
    assert found.favourable == (not lacks)
    assert len(found.sources) == found.right


def test_it_holds_as_long_as_its_oldest_exam() -> None:
    found = certified([*ALL[:-1], sat(LAST, day="2026-07-01")])
    assert (found.when, found.until, found.favourable) == ("2026-07-01", "2027-06-30", True)


def test_a_role_without_exams_of_its_own_asks_for_its_whole_curriculum() -> None:
    role = load("manager")
    assert certificate("Wu", "manager", [], proof).lacks == (role.certifies or role.curriculum)
