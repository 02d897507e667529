"""What is seen of each room, as plain tuples: the shapes that `DeskView` hands out beside requests."""

from collections.abc import Mapping
from typing import NamedTuple

from simulator.desk.rostering import present, rest_due
from simulator.desk.state import Check, Desk, Matter, PinTrouble, Trouble
from simulator.kernel.desk import Sheet, Shift
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class SheetSeen(NamedTuple):
    """A sheet of evidence that lies there."""

    kind: str
    sheet: Sheet | None
    """What it says; None before it was looked at."""


def sheets_of(matter: Matter) -> tuple[SheetSeen, ...]:
    """The evidence of a matter, as far as it was looked at."""
    return tuple(SheetSeen(kind, matter.seen(kind)) for kind in matter.sheets)


class PinSeen(NamedTuple):
    """Trouble with a PIN."""

    matter: str
    trouble: str
    badge: str
    name: Text
    till: str
    says: Text
    came: int
    sheets: tuple[SheetSeen, ...]


def pin_of(pin: PinTrouble) -> PinSeen:
    return PinSeen(pin.id, pin.trouble, pin.badge, pin.name, pin.till, pin.says, pin.came, sheets_of(pin))


class TroubleSeen(NamedTuple):
    """A trouble with its ticket."""

    matter: str
    symptom: str
    device: str
    name: Text
    """Who told of it."""
    till: str
    says: Text
    came: int
    sheets: tuple[SheetSeen, ...]
    severity: str
    """As it was reported; empty: it was not."""
    contact: str
    bounced: tuple[str, ...]
    """Whom it does not concern, as they said."""
    workaround: str
    repaired: bool
    """Somebody says that it works again."""
    tested: bool | None
    """What a test said since; None: nobody tested it."""
    waits: bool
    """Nothing is to be done here before somebody answers."""


def trouble_of(t: Trouble) -> TroubleSeen:
    return TroubleSeen(
        t.id, t.symptom, t.device, t.name, t.till, t.says, t.came, sheets_of(t), t.severity, t.contact,
        tuple(t.bounced), t.workaround, t.repaired, t.tested, t.waits,
    )  # fmt: skip


class CheckSeen(NamedTuple):
    """A point of the checklist."""

    matter: str
    point: str
    till: str
    site: Sheet | None
    """What is there; None before somebody looked."""
    action: str
    """What was done about it; empty: nothing yet."""


def check_of(check: Check) -> CheckSeen:
    return CheckSeen(check.id, check.point, check.till, check.seen("site"), check.action)


class EndSeen(NamedTuple):
    """A till at night."""

    till: str
    cashier: Text
    float: Minor
    expected: Minor | None
    """None before it was read out."""
    counted: Minor | None
    noted: Minor | None
    """The difference that was written down."""


class DaySeen(NamedTuple):
    """The doors and the money of the day."""

    opens: str
    floats: Mapping[str, Minor]
    """Till -> the float that it is due."""
    handed: Mapping[str, Minor]
    out_of_use: tuple[str, ...]
    opened: bool
    ends: tuple[EndSeen, ...]
    deposited: bool
    closed: bool

    @property
    def closing(self) -> bool:
        """It is the evening."""
        return bool(self.ends)


def day_of(desk: Desk) -> DaySeen:
    day = desk.day
    ends = tuple(
        EndSeen(
            till,
            end.cashier,
            end.float,
            end.expected if till in day.read else None,
            end.counted if till in day.read else None,
            day.noted.get(till),
        )
        for till, end in day.ends.items()
    )
    return DaySeen(
        day.opens, day.floats, day.handed, tuple(sorted(day.out_of_use)), day.opened, ends, day.deposited, day.closed
    )


class RoleSeen(NamedTuple):
    """A row of the matrix."""

    role: str
    name: Text
    rights: tuple[str, ...]
    duties: tuple[str, ...] | None
    """What its work needs; None before somebody looked that up."""


class PersonSeen(NamedTuple):
    """Somebody on the staff."""

    badge: str
    name: Text
    roles: tuple[str, ...]
    """Their post first."""
    left: bool
    """By the list of the personnel office, they work here no more."""
    disabled: bool
    """Their account is off."""
    minor: bool
    begins: int
    """From which hour they can work."""
    ends: int


class MatrixSeen(NamedTuple):
    """Who may do what."""

    roles: tuple[RoleSeen, ...]
    apart: tuple[tuple[str, str], ...]
    """Operations that must not be in one hand."""
    confirmed: bool


def matrix_of(desk: Desk) -> MatrixSeen:
    matrix = desk.matrix
    roles = tuple(
        RoleSeen(
            card.role, card.name, tuple(matrix.rights[card.role]), card.duties if card.role in matrix.known else None
        )
        for card in matrix.roles.values()
    )
    return MatrixSeen(roles, matrix.apart, matrix.confirmed)


def staff_of(desk: Desk) -> tuple[PersonSeen, ...]:
    matrix = desk.matrix
    return tuple(
        PersonSeen(
            card.badge, card.name, tuple(matrix.held.get(card.badge, ())), card.left, card.badge in matrix.disabled,
            card.minor, card.begins, card.ends,
        )
        for card in desk.staff.values()
    )  # fmt: skip


class HourSeen(NamedTuple):
    """An hour of the roster."""

    hour: int
    needed: int
    """By the forecast."""
    there: int


class RosterSeen(NamedTuple):
    """Who works when."""

    hours: tuple[HourSeen, ...]
    shifts: tuple[Shift, ...]
    absent: tuple[str, ...]
    """Badges of those who called in."""
    restless: tuple[str, ...]
    """Badges of those who are owed a break that is not there."""
    published: bool


def roster_of(desk: Desk) -> RosterSeen:
    roster = desk.roster
    shifts = tuple(roster.shifts.values())
    hours = tuple(HourSeen(hour, n, present(shifts, hour, roster.absent)) for hour, n in roster.crew.items())
    restless = tuple(shift.badge for shift in shifts if rest_due(desk.rules, shift))
    return RosterSeen(hours, shifts, tuple(roster.absent), restless, roster.published)
