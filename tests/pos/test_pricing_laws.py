"""What holds of every bill, whatever is in the basket, under every policy, with any promotions."""

from collections import defaultdict
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.policy_source import SHIPPED, shipped
from simulator.kernel import promotions as p
from simulator.kernel.facts import Line, Offer
from simulator.kernel.money import allocate, apportion, divide
from simulator.kernel.policy import Policy, round_to
from simulator.pos import billing
from simulator.pos.billing import plainly
from simulator.pos.catalog import Catalog
from simulator.pos.pricing import Basket, Priced, Pricer
from simulator.pos.pricing.paying import pay
from simulator.pos.rules import Rules
from simulator.pos.state import Till
from tests.pos.baskets import AT, CATEGORIES, DROPPING, NAME, baskets, bills, one_line, policies, promotions
from tests.pos.counter import Item
from tests.pos.test_laws import thorough

Bill = tuple[Policy, list[p.Promotion], Basket]

COUNTING = (p.Flash, p.Nth, p.BuyGet, p.Combination)
ON_LINES = (p.Percent, p.Amount, p.Fixed)


def priced(bill: Bill) -> Priced:
    policy, promoted, basket = bill
    return Pricer(policy, promoted).price(basket)


# --- sums -------------------------------------------------------------------------------------------------------------


@thorough
@given(bills())
def test_a_bill_adds_up(bill: Bill) -> None:
    """By line and in all: net and tax, gross and discount, steps and discount; and nothing costs less than nothing."""
    policy, promoted, basket = bill
    found = priced(bill)
    assert [line.line for line in found.lines] == [line.line for line in basket.lines]
    for line in (*found.lines, found):
        assert line.net + line.tax == line.total
        assert 0 <= line.net <= line.total
        assert min(line.tax, line.discount) >= 0
        gross = line.gross if line is not found else sum(one.gross for one in found.lines)
        assert gross - line.discount == (line.total if policy.tax_inclusive else line.net)
    for figure in ("total", "net", "tax", "discount"):
        assert getattr(found, figure) == sum(getattr(line, figure) for line in found.lines)
    off: dict[int, int] = defaultdict(int)
    for step in found.steps:
        off[step.line] += step.off
        assert 0 <= step.off <= step.on
        assert step.rule in {promotion.id for promotion in promoted} | {"member", "by_hand", "courtesy"}
    assert {line.line: line.discount for line in found.lines} == {line.line: off[line.line] for line in found.lines}
    assert found.courtesy == sum(step.off for step in found.steps if step.rule == "courtesy")
    assert 0 <= found.points <= found.total


@thorough
@given(bills())
def test_what_is_spread_over_lines_loses_no_cent(bill: Bill) -> None:
    """An amount off the basket arrives in full, as long as there is as much."""
    policy, promoted, basket = bill
    before = Pricer(policy, promoted).price(basket._replace(by_hand=0))
    after = Pricer(policy, promoted).price(basket._replace(by_hand=777))
    left = sum(line.gross - line.discount for line in before.lines) + before.courtesy
    assert sum(step.off for step in after.steps if step.rule == "by_hand") - sum(
        step.off for step in before.steps if step.rule == "by_hand"
    ) == min(777, left)


@thorough
@given(bills())
def test_what_is_asked_at_a_scan_is_what_the_bill_says(bill: Bill) -> None:
    policy, promoted, basket = bill
    pricer = Pricer(policy, promoted)
    whole, asked = pricer.price(basket), pricer.charge(basket)
    assert (asked.trace, asked.total) == (whole.trace, whole.total)
    for part in whole.trace:
        offs: dict[int, int] = {}
        for step in part.steps:
            offs[step.line] = offs.get(step.line, 0) + step.off
        assert part.offs == offs


PRICES = st.sampled_from([{}, {}, {"milk": 250}, {"milk": 1, "tea": 900}, dict.fromkeys(CATEGORIES, 300)])
"""What members pay, by sku."""
SPENDS = st.lists(st.integers(1, 700), max_size=3, unique=True)
"""What is taken off baskets that come to three times as much: one after the other."""


