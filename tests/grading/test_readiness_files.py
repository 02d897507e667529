"""Gates and store profiles as files: what is wrong with them comes at once, each at its place, in both languages."""

import doctest
import re
from pathlib import Path

import pytest

from grading.readiness import phrases
from grading.readiness.model import Member, Shift, Threshold
from grading.readiness.source import ReadinessError, load_gates, parse_gates, parse_profile, shipped_gates
from simulator.kernel.texts import Text
from simulator.readiness import checking, figures, shown

TEXTS = "title: {en: A, zh: 甲}\n    owner: {en: Li, zh: 李}\n    criterion: {en: A, zh: 甲}"
GATE = f"""\
gates:
  trained:
    {TEXTS}
    evidence: certified
    role: cashier
    from: sandbox
    at least: 100%
    fresh: 180 days
"""
STORE = """\
store: station_road
title: {en: Station Road, zh: 站前路店}
opening: 2026-12-20
lanes: 2
transactions a day: 900
peak hour: 140
super user: 李娜
shifts:
  early: {title: {en: Early, zh: 早班}, needs: {cashier: 1, stock clerk: 1}}
staff:
  - {name: 李娜, roles: cashier, shifts: early}
  - {name: Zhang Wei, roles: [manager, stock clerk], shifts: [early]}
devices: [printer-1, scanner-2]
waivers:
  - {gate: trained, owner: Zhang Wei, reason: {en: Ill, zh: 病假}, until: 2026-12-31}
"""


def wrong_gates(text: str) -> list[str]:
    with pytest.raises(ReadinessError) as told:
        parse_gates(text.encode(), "g.yaml")
    return str(told.value).splitlines()


def wrong_store(*changes: tuple[str, str]) -> list[str]:
    text = STORE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    with pytest.raises(ReadinessError) as told:
        parse_profile(text.encode(), "s.yaml", parse_gates(GATE.encode(), "g.yaml"))
    return str(told.value).splitlines()


def test_a_gate_and_a_store_as_written() -> None:
    gates = parse_gates(GATE.encode(), "g.yaml")
    (gate,) = gates.gates
    assert (gate.id, gate.kind, gate.role, gate.origin, gate.fresh) == (
        "trained",
        "certified",
        "cashier",
        "sandbox",
        180,
    )
    assert gate.threshold == Threshold("at_least", (1, 1), "share")
    assert (gate.no_go, gate.sample, gate.title) == ("unless_waived", 1, Text("A", "甲"))
    store = parse_profile(STORE.encode(), "s.yaml", gates)
    assert store.staff[1] == Member("Zhang Wei", ("manager", "stock_clerk"), ("early",))
    assert store.shifts == (Shift("early", Text("Early", "早班"), {"cashier": 1, "stock_clerk": 1}),)
    assert (store.lanes, store.daily, store.peak, store.devices) == (2, 900, 140, ("printer-1", "scanner-2"))
    assert store.waivers[0].owner == Text("Zhang Wei", "Zhang Wei")


def test_all_mistakes_of_gates_come_at_once() -> None:
    text = GATE.replace("certified", "certifed").replace("180 days", "half a year").replace("role:", "rolle:")
    assert wrong_gates(text) == [
        "g.yaml:6:15: gates.trained.evidence: expected one of: certified, shifts, operations, devices, rehearsed,"
        " super_user, trained, cases, issues, survey, figure, record, got 'certifed'; did you mean 'certified'?",
        "g.yaml:7:5: gates.trained: expected one of: title, owner, criterion, evidence, from, fresh, at least, at most,"
        " sample, no go, role, drills, ..., got 'rolle'; did you mean 'role'?",
        "g.yaml:10:12: gates.trained.fresh: expected days such as 30 days, got 'half a year'",
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("    at least: 100%\n", "", "expected one of 'at least' and 'at most', got none or both"),
        ("at least: 100%", "at most: 5%", "expected 'at least' and a share such as 100%, got nothing"),
        ("at least: 100%", "at least: '4.5'", "expected 'at least' and a share such as 100%, got nothing"),
        ("at least: 100%", "at least: 120%", "gates.trained.at least: expected a figure such as 95%, 2 s, 4.5 or"),
        ("certified", "trained", "expected 'at most' and a number of hours such as '8', got nothing"),
        ("certified", "rehearsed", "expected the key 'drills' of what is to be rehearsed, got none"),
        ("role: cashier", "drills: power-outage", "expected the key 'drills' with evidence rehearsed alone"),
        ("role: cashier", "drills: power-outtage", "got 'power-outtage'; did you mean 'power-outage'?"),
        ("{en: A, zh: 甲}", "{en: A}", "expected a Chinese text (zh), got none"),
    ],
)
def test_what_does_not_fit_in_a_gate(before: str, after: str, expected: str) -> None:
    assert any(expected in line for line in wrong_gates(GATE.replace(before, after))), wrong_gates(
        GATE.replace(before, after)
    )


