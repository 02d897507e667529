"""Who leaves one thing out loses just that; a rule that counts it twice, and one that nobody loses, are told apart."""

from dataclasses import replace
from pathlib import Path

import pytest

from grading.result import Result
from scenarios.library import source_of
from scenarios.specs.conditions import Moment, Where
from scenarios.specs.rubric import Check
from simulator.check import check_script, matrix_rows
from simulator.drill import sharpest
from simulator.drill.bots import CREWS, Bot, perfect
from simulator.drill.bots.omitting import Noted, habits, omitter
from simulator.drill.bots.slipping import Slip, slipping, slips
from simulator.drill.matrix import Matrix
from simulator.drill.proof import Proof, below_five, missed, play_bot, prove
from simulator.drill.sharpest import matrix
from simulator.drill.staging import Stage
from simulator.kernel import commands as c
from simulator.kernel.events import Command, name_of
from simulator.kernel.texts import Lang
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


def searched_little(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Matrix:
    few_corners(monkeypatch)
    return matrix(stage, [1], prove(stage, [1]))


def few_corners(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody can lose is looked for in vain, in every corner: a few corners will do here."""
    monkeypatch.setattr(sharpest, "CLOSE", 40)
    for corner in ("FURTHER", "FURTHER_CLOSE", "FAR"):
        monkeypatch.setattr(sharpest, corner, 1)


def test_the_matrix_demands_that_every_rule_is_lost_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = stage_of("receiving-basics")
    plain = matrix(stage, [1], prove(stage, [1]))
    assert plain.open == []
    assert list(plain.faults()) == []
    assert "lot_misread" in plain.alone["lots_read"], "a mistake of the crew"
    doubled = searched_little(with_more_rules(stage), monkeypatch)
    assert doubled.alone["lots_read"] == doubled.alone["twin"] == {}
    assert doubled.company["twin"].others == ("lots_read",)
    line = doubled.lines["lots_read"]
    assert {(fault.line, fault.id, fault.params["rule"]) for fault in doubled.faults()} == {
        (line, "cli.matrix_others", "lots_read"),
        (line, "cli.matrix_others", "twin"),
        (line, "cli.matrix_judges_nothing", "never_asked"),
    }
    rows = list(matrix_rows(doubled, Words("en")))
    assert any(row.startswith("  ~ twin: only together with lots_read") for row in rows)
    assert "  ✗ never_asked: no bot loses it" in rows


def test_a_family_is_lost_as_a_whole_and_no_other_way(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = with_more_rules(stage_of("receiving-basics"))
    one_way = replace(stage, scenario=replace(stage.scenario, includes=(("twin", "lots_read"),)))
    found = searched_little(one_way, monkeypatch)
    assert found.alone["twin"]
    assert not found.alone["lots_read"], "one of two that always fall together is too many"
    wrongly = replace(stage_of("receiving-basics").scenario, includes=(("lots_read", "put_away"),))
    stage = replace(stage, scenario=wrongly)
    found = matrix(stage, [1], prove(stage, [1]))
    (fault,) = found.faults()
    assert (fault.id, fault.params["other"]) == ("cli.matrix_apart", "put_away")


def test_check_fails_where_one_omission_costs_two_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Told with the line of the script, the rule and what else fell, in both languages, of one search."""
    few_corners(monkeypatch)
    found: list[Matrix] = []

    def once(stage: Stage, seeds: range, proof: Proof) -> Matrix:
        if not found:
            found.append(matrix(stage, seeds, proof))
        return found[0]

    monkeypatch.setattr(sharpest, "matrix", once)
    text = source_of("receiving-basics").decode()
    rule = text[text.index("  lots_read:") : text.index("  damaged_back:")]
    script = tmp_path / "twice.yaml"
    script.write_text(text.replace(rule, rule + rule.replace("lots_read", "read_again")), encoding="utf-8")
    line = 1 + text[: text.index("  lots_read:")].count("\n")
    told: dict[Lang, str] = {"en": "got at best read_again beside it", "zh": "实际最少还连带 read_again"}
    for lang, said in told.items():
        checked = check_script(str(script), 1, lang, matrix=True)
        first, second = checked.problems
        assert first.startswith(f"{script}:{line}: lots_read")
        assert said in first
        assert "read_again" in second
        assert checked.matrix is not None
        assert not checked.matrix["sound"]


def test_a_slip_is_one_thing_that_goes_wrong() -> None:
    stage = stage_of("receiving-basics")
    result, done = played(stage, perfect(1, stage.workstation))
    assert missed(result) == []
    assert name_of(done[-1]) == "close_stockroom"
    assert "slow post_receipt" in {str(slip)[:17] for slip in slips(done)}
    put_away = next(command for command in done if name_of(command) == "put_away")
    sorts = {slip.kind: slip for slip in slips(done) if slip.command == put_away and not slip.alike}
    assert put_away not in did(stage, sorts["leaves out"])
    assert did(stage, sorts["twice"]).count(put_away) == 2
    otherwise = sorts["once otherwise"]
    assert otherwise.other in did(stage, otherwise)
    done_besides = did(stage, sorts["also"])
    assert done_besides[done_besides.index(put_away) + 1] == sorts["also"].other


def test_a_question_is_answered_with_another_of_its_replies() -> None:
    """And what was said unasked, with any other word."""
    said = [c.Say("today_is_fine"), c.Say("thank")]
    otherwise = {str(slip) for slip in slips(said, [("never_mind_date", "today_is_fine", "not_allowed")])}
    wrong = {name for name in otherwise if name.startswith("once otherwise say reply=")}
    assert {"once otherwise say reply=never_mind_date", "once otherwise say reply=not_allowed"} <= wrong
    instead = {slip.other for slip in slips(said[:1], [("never_mind_date", "today_is_fine")]) if slip.other}
    assert instead == {c.Say("never_mind_date")}
    assert "once otherwise say reply=greet" in wrong


def test_a_slip_can_be_what_was_done_just_before() -> None:
    stage = stage_of("receiving-basics")
    _, done = played(stage, perfect(1, stage.workstation))
    once_more = next(slip for slip in slips(done) if slip.kind == "again")
    assert str(once_more).endswith(f"again, after {name_of(once_more.command)}")
    besides = did(stage, once_more)
    assert besides[besides.index(once_more.command) + 1] == once_more.about
    assert besides.count(once_more.about) > done.count(once_more.about)


def did(stage: Stage, slip: Slip) -> list[Command]:
    return played(stage, slipping(slip, 1, stage.workstation))[1]


def played(stage: Stage, bot: Bot) -> tuple[Result, list[Command]]:
    """How a bot is graded, and what it did."""
    journal = MemoryJournal()
    result = play_bot(stage, bot, 1, journal, run="did").result
    return result, [entry.what for entry in journal.read("did") if isinstance(entry.what, Command)]


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
