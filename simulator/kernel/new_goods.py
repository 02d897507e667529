"""新品建档: an item that a shop takes up while it is open, with all that its stations have to know of it.

A shop's own catalogue is kept by content and never changes; what comes after it stands in facts, and lies over it.
"""

import msgspec

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class NewItem(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Has whatever the rules ask of an item of a catalogue, and what the stockroom asks of its supplier."""

    sku: str
    name: Text
    price: Minor
    """Per piece, or per kg, metre or litre where it is measured."""
    codes: tuple[str, ...] = ()
    plu: str = ""
    member_price: Minor = 0
    tax_rate: int = 0
    """Thousandths of a percent."""
    unit: str = "piece"
    """One of `kernel.units`."""
    category: str = ""
    pinyin: str = ""
    alike: str = ""
    age: int = 0
    pack_of: str = ""
    pieces: int = 1
    per: int = 0
    cost: Minor = 0
    """What a piece (or a whole unit) is bought for; 0: the list does not say."""
    supplier: str = ""

    @property
    def all_codes(self) -> tuple[str, ...]:
        """Everything that can be scanned or typed for it."""
        return (*self.codes, self.plu) if self.plu else self.codes
