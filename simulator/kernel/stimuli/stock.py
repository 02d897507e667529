"""What the stockroom meets: deliveries, recalls, transfers; and what it and the tills hear of each other.

A station reads no other's state: what it needs of it stands in these in full.
"""

from simulator.kernel.events import Stimulus
from simulator.kernel.goods import Portion
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class DeliveryArrived(Stimulus, frozen=True, gc=False):
    """到货: a supplier's driver stands at the dock."""

    delivery: str
    supplier: str
    name: Text
    purchase: str = ""
    """As the delivery note says; empty where it names none."""
    note: tuple[Portion, ...] = ()
    """送货单: what the note says was brought."""
    goods: tuple[Portion, ...] = ()
    """What truly stands there, sound: nobody sees it without counting."""
    spoilt: tuple[Portion, ...] = ()
    """What truly stands there, and must not be accepted."""


class DriverLeft(Stimulus, frozen=True, gc=False):
    """The driver is gone: nothing can be rejected of that delivery any more."""

    delivery: str


class GoodsSold(Stimulus, frozen=True, gc=False):
    """A till tells what it sold; it belongs to the same transaction."""

    sale: str
    goods: tuple[Portion, ...]
    sold_at: int = 0
    """Virtual time; earlier than now where a till could not tell at once."""


class GoodsBroughtBack(Stimulus, frozen=True, gc=False):
    """A till tells what a customer brought back."""

    sale: str
    goods: tuple[Portion, ...]
    saleable: bool
    """Back to the shelf; otherwise to where nothing is sold from."""


class RecallNoticed(Stimulus, frozen=True, gc=False):
    """召回通知: supplier or authority wants a lot off sale."""

    notice: str
    sku: str
    lot: str
    text: Text = Text()


class LotStopped(Stimulus, frozen=True, gc=False):
    """To each till: this lot must not be sold any more."""

    sku: str
    lot: str


class PriceTold(Stimulus, frozen=True, gc=False):
    """To each till: an item has another price from now on."""

    sku: str
    price: Minor


class TransferDispatched(Stimulus, frozen=True, gc=False):
    """Another shop sent goods here."""

    transfer: str
    store: str
    name: Text
    goods: tuple[Portion, ...]


class TransferAnswered(Stimulus, frozen=True, gc=False):
    """The other shop says what arrived of a transfer there."""

    transfer: str
    goods: tuple[Portion, ...]
