"""Random policies, promotions and baskets: what the laws of pricing and the second opinion are tried on.

Prices are small and alike, so that pieces are worth the same, cents have to be spread, and promotions meet.
"""

from typing import Any

from hypothesis import strategies as st

from scenarios.policy_source import SHIPPED, shipped
from scenarios.promotion_source import overlap
from simulator.kernel import promotions as p
from simulator.kernel.policy import Policy
from simulator.kernel.texts import Text
from simulator.pos.pricing import Basket, BasketLine

NAME = Text("Offer", "优惠")
SKUS = ("milk", "bread", "soap", "oil", "tea", "cup")
CATEGORIES = {"milk": "dairy", "bread": "bakery", "soap": "care", "oil": "food", "tea": "food", "cup": "care"}
COUPONS = ("A", "B", "C")
AT = "2026-12-24T10:42"
"""A Thursday."""

DROPPING = Policy("cn-fen", NAME, taxes=shipped("cn").taxes, cash_step=10, cash_rounding="down", courtesy_step=10)
"""China, where every bill drops its fen."""
policies = st.sampled_from([*(shipped(name) for name in SHIPPED), DROPPING])

amounts = st.one_of(st.integers(1, 40), st.sampled_from([99, 100, 333, 500, 990, 999, 1000]), st.integers(1, 3000))
shares = st.one_of(st.sampled_from([0, 10_000, 12_500, 15_000, 33_333, 50_000, 100_000]), st.integers(0, 100_000))
tier_shares = st.sampled_from([5_000, 10_000, 12_500, 33_333, 100_000])

goods = st.one_of(
    st.just(p.Goods(everything=True)),
    st.builds(
        p.Goods,
        st.booleans(),
        st.lists(st.sampled_from(SKUS), max_size=3).map(tuple),
        st.lists(st.sampled_from(sorted(set(CATEGORIES.values()))), max_size=2).map(tuple),
        st.lists(st.sampled_from(SKUS), max_size=1).map(tuple),
        st.lists(st.sampled_from(["dairy", "care"]), max_size=1).map(tuple),
    ),
)
whens = st.one_of(
    st.just(p.When()),
    st.builds(
        p.When,
        st.sampled_from(["", "2026-12-24T00:00", "2026-12-24T10:42", "2026-12-24T10:43"]),
        st.sampled_from(["", "2026-12-24T10:42", "2026-12-24T10:43", "2026-12-25T00:00"]),
        st.sampled_from([(), (3,), (5, 6)]),
        st.sampled_from([(), (("10:00", "12:00"),), (("08:00", "10:42"),), (("08:00", "10:00"), ("10:42", "10:43"))]),
    ),
)


def _tiers(draw: Any, offs: st.SearchStrategy[int], reaches: st.SearchStrategy[int], most: int) -> tuple[p.Tier, ...]:
    """Rising in both."""
    count = draw(st.integers(1, most))
    reach = sorted(draw(st.lists(reaches, min_size=count, max_size=count, unique=True)))
    off = sorted(draw(st.lists(offs, min_size=count, max_size=count, unique=True)))
    return tuple(p.Tier(*both) for both in zip(reach, off, strict=True))


@st.composite
def promotions(draw: Any, kinds: tuple[type[p.Promotion], ...] = ()) -> list[p.Promotion]:
    """Up to seven that the loader would let pass, of every kind."""
    found: list[p.Promotion] = []
    for n in range(draw(st.integers(0, 7))):
        promotion = draw(one_promotion(f"{draw(st.sampled_from('abc'))}{n}", kinds))
        if _fair(promotion):
            found.append(promotion)
    return found


@st.composite
def one_promotion(draw: Any, id: str, kinds: tuple[type[p.Promotion], ...] = ()) -> p.Promotion:
    kind = draw(st.sampled_from(kinds or tuple(OWN)))
    common = {
        "id": id,
        "name": NAME,
        "goods": draw(goods),
        "when": draw(whens) if draw(st.integers(0, 3)) == 0 else p.When(),
        "priority": draw(st.sampled_from([100, 100, 10, 50, 200])),
        "together": draw(st.sampled_from(["compound", "compound", "best", "exclusive"])),
        "members": draw(st.integers(0, 4)) == 0,
        "coupon": draw(st.sampled_from(COUPONS)) if draw(st.integers(0, 4)) == 0 else "",
    }
    if kind in (p.ItemCoupon, p.BasketCoupon):
        common["coupon"] = draw(st.sampled_from(COUPONS))
    made: p.Promotion = kind(**common, **OWN[kind](draw))
    return made


