"""A till: switched on, locked, left, dark, recovered, handed over."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.facts.returns import RecentPrice
from simulator.kernel.money import Minor, Pieces
from simulator.kernel.texts import Text


class StationOpened(Fact, frozen=True, gc=False):
    """A till is switched on and signed on, with its float in the drawer; without an operator it waits for one."""

    station: str
    operator: str
    name: Text
    float: Pieces
    paper: int
    """Lines left on the roll."""
    float_due: Minor = 0
    """What the float should be, where it differs from what lies there; 0: as it lies there."""
    z_reports: int = 0
    """Number of the last Z report that this till made."""
    clock: str = ""
    """The shop's own date and time then, `2026-12-24T10:00`: what expiry dates and ages are compared with."""
    accounts: dict[str, int] = msgspec.field(default_factory=dict)
    """What the accounts of the shop's cards and members held then, by claim key; others held nothing."""
    recent: dict[str, RecentPrice] = msgspec.field(default_factory=dict)
    """Sku -> the lowest price at which it was sold on earlier days, of those that count as recent."""


class TillLocked(Fact, frozen=True, gc=False):
    """锁机: nothing can be rung up until a badge unlocks it; what stands in the basket stays."""


class TillUnlocked(Fact, frozen=True, gc=False):
    """Work goes on, by the operator signed on or by somebody who may authorize."""

    badge: str


class TillLeft(Fact, frozen=True, gc=False):
    """Nobody stands at the till."""

    locked: bool
    """Nothing can be rung up; so it is with a dark till."""
    drawer_open: bool
    drawer_locked: bool = False
    dark: bool = False
    """Without power: nothing but its key keeps the drawer shut."""
    to: str = ""
    """The till that they went over to, for good; empty: they just stepped away."""
    open_sale: str = ""
    """With `to`: the basket that is open here."""


class TillManned(Fact, frozen=True, gc=False):
    """Somebody stands at the till again."""

    away: int
    """Milliseconds nobody stood there."""


class TillWentDark(Fact, frozen=True, gc=False):
    """Without power: what was in memory is gone, what was in the journal is not."""

    stage: str
    """Lifecycle stage at that instant."""


class TillStarted(Fact, frozen=True, gc=False):
    """Switched on again and recovered from the journal."""

    stage: str
    stable: bool
    """Whether the mains were stable at that time."""


class RestartFailed(Fact, frozen=True, gc=False):
    """It was switched on, and stays dark: its hardware is broken."""

    tries: int


class CashierSignedOn(Fact, frozen=True, gc=False):
    """A floating till (流动款台) has a cashier from now on, who answers for its float."""

    operator: str
    name: Text
    origin: str = ""
    """The till that they came from."""


class StationClosed(Fact, frozen=True, gc=False):
    """The end of the station's drill: drawer counted against the book, slips and baskets left open."""

    counted: Minor
    expected: Minor
    over_short: Minor
    open_sales: int
    slips_open: tuple[int, ...] = ()
    payments_open: tuple[str, ...] = ()
    reversals_open: tuple[str, ...] = ()
    """Requests whose money is to go back and has not yet: taken twice, or with a reversal that is not done."""
    uploads_open: tuple[str, ...] = ()
    """Receipts of sales that the head office does not have."""
    conflicts_open: tuple[str, ...] = ()
    """Receipts of those that it objected to and nobody decided on."""
    cards_lost: Minor = 0
    """Stored card payments that are lost with them: they do not outlive the sign-off."""
    unused: bool = False
    """Nobody ever signed on to it: what lies in its drawer is nobody's mistake."""
    at_counter: str = ""
    """The customer who still stood there when somebody else had to take over; empty where nobody did."""
