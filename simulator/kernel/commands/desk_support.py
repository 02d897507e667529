"""At the manager's desk: trouble with devices and systems (设备报修)."""

from simulator.kernel.events import Command


class RaiseTicket(Command, frozen=True, gc=False):
    """报修: report a trouble to whom it concerns."""

    matter: str
    severity: str
    """One of `desk.SEVERITIES`."""
    contact: str
    """One of `desk.CONTACTS`."""


class UseWorkaround(Command, frozen=True, gc=False):
    """What is done here: meanwhile, or for good."""

    matter: str
    workaround: str
    """One of `desk.WORKAROUNDS`."""


class TestRepair(Command, frozen=True, gc=False):
    """验证: see for oneself whether it works."""

    matter: str


class ChaseTicket(Command, frozen=True, gc=False):
    """催办: it does not work yet."""

    matter: str


class CloseTicket(Command, frozen=True, gc=False):
    """关单: the matter is over."""

    matter: str