@thorough
@given(bills(kinds=(p.Spend, p.Spend, p.SpendPercent, p.Percent, p.ItemCoupon)), PRICES, SPENDS, st.booleans())
def test_the_short_way_to_a_price_is_as_long_as_the_whole(
    bill: Bill, members: dict[str, int], spends: list[int], had: bool
) -> None:
    """A scan that needs no bill: the same total, and the same on each line, whatever was given on it before."""
    policy, promoted, basket = bill
    promoted = [*promoted, *(p.Spend(id=f"s{off}", name=NAME, tiers=(p.Tier(3 * off, off),)) for off in spends)]
    items = [Item(sku, NAME, 100, category=kind, member_price=members.get(sku, 0)) for sku, kind in CATEGORIES.items()]
    till = Till(Rules(Catalog(items), {}, {}, {}, policy=policy, promotions=tuple(promoted)), clock=AT)
    offers = (Offer("b0", NAME, 1),) if had else ()
    lines = tuple(
        Line(line.line, line.sku, NAME, "", line.price, line.quantity, line.grams, line.scaled(line.price), len(offers),
             line.rate, at=line.line * 20_000, offers=offers)
        for line in basket.lines
    )  # fmt: skip
    short = plainly(till, lines, member=basket.member)
    if short is not None:
        whole = billing.bill(till, lines, member=basket.member)
        assert (short.total, short.lines) == (whole.priced.total, whole.lines)


@thorough
@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**5), min_size=1, max_size=30).filter(any))
def test_a_share_is_off_by_less_than_a_cent(total: int, weights: list[int]) -> None:
    shares = allocate(total, weights)
    assert sum(shares) == total
    assert all(abs(share * sum(weights) - total * w) < sum(weights) for share, w in zip(shares, weights, strict=True))


@thorough
@given(st.integers(0, 100), st.lists(st.integers(0, 20), min_size=1, max_size=8).filter(any), st.randoms())
def test_shares_that_no_order_decides_are_the_same_in_any(total: int, weights: list[int], random: Random) -> None:
    shares = apportion(total, weights)
    order = random.sample(range(len(weights)), len(weights))
    spread = allocate(total, [weights[n] for n in order])
    if shares is not None:
        assert shares == [spread[order.index(n)] for n in range(len(weights))] == allocate(total, weights)


# --- order and memory -------------------------------------------------------------------------------------------------


def figures(found: Priced) -> tuple[Any, ...]:
    return found.total, found.net, found.tax, found.discount, found.points


@thorough
@given(bills(), st.randoms(use_true_random=False))
def test_the_order_of_scanning_changes_no_figure(bill: Bill, random: Random) -> None:
    policy, promoted, basket = bill
    shuffled = list(basket.lines)
    random.shuffle(shuffled)
    lines = tuple(line._replace(line=n) for n, line in enumerate(shuffled, 1))
    random.shuffle(promoted)
    again = Pricer(policy, promoted).price(basket._replace(lines=lines))
    assert figures(again) == figures(priced(bill))


@thorough
@given(bills(), st.data())
def test_an_item_that_is_added_and_removed_leaves_no_trace(bill: Bill, data: st.DataObject) -> None:
    """One pricer for all, as a till has it: nothing that it saw in between may stay with it."""
    policy, promoted, basket = bill
    pricer = Pricer(policy, promoted)
    before = pricer.price(basket)
    more = data.draw(one_line(99, tuple(policy.taxes.values())))
    pricer.price(basket._replace(lines=(*basket.lines, more), member=not basket.member))
    assert pricer.price(basket) == before == Pricer(policy, [*promoted, *promoted]).price(basket)


# --- what goes together with what -------------------------------------------------------------------------------------


@thorough
@given(bills())
def test_promotions_keep_apart(bill: Bill) -> None:
    """No piece is counted twice or shared with an exclusive one; what is not promoted is touched by hands alone; a
    flash sale stays within its quota."""
    _, promoted, basket = bill
    by_id = {promotion.id: promotion for promotion in promoted}
    on_line: dict[int, int] = defaultdict(int)
    sold: dict[str, int] = defaultdict(int)
    apart = {line.line for line in basket.lines if not line.promoted}
    for step in priced(bill).steps:
        one = by_id.get(step.rule)
        assert step.line not in apart or one is None
        if isinstance(one, COUNTING) or (isinstance(one, ON_LINES) and one.together != "compound"):
            on_line[step.line] += step.units
        sold[step.rule] += step.units
    assert all(on_line[line.line] <= line.quantity for line in basket.lines)
    for one in promoted:
        if isinstance(one, p.Flash):
            assert not one.quota or sold[one.id] <= basket.quotas.get(one.id, one.quota)
            assert not one.each or sold[one.id] <= one.each


@thorough
@given(policies, promotions(), st.data())
def test_a_line_that_is_kept_whole_is_in_no_other_step(
    policy: Policy, others: list[p.Promotion], data: st.DataObject
) -> None:
    whole = p.Percent(id="whole", name=NAME, off=10_000, together="exclusive", priority=1)
    others = [one for one in others if one.id != "whole"]
    basket = data.draw(baskets(tuple(policy.taxes.values())))
    found = Pricer(policy, [whole, *others]).price(basket)
    free = {"member", "by_hand", "courtesy", "whole"}
    flash = {one.id for one in others if isinstance(one, p.Flash)}
    assert {step.rule for step in found.steps} <= free | flash
    assert found.points == 0 or flash == {step.rule for step in found.steps} & flash


