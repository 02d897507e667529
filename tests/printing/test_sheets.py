"""Sheets of cards: what is printed can be scanned, means what the drill brings, and is nothing else."""

import doctest
from pathlib import Path
from types import ModuleType

import pytest

from scenarios.library import index
from simulator.kernel import stimuli as s
from simulator.locale import Words
from simulator.printing import pages, symbols
from simulator.printing.cards import PHONES, Card, cards_of
from simulator.printing.pages import sheet_pdf
from simulator.printing.symbols import printed, symbol_of
from simulator.stages import stage_of
from tests.drill.test_market import TILL
from tests.printing.reading import read_sheet
from virtual_devices.codes import Code, read_code, wallet_of

WORDS = Words("zh")
SYMBOLS = {"EAN-13", "EAN-8", "UPC-A", "Code 128", "QR Code"}


def said(code: str) -> object:
    """What a till takes a code for: UPC-A and an EAN-13 that begins with 0 are the same."""
    found = read_code(code)
    return found._replace(kind="EAN-13") if isinstance(found, Code) else code


def texts(cards: list[Card]) -> set[str]:
    return {text for card in cards for text in (card.name.en, card.name.zh)}


@pytest.mark.parametrize(
    ("scenario", "seed", "groups"),
    [
        ("weighed-and-2d", 3, {"goods", "labels", "dated", "members", "payments"}),
        ("returns-morning", 3, {"goods", "members", "receipts", "payments"}),
        ("holiday-rush", None, {"goods", "members", "coupons", "payments"}),
        ("members-and-points", 2, {"goods", "members", "staff", "payments"}),
        ("receiving-basics", None, {"goods"}),
    ],
)
def test_every_card_scans_as_what_it_is(scenario: str, seed: int | None, groups: set[str]) -> None:
    stage = stage_of(scenario)
    cards = cards_of(stage, seed)
    assert {card.group for card in cards} == groups
    read = read_sheet(sheet_pdf(stage.scenario.title, "SUBJECT-7", cards, WORDS))
    assert [said(code) for code in read.codes] == [said(card.code) for card in cards if card.symbol]
    assert read.symbols <= SYMBOLS
    assert texts(cards) <= set(read.text.splitlines()), "names in both languages, as text"
    assert read.text.count("TRAINING 培训") >= read.pages
    assert read.text.count("SUBJECT-7") == read.pages


@pytest.mark.parametrize("seed", [1, 2])
def test_the_cards_of_a_seed_are_what_comes_to_the_counter(seed: int) -> None:
    stage = stage_of("weighed-and-2d")
    cards = cards_of(stage, seed)
    director = stage.sources(seed)[0]
    brought = {good.id: good for spec in ("aunt_qian", "granny_kong") for good in _goods(director, stage, seed, spec)}
    mine = {card.good: card for card in cards if card.good in brought}
    assert mine
    for id, card in mine.items():
        assert card.name == brought[id].look
        assert said(card.code) == said(brought[id].code), "a 2D code keeps item, lot, date and weight in every form"
    own = {good.id for good in brought.values() if good.code[:1] == "2" or not good.code.isdigit()}
    assert {id for id in own if brought[id].code and brought[id].label != "torn"} == set(mine)


def test_each_customers_goods_say_whose_they_are() -> None:
    stage = stage_of("first-sale")
    cards = cards_of(stage, 7)
    laid = [card for card in cards if card.group == "goods" and card.nth]
    assert [card.nth for card in laid] == sorted(card.nth for card in laid), "in the order in which they step up"
    assert {card.nth for card in laid} == set(range(1, len(stage.scenario.customers) + 1))
    names = {spec.name for spec in stage.scenario.customers}
    assert {card.whose for card in laid} <= names
    once = [(card.code, card.nth) for card in laid]
    assert len(once) == len(set(once))
    text = read_sheet(sheet_pdf(stage.scenario.title, "", cards, Words("en"))).text
    assert f"good · customer 1: {laid[0].whose.en}" in text
    text = read_sheet(sheet_pdf(stage.scenario.title, "", cards, WORDS)).text
    assert f"顾客 1：{laid[0].whose.zh}" in text


def _goods(director: object, stage: object, seed: int, spec: str) -> tuple[s.Good, ...]:
    for opening in stage.openings(seed):  # type: ignore[attr-defined]
        till = stage.new_station(opening.station)  # type: ignore[attr-defined]
        from simulator.kernel.entries import Entry

        director.see(Entry(opening.station, 1, 0, "system", opening, 0), till)  # type: ignore[attr-defined]
    customer = director.crowd.find(spec)  # type: ignore[attr-defined]
    assert customer is not None
    return tuple(customer.goods)


def test_payment_codes_are_wallets_and_in_the_sandbox() -> None:
    assert [wallet_of(code) for code in PHONES] == ["wechat", "wechat", "alipay", "alipay"]
    assert all(code[2:12] == "0" * 10 for code in PHONES)
    assert {card.symbol for card in cards_of(stage_of("first-sale")) if card.group == "payments"} == {"QR"}


def test_a_large_shop_prints_only_what_the_script_uses(tmp_path: Path) -> None:
    script = tmp_path / "market-day.yaml"
    script.write_text(TILL, "utf-8")
    stage = stage_of(str(script))
    used = {"snacks", "stationery", "drinks", "seafood"}
    codes = {
        code: item for item in stage.shop.items.values() for code in item.codes
        if item.category in used or item.sku in stage.shop.bags
        or item.sku in ("twin_brook_whole_milk_1_l", "far_sail_soft_pack_cigarettes_20_pcs")
    }  # fmt: skip
    goods = [card for card in cards_of(stage) if card.group == "goods"]
    assert {card.code for card in goods} <= set(codes)
    assert {codes[card.code].sku for card in goods} == {item.sku for item in codes.values()}
    drawn = [card for card in cards_of(stage, 1) if card.group == "goods"]
    assert 0 < len(drawn) < 30 < len(goods)


@pytest.mark.parametrize("name", [card.id for card in index() if card.role != "manager"])
def test_every_drill_with_goods_has_cards(name: str) -> None:
    stage = stage_of(name)
    groups = {one.group for one in cards_of(stage)}
    assert groups == {"goods"} if stage.workstation == "stockroom" else {"goods", "payments"} <= groups
    for spec in stage.scenario.customers:
        assert not spec.coupon or "coupons" in groups
        assert not spec.staff_no or "staff" in groups


@pytest.mark.parametrize("module", [symbols, pages])
def test_examples_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_codes_that_are_no_item_are_code_128() -> None:
    assert symbol_of("9520000000289") == "Code 128", "a wrong check digit cannot be printed as an EAN"
    with pytest.raises(ValueError, match="expected a GS1 message"):
        printed("]d2garbage")
