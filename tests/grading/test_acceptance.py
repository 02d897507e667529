"""An acceptance test: how issues move, what cases are drawn, and what gates are told of both."""

from collections.abc import Iterator, Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.acceptance.cases import counts, drawn, free_id, outcomes, tried
from grading.acceptance.evidence import of_cases, of_issues
from grading.acceptance.issues import NEXT, next_states, open_by_severity, standings
from grading.acceptance.model import OUTCOMES, SEVERITIES, STATES, Case, Issue, Outcome, Severity, State, Step, Trial
from grading.readiness.judging import judge
from grading.readiness.model import Evidence, Gate, Origin, Source, Threshold
from grading.result import Behaviour, Competency, Result
from scenarios.library import load
from simulator.kernel.texts import Text

TODAY = "2026-12-01"
T = Text("x", "某")
CASES = Gate("c", T, T, T, "cases", "customer", Threshold("at_least", (1, 1), "share"), 30, sample=2)
SEVERE = Gate(
    "i", T, T, T, "issues", "customer", Threshold("at_most", (0, 1), "number"), 30, sample=2, severity="severe"
)


def case(id: str, store: str = "") -> Case:
    return Case(id, Text(id, id), T, T, store=store, added="2026-11-01T09:00")


def trial(id: str, outcome: Outcome = "passed", origin: Origin = "customer", day: str = "2026-11-30",
          run: str = "", store: str = "") -> Trial:  # fmt: skip
    return Trial(id, outcome, "Li", day, origin, run, "" if run else "POS 5.2", store=store)


def issue(no: int, severity: Severity = "severe", owner: str = "IT", store: str = "", day: str = "2026-11-20") -> Issue:
    return Issue(no, f"issue {no}", "till", severity, owner, "Li", f"{day}T10:00", store=store)


def sound(run: str) -> Source | None:
    return Source("run", run, "head") if run == "good" else None


def evidence(
    cases: list[Case], trials: list[Trial], issues: Sequence[Issue] = (), store: str = ""
) -> Iterator[Evidence]:
    yield from of_cases(tried(cases, trials), store, sound)
    yield from of_issues(standings(issues, ()), store)


TWO = [case("a"), case("b")]
BOTH = [trial("a"), trial("b")]


@pytest.mark.parametrize(
    ("cases", "trials", "reasons", "n", "lacks"),
    [
        (TWO, BOTH, (), 2, []),
        ([], [], ("outside",), 0, []),
        (TWO, [], ("outside",), 2, ["a", "b"]),
        (TWO, BOTH[:1], ("below",), 2, ["b"]),
        (TWO, [BOTH[0], trial("b", "failed")], ("below",), 2, ["b"]),
        (TWO, [BOTH[0], trial("b", "blocked")], ("below",), 2, ["b"]),
        (TWO, [*BOTH, trial("b", "failed")], ("below",), 2, ["b"]),
        (TWO, [trial("b", "failed"), *BOTH], (), 2, []),
        (TWO, [BOTH[0], trial("b", origin="sandbox", run="good")], ("below", "outside"), 2, ["b"]),
        (TWO, [BOTH[0], trial("b", day="2026-10-31")], ("below", "stale"), 2, ["b"]),
        ([*TWO, case("c")], [trial("a", "failed"), trial("c", origin="sandbox", run="good")], ("below",), 3, None),
        (TWO[:1], BOTH[:1], ("too_few",), 1, []),
        ([*TWO, case("c", "elsewhere")], BOTH, (), 2, []),
        (TWO, [BOTH[0], trial("b", store="elsewhere")], ("below",), 2, ["b"]),
    ],
)
def test_what_cases_say(
    cases: list[Case], trials: list[Trial], reasons: tuple[str, ...], n: int, lacks: list[str] | None
) -> None:
    told = judge(CASES, None, evidence(cases, trials, store="here"), TODAY)
    assert (told.reasons, told.n) == (reasons, n)
    assert lacks is None or [lack.subject for lack in told.lacks] == lacks


def test_a_session_counts_only_where_its_journal_is_sound() -> None:
    gate = msgspec.structs.replace(CASES, origin="sandbox", sample=1)
    for run, met in (("good", True), ("forged", False)):
        told = judge(gate, None, evidence([case("a")], [trial("a", origin="sandbox", run=run)]), TODAY)
        assert told.met is met


@pytest.mark.parametrize(
    ("issues", "trials", "reasons", "value"),
    [
        ([], BOTH, (), 0),
        ([], [], ("outside",), 0),  # nobody looked: no issue is no news
        ([], BOTH[:1], ("too_few",), 0),
        ([], [trial("a", origin="sandbox", run="good")], ("outside",), 0),
        ([issue(1)], BOTH, ("below",), 1),
        ([issue(1)], [], ("too_few", "below"), 1),
        ([issue(1, "general"), issue(2, "suggestion")], BOTH, (), 0),
        ([issue(1, store="elsewhere")], BOTH, (), 0),
        ([issue(1, day="2026-01-01")], BOTH, ("below",), 1),  # an open issue never grows old
        ([issue(1, day="2026-12-02")], BOTH, (), 0),
        ([issue(1, owner="")], BOTH, ("below", "unowned"), 1),
        ([issue(1, "general", owner="")], BOTH, (), 0),  # of another severity
    ],
)
def test_what_issues_say(issues: list[Issue], trials: list[Trial], reasons: tuple[str, ...], value: int) -> None:
    told = judge(SEVERE, None, evidence(TWO, trials, issues, "here"), TODAY)
    assert told.reasons == reasons
    assert told.value is None or told.value == (value, 1)


