"""What somebody in the stockroom goes and looks at, sends away, or asks about."""

from simulator.kernel.events import Fact
from simulator.kernel.goods import Pile


class PlaceSeen(Fact, frozen=True, gc=False):
    """到场查看: what stands in the spot of an item, for who stands before it."""

    place: str
    sku: str
    """Empty: a walk through the place, on which only what is amiss catches the eye."""
    piles: tuple[Pile, ...]
    behind: bool = False
    """Moved aside what stands in front, and looked in the spots around."""
    really: int = -1
    """What of the item truly lies in that place; on no screen."""
    on_book: int = 0
    """What the books have there; on no screen."""


class DeliveryRefused(Fact, frozen=True, gc=False):
    """整车拒收: the driver takes all of it back."""

    delivery: str
    supplier: str
    reason: str
    reason_true: bool = True
    """The reason is true of all that stood there."""


class StoreAsked(Fact, frozen=True, gc=False):
    """The other shop was asked what became of what is missing of a transfer."""

    transfer: str
    store: str
