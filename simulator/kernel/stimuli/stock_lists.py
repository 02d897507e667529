"""A list that comes to the stockroom as a file, and what its sender answers."""

import msgspec

from simulator.kernel.events import Stimulus
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class Proof(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What can be found out about a row."""

    row: int
    code: str = ""
    """Printed on the goods' label; empty: there are none here."""
    price: Minor = 0
    """On the signed notice; 0: it has nothing of it."""
    answer: Minor = 0
    """What the sender means it to cost; 0: it is withdrawn."""


class ListArrived(Stimulus, frozen=True, gc=False):
    """清单到达: a file with products and their prices."""

    list: str
    name: Text
    """Who sends it."""
    file: str
    data: bytes
    """As it came."""
    proofs: tuple[Proof, ...] = ()
    """What labels, notice and sender would say; on no screen until somebody looks or asks."""
    text: Text = Text()
    opens: bool = False
    """新品: goods that this shop does not have may be set up from it; else it changes prices alone."""


class SenderAnswered(Stimulus, frozen=True, gc=False):
    """What the sender says about a row."""

    list: str
    row: int
    price: Minor = 0
    """0: the item is withdrawn."""
    text: Text = Text()
