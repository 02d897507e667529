"""The manager's desk: PINs, rights and hours, each with what would have been right."""

from simulator.kernel.events import Fact


class PinHandled(Fact, frozen=True, gc=False):
    """密码事项: what was done about a PIN."""

    matter: str
    trouble: str
    badge: str
    action: str
    proper: str
    """What the evidence asks for, whether it was looked at or not."""
    sound: bool
    took: int
    looked: tuple[str, ...] = ()
    unseen: int = 0
    impostor: bool = False
    """It was not the owner who asked."""


class DutiesLookedUp(Fact, frozen=True, gc=False):
    """岗位职责: what a role's work needs was looked up."""

    role: str
    duties: tuple[str, ...]


class RightGranted(Fact, frozen=True, gc=False):
    """授予权限."""

    role: str
    operation: str
    in_duties: bool
    """The role's work needs it."""
    known: bool
    """Its duties had been looked up."""


class RightRevoked(Fact, frozen=True, gc=False):
    """收回权限."""

    role: str
    operation: str
    in_duties: bool
    known: bool
    """Its duties had been looked up, or it had been given here before."""


class RoleTaken(Fact, frozen=True, gc=False):
    """A role was taken from a person."""

    badge: str
    role: str
    clash: bool
    """Together with what else they may do, it was what must not be in one hand."""
    post: bool
    """It was their own post."""


class AccountDisabled(Fact, frozen=True, gc=False):
    """停用账号."""

    badge: str
    gone: bool
    """They work here no more."""


class RightsConfirmed(Fact, frozen=True, gc=False):
    """权限复核: the matrix as it stands, with what is still wrong with it."""

    wide: tuple[str, ...]
    """`role/operation` that nobody's work needs, as it was found."""
    missing_rights: tuple[str, ...]
    """`role/operation` that a role's work needs, and may not do, as it was found."""
    clashes: tuple[str, ...]
    """Badges that hold what must not be in one hand."""
    leavers: tuple[str, ...]
    """Badges of people who left, and can still sign on."""
    given_away: tuple[str, ...] = ()
    """`role/operation` that nobody's work needs, given here."""
    taken_away: tuple[str, ...] = ()
    """`role/operation` that a role's work needs, taken here."""


class ShiftAssigned(Fact, frozen=True, gc=False):
    """排班."""

    badge: str
    begins: int
    ends: int
    fault: str = ""
    """One of `desk.SHIFT_FAULTS`; empty where nothing is wrong with it."""


class ShiftDropped(Fact, frozen=True, gc=False):
    badge: str
    absent: bool
    """They do not come anyway."""


class BreakSet(Fact, frozen=True, gc=False):
    badge: str
    hour: int
    thin: bool
    """In that hour there are too few people then."""


class RosterPublished(Fact, frozen=True, gc=False):
    """发布班表: the roster as it stands, with what is wrong with it."""

    short_hours: int
    """Hours with fewer people than are needed, by how many, added up."""
    spare_hours: int
    """Hours with more people than are needed, by how many, added up."""
    faulty: int
    """People whose hours may not be so."""
    restless: int
    """People without the break that they are owed."""
    absent: int
    """People on it who do not come."""
    minors: int = 0
    """Of those whose hours may not be so, the minors who would work too late or too long."""
