"""In the stockroom: going to look, sending a delivery away, asking another shop."""

from simulator.kernel.events import Command


class LookAtPlace(Command, frozen=True, gc=False):
    """到场查看: walk to where an item has its spot in a place and look; without an item, walk through the place."""

    place: str
    sku: str = ""
    behind: bool = False
    """Move aside what stands in front, and look into the spots around, too."""


class RefuseDelivery(Command, frozen=True, gc=False):
    """整车拒收: all of a delivery goes back with its driver."""

    delivery: str
    reason: str
    """One of `goods.REJECTIONS`."""


class AskStore(Command, frozen=True, gc=False):
    """Ask the other shop what became of what is missing of a transfer."""

    transfer: str