def test_all_mistakes_of_a_profile_come_at_once_with_what_was_meant() -> None:
    told = wrong_store(
        ("super user: 李娜", "super user: Zhang Wie"), ("shifts: [early]", "shifts: [erly]"),
        ("2026-12-20", "tomorrow"), ("scanner-2", "scanner-3"), ("gate: trained", "gate: traned"),
    )  # fmt: skip
    assert told == [
        "s.yaml:3:10: opening: expected a day such as 2026-12-24, got 'tomorrow'",
        "s.yaml:7:13: super user: expected somebody of the staff: 李娜, Zhang Wei, got 'Zhang Wie';"
        " did you mean 'Zhang Wei'?",
        "s.yaml:12:63: staff[2].shifts[1]: expected one of: early, got 'erly'; did you mean 'early'?",
        "s.yaml:13:22: devices[2]: expected a device and its lane such as printer-1, up to lane 2, got 'scanner-3'",
        "s.yaml:15:12: waivers[1].gate: expected a gate: trained, got 'traned'; did you mean 'trained'?",
    ]


def test_two_of_a_name_and_two_criteria_are_not_enough() -> None:
    own = "\n".join(
        f"  own_{n}:\n    {TEXTS}\n    evidence: record\n    from: customer\n    fresh: 9 days" for n in "ab"
    )
    told = wrong_store(("name: Zhang Wei", "name: 李娜"), ("waivers:", f"criteria:\n{own}\nwaivers:"))
    assert [line.partition(": expected")[2] for line in told] == [
        " each only once, got '李娜'",
        " three to five criteria of the customer's own, got '2'",
    ]
    three = STORE + "criteria:\n" + own + "\n" + own.splitlines()[0].replace("own_a", "own_c")
    three += "\n" + "\n".join(own.splitlines()[1 : own.count("\n") // 2 + 1])
    store = parse_profile(three.encode(), "s.yaml", parse_gates(GATE.encode(), "g.yaml"))
    assert [(gate.id, gate.own) for gate in store.criteria] == [("own_a", True), ("own_b", True), ("own_c", True)]


def test_problems_are_told_in_chinese_too() -> None:
    with pytest.raises(ReadinessError) as told:
        parse_gates(GATE.replace("180 days", "年底").encode(), "g.yaml")
    (problem,) = told.value.problems
    assert problem.words("zh", "g.yaml") == "g.yaml:10:12: gates.trained.fresh：应为天数，例如 30 days，实际是“年底”"


def test_a_copy_of_the_shipped_gates_is_the_same_gates(tmp_path: Path) -> None:
    import grading.readiness

    shipped = Path(grading.readiness.__file__).with_name("gates.yaml").read_bytes()
    copy = tmp_path / "mine.yaml"
    copy.write_bytes(shipped)
    assert load_gates(str(copy)) == shipped_gates()
    texts = [text for gate in shipped_gates().gates for text in (gate.title, gate.owner, gate.criterion)]
    assert not [text for text in texts if text.zh.isascii() or not text.en.isascii()]


def test_the_example_of_the_docs_is_a_profile() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "rollout.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(store:.*?)```", docs, re.DOTALL)
    store = parse_profile(example.encode(), "docs", shipped_gates())
    assert (len(store.criteria), len(store.staff), store.waivers[0].gate) == (3, 4, "availability")


@pytest.mark.parametrize("module", [phrases, checking, figures, shown], ids=lambda module: str(module.__name__))
def test_what_a_module_teaches_is_so(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]  # a module
    assert (found.failed, found.attempted > 0) == (0, True)
