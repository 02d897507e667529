"""A promotion of which a part comes back: as it was paid, less what the rest would have cost, or not at all."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.drill.bots.returning import decline
from simulator.drill.bots.steps import Memory
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.facts import Offer
from simulator.kernel.promotions import AnyPromotion, BuyGet, Combination, Goods, Nth, Part, Percent, Spend, Tier, When
from simulator.kernel.returns import ReturnPolicy
from simulator.kernel.texts import Text
from simulator.pos.invoiced import left
from simulator.pos.rules import Rules
from simulator.store.book_rows import ReturnedGoods
from simulator.store.books import book
from tests.pos.counter import MILK, RICE, SOY, replay_is_live
from tests.pos.returns_desk import TAKING_BACK, Desk, of, refusals
from tests.pos.test_laws import thorough
from tests.pos.test_returns_laws import POLICIES, baskets, payments, pieces, sold

NAME = Text("Together", "组合")
HALF = Nth(id="half", name=NAME, goods=Goods(skus=("milk",)), nth=2, off=50_000)
SAVE = Spend(id="save", name=NAME, tiers=(Tier(6000, 500),), when=When(hours=(("09:00", "11:00"),)))
EVERY = Spend(id="every", name=NAME, tiers=(Tier(4000, 1000),), every=True)
GIFT = BuyGet(id="gift", name=NAME, goods=Goods(skus=("rice",)), buy=1, get=1, gift=Goods(skus=("soy",)))
PAIR = Combination(id="pair", name=NAME, parts=(Part(Goods(skus=("milk",))), Part(Goods(skus=("soy",)), 2)), price=2500)
TENTH = Percent(id="tenth", name=NAME, goods=Goods(everything=True), off=10_000)
PROMOTIONS = (HALF, SAVE, EVERY, GIFT, PAIR, TENTH)


def shop(bundles: str, *promotions: AnyPromotion) -> Rules:
    """Milk is 12.80, soy 9.95, rice 45.90."""
    return replace(TAKING_BACK, rights={}, promotions=promotions, returns=ReturnPolicy(7, bundles=bundles))


def refunds(rules: Rules, codes: Sequence[str], *parts: Sequence[tuple[int, int]]) -> list[int]:
    """What goes back for each return of (line, units)."""
    desk = Desk(rules)
    sale = desk.sell(*codes)
    return [of(desk.give_back(sale.receipt, *part), f.ReturnCompleted)[0].total for part in parts]


@pytest.mark.parametrize(
    ("on", "codes", "parts", "paid"),
    [
        # 12.80 + 6.40: the one that is kept costs 12.80 alone
        (HALF, [MILK, MILK], [[(1, 1)], [(2, 1)]], [640, 1280]),
        (HALF, [MILK, MILK], [[(2, 1)], [(1, 1)]], [640, 1280]),
        (HALF, [MILK, MILK], [[(1, 1), (2, 1)]], [1920]),
        # of two pairs one is left, and that is a pair
        (HALF, [MILK] * 4, [[(1, 1), (2, 1)], [(3, 1)], [(4, 1)]], [1920, 640, 1280]),
        # the odd one has no part in it
        (HALF, [MILK, MILK, RICE], [[(3, 1)]], [4590]),
        # 91.80 - 5.00: what is kept does not come to 60.00
        (SAVE, [RICE, RICE], [[(1, 1)], [(2, 1)]], [4090, 4590]),
        # 137.70 - 5.00: with 91.80 it still does; a third of the 5.00 goes with a third of the goods
        (SAVE, [RICE] * 3, [[(1, 1)], [(2, 1)], [(3, 1)]], [4423, 4257, 4590]),
        # 91.80 - 20.00: with 45.90 one of the two tens is left, as much as goods kept had of it
        (EVERY, [RICE, RICE], [[(1, 1)]], [3590]),
        # the gift is kept: it would have cost 9.95
        (GIFT, [RICE, SOY], [[(1, 1)], [(2, 1)]], [3595, 995]),
        (GIFT, [RICE, SOY], [[(2, 1)], [(1, 1)]], [0, 4590]),
        # 32.70 for 25.00: what is kept costs 22.75 or 19.90
        (PAIR, [MILK, SOY, SOY], [[(2, 1)], [(1, 1)], [(3, 1)]], [225, 1280, 995]),
        (PAIR, [MILK, SOY, SOY], [[(1, 1)], [(2, 1)], [(3, 1)]], [510, 995, 995]),
        # nothing that each piece has by itself is broken
        (TENTH, [RICE, MILK], [[(1, 1)], [(2, 1)]], [4131, 1152]),
    ],
)
def test_what_was_paid_less_what_is_kept_would_have_cost(
    on: AnyPromotion, codes: list[str], parts: list[list[tuple[int, int]]], paid: list[int]
) -> None:
    assert refunds(shop("claw_back", on), codes, *parts) == paid


def test_the_fact_names_the_promotion_and_what_is_withheld_of_which_line() -> None:
    desk = Desk(shop("claw_back", HALF))
    sale = desk.sell(MILK, MILK)
    desk.open(sale.receipt)
    (first,) = of(desk.do(c.ReturnLine(1)), f.ReturnLineAdded)
    assert first.line.withheld == {1: 640}
    assert first.line.broken == (Offer("half", NAME, 640),)
    (second,) = of(desk.do(c.ReturnLine(2)), f.ReturnLineAdded)
    assert (second.line.withheld, second.line.amount, second.total) == ({1: -640}, 1280, 1920)
    assert refusals(desk.do(c.RemoveReturnLine(1))) == ["refused.last_line_first"]
    desk.do(c.RemoveReturnLine(2))
    assert of(desk.do(c.RemoveReturnLine(1)), f.ReturnLineRemoved)[0].total == 0


def test_a_promotion_of_an_earlier_day_is_known_as_long_as_the_shop_runs_it_at_times() -> None:
    then = Desk(shop("claw_back", HALF))
    (kept,) = then.found(then.sell(MILK, MILK).receipt)
    for once, paid in (((HALF,), 640), ((), 1280)):
        desk = Desk(replace(shop("claw_back"), once=once), before=(msgspec.structs.replace(kept, sale=""),))
        (done,) = of(desk.give_back(kept.receipt, (1, 1)), f.ReturnCompleted)
        assert done.total == paid


def test_as_a_whole_a_part_is_refused_and_says_what_else_has_to_come_back() -> None:
    desk = Desk(shop("whole", GIFT, HALF))
    sale = desk.sell(RICE, SOY, MILK)
    desk.open(sale.receipt)
    desk.do(c.ReturnLine(1))
    for command in (c.FinishReturn(), c.StartExchange(), c.RefundOtherwise("cash")):
        (refused,) = of(desk.do(command), f.Refused)
        assert refused.reason == "refused.whole_bundle"
        assert refused.given["goods_en"] == "Soy sauce × 1"
        assert (refused.given["promotion_zh"], refused.given["goods_zh"]) == ("组合", "酱油 × 1")
    assert desk.session.view.return_missing is not None
    advice = decline(desk.session.view, Memory())
    assert advice is not None
    assert advice.command == c.CancelReturn("not_taken_back"), "an experienced cashier gives it up"
    desk.do(c.ReturnLine(2))
    assert desk.session.view.return_missing is None
    (done,) = of(desk.settle(c.FinishReturn()), f.ReturnCompleted)
    assert done.total == 4590
    assert of(desk.give_back(sale.receipt, (3, 1)), f.ReturnCompleted)[0].total == 1280, "milk alone is no pair"


def test_as_a_whole_an_exception_lets_a_part_come_back_at_what_was_paid() -> None:
    desk = Desk(shop("whole", HALF))
    sale = desk.sell(MILK, MILK)
    desk.open(sale.receipt)
    desk.do(c.AllowException("goodwill"))
    desk.do(c.ReturnLine(1))
    assert of(desk.settle(c.FinishReturn()), f.ReturnCompleted)[0].total + 1920 - sale.total == 1280
    assert of(desk.give_back(sale.receipt, (2, 1)), f.ReturnCompleted)[0].total == sale.total - 1280


def come_back(desk: Desk, receipt: str, parts: Sequence[tuple[int, int]], paid: int) -> None:
    """Some of it now and some of it later, as far as it is taken back; all the rest in the end."""
    back = 0
    for at, units in [*parts, (-1, 0)]:
        (found,) = desk.found(receipt)
        left = [(line.line.line, line.units - line.returned) for line in found.lines if line.units > line.returned]
        if not left:
            return
        line, most = left[at % len(left)]
        facts = desk.give_back(receipt, *(left if at < 0 else [(line, min(units, most))]))
        if desk.till.returning:
            assert refusals(facts) == ["refused.whole_bundle"]
            assert at >= 0, "all of it always comes back"
            desk.do(c.CancelReturn())
        for done in of(facts, f.ReturnCompleted):
            back += done.total
            assert 0 <= back <= paid


promoted = st.lists(st.sampled_from(PROMOTIONS), unique=True, max_size=4).map(tuple)
policies = st.sampled_from(["prorate", "claw_back", "whole"])


@thorough
@given(policies, st.sampled_from(POLICIES), promoted, baskets, payments, st.sampled_from([0, 333]), pieces)
def test_whatever_becomes_of_bundles_the_refunds_of_everything_are_minus_the_sale(
    bundles: str,
    policy: object,
    on: tuple[AnyPromotion, ...],
    basket: list[str],
    pay: str,
    discount: int,
    parts: list[tuple[int, int]],
) -> None:
    rules = replace(shop(bundles, *on), policy=policy)
    desk = Desk(rules)
    sale = sold(desk, basket, pay, discount=discount)
    come_back(desk, sale.receipt, parts, sale.total)
    facts = [entry.what for entry in desk.tape.entries]
    done = of(facts, f.ReturnCompleted)
    assert sum(each.total for each in done) == sale.total
    assert sum(each.tax for each in done) == sale.tax
    assert all(each.net + each.tax == each.total for each in done)
    lines = [line for each in done for line in each.lines]
    assert all(line.amount >= 0 for line in lines)
    assert all(-1 <= line.tax <= line.amount + 1 for line in lines), (
        "the tax of what goes back, a cent of rounding apart"
    )
    for kind in ("cash", "mobile"):
        paid = sum(tender.amount for tender in sale.tenders if tender.kind == kind)
        assert sum(made.amount for made in of(facts, f.RefundMade) if made.kind == kind) == paid
    for one in sale.lines:
        assert sum(line.units for line in lines if line.line == one.line) == (one.grams or one.quantity)
        assert sum(line.withheld.get(one.line, 0) for line in lines) == 0
    assert desk.till.found[sale.receipt].returns == len(done)
    assert sum(row.amount for row in book(*desk.tape.entries) if isinstance(row, ReturnedGoods)) == sale.total
    replay_is_live(desk, rules)


@example("claw_back", (EVERY,), [MILK, "apples", *[MILK] * 3], "both", [(1, 1), (2, 1), (1, 754)])
@thorough
@given(policies, promoted, baskets, payments, pieces)
def test_whatever_becomes_of_bundles_the_red_letters_are_minus_the_invoice_and_follow_the_money(
    bundles: str, on: tuple[AnyPromotion, ...], basket: list[str], pay: str, parts: list[tuple[int, int]]
) -> None:
    rules = replace(shop(bundles, *on), once=on)
    then = Desk(rules)
    sale = sold(then, basket, pay)
    (kept,) = then.found(sale.receipt)
    desk = Desk(rules, before=(msgspec.structs.replace(kept, sale="", invoice="26000001"),))
    come_back(desk, sale.receipt, parts, sale.total)
    facts = [entry.what for entry in desk.tape.entries]
    reds, lines = of(facts, f.InvoiceRedLettered), left(kept).lines
    assert sum(red.amount for red in reds) == -sum(line.amount for line in lines)
    assert sum(red.tax for red in reds) == -sum(line.tax for line in lines)
    back = 0
    for what in facts:
        if isinstance(what, f.ReturnCompleted):
            back += what.total
        elif isinstance(what, f.InvoiceRedLettered):
            back += what.amount
            assert abs(back) <= 10 * len(sale.lines), "what cash rounding gave, or small change"


@thorough
@given(st.sampled_from([SAVE, EVERY]), st.lists(st.sampled_from([MILK, SOY, RICE]), min_size=2, max_size=7), st.data())
def test_what_is_clawed_back_is_what_the_rest_would_have_cost(on: Spend, codes: list[str], data: st.DataObject) -> None:
    """Worked out the slow way: the threshold asked again of the goods that are kept."""
    desk = Desk(shop("claw_back", on))
    sale = desk.sell(*codes)
    gone = data.draw(st.sets(st.sampled_from([line.line for line in sale.lines]), min_size=1))
    (done,) = of(desk.give_back(sale.receipt, *((line, 0) for line in sorted(gone))), f.ReturnCompleted)
    kept = sum(line.gross for line in sale.lines if line.line not in gone)
    tier = on.tiers[0]
    off = tier.off * (kept // tier.reach if on.every else kept >= tier.reach)
    had = sum(line.discount for line in sale.lines if line.line not in gone)
    alone = kept - min(off, had)  # what the rest had of it is all that it can lose
    assert abs(done.total - max(0, sale.total - alone)) <= len(codes)
