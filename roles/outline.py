"""So much of a role as a lobby needs for somebody's progress: read from the index without its rights.

>>> outline("cashier").competencies[0].id, outline("cashier").valid_days
('accuracy', 365)
"""

from functools import cache
from importlib.resources import files

import msgspec

from simulator.kernel.texts import Text


class Named(msgspec.Struct, frozen=True):
    id: str
    name: Text


class Outline(msgspec.Struct, frozen=True):
    id: str
    competencies: tuple[Named, ...]
    valid_days: int


@cache
def _outlines() -> dict[str, Outline]:
    data = files("roles").joinpath("index.json").read_bytes()
    return {role.id: role for role in msgspec.json.decode(data, type=list[Outline])}


def outline(id: str) -> Outline:
    """Raises KeyError for an id that does not exist."""
    return _outlines()[id]