def _fair(promotion: p.Promotion) -> bool:
    if isinstance(promotion, p.BuyGet) and promotion.gift is not None:
        return not overlap(promotion.goods, promotion.gift)
    if isinstance(promotion, p.Combination):
        a, *others = [part.goods for part in promotion.parts]
        return not any(overlap(a, other) for other in others)
    return True


def _nth(draw: Any) -> dict[str, Any]:
    return {"nth": draw(st.integers(2, 4)), "off": draw(shares)}


def _buy_get(draw: Any) -> dict[str, Any]:
    gift = draw(st.one_of(st.none(), st.sampled_from([p.Goods(skus=("cup",)), p.Goods(categories=("food",))])))
    return {"buy": draw(st.integers(1, 3)), "get": draw(st.integers(1, 2)), "gift": gift}


def _combination(draw: Any) -> dict[str, Any]:
    first = p.Part(draw(goods), draw(st.integers(1, 2)))
    second = p.Part(draw(st.sampled_from([p.Goods(skus=(sku,)) for sku in SKUS])), draw(st.integers(1, 2)))
    return {"parts": (first, second), "price": draw(amounts)}


def _coupon(draw: Any) -> dict[str, Any]:
    by_share = draw(st.booleans())
    return {
        "off": 0 if by_share else draw(amounts),
        "share": draw(tier_shares) if by_share else 0,
        "reach": draw(st.one_of(st.just(0), amounts)),
    }


def _spend(draw: Any) -> dict[str, Any]:
    every = draw(st.booleans())
    return {"tiers": _tiers(draw, amounts, amounts, 1 if every else 3), "every": every}


def _spend_percent(draw: Any) -> dict[str, Any]:
    by_pieces = draw(st.booleans())
    return {"tiers": _tiers(draw, tier_shares, st.integers(1, 12) if by_pieces else amounts, 3), "pieces": by_pieces}


OWN: dict[type[p.Promotion], Any] = {
    p.Percent: lambda draw: {"off": draw(shares)},
    p.Amount: lambda draw: {"off": draw(amounts)},
    p.Fixed: lambda draw: {"price": draw(amounts)},
    p.Flash: lambda draw: {
        "price": draw(amounts),
        "quota": draw(st.integers(0, 3)),
        "each": draw(st.integers(0, 3)),
    },
    p.Nth: _nth,
    p.BuyGet: _buy_get,
    p.Combination: _combination,
    p.Spend: _spend,
    p.SpendPercent: _spend_percent,
    p.ItemCoupon: _coupon,
    p.BasketCoupon: _coupon,
    p.Employee: lambda draw: {"off": draw(shares)},
}
"""What a kind has of its own."""


@st.composite
def baskets(draw: Any, rates: tuple[int, ...], most: int = 7) -> Basket:
    """Baskets of a policy with these rates; several lines of one sku, weighed goods, and things done by hand."""
    lines = tuple(draw(one_line(n + 1, rates)) for n in range(draw(st.integers(1, most))))
    quotas = draw(st.dictionaries(st.sampled_from(["a0", "b1", "c2", "a3"]), st.integers(0, 3), max_size=2))
    return Basket(
        lines,
        AT,
        3,
        member=draw(st.booleans()),
        employee=draw(st.booleans()),
        coupons=tuple(draw(st.lists(st.sampled_from(COUPONS), unique=True, max_size=3))),
        by_hand=draw(st.one_of(st.just(0), st.just(0), amounts)),
        quotas=quotas,
    )


@st.composite
def one_line(draw: Any, line: int, rates: tuple[int, ...]) -> BasketLine:
    sku = draw(st.sampled_from(SKUS))
    weighed = draw(st.integers(0, 4)) == 0
    price = draw(amounts)
    return BasketLine(
        line,
        sku,
        CATEGORIES[sku],
        price,
        1 if weighed else draw(st.sampled_from([1, 1, 2, 3, 5, 7])),
        draw(st.sampled_from([1, 333, 755, 1000, 1250])) if weighed else 0,
        draw(st.sampled_from(rates)),
        member_price=draw(st.one_of(st.just(0), st.just(0), amounts)),
        cost=draw(st.one_of(st.just(0), amounts)),
        by_hand=draw(st.one_of(st.just(0), st.just(0), st.just(0), amounts)),
        promoted=draw(st.integers(0, 7)) != 0,
    )


@st.composite
def bills(draw: Any) -> tuple[Policy, list[p.Promotion], Basket]:
    """A policy, promotions, and a basket that is sold under them."""
    policy: Policy = draw(policies)
    return policy, draw(promotions()), draw(baskets(tuple(policy.taxes.values())))
