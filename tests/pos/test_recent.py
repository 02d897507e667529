"""The lowest recent price: what a return without a receipt is worth, and how that is known."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.drill.replay import verify
from simulator.drill.session import Session
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP, Entry, decode, encode
from simulator.kernel.facts import Line, RecentPrice
from simulator.kernel.promotions import Amount, AnyPromotion, BuyGet, Fixed, Goods, Nth, Percent, When
from simulator.kernel.returns import PastPrice, ReturnPolicy
from simulator.kernel.texts import Text
from simulator.pos.engine import apply
from simulator.pos.recent import lowest_recent, paid_each, sold_here, sold_lately
from simulator.pos.rules import Rules
from simulator.pos.state import Till
from tests.pos.counter import MILK, OPENING, RICE, SOY, STATION, MemoryTape
from tests.pos.returns_desk import TAKING_BACK, TODAY, Desk, of
from tests.pos.test_laws import thorough
from tests.pos.test_returns_laws import baskets, sold

PLAIN = replace(TAKING_BACK, promotions=(), rights={}, returns=ReturnPolicy())
"""Milk is 12.80 and 11.90 for members, soy 9.95, rice 45.90, apples 9.96 a kilo."""
NAME = Text("Offer", "优惠")
SOME_RICE = Goods(skus=("rice",))


def recent(desk: Desk, sku: str) -> RecentPrice:
    """What a piece of it is worth without a receipt, as the journal has it."""
    desk.do(c.ReturnWithoutReceipt())
    (added,) = of(desk.do(c.ReturnItem(sku, 1000 if sku == "apples" else 1)), f.ReturnLineAdded)
    desk.do(c.CancelReturn())
    assert added.line.amount == added.line.recent.price
    assert added.line.within == desk.till.rules.returns.recent
    return added.line.recent


def shop(*promotions: AnyPromotion, **rules: object) -> Rules:
    return replace(PLAIN, promotions=promotions, returns=ReturnPolicy(**rules))


def test_it_is_the_shelf_price_or_that_for_members_where_nothing_else_is_known() -> None:
    desk = Desk(PLAIN)
    assert recent(desk, "rice") == RecentPrice(4590, "shelf")
    assert recent(desk, "milk") == RecentPrice(1190, "member")


def test_it_is_what_was_really_paid_for_one_on_a_sale_of_this_shop() -> None:
    desk = Desk(shop(Nth(id="half", name=NAME, goods=Goods(skus=("milk",)), nth=2, off=50_000)))
    desk.sell(MILK, MILK)
    assert recent(desk, "milk") == RecentPrice(960, "sold", "till-1-0001", TODAY), "one and a half for two of them"
    desk.sell(MILK)
    assert recent(desk, "milk").price == 960


def test_a_price_that_somebody_set_by_hand_was_paid_as_well() -> None:
    desk = Desk(replace(PLAIN, rights={}))
    desk.do(c.Scan(code=RICE))
    desk.do(c.DiscountLine(1, off=1000, reason="damaged"))
    desk.sell()
    assert recent(desk, "rice") == RecentPrice(3590, "sold", "till-1-0001", TODAY)


def test_what_was_given_away_for_nothing_was_not_sold() -> None:
    desk = Desk(shop(BuyGet(id="gift", name=NAME, goods=SOME_RICE, buy=1, get=1, gift=Goods(skus=("soy",)))))
    sale = desk.sell(RICE, SOY)
    assert [line.amount for line in sale.lines] == [4590, 0]
    assert recent(desk, "soy") == RecentPrice(995, "shelf")


@pytest.mark.parametrize(
    ("offer", "price"),
    [
        (Percent(id="p", name=NAME, goods=SOME_RICE, off=10_000), 4131),
        (Amount(id="p", name=NAME, goods=SOME_RICE, off=500, members=True), 4090),
        (Fixed(id="p", name=NAME, goods=SOME_RICE, price=3990, when=When(until="2026-12-10T00:00")), 3990),
        (Fixed(id="p", name=NAME, goods=SOME_RICE, price=3990, when=When(until="2026-11-24T00:00")), 0),
        (Fixed(id="p", name=NAME, goods=SOME_RICE, price=3990, when=When(since="2026-12-24T12:00")), 0),
        (Fixed(id="p", name=NAME, goods=SOME_RICE, price=3990, when=When(hours=(("18:00", "20:00"),))), 3990),
        (Fixed(id="p", name=NAME, goods=SOME_RICE, price=3990, coupon="9520990000015"), 0),
        (Fixed(id="p", name=NAME, goods=Goods(skus=("soy",)), price=3990), 0),
    ],
)
def test_a_promotion_that_ran_lately_and_makes_a_price_for_one_piece_counts(offer: AnyPromotion, price: int) -> None:
    assert recent(Desk(shop(offer)), "rice") == (
        RecentPrice(price, "offer", "p", name=NAME) if price else RecentPrice(4590, "shelf")
    )


def test_earlier_prices_count_as_long_as_the_shop_says_and_its_own_word_always() -> None:
    was = {"rice": (PastPrice(3900, "2026-11-24"), PastPrice(3800, "2026-11-23"))}
    assert recent(Desk(shop(was=was)), "rice") == RecentPrice(3900, "was", day="2026-11-24"), "thirty days ago"
    assert recent(Desk(shop(was=was, recent=31)), "rice").price == 3800
    assert recent(Desk(shop(was=was, recent=7)), "rice") == RecentPrice(4590, "shelf")
    assert recent(Desk(shop(was=was, lowest={"rice": 3700})), "rice") == RecentPrice(3700, "told")


def test_a_price_that_was_raised_today_counts_until_it_is_no_recent_one() -> None:
    desk = Desk(PLAIN)
    desk.hear(s.ShopNews(prices={"rice": 4990}))
    assert recent(desk, "rice") == RecentPrice(4590, "was", day=TODAY)
    desk.hear(s.ShopNews(prices={"rice": 4290}))
    assert recent(desk, "rice") == RecentPrice(4290, "shelf")


def test_receipts_of_earlier_days_count_within_the_window() -> None:
    then = Desk(PLAIN)
    then.do(c.Scan(code=RICE))
    then.do(c.DiscountLine(1, off=590, reason="damaged"))
    (kept,) = then.found(then.sell().receipt)
    for day, price in (("2026-11-24", 4000), ("2026-11-23", 4590)):
        earlier = sold_lately([msgspec.structs.replace(kept, day=day)], TODAY, PLAIN.returns)
        till = Till(PLAIN)
        apply(
            till, Entry("till-1", 1, 0, "x", msgspec.structs.replace(STATION, clock=f"{TODAY}T10:00", recent=earlier))
        )
        assert lowest_recent(till, till.rules.catalog.items["rice"]).price == price


def two_tills(rules: Rules) -> Session:
    names = ("till-1", "till-2")
    opening = msgspec.structs.replace(OPENING, stations=names)
    openings = [msgspec.structs.replace(STATION, station=name, clock=f"{TODAY}T10:00") for name in names]
    return Session.open(opening, openings, MemoryTape(), lambda name: Till(rules, name))


def test_what_another_till_sold_for_less_is_told_before_the_return_is_begun() -> None:
    session = two_tills(replace(PLAIN, stations=("till-1", "till-2")))
    for command in (c.Scan(code=RICE), c.DiscountLine(1, off=900, reason="damaged"), c.StartTender(), c.TenderCash()):
        session.submit(command, station="till-2")

    def worth() -> int:
        session.submit(c.ReturnWithoutReceipt(), station="till-1")
        facts = session.submit(c.ReturnItem("rice"), station="till-1")
        session.submit(c.CancelReturn(), station="till-1")
        return facts[1].what.line.recent.price

    session.inject(s.NetworkFailed(), "director", station="till-1")
    assert worth() == 4590, "nobody can be asked"
    session.inject(s.NetworkReturned(), "director", station="till-1")
    assert worth() == 3690
    told = [entry.what for entry in session.journal.entries if isinstance(entry.what, s.SoldElsewhere)]
    assert told == [s.SoldElsewhere({"rice": RecentPrice(3690, "sold", "till-2-0001", TODAY)})]
    stored = [(entry.stream, encode(entry)) for entry in session.journal.entries]
    assert verify(stored, lambda station: Till(session.floor.tills[station].rules, station)).difference is None


offers = st.lists(
    st.sampled_from(
        [
            Percent(id="a", name=NAME, goods=SOME_RICE, off=30_000),
            Percent(id="b", name=NAME, goods=Goods(everything=True), off=7_000, members=True),
            Nth(id="c", name=NAME, goods=Goods(everything=True), nth=2, off=50_000),
            BuyGet(id="d", name=NAME, goods=Goods(skus=("milk", "soy")), buy=2, get=1),
            Fixed(id="e", name=NAME, goods=Goods(skus=("apples",)), price=700),
        ]
    ),
    unique=True,
).map(tuple)


@thorough
@given(
    st.sampled_from([PLAIN, replace(PLAIN, policy=msgspec.structs.replace(PLAIN.policy, tax_inclusive=False))]),
    offers,
    st.lists(st.tuples(baskets, st.integers(1, 3), st.sampled_from([0, 7, 333]), st.booleans()), max_size=4),
    st.sampled_from(["milk", "soy", "rice", "apples"]),
    st.integers(1, 9),
)
def test_without_a_receipt_no_more_goes_back_than_was_paid_on_any_sale(
    rules: Rules, on: tuple[AnyPromotion, ...], sales: list, sku: str, units: int
) -> None:
    desk = Desk(replace(rules, promotions=on))
    done = []
    for basket, times, discount, news in sales:
        if news:
            desk.hear(s.ShopNews(prices={sku: desk.till.rules.catalog.items[sku].price + 100 - times * 90}))
        done.append(sold(desk, basket, "cash", discount=discount, times=times))
    desk.do(c.ReturnWithoutReceipt())
    (added,) = of(desk.do(c.ReturnItem(sku, units)), f.ReturnLineAdded)
    line, item = added.line, desk.till.rules.catalog.items[sku]
    asked = line.recent.price
    assert 0 < asked <= min(item.price, item.member_price or item.price)
    for sale in done:
        of_it = [one for one in sale.lines if one.sku == sku]
        paid = sum(one.amount for one in of_it)
        if paid:
            assert asked * sum(one.grams or one.quantity for one in of_it) <= paid * (1000 if of_it[0].grams else 1)
    again = Till(desk.till.rules)
    again.rules = replace(rules, promotions=on)
    for entry in desk.tape.entries:
        if entry.stream != SHOP:
            apply(again, decode(encode(entry)))
    again.asked = desk.till.asked = None
    assert again == desk.till


RUNG_UP = st.tuples(
    st.sampled_from(("milk", "soy", "apples")), st.integers(0, 900), st.integers(0, 400), st.integers(1, 3)
)


def rung_up(n: int, sku: str, gross: int, off: int, units: int) -> Line:
    """A line of so many pieces, or grams of what is weighed, with something off."""
    quantity, grams = (1, units * 300) if sku == "apples" else (units, 0)
    return Line(n, sku, NAME, "", 0, quantity, grams, gross, min(off, gross), 0)


@thorough
@given(st.lists(st.lists(RUNG_UP, max_size=6), max_size=5))
def test_what_is_remembered_is_the_lowest_of_all_sales_however_many_lines_one_has(
    receipts: list[list[tuple[str, int, int, int]]],
) -> None:
    till = Till(PLAIN, clock="2026-01-02T10:00")
    lowest: dict[str, int] = {}
    for drawn in receipts:
        lines = tuple(rung_up(n, *one) for n, one in enumerate(drawn, 1))
        sold_here(till, f.SaleCompleted("till-1/1", "till-1-0001", "", lines, (), 0, 0, 0, 0, 0, 0))
        for sku, price in paid_each(lines).items():
            if price:
                lowest[sku] = min(price, lowest.get(sku, price))
    assert {sku: known.price for sku, known in till.lately.sold.items()} == lowest
