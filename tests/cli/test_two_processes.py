"""A second process on the same data folder, while the first has a drill under way."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.bootstrap import House
from simulator.kernel.commands import Say
from simulator.store.errors import FolderGone, RunTaken
from tests.cli.conftest import ROOT, Storedrill


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


PLAYER = """
import sys, time
from pathlib import Path
from simulator.bootstrap import House
from simulator.kernel.commands import Say
house = House(Path(sys.argv[1]), lang="en")
drill = house.start("first-sale", "practice", None, seed=3)
drill.session.submit(Say("greet"), 1000)
print(drill.run, flush=True)
sys.stdin.readline()
house.leave(drill.run)
print("left", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def player(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another window, with a drill under way."""
    command = [sys.executable, "-c", PLAYER, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        yield process
        process.kill()


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize("how", ["killed", "left"])
def test_what_is_played_in_another_window_is_offered_when_it_was_left(
    home: Path, player: "subprocess.Popen[str]", how: str
) -> None:
    run = _line(player)
    house = House(home, lang="en")
    assert house.unfinished() == []
    for deed in (house.resume, house.abandon):
        with pytest.raises(RunTaken):
            deed(run)
    if how == "killed":
        player.kill()
        player.wait()
    else:
        assert player.stdin is not None
        player.stdin.write("\n")
        player.stdin.flush()
        assert _line(player) == "left"
    (offered,) = house.unfinished()
    assert offered.run == run
    drill = house.resume(run)
    drill.session.submit(Say("thank"), 2000)
    assert [left.run for left in house.unfinished()] == [run], "one's own is"
    drill.finish("quit")
    assert house.unfinished() == []
    house.close()


def test_a_folder_that_is_gone_takes_no_entry(home: Path) -> None:
    house = House(home, lang="en")
    drill = house.start("first-sale", "practice", None, seed=3)
    home.rename(home.with_name("moved"))
    with pytest.raises(FolderGone):
        drill.session.submit(Say("greet"), 1000)
    house.close()


@pytest.mark.parametrize("command", [["grade"], ["replay", "--verify"], ["journal", "verify"]])
def test_an_unfinished_drill_can_be_looked_at(storedrill_process: Storedrill, home: Path, command: list[str]) -> None:
    house = House(home, lang="en")
    run = house.start("first-sale", "practice", None, seed=3).run
    house.close()
    outcome = storedrill_process(*command, run, home=home)
    assert outcome.status == (1 if command == ["grade"] else 0)
    assert (outcome.err, outcome.out != "") == ("", True)
