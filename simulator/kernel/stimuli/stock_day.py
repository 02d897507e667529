"""What a day in the stockroom brings beside goods: things to do, and answers."""

from simulator.kernel.events import Stimulus
from simulator.kernel.goods import Difference, Portion
from simulator.kernel.texts import Text


class TaskGiven(Stimulus, frozen=True, gc=False):
    """任务: something has to be done in this shift."""

    task: str
    kind: str
    """One of `goods.TASKS`."""
    text: Text
    place: str = ""
    """Of a count."""
    skus: tuple[str, ...] = ()
    store: str = ""
    """Of goods to be sent."""
    goods: tuple[Portion, ...] = ()
    cause: str = ""
    """Of what is told about a difference: one of `goods.CAUSES`, as its words say."""


class GoodsStrayed(Stimulus, frozen=True, gc=False):
    """Something is not any more where, or as, it was: gone bad, taken away, put in front of. Nobody is told."""

    differences: tuple[Difference, ...]


class StoreAnswered(Stimulus, frozen=True, gc=False):
    """The other shop has looked into what is missing of a transfer."""

    transfer: str
    finding: str
    """One of `goods.SETTLEMENTS`."""
    text: Text = Text()
