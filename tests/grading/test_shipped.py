"""The shipped rubrics: every rule can be judged, and nothing is passed for free."""

import pytest

from grading.grade import grade
from scenarios.library import ORDER, compile_source, source_of
from scenarios.specs.rubric import Rubric
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
