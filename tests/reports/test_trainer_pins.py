"""Trainers by command: a new PIN by the old one, by another trainer's, by nobody's; the pause; what is theirs."""

import io
import json
from datetime import datetime
from pathlib import Path

import pytest

from grading.overlay.judgements import Draft
from simulator.bootstrap import House
from tests.cli.conftest import Outcome, Storedrill
from tests.reports.blocks import blocks, made

NAME, PIN = "李雷", "2468"


pytestmark = pytest.mark.usefixtures("trained")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, storedrill: Storedrill) -> Storedrill:
    """A command, with the lines of its input behind `<`."""

    def run(*words: str) -> Outcome:
        at = words.index("<")
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in words[at + 1 :])))
        return storedrill(*words[:at])

    return run


def test_a_new_pin_by_the_old_one_or_by_another_trainers(typed: Storedrill, house: House) -> None:
    house.add_trainer("Li Wei", "1357", next(one.id for one in house.trainers()))
    for words, told in (
        (("Chen", "<", "1111"), "not the PIN of Chen"),
        (("Chen", "--by", "Li Wei", "<", PIN), "not the PIN of Li Wei"),
        (("Chen", "<", PIN, "8642", "8643"), "differ"),
        (("Chen", "<", PIN, "86"), "4 to 12 digits"),
        (("Chen", "<", PIN, "1357", "1357"), "choose another one"),
        ((NAME, "<", PIN, "8642", "8642"), "Chen"),
    ):
        refused = typed("people", "pin", *words)
        assert (refused.status, told in refused.err) == (2, True), refused.err
    assert typed("people", "pin", "Chen", "<", PIN, "8642", "8642").status == 0
    assert typed("people", "pin", "Chen", "--by", "Li Wei", "<", "1357", "9753", "9753").status == 0
    assert [house.check_trainer_pin(pin).trainer != "" for pin in (PIN, "8642", "9753")] == [False, False, True]


def test_what_nobody_vouched_for_is_said_beside_what_rests_on_it(
    typed: Storedrill, storedrill: Storedrill, house: House, tmp_path: Path
) -> None:
    before = tmp_path / "before.html"
    assert storedrill("report", "class", "--out", str(before)).status == 0
    assert typed("people", "pin", "Chen", "--reset", "<", "nobody").status == 2, "it is said what it means, and asked"
    done = typed("people", "pin", "Chen", "--reset", "<", "Chen", "8642", "8642")
    assert (done.status, "kept for good" in done.out) == (0, True), done.err
    (trainer,) = house.trainers()
    (moment,) = house.resets().values()
    assert house.check_trainer_pin("8642").trainer == trainer.id
    assert datetime.fromisoformat(moment).tzinfo is not None
    assert f"PIN reset {moment[:10]}" in storedrill("people", "list").out
    listed = json.loads(storedrill("people", "list", "--json").out)
    assert [one["pin_reset"] for one in listed if "pin_reset" in one] == [moment]
    said = f"Chen (PIN 重置 reset {moment[:10]})"
    assert said in json.dumps(made(storedrill, "class"), ensure_ascii=False)
    assert said not in before.read_text("utf-8")
    assert storedrill("verify", str(before)).status == 0, "of a report of before nothing is said that was not so"


def test_the_command_line_waits_as_the_lobby_does(typed: Storedrill, house: House) -> None:
    for _ in range(5):
        assert not house.check_trainer_pin("1111").trainer
    for words in (("people", "rename", NAME, "Li Lei", "--by", "Chen"), ("people", "pin", "Chen"),
                  ("overlay", "add", "last", "--by", "Chen", "--item", "voice", "--score", "3")):  # fmt: skip
        refused = typed(*words, "<", PIN, "8642", "8642")
        assert (refused.status, "None is looked at for another" in refused.err) == (2, True), refused.err
        assert "not the PIN" not in refused.err


def test_wrong_pins_on_the_command_line_count(typed: Storedrill, house: House) -> None:
    for _ in range(4):
        assert "another" not in typed("people", "pin", "Chen", "<", "1111").err
    assert "None is looked at for another 30 seconds" in typed("people", "pin", "Chen", "<", "1111").err
    assert house.pin_wait() > 0


def test_a_role_is_corrected(typed: Storedrill, storedrill: Storedrill, house: House) -> None:
    person = next(one for one in house.people() if one.name == NAME)
    done = typed("people", "role", NAME, "manager", "--by", "Chen", "<", PIN)
    assert (done.status, "Store manager" in done.out) == (0, True), done.err
    assert [one.role for one in house.people() if one.id == person.id] == ["manager"]
    refused = typed("people", "role", "Chen", "manager", "--by", "Chen", "<", PIN)
    assert (refused.status, "is a trainer" in refused.err) == (2, True)


def test_what_bears_a_trainers_name_is_told_before_they_go(typed: Storedrill, house: House) -> None:
    (trainer,) = house.trainers()
    run = house.results(next(one.id for one in house.people() if one.name == NAME))[0].run
    house.said.say(run, "cashier", trainer.id, [Draft("voice", 4), Draft("composure", 3)], house.wall())
    theirs = house.touched(trainer.id)
    assert theirs.exams > 0
    assert theirs.judged == 1
    told = typed("people", "remove", "Chen", "<", "no").out
    assert f"{theirs.exams} exams that they attested stay attested" in told
    assert "judged in 1 sessions" in told


def test_a_trainees_report_is_signed_by_two_people_and_has_its_seeds_as_they_are_typed(storedrill: Storedrill) -> None:
    from grading.reports.figures import shown

    found = blocks(made(storedrill, "trainee", NAME))
    assert [party["title"]["en"] for party in found["signs"]["parties"]] == ["Trainee", "Trainer"]
    assert {"serial"} == {one["kind"] for one in found["sessions"]["columns"] if one["id"] == "seed"}
    assert shown("serial", 1234567, "en") == "1234567"
