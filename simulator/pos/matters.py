"""What a customer disputes or complains of, as far as it got."""

from dataclasses import dataclass

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


@dataclass(slots=True)
class Dispute:
    """A price that the customer has seen otherwise on the shelf."""

    sku: str
    claimed: Minor
    truth: str
    asked: bool = False
    finding: str = ""
    """What the colleague at the shelf has found; empty until then."""
    price: Minor = 0
    """What stands on the tag that was meant."""
    told: Text = Text()
    """In the colleague's words."""
    words: Text = Text()
    """What the customer said of it."""
    answered: bool = False
    """They were told what the shelf says."""


@dataclass(slots=True)
class Complaint:
    """A complaint, until it is recorded and after."""

    kind: str
    amount: Minor
    proved: bool
    finding: str = ""
    """What the right records say; empty until they were looked up."""
    escalated: bool = False
    """The supervisor stood here about it."""
    manager_wanted: bool = False
    """The customer asked for the supervisor."""
    number: str = ""
    corrected: Minor = 0
    words: Text = Text()
    """How the customer put it."""
