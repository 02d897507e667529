"""Random policies, promotions and baskets: what the laws of pricing and the second opinion are tried on.

Prices are small and alike, so that pieces are worth the same, cents have to be spread, and promotions meet.
"""

from typing import Any

from hypothesis import strategies as st

from scenarios.policy_source import SHIPPED, shipped
from simulator.kernel import promotions as p
from simulator.kernel.policy import Policy
from simulator.kernel.texts import Text
from simulator.pos.pricing import Basket, BasketLine

NAME = Text("Offer", "优惠")
SKUS = ("milk", "soap", "tea", "cup")
CATEGORIES = {"milk": "dairy", "soap": "care", "tea": "food", "cup": "care"}
COUPONS = ("A", "B", "C")
AT = "2026-12-24T10:42"
"""A Thursday."""

DROPPING = Policy("cn-fen", NAME, taxes=shipped("cn").taxes, cash_step=10, cash_rounding="down", courtesy_step=10)
"""China, where every bill drops its fen."""
policies = st.sampled_from([*(shipped(name) for name in SHIPPED), DROPPING])

amounts = st.integers(1, 3000)
shares = st.integers(0, 100_000)
tier_shares = st.sampled_from([5_000, 10_000, 12_500, 33_333, 100_000])

GOODS = (
    *[p.Goods(everything=True)] * 6,
    *(p.Goods(skus=(sku,)) for sku in SKUS),
    p.Goods(categories=("care",)),
    p.Goods(skus=("milk",), categories=("care",), not_skus=("soap",)),
    p.Goods(everything=True, not_skus=("soap",)),
    p.Goods(everything=True, not_categories=("care",)),
)
CUP, TEA, MILK = p.Goods(skus=("cup",)), p.Goods(skus=("tea",)), p.Goods(skus=("milk",))
CARE, OTHERS = p.Goods(categories=("care",)), p.Goods(everything=True, not_categories=("care",))
GIFTS = ((OTHERS, CARE), (MILK, CUP), (TEA, CARE), (OTHERS, CUP))
"""What is bought, and what is given with it."""
SETS = ((p.Goods(everything=True),), (MILK, TEA), (OTHERS, CARE), (CARE, MILK), (MILK, CARE, TEA))
goods = st.sampled_from(GOODS)
WHENS = (
    *[p.When()] * 12,
    p.When("2026-12-24T10:42"),
    p.When("2026-12-24T10:43"),
    p.When("", "2026-12-24T10:43"),
    p.When("2026-12-24T00:00", "2026-12-24T10:42"),
    p.When(weekdays=(3,), hours=(("08:00", "10:00"), ("10:42", "10:43"))),
    p.When(weekdays=(5, 6)),
    p.When(hours=(("08:00", "10:42"),)),
)
COMMON = st.tuples(
    goods,
    st.sampled_from([(100, "compound"), (100, "best"), (100, "exclusive"), (10, "compound"), (200, "best")]),
    st.sampled_from([(when, False, "") for when in WHENS] + [(p.When(), True, ""), (p.When(), True, "C")]),
    st.sampled_from(COUPONS),
)


def _tiers(draw: Any, offs: st.SearchStrategy[int], reaches: st.SearchStrategy[int], most: int) -> tuple[p.Tier, ...]:
    """Rising in both."""
    count = draw(st.integers(1, most))
    reach = sorted(draw(st.lists(reaches, min_size=count, max_size=count, unique=True)))
    off = sorted(draw(st.lists(offs, min_size=count, max_size=count, unique=True)))
    return tuple(p.Tier(*both) for both in zip(reach, off, strict=True))


@st.composite
def promotions(draw: Any, kinds: tuple[type[p.Promotion], ...] = ()) -> list[p.Promotion]:
    """Up to five that the loader would let pass, of every kind."""
    count = draw(st.sampled_from([0, 1, 1, 2, 2, 3, 4, 5]))
    chosen = draw(st.lists(st.sampled_from(kinds or tuple(OWN)), min_size=count, max_size=count))
    return [_promotion(draw, kind, f"{'bca'[n % 3]}{n}") for n, kind in enumerate(chosen)]


