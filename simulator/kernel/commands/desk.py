"""At the manager's desk: matters are taken up, evidence is looked at, requests from the tills are decided."""

from simulator.kernel.events import Command


class TakeUp(Command, frozen=True, gc=False):
    """Take a matter of the inbox in hand."""

    matter: str


class LookAt(Command, frozen=True, gc=False):
    """Look at a sheet of evidence that belongs to a matter."""

    matter: str
    sheet: str
    """One of `desk.SHEETS`."""


class DecideRequest(Command, frozen=True, gc=False):
    """授权审批: decide what a till asks for, with the ground for it."""

    matter: str
    decision: str
    """One of `desk.DECISIONS`."""
    ground: str
    """One of `desk.GROUNDS`."""


class CloseDesk(Command, frozen=True, gc=False):
    """The manager's shift at the desk ends."""
