"""Baskets, promotions and policies as files: every mistake is told at its place, all at once, in both languages."""

import json
import re
from pathlib import Path

import pytest
import yaml

from scenarios.basket_source import Basket, BasketError, load_basket, parse_basket
from scenarios.policy_source import SHIPPED, PolicyError, load_policy, parse_policy, shipped
from simulator.kernel.promotions import Nth, Percent
from simulator.price import price_file

BASKET = """\
policy: cn
at: 2026-12-24T10:42
member: true
items:
  - {code: "6901", price: "12.80", quantity: "2"}
  - {code: apples, price: "9.96", weight: "0.755", tax: farm}
promotions:
  fresh: {kind: percent off, name: {en: Fresh week, zh: 生鲜周}, goods: apples, off: 10%}
  flash: {kind: flash sale, name: {en: F, zh: 秒}, goods: eggs, price: "1.00", quota: 100, from: 2026-12-24}
  half: {kind: nth piece, name: {en: H, zh: 半}, goods: soap, nth: 2nd, off: 50%}
  gift: {kind: buy and get, name: {en: G, zh: 赠}, goods: tea, buy: 2, get: 1, gift: cup}
  set: {kind: combination, name: {en: S, zh: 组}, parts: [bread, milk], price: "10.00"}
  save: {kind: spend and save, name: {en: S, zh: 减}, steps: 100 off 20}
  more: {kind: spend and discount, name: {en: M, zh: 折}, pieces: yes, steps: 2 pieces off 10%}
  ten: {kind: basket coupon, name: {en: T, zh: 券}, coupon: TEN, off: "10.00"}
coupons: TEN
tenders: [{type: cash, amount: "50.00"}]
"""
POLICY = """\
policy: de
name: {en: Germany, zh: 德国}
currency: EUR
prices: with tax
taxes: {general: 19%, reduced: 7%}
tax rounding: by total
cash: exact
"""


def parsed(text: str) -> Basket:
    basket, problems = parse_basket(text.encode())
    assert basket is not None, problems
    return basket


def told(text: str, lang: str = "en") -> list[str]:
    """All that is wrong with a basket, without the file's name."""
    basket, problems = parse_basket(text.encode())
    assert (basket is None) == bool(problems)
    return [problem.words("zh" if lang == "zh" else "en").removeprefix("-:") for problem in problems]


def place(words: str) -> str:
    """Line, column and path of keys."""
    found = re.match(r"\d+:\d+(: [^:：]+(?=[:：]))?", words.replace(": expected", ":: expected", 1))
    assert found, words
    return found[0]


def mistakes() -> list[tuple[str, str, str]]:
    text = (Path(__file__).parent / "price_mistakes.txt").read_text("utf-8")
    cases = [block.split("\n") for block in text.split("\n\n")[1:] if block.strip()]
    return [(old[2:], new[2:].replace("\\n", "\n"), told[2:]) for old, new, told, *_ in cases]


def test_the_small_basket_is_right() -> None:
    basket = parsed(BASKET)
    assert [item.rate for item in basket.items] == [13_000, 9_000]
    assert (basket.items[1].grams, basket.items[0].quantity) == (755, 2)
    assert [promotion.id for promotion in basket.promotions] == [
        "fresh", "flash", "half", "gift", "set", "save", "more", "ten",
    ]  # fmt: skip
    assert basket.coupons == ("TEN",)


@pytest.mark.parametrize(("old", "new", "problem"), mistakes())
def test_a_mistake_is_told_with_its_place_in_both_languages(old: str, new: str, problem: str) -> None:
    text = BASKET.replace(old, new, 1)
    assert text != BASKET
    english, chinese = told(text), told(text, "zh")
    assert any(problem in words for words in english), english
    assert [place(words) for words in english] == [place(words) for words in chinese]
    assert all("应" in words or "没有" in words for words in chinese)


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    text = BASKET
    for old, new in (
        ("member: true", "member: perhaps"),
        ('quantity: "2"', 'quantity: "0"'),
        ("tax: farm", "tax: frm"),
        ("off: 10%", "off: 110%"),
        ("nth: 2nd", "nth: 1st"),
        ("type: cash", "type: csh"),
    ):
        text = text.replace(old, new, 1)
    assert [int(words.split(":")[0]) for words in told(text)] == [3, 5, 6, 8, 10, 17]


def test_promotions_as_a_list_have_an_id() -> None:
    head = BASKET[: BASKET.index("promotions:")]
    entry = "kind: percent off, name: {en: A, zh: 甲}, off: 10%, goods: "
    basket = parsed(f"{head}promotions:\n  - {{id: a, {entry}milk}}\n  - {{{entry}tea}}\n")
    assert [(type(one), one.id) for one in basket.promotions] == [(Percent, "a"), (Percent, "promotion_2")]
    twice = told(f"{head}promotions:\n  - {{id: a, {entry}milk}}\n  - {{id: a, {entry}tea}}\n")
    assert twice == ["9:10: promotions[2].id: expected an id that no other promotion has, got 'a'"]


