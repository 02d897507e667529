"""Grades after the VENN table, fairness, and the laws that any grade must obey."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import grading
from grading.grade import VENN, Grader, grade, venn
from grading.result import Behaviour, Critical, Result, decode, encode
from scenarios.specs.conditions import Where
from scenarios.specs.rubric import Check, Pace, Rubric
from simulator.kernel import facts, stimuli
from simulator.kernel.entries import Entry
from simulator.kernel.entries import encode as encode_entry
from simulator.kernel.events import Event
from simulator.kernel.texts import Text
from tests.grading.journals import (
    ENDED,
    at,
    change,
    completed,
    journal,
    opened,
    rubric,
    rule,
    said,
    stepped_up,
    visit,
    whole,
)

RIGHT = Where("so_far", "equals_field", other="due")
CHANGE_RIGHT = rule(Check("every", at("change_given", RIGHT)), name="change_right")
SHORT = rule(
    Check("every", at("visit_ended", Where("change_off", "is", 0))),
    name="change_settled",
    critical_when=(Where("change_off", "off_above", 999),),
)
GREETED = rule(
    Check("preceded", at("said", Where("reply", "is", "greet")), trigger=at("visit_ended"), same="customer"),
    name="greeted",
    competency="service",
)
UNPAID = rule(
    Check("never", at("visit_ended", Where("unpaid", "above", 0)), trigger=at("sale_completed")),
    name="unpaid",
    competency="accuracy",
    forbid=True,
)
UNASKED = rule(
    Check("never", at("slip_written"), unless=at("manual_mode_ordered")), name="unasked", critical=True, forbid=True
)
ALL = rubric([CHANGE_RIGHT, SHORT, GREETED, UNPAID, UNASKED])
SLIP = facts.SlipWritten(1, "zhang", (), "cash", 500, 500, 0, False)


def behaviours(*figures: tuple[int, int], forbid: bool = False) -> tuple[Behaviour, ...]:
    """(successes, opportunities) each."""
    return tuple(
        Behaviour(f"b{i}", Text("r"), opportunities, successes, (), forbid=forbid)
        for i, (successes, opportunities) in enumerate(figures)
    )


@pytest.mark.parametrize(
    ("figures", "unsafe", "expected"),
    [
        ([], False, (None, "", "", "")),
        ([(0, 0)], False, (None, "", "", "")),
        ([(63, 63)], False, (5, "enhanced", "almost_all", "always")),
        ([(61, 63)], False, (4, "safe", "almost_all", "mostly")),
        ([(8, 10)], False, (3, "safe", "almost_all", "regularly")),
        ([(7, 9)], False, (2, "safe", "almost_all", "occasionally")),
        ([(1, 3)], False, (1, "safe", "few", "rarely")),
        ([(100, 100), (1, 3)], False, (2, "safe", "some", "always")),
        ([(100, 100), (1, 1), (0, 1)], False, (3, "safe", "many", "always")),
        ([(100, 100), (0, 0)], False, (5, "enhanced", "almost_all", "always")),
        ([(63, 63)], True, (1, "unsafe", "almost_all", "always")),
    ],
)
def test_the_weakest_of_outcome_many_and_often_decides(
    figures: list[tuple[int, int]], unsafe: bool, expected: tuple[int | None, str, str, str]
) -> None:
    found = venn("cash", behaviours(*figures), unsafe)
    assert (found.grade, found.outcome, found.many, found.often) == expected


@pytest.mark.parametrize(("missed", "expected"), [(0, (5, "enhanced")), (1, (4, "safe")), (2, (2, "not_unsafe"))])
def test_forbidden_acts_cap_the_outcome(missed: int, expected: tuple[int, str]) -> None:
    found = venn("cash", behaviours((1000 - missed, 1000), forbid=True), False)
    assert (found.grade, found.outcome) == expected


def test_the_table_falls_from_row_to_row() -> None:
    assert [level.grade for level in VENN] == [5, 4, 3, 2, 1]
    for better, worse in pairwise(VENN):
        assert better.many_percent > worse.many_percent
        assert better.often_percent > worse.often_percent
    assert (VENN[-1].many_percent, VENN[-1].often_percent, VENN[-1].forbidden) == (0, 0, None)


def graded(result: Result) -> dict[str, int | None]:
    return {competency.id: competency.grade for competency in result.competencies}


GOOD = [stepped_up(), said("greet"), completed(), change(3130), visit()]


def test_a_clean_run_passes_with_fives_in_all_it_had_an_opportunity_for() -> None:
    result = grade(whole(*GOOD), ALL, head="f00d")
    assert graded(result) == {"cash": 5, "service": 5, "accuracy": 5}
    assert (result.passed, result.why, result.criticals) == (True, (), ())
    assert (result.scenario, result.seed, result.mode, result.rubric, result.head, result.rules) == (
        "first-sale", 7, "practice", "abc", "f00d", 3)  # fmt: skip


@pytest.mark.parametrize(
    ("events", "critical", "cash"),
    [
        ([change(3080), visit(off=-50)], False, 1),
        ([change(1930), visit(off=-1200)], True, 1),
        ([change(4330), visit(off=1200)], True, 1),
        ([change(1930), change(3130), visit()], False, 2),
    ],
    ids=["short by 0.50", "short by 12.00", "12.00 too much", "short by 12.00, put right"],
)
def test_wrong_change_is_critical_only_from_an_amount_and_when_not_put_right(
    events: list[Event], critical: bool, cash: int
) -> None:
    result = grade(whole(*events), rubric([CHANGE_RIGHT, SHORT]))
    assert bool(result.criticals) is critical
    assert graded(result)["cash"] == cash
    assert ("critical" in result.why) is critical


def test_small_change_errors_cost_and_do_not_fail_a_run_that_is_right_otherwise() -> None:
    events: list[Event] = [event for n in range(9) for event in (change(3130), visit(f"c{n}"))]
    result = grade(whole(*events, change(3080), visit(off=-50)), rubric([CHANGE_RIGHT, SHORT]))
    assert (result.passed, graded(result)) == (True, {"cash": 3})


def test_one_critical_error_fails_a_run_whatever_the_rest_scores() -> None:
    result = grade(whole(*GOOD, SLIP), ALL)
    assert (result.passed, result.why) == (False, ("critical", "below:cash"))
    (critical,) = result.criticals
    assert (critical.expectation, critical.stream, critical.seq) == ("unasked", "till-1", 7)
    assert graded(result) == {"cash": 1, "service": 5, "accuracy": 5}


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        (whole(), ("nothing_observed",)),
        ([], ("unfinished", "nothing_observed")),
        (journal(opened(), *GOOD, facts.RunEnded("quit")), ("quit",)),
        (journal(opened(), *GOOD, facts.StationClosed(0, 0, 0, 0), facts.RunEnded("abandoned")), ("abandoned",)),
        (journal(opened(), *GOOD), ("unfinished",)),
        (journal(opened(), *GOOD, facts.StationClosed(0, 0, 0, 0)), ()),
    ],
    ids=["nothing observed", "empty", "quit", "abandoned", "without an end", "closed"],
)
def test_only_a_finished_run_with_something_observed_passes(entries: list[Entry], why: tuple[str, ...]) -> None:
    result = grade(entries, ALL)
    assert (result.passed, result.why) == (not why, why)


BAG = rule(Check("happened", at("line_added", Where("line.how", "is", "bag"))), name="bag", competency="service")
ANSWERED = rule(
    Check("followed", at("said", Where("reply", "is", "say_change")), trigger=at("change_given"), same="customer"),
    name="answered",
    competency="service",
)
ENTERED = rule(
    Check("count", at("slip_entered"), other=at("slip_written")), name="entered", competency="service", critical=True
)


@pytest.mark.parametrize(("reason", "missed"), [("finished", 3), ("quit", 0), ("abandoned", 0)])
def test_what_had_not_come_yet_when_somebody_quit_was_not_missed(reason: str, missed: int) -> None:
    run = journal(opened(), SLIP, change(3130), facts.RunEnded(reason))
    result = grade(run, rubric([BAG, ANSWERED, ENTERED, CHANGE_RIGHT]))
    (service,) = (c for c in result.competencies if c.id == "service")
    assert sum(behaviour.missed for behaviour in service.behaviours) == missed
    assert (service.grade is None) is (missed == 0)
    assert bool(result.criticals) is (missed > 0)
    assert not result.passed


def test_what_had_gone_wrong_before_somebody_quit_counts() -> None:
    last = rule(Check("every", at("change_given", RIGHT), same="sale"), name="last")
    result = grade(journal(opened(), change(1), facts.RunEnded("quit")), rubric([last]))
    assert graded(result) == {"cash": 1}


def rung_up(pace_ms: int, *, charged: int = 10, unpaid: tuple[str, ...] = ()) -> list[Entry]:
    """One sale of `charged` goods, rung up in that many milliseconds."""
    events: list[Event] = [
        opened(),
        facts.SaleOpened("s"),
        facts.TenderStarted("s", 1, 1, 1),
        completed("s"),
        visit(charged=charged, unpaid=unpaid),
        ENDED,
    ]
    times = (0, 0, pace_ms, pace_ms, pace_ms, pace_ms)
    return [Entry("till-1", n, when, "till", what) for n, (when, what) in enumerate(zip(times, events, strict=True), 1)]


@pytest.mark.parametrize(
    ("pace_ms", "expected"), [(30_000, 5), (40_000, 4), (60_000, 3), (90_000, 2), (600_000, 1)]
)  # fmt: skip
def test_pace_is_graded_by_goods_rightly_charged(pace_ms: int, expected: int) -> None:
    assert graded(grade(rung_up(pace_ms), rubric([UNPAID], pace=Pace())))["pace"] == expected


def test_pace_is_not_graded_before_accuracy_passes() -> None:
    result = grade(rung_up(30_000, unpaid=("g1",)), rubric([UNPAID], pace=Pace()))
    pace = result.competencies[-1]
    assert (pace.id, pace.grade, pace.note) == ("pace", None, "accuracy_first")
    assert "below:pace" not in result.why


def test_a_result_survives_its_bytes() -> None:
    result = grade(whole(*GOOD, SLIP, change(12)), ALL)
    assert decode(encode(result)) == result


# --- laws ------------------------------------------------------------------------------------------------------------

CUSTOMERS = st.sampled_from(["zhang", "li", "wu"])
EVENTS = st.one_of(
    st.builds(change, st.sampled_from([3130, 3080, 1330]), customer=CUSTOMERS),
    st.builds(said, st.sampled_from(["greet", "thank"]), CUSTOMERS),
    st.builds(visit, CUSTOMERS, off=st.sampled_from([0, 0, -50, -1200]), unpaid=st.sampled_from([(), ("g1",)])),
    st.builds(completed, st.sampled_from(["s1", "s2"])),
    st.just(facts.ManualModeOrdered("chen")),
    st.just(SLIP),
)
RUNS = st.lists(EVENTS, max_size=25)
FAILURES: list[Event] = [change(1), visit("nobody", off=-1200, unpaid=("g",)), visit("other", off=-1), SLIP]
UNRELATED: list[Event] = [
    facts.MultiplierSet(3),
    stimuli.PaperNearEnd(),
    facts.PriceShown("milk", Text("Milk"), 500),
    facts.DrawerClosed(400),
    stimuli.HintShown("advice.greet"),
]
PACED = Rubric(ALL.expectations, ALL.competencies, pace=Pace(), sha="abc")


def judged(result: Result) -> list[tuple[object, ...]]:
    return [(c.id, c.grade, c.opportunities, c.successes) for c in result.competencies]


@given(RUNS, st.sampled_from(FAILURES))
@settings(deadline=None)
def test_an_extra_failure_never_raises_a_grade(events: list[Event], failure: Event) -> None:
    before, after = grade(whole(*events), PACED), grade(whole(*events, failure), PACED)
    was = graded(before)
    for name, now in graded(after).items():
        earlier = was[name]
        if now is not None and earlier is not None:
            assert now <= earlier
    assert not (after.passed and not before.passed)
    assert len(after.criticals) >= len(before.criticals)


@given(RUNS, st.integers(1, 10**9))
@settings(deadline=None)
def test_shifting_time_changes_no_grade(events: list[Event], shift: int) -> None:
    entries = whole(*events)
    moved = [Entry(e.stream, e.seq, e.at + shift, e.by, e.what, e.cause) for e in entries]
    before, after = grade(entries, PACED), grade(moved, PACED)
    assert judged(before) == judged(after)
    assert (before.passed, before.why, before.measures) == (after.passed, after.why, after.measures)


@given(RUNS, st.sampled_from(UNRELATED), st.data())
@settings(deadline=None)
def test_unrelated_entries_change_nothing(events: list[Event], unrelated: Event, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(events)))
    after = grade(whole(*events[:place], unrelated, *events[place:]), ALL)
    assert judged(grade(whole(*events), ALL)) == judged(after)


@given(RUNS, RUNS)
@settings(deadline=None)
def test_a_fork_and_its_parent_go_their_own_ways(shared: list[Event], more: list[Event]) -> None:
    entries, others = whole(*shared, *more), journal(opened(), *shared, SLIP, *reversed(more), ENDED)
    parent = Grader(PACED)
    split = 1 + len(shared)
    parent.see_all(entries[:split])
    child = parent.fork()
    for mine, theirs in zip(entries[split:], others[split:], strict=False):
        parent.see(mine)
        child.see(theirs)
    child.see_all(others[len(entries) :])
    assert encode(parent.result()) == encode(grade(entries, PACED))
    assert encode(child.result()) == encode(grade(others, PACED))


@given(RUNS)
@settings(deadline=None)
def test_entry_by_entry_equals_all_at_once(events: list[Event]) -> None:
    entries = whole(*events)
    grader = Grader(PACED)
    for entry in entries:
        grader.see(entry)
        grader.criticals()
        grader.result()
    assert encode(grader.result("x")) == encode(grade(entries, PACED, head="x"))


@given(RUNS)
@settings(deadline=None)
def test_criticals_on_the_way_are_never_taken_back(events: list[Event]) -> None:
    grader = Grader(ALL)
    known: set[Critical] = set()
    for entry in whole(*events):
        grader.see(entry)
        now = set(grader.criticals())
        assert known <= now
        known = now
    assert known <= set(grader.result().criticals)


def test_a_trial_tells_whether_a_step_would_be_critical() -> None:
    grader = Grader(ALL)
    grader.see_all(journal(opened(), *GOOD))
    trial = grader.fork()
    trial.see(Entry("till-1", 7, 7000, "till", SLIP))
    assert len(trial.criticals()) == 1
    assert grader.criticals() == ()


SCRIPT = """
import sys
from grading.grade import grade
from grading.result import encode
from simulator.kernel.entries import decode
from tests.grading.test_grade import PACED
sys.stdout.buffer.write(encode(grade([decode(line) for line in sys.stdin.buffer.read().splitlines()], PACED)))
"""


def test_the_bytes_do_not_depend_on_the_process() -> None:
    entries = whole(*GOOD, change(1), said("thank", "li"), visit("li", off=-1200, unpaid=("g1", "g2")), SLIP)
    lines = b"\n".join(encode_entry(entry) for entry in entries)
    root = str(Path(grading.__file__).parents[1])
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=lines,
            capture_output=True,
            check=True,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert outputs == {encode(grade(entries, PACED))}


def test_the_seal_changes_no_grade() -> None:
    missing = rubric([rule(Check("happened", at("sale_suspended")), name="parked"), CHANGE_RIGHT])
    entries = journal(opened(), change(3130), ENDED, facts.Checkpoint({"till-1": "00"}))
    assert encode(grade(entries, missing)) == encode(grade(entries[:-1], missing))
