"""Scripts as a whole: every mistake is told, all at once, with its place and a suggestion."""

from pathlib import Path

import pytest

from scenarios.specs.conditions import Moment, Where
from scenarios.specs.course import Trigger
from scenarios.specs.rubric import Check
from scenarios.specs.spans import Span
from simulator.kernel.texts import Text
from tests.scenarios.corner import SCRIPT, changed, read, scenario_of, told


def test_a_right_script_becomes_a_scenario() -> None:
    scenario = scenario_of(SCRIPT)
    assert (scenario.id, scenario.minutes, scenario.title) == ("small", 10, Text("Small", "小剧本"))
    [mrs_li] = scenario.customers
    assert mrs_li.arrives == Span(5000, 5000)
    assert [(good.sku, good.quantity.high, good.grams.high) for good in mrs_li.basket] == [
        ("milk", 2, 0),
        ("apples", 1, 755),
    ]
    assert [weight for _, weight in mrs_li.pays] == [40, 60]
    assert scenario.happenings[0].trigger == Trigger(at=Span(60_000, 60_000))
    rule = scenario.rubric.expectations[0]
    assert rule.check == Check("every", Moment("change_given", (Where("so_far", "equals_field", other="due"),)))
    assert SCRIPT.splitlines()[rule.line - 1] == "  change_right:"


def mistakes() -> list[tuple[str, str, str]]:
    """The cases of `mistakes.txt`: old, new, problem."""
    text = (Path(__file__).parent / "mistakes.txt").read_text("utf-8")
    cases = [block.splitlines() for block in text.split("\n\n")[1:] if block.strip()]
    return [(old[2:].replace("\\n", "\n"), new[2:].replace("\\n", "\n"), told[2:]) for old, new, told in cases]


@pytest.mark.parametrize(("old", "new", "problem"), mistakes())
def test_a_mistake_is_told_with_its_place(old: str, new: str, problem: str) -> None:
    problems = told(changed(old, new))
    assert any(problem in words for words in problems), "\n".join(problems)


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    script = SCRIPT
    for old, new in (
        ("version: 1", "version: none"),
        ("milk x2", "mlik x2"),
        ("at: 1 min", "at: 1 parsec"),
        ("every: visit_ended", "every: visit_endet"),
        ("zh: 商品都已录入", "zhh: 商品都已录入"),
    ):
        script = script.replace(old, new, 1)
    ids = [p.id for p in read(script).problems]
    assert ids == ["number", "sku", "duration", "missing_zh", "key_known", "event"]


def test_a_mistake_is_told_once_and_not_by_its_consequences() -> None:
    assert [p.id for p in read(changed("role: cashier", "role: chef")).problems] == ["role"]
    assert [p.id for p in read(changed("shop: corner", "shop: mall")).problems] == ["shop"]
    assert [p.id for p in read(changed("every: change_given", "every: change_givn")).problems] == ["event"]


def test_a_problem_speaks_both_languages() -> None:
    [problem] = read(changed("milk x2", "mlik x2")).problems
    assert problem.words("zh", "s.yaml") == (
        "s.yaml:12:14: customers.mrs_li.basket[1]：应为本店的商品编号，实际是“mlik”；是不是想写“milk”？"
    )


def test_an_unknown_event_hides_no_other_mistake_of_its_rule() -> None:
    rule = (
        "    every: change_givn where due abov 1.00\n    must have: [so_far equales due, 'sofar equals due',"
        " amount above lots, amount is 1.00]\n    critical when: so_far off by more then 10.00"
    )
    problems = read(changed("    every: change_given\n    must have: so_far equals due", rule)).problems
    assert [p.id for p in problems] == ["event", "condition", "condition", "field_of_any", "condition", "condition"]
    assert [p.where for p in problems[2:]] == [
        "expect.change_right.must have[1]",
        "expect.change_right.must have[2]",
        "expect.change_right.must have[3]",
        "expect.change_right.critical when",
    ]


def test_each_wrong_condition_of_a_list_is_told_at_its_own_place() -> None:
    wrong = ("so_fra equals due", "amount is 1.00", "due above lots and kind is cash", "{}")
    rule = "must have:" + "".join(f"\n      - {condition}" for condition in wrong)
    problems = read(changed("must have: so_far equals due", rule)).problems
    assert [(p.id, p.mark.line, p.mark.column, p.where) for p in problems] == [
        ("field", 24, 9, "expect.change_right.must have[1]"),
        ("money", 26, 9, "expect.change_right.must have[3]"),
        ("field", 26, 9, "expect.change_right.must have[3]"),
        ("scalar", 27, 9, "expect.change_right.must have[4]"),
    ]


def test_words_that_do_not_go_together_are_told_whatever_else_is_wrong() -> None:
    old = "    every: change_given\n    must have: so_far equals due"
    rule = "    every: change_givn\n    happened: time_up"
    assert [p.id for p in read(changed(old, rule)).problems] == ["one_lead", "event"]
    rule = "    happened: time_up\n    must have: so_far is 1.00\n    within: 3 parsec"
    assert [(p.id, p.mark.line) for p in read(changed(old, rule)).problems] == [("not_with", 23), ("duration", 24)]
    rule = "    evry: change_given\n    must have: so_far equals due"
    assert [p.id for p in read(changed(old, rule)).problems] == ["key_known"], "no more than the one word is wrong"


