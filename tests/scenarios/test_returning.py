"""What customers bring back, and what a shop takes back, as authors write it."""

import pytest

from scenarios.checking import check
from scenarios.shop import ShopError, load_shop
from scenarios.shop_source import parse_shop
from scenarios.specs.customers import BroughtSpec, ReturnSpec
from scenarios.specs.spans import Span
from simulator.kernel.returns import PastPrice, ReturnPolicy, ReturnRule
from tests.scenarios.corner import COMPETENCIES, SCRIPT, Corner, Item, read, scenario_of

BASKET = "    basket: [milk x2, apples 0.755kg]\n    pays: {cash 50: 40%, mobile: 60%}\n"


def returning(words: str, *, basket: str = "") -> str:
    return SCRIPT.replace(BASKET, f"{basket}    returns: {words}\n")


def test_what_was_bought_and_what_comes_back_of_it() -> None:
    words = "{bought: [milk x3, apples 1.2kg], days ago: 2 to 4, paid: card, brings: [milk x2 opened 40%]}"
    script = scenario_of(returning(words))
    assert script.customers[0].returns == ReturnSpec(
        bought=script.customers[0].returns.bought,
        days=Span(2, 4),
        paid="card",
        brings=(BroughtSpec("milk", Span(2, 2), state="opened", share=40),),
    )
    assert [good.sku for good in script.customers[0].returns.bought] == ["milk", "apples"]
    assert script.customers[0].basket == ()


def test_without_a_word_about_it_all_that_was_bought_comes_back() -> None:
    returns = scenario_of(returning("{bought: milk x3}")).customers[0].returns
    assert returns.brings == (BroughtSpec("milk", Span(3, 3)),)
    assert (returns.shows, returns.wish, returns.refund, returns.days) == (
        "receipt",
        "refund",
        ("approved",),
        Span(1, 1),
    )


@pytest.mark.parametrize(
    ("words", "basket", "where"),
    [
        ("{bought: mlik}", "", "customers.mrs_li.returns.bought"),
        ("{bought: milk, brings: apples}", "", "customers.mrs_li.returns"),
        ("{bought: milk, shows: teeth}", "", "customers.mrs_li.returns.shows"),
        ("{bought: milk, wish: exchange}", "", "customers.mrs_li"),
        ("{bought: milk, points spent: yes}", "", "customers.mrs_li"),
        ("{bought: milk, brings: [milk 0.5kg]}", "", "customers.mrs_li.returns.brings"),
        ("{}", "", "customers.mrs_li.returns"),
    ],
)
def test_what_cannot_be_is_told_at_its_place(words: str, basket: str, where: str) -> None:
    assert [problem.where.partition("[")[0] for problem in read(returning(words, basket=basket)).problems][:1] == [
        where
    ]


def test_nobody_without_returns_comes_for_nothing() -> None:
    assert [problem.id for problem in read(SCRIPT.replace("    basket: [milk x2, apples 0.755kg]\n", "")).problems] == [
        "missing"
    ]


def test_the_shop_says_what_it_takes_back() -> None:
    returns = load_shop().returns
    assert returns.days == 7
    assert returns.rule("shampoo_repair_400", "personal_care") == ReturnRule("sealed")
    assert returns.rule("milk_1l", "dairy") == ReturnRule("faulty", shelf=False, days=3)
    assert returns.rule("rice_5kg", "grocery") == ReturnRule()


HEAD = """\
name: {en: Corner, zh: 街角}
address: {en: Here, zh: 这里}
policy: cn
float: {"1": "1"}
bags: []
quick_keys: []
staff:
  - {badge: c1, name: {en: A, zh: 甲}, level: cashier, pin: "1111"}
  - {badge: s1, name: {en: B, zh: 乙}, level: supervisor, pin: "2222"}
returns: RULES
"""
TABLE = (
    "sku,code,zh,en,pinyin,category,tax,price,member,unit,alike,age,pack\n"
    "soap,9520000000004,肥皂,Soap,fz,care,general,5.00,,piece,,,\n"
)


def shop(rules: str) -> ReturnPolicy:
    head, table = HEAD.replace("RULES", rules), TABLE
    return parse_shop("corner", head.encode(), table.encode()).returns


def test_a_rule_is_for_a_category_or_for_an_item() -> None:
    rules = shop('{days: "5", rules: {care: {takes: sealed}, soap: {takes: never, days: "1"}}, lowest: {soap: "4.50"}}')
    assert rules.rule("soap", "care") == ReturnRule("never", days=1)
    assert rules.rule("brush", "care") == ReturnRule("sealed")
    assert (rules.days, rules.lowest, rules.coupons_back) == (5, {"soap": 450}, False)
    assert (rules.recent, rules.was, rules.bundles) == (30, {}, "prorate")


def test_a_shop_says_what_things_cost_before_and_how_long_that_counts() -> None:
    rules = shop('{bundles: whole, recent: "14", was: {soap: {"2026-12-01": "4.20", "2026-12-12": "4.80"}}}')
    assert (rules.recent, rules.bundles) == (14, "whole")
    assert rules.was == {"soap": (PastPrice(420, "2026-12-01"), PastPrice(480, "2026-12-12"))}


@pytest.mark.parametrize(
    "rules",
    [
        "{weeks: 1}",
        "{rules: {cars: {takes: all}}}",
        "{rules: {care: {takes: some}}}",
        "{lowest: {tea: '1.00'}}",
        "[]",
        "{recent: soon}",
        "{bundles: half}",
        "{was: {tea: {2026-12-01: '1.00'}}}",
        "{was: {soap: {1.12.2026: '1.00'}}}",
        "{was: {soap: {2026-12-01: free}}}",
    ],
)
def test_a_rule_that_means_nothing_is_told_with_its_line(rules: str) -> None:
    with pytest.raises(ShopError) as failed:
        shop(rules)
    assert all(problem.startswith("corner.yaml:10:") for problem in failed.value.problems)


def test_a_stream_may_bring_returns_and_goods_by_the_metre() -> None:
    words = "{bought: [cloth 1.5m], brings: [cloth 50 cm damaged]}\n    every: 60 s"
    with_cloth = Corner(items={**Corner().items, "cloth": Item("m", "household")})
    checked = check(returning(words).encode(), {"corner": lambda: with_cloth}, COMPETENCIES)
    assert checked.scenario is not None, [problem.words("en") for problem in checked.problems]
    (crowd, *_) = checked.scenario.customers
    assert (crowd.every, crowd.returns.brings[0].grams) == (Span(60_000, 60_000), Span(500, 500))
