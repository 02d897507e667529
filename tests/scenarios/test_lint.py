"""What is well-formed and makes no sense is told; what makes sense is not."""

import pytest

from scenarios.lint import lint
from scenarios.reach import reachable
from scenarios.source import read as read_source
from tests.scenarios.corner import SCRIPT, changed, scenario_of
from tests.scenarios.test_checking import RULE


def lints(text: str) -> list[tuple[str, str]]:
    tree = read_source(text.encode()).tree
    assert tree is not None
    found = lint(scenario_of(text), tree)
    assert all(p.level == "warning" and p.words("zh") and p.words("en") for p in found)
    return [(p.id, p.where) for p in found]


def with_rule(words: str, section: str = "expect") -> str:
    rule = RULE.format(id="rule", words=words)
    return SCRIPT + (f"forbid:\n{rule}" if section == "forbid" else rule)


def test_a_sensible_script_is_left_alone() -> None:
    assert lints(SCRIPT) == []


@pytest.mark.parametrize(
    "words",
    [
        "happened: power_failed",
        "happened: payment_declined",
        "happened: relief_arrived",
        "happened: sale_resumed\n    once: customer_stepped_aside",
        "after every: payment_unknown\n    comes: payment_queried",
        "after every: phone_offered where live is no\n    comes: said",
        "happened: supervisor_ordered where order is wait",
        "happened: payment_taken where kind is card",
        "count: slip_entered\n    equals: count of slip_written",
        "every: payment_declined\n    must have: amount above 0.00",
    ],
)
def test_a_rule_on_what_this_script_never_causes(words: str) -> None:
    assert ("lint_never_met", "expect.rule") in lints(with_rule(words))


@pytest.mark.parametrize(
    "words",
    [
        "happened: power_flickered",
        "happened: change_given",
        "happened: payment_taken where kind is cash or card",
        "before every: sale_completed\n    comes: said where reply is greet",
        "happened: sale_suspended\n    before: power_failed",
        "happened: till_left",
    ],
)
def test_a_rule_on_what_may_happen(words: str) -> None:
    assert lints(with_rule(words)) == []


@pytest.mark.parametrize(
    "conditions",
    [
        "due above 5.00 and due below 5.01",
        "due is 1.00 and due is 2.00",
        "customer is mrs_li and customer is not mrs_li",
    ],
)
def test_conditions_that_exclude_each_other(conditions: str) -> None:
    found = lints(with_rule(f"every: change_given where {conditions}\n    must have: so_far equals due"))
    assert ("lint_contradiction", "expect.rule") in found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("at: 1 min", "at: 11 min", ("lint_after_end", "happens.flicker")),
        ("at: 1 min", "at: 1 min\n    chance: 0%", ("lint_chance", "happens.flicker")),
        ("at: 1 min", "after: power_failed", ("lint_cannot_trigger", "happens.flicker")),
        ("at: 1 min", "after: power_flickered", ("lint_cannot_trigger", "happens.flicker")),
        ("at: 1 min", "after: power_returned where stable is no", ("lint_cannot_trigger", "happens.flicker")),
        ("arrives: \"0:05\"", "arrives: 10 min", ("lint_after_end", "customers.mrs_li")),
        ("[cash, accuracy]", "[cash, accuracy, pace]", ("lint_unscored", "competencies")),
        ("    debrief: {en: Count it., zh: 点清楚。}\n", "", ("lint_debrief", "expect.change_right")),
        ("zh: 小剧本", "zh: Small", ("lint_not_chinese", "title")),
        ("en: Look again.", "en: 再看一遍", ("lint_not_english", "expect.goods_right.debrief")),
        ("pays: {cash 50: 40%, mobile: 60%}", "pays: cash 50", ("lint_same_decision", "customers")),
    ],
)  # fmt: skip
def test_gaps_and_dead_ends(old: str, new: str, expected: tuple[str, str]) -> None:
    assert expected in lints(changed(old, new))


def test_nobody_who_pays_cash_is_ever_at_a_waiting_payment() -> None:
    script = changed("pays: {cash 50: 40%, mobile: 60%}", "pays: cash 50")
    script = script.replace("at: 1 min", "when: {customer: mrs_li, stage: paying}")
    assert ("lint_stage_customer", "happens.flicker") in lints(script)


def test_a_chain_of_happenings_is_followed_and_a_circle_is_not() -> None:
    chain = changed(
        "    do: power flickers\n",
        "    do: power flickers\n"
        "  cut: {after: power_flickered, do: power fails}\n"
        "  light: {after: till_went_dark, do: power returns}\n"
        "  egg: {after: network_returned, do: network fails}\n"
        "  hen: {after: network_failed, do: network returns}\n",
    )
    events, never = reachable(scenario_of(chain))
    assert {"power_failed", "power_returned", "slip_written"} <= events
    assert [happening.id for happening in never] == ["egg", "hen"]
