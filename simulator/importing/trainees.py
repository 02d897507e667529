"""A list of those who will train, read as any other list is: a name, and the role that they train for."""

from collections.abc import Iterator
from typing import NamedTuple

from simulator.importing.choices import ROLE_NAMES, ROLES
from simulator.importing.known import Known, plain
from simulator.importing.layout import Bad, Column, Kind, Read, Sort, Value
from simulator.importing.preview import Preview, preview
from simulator.importing.sheets import Cell
from simulator.importing.values import legible
from simulator.kernel.texts import Text

LONGEST = 40
"""Characters of a name."""
TRAINED = ("cashier", "stock_clerk", "manager")
"""Roles that have drills."""


class Trainee(NamedTuple):
    name: str
    role: str


def tidy_name(typed: str) -> str:
    """A name as it is kept; empty for what is none.

    >>> tidy_name("  Zhao   Min "), tidy_name("王伟"), tidy_name("x" * 41)
    ('Zhao Min', '王伟', '')
    """
    name = " ".join(typed.split())
    return name if name.isprintable() and len(name) <= LONGEST else ""


def _read_name(cell: Cell, known: Known, habit: str) -> Value | Read:
    name = tidy_name(legible(cell))
    if not name:
        raise Bad("importing.shorter", most=str(LONGEST))
    return name


def _read_role(cell: Cell, known: Known, habit: str) -> Value | Read:
    role = ROLES.get(plain(legible(cell)), "")
    if role not in TRAINED:
        names = [ROLE_NAMES[one] for one in TRAINED]
        raise Bad(
            "importing.one_of", known=Text(", ".join(one.en for one in names), "、".join(one.zh for one in names))
        )
    return role


TRAINEES = Kind(
    "trainees",
    Text("people who train", "学员"),
    (
        Column(
            "name", Text("Name", "姓名"), Sort(_read_name), ("员工姓名", "学员", "full name", "person"), required=True
        ),
        Column(
            "role", Text("Role", "岗位"), Sort(_read_role), ("职务", "职位", "角色", "position", "job"), required=True
        ),
    ),
    key="name",
    unique=(("name",),),
)


def read(data: bytes) -> Preview:
    """The file as a preview, with everything that is wrong with it. Raises `Unreadable`."""
    return preview(data, TRAINEES)


def trainees(found: Preview) -> Iterator[Trainee]:
    """Those of a file that can be taken."""
    for record in found.records():
        yield Trainee(str(record["name"]), str(record["role"]))
