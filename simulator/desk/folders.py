"""What rooms keep beside matters: the day's doors and money, the matrix of rights, the roster."""

from dataclasses import dataclass, field

from simulator.kernel.desk import RoleCard, Shift, TillEnd
from simulator.kernel.money import Minor


@dataclass(slots=True)
class Day:
    """Opening and closing."""

    opens: str = ""
    """When the doors open, `08:00`."""
    floats: dict[str, Minor] = field(default_factory=dict)
    """Till -> the float that it is due."""
    handed: dict[str, Minor] = field(default_factory=dict)
    """Till -> the float that went there."""
    out_of_use: set[str] = field(default_factory=set)
    """Tills that were put out of use."""
    opened: bool = False
    ends: dict[str, TillEnd] = field(default_factory=dict)
    """Till -> how it stands at the end of the day, known once it was read out."""
    read: list[str] = field(default_factory=list)
    noted: dict[str, Minor] = field(default_factory=dict)
    """Till -> the difference that was written down."""
    deposited: bool = False
    closed: bool = False


@dataclass(slots=True)
class Matrix:
    """Roles, what they may do, and who has them."""

    roles: dict[str, RoleCard] = field(default_factory=dict)
    """As they were found."""
    rights: dict[str, list[str]] = field(default_factory=dict)
    """Role -> what it may do by now."""
    known: set[str] = field(default_factory=set)
    """Roles whose duties were looked up."""
    given: set[tuple[str, str]] = field(default_factory=set)
    """(role, operation) that was given here: taking it back asks for no duties."""
    held: dict[str, list[str]] = field(default_factory=dict)
    """Badge -> roles, their post first."""
    disabled: set[str] = field(default_factory=set)
    apart: tuple[tuple[str, str], ...] = ()
    confirmed: bool = False


@dataclass(slots=True)
class Roster:
    """Who works when, and how many are needed."""

    shifts: dict[str, Shift] = field(default_factory=dict)
    crew: dict[int, int] = field(default_factory=dict)
    """Hour -> how many it needs."""
    absent: list[str] = field(default_factory=list)
    published: bool = False
    """As it stands now."""
