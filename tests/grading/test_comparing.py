"""A regrade under a newer rubric says what changed, and why; under the same one it is the grade."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.comparing import PASS_GRADE, Change, regrade
from grading.grade import grade
from grading.result import decode, encode
from scenarios.specs.conditions import Where
from scenarios.specs.rubric import Check, Pace, Rubric
from simulator.kernel.entries import Entry
from simulator.kernel.texts import Text
from tests.grading.journals import at, change, completed, rubric, rule, said, stepped_up, visit, whole

SETTLED = rule(
    Check("every", at("visit_ended", Where("change_off", "is", 0))),
    name="settled",
    critical_when=(Where("change_off", "off_above", 999),),
)
GREETED = rule(
    Check("preceded", at("said", Where("reply", "is", "greet")), trigger=at("visit_ended"), same="customer"),
    name="greeted",
    competency="service",
)
OLD = rubric([SETTLED, GREETED])
RUN = whole(stepped_up(), completed(), change(1330), visit(off=-1800), said("greet", "wu"), visit("wu"))


def moved(old: Rubric, new: Rubric, run: list[Entry] = RUN) -> dict[tuple[str, str], tuple[str, str, tuple[str, ...]]]:
    return {(one.what, one.id): (one.before, one.after, one.because) for one in regrade(run, old, new).changed.grade}


def test_a_critical_error_that_is_none_any_more_is_said_with_its_rule_and_moment() -> None:
    lenient = replace(SETTLED, critical=False, critical_when=(), line=31)
    found = regrade(RUN, OLD, rubric([lenient, GREETED]))
    assert found.changed.rubric == (Change("settled", "changed", ("critical",), line=31),)
    critical = next(one for one in found.changed.grade if one.what == "critical")
    assert (critical.id, critical.before, critical.after, critical.because) == (
        "settled", "critical", "", ("settled",))  # fmt: skip
    assert RUN[critical.seq - 1].at == critical.at


def test_each_difference_names_the_change_that_did_it_and_no_other() -> None:
    stricter = replace(GREETED, check=replace(GREETED.check, within=1))
    renamed = replace(SETTLED, says=Text("Other words", "换个说法"), critical_when=())
    found = moved(OLD, replace(rubric([renamed, stricter]), pass_grade=5))
    assert found["check", "greeted"] == ("1/2", "0/2", ("greeted",))
    assert found["competency", "service"] == ("2", "1", ("greeted",))
    assert all("settled" in because for (what, id), (_, _, because) in found.items() if id in ("cash", "settled"))


def test_the_pass_grade_alone_turns_a_verdict() -> None:
    good = whole(stepped_up(), said("greet"), completed(), change(3130), visit(), said("greet", "wu"), visit("wu"))
    fine = replace(rubric([SETTLED, GREETED]), pass_grade=5)
    assert moved(OLD, fine, good) == {}, "fives pass under either"
    mixed = whole(*(said("greet", f"c{n}") for n in range(8)), *(visit(f"c{n}") for n in range(10)))
    assert moved(OLD, replace(OLD, pass_grade=4), mixed) == {("verdict", ""): ("passed", "not passed", (PASS_GRADE,))}


def test_words_alone_change_no_grade_and_are_no_cause() -> None:
    said_otherwise = replace(SETTLED, debrief=Text("Count it twice", "点两遍"))
    found = regrade(RUN, OLD, rubric([said_otherwise, GREETED]))
    assert [change.parts for change in found.changed.rubric] == [("words",)]
    assert found.changed.grade == ()


def test_the_grade_inside_is_the_grade_itself_and_can_be_read_as_one() -> None:
    newer = rubric([GREETED], pace=Pace())
    found = regrade(RUN, OLD, newer, "f00d")
    assert decode(encode(found)) == grade(RUN, newer, head="f00d")
    assert encode(found) == encode(regrade(RUN, OLD, newer, "f00d"))


RULES = st.lists(
    st.sampled_from([
        SETTLED, GREETED, replace(GREETED, competency="cash"), replace(SETTLED, critical_when=()),
        replace(GREETED, check=replace(GREETED.check, within=500)), replace(SETTLED, forbid=True),
    ]),
    min_size=1, max_size=2, unique_by=lambda rule: rule.id,
)  # fmt: skip


@given(RULES, RULES, st.integers(1, 5), st.integers(1, 5))
def test_nothing_moves_without_a_change_of_the_rubric_that_did_it(
    old: list[object], new: list[object], least: int, most: int
) -> None:
    before, after = rubric(old, pass_grade=least), rubric(new, pass_grade=most)  # type: ignore[arg-type]
    found = regrade(RUN, before, after).changed
    known = {change.about for change in found.rubric if change.parts != ("words",)}
    for one in found.grade:
        assert one.because
        assert set(one.because) <= known
    if not known:
        assert found.grade == ()


@pytest.mark.parametrize("same", [OLD, rubric([GREETED], pace=Pace())])
def test_under_the_same_rubric_nothing_changed(same: Rubric) -> None:
    assert regrade(RUN, same, same).changed.rubric == regrade(RUN, same, same).changed.grade == ()
