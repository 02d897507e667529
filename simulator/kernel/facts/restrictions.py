"""What must not be sold, or not to everybody: stopped by the till, or waiting for an age check."""

from simulator.kernel.events import Fact
from simulator.kernel.texts import Text


class ItemStopped(Fact, frozen=True, gc=False):
    """The till stopped an item by what its 2D code says: past its date, or of a recalled lot."""

    sku: str
    good: str
    why: str
    """`expired` or `recalled`."""
    lot: str = ""
    expiry: str = ""
    today: str = ""
    """The shop's date at that moment."""


class AgeCheckAsked(Fact, frozen=True, gc=False):
    """年龄核验: an item with an age limit waits until the cashier has looked at the buyer."""

    sku: str
    name: Text
    good: str
    customer: str
    age: int
    """Least age of a buyer."""
    born_by: str = ""
    """Latest birthday of somebody old enough today."""
    plain: bool = False
    """The buyer plainly looks old enough: nobody needs to ask for a card."""


class AgeChecked(Fact, frozen=True, gc=False):
    """The cashier decided whether this customer is sold what has that age limit."""

    customer: str
    sku: str
    age: int
    allowed: bool
    right: bool
    """Whether a careful cashier would have decided so: old enough, and shown or plain to see."""
    id_shown: bool
    born: str = ""
    """As the identity card said, where one was shown."""
    today: str = ""
