"""What is printed on goods: codes that the till reads back, dates of the shop's clock, flaws as often as said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.shop import load_shop
from scenarios.specs.customers import CustomerSpec, GoodSpec
from scenarios.specs.spans import Span
from simulator.drill.customers.packaging import Packaging
from simulator.drill.customers.persons import person
from simulator.kernel.draws import Draws
from simulator.pos.calendar import age_on
from simulator.pos.catalog import Catalog
from simulator.pos.reading import Found, Unread, read
from simulator.pos.rules import Rules

SHOP = load_shop()
RULES = Rules(Catalog(SHOP.items.values()), {}, {}, {}, labels=SHOP.labels)
TODAY = "2026-12-24"
PACKAGING = Packaging(f"{TODAY}T10:00", SHOP.labels, {"fresh_milk_950": ("N1207",)})
LOOSE = [item for item in SHOP.items.values() if item.unit == "kg"]
PACKED = [item for item in SHOP.items.values() if item.codes]


@given(st.integers(0, 2000), st.sampled_from(LOOSE), st.integers(20, 9000))
def test_every_label_of_the_scale_counter_is_read_back(seed: int, ware: object, grams: int) -> None:
    spec = GoodSpec(printed="weigh")
    code = PACKAGING.label(ware, ware, grams, spec, Draws(seed, "x"))
    if not code:
        assert ware.price * grams >= 99_999_000, "only an amount without room is not printed"
        return
    found = read(RULES, code)
    assert isinstance(found, Found)
    assert (found.item.sku, found.grams) == (ware.sku, grams)


@given(st.integers(0, 2000), st.sampled_from(PACKED))
def test_every_2d_code_is_read_back(seed: int, ware: object) -> None:
    grams = 500 if ware.unit == "kg" else 0
    printed = PACKAGING.package(ware, GoodSpec(printed="2d"), grams, Draws(seed, "x"))
    found = read(RULES, printed.code)
    assert isinstance(found, Found)
    assert (found.item.sku, found.lot, found.expiry) == (ware.sku, printed.lot, printed.expiry)
    assert found.grams == grams
    assert printed.expiry > TODAY


@pytest.mark.parametrize("flaw", ["expired", "expires_today"])
def test_dates_are_those_of_the_shops_clock(flaw: str) -> None:
    dates = {
        PACKAGING.package(SHOP.items["milk_1l"], GoodSpec(flaw=flaw), 0, Draws(seed, "x")).expiry for seed in range(40)
    }
    assert dates == {TODAY} if flaw == "expires_today" else max(dates) < TODAY


def test_a_recalled_lot_is_one_of_the_shops() -> None:
    spec = GoodSpec(printed="2d", flaw="recalled")
    printed = PACKAGING.package(SHOP.items["fresh_milk_950"], spec, 0, Draws(1, "x"))
    assert printed.lot == "N1207"


def test_a_smudged_square_leaves_the_digits_below_it() -> None:
    printed = PACKAGING.package(SHOP.items["milk_1l"], GoodSpec(printed="2d", label="smudged"), 0, Draws(1, "x"))
    assert printed.code == SHOP.items["milk_1l"].codes[0]
    assert printed.expiry > TODAY


def test_a_misprint_is_refused_and_comes_as_often_as_said() -> None:
    apples = SHOP.items["apples"]
    spec = GoodSpec(printed="weigh", flaw="misprinted", share=40)
    results = [read(RULES, PACKAGING.label(apples, apples, 755, spec, Draws(seed, "x"))) for seed in range(300)]
    assert 80 < sum(isinstance(found, Unread) for found in results) < 160


def test_a_shop_without_a_date_prints_none() -> None:
    assert Packaging().package(SHOP.items["milk_1l"], GoodSpec(flaw="expired"), 0, Draws(1, "x")).expiry == ""


@given(st.integers(0, 2000), st.integers(6, 80), st.integers(0, 10))
def test_people_are_as_old_as_the_script_says(seed: int, low: int, more: int) -> None:
    spec = CustomerSpec("ann", Span(0, 0), (), (), age=Span(low, low + more))
    who = person(spec, f"{TODAY}T10:00", Draws(seed, "ages"))
    assert low <= age_on(who.born, TODAY) <= low + more
    assert abs(who.looks - age_on(who.born, TODAY)) <= 3


def test_who_has_no_age_is_plainly_old_enough() -> None:
    spec = CustomerSpec("ann", Span(0, 0), (), ())
    assert min(person(spec, f"{TODAY}T10:00", Draws(seed, "ages")).looks for seed in range(200)) >= 25
