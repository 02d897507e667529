"""Who fills which post of a shift: each person one of them, in whatever way covers most roles.

>>> from grading.readiness.model import Member, Shift
>>> from simulator.kernel.texts import Text
>>> early = Shift("early", Text(), {"cashier": 2, "manager": 1})
>>> staff = [Member("Li", ("cashier",), ("early",)), Member("Wu", ("cashier", "manager"), ("early",))]
>>> filled(early, staff, lambda name, role: True)
{'cashier': Filled(have=1, elsewhere=('Wu',)), 'manager': Filled(have=1, elsewhere=())}
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from grading.readiness.model import Member, Shift

Able = Mapping[str, Sequence[str]]
"""Role -> those who could work in it, by name."""


class Filled(NamedTuple):
    """Of a role in a shift."""

    have: int
    """Who works in it, and who is left over and could."""
    elsewhere: tuple[str, ...]
    """Who could, and fills another post at the same time."""


def on_shift(staff: Iterable[Member], shift: str, role: str) -> list[Member]:
    return [member for member in staff if shift in member.shifts and role in member.roles]


def filled(shift: Shift, staff: Iterable[Member], can: Callable[[str, str], bool]) -> dict[str, Filled]:
    """Role -> how it is filled. `can`: whether somebody, by name, may work in a role."""
    members = list(staff)
    able = {
        role: [one.name for one in on_shift(members, shift.id, role) if can(one.name, role)] for role in shift.needs
    }
    seats = _seated(shift.needs, able)
    found = {}
    for role in shift.needs:
        elsewhere = tuple(name for name in able[role] if seats.get(name, role) != role)
        found[role] = Filled(len(able[role]) - len(elsewhere), elsewhere)
    return found


def _seated(needs: Mapping[str, int], able: Able) -> dict[str, str]:
    """Name -> the role in which they work: as many roles as can be are filled whole, the scarcest first, then the
    others as far as they go. So one more who can work never leaves fewer roles filled."""
    roles = sorted(needs, key=lambda role: (len(able[role]) - needs[role], needs[role]))
    for many in range(len(roles), -1, -1):
        for whole in combinations(roles, many):
            seats: dict[str, str] = {}
            if all(_seat(role, seats, able, set()) for role in whole for _ in range(needs[role])):
                for role in roles:
                    room = needs[role] - sum(seated == role for seated in seats.values())
                    while room > 0 and _seat(role, seats, able, set()):
                        room -= 1
                return seats
    raise AssertionError("no role at all can always be filled")


def _seat(role: str, seats: dict[str, str], able: Able, tried: set[str]) -> bool:
    """One more in this role, even if somebody has to move to it for whom another is found; nobody loses a seat."""
    tried.add(role)
    for name in able[role]:
        if name not in seats:
            seats[name] = role
            return True
    for name in able[role]:
        if seats[name] not in tried and _seat(seats[name], seats, able, tried):
            seats[name] = role
            return True
    return False
