"""Value that the shop owes: what moves on stored-value cards, credit notes and members' accounts of points.

Each movement is a claim on the account: it is granted only while the balance is what the till believed it to be.
"""

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class ValueMoved(Fact, frozen=True, gc=False):
    """Onto a stored-value card or a credit note, or (negative) off it. No revenue either way: a liability."""

    account: str
    """The card's number."""
    kind: str
    """`gift` or `credit`."""
    amount: Minor
    balance: Minor
    """Afterwards; never below 0."""
    why: str
    """`sold` (its first money), `topped_up`, `spent`, `given_back` (the sale came to nothing), `refund`."""
    sale: str = ""
    asked: Minor = 0
    """Of what is sold or topped up: what its holder asked for."""


class PointsMoved(Fact, frozen=True, gc=False):
    """积分: onto a member's account, or (negative) off it."""

    member: str
    points: int
    standing: int
    """Afterwards; never below 0."""
    why: str
    """`earned`, `spent`, `given_back` (the sale came to nothing), `reversed` (goods were returned)."""
    sale: str = ""
    waived: int = 0
    """Of a return: points that should have gone back and were spent long ago."""


class BalanceShown(Fact, frozen=True, gc=False):
    """A balance was looked up; nothing moved."""

    account: str
    kind: str
    """`gift`, `credit` or `points`."""
    balance: Minor
    """Of points: their number."""


class MemberEnrolled(Fact, frozen=True, gc=False):
    """开卡: the customer is a member from now on, at this till and in this basket."""

    member: str
    name: Text
    customer: str = ""
    consented: bool = False
    """Whether the customer was asked for their consent, and gave it."""
