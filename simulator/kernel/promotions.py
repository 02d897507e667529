"""Promotions as plain data: what a shop gives away, on which goods, when, and what goes together with what.

Authored as YAML (`scenarios/promotion_source`), worked by `simulator.pos.pricing`. Shares are thousandths of a percent.
"""

from typing import Literal

import msgspec

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text

Together = Literal["exclusive", "best", "compound"]
"""Whether a promotion keeps its goods to itself, competes with the compound ones, or works on what they leave."""


class Goods(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which goods: by sku, by category, or all; less those left out."""

    everything: bool = False
    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    not_skus: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()

    def has(self, sku: str, category: str) -> bool:
        if sku in self.not_skus or category in self.not_categories:
            return False
        return self.everything or sku in self.skus or category in self.categories


class When(msgspec.Struct, frozen=True, omit_defaults=True):
    """By the shop's clock; ISO local time as text, which compares as it sorts. Empty: no limit."""

    since: str = ""
    until: str = ""
    """The first moment at which it is over."""
    weekdays: tuple[int, ...] = ()
    """0 is Monday."""
    hours: tuple[tuple[str, str], ...] = ()
    """`("14:00", "16:00")`: from the first until before the second."""


class Promotion(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", tag=str.lower):
    """What all kinds have. Of several, the lower `priority` goes first, then the id."""

    id: str
    name: Text
    goods: Goods = Goods(everything=True)
    when: When = When()
    priority: int = 100
    together: Together = "compound"
    members: bool = False
    """For members only."""
    coupon: str = ""
    """Only with this coupon; each opens it once."""


# --- on a line -------------------------------------------------------------------------------------------------------


class Percent(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """折扣: a share off."""

    off: int


class Amount(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """直降: so much off each piece (each kg)."""

    off: Minor


class Fixed(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """特价: each piece (each kg) at this price, where it is lower."""

    price: Minor


class Flash(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """限时秒杀: a fixed price while the quota lasts; takes part in nothing else."""

    price: Minor
    quota: int = 0
    """Pieces in all, over every till; 0: as many as there are."""
    each: int = 0
    """Pieces a bill; 0: no limit."""


# --- on so many pieces -----------------------------------------------------------------------------------------------


class Nth(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """第N件N折: of every `nth` pieces, the cheapest at a share off (第二件半价: nth 2, off one half)."""

    nth: int
    off: int


class BuyGet(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """买N赠M: `get` pieces of `gift` are free with every `buy`; without a gift, the cheapest of the same goods."""

    buy: int
    get: int
    gift: Goods | None = None


class Part(msgspec.Struct, frozen=True):
    """A part of a combination."""

    goods: Goods
    count: int = 1


class Combination(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """组合价: these pieces together at one price."""

    parts: tuple[Part, ...]
    price: Minor


# --- on what the bill comes to ---------------------------------------------------------------------------------------


class Tier(msgspec.Struct, frozen=True):
    """From `reach` on (an amount, or pieces where the promotion counts those), `off` (an amount, or a share)."""

    reach: int
    off: int


class Spend(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """满减: so much off when the goods come to so much; only the highest tier reached applies."""

    tiers: tuple[Tier, ...]
    every: bool = False
    """每满: again for every threshold reached (one tier only)."""


class SpendPercent(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """满折: a share off when the goods come to so much, or to so many pieces; only the highest tier reached applies."""

    tiers: tuple[Tier, ...]
    pieces: bool = False


# --- coupons and people ----------------------------------------------------------------------------------------------


class ItemCoupon(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """单品券: a share or an amount off one piece of the goods, the dearest."""

    off: Minor = 0
    share: int = 0
    reach: Minor = 0
    """The goods must come to this."""


class BasketCoupon(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """整单券: a share or an amount off what the goods come to."""

    off: Minor = 0
    share: int = 0
    reach: Minor = 0


class Employee(Promotion, frozen=True, omit_defaults=True, kw_only=True):
    """员工折扣: a share off what is left, for the shop's own people."""

    off: int


AnyPromotion = (
    Percent | Amount | Fixed | Flash | Nth | BuyGet | Combination | Spend | SpendPercent | ItemCoupon | BasketCoupon
    | Employee
)  # fmt: skip
"""The closed union, for decoding."""
