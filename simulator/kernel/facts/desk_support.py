"""The manager's desk: trouble with devices and systems, from its report to its end."""

from simulator.kernel.events import Fact


class TicketRaised(Fact, frozen=True, gc=False):
    """报修: a trouble was reported to somebody."""

    matter: str
    device: str
    severity: str
    contact: str
    proper_severity: str
    proper_contact: str
    """`nobody`: it is mended here."""
    sound: bool
    """Both are as they should be."""
    took: int
    looked: tuple[str, ...] = ()
    unseen: int = 0


class WorkaroundUsed(Fact, frozen=True, gc=False):
    """What was done here."""

    matter: str
    device: str
    workaround: str
    proper: str
    sound: bool
    took: int
    seen: bool = False
    """The device had been looked at."""


class RepairTested(Fact, frozen=True, gc=False):
    """验证."""

    matter: str
    device: str
    works: bool


class TicketChased(Fact, frozen=True, gc=False):
    """催办."""

    matter: str
    contact: str


class TicketClosed(Fact, frozen=True, gc=False):
    """关单: the matter is over, as far as the desk is concerned."""

    matter: str
    device: str
    works: bool
    tested: bool
    """Somebody had seen that it works."""
    took: int
