"""Supervisor, duty manager, relief."""

from simulator.kernel.events import Stimulus
from simulator.kernel.money import Minor, Pieces
from simulator.kernel.texts import Text


class SupervisorArrived(Stimulus, frozen=True, gc=False):
    """The supervisor (收银主管) stands at the till and may authorize on the spot."""

    badge: str


class SupervisorAuthorized(Stimulus, frozen=True, gc=False):
    """Looks at the pending operation and enters the PIN."""

    badge: str


class SupervisorDeclined(Stimulus, frozen=True, gc=False):
    """Looks at the pending operation and refuses it."""

    badge: str


class SupervisorOrdered(Stimulus, frozen=True, gc=False):
    """The duty manager's decision in an incident: `wait`, `manual_mode`, `stop`, `resume`, `x_report` in between."""

    badge: str
    order: str
    text: Text = Text()


class SupervisorLeft(Stimulus, frozen=True, gc=False):
    """Walks off; from now on a PIN of this badge was entered by somebody else."""

    badge: str


class CashSupplied(Stimulus, frozen=True, gc=False):
    """The supervisor brings small change for the drawer in exchange for large notes."""

    badge: str
    gives: Pieces
    takes: Pieces


class ErrandCame(Stimulus, frozen=True, gc=False):
    """Somebody of the house wants money paid out against a voucher, or brings some to be paid in."""

    operation: str
    """`pay_in` or `pay_out`."""
    reason: str
    amount: Minor
    text: Text = Text()
    """What they say."""


class ReliefCounted(Stimulus, frozen=True, gc=False):
    """The colleague who takes over counted the drawer as well."""

    pieces: Pieces


class ReliefArrived(Stimulus, frozen=True, gc=False):
    """The colleague who takes over stands there: finish what is open, lock, hand over."""

    name: Text
    text: Text = Text()
    """What they say."""


class ShelfReported(Stimulus, frozen=True, gc=False):
    """A colleague has looked at the shelf: `as_priced` where it says what the till says, else what it is about."""

    sku: str
    finding: str
    price: Minor
    """What stands on the tag that was meant."""
    text: Text = Text()
    """What they say."""
