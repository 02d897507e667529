"""What was not carried out, and what waits for somebody with the right to allow it."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor


class Refused(Fact, frozen=True, gc=False):
    """A command was not carried out: graders must see mistakes. `reason` is a text id, `given` its parameters."""

    operation: str
    reason: str
    given: dict[str, str] = msgspec.field(default_factory=dict)


class AuthorizationAsked(Fact, frozen=True, gc=False):
    """The operation waits for a PIN of at least `level`."""

    operation: str
    amount: Minor
    level: str


class Authorized(Fact, frozen=True, gc=False):
    """授权: a badge of high enough level let the waiting operation pass; what it led to follows from the same cause."""

    operation: str
    by: str
    present: bool
    """False when the badge's owner did not stand there: the PIN was used by somebody else."""


class AuthorizationDenied(Fact, frozen=True, gc=False):
    """The supervisor looked and said no: the operation is dropped. A PIN of too low a level is `Refused` instead."""

    operation: str
    by: str


class AuthorizationCancelled(Fact, frozen=True, gc=False):
    """The cashier took the request back before anybody decided: the operation is dropped."""

    operation: str
