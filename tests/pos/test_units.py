"""Units of measure at the till: what is measured by hand, what comes in packs, how a line goes from one to another."""

from dataclasses import replace

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel import units
from simulator.kernel.events import Command
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.pos.catalog import Catalog
from simulator.pos.pricing import price_per
from simulator.pos.receipt import Head, receipt
from simulator.pos.rules import Right
from tests.pos.counter import ITEMS, MILK, RULES, Counter, Item

CLOTH = Item("cloth", Text("Cotton cloth", "棉布"), 2580, plu="301", unit="m")
RIBBON = Item("ribbon", Text("Ribbon", "丝带"), 500, plu="302", unit="m", per=100)
WINE = Item("wine", Text("Rice wine", "米酒"), 1600, plu="303", unit="l", per=500)
WATER = Item("water", Text("Water", "水"), 200, ("95200125",), unit="bottle")
SIX = Item("six", Text("Water x 6", "水×6"), 1000, ("95200132",), unit="tray", pack_of="water", pieces=6)
CASE = Item("case", Text("Water x 24", "水×24"), 3600, ("95200149",), unit="case", pack_of="water", pieces=24)
SHOP = replace(
    RULES,
    catalog=Catalog([*ITEMS, CLOTH, RIBBON, WINE, WATER, CASE, SIX]),
    rights=RULES.rights | {"change_quantity": Right(1000), "change_unit": Right(1000)},
)


@pytest.fixture
def counter() -> Counter:
    return Counter(SHOP)


def refusal(facts: list[object]) -> str:
    (refused,) = facts
    assert isinstance(refused, f.Refused)
    return refused.reason


def sold(counter: Counter, *commands: Command) -> f.Line:
    """The line that the last of these leaves."""
    found = [counter.do(command) for command in commands][-1]
    return next(fact.line for fact in found if isinstance(fact, f.LineAdded | f.LineChanged))


def test_cloth_is_sold_by_what_was_measured(counter: Counter) -> None:
    assert refusal(counter.do(c.PickItem("cloth"))) == "refused.measure_first"
    line = sold(counter, c.SetMultiplier(2, 2500), c.PickItem("cloth"))
    assert (line.quantity, line.grams, line.gross, line.unit, line.count.en) == (1, 2500, 6450, "m", "2.500 m")
    assert counter.till.measure == 0
    assert refusal(counter.do(c.PickItem("cloth"))) == "refused.measure_first", "a measure counts once"
    assert sold(counter, c.SetMultiplier(1, 1000), c.PickItem("cloth")).gross == 2580
    assert sold(counter, c.SetMultiplier(3), c.PickItem("cloth")).gross == 7740


def test_a_measure_that_was_typed_by_mistake_is_taken_back(counter: Counter) -> None:
    counter.do(c.SetMultiplier(2, 2500))
    counter.do(c.SetMultiplier(1))
    assert sold(counter, c.Scan(code=MILK)).quantity == 1


@pytest.mark.parametrize(("sku", "reason"), [("milk", "refused.unit_whole"), ("water", "refused.unit_whole")])
def test_what_is_counted_has_no_parts(counter: Counter, sku: str, reason: str) -> None:
    counter.do(c.SetMultiplier(2, 2500))
    assert refusal(counter.do(c.PickItem(sku))) == reason
    counter.do(c.SetMultiplier(2, 2000))
    assert sold(counter, c.PickItem(sku)).quantity == 2
    assert refusal(counter.do(c.ChangeQuantity(1, 1, 1500))) == reason


def test_what_is_weighed_lies_on_the_scale_whatever_is_typed(counter: Counter) -> None:
    (apples,) = counter.customer("apples")
    counter.do(c.Weigh(apples.id))
    counter.do(c.SetMultiplier(1, 1250))
    assert refusal(counter.do(c.PickItem("apples", apples.id))) == "refused.quantity_of_weight"


def test_a_measured_line_takes_another_measure_within_ones_right(counter: Counter) -> None:
    counter.do(c.SetMultiplier(2, 2500))
    counter.do(c.PickItem("cloth"))
    assert sold(counter, c.ChangeQuantity(1, 2, 2300)).gross == 5934
    (asked,) = counter.do(c.ChangeQuantity(1, 1))
    assert asked == f.AuthorizationAsked("change_quantity", 3354, "supervisor")


