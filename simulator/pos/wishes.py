"""What a customer wants beside their goods, as the counter has heard and seen it; and what became of it."""

import msgspec

from simulator.kernel.money import Minor
from simulator.kernel.stimuli import InvoiceWanted


class Wishes(msgspec.Struct):
    """Of one visit."""

    card: str = ""
    """The stored-value card or credit note held out."""
    load: Minor = 0
    """What is to be put onto it; 0: they want to pay by it."""
    points: bool = False
    """They want to pay by points."""
    enrol: str = ""
    """They want to be a member, with this number."""
    agrees: bool = True
    """Whether they would consent; hidden until they are asked."""
    staff: str = ""
    """They work here, under this number, and want the staff discount."""
    consent: bool | None = None
    """What they answered; None: nobody asked."""
    invoice: InvoiceWanted | None = None
    own: str = ""
    """Their own member code, whatever card they show; empty: they have none."""
    met: set[str] = msgspec.field(default_factory=set)
    """`invoice`, `membership`, `load`, `points`, `gift`, `staff_discount`: what they got."""
    asked: set[str] = msgspec.field(default_factory=set)
    """Of these, what they asked for."""
    impossible: set[str] = msgspec.field(default_factory=set)
    """What they asked for, and could not have."""

    @property
    def unmet(self) -> tuple[str, ...]:
        return tuple(sorted(self.asked - self.met - self.impossible))
