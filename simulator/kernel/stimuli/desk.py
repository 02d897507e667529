"""What reaches the manager's desk. What is true stands in these in full; what can be seen is the desk's view."""

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
    patience: int = 0


class RequestLapsed(Stimulus, frozen=True, gc=False):
    """Nobody waits for that decision any more: the customer has left."""

    matter: str


class PinTroubleCame(Stimulus, frozen=True, gc=False):
    """Somebody cannot sign on, or a PIN is known to others."""

    matter: str
    trouble: str
    """One of `desk.PIN_TROUBLES`."""
    badge: str
    """Whose PIN it is."""
    name: Text
    till: str = ""
    says: Text = Text()
    sheets: tuple[Sheet, ...] = ()


class TroubleReported(Stimulus, frozen=True, gc=False):
    """故障上报: something does not work, as somebody tells it."""

    matter: str
    symptom: str
    """One of `desk.SYMPTOMS`."""
    device: str
    """Where: `till-2`, `printer`, ..."""
    name: Text
    till: str = ""
    says: Text = Text()
    sheets: tuple[Sheet, ...] = ()
    holds: bool = True
    """The first repair truly mends it."""


class TicketAnswered(Stimulus, frozen=True, gc=False):
    """Whoever a ticket went to answers: it concerns them, or it does not."""

    matter: str
    contact: str
    theirs: bool


class RepairReported(Stimulus, frozen=True, gc=False):
    """Somebody says that it works again."""

    matter: str
    works: bool
    """Whether it does: a test tells."""


class StaffAbsent(Stimulus, frozen=True, gc=False):
    """Somebody calls in: they do not come today."""

    badge: str
    name: Text
    says: Text = Text()
