"""What reaches the manager's desk. What is true stands in these in full; what can be seen is the desk's view."""

import msgspec

from simulator.kernel.desk import Sheet
from simulator.kernel.events import Stimulus
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class RequestCame(Stimulus, frozen=True, gc=False):
    """授权请求: a till asks for what its cashier may not decide."""

    matter: str
    operation: str
    """One of `desk.REQUESTS`."""
    cashier: str
    """Badge."""
    name: Text
    till: str
    amount: Minor
    """What is at stake."""
    price: Minor = 0
    """The price asked for, of an override."""
    item: Text = Text()
    says: Text = Text()
    """The cashier's words."""
    sheets: tuple[Sheet, ...] = ()
    patience: int = 0
    """How long the customer waits for the decision; 0: as long as it takes."""


class RequestAnswered(Stimulus, frozen=True, gc=False):
    """The till answers what was asked back: with what was missing, or with another amount."""

    matter: str
    sheets: tuple[Sheet, ...] = ()
    """Those that came since; of a kind that was there, the later one counts."""
    amount: Minor = 0
    """0: as it was."""
    price: Minor = 0
    says: Text = Text()
    patience: int = msgspec.field(default=0)


class RequestLapsed(Stimulus, frozen=True, gc=False):
    """Nobody waits for that decision any more: the customer has left."""

    matter: str
