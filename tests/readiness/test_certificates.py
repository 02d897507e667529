"""Who counts as certified: each exam by its latest attempt, if somebody said who sat there and the journal is sound."""

import pytest

from grading.readiness.model import Source
from roles.model import load
from simulator.readiness.certificates import certificate
from simulator.store.result import Result

EXAMS = load("cashier").certifies


def sat(scenario: str, *, passed: bool = True, mode: str = "exam", sealed: bool = True, by: str = "trainer",
        day: str = "2026-11-20", run: str = "") -> Result:  # fmt: skip
    return Result(
        run or f"run-{scenario}", "li", scenario, 1, mode, 3, "1.0", sealed, by, passed, "{}", "", f"{day}T10:00"
    )


def proof(result: Result) -> Source | None:
    return None if result.run == "unsound" else Source("run", result.run, "head")


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
def test_a_certificate_needs_every_exam(latest_first: list[Result], lacks: tuple[str, ...]) -> None:
    found = certificate("Li", "cashier", latest_first, proof)
    assert (found.lacks, found.n, found.right) == (lacks, len(EXAMS), len(EXAMS) - len(lacks))
    assert found.favourable == (not lacks)
    assert len(found.sources) == found.right


def test_it_is_as_old_as_its_oldest_exam() -> None:
    found = certificate("Li", "cashier", [sat(LAST, day="2026-07-01"), *ALL[:-1]], proof)
    assert (found.when, found.favourable) == ("2026-07-01", True)


def test_a_role_without_exams_of_its_own_asks_for_its_whole_curriculum() -> None:
    role = load("manager")
    assert certificate("Wu", "manager", [], proof).lacks == (role.certifies or role.curriculum)