@thorough
@given(policies, promotions((p.Percent, p.Amount)), st.data())
def test_one_more_compound_promotion_on_lines_never_makes_a_bill_dearer(
    policy: Policy, promoted: list[p.Promotion], data: st.DataObject
) -> None:
    """Of percents and amounts. Elsewhere it may: a lower sum misses a threshold, a lower price a combination."""
    plain = [one for one in promoted if one.together == "compound"]
    basket = data.draw(baskets(tuple(policy.taxes.values())))._replace(by_hand=0)
    one = p.Percent(id="more", name=NAME, off=data.draw(st.integers(0, 100_000)), priority=999)
    without = Pricer(policy, plain).price(basket)
    assert Pricer(policy, [*plain, one]).price(basket).total <= without.total


@thorough
@given(bills())
def test_who_is_no_member_and_has_no_coupon_pays_as_if_there_were_neither(bill: Bill) -> None:
    policy, promoted, basket = bill
    stranger = basket._replace(member=False, coupons=(), employee=False)
    open_to_all = [one for one in promoted if not one.members and not one.coupon and not isinstance(one, p.Employee)]
    assert Pricer(policy, promoted).price(stranger) == Pricer(policy, open_to_all).price(stranger)


# --- paying -----------------------------------------------------------------------------------------------------------

EXACT = st.lists(st.tuples(st.sampled_from(["card", "mobile", "gift"]), st.integers(1, 500)), max_size=2)
POLICIES = st.sampled_from([*(shipped(name) for name in SHIPPED), DROPPING])


@thorough
@given(POLICIES, st.integers(0, 100_000), EXACT, st.integers(0, 200_000))
def test_only_cash_is_rounded_and_what_is_paid_adds_up(
    policy: Policy, total: int, exact: list[tuple[str, int]], cash: int
) -> None:
    """Cash comes in coins that there are."""
    cash -= cash % policy.cash_step
    tenders = (*exact, *((("cash", cash),) if cash else ()))
    paid = pay(policy, total, tenders)
    if paid.over:
        at, due = paid.over
        assert tenders[at][1] > due == total - sum(amount for _, amount in exact[:at])
        return
    assert paid.due == total + paid.rounding
    assert paid.due - paid.open + paid.change == sum(amount for _, amount in tenders)
    assert not (paid.change and paid.open)
    if not cash or paid.open:
        assert paid.rounding == 0
    assert abs(paid.rounding) < policy.cash_step
    if cash and not paid.open:
        assert (total + paid.rounding - sum(amount for _, amount in exact)) % policy.cash_step == 0


@thorough
@given(POLICIES, st.integers(0, 100_000), st.integers(0, 30) | st.integers(0, 100_000))
def test_whatever_is_handed_over_settles_a_bill(policy: Policy, by_card: int, rest: int) -> None:
    """A part by card, the rest in the coins that the till asks for: no cent is left over that nobody can pay."""
    tenders = (*((("card", by_card),) if by_card else ()), ("cash", policy.cash_due(rest)))
    paid = pay(policy, by_card + rest, tenders)
    assert (paid.open, paid.change, paid.over) == (0, 0, None)


@thorough
@given(POLICIES, st.integers(0, 10**7))
def test_a_refund_in_cash_mirrors_its_sale(policy: Policy, due: int) -> None:
    assert policy.cash_due(-due) == -policy.cash_due(due)
    assert policy.cash_due(policy.cash_due(due)) == policy.cash_due(due)


@thorough
@given(POLICIES, st.integers(0, 10**7), st.data())
def test_the_tax_of_a_refund_is_minus_that_of_its_sale(policy: Policy, amount: int, data: st.DataObject) -> None:
    rate = data.draw(st.sampled_from(sorted(policy.taxes.values())))
    assert policy.tax_of(-amount, rate) == -policy.tax_of(amount, rate)


@pytest.mark.parametrize(("step", "rounding"), [(5, "nearest"), (10, "down"), (1, "nearest"), (0, "down")])
def test_rounding_is_to_the_step(step: int, rounding: Any) -> None:
    for amount in range(-60, 61):
        rounded = round_to(amount, step, rounding)
        assert rounded % max(1, step) == 0
        if rounding == "down":
            assert abs(rounded) <= abs(amount)
        else:
            assert 2 * abs(rounded - amount) <= step
    assert (divide(5, 10), divide(-5, 10), divide(4, 10)) == (1, -1, 0)
