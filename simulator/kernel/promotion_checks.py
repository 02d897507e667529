"""What is ambiguous between two promotions, whatever they were written as: the rules that every check of them shares.

Two that count the same pieces need an order of their own; two exclusive ones must not want the same goods at once.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, TypeVar

from simulator.kernel.promotions import BuyGet, Combination, Flash, Goods, Nth, Promotion

COUNTING = (Nth, BuyGet, Combination)
P = TypeVar("P", bound=Promotion)


class Clash(NamedTuple):
    """Two that cannot run beside each other as they are."""

    id: str
    """`clash`: both count the same pieces; `clash_time`: both keep the same goods to themselves."""
    first: int
    """Positions in what was looked at."""
    second: int


def clashes(promotions: Sequence[Promotion]) -> Iterator[Clash]:
    """Every pair that is ambiguous."""
    for (m, a), (n, b) in combinations(enumerate(promotions), 2):
        if not overlap(goods_of(a), goods_of(b)) or not same_time(a, b) or a.members != b.members:
            continue
        exclusive = [one for one in (a, b) if one.together == "exclusive" or isinstance(one, Flash)]
        counting = isinstance(a, COUNTING) and isinstance(b, COUNTING)
        if a.priority == b.priority and (counting or len(exclusive) == 2):
            yield Clash("clash" if counting else "clash_time", m, n)


def goods_of(promotion: Promotion) -> Goods:
    """Everything that a promotion may use up."""
    if isinstance(promotion, Combination):
        every = [part.goods for part in promotion.parts]
    elif isinstance(promotion, BuyGet) and promotion.gift is not None:
        every = [promotion.goods, promotion.gift]
    else:
        return promotion.goods
    return Goods(
        any(goods.everything for goods in every),
        tuple(sku for goods in every for sku in goods.skus),
        tuple(category for goods in every for category in goods.categories),
    )


def overlap(a: Goods, b: Goods) -> bool:
    """Whether some good may belong to both, as far as the words alone can tell."""

    def reaches(one: Goods, other: Goods) -> bool:
        if one.everything:
            return bool(other.everything or other.skus or other.categories)
        left_out = set(other.not_skus)
        return bool(
            (set(one.skus) & set(other.skus)) - left_out - set(one.not_skus)
            or (set(one.categories) & set(other.categories)) - set(other.not_categories) - set(one.not_categories)
        )

    return reaches(a, b) or reaches(b, a)


def same_time(a: Promotion, b: Promotion) -> bool:
    """Whether there may be a moment at which both run."""
    for one, other in ((a.when, b.when), (b.when, a.when)):
        if one.until and other.since and one.until <= other.since:
            return False
    days = set(a.when.weekdays) & set(b.when.weekdays)
    return bool(days or not a.when.weekdays or not b.when.weekdays)
