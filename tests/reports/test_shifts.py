"""Certified people by shift, as a report has them: nobody fills two posts at the same time, and the table names whom it
would have counted twice."""

import pytest

from grading.readiness.assess import assess
from grading.reports.frame import Frame
from grading.reports.gate_blocks import shifts
from grading.reports.model import Table
from simulator.reporting.shelf import known
from simulator.reporting.words import Both
from tests.grading.test_readiness import CAN, TEAM, TODAY, profile


@pytest.mark.parametrize(("needs", "told"), [
    ({"cashier": 1, "manager": 1}, [(1, 1, 1, "covered"), (1, 1, 0, "short of 1: Wu on another post")]),
    ({"cashier": 1}, [(1, 1, 1, "covered")]),
    ({"cashier": 2}, [(2, 1, 1, "short of 1")]),
])  # fmt: skip
def test_the_table_counts_as_the_gate_does(needs: dict[str, int], told: list[tuple[object, ...]]) -> None:
    """Wu works late, as cashier and as manager."""
    store = profile()
    late = type(store.shifts[1])("late", store.shifts[1].title, needs)
    store = profile(shifts=(late,))
    frame = Frame(Both(), known(), TODAY, "", "", "", {}, {})
    (table,) = shifts(frame, assess([TEAM], store, CAN, TODAY), "")
    assert isinstance(table, Table)
    assert [(row[2], row[3], row[4], row[5].text.en) for row in table.rows] == told
