"""Roles as plain data, from `roles/*.yaml`; prebuilt into `roles/index.json`, so that a start-up parses no YAML.

>>> cashier = load("cashier")
>>> cashier.permissions["void_line"].limit, cashier.permissions["void_line"].above
(5000, 'supervisor')
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from simulator.kernel.entries import COMMANDS
from simulator.kernel.money import CNY, Minor
from simulator.kernel.texts import Text

LEVELS = ("stock_clerk", "cashier", "supervisor", "manager")
"""Who may approve, each including those before."""

INDEX = "index.json"


class RoleError(ValueError):
    """A role's file is wrong; the message names the file, what was expected and what came."""


class Competency(msgspec.Struct, frozen=True):
    id: str
    name: Text
    says: Text
    """What it is, in a sentence."""
    behaviours: tuple[Text, ...] = ()


class Permission(msgspec.Struct, frozen=True):
    """What the role may do by itself: up to `limit` (None: never); beyond, somebody of at least `above` decides."""

    limit: Minor | None = None
    above: str = "supervisor"


class Role(msgspec.Struct, frozen=True):
    id: str
    title: Text
    says: Text
    level: str = ""
    """Authorization level of whoever has this role; empty where it authorizes nothing."""
    workstation: str = ""
    """`till`, `stockroom`, or empty where the role has no workstation yet."""
    competencies: tuple[Competency, ...] = ()
    permissions: dict[str, Permission] = {}
    """Operation -> its limit; operations that are not listed are free."""
    curriculum: tuple[str, ...] = ()
    """Drills in the order in which they are best played."""

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


# --- from YAML -------------------------------------------------------------------------------------------------------

ORDER = ("cashier", "stock_clerk", "manager")


def read(data: bytes, file: str) -> Role:
    """A role from its YAML. Every scalar stays a string until its field converts it. Raises RoleError."""
    import yaml

    try:
        raw = yaml.load(data, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        role = msgspec.convert(_with_money(raw), Role, strict=False)
    except (yaml.YAMLError, msgspec.ValidationError, ValueError) as error:
        raise RoleError(f"{file}: {error}") from error
    wrong = problems(role)
    if wrong:
        raise RoleError("; ".join(f"{file}: {words}" for words in wrong))
    return role


def _with_money(raw: object) -> object:
    permissions = raw.get("permissions") if isinstance(raw, dict) else None
    for permission in permissions.values() if isinstance(permissions, dict) else ():
        if isinstance(permission, dict) and "limit" in permission:
            permission["limit"] = CNY.parse(str(permission["limit"]))
    return raw


def problems(role: Role) -> list[str]:
    """What does not fit together in a role, as sentences."""
    found = [
        f"permissions: expected an operation, got {operation!r}"
        for operation in role.permissions
        if operation not in COMMANDS
    ]
    found += [
        f"permissions.{operation}: expected a level of {', '.join(LEVELS)}, got {permission.above!r}"
        for operation, permission in role.permissions.items()
        if permission.above not in LEVELS
    ]
    if role.level and role.level not in LEVELS:
        found.append(f"level: expected one of {', '.join(LEVELS)}, got {role.level!r}")
    ids = [competency.id for competency in role.competencies]
    found += [
        f"competencies: expected each id once, got {id!r} again" for id in sorted({i for i in ids if ids.count(i) > 1})
    ]
    texts = [("title", role.title), ("says", role.says)]
    for competency in role.competencies:
        texts += [(competency.id, text) for text in (competency.name, competency.says, *competency.behaviours)]
    found += [f"{where}: expected a text in both languages" for where, text in texts if not (text.en and text.zh)]
    return found


def build_index() -> bytes:
    """The index's bytes, from the YAML files beside this module."""
    room = files("roles")
    found = [read(room.joinpath(f"{id}.yaml").read_bytes(), f"{id}.yaml") for id in ORDER]
    return msgspec.json.format(msgspec.json.encode(found, order="deterministic"), indent=1) + b"\n"


def write_index() -> Path:
    """Rebuild `index.json` in a checkout; returns its path."""
    path = Path(str(files("roles").joinpath(INDEX)))
    path.write_bytes(build_index())
    roles.cache_clear()
    return path
