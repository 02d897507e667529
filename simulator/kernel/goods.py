"""What stock consists of: quantities of an item, of one lot, in one place; and what moves between places.

A quantity is an integer: pieces of what is counted, thousandths of its unit (grams, millilitres, millimetres) of what
is measured. Packs are counted in the single pieces that they hold.

Every move leaves one place and reaches another, so movements are balanced by construction. The shop's own places are
`OWN`; what lies in them is worth what it cost (FIFO, by item). The others are where goods come from and go to.
"""

import msgspec

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text

DOCK = "dock"
"""待上架区: received, and not put away."""
BACK = "backroom"
"""后仓: the store room."""
FLOOR = "floor"
"""卖场: where customers take from, and tills sell from."""
PULLED = "pulled"
"""隔离区: taken off sale: recalled, past its date, damaged."""
OWN = (DOCK, BACK, FLOOR, PULLED)

NAMES = {
    DOCK: Text("receiving dock", "收货区"),
    BACK: Text("store room", "后仓"),
    FLOOR: Text("sales floor", "卖场"),
    PULLED: Text("quarantine area", "隔离区"),
}

TRANSIT = "transit"
"""在途: on the way between two shops, and worth what it was when it left."""

OPENING = "opening"
SUPPLIER = "supplier"
CUSTOMER = "customer"
STORE = "store"
"""Another shop of the same house."""
WASTE = "waste"
"""报损."""
VARIANCE = "variance"
"""盘盈/盘亏, and adjustments: what was there and not in the books, or the other way about."""
REVALUED = "revalued"
"""No goods: the difference between what was sold before it was received and what it turned out to cost."""

WRITE_OFFS = ("expired", "damaged", "spoiled", "stolen", "recalled", "own_use")
ADJUSTMENTS = ("miscounted", "found", "wrong_goods", "late_posting")
REJECTIONS = ("damaged", "wrong_goods", "surplus", "short_dated", "no_order", "recalled")
MARKDOWNS = ("near_expiry", "damaged_pack", "clearance")
PRICE_CHANGES = ("cost", "competition", "correction", "promotion_over")
SETTLEMENTS = ("lost", "miscounted_there", "damaged")
"""Why what is missing of a transfer is written off."""
TASKS = ("count", "send", "dates", "refill", "clear_up", "prices", "order", "other")
"""What somebody in the stockroom may be asked to do; `other` is told, and asks for nothing."""
CAUSES = ("miscounted", "late_posting", "wrong_goods", "found", "stolen", "behind")
"""查差异: why books and goods differ; `behind`: they do not, somebody has not looked well."""


FLAWS = ("damaged", "spoiled")
"""What is wrong with goods that nobody may accept, shelve or sell."""


class Pile(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Goods as they stand there: full cases and loose pieces of one item, of one lot, in one condition."""

    sku: str
    cases: int = 0
    per: int = 1
    """What a full case (or a row on a shelf) holds."""
    loose: int = 0
    lot: str = ""
    """As printed on them; empty where nothing is."""
    expiry: str = ""
    flaw: str = ""
    """One of `FLAWS`; empty: sound."""
    torn: bool = False
    """The label of the cases is torn: no code can be scanned, the name has to be read off the goods."""
    spot: str = ""
    """Sku of the item among which it stands; empty: it stands in its own spot."""
    behind: bool = False
    """Something stands in front of it."""

    @property
    def quantity(self) -> int:
        return self.cases * self.per + self.loose


class Difference(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """So much does not lie where the books have it, or not as anybody would look for it."""

    sku: str
    quantity: int
    origin: str
    """Where the books have it; `variance`: nowhere."""
    to: str
    """Where it truly lies; `variance`: nowhere in the shop (stolen, sold past the books)."""
    lot: str = ""
    """Empty: what expires first."""
    flaw: str = ""
    torn: bool = False
    spot: str = ""
    behind: bool = False


class StockMove(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """So much of a lot from one place to another."""

    sku: str
    quantity: int
    """Never negative; 0 where only a value moves."""
    origin: str
    to: str
    lot: str = ""
    """Empty where nobody knows it."""
    expiry: str = ""
    unit: str = ""
    """`kg`, `m`, `l`; empty for what is counted."""
    value: Minor = 0
    """What it cost, where it becomes the shop's or ceases to be; 0 between the shop's own places."""


class Portion(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """So much of an item, as somebody named or counted it."""

    sku: str
    quantity: int
    lot: str = ""
    expiry: str = ""
    value: Minor = 0
    """What all of it cost, where whoever names it knows."""
    at: int = 0
    """Virtual time at which it was rung up: off the shelf by then, and paid later."""


class Shelved(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """So much of a lot in one of the shop's places."""

    place: str
    lot: str
    expiry: str
    quantity: int
