"""Who leaves one thing out loses just that; a rule that counts it twice, and one that nobody loses, are told apart."""

from dataclasses import replace

from scenarios.specs.conditions import Moment, Where
from scenarios.specs.rubric import Check
from simulator.check import matrix_rows
from simulator.drill.bots import CREWS, perfect
from simulator.drill.bots.omitting import Noted, habits, omitter
from simulator.drill.matrix import matrix
from simulator.drill.proof import below_five, play_bot
from simulator.drill.staging import Stage
from simulator.locale import Words
from simulator.stages import stage_of
from simulator.store.memory import MemoryJournal


def with_more_rules(stage: Stage) -> Stage:
    """Two more: one that asks for the same once again, one about something that nobody here can do."""
    rubric = stage.scenario.rubric
    counted_in = next(rule for rule in rubric.expectations if rule.id == "lots_read")
    dream = replace(
        counted_in, id="never_asked", check=Check("every", Moment("report_issued", (Where("kind", "is", "x"),)))
    )
    rules = (*rubric.expectations, replace(counted_in, id="twin"), dream)
    return replace(stage, scenario=replace(stage.scenario, rubric=replace(rubric, expectations=rules)))


def test_the_matrix_tells_a_rule_alone_a_twin_and_one_that_judges_nothing() -> None:
    stage = stage_of("receiving-basics")
    plain = matrix(stage, [1])
    assert plain.below == []
    assert plain.alone["lots_read"], "some bot loses just that"
    assert plain.told_apart >= 4
    doubled = matrix(with_more_rules(stage), [1])
    assert doubled.alone["lots_read"] == doubled.alone["twin"] == {}
    assert doubled.company["twin"].others == ("lots_read",)
    assert "never_asked" in doubled.never
    rows = list(matrix_rows(doubled, Words("en")))
    assert any(row.startswith("  ~ twin: only together with lots_read") for row in rows)
    assert "  ✗ never_asked: no bot loses it" in rows


def test_every_habit_of_every_crew_can_go_missing() -> None:
    for workstation in ("till", "stockroom", "office"):
        found = habits(workstation)
        assert len(set(map(id, found.values()))) == len(found) > 20
        for habit in found.values():
            routine = omitter(habit, "without", 1, workstation).routine
            assert routine != CREWS[workstation].experienced


def test_whoever_leaves_nothing_out_plays_as_the_experienced_one_does() -> None:
    stage = stage_of("receiving-basics")
    noted = Noted(2, stage.workstation)
    journals = MemoryJournal(), MemoryJournal()
    for bot, journal in zip((noted.bot, perfect(2, stage.workstation)), journals, strict=True):
        play_bot(stage, bot, 2, journal, run="same")
    assert list(journals[0].read("same")) == list(journals[1].read("same"))
    assert noted.used


def test_a_goal_that_the_experienced_one_misses_is_told() -> None:
    stage = stage_of("holiday-rush")
    rubric = stage.scenario.rubric
    assert rubric.pace is not None
    hurried = replace(rubric, pace=replace(rubric.pace, items_per_minute=(5, 8, 11, 90)))
    too_fast = replace(stage, scenario=replace(stage.scenario, rubric=hurried))
    result = play_bot(too_fast, perfect(1), 1, MemoryJournal(), run="fast").result
    assert list(below_five(result)) == [("pace", 4)]


def test_who_only_believes_to_have_looked_it_up_loses_what_asks_for_that() -> None:
    found = matrix(stage_of("stock-detective"), [1, 2])
    believed = [bot for bot in found.alone["books_known"] if bot.startswith("pretends")]
    assert believed == ["pretends inquire_stock in clearing.look_up"]
