"""`storedrill price`: as sentences, for machines, and what is said where a basket cannot be priced."""

import json
import re
from pathlib import Path

import pytest

from scenarios.promotion_shapes import KINDS
from tests.cli.conftest import ROOT, Storedrill

PAGE = (ROOT / "docs" / "promotions.md").read_text("utf-8")
EXAMPLES = re.findall(
    r"^### (.+)\n(?:(?!^#|^```).*\n)*^```yaml\n((?:(?!```).*\n)*)```\n\n```\n((?:(?!```).*\n)*)```", PAGE, re.M
)
PACK = re.findall(r"^```yaml\n(policy: de\n(?:(?!```).*\n)*)```", PAGE, re.MULTILINE)
FULL = re.findall(r"^```yaml\n(policy: cn +#(?:(?!```).*\n)*)```", PAGE, re.MULTILINE)

BREAD = """\
Bread: 1 × 1.07 = 1.07
tax 7 % inside, rounded once on the bill: 0.07 of 1.07, net 1.00
total 1.07, saved 0.00
"""
BASKET = """\
policy: cn
items:
  - {code: milk, name: {en: Milk, zh: 牛奶}, price: "12.80", quantity: "2", category: dairy, tax: farm, cost: "12.00"}
  - {code: soap, name: {en: Soap, zh: 肥皂}, price: "6.50"}
promotions:
  fresh: {kind: percent off, name: {en: Fresh week, zh: 生鲜周}, goods: category dairy, off: 15%}
  two: {kind: basket coupon, name: {en: Two off, zh: 两元券}, coupon: TWO, off: "2.00"}
coupons: [TWO]
tenders: [{type: mobile, amount: "6.00"}, {type: cash, amount: "20.50"}]
"""


@pytest.fixture
def basket(tmp_path: Path) -> Path:
    file = tmp_path / "basket.yaml"
    file.write_text(BASKET, "utf-8")
    return file


def test_every_kind_has_its_example_on_the_page() -> None:
    assert {title.rsplit(" ", 1)[0] for title, _, _ in EXAMPLES} == set(KINDS)
    assert all(re.search(f"kind: {title.rsplit(' ', 1)[0]}\\b", text) for title, text, _ in EXAMPLES)


@pytest.mark.parametrize(("title", "text", "output"), EXAMPLES, ids=[title for title, _, _ in EXAMPLES])
def test_the_page_shows_what_is_printed(
    title: str, text: str, output: str, storedrill: Storedrill, tmp_path: Path
) -> None:
    file = tmp_path / "basket.yaml"
    file.write_text(text, "utf-8")
    assert storedrill("price", str(file)) == (0, output, "")


def test_the_pages_own_pack_and_basket_can_be_used(storedrill: Storedrill, tmp_path: Path) -> None:
    pack, file = tmp_path / "de.yaml", tmp_path / "basket.yaml"
    pack.write_text(PACK[0], "utf-8")
    file.write_text(f'policy: {pack}\nitems: [{{code: a, name: Bread, price: "1.07", tax: reduced}}]\n', "utf-8")
    outcome = storedrill("price", str(file))
    assert outcome == (
        0,
        BREAD,
        "",
    )
    file.write_text(FULL[0], "utf-8")
    outcome = storedrill("price", str(file))
    assert outcome.status == 0
    # 25.60 and 7.52, of which a phone pays 10.00: 23.12 in cash becomes 23.10
    assert outcome.out.splitlines()[-1] == "to pay 33.10, change 26.90, still open 0.00"


def test_in_words_in_both_languages(storedrill: Storedrill, basket: Path) -> None:
    english = storedrill("--lang", "en", "price", str(basket))
    chinese = storedrill("--lang", "zh", "price", str(basket))
    assert (english.status, chinese.status) == (0, 0)
    assert "Milk: Fresh week takes 3.84 off 2 pieces worth 25.60: 21.76" in english.out
    assert "牛奶" in chinese.out
    assert "生鲜周" in chinese.out
    assert "Milk" not in chinese.out
    assert len(english.out.splitlines()) == len(chinese.out.splitlines())


def test_for_machines(storedrill: Storedrill, basket: Path) -> None:
    outcome = storedrill("price", str(basket), "--json")
    assert outcome.status == 0
    bill = json.loads(outcome.out)
    assert list(bill) == [
        "policy", "currency", "lines", "total", "net", "tax", "discount", "courtesy", "rounding", "due", "change",
        "open", "points_base", "coupons_used", "below_cost", "trace",
    ]  # fmt: skip
    # 25.60 less 15 % is 21.76; with soap 28.26; 2.00 off is 1.54 (of 21.76) and 0.46 (of 6.50)
    assert bill["lines"] == [
        {"code": "milk", "gross": "25.60", "discount": "5.38", "total": "20.22", "net": "18.55", "tax": "1.67"},
        {"code": "soap", "gross": "6.50", "discount": "0.46", "total": "6.04", "net": "5.35", "tax": "0.69"},
    ]
    figures = {key: bill[key] for key in ("total", "net", "tax", "discount", "rounding", "due", "change", "open")}
    assert figures == {
        "total": "26.26", "net": "23.90", "tax": "2.36", "discount": "5.84", "rounding": "-0.06", "due": "26.20",
        "change": "0.30", "open": "0.00",
    }  # fmt: skip
    assert (bill["coupons_used"], bill["below_cost"]) == (["TWO"], ["milk"])
    for step in bill["trace"]:
        assert all(step["text"][lang] for lang in ("en", "zh"))
    assert {step["step"] for step in bill["trace"]} == {"shelf", "promotion", "tax", "below_cost", "total"}


def test_the_same_file_gives_the_same_bytes(storedrill: Storedrill, basket: Path) -> None:
    assert storedrill("price", str(basket), "--json") == storedrill("price", str(basket), "--json")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('price: "6.50"', 'price: "free"', "{file}:4:51: items[2].price: expected an amount such as 10.00, got 'free'"),
        ("policy: cn", "policy: xx", "{file}:1:9: policy: expected a policy pack (cn, uk, us, ch) or a file, got 'xx'"),
        (
            '"6.00"',
            '"99.00"',
            "{file}:9:34: tenders[1].amount: expected at most what is still due (26.26), got '99.00'",
        ),
    ],
)
def test_a_basket_that_cannot_be_priced(old: str, new: str, problem: str, storedrill: Storedrill, basket: Path) -> None:
    basket.write_text(BASKET.replace(old, new, 1), "utf-8")
    outcome = storedrill("price", str(basket))
    assert (outcome.status, outcome.out) == (2, "")
    assert problem.format(file=basket) in outcome.err
    assert storedrill("price", str(basket), "--json").status == 2


def test_a_basket_that_is_not_there(storedrill: Storedrill, tmp_path: Path) -> None:
    for name in ("none.yaml", "."):
        outcome = storedrill("price", str(tmp_path / name))
        assert (outcome.status, outcome.out) == (2, "")
        assert str(tmp_path) in outcome.err


def test_a_basket_has_to_be_named(storedrill: Storedrill) -> None:
    assert storedrill("price").status == 2
