"""What a shop sells.

A shop's own catalogue is kept by content and never changes; what comes after it (新品建档) stands in facts, and lies
over it.
"""

import msgspec

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class Item(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Something the shop sells. Satisfies what the till's rules ask of an item."""

    sku: str
    name: Text
    price: Minor
    """Per piece, or per kg, metre or litre where it is measured."""
    codes: tuple[str, ...] = ()
    plu: str = ""
    """Short code of loose goods, typed or chosen."""
    member_price: Minor = 0
    tax_rate: int = 13_000
    """Thousandths of a percent."""
    unit: str = "piece"
    """One of `kernel.units`."""
    category: str = ""
    pinyin: str = ""
    """Initials of the Chinese name."""
    alike: str = ""
    """Group of items that are easily taken for each other."""
    age: int = 0
    """Least age of a buyer; 0 for anybody."""
    pack_of: str = ""
    """拆零: the sku of the single pieces in a pack, in which its stock is kept; empty for no pack."""
    pieces: int = 1
    """How many of them a pack holds."""
    per: int = 0
    """Thousandths of its unit that its price is shown for; 0: as the shop does it."""


class NewItem(Item, frozen=True, gc=False, omit_defaults=True):
    """An item that a shop takes up while it is open, with what its stockroom asks of its supplier."""

    cost: Minor = 0
    """What a piece (or a whole unit) is bought for; 0: the list does not say."""
    supplier: str = ""

    @property
    def all_codes(self) -> tuple[str, ...]:
        """Everything that can be scanned or typed for it."""
        return (*self.codes, self.plu) if self.plu else self.codes