@pytest.mark.parametrize("lead", ["after every", "before every"])
def test_what_ties_two_events_together_is_a_field_of_both(lead: str) -> None:
    old = "    every: change_given\n    must have: so_far equals due"
    rule = f"    {lead}: sale_completed\n    comes: power_failed\n    same: customer"
    assert [(p.id, p.mark) for p in read(changed(old, rule)).problems] == [("field", (24, 11))]


QUESTION = """\
    pays: mobile
    asks:
      eggs:
        at: scanning
        says: {en: Fresh?}
        answers:
          look: {en: Let me look., zh: 我看看。}
          guess: {en: Sure., zh: 当然。}
        right: %s
"""


@pytest.mark.parametrize(
    ("right", "places"),
    [("lok", [(21, 16)]), ("lok or sure", [(21, 16), (21, 16)]), ("[look, lok, sure]", [(21, 23), (21, 28)])],
)
def test_a_wrong_answer_is_told_where_it_stands_whatever_else_is_wrong(
    right: str, places: list[tuple[int, int]]
) -> None:
    problems = read(changed("    pays: {cash 50: 40%, mobile: 60%}\n", QUESTION % right)).problems
    assert [p.mark for p in problems if p.id == "answer"] == places
    assert [p.id for p in problems if p.id != "answer"] == ["missing_zh"]


def test_tabs_hide_no_other_mistake() -> None:
    script = changed("milk x2", "mlik x2").replace("at: 1 min", "at: 1 parsec")
    head, people, rest = script.partition("  mrs_li")
    problems = read(head + (people + rest).replace("  ", "\t")).problems
    assert [p.id for p in problems if p.id != "tab"] == ["sku", "duration"]
    assert [p.mark for p in problems if p.id == "duration"] == [(16, 7)], "columns are those of the file"


RULE = """\
  {id}:
    says: {{en: A rule, zh: 一条规则}}
    competency: cash
    debrief: {{en: Again., zh: 再来。}}
    {words}
"""


@pytest.mark.parametrize(
    ("section", "words", "check"),
    [
        (
            "expect",
            "happened: time_up\n    once: drawer_opened\n    within: 2 min",
            Check("happened", Moment("time_up"), within=120_000, after=Moment("drawer_opened")),
        ),
        (
            "expect",
            "every: change_given where due above 0.00\n    must have: so_far equals due\n    same: sale",
            Check(
                "every",
                Moment("change_given", (Where("so_far", "equals_field", other="due"),)),
                among=(Where("due", "above", 0),),
                same="sale",
            ),
        ),
        (
            "expect",
            "before every: sale_completed\n    comes: said where reply is say_total\n    same: customer\n"
            "    anew after: next_called",
            Check(
                "preceded",
                Moment("said", (Where("reply", "is", "say_total"),)),
                trigger=Moment("sale_completed"),
                same="customer",
                since=Moment("next_called"),
            ),
        ),
        (
            "expect",
            "after every: sale_completed\n    comes: receipt_issued\n    same: the same sale\n    before: visit_ended",
            Check(
                "followed",
                Moment("receipt_issued"),
                trigger=Moment("sale_completed"),
                same="sale",
                before=Moment("visit_ended"),
            ),
        ),
        (
            "expect",
            "count: slip_entered\n    equals: count of slip_written\n    only if: power_failed",
            Check(
                "count",
                Moment("slip_entered"),
                op="equals",
                other=Moment("slip_written"),
                trigger=Moment("power_failed"),
            ),
        ),
        ("expect", "count: line_voided\n    at most: 2", Check("count", Moment("line_voided"), op="at_most", bound=2)),
        (
            "forbid",
            "event: slip_written\n    unless after: manual_mode_ordered",
            Check("never", Moment("slip_written"), unless=Moment("manual_mode_ordered")),
        ),
        (
            "forbid",
            "event: drawer_opened where why is no_sale\n    out of: drawer_opened",
            Check("never", Moment("drawer_opened", (Where("why", "is", "no_sale"),)), trigger=Moment("drawer_opened")),
        ),
        (
            "forbid",
            "event: payment_taken\n    twice for: the same sale",
            Check("twice", Moment("payment_taken"), same="sale"),
        ),
    ],
)
def test_each_kind_of_rule_compiles_to_its_check(section: str, words: str, check: Check) -> None:
    rule = RULE.format(id="rule", words=words)
    script = SCRIPT + (f"forbid:\n{rule}" if section == "forbid" else rule)
    found = scenario_of(script).rubric.expectations[-1]
    assert found.check == check
    assert found.forbid == (section == "forbid")


def test_times_may_be_counted_from_the_end() -> None:
    script = changed("at: 1 min", "at: 2 min to 1 min before the end")
    assert scenario_of(script).happenings[0].trigger.at == Span(480_000, 540_000)


def test_the_hash_of_a_rubric_is_that_of_its_rules_alone() -> None:
    sha = scenario_of(SCRIPT).rubric.sha
    assert scenario_of(SCRIPT.replace("minutes: 10", "# a remark\nminutes: 12")).rubric.sha == sha
    assert scenario_of(changed("so_far equals due", "amount equals due")).rubric.sha != sha
    assert scenario_of(SCRIPT).sha != scenario_of(SCRIPT + "# a remark\n").sha
