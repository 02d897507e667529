"""The manager's desk: opened and closed, what was taken up and looked at, what tills asked for, and the answers."""

import msgspec

from simulator.kernel.desk import Point, RoleCard, Shift, StaffCard, TillEnd
from simulator.kernel.events import Fact
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class DeskOpened(Fact, frozen=True, gc=False):
    """The manager's day at the desk begins, with everything that lies there."""

    station: str
    operator: str
    name: Text
    clock: str = ""
    """The shop's own date and time then."""
    points: tuple[Point, ...] = ()
    """The checklist, with what is really there."""
    floats: dict[str, Minor] = {}
    """Till -> the float that it is due."""
    ends: tuple[TillEnd, ...] = ()
    """The tills at the end of the day, where it is one."""
    opens: str = ""
    """When the doors open, `08:00`."""
    roles: tuple[RoleCard, ...] = ()
    """The matrix of rights, where it has to be gone through."""
    staff: tuple[StaffCard, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    """Operations that must not be in one hand."""
    roster: tuple[Shift, ...] = ()
    crew: dict[int, int] = {}
    """Hour -> how many people it needs by the forecast."""


class DeskClosed(Fact, frozen=True, gc=False):
    """The end of the desk's day."""

    matters_open: tuple[str, ...] = ()
    """Those in the inbox that nobody settled."""


class MatterTakenUp(Fact, frozen=True, gc=False):
    """A matter of the inbox is in hand."""

    matter: str
    room: str
    """Whose it is: `approvals`, `staff`, ..."""
    took: int
    """Milliseconds since it came."""


class SheetSeen(Fact, frozen=True, gc=False):
    """A sheet of evidence was looked at."""

    matter: str
    sheet: str
    room: str


class RequestDecided(Fact, frozen=True, gc=False):
    """授权审批: what a till asked for is decided, with what would have been right and what had been looked at."""

    matter: str
    operation: str
    cashier: str
    till: str
    amount: Minor
    decision: str
    ground: str
    proper: str
    """The decision that the evidence asks for, whether it was looked at or not."""
    proper_ground: str
    sound: bool
    """The decision is the proper one."""
    justified: bool
    """What was asked for is to be approved."""
    own_matter: bool
    """It was the decider's own purchase."""
    took: int
    looked: tuple[str, ...] = ()
    """Sheets that were looked at before, in that order."""
    unseen: int = 0
    """Sheets that the decision rests on, and that were not."""
    suspicious: bool = False
    """The cashier's day looks odd: nothing that decides by itself."""


class RequestLost(Fact, frozen=True, gc=False):
    """The customer had left before it was decided."""

    matter: str
    operation: str
    till: str
    took: int
    looked: tuple[str, ...] = msgspec.field(default=())
    asked_back: bool = False
    """What was lacking had been asked for, and the till was still looking for it: nobody here kept them waiting."""