def test_an_issue_that_may_stay_open_still_needs_somebody_who_answers_for_it() -> None:
    general = msgspec.structs.replace(
        SEVERE, severity="general", threshold=Threshold("at_most", (5, 1), "number"), no_go="no"
    )

    def told(owner: str) -> tuple[str, ...]:
        return judge(general, None, evidence(TWO, BOTH, [issue(1, "general", owner)], "here"), TODAY).reasons

    assert (told("IT"), told("")) == ((), ("unowned",))


def step(no: int, state: State, severity: Severity = "severe", owner: str = "IT") -> Step:
    return Step(no, state, severity, owner, "Wu", "2026-11-21T10:00")


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(SEVERITIES), st.booleans()), max_size=12))
def test_an_issue_that_follows_its_ways_is_closed_only_after_a_retest(
    moves: list[tuple[int, Severity, bool]],
) -> None:
    steps: list[Step] = []
    for way, severity, owned in moves:
        (now,) = standings([issue(1)], steps)
        states = next_states(now)
        assert set(states) <= {*NEXT[now.state], "closed"}
        if states:
            steps.append(step(1, states[way % len(states)], severity, "IT" if owned else ""))
    before: State = "open"
    for at, one in enumerate(steps):
        mild = (steps[at - 1].severity if at else "severe") == "suggestion"
        assert one.state != "closed" or before == "retest" or (before == "open" and mild)
        assert one.state != "mending" or at == 0 or steps[at - 1].owner
        before = one.state


def test_every_state_is_reached_and_left() -> None:
    assert set(NEXT) == set(STATES) == {way for ways in NEXT.values() for way in ways}


def test_the_list_of_issues_is_in_the_order_in_which_they_matter() -> None:
    steps = [step(1, "mending"), step(1, "retest"), step(1, "closed"), step(4, "open", "suggestion")]
    found = standings([issue(1), issue(2, "suggestion"), issue(3), issue(4)], steps)
    assert [(one.issue.no, one.state) for one in found] == [(3, "open"), (2, "open"), (4, "open"), (1, "closed")]
    assert open_by_severity(found) == {"severe": 1, "general": 0, "suggestion": 2}


def test_cases_are_drawn_from_each_expectation_of_a_drill() -> None:
    scenario = load("first-sale").scenario
    assert scenario is not None
    found = list(drawn(scenario, "Wu"))
    assert [one.expectation for one in found] == [one.id for one in scenario.rubric.expectations]
    assert len({one.id for one in found}) == len(found)
    assert all(one.title.en and one.title.zh and one.steps == scenario.brief for one in found)
    assert {one.id for one in found if one.title.en.startswith("Never")} == {
        f"first-sale/{one.id}" for one in scenario.rubric.expectations if one.forbid
    }


def behaviour(id: str, right: int, n: int, forbid: bool = False) -> Behaviour:
    return Behaviour(id, T, n, right, (), forbid=forbid)


@pytest.mark.parametrize("ended", ["finished", "quit"])
def test_a_graded_session_says_what_came_of_its_cases(ended: str) -> None:
    shown = (
        behaviour("right", 2, 2), behaviour("wrong", 1, 2), behaviour("unasked", 0, 0),
        behaviour("never", 0, 0, True), behaviour("done", 0, 1, True),
    )  # fmt: skip
    result = Result(
        "d", 1, "cashier", "practice", 7, 1, "", "", ended, 0, True, (), 3,
        (Competency("a", 3, behaviours=shown),), (), (),
    )  # fmt: skip
    cases = [Case(f"d/{one.id}", T, T, T, "drill", "d", one.id) for one in shown]
    other = Case("e/right", T, T, T, "drill", "e", "right")
    expected = {"d/right": "passed", "d/wrong": "failed", "d/done": "failed"}
    if ended == "finished":
        expected["d/never"] = "passed"
    assert {one.id: outcome for one, outcome in outcomes(result, [*cases, other, case("own")])} == expected


def test_counts_and_numbers() -> None:
    found = tried([*TWO, case("c")], [*BOTH, trial("b", "failed")])
    assert counts(found) == {"passed": 1, "failed": 1, "blocked": 0, "untried": 1}
    assert set(counts(found)) == {*OUTCOMES, "untried"}
    assert free_id([]) == "C-001"
    assert free_id(["C-002", "C-x", "C-010"]) == "C-011"