def _promotion(draw: Any, kind: type[p.Promotion], id: str) -> p.Promotion:
    goods, (priority, together), (when, members, coupon), code = draw(COMMON)
    if kind in (p.ItemCoupon, p.BasketCoupon):
        coupon = code
    common = {"goods": goods, "when": when, "priority": priority, "together": together}
    made: p.Promotion = kind(id=id, name=NAME, members=members, coupon=coupon, **(common | OWN[kind](draw)))
    return made


def _nth(draw: Any) -> dict[str, Any]:
    return {"nth": draw(st.integers(2, 4)), "off": draw(shares)}


def _buy_get(draw: Any) -> dict[str, Any]:
    buy, get = draw(st.sampled_from([(1, 1), (2, 1), (1, 2), (3, 2)]))
    found = draw(st.sampled_from([None, *GIFTS]))
    return {"buy": buy, "get": get} | ({"goods": found[0], "gift": found[1]} if found else {})


def _combination(draw: Any) -> dict[str, Any]:
    found = draw(st.sampled_from(SETS))
    least = 2 if len(found) == 1 else 1
    counts = draw(st.lists(st.integers(least, 2), min_size=len(found), max_size=len(found)))
    return {"parts": tuple(p.Part(*both) for both in zip(found, counts, strict=True)), "price": draw(amounts)}


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


PEOPLE = st.sampled_from(
    [
        (member, employee, coupons)
        for member in (False, True)
        for employee in (False, True)
        for coupons in ((), ("A",), COUPONS, COUPONS)
    ]
)
QUOTAS = st.sampled_from([{}, {"b0": 0, "c1": 1}, {"b0": 2, "a2": 0}])
SIZES = st.sampled_from([(1, 0), (1, 0), (2, 0), (3, 0), (7, 0), (1, 1), (1, 333), (1, 755), (1, 1250)])
"""Pieces, and grams."""
EXTRAS = st.sampled_from(
    [
        *[(0, 0, 0, True, "")] * 12,
        (250, 0, 0, True, ""),
        (1, 400, 0, True, ""),
        (900, 900, 33, True, ""),
        (0, 5, 7, True, ""),
        (0, 0, 5000, True, "2026-12-24T10:43"),
        (300, 0, 0, False, ""),
        (0, 700, 20, False, ""),
        (0, 0, 0, True, "2026-12-24T09:00"),
        (0, 0, 0, True, "2026-12-26T10:42"),
    ]
)
"""Member price, cost, taken off by hand, whether promotions may touch it, and when it was rung up."""


@st.composite
def baskets(draw: Any, rates: tuple[int, ...], most: int = 7) -> Basket:
    """Baskets of a policy with these rates; several lines of one sku, weighed goods, and things done by hand."""
    count = draw(st.integers(1, most))
    one = st.tuples(st.sampled_from(SKUS), amounts, SIZES, st.sampled_from(rates), EXTRAS)
    drawn = draw(st.lists(one, min_size=count, max_size=count))
    lines = tuple(_line(n, *one) for n, one in enumerate(drawn, 1))
    member, employee, coupons = draw(PEOPLE)
    by_hand = draw(st.sampled_from([0, 0, 0, 1, 100, 2500]))
    return Basket(lines, AT, member, employee, coupons, by_hand, draw(QUOTAS))


def _line(
    line: int, sku: str, price: int, size: tuple[int, int], rate: int, extra: tuple[int, int, int, bool, str]
) -> BasketLine:
    return BasketLine(line, sku, CATEGORIES[sku], price, *size, rate, *extra)


@st.composite
def one_line(draw: Any, line: int, rates: tuple[int, ...]) -> BasketLine:
    """A line more."""
    return _line(
        line, draw(st.sampled_from(SKUS)), draw(amounts), draw(SIZES), draw(st.sampled_from(rates)), draw(EXTRAS)
    )


@st.composite
def bills(draw: Any, kinds: tuple[type[p.Promotion], ...] = ()) -> tuple[Policy, list[p.Promotion], Basket]:
    """A policy, promotions, and a basket that is sold under them."""
    policy: Policy = draw(policies)
    return policy, draw(promotions(kinds)), draw(baskets(tuple(policy.taxes.values())))
