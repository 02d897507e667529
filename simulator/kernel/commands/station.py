"""The till itself, who stands at it, and what is done when it is dark."""

from simulator.kernel.events import Command
from simulator.kernel.money import Minor


class LockTill(Command, frozen=True, gc=False):
    """锁机, before anybody turns away from the till; an open basket stays."""


class UnlockTill(Command, frozen=True, gc=False):
    """A badge's PIN unlocks: the operator's own, or that of somebody who may authorize."""

    badge: str


class StepAway(Command, frozen=True, gc=False):
    """Leave the till."""


class ComeBack(Command, frozen=True, gc=False):
    """Stand at the till again after `StepAway`."""


class ChangePaper(Command, frozen=True, gc=False):
    """Put a new roll into the printer."""


LOSSES = ("unpaid_card", "double_refund")
"""Money that is gone through nobody's fault at the till: a card on trust that its bank does not honour, a refund that
went out twice. Whoever answers for the shop's money has to hear of it in the same shift.
"""


class ReportIncident(Command, frozen=True, gc=False):
    """Tell the duty manager what happened, since when, and how things stand."""

    what: str
    """`power`, `network`, `payment`, `printer`, `till`; or money that is gone, one of `LOSSES`."""


class RestartTill(Command, frozen=True, gc=False):
    """Switch the till on again; it recovers from its journal."""


class WriteSlip(Command, frozen=True, gc=False):
    """A numbered two-part slip written by hand for the goods of the customer at the counter."""

    prices: dict[str, Minor]
    """good -> amount written for it (label price; for weighed goods the whole amount)."""
    tender: str
    """`cash` or `static_code`."""
    received: Minor = 0


class ConfirmArrival(Command, frozen=True, gc=False):
    """Look on the merchant's side whether a payment to the static code has arrived."""


class EnterSlip(Command, frozen=True, gc=False):
    """补录: enter a written slip into the till."""

    slip: int


class FinishShift(Command, frozen=True, gc=False):
    """Hand the till over at the end: possible once the drill's time is up and nothing is left open."""
