"""Nobody fills two posts at the same time: as many roles as can be are whole, and the rest is told."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.readiness.model import Member, Shift
from grading.readiness.posts import Filled, filled
from simulator.kernel.texts import Text

ROLES = ("cashier", "manager", "stock_clerk")


def found(needs: dict[str, int], people: dict[str, tuple[str, ...]]) -> dict[str, Filled]:
    staff = [Member(name, roles, ("early",)) for name, roles in people.items()]
    return filled(Shift("early", Text(), needs), staff, lambda name, role: True)


BOTH = ("cashier", "manager")


@pytest.mark.parametrize(
    ("needs", "people", "told"),
    [
        ({"cashier": 1, "manager": 1}, {"Wu": BOTH}, {"cashier": (1, ()), "manager": (0, ("Wu",))}),
        ({"cashier": 1, "manager": 1}, {"Wu": BOTH, "Li": ("cashier",)}, {"cashier": (1, ("Wu",)), "manager": (1, ())}),
        ({"cashier": 2, "manager": 1}, {"Wu": BOTH, "Li": ("cashier",)}, {"cashier": (1, ("Wu",)), "manager": (1, ())}),
        ({"cashier": 1}, {"Wu": BOTH, "Li": ("cashier",)}, {"cashier": (2, ())}),
        ({"cashier": 2, "manager": 1}, {"Wu": BOTH, "Li": BOTH}, {"cashier": (2, ()), "manager": (0, ("Wu", "Li"))}),
        ({"cashier": 1}, {}, {"cashier": (0, ())}),
    ],
)
def test_each_person_fills_one_post(
    needs: dict[str, int], people: dict[str, tuple[str, ...]], told: dict[str, tuple[int, tuple[str, ...]]]
) -> None:
    assert found(needs, people) == {role: Filled(*one) for role, one in told.items()}


def covered(needs: dict[str, int], people: dict[str, tuple[str, ...]]) -> int:
    """The most roles that can be whole, by trying everything."""
    best = 0
    for seats in product(*[(*roles, "") for roles in people.values()]):
        best = max(best, sum(seats.count(role) >= need for role, need in needs.items()))
    return best


teams = st.dictionaries(
    st.sampled_from(["Li", "Wu", "Ma", "He", "Xu"]),
    st.lists(st.sampled_from(ROLES), min_size=1, unique=True).map(tuple),
    max_size=5,
)


@given(st.dictionaries(st.sampled_from(ROLES), st.integers(1, 3), min_size=1), teams)
def test_as_many_roles_are_whole_as_can_be_and_nobody_is_counted_twice(
    needs: dict[str, int], people: dict[str, tuple[str, ...]]
) -> None:
    ways = found(needs, people)
    assert sum(one.have >= needs[role] for role, one in ways.items()) == covered(needs, people)
    for role, one in ways.items():
        able = [name for name, roles in people.items() if role in roles]
        assert one.have + len(one.elsewhere) == len(able)
    short = [role for role, one in ways.items() if one.have < needs[role]]
    assert sum(ways[role].have for role in short) <= len(people)
