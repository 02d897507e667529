"""Laws that hold between two grades: a mistake more never raises one, waiting never makes faster, names and the time of
day mean nothing; and a figure follows from the entries that it names. Over journals of whole drills at every
workstation, and over all tables of counts.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.checks import watch
from grading.conditions import predicate
from grading.grade import PACE, grade, venn
from grading.measures import Meter, measures
from grading.result import Behaviour, Result
from scenarios.library import names
from scenarios.specs.rubric import Expectation, Rubric
from simulator.drill import bots
from simulator.drill.bots.roster import bot_named
from simulator.drill.proof import play_bot
from simulator.kernel.entries import Entry
from simulator.kernel.events import name_of
from simulator.kernel.facts import DeskOpened, RunOpened, StockroomOpened
from simulator.kernel.texts import Text
from simulator.stages import stage_of
from simulator.store.memory import MemoryJournal

FEW = ("first-sale", "holiday-rush", "receiving-basics", "approvals-rush", "read-the-numbers")
DRILLS = names() if "STOREDRILL_EVERY" in os.environ else FEW
"""The long proofs take all that ship."""


@cache
def played(scenario: str, who: str) -> tuple[tuple[Entry, ...], Rubric]:
    stage, journal = stage_of(scenario), MemoryJournal()
    play_bot(stage, getattr(bots, who)(3, stage.workstation), 3, journal, run="law")
    return tuple(journal.read("law")), stage.scenario.rubric


def grades(result: Result) -> dict[str, int | None]:
    return {competency.id: competency.grade for competency in result.competencies}


def judged(result: Result) -> Any:
    """The grade without when and in what words: counts, criticals, verdict."""
    counts = {b.id: (b.opportunities, b.successes) for c in result.competencies for b in c.behaviours}
    criticals = [(one.expectation, one.stream, one.seq) for one in result.criticals]
    return grades(result), counts, criticals, result.passed, result.why, result.measures


# --- a mistake more --------------------------------------------------------------------------------------------------

COUNTS = st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
BEHAVIOURS = st.lists(st.tuples(COUNTS, st.booleans()), min_size=1, max_size=8)


def table(figures: Sequence[tuple[tuple[int, int], bool]]) -> tuple[Behaviour, ...]:
    return tuple(
        Behaviour(f"b{n}", Text("r", "r"), opportunities, successes, (), forbid=forbid)
        for n, ((successes, opportunities), forbid) in enumerate(figures)
    )


@given(BEHAVIOURS, st.data(), st.booleans())
@settings(max_examples=400)
def test_a_mistake_more_never_raises_a_grade(figures: list[Any], data: st.DataObject, unsafe: bool) -> None:
    """Whether something that was right goes wrong, or something wrong is done besides."""
    before = venn("cash", table(figures), unsafe)
    n = data.draw(st.integers(0, len(figures) - 1))
    (successes, opportunities), forbid = figures[n]
    worse = (successes - 1, opportunities) if successes and data.draw(st.booleans()) else (successes, opportunities + 1)
    figures[n] = (worse, forbid)
    after = venn("cash", table(figures), unsafe)
    assert after.grade is not None
    assert before.grade is None or after.grade <= before.grade
    assert (venn("cash", table(figures), True).grade or 0) <= after.grade, "nor does a critical error"


def spoiled(entries: Sequence[Entry], rubric: Rubric) -> Iterator[tuple[str, list[Entry]]]:
    """The journal with one thing wrong that was right, for each rule about what an event must have."""
    filtered = {(m.event, w.field) for rule in rubric.expectations for m, w in _filters(rule)}
    for rule in rubric.expectations:
        check = rule.check
        if check.kind != "every":
            continue
        watcher = watch(rule)
        for entry in entries:
            watcher.see(entry)
        right = next((one.entry for one in watcher.verdicts(entries[-1]) if one.met), None)
        for where in check.moment.where if right is not None else ():
            if (check.moment.event, where.field) in filtered or "." in where.field:
                continue
            bad = _violating(right.what, where.field, predicate(check.moment.event, check.moment.where))  # type: ignore[union-attr]
            if bad is not None:
                yield rule.id, [msgspec.structs.replace(e, what=bad) if e is right else e for e in entries]


def _filters(rule: Expectation) -> Iterator[Any]:
    check = rule.check
    yield from ((check.moment, where) for where in check.among)
    yield from ((check.moment, where) for where in check.moment.where if check.kind != "every")
    for moment in (check.trigger, check.before, check.after, check.unless, check.other, check.since):
        yield from ((moment, where) for where in (moment.where if moment else ()))


def _violating(what: Any, field: str, meets: Callable[[Any], bool] | None) -> Any:
    value = getattr(what, field)
    tries: list[object] = [not value] if isinstance(value, bool) else []
    if isinstance(value, int) and not isinstance(value, bool):
        tries = [value + 1, value - 1, 10**7, 0]
    for other in tries:
        changed = msgspec.structs.replace(what, **{field: other})
        if meets is not None and not meets(changed):
            return changed
    return None


@pytest.mark.parametrize("who", ["perfect", "lazy"])
@pytest.mark.parametrize("scenario", DRILLS)
def test_what_went_right_going_wrong_never_raises_any_grade_of_a_drill(scenario: str, who: str) -> None:
    entries, rubric = played(scenario, who)
    before = grades(grade(entries, rubric))
    tried = 0
    for rule, worse in spoiled(entries, rubric):
        after = grade(worse, rubric)
        assert next(b.missed for c in after.competencies for b in c.behaviours if b.id == rule), rule
        for id, found in grades(after).items():
            assert (found or 0) <= (before[id] or 0) or before[id] is None, (rule, id)
        tried += 1
    assert tried or scenario not in ("first-sale", "holiday-rush")


# --- time ------------------------------------------------------------------------------------------------------------


@given(st.sampled_from(("first-sale", "holiday-rush")), st.floats(0, 1), st.integers(1, 600_000))
@settings(max_examples=60, deadline=None)
def test_waiting_never_raises_pace(scenario: str, where: float, wait: int) -> None:
    """Wherever somebody does nothing for a while, they are no faster for it."""
    entries, rubric = played(scenario, "perfect")
    cut = entries[int(where * (len(entries) - 1))].at
    slower = [entry if entry.at <= cut else msgspec.structs.replace(entry, at=entry.at + wait) for entry in entries]
    fast, slow = grade(entries, rubric), grade(slower, rubric)
    for id in ("right_per_minute", "rings_per_minute"):
        before, after = (next((m.value for m in one.measures if m.id == id), None) for one in (fast, slow))
        assert (after or 0) <= (before or 0), id
    if grades(fast).get(PACE) is not None:
        assert (grades(slow)[PACE] or 0) <= (grades(fast)[PACE] or 0)


@pytest.mark.parametrize("by", [1, 3_600_000, 86_400_000])
@pytest.mark.parametrize("scenario", DRILLS)
def test_the_time_at_which_a_run_began_changes_nothing(scenario: str, by: int) -> None:
    entries, rubric = played(scenario, "lazy")
    later = [msgspec.structs.replace(entry, at=entry.at + by) for entry in entries]
    before, after = grade(entries, rubric), grade(later, rubric)
    assert judged(after) == judged(before)
    assert after.duration == before.duration


# --- names and language ----------------------------------------------------------------------------------------------


def renamed(value: Any) -> Any:
    """The same with other names everywhere: what people read, in both languages."""
    if isinstance(value, Text):
        return Text(f"other {len(value.en)}", f"别的{len(value.zh)}") if value else value
    if isinstance(value, msgspec.Struct):
        fields = {field: renamed(getattr(value, field)) for field in value.__struct_fields__}
        return type(value)(**fields)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(renamed(one) for one in value))
    if isinstance(value, tuple | list):
        return type(value)(renamed(one) for one in value)
    if isinstance(value, dict):
        return {key: renamed(one) for key, one in value.items()}
    return value


@pytest.mark.parametrize("scenario", DRILLS)
def test_other_names_in_other_words_give_the_same_grade(scenario: str) -> None:
    entries, rubric = played(scenario, "lazy")
    others = [renamed(entry) for entry in entries]
    others[0] = msgspec.structs.replace(
        others[0], what=msgspec.structs.replace(others[0].what, person="somebody", run="other", wall="", zone="")
    )
    assert isinstance(others[0].what, RunOpened)
    assert [name_of(entry.what) for entry in others] == [name_of(entry.what) for entry in entries]
    rules = tuple(
        Expectation(**{f: renamed(getattr(rule, f)) if f in ("says", "debrief") else getattr(rule, f)
                       for f in rule.__dataclass_fields__})
        for rule in rubric.expectations
    )  # fmt: skip
    reworded = Rubric(rules, rubric.competencies, rubric.pass_grade, rubric.pace, rubric.sha)
    assert judged(grade(others, reworded)) == judged(grade(entries, rubric))


# --- what a figure rests on ------------------------------------------------------------------------------------------

OPENINGS = (StockroomOpened, DeskOpened)
"""Which measures there are is said by the workstation's opening."""