def test_a_basket_may_be_json() -> None:
    as_json = json.dumps(yaml.load(BASKET, yaml.BaseLoader), ensure_ascii=False, indent=1)
    here, there = parsed(BASKET), parsed(as_json)
    assert here.items == there.items
    assert here.promotions == there.promotions
    assert isinstance(there.promotions[2], Nth)


def test_numbers_stay_what_was_written() -> None:
    """YAML's own reading would make 16435 of the code, 750 of the time and 1.1 of the price."""
    basket = parsed("at: 2026-12-24 12:30\nitems: [{code: 0040063, price: 1.10}]\n")
    assert (basket.items[0].code, basket.items[0].price, basket.at) == ("0040063", 110, "2026-12-24T12:30")


@pytest.mark.parametrize("text", ["", "items", "[1, 2]", "items: {a: b}", "items: [1]", "items:\n\t- a", "\x00"])
def test_what_is_no_basket_is_told(text: str) -> None:
    assert told(text)


def test_a_tender_above_what_is_due_is_told_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "basket.yaml"
    file.write_text(
        'items: [{code: a, price: "10.00"}]\ntenders:\n  - {type: card, amount: "4.00"}\n'
        '  - {type: mobile, amount: "6.01"}\n'
    )
    with pytest.raises(BasketError) as caught:
        price_file(str(file))
    assert str(caught.value) == (
        f"{file}:4:28: tenders[2].amount: expected at most what is still due (6.00), got '6.01'"
    )


# --- policies ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_a_pack_ships(name: str) -> None:
    policy = shipped(name)
    assert (policy.id, load_policy(name)) == (name, policy)
    assert policy.taxes
    assert all(line.en and line.zh for line in policy.receipt)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("policy: de", "policy: Deutschland!", "1:9: policy: expected a name of small letters"),
        (", zh: 德国", "", "2:1: name: expected a Chinese text (zh), got none"),
        ("currency: EUR", "currency: EURO", "3:11: currency: expected one of: CNY, GBP, USD, CHF, EUR, JPY, BHD"),
        ("prices: with tax", "prices: with", "4:9: prices: expected one of: with tax, without tax, got 'with'"),
        ("general: 19%", "general: 19", "5:18: taxes.general: expected a share such as 30%, got '19'"),
        ("general: 19%", "general: 19.00001%", "5:18: taxes.general: expected a share"),
        ("{general: 19%, reduced: 7%}", "{}", "5:1: taxes: expected something written here"),
        ("by total", "by sum", "6:15: tax rounding: expected one of: by line, by total, got 'by sum'"),
        ("cash: exact", "cash: up", "7:7: cash: expected 'exact', 'down to 0.10' or 'nearest 0.05', got 'up'"),
        ("cash: exact", "cash: nearest 0", "7:7: cash: expected an amount above zero such as 10.00"),
        ("cash: exact\n", "", "1:1: expected the key 'cash', got nothing"),
        ("cash: exact", "cash: exact\nsmall change: gone", "8:15: small change: expected 'kept' or 'dropped to 0.10'"),
        (
            "prices: with tax",
            "small change: dropped to 0.10\nprices: without tax",
            "4:1: small change: expected prices with tax, where small change is dropped",
        ),
    ],
)
def test_a_mistake_in_a_pack_is_told_with_its_place(old: str, new: str, problem: str) -> None:
    text = POLICY.replace(old, new, 1)
    assert text != POLICY
    policy, problems = parse_policy(text.encode())
    assert policy is None
    english = [one.words("en").removeprefix("-:") for one in problems]
    assert any(words.startswith(problem) for words in english), english
    assert all("应" in one.words("zh") for one in problems)


def test_a_pack_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "de.yaml"
    file.write_text(POLICY, "utf-8")
    assert load_policy(str(file)).taxes == {"general": 19_000, "reduced": 7_000}


def test_what_is_wrong_with_a_pack_is_told_in_its_own_file(tmp_path: Path) -> None:
    pack, basket = tmp_path / "de.yaml", tmp_path / "basket.yaml"
    pack.write_text(POLICY.replace("EUR", "EURO"), "utf-8")
    basket.write_text(f"policy: {pack}\nitems: []\n", "utf-8")
    with pytest.raises(PolicyError) as caught:
        load_basket(str(basket))
    assert str(caught.value).startswith(f"{pack}:3:11: currency: expected one of")
