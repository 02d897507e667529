"""Who plays a run holds it: off from everybody else, until it is let go or the process is gone, however it went."""

import subprocess
import sys
from pathlib import Path

import pytest

from simulator.store.database import Database
from simulator.store.errors import RunTaken
from simulator.store.holds import FOLDER, Holds
from simulator.store.sql_journal import SqlJournal

RUN = "run-1"
HOLDER = """
import sys, time
from pathlib import Path
from simulator.store.holds import Holds
holds = Holds(Path(sys.argv[1]))
print(holds.take(sys.argv[2]), flush=True)
time.sleep(3600)
"""


@pytest.fixture
def another(tmp_path):
    """A process that plays the run."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", HOLDER, str(tmp_path), RUN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout.readline().strip() == b"True"
        yield process
        process.kill()


def test_a_run_is_held_until_it_is_let_go(tmp_path):
    mine, theirs = Holds(tmp_path), Holds(tmp_path)
    assert not theirs.elsewhere(RUN)
    assert mine.take(RUN)
    assert mine.take(RUN), "who has it, has it"
    assert (mine.elsewhere(RUN), theirs.elsewhere(RUN), theirs.take(RUN)) == (False, True, False)
    assert theirs.take("run-2")
    mine.let_go(RUN)
    mine.let_go(RUN)
    assert theirs.take(RUN)
    assert mine.elsewhere(RUN)
    theirs.close()
    assert not mine.elsewhere(RUN)
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_killed_process_holds_nothing(tmp_path, another):
    holds = Holds(tmp_path)
    assert holds.elsewhere(RUN)
    assert not holds.take(RUN)
    another.kill()
    another.wait()
    assert not holds.elsewhere(RUN)
    assert holds.take(RUN)


def test_until_when_a_run_was_lived_outlives_its_process_and_goes_with_its_end(tmp_path):
    mine, theirs = Holds(tmp_path), Holds(tmp_path)
    assert mine.marked(RUN) == 0
    mine.mark(RUN, 5)
    assert mine.marked(RUN) == 0, "nobody marks what they do not play"
    assert mine.take(RUN)
    for at in (61_000, 900):
        mine.mark(RUN, at)
        assert theirs.marked(RUN) == at
    mine.let_go(RUN)
    assert theirs.take(RUN)
    assert theirs.marked(RUN) == 900
    theirs.let_go(RUN, over=True)
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_run_may_have_any_name(tmp_path):
    holds = Holds(tmp_path / "home")
    (tmp_path / "home").mkdir()
    for run in ("../out", "a/b", "练习", ".", ""):
        assert holds.take(run)
        assert Holds(tmp_path / "home").elsewhere(run)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_folder_that_cannot_be_written_to_holds_nobody_off(tmp_path):
    holds = Holds(tmp_path / "gone")
    assert holds.take(RUN)
    assert not Holds(tmp_path / "gone").elsewhere(RUN)


def test_a_journal_holds_what_it_writes(tmp_path, shop):
    with Database.open(tmp_path) as database:
        mine, theirs = (SqlJournal(database, holds=Holds(tmp_path)) for _ in range(2))
        entries = shop.played(mine, 1)
        assert (mine.elsewhere(RUN), theirs.elsewhere(RUN)) == (False, True)
        more = shop.scan(2)
        with pytest.raises(RunTaken):
            theirs.append(RUN, more)
        mine.append(RUN, more)
        mine.leave(RUN)
        theirs.append(RUN, again := shop.scan(3))
        with pytest.raises(RunTaken):
            mine.append(RUN, shop.scan(4))
        theirs.seal(RUN)
        assert not mine.elsewhere(RUN)
        assert list(mine.read(RUN))[:-1] == entries + more + again
        mine.close()
        theirs.close()


def test_who_left_a_run_looks_again_before_going_on(tmp_path, shop):
    with Database.open(tmp_path) as database:
        mine, theirs = (SqlJournal(database, holds=Holds(tmp_path)) for _ in range(2))
        shop.played(mine, 1)
        mine.leave(RUN)
        theirs.append(RUN, shop.scan(2))
        theirs.leave(RUN)
        mine.append(RUN, shop.scan(3))
        assert len(list(theirs.read(RUN))) == 7
        mine.close()
        theirs.close()