@pytest.mark.parametrize(("quantity", "thousandths"), [(1, -5), (1, 10**9), (0, 500), (7, 2500), (1000, 0)])
def test_a_quantity_says_one_thing(counter: Counter, quantity: int, thousandths: int) -> None:
    assert refusal(counter.do(c.SetMultiplier(quantity, thousandths))) == "refused.quantity"


def test_a_bottle_becomes_a_case_and_the_goods_go_with_it(counter: Counter) -> None:
    counter.do(c.SetMultiplier(2))
    counter.do(c.PickItem("water"))
    line = sold(counter, c.ChangeUnit(1, "case"))
    assert (line.sku, line.quantity, line.pieces, line.pack_of, line.gross) == ("case", 2, 24, "water", 7200)
    assert (line.unit, line.count.zh, line.code) == ("case", "2 箱", "95200149")
    assert counter.till.sale.total == 7200
    assert [item.sku for item in SHOP.catalog.packs("six")] == ["water", "six", "case"]


def test_a_smaller_unit_is_worth_less_and_needs_the_right(counter: Counter) -> None:
    counter.do(c.PickItem("case"))
    (asked,) = counter.do(c.ChangeUnit(1, "water"))
    assert asked == f.AuthorizationAsked("change_unit", 3400, "supervisor")
    changed = counter.do(c.EnterPin("s1"))
    assert any(isinstance(fact, f.LineChanged) and fact.line.sku == "water" for fact in changed)


def test_only_a_pack_of_the_same_goods_will_do(counter: Counter) -> None:
    counter.do(c.PickItem("water"))
    counter.do(c.Scan(code=MILK))
    assert refusal(counter.do(c.ChangeUnit(1, "milk"))) == "refused.other_item"
    assert refusal(counter.do(c.ChangeUnit(1, "water"))) == "refused.other_item"
    assert refusal(counter.do(c.ChangeUnit(2, "six"))) == "refused.one_unit"
    assert refusal(counter.do(c.ChangeUnit(9, "six"))) == "refused.no_such_line"


@pytest.mark.parametrize(("typed", "wrong"), [(2500, ()), (2000, ("g1",))])
def test_another_measure_than_was_cut_off_is_found_when_the_customer_leaves(
    counter: Counter, typed: int, wrong: tuple[str, ...]
) -> None:
    counter.served = 1
    counter.hear(s.CustomerArrived("c1", Text("Mrs Li", "李女士")))
    counter.do(c.CallNext())
    counter.hear(s.CustomerSteppedUp("c1", (s.Good("g1", "cloth", CLOTH.name, "none", "", 2500),), ""))
    assert (counter.session.view.belt[0].measure, counter.session.view.belt[0].unit) == (2500, "m")
    counter.do(c.SetMultiplier(2, typed))
    counter.do(c.PickItem("cloth", "g1"))
    counter.do(c.StartTender())
    counter.hear(s.CashOffered("c1", {1000: 7}))
    counter.do(c.TenderCash(7000))
    assert counter.leave().wrong == wrong


def test_prices_are_shown_for_what_people_buy() -> None:
    assert [SHOP.price_of(item, item.price) for item in (CLOTH, RIBBON, WINE, WATER)] == [
        (2580, "m"), (50, "10cm"), (800, "500ml"), (200, ""),
    ]  # fmt: skip
    assert price_per(999, 500, "l") == (999, "L"), "half of it would lose a fen"


@pytest.mark.parametrize(
    ("lang", "row"),
    [("en", "  2 cases x 36.00"), ("zh", "  2 箱 x 36.00")],
)
def test_the_receipt_says_what_was_counted_and_measured(counter: Counter, lang: str, row: str) -> None:
    counter.do(c.SetMultiplier(2))
    counter.do(c.PickItem("case"))
    counter.do(c.SetMultiplier(1, 500))
    counter.do(c.PickItem("wine"))
    sale = f.SaleCompleted("s", "R1", "", tuple(counter.till.sale.lines.values()), (), 8000, 8000, 0, 0, 0, 0, "")
    printed = str(receipt(sale, Head(Text(), Text(), "till-1", Text(), ""), Words(lang)))  # type: ignore[arg-type]
    assert row in printed
    assert "  0.500 L x 8.00/500ml" in printed


def test_every_unit_has_words_in_both_languages() -> None:
    for id, unit in units.UNITS.items():
        assert unit.one.en, id
        assert unit.one.zh, id
        assert units.measured(id) == (id in ("kg", "m", "l"))
