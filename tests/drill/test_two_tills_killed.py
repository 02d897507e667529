"""kill -9 in a run of two tills: before the till dies, between the tills, and after the basket was resumed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grading.grade import grade
from simulator.drill import bots
from simulator.drill.play import play
from simulator.drill.replay import lines_of, verify
from simulator.drill.session import Session
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import SHOP
from simulator.pos.engine import apply
from simulator.store.database import Database
from simulator.store.export import verify_run
from simulator.store.ledger import books, rebuild
from simulator.store.sql_journal import SqlJournal
from tests.drill.two_till_player import SEED, stage

ROOT = Path(__file__).parents[2]


def killed_after(folder: Path, run: str, acknowledgements: int) -> int:
    command = [sys.executable, "-m", "tests.drill.two_till_player", str(folder), run]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}) as it:
        assert it.stdout is not None
        said = [it.stdout.readline() for _ in range(acknowledgements)]
        it.kill()
        said += it.stdout.read().splitlines(keepends=True)
    return [int(line) for line in said if line.endswith(b"\n")][-1]


@pytest.mark.parametrize("instant", [30, 36, 41, 58])
def test_a_run_of_two_tills_goes_on_where_it_was_killed(tmp_path: Path, instant: int) -> None:
    run = f"run-{instant}"
    safe = killed_after(tmp_path, run, instant)
    with Database.open(tmp_path) as database:
        journal = SqlJournal(database)
        entries = list(journal.read(run))
        assert len(entries) >= safe
        assert verify_run(journal, run).ok
        _is_whole(entries)
        session = Session.resume(run, journal, stage().new_station, stage().sources(SEED))
        for station, till in session.floor.tills.items():
            alone = stage().new_station(station)
            for entry in entries:
                if entry.stream == station:
                    apply(alone, entry)
            alone.rules = till.rules
            assert alone == till
        play(session, bots.perfect(SEED))
        session.end("finished")
        verdict = verify_run(journal, run)
        assert verdict.ok
        assert set(verdict.streams) == {SHOP, "till-1", "till-2"}
        assert verify(lines_of(journal.segments(run)), stage().new_station).difference is None
        before = books(database, run)
        rebuild(database, journal, run)
        assert books(database, run) == before
        result = grade(list(journal.read(run)), stage().scenario.rubric, head="")
        assert not result.criticals
        journal.close()


def _is_whole(entries: list) -> None:  # type: ignore[type-arg]
    """Where one till was left, the other one was come to; where a basket was taken, it is gone: in one transaction."""
    left = sum(isinstance(entry.what, f.TillLeft) and bool(entry.what.to) for entry in entries)
    assert left == sum(isinstance(entry.what, s.CashierCame) for entry in entries)
    resumed = sum(isinstance(entry.what, f.SaleResumed) and bool(entry.what.origin) for entry in entries)
    assert resumed == sum(isinstance(entry.what, s.TicketTaken) for entry in entries)
