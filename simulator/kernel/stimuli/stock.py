"""What the stockroom meets: deliveries, recalls, transfers; and what it and the tills hear of each other.

A station reads no other's state: what it needs of it stands in these in full.
"""

from simulator.kernel.events import Stimulus
from simulator.kernel.goods import Pile, Portion
from simulator.kernel.items import NewItem
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
    piles: tuple[Pile, ...] = ()
    """How all of that stands there, for who looks at it; empty: as loose pieces."""
    rest: str = ""
    """What becomes of what is missing: `follows`, `cancelled`; empty: nobody says."""
    text: Text = Text()
    """What the driver says."""


class DriverLeft(Stimulus, frozen=True, gc=False):
    """The driver is gone: what was brought stays, and nothing of it can be rejected any more."""

    delivery: str


class GoodsMoved(Stimulus, frozen=True, gc=False):
    """A till tells what it sold, and what it took back; it belongs to the same transaction."""

    sale: str
    """Or the number of the return."""
    sold: tuple[Portion, ...] = ()
    back: tuple[Portion, ...] = ()
    """Fit to be sold again: on the shelf."""
    unfit: tuple[Portion, ...] = ()
    """Taken back, and to be written off or returned to the supplier."""
    sold_at: int = 0
    """Virtual time; earlier than now where a till could not tell at once."""


class RecallNoticed(Stimulus, frozen=True, gc=False):
    """召回通知: supplier or authority wants a lot off sale."""

    notice: str
    sku: str
    lot: str
    text: Text = Text()


class ShopNews(Stimulus, frozen=True, gc=False):
    """To a till or the desk: lots that must not be sold any more, or cost less; shelf prices that changed; new goods.

    At once, or when its network is back.
    """

    lots: tuple[Portion, ...] = ()
    prices: dict[str, Minor] = {}
    """Sku -> what it costs from now on."""
    marked: tuple[Portion, ...] = ()
    """Lots that were marked down, with what a piece costs as the value."""
    items: tuple[NewItem, ...] = ()
    """Goods that the shop has taken up, at what they cost from now on."""


class TransferDispatched(Stimulus, frozen=True, gc=False):
    """Another shop sent goods here."""

    transfer: str
    store: str
    name: Text
    goods: tuple[Portion, ...]
    piles: tuple[Pile, ...] = ()
    """What truly comes; empty: what the paper says."""
    finding: str = ""
    """What the other shop will find out about what is missing: one of `goods.SETTLEMENTS`."""


class TransferAnswered(Stimulus, frozen=True, gc=False):
    """The other shop says what arrived of a transfer there."""

    transfer: str
    goods: tuple[Portion, ...]
