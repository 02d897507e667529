"""What a role may do at each workstation: an operation is free, has a limit, or is for others alone.

A role's file names what its role may do (`may`), and what it may do up to a limit (`limits`); everything else it may
never do. Who can is not written anywhere: it is read from the other roles' files (`settled`).
"""

from collections.abc import Mapping

import msgspec

from simulator.kernel.money import Minor
from simulator.kernel.workstations import OPERATIONS


class Permission(msgspec.Struct, frozen=True):
    """What the role may do by itself: up to `limit` (None: never); beyond, somebody of at least `above` decides."""

    limit: Minor | None = None
    above: str = "supervisor"


class Workplace(msgspec.Struct, frozen=True):
    """A role's rights at one workstation: each of its operations stands in exactly one of the three."""

    may: tuple[str, ...] = ()
    """Free."""
    limits: dict[str, Permission] = {}
    never: dict[str, tuple[str, ...]] = {}
    """Operation -> the roles that may do it."""

    def allows(self, operation: str) -> bool:
        """Whether the role may do it, if only up to a limit or with an approval."""
        return operation in self.may or operation in self.limits


Rights = Mapping[str, Workplace]
"""By workstation."""


def settled(roles: Mapping[str, Rights]) -> dict[str, dict[str, Workplace]]:
    """The rights of all roles, with what each may never do, and who can."""
    return {role: {place: _settled(place, role, roles) for place in OPERATIONS} for role in roles}


def _settled(place: str, role: str, roles: Mapping[str, Rights]) -> Workplace:
    mine = roles[role].get(place, Workplace())
    others = {other: rights[place] for other, rights in roles.items() if other != role and place in rights}
    never = {
        operation: tuple(other for other, workplace in others.items() if workplace.allows(operation))
        for operation in sorted(OPERATIONS[place])
        if not mine.allows(operation)
    }
    return Workplace(mine.may, mine.limits, never)
