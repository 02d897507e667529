"""A second process on the same data folder, while the first has a drill under way."""

import json
from pathlib import Path

import pytest

from simulator.bootstrap import House
from simulator.kernel.commands import Say
from tests.cli.conftest import Storedrill


def test_readers_and_another_player_do_not_disturb_a_drill(
    storedrill_process: Storedrill, played: Path, tmp_path: Path
) -> None:
    house = House(played, lang="en")
    drill = house.start("first-sale", "practice", None, seed=3)
    drill.session.submit(Say("greet"), 1000)

    listed = json.loads(storedrill_process("sessions", "--json", home=played).out)
    assert [(session["run"] == drill.run, session["sealed"]) for session in listed] == [(True, False), (False, True)]
    verified = storedrill_process("journal", "verify", drill.run, home=played)
    assert (verified.status, "not sealed" in verified.out) == (0, True)
    assert storedrill_process("replay", drill.run, "--verify", home=played).status == 0
    assert storedrill_process("journal", "export", drill.run, str(tmp_path / "live"), home=played).status == 0
    assert storedrill_process("backup", str(tmp_path / "kept.db"), home=played).status == 0

    drill.session.submit(Say("thank"), 2000)
    assert storedrill_process("play", "first-sale", "--bot", "perfect", home=played).status == 0
    before = [entry.seq for entry in house.journal.read(drill.run)]
    drill.session.submit(Say("apologise"), 3000)
    assert len(list(house.journal.read(drill.run))) > len(before)
    drill.finish("finished")
    house.close()

    verdict = json.loads(storedrill_process("journal", "verify", drill.run, "--json", home=played).out)
    assert verdict["sealed"]
    assert "findings" not in verdict
    early = storedrill_process("journal", "verify", str(tmp_path / "live"), home=played)
    assert (early.status, "not sealed" in early.out) == (0, True)


@pytest.mark.parametrize("command", [["grade"], ["replay", "--verify"], ["journal", "verify"]])
def test_an_unfinished_drill_can_be_looked_at(storedrill_process: Storedrill, home: Path, command: list[str]) -> None:
    house = House(home, lang="en")
    run = house.start("first-sale", "practice", None, seed=3).run
    house.close()
    outcome = storedrill_process(*command, run, home=home)
    assert outcome.status == (1 if command == ["grade"] else 0)
    assert (outcome.err, outcome.out != "") == ("", True)
