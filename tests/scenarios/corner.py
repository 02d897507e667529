"""A small shop and a small script, and how the checks of this room read them."""

from dataclasses import dataclass, field

from scenarios.checking import Checked, check
from scenarios.shop import Recall
from scenarios.specs.scenario import Scenario
from scenarios.stocking import Stocking
from simulator.kernel.money import CNY, Currency
from simulator.kernel.promotions import Promotion

SCRIPT = """\
scenario: small
version: 1
role: cashier
title: {en: Small, zh: 小剧本}
brief: {en: A quiet hour., zh: 清闲的一小时。}
minutes: 10
shop: corner
competencies: [cash, accuracy]
customers:
  mrs_li:
    arrives: "0:05"
    basket: [milk x2, apples 0.755kg]
    pays: {cash 50: 40%, mobile: 60%}
happens:
  flicker:
    at: 1 min
    do: power flickers
expect:
  change_right:
    says: {en: The change is right, zh: 找零正确}
    competency: cash
    every: change_given
    must have: so_far equals due
    debrief: {en: Count it., zh: 点清楚。}
  goods_right:
    says: {en: All is charged, zh: 商品都已录入}
    competency: accuracy
    every: visit_ended
    must have: unpaid is empty
    debrief: {en: Look again., zh: 再看一遍。}
"""


@dataclass(frozen=True)
class Item:
    unit: str
    category: str


@dataclass(frozen=True)
class Corner:
    """A shop of three items."""

    id: str = "corner"
    currency: Currency = CNY
    recalls: tuple[Recall, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    stocking: Stocking | None = None
    usual: tuple[str, ...] = ()
    items: dict[str, Item] = field(
        default_factory=lambda: {
            "milk": Item("piece", "dairy"),
            "apples": Item("kg", "produce"),
            "rice": Item("piece", "grocery"),
        }
    )


COMPETENCIES = {"cashier": ("accuracy", "cash", "pace"), "manager": ()}


def read(text: str) -> Checked:
    """Check a script in the corner shop."""
    return check(text.encode(), {"corner": Corner}, COMPETENCIES)


def scenario_of(text: str) -> Scenario:
    """The scenario of a script that has no problem."""
    checked = read(text)
    assert checked.scenario is not None, [p.words("en") for p in checked.problems]
    return checked.scenario


def changed(old: str, new: str) -> str:
    """The small script with `old` written as `new`."""
    assert old in SCRIPT, f"the small script has no {old!r}"
    return SCRIPT.replace(old, new, 1)


def told(text: str) -> list[str]:
    """The problems of a script, in English."""
    return [p.words("en", "s.yaml") for p in read(text).problems]
