"""The stockroom's section: its phrases, and every mistake in it at its place."""

import pytest

from scenarios import library
from scenarios.lint import lint
from scenarios.source import read
from scenarios.specs.spans import Span
from scenarios.specs.stockroom import Amount, DifferenceSpec, Lying, TroubleSpec
from scenarios.stockroom.phrases import difference, goods, lying, trouble

HEAD = """scenario: small
version: 1
role: stock_clerk
title: {en: Small, zh: 小剧本}
brief: {en: A little., zh: 一点点。}
minutes: 8
shop: supermarket
competencies: [receiving]
"""
RULE = """expect:
  right:
    says: {en: Right, zh: 对}
    competency: receiving
    every: receipt_posted
    must have: items_off at most 0
    debrief: {en: Count., zh: 点清。}
"""
ROOM = """stockroom:
  stock: [milk_1l 6 on floor until 9 d]
  deliveries:
    dairy: {supplier: dairy, arrives: "0:10", goods: [milk_1l 2 cases until 60 d], troubles: [milk_1l 3 damaged 50%]}
"""


TOP = "stockroom:\n"


def problems(room: str) -> list[str]:
    loaded = library.compile_source((HEAD + room + RULE).encode())
    return [problem.words("en", "x") for problem in loaded.problems]


def test_phrases_mean_what_they_say() -> None:
    assert goods("milk_1l or cream_250 2 to 3 cases until 20 to 24 d lot A7") == Amount(
        ("milk_1l", "cream_250"), Span(2, 3), True, Span(20, 24), "A7"
    )
    assert lying("milk_1l 12 in backroom") == Lying(Amount(("milk_1l",), Span(12, 12)), "backroom")
    assert trouble("milk_1l 4 until -1 to 3 d 30%") == TroubleSpec(
        "dated", Amount(("milk_1l",), Span(4, 4), until=Span(-1, 3)), share=30
    )
    assert trouble("milk_1l 1 case as cream_250") == TroubleSpec(
        "wrong", Amount(("milk_1l",), Span(1, 1), True), "cream_250"
    )
    assert difference("milk_1l 3 moved from floor to backroom 40%") == DifferenceSpec(
        "moved", Amount(("milk_1l",), Span(3, 3)), "floor", "backroom", share=40
    )
    assert difference("milk_1l 1 case behind in backroom until 9 d").goods.until == Span(9, 9)


def test_a_sound_section_is_understood_and_whoever_has_none_needs_customers() -> None:
    assert problems(ROOM) == []
    assert problems("") == ["x:1:1: expected the key 'customers', got nothing"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("6 on floor", "6 on roof", "x:10:11: stockroom.stock[1]: expected one of: dock, backroom, floor, pulled,"),
        ("milk_1l 6 on", "mlik_1l 6 on", "did you mean 'milk_1l'?"),
        ("milk_1l 6 on floor", "milk_1l floor", "x:10:11: stockroom.stock[1]: expected goods and their place such as"),
        ("milk_1l 6 on", "bag_small 6 on", "stockroom.stock[1]: expected an item that somebody delivers:"),
        ("supplier: dairy", "supplier: dary", "expected a supplier of the shop: dairy, pantry,"),
        ("2 cases until 60 d", "2 crates", "x:12:55: stockroom.deliveries.dairy.goods[1]: expected goods such as"),
        ("3 damaged 50%", "3 broken", "deliveries.dairy.troubles[1]: expected a trouble such as milk_1l 1 case short"),
        ("[milk_1l 3 damaged 50%]", "[cream_250 3 damaged]", "deliveries.dairy: expected one of: milk_1l, got"),
        (TOP, TOP + "  differences: milk_1l 3 hidden\n", "stockroom.differences: expected a difference"),
        (TOP, TOP + "  differences: milk_1l 3 moved from floor\n", "expected a difference such as"),
        (TOP, TOP + "  tasks: {t: {do: count, says: {en: A, zh: 盘}}}\n", "expected 'place, items' beside"),
        (TOP, TOP + "  sales: {t: {every: 500 ms, goods: milk_1l 1}}\n", "expected at least 1 s"),
        (
            TOP,
            TOP + "  transfers: {t: {from: station, to: harbour, at: 1 min, goods: milk_1l 1}}\n",
            "stockroom.transfers.t: expected exactly one of: from, to",
        ),
        (TOP, TOP + "  transfers: {t: {from: moon, at: 1 min, goods: milk_1l 1}}\n", "another shop of the"),
        (TOP, TOP + "  approves: {surplus: perhaps}\n", "stockroom.approves.surplus"),
        (TOP, TOP + "  thefts: 3\n", "x:10:3: stockroom: expected one of: stock, usual stock, deliveries,"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, told: str) -> None:
    assert old in ROOM
    (problem,) = problems(ROOM.replace(old, new, 1))
    assert told in problem


def test_what_such_a_script_cannot_cause_is_warned_of() -> None:
    rule = RULE.replace("every: receipt_posted\n    must have: items_off at most 0", "happened: sale_completed")
    text = (
        HEAD
        + ROOM
        + rule
        + RULE.partition("\n")[2]
        .replace("right:", "done:")
        .replace("receipt_posted", "recall_closed")
        .replace("items_off", "left")
    )
    loaded = library.compile_source(text.encode())
    tree = read(loaded.source).tree
    assert loaded.scenario is not None
    assert tree is not None
    told = [problem.words("en", "x") for problem in lint(loaded.scenario, tree)]
    assert [line.partition("cause ")[2] for line in told] == [
        "sale_completed, got nothing that does",
        "recall_closed, got nothing that does",
    ]
