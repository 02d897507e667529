"""The past year as it is kept: sums in columns, and the plain data beside them. `year` makes it, `past` reads it.

A million sale lines fit into half a megabyte because nothing is kept that follows from something else:

- by item and day: how many lines had one piece, two, up to six (or lines and tens of grams of what is measured), and
  what was given on them. Prices, taxes and costs come from the goods. Tax and cost are worked out once a day for each
  item, as the shop's books post them, and were spread over that day's lines, so that the tills' sums come to the same.
- by day, hour and till: baskets, lines, pieces, amounts, members, and who sat there.
- by day: how many baskets came to how many yuan, for what offers on the bill would have cost.
"""

from hashlib import sha256

import msgspec

from scenarios.market.columns import pressed, unpressed
from scenarios.shop import Shop
from simulator.kernel.money import Minor
from simulator.kernel.promotions import AnyPromotion

PIECES = 6
"""Nobody took more of one thing at once."""
GRAMS = 10
"""Weights are kept in multiples of this."""
REASONS = ("expired", "damaged", "spoiled", "stolen", "counted")
"""Why goods were lost (损耗); `counted`: missing when everything was counted."""
ROW = (
    ("gap", 1), ("hour", 1), ("till", 1), ("cashier", 1), ("baskets", 1), ("lines", 2), ("pieces", 2), ("gross", 3),
    ("discount", 3), ("tax", 3), ("cost", 3), ("members", 1), ("member_paid", 3),
)  # fmt: skip
"""The columns of the tills, with their widths in bytes. `gap`: days since the row before."""


class Ran(msgspec.Struct, frozen=True):
    """A promotion that ran, and what came of it."""

    promotion: AnyPromotion
    baskets: int
    lines: int
    off: Minor


class Change(msgspec.Struct, frozen=True, array_like=True):
    """A shelf price that was another one before some day."""

    item: int
    day: int
    before: Minor


class Oddities(msgspec.Struct, frozen=True, array_like=True):
    """What a cashier did in a week that is no sale (异常)."""

    week: int
    cashier: int
    voids: int
    """Lines voided after they were rung up."""
    void_amount: Minor
    no_sales: int
    """Openings of the drawer without a sale."""
    overrides: int
    override_amount: Minor
    returns: int
    return_amount: Minor
    over_short: Minor
    """What was found in the drawers less what should have been there."""

    def plus(self, other: "Oddities") -> "Oddities":
        """The same cashier's, of both weeks; the week is that of the first."""
        mine, theirs = (msgspec.structs.astuple(odd)[2:] for odd in (self, other))
        return Oddities(self.week, self.cashier, *(a + b for a, b in zip(mine, theirs, strict=True)))


class Year(msgspec.Struct, frozen=True):
    """All of it."""

    goods: str
    """Of which goods: see `goods_of`."""
    first: str
    days: int
    tills: tuple[str, ...]
    cashiers: tuple[str, ...]
    promotions: tuple[Ran, ...]
    changes: tuple[Change, ...]
    oddities: tuple[Oddities, ...]
    stock: tuple[Minor, ...]
    """Worth of the goods on hand at the end of each month of the year, at cost."""


Columns = dict[str, bytes]
"""`lines1` .. `lines6` and `weights` item by item, day by day; `off_gaps` and `off`; `rows`; `spent`; `lost`."""


def pack(year: Year, columns: Columns) -> bytes:
    """The bytes that are kept."""
    head = pressed(msgspec.msgpack.encode(year))
    return msgspec.msgpack.encode((head, {name: pressed(data) for name, data in columns.items()}))


def unpack(data: bytes) -> tuple[Year, Columns]:
    """What was kept; the columns still compressed, for most questions need but one or two of them."""
    head, columns = msgspec.msgpack.decode(data, type=tuple[bytes, Columns])
    return msgspec.msgpack.decode(unpressed(head), type=Year), columns


def goods_of(shop: Shop) -> str:
    """What a year rests on, as a few signs: the items in their order with price, tax and cost."""
    assert shop.assortment is not None
    bought = shop.assortment.supplies
    rested = [(sku, it.price, it.member_price, it.tax_rate, bought[sku].cost) for sku, it in shop.items.items()]
    return sha256(msgspec.json.encode(rested)).hexdigest()[:16]