@pytest.mark.parametrize("who", ["perfect", "lazy"])
@pytest.mark.parametrize("scenario", DRILLS)
def test_a_figure_follows_from_the_entries_that_it_names_and_from_no_others(scenario: str, who: str) -> None:
    entries, rubric = played(scenario, who)
    shown = {measure.id: measure for measure in grade(entries, rubric).measures}
    assert any(measure.value is not None for measure in shown.values())
    for id, measure in shown.items():
        named = [e for e in entries if e.seq in measure.entries.get(e.stream, ()) or isinstance(e.what, OPENINGS)]
        meter = Meter()
        for entry in named:
            meter.see(entry)
        again = next(one for one in measures(meter) if one.id == id)
        if id in ("line_voids", "sale_voids", "served", "lost"):  # a count out of more than it names
            assert len(named) == measure.value or measure.value is None
        else:
            assert (again.value, again.n) == (measure.value, measure.n), id


# --- a mistake more, as it is played ---------------------------------------------------------------------------------


def of_pace(bot: bots.Bot) -> tuple[Result, int]:
    stage, journal = stage_of("holiday-rush"), MemoryJournal()
    play_bot(stage, bot, 3, journal, run="law")
    result = grade(journal.read("law"), stage.scenario.rubric)
    return result, sum(behaviour.missed for c in result.competencies for behaviour in c.behaviours)


def pace_of(result: Result) -> Any:
    return next(competency for competency in result.competencies if competency.id == PACE)


def test_whoever_leaves_something_out_is_no_faster_for_it() -> None:
    """Mistakes that save time, played by somebody of the same hands: what is judged as wrong never pays."""
    right, _ = of_pace(bots.perfect(3, "till"))
    speed = pace_of(right).speed
    assert (pace_of(right).grade, speed.broken, speed.goods) == (5, 0, right.measure("right_per_minute").n)
    assert speed.value == right.measure("right_per_minute").value
    faster = []
    for mistake in ("member_unasked", "greeting_skipped", "unwanted_charged", "pin_bypassed", "notes_first"):
        wrong, missed = of_pace(bot_named(f"saboteur:{mistake}", 3))
        assert missed, mistake
        faster.append((wrong.measure("right_per_minute").value or 0) > speed.value)
        pace = pace_of(wrong)
        assert pace.note or pace.speed.value < speed.value, mistake
        assert (pace.note == "critical_first") is bool(wrong.criticals)
    assert all(faster), "these do save time"
