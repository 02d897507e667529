"""The shipped rubrics: every rule can be judged, and nothing is passed for free."""

import pytest

from grading.grade import grade
from scenarios.library import ORDER, compile_source, source_of
from scenarios.specs.rubric import Rubric
from simulator.kernel.facts import LotMarkedDown, SaleResumed
from simulator.kernel.texts import Text
from tests.grading.journals import whole


def rubric_of(name: str) -> Rubric:
    loaded = compile_source(source_of(name))
    assert loaded.scenario is not None, loaded.problems
    return loaded.scenario.rubric


@pytest.mark.parametrize("name", ORDER)
def test_a_run_in_which_nothing_happened_passes_no_shipped_rubric(name: str) -> None:
    rubric = rubric_of(name)
    result = grade(whole(), rubric)
    assert not result.passed
    assert {one.expectation for one in result.criticals} <= {"queue_served"}, "nothing was done, nobody served"
    assert {b.id for c in result.competencies for b in c.behaviours} == {e.id for e in rubric.expectations}


@pytest.mark.parametrize(("name", "rule"), [("first-sale", "basket_back"), ("holiday-rush", "own_basket")])
def test_a_basket_whose_owner_left_is_resumed_to_void_it_and_that_is_no_miss(name: str, rule: str) -> None:
    """The coach asks for it; somebody else's basket for whoever stands there stays one."""
    rubric = rubric_of(name)
    left, swapped = SaleResumed("till-1/3", "till-1#1", "chen", ""), SaleResumed("till-1/3", "till-1#1", "chen", "li")
    found = [b for c in grade(whole(left, swapped), rubric).competencies for b in c.behaviours if b.id == rule]
    assert [(b.successes, b.opportunities) for b in found] == [(0, 1)]


def test_a_markdown_is_judged_by_what_it_came_to() -> None:
    slip, right = (
        LotMarkedDown(
            sku, Text("Toast", "吐司"), "L261225", "2026-12-25", 990, price, 2, "near_expiry", 0, by_rule=by_rule
        )
        for sku, price, by_rule in (("toast", 100, False), ("toast", 495, True))
    )
    other = LotMarkedDown(
        "milk", Text("Milk", "牛奶"), "L261225", "2026-12-25", 990, 100, 2, "near_expiry", 0, by_rule=False
    )
    result = grade(whole(slip, other, right), rubric_of("expiry-and-markdown"))
    found = [b for c in result.competencies for b in c.behaviours if b.id == "price_by_rule"]
    assert [(b.successes, b.opportunities) for b in found] == [(1, 2)], "another item's lot of the same day is its own"
