"""Roles as plain data, from `roles/*.yaml`; prebuilt into `roles/index.json`, so that a start-up parses no YAML.

>>> cashier = load("cashier")
>>> cashier.rights["till"].limits["void_line"].limit, cashier.rights["till"].limits["void_line"].above
(5000, 'supervisor')
>>> cashier.rights["stockroom"].never["write_off"]
('stock_clerk', 'manager')
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from roles.rights import Permission, Workplace, settled
from simulator.kernel.texts import Text

LEVELS = ("stock_clerk", "cashier", "supervisor", "manager")
"""Who may approve, each including those before."""

OUTSIDE = "area_manager"
"""Who decides what is above a store manager: nobody who can come to a till."""

INDEX = "index.json"

TRIES = 3
"""Seeds on which the exam of a drill that certifies may have to be played: the first, and two to try again."""


class Competency(msgspec.Struct, frozen=True):
    id: str
    name: Text
    says: Text
    """What it is, in a sentence."""
    behaviours: tuple[Text, ...] = ()


class Role(msgspec.Struct, frozen=True):
    id: str
    title: Text
    says: Text
    level: str = ""
    """Authorization level of whoever has this role; empty where it authorizes nothing."""
    workstation: str = ""
    """`till`, `stockroom`, `office`, or empty where the role has no workstation yet."""
    competencies: tuple[Competency, ...] = ()
    rights: dict[str, Workplace] = {}
    """By workstation."""
    titles: dict[str, Text] = {}
    """Of all roles: a right that is lacking says who has it."""
    permissions: dict[str, Permission] = {}
    """Of a role that an older run kept: its limits; what is not listed was free."""
    curriculum: tuple[str, ...] = ()
    """Drills in the order in which they are best played."""
    after: dict[str, tuple[str, ...]] = {}
    """Drill -> those that have to be passed, in practice or exam, before its exam."""
    certifies: tuple[str, ...] = ()
    """Drills whose exams make the certificate."""
    valid_days: int = 365
    """For how long an exam counts towards it."""

    def competency(self, id: str) -> Competency:
        """Raises KeyError for one that the role does not have."""
        for competency in self.competencies:
            if competency.id == id:
                return competency
        raise KeyError(id)


# --- what ships ------------------------------------------------------------------------------------------------------


@cache
def roles() -> dict[str, Role]:
    """All roles by id, in the order of the house: cashier first."""
    data = files("roles").joinpath(INDEX).read_bytes()
    return {role.id: role for role in msgspec.json.decode(data, type=list[Role])}


def load(id: str) -> Role:
    """A role. Raises KeyError for an id that does not exist."""
    return roles()[id]


def names() -> tuple[str, ...]:
    return tuple(roles())


# --- the index -------------------------------------------------------------------------------------------------------

ORDER = ("cashier", "stock_clerk", "manager")


def together(found: list[Role]) -> list[Role]:
    """Roles that know of each other: what one may never do says who can."""
    rights = settled({role.id: role.rights for role in found})
    titles = {role.id: role.title for role in found}
    return [msgspec.structs.replace(role, rights=rights[role.id], titles=titles) for role in found]


def build_index() -> bytes:
    """The index's bytes, from the YAML files beside this module. Raises RoleError for one with a problem."""
    from roles.source import read

    room = files("roles")
    found = [read(room.joinpath(f"{id}.yaml").read_bytes(), f"{id}.yaml") for id in ORDER]
    return msgspec.json.format(msgspec.json.encode(together(found), order="deterministic"), indent=1) + b"\n"


def write_index() -> Path:
    """Rebuild `index.json` in a checkout; returns its path."""
    path = Path(str(files("roles").joinpath(INDEX)))
    path.write_bytes(build_index())
    roles.cache_clear()
    return path
