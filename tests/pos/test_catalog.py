"""Finding items: by code, by name, by initials; what starts with it comes first."""

import pytest

from simulator.kernel.texts import Text
from simulator.pos.catalog import Catalog
from tests.pos.counter import Item

UPC = "036000291452"
CATALOG = Catalog(
    [
        Item("apples", Text("Fuji Apples", "红富士苹果"), 996, plu="1001", unit="kg", pinyin="hfspg"),
        Item("juice", Text("Pineapple juice", "菠萝汁"), 890, ("6901234567892", "6901234500202"), pinyin="blz"),
        Item("milk", Text("Apple Milk 1 L", "苹果牛奶 1L"), 1280, (UPC,), pinyin="pgnn1l"),
    ]
)


def skus(text: str, limit: int = 20) -> list[str]:
    return [item.sku for item in CATALOG.search(text, limit)]


@pytest.mark.parametrize("code", ["6901234567892", "6901234500202"])
def test_each_of_several_codes_leads_to_the_item(code: str) -> None:
    found = CATALOG.find(code)
    assert found is not None
    assert found.sku == "juice"


def test_a_upc_is_found_as_the_ean_that_it_is() -> None:
    assert CATALOG.find(UPC) is CATALOG.find("0" + UPC)
    assert CATALOG.find("nothing") is None


def test_what_starts_with_it_comes_before_what_has_it_in_a_word_or_in_between() -> None:
    assert skus("apple") == ["milk", "apples", "juice"]
    assert skus("ＡＰＰＬＥ ") == ["milk", "apples", "juice"]
    assert skus("苹果") == ["milk", "apples"]


def test_initials_codes_and_plu_are_searched_too() -> None:
    assert skus("pg") == ["milk", "apples"]
    assert skus("6901") == ["juice"]
    assert skus("100") == ["apples"]


@pytest.mark.parametrize("text", ["", "  ", "durian", "\x1f", "juice6901"])
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    assert skus(text) == []


def test_no_more_than_was_asked_for() -> None:
    assert skus("a", 1) == ["milk"]
