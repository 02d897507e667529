"""The manager's desk: the day opened and closed."""

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor


class PointSettled(Fact, frozen=True, gc=False):
    """检查项: a point was ticked, or something was done about it."""

    matter: str
    point: str
    """Its kind, one of `desk.POINTS`."""
    action: str
    proper: str
    sound: bool
    seen: bool
    """It had been looked at."""
    in_order: bool
    """Nothing was wrong there."""
    till: str = ""


class FloatHandedOut(Fact, frozen=True, gc=False):
    """发放备用金."""

    till: str
    amount: Minor
    float_due: Minor
    """What the float of that till is."""
    safe_seen: bool
    """The safe had been counted before."""
    usable: bool = True
    """The till is not out of use."""


class StoreOpened(Fact, frozen=True, gc=False):
    """开门营业: with what nobody had looked at, and what is still wrong."""

    unsettled_points: int
    """Points that nobody settled."""
    amiss: int
    """Points at which something is wrong still."""
    without_float: int
    """Tills in use that have no float."""
    late: int
    """Minutes after the hour at which the doors open."""


class TillRead(Fact, frozen=True, gc=False):
    """日结: a till's Z report, and its drawer as it was counted."""

    till: str
    expected: Minor
    counted: Minor
    over_short: Minor


class DifferenceNoted(Fact, frozen=True, gc=False):
    """登记长短款."""

    till: str
    amount: Minor
    over_short: Minor
    """What it really was."""


class DepositMade(Fact, frozen=True, gc=False):
    """交存营业款."""

    amount: Minor
    deposit_due: Minor
    """All that was counted, without the floats of tomorrow."""


class StoreClosed(Fact, frozen=True, gc=False):
    """闭店."""

    unsettled_points: int
    amiss: int
    unread: int
    """Tills without a Z report."""
    unnoted: int
    """Differences that nobody wrote down."""
    deposited: bool
