"""The market's past year: whatever one asks, the figures add up to the same; and what an offer would have cost."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.market import kept
from scenarios.market.ledger import REASONS, goods_of
from scenarios.market.past import GOODS, PLACES, TIMES, Figures, Past, shipped
from scenarios.market.sums import together
from scenarios.market.would import line_rule, would
from scenarios.shop import load_shop
from simulator.kernel.policy import Policy
from simulator.kernel.promotions import (
    Amount,
    AnyPromotion,
    BasketCoupon,
    BuyGet,
    Fixed,
    Flash,
    Goods,
    Nth,
    Percent,
    Spend,
    Tier,
    When,
)
from simulator.kernel.texts import Text
from simulator.pos.pricing.basket import Basket, BasketLine
from simulator.pos.pricing.pricer import Pricer

PAST = shipped()
NAME = Text("Offer", "促销")
DAIRY = Goods(categories=("dairy",))


def common(figures: Figures) -> tuple[int, ...]:
    """What is known by goods and by tills alike."""
    return figures[:6]


@settings(max_examples=12, deadline=None)
@given(first=st.integers(0, 364), days=st.integers(1, 9), by=st.sampled_from((*TIMES, *PLACES, *GOODS)))
def test_by_whatever_one_asks_the_sums_are_the_same_to_the_cent(first: int, days: int, by: str) -> None:
    since = PAST.sums.date(first).isoformat()
    until = PAST.sums.date(min(364, first + days - 1)).isoformat()
    rung = PAST.sales(since, until)["all"]
    asked = together(PAST.sales(since, until, by=by).values())
    assert common(asked) == common(rung)
    assert rung.net + rung.tax == rung.paid == rung.gross - rung.discount
    assert rung.members <= rung.baskets <= rung.lines <= rung.pieces
    assert rung.member_paid <= rung.paid
    if by in GOODS:
        assert asked.baskets == asked.members == 0, "nobody knows whose baskets goods were in"
        assert asked.thousandths > 0
    else:
        assert asked == rung


def test_goods_add_up_to_their_category_day_by_day() -> None:
    span = ("2026-03-01", "2026-03-14")
    skus = [item.sku for item in PAST.sums.items if item.category == "dairy"]
    by_sku = PAST.sales(*span, by="sku", goods=["dairy"])
    assert set(by_sku) <= set(skus)
    whole = PAST.sales(*span, goods=["dairy"])["all"]
    assert together(by_sku.values()) == whole == PAST.sales(*span, by="category")["dairy"]
    assert together(PAST.sales(*span, by="day", goods=skus).values()) == whole
    assert together(PAST.sales(*span, by="week", goods=skus).values()) == whole


def test_a_single_days_item_can_be_worked_out_by_hand() -> None:
    change = PAST.sums.year.changes[0]
    item, cost = PAST.sums.items[change.item], PAST.sums.costs[change.item]
    day = PAST.sums.date(change.day)
    before, after = (day - timedelta(days=1)).isoformat(), day.isoformat()
    assert (PAST.price(item.sku, before), PAST.price(item.sku, after)) == (change.before, item.price)
    daily = PAST.sums.daily(change.item)
    assert any(n < change.day for n in daily)
    assert any(n >= change.day for n in daily)
    for n, sold in daily.items():
        price = change.before if n < change.day else item.price
        counts = PAST.sums.lines(change.item, range(n, n + 1))
        assert sold.lines == sum(counts)
        assert sold.pieces == sum(count * pieces for pieces, count in enumerate(counts, 1))
        assert (sold.gross, sold.cost) == (price * sold.pieces, cost * sold.pieces)
        assert abs(sold.net * (100_000 + item.tax_rate) - sold.paid * 100_000) <= (100_000 + item.tax_rate) // 2
        assert sold == PAST.sums.sold(change.item, range(n, n + 1))
    assert together(daily.values()) == PAST.sums.sold(change.item, PAST.span())


def test_what_is_weighed_is_charged_by_its_weight() -> None:
    (n,) = PAST.among(["bananas"])
    sold = PAST.sums.sold(n, PAST.span("2026-05-04", "2026-05-04"))
    assert sold.thousandths % 10 == 0
    assert sold.pieces == sold.lines > 5
    assert abs(sold.gross * 1000 - PAST.sums.items[n].price * sold.thousandths) <= 500


def test_it_is_a_year_that_a_shop_could_have_had() -> None:
    year = PAST.sales()["all"]
    assert PAST.first == "2025-12-24"
    assert PAST.last == "2026-12-23"
    assert 900_000 <= year.lines <= 1_200_000
    assert 0.40 <= year.member_paid / year.paid <= 0.60
    assert 0.20 <= year.margin / year.net <= 0.32
    assert 6_000 <= year.paid / year.baskets <= 12_000
    lost = sum(loss.cost for loss in PAST.lost().values())
    assert 0.004 <= lost / year.paid <= 0.02
    assert len(PAST.sales(by="cashier")) == 8
    items = PAST.sales("2026-10-01", "2026-10-31", by="sku")
    assert len(items) > 3000
    best = sorted(items.values(), key=lambda f: -f.lines)[: len(items) // 5]
    assert together(best).lines > 0.4 * together(items.values()).lines, "few items sell well, and many seldom"


def test_feasts_seasons_weekdays_and_hours_show() -> None:
    days = {day: sold.baskets for day, sold in PAST.sales(by="day").items()}
    assert min(days, key=days.__getitem__) in ("2026-02-17", "2026-02-18"), "the first days of the Spring Festival"
    assert "2026-02-08" <= max(days, key=days.__getitem__) <= "2026-02-15", "the week of shopping before it"
    weekday = {day: sold.paid for day, sold in PAST.sales("2026-03-02", "2026-03-29", by="weekday").items()}
    assert max(weekday, key=weekday.__getitem__) in ("6", "7")
    assert min(weekday, key=weekday.__getitem__) in ("1", "2", "3")
    hours = PAST.sales(by="hour")
    assert list(hours) == [f"{hour:02}" for hour in range(8, 22)]
    assert max(hours, key=lambda hour: hours[hour].baskets) in ("17", "18")
    ice = [item.sku for item in PAST.sums.items if PAST.assortment.supplies[item.sku].family == "ice_cream"]
    months = PAST.sales(by="month", goods=ice)
    assert months["2026-07"].lines > 4 * months["2026-01"].lines
    school = PAST.sales(by="month", goods=["stationery"])
    assert school["2026-08"].lines > 1.3 * school["2026-05"].lines


def test_lines_that_are_not_there_are_told() -> None:
    with pytest.raises(ValueError, match="expected days from 2025-12-24 to 2026-12-23"):
        PAST.sales("2025-12-23")
    with pytest.raises(ValueError, match="expected days"):
        PAST.sales("2026-02-02", "2026-02-01")
    with pytest.raises(ValueError, match=r"expected one of all, day, .*, sku, family, category, supplier, got moon"):
        PAST.sales(by="moon")
    with pytest.raises(ValueError, match="got hour"):
        PAST.sales(by="hour", goods=["dairy"])
    with pytest.raises(KeyError, match="gold"):
        PAST.sales(by="day", goods=["gold"])


def test_losses_and_oddities_have_somebody_to_be_found() -> None:
    assert set(PAST.lost()) <= set(REASONS)
    whole = sum(loss.cost for loss in PAST.lost().values())
    assert whole == sum(loss.cost for loss in PAST.lost(by="sku").values())
    assert whole == sum(loss.cost for loss in PAST.lost(by="month").values())
    produce = PAST.lost(by="category")["produce"]
    assert produce.cost > 0.2 * whole, "what goes off is lost most"
    counted = PAST.lost("2026-06-30", "2026-06-30")
    assert counted["counted"].times > 100
    before, after = PAST.oddities("", "2026-08-31"), PAST.oddities("2026-09-01")
    assert set(before) == set(after) == set(PAST.sales(by="cashier"))
    assert max(after, key=lambda badge: after[badge].voids) == "c05"
    assert after["c05"].void_amount > 2 * max(odd.void_amount for badge, odd in after.items() if badge != "c05")
    assert before["c05"].voids < 1.3 * sum(odd.voids for odd in before.values()) / 8, "nothing stood out before"
    assert len(PAST.stock) == 13
    turns = PAST.sales()["all"].cost / (sum(PAST.stock.values()) / len(PAST.stock))
    assert 8 <= turns <= 40


# --- promotions ------------------------------------------------------------------------------------------------------


def test_what_ran_is_what_was_given() -> None:
    ran = {each.promotion.id: each for each in PAST.promotions}
    assert len(ran) == len(PAST.promotions) > 100
    assert sum(each.off for each in ran.values()) < PAST.sales()["all"].discount, "members had something too"
    for each in ran.values():
        assert (each.off > 0) == (each.lines > 0) == (each.baskets > 0)
        assert each.baskets <= each.lines
    leaflet = next(each for each in ran.values() if each.lines > 10 and isinstance(each.promotion, Fixed))
    since, until = leaflet.promotion.when.since[:10], leaflet.promotion.when.until[:10]
    last = (date.fromisoformat(until) - timedelta(days=1)).isoformat()
    sold = PAST.sales(since, last, goods=leaflet.promotion.goods.skus)["all"]
    assert leaflet.lines == sold.lines
    assert would(PAST, leaflet.promotion, since, last).off <= leaflet.off <= sold.discount


def test_a_threshold_that_ran_would_have_cost_what_it_cost() -> None:
    ran = next(each for each in PAST.promotions if each.promotion.id == "national_day")
    found = would(PAST, ran.promotion, "2026-10-01", "2026-10-03")
    assert (found.off, found.times) == (ran.off, ran.baskets)
    assert found.paid == PAST.sales("2026-10-01", "2026-10-03")["all"].paid
    assert found.margin - found.off < found.margin_then < found.margin, "what is given takes its tax along"
    every = Spend("every", NAME, ran.promotion.goods, tiers=(Tier(5_000, 400),), every=True)
    bands = PAST.spent("2026-10-01", "2026-10-03")
    assert would(PAST, every, "2026-10-01", "2026-10-03").off == sum(
        n * (yuan // 50) * 400 for yuan, n in bands.items()
    )
    assert sum(bands.values()) == PAST.sales("2026-10-01", "2026-10-03")["all"].baskets


OFFERS: tuple[AnyPromotion, ...] = (
    Percent("p", NAME, DAIRY, off=12_500),
    Amount("a", NAME, DAIRY, off=130),
    Fixed("f", NAME, DAIRY, price=777),
    Nth("n2", NAME, DAIRY, nth=2, off=50_000),
    Nth("n3", NAME, DAIRY, nth=3, off=33_333),
    BuyGet("b", NAME, DAIRY, buy=2, get=1),
    Flash("fl", NAME, DAIRY, price=500, each=2),
)


@settings(max_examples=60, deadline=None)
@given(price=st.integers(10, 30_000), pieces=st.integers(1, 6), offer=st.sampled_from(OFFERS))
def test_a_line_would_have_been_given_what_a_till_gives(price: int, pieces: int, offer: AnyPromotion) -> None:
    policy: Policy = PAST.shop.policy
    bill = Pricer(policy, [offer]).price(Basket((BasketLine(1, "milk", "dairy", price, pieces, rate=9_000),)))
    assert line_rule(offer).pieces(pieces, price) == bill.discount


@settings(max_examples=40, deadline=None)
@given(price=st.integers(10, 30_000), grams=st.integers(1, 9_000), offer=st.sampled_from(OFFERS))
def test_a_weighed_line_too(price: int, grams: int, offer: AnyPromotion) -> None:
    line = BasketLine(1, "cheese", "dairy", price, grams=grams, rate=9_000)
    assert line_rule(offer).weight(grams, price) == Pricer(PAST.shop.policy, [offer]).price(Basket((line,))).discount


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: str(offer.id))
def test_past_lines_are_reduced_one_by_one(offer: AnyPromotion) -> None:
    span = ("2026-03-02", "2026-03-08")
    found = would(PAST, offer, *span)
    off = times = 0
    for n in PAST.among(["dairy"]):
        for day in PAST.span(*span):
            for pieces, count in enumerate(PAST.sums.lines(n, range(day, day + 1)), 1):
                given = line_rule(offer).pieces(pieces, PAST.sums.price(n, day))
                off, times = off + given * count, times + count * (given > 0)
    assert (found.off, found.times) == (off, times)
    assert off > 0
    sold = PAST.sales(*span, goods=["dairy"])["all"]
    assert (found.paid, found.margin) == (sold.paid, sold.margin)
    assert found.margin_then < found.margin


def test_who_gives_too_much_is_told_on_which_goods() -> None:
    gentle = would(PAST, Percent("p", NAME, DAIRY, off=2_000), "2026-03-02", "2026-03-03")
    wild = would(PAST, Nth("n", NAME, DAIRY, nth=2, off=100_000), "2026-03-02", "2026-03-03")
    assert set(gentle.below_cost) <= {"twin_brook_whole_milk_1_l"}, "which is sold below cost as it is"
    assert len(wild.below_cost) > 30
    assert wild.margin_then < gentle.margin_then < gentle.margin == wild.margin


def test_a_quota_ends_and_days_of_the_week_count() -> None:
    item = "twin_brook_whole_milk_1_l"
    flash = Flash("f", NAME, Goods(skus=(item,)), price=900, quota=7)
    sold = PAST.sales("2026-03-02", "2026-03-08", goods=[item])["all"]
    assert sold.pieces > 14
    price = PAST.price(item, "2026-03-02")
    assert would(PAST, flash, "2026-03-02", "2026-03-08").off <= 7 * (price - 900)
    once = Flash("f", NAME, Goods(skus=(item,)), price=900, quota=7, each=1)
    assert would(PAST, once, "2026-03-02", "2026-03-08")[:2] == (7 * (price - 900), 7)
    days = [
        would(PAST, Percent("p", NAME, DAIRY, When(weekdays=(day,)), off=10_000), "2026-03-02", "2026-03-08").off
        for day in range(7)
    ]
    assert sum(days) == would(PAST, Percent("p", NAME, DAIRY, off=10_000), "2026-03-02", "2026-03-08").off
    assert min(days) > 0


@pytest.mark.parametrize(
    "offer",
    [
        Percent("hours", NAME, DAIRY, When(hours=(("14:00", "16:00"),)), off=10_000),
        Percent("members", NAME, DAIRY, members=True, off=10_000),
        BasketCoupon("coupon", NAME, coupon="9520990000010", off=500),
        BuyGet("gift", NAME, DAIRY, buy=1, get=1, gift=Goods(skus=("bananas",))),
        Flash("quota", NAME, DAIRY, price=500, quota=9),
        Spend("dairy", NAME, DAIRY, tiers=(Tier(5_000, 500),)),
        Spend("cents", NAME, tiers=(Tier(5_050, 500),)),
    ],
    ids=lambda offer: str(offer.id),
)
def test_what_the_year_cannot_say_is_refused(offer: AnyPromotion) -> None:
    with pytest.raises(ValueError, match=offer.id):
        would(PAST, offer, "2026-03-02", "2026-03-03")


# --- how it is kept --------------------------------------------------------------------------------------------------


def test_the_year_is_kept_by_content_and_small() -> None:
    (file,) = Path(str(kept._room())).glob("year-*")
    assert file.name == f"year-{kept.address(file.read_bytes())}.bin"
    assert sum(path.stat().st_size for path in file.parent.iterdir()) < 1_000_000


def test_a_year_of_other_goods_is_none_of_this_shop() -> None:
    assert PAST.sums.year.goods == goods_of(PAST.shop), "run `python -m scenarios.market year`"
    import msgspec

    item = PAST.shop.items["bananas"]
    dearer = {**PAST.shop.items, "bananas": msgspec.structs.replace(item, price=item.price + 10)}
    with pytest.raises(ValueError, match="make it anew"):
        Past(msgspec.structs.replace(PAST.shop, items=dearer), kept.data("year"))


def test_the_days_are_what_the_generator_makes() -> None:
    pytest.importorskip("pypinyin", reason="an authoring tool, of the extra `dev`")
    from scenarios.market.__main__ import SEED, make_goods
    from scenarios.market.trading import Day
    from scenarios.market.year import Making

    making = Making(load_shop("market"), make_goods().expected, SEED)
    for n in (0, 55):
        making.rows.clear()
        Day(making, n).run()
        day = PAST.sums.date(n).isoformat()
        rung = PAST.sales(day, day)["all"]
        assert sum(row.baskets for row in making.rows) == rung.baskets
        assert sum(row.gross for row in making.rows) == rung.gross
        assert sum(row.cost for row in making.rows) == rung.cost
    hours = [(row.hour, row.till) for row in making.rows]
    assert all(one < other for one, other in pairwise(hours))
