"""From a code to a basket: scan, weigh, quantities, voids, members, suspended baskets."""

from simulator.kernel.events import Command
from simulator.kernel.money import Minor


class Scan(Command, frozen=True, gc=False):
    """A code was read: by the virtual scanner (with the good it was held against) or by a real one (good unknown)."""

    code: str = ""
    """Empty where the virtual scanner was held against a good whose label cannot be read."""
    good: str = ""
    source: str = "virtual"
    """`virtual`, `wedge` or `serial`."""


class EnterCode(Command, frozen=True, gc=False):
    """A code or PLU typed by hand for the good in hand."""

    code: str
    good: str = ""


class PickItem(Command, frozen=True, gc=False):
    """An item chosen from the look-up list or a quick key for the good in hand."""

    sku: str
    good: str = ""


class Weigh(Command, frozen=True, gc=False):
    """Put a good on the scale; an empty name clears the scale."""

    good: str = ""


class SetMultiplier(Command, frozen=True, gc=False):
    """`3*`: the next item counts this many times; `2.5*`, so much of what is measured."""

    quantity: int
    thousandths: int = 0
    """Of a unit, as typed; 0: that many whole ones."""


class ChangeQuantity(Command, frozen=True, gc=False):
    """改数量: another number of pieces on a line; fewer may need an authorization."""

    line: int
    quantity: int
    thousandths: int = 0
    """Of a unit, for what is measured; 0: that many whole ones."""


class ChangeUnit(Command, frozen=True, gc=False):
    """改单位: the same goods by another pack, a case instead of a bottle; a lower amount may need an authorization."""

    line: int
    sku: str


class VoidLine(Command, frozen=True, gc=False):
    """单品取消."""

    line: int


class VoidSale(Command, frozen=True, gc=False):
    """整单取消, before the sale is finished."""


class CheckPrice(Command, frozen=True, gc=False):
    """Ask for the price of a code or sku without selling it."""

    code: str


class AddBag(Command, frozen=True, gc=False):
    """A carrier bag, a paid line."""

    sku: str


class IdentifyMember(Command, frozen=True, gc=False):
    """会员: a member code was read or typed; the whole basket gets member prices."""

    code: str


class IdentifyEmployee(Command, frozen=True, gc=False):
    """员工购物: who buys is one of the shop's own people, by staff number; the basket gets the staff discount."""

    code: str


PRICE_REASONS = ("damaged", "near_expiry", "shelf_price", "complaint", "other")
"""Why a price is set or something is taken off: what an exception report is read by."""


class OverridePrice(Command, frozen=True, gc=False):
    """改价: another price per piece (per kg) for a line; no promotion concerns it any more."""

    line: int
    price: Minor
    reason: str


class DiscountLine(Command, frozen=True, gc=False):
    """单品折让: an amount, or a share in thousandths of a percent, off a line; instead of what was taken off before."""

    line: int
    off: Minor = 0
    share: int = 0
    reason: str = ""


class DiscountSale(Command, frozen=True, gc=False):
    """整单折让: the same off the whole basket."""

    off: Minor = 0
    share: int = 0
    reason: str = ""


class RedeemCoupon(Command, frozen=True, gc=False):
    """优惠券: a coupon's code was read or typed; it counts towards this basket alone."""

    code: str


class SuspendSale(Command, frozen=True, gc=False):
    """挂单."""


class ResumeSale(Command, frozen=True, gc=False):
    """取单."""

    ticket: str


class ConfirmAge(Command, frozen=True, gc=False):
    """年龄核验通过: the buyer is old enough for the item that waits; it is sold."""


class RefuseAge(Command, frozen=True, gc=False):
    """年龄核验不通过: the item that waits is not sold to this customer, and goes off the belt."""
