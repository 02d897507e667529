"""A role's rights at a workstation, as its rules take them."""

from typing import NamedTuple

from roles.model import Role
from simulator.kernel.texts import Text
from simulator.pos.rights import Others, Right

NOBODY = Text("nobody", "无")


class Rights(NamedTuple):
    limits: dict[str, Right]
    never: dict[str, Others]
    """What is in neither is free."""


def rights_at(role: Role, workstation: str) -> Rights:
    """What `role` may do there. A role that an older run kept knows limits alone, and all else was free."""
    if not role.rights:
        return Rights({operation: Right(p.limit, p.above) for operation, p in role.permissions.items()}, {})
    place = role.rights[workstation]
    limits = {operation: Right(p.limit, p.above) for operation, p in place.limits.items()}
    return Rights(limits, {operation: _others(role, roles) for operation, roles in place.never.items()})


def _others(role: Role, roles: tuple[str, ...]) -> Others:
    titles = [role.titles[each] for each in roles] or [NOBODY]
    en = " or ".join(title.en[:1].lower() + title.en[1:] for title in titles)
    return Others(roles, Text(en, "、".join(title.zh for title in titles)))
