"""A price in dispute and a complaint: what was looked up, and what was recorded."""

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor


class ShelfAsked(Fact, frozen=True, gc=False):
    """A colleague was sent to the shelf; what they found is a stimulus of its own."""

    customer: str
    sku: str


class RecordsChecked(Fact, frozen=True, gc=False):
    """What the records say of a complaint: `proved`, `unfounded`, or `nothing` where that source knows nothing."""

    customer: str
    source: str
    kind: str
    finding: str
    amount: Minor = 0
    """What is missing or was taken twice by those records."""


class ComplaintRecorded(Fact, frozen=True, gc=False):
    """投诉登记, with what it was worth: whether it was heard, looked into and brought before the right person."""

    customer: str
    number: str
    kind: str
    outcome: str
    kind_right: bool = True
    """It is what the customer complained of."""
    outcome_right: bool = True
    """It is how such a matter has to stand, by what the records say."""
    checked: bool = True
    """The records were looked up, where there are any."""
    apologised: bool = True
    escalated: bool = False
    """The supervisor stood here about it."""
