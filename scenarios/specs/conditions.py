"""Which events are meant: by name, and by conditions on their fields."""

from dataclasses import dataclass
from typing import Literal

Op = Literal[
    "is",
    "is_not",
    "at_most",
    "at_least",
    "above",
    "below",
    "one_of",
    "equals_field",
    "off_at_most",
    "off_above",
    "contains",
]


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on an event's field: `amount equals due`, `change_off below -10.00`, `off by at most 0.50`."""

    field: str
    op: Op
    value: str | int | bool | tuple[str, ...] = ""
    """For `equals_field`, `off_at_most`, `off_above`: see `other`."""
    other: str = ""
    """The field compared with."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An event, restricted by conditions that must all hold."""

    event: str
    where: tuple[Where, ...] = ()
