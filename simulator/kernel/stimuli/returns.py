"""The back office's answers, a channel's answer to a refund, and a signature."""

from simulator.kernel.events import Stimulus
from simulator.kernel.facts.returns import Sold


class ReceiptsFound(Stimulus, frozen=True, gc=False):
    """What the back office has: the newest first, none where it knows no such receipt."""

    by: str
    value: str
    receipts: tuple[Sold, ...] = ()


class RefundAnswered(Stimulus, frozen=True, gc=False):
    """The payment channel's answer to a refund: `approved`, `declined`, `timeout` (unknown) or `offline`."""

    request: str
    outcome: str


class ReturnWished(Stimulus, frozen=True, gc=False):
    """A customer says what they would like to bring back, and holds out a receipt or what else there is."""

    customer: str
    receipt: str = ""
    """Its code; empty: none is at hand."""
    wish: str = "refund"
    """`refund`, `exchange`, or `cash` (whatever it was paid with)."""
    reason: str = "changed_mind"
    member: str = ""
    card: str = ""
    """The last four digits of what paid."""


class ReturnSigned(Stimulus, frozen=True, gc=False):
    """The customer signs the return slip."""

    customer: str
