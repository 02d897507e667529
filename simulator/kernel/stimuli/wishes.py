"""What customers want beside their goods: to pay by card or points, to become a member, an invoice. And the answers."""

from simulator.kernel.events import Stimulus
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class GiftCardShown(Stimulus, frozen=True, gc=False):
    """Holds out a stored-value card or a credit note: to pay by it, or (`load`) to have that much put onto it."""

    customer: str
    code: str
    load: Minor = 0


class PointsOffered(Stimulus, frozen=True, gc=False):
    """Wants to pay by points, as far as they go."""

    customer: str


class StaffCardShown(Stimulus, frozen=True, gc=False):
    """Works here, and buys for themselves: says so, with the staff number."""

    customer: str
    number: str


class MembershipWanted(Stimulus, frozen=True, gc=False):
    """Would like to be a member, and says a phone number or holds out a new card."""

    customer: str
    code: str
    agrees: bool = True
    """Whether they will consent to the terms once they are asked; hidden until then."""


class ConsentAnswered(Stimulus, frozen=True, gc=False):
    """Was asked to consent to the members' terms, and does or does not."""

    customer: str
    agrees: bool


class InvoiceWanted(Stimulus, frozen=True, gc=False):
    """Wants an invoice, and says or shows to whom."""

    customer: str
    title: Text
    tax_no: str = ""
    right: bool = True
    """Whether the number is the buyer's own; hidden: a slip of the tongue looks like any number."""


class InvoiceAnswered(Stimulus, frozen=True, gc=False):
    """The invoice platform issued what was asked of it."""

    invoice: str
    number: str
    less: Minor = 0
    """What was taken off the request before, for goods that came back, at whichever till."""
    less_tax: Minor = 0


class BalanceTold(Stimulus, frozen=True, gc=False):
    """The shop tells a till what an account holds, where the till believed it to be something else."""

    account: str
    """The claim's key: `card:NUMBER` or `points:MEMBER`."""
    balance: Minor
