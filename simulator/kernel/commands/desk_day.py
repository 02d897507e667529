"""At the manager's desk: the shop is opened and closed, point by point."""

from simulator.kernel.events import Command
from simulator.kernel.money import Minor


class SettlePoint(Command, frozen=True, gc=False):
    """检查项: a point of the checklist is ticked, or something is done about it."""

    matter: str
    action: str
    """One of `desk.POINT_ACTIONS`."""


class HandOutFloat(Command, frozen=True, gc=False):
    """发放备用金: a float out of the safe, to a till."""

    till: str
    amount: Minor


class OpenStore(Command, frozen=True, gc=False):
    """开门营业."""


class ReadTill(Command, frozen=True, gc=False):
    """日结: take a till's Z report and count its drawer."""

    till: str


class NoteDifference(Command, frozen=True, gc=False):
    """登记长短款: what a till is over (or, negative, short)."""

    till: str
    amount: Minor


class MakeDeposit(Command, frozen=True, gc=False):
    """交存营业款: what goes to the bank tonight."""

    amount: Minor


class CloseStore(Command, frozen=True, gc=False):
    """闭店."""
