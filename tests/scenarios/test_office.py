"""The part of a script that is played at the manager's desk: mistakes are told with their place, lint knows it."""

import pytest

from scenarios.lint import decides, lint
from scenarios.source import read as read_source
from simulator.kernel.desk import Sheet, Shift
from tests.scenarios.corner import SCRIPT, read, scenario_of

HEAD = SCRIPT[: SCRIPT.index("customers:")]
DESK = (
    HEAD
    + """\
office:
  requests:
    milk_price:
      asks: override_price
      from: till-2
      cashier: c02
      name: {en: Lin, zh: 小林}
      arrives: 20 s
      item: milk
      price: 9.90
      amount: 2.90
      says: {en: It says 9.90., zh: 写着 9.90。}
      sheets: {shelf: {price: 9.90}}
      cases:
        - sheets: {basket: {total: 46.30, buyer: self}}
        - sheets: {shelf: {price: 9.90, tag: ended}}
  staff:
    w01: {name: {en: Ma, zh: 老马}, roles: [clerk], works: 8 to 18}
  roles:
    clerk: {name: {en: Clerk, zh: 仓管员}, duties: [write_off]}
  kept apart: [write_off and post_count]
  roster: {w01: 8 to 16}
  forecasts: [{8 to 10: 1, 10 to 12: 2}]
  pins:
    locked:
      trouble: locked
      badge: w01
      name: {en: Ma, zh: 老马}
      arrives: 1 min
      says: {en: Locked., zh: 锁了。}
      cases: [{identity: {person: owner}}]
expect:
  looked:
    says: {en: Looked, zh: 看过}
    competency: cash
    every: request_decided
    must have: unseen is 0
    debrief: {en: Look., zh: 先看。}
  pins:
    says: {en: Handled, zh: 办了}
    competency: accuracy
    every: pin_handled
    must have: sound is yes
    debrief: {en: Look., zh: 先看。}
"""
)


def test_a_desk_becomes_a_spec() -> None:
    office = scenario_of(DESK).office
    assert office is not None
    [request] = office.requests
    assert [[sheet.kind for sheet in case.sheets] for case in request.cases] == [["shelf", "basket"], ["shelf"]]
    assert request.cases[1].sheets == (Sheet("shelf", {"price": 990}, {"tag": "ended"}),)
    assert office.forecasts == (((8, 1), (9, 1), (10, 2), (11, 2)),)
    assert (office.roster, office.apart) == ((Shift("w01", 8, 16),), (("write_off", "post_count"),))


MISTAKES = [
    ("asks: override_price", "asks: overide_price", "12:13: office.requests.milk_price.asks"),
    ("item: milk", "item: mlik", "17:13: office.requests.milk_price.item: expected an item of the shop, got 'mlik'"),
    ("      price: 9.90\n      amount", "      amount", "milk_price: expected the keys 'item' and 'price'"),
    ("      amount: 2.90\n", "", "11:5: office.requests.milk_price: expected the key 'amount', here or in every case"),
    ("tag: ended", "tag: old", "24:46: office.requests.milk_price.cases[2].sheets.shelf.tag: expected one of: this"),
    ("buyer: self", "buyr: self", "office.requests.milk_price.cases[1].sheets.basket: expected one of: says, total"),
    ("duties: [write_off]", "duties: [write_of]", "28:50: office.roles.clerk.duties[1]: expected an operation"),
    ("write_off and post_count", "write_off, post_count", "office.kept apart[1]: expected two operations"),
    ("w01: 8 to 16", "w01: 16 to 8", "30:17: office.roster.w01: expected full hours of a day such as 8 to 16"),
    ("roster: {w01", "roster: {w02", "office.roster.w02: expected somebody on the staff, with hours: w01, got 'w02'"),
    ("roles: [clerk]", "roles: [chef]", "office.staff.w01: expected a role of the matrix: clerk, got 'chef'"),
    ("person: owner", "person: onwer", "office.pins.locked.cases[1].identity.person: expected one of: owner"),
    ("expect:\n", "happens: {rain: {at: 1 min, do: power flickers}}\nexpect:\n",
     "40:1: happens: expected no such key with 'office', got 'happens'"),
    ("office:\n", "offices:\n", "1:1: expected the key 'customers', got nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), MISTAKES)
def test_a_mistake_is_told_with_its_place(old: str, new: str, told: str) -> None:
    assert old in DESK
    problems = read(DESK.replace(old, new, 1)).problems
    words = [problem.words("en", "s.yaml") for problem in problems]
    assert any(told in each for each in words), "\n".join(words)
    assert all(problem.words("zh") for problem in problems)


def lints(text: str) -> list[tuple[str, str]]:
    tree = read_source(text.encode()).tree
    assert tree is not None
    return [(p.id, p.where) for p in lint(scenario_of(text), tree)]


def test_a_sensible_desk_is_left_alone() -> None:
    assert lints(DESK) == []
    assert decides(scenario_of(DESK))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("every: pin_handled", "every: workaround_used", ("lint_never_met", "expect.pins")),
        (
            "every: pin_handled\n    must have: sound is yes",
            "every: sale_voided\n    must have: amount is 0.00",
            ("lint_never_met", "expect.pins"),
        ),
        ("arrives: 20 s", "arrives: 12 min", ("lint_after_end", "office.requests.milk_price")),
        ("zh: 锁了。", "zh: Locked.", ("lint_not_chinese", "office.pins.locked.says")),
        ("        - sheets: {shelf: {price: 9.90, tag: ended}}\n", "", ("lint_same_decision", "office")),
    ],
)
def test_what_makes_no_sense_at_a_desk(old: str, new: str, found: tuple[str, str]) -> None:
    assert old in DESK
    assert found in lints(DESK.replace(old, new, 1))
