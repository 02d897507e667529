"""kill -9 at many instants: nothing acknowledged is lost, nothing doubled, the chain is whole, and the run goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.kernel.entries import SHOP
from simulator.store.book_rows import CashMovement
from simulator.store.database import Database
from simulator.store.export import verify_run
from simulator.store.ledger import books
from simulator.store.sql_journal import SqlJournal

INSTANTS = int(os.environ.get("STOREDRILL_KILLS", "15"))
TILL = "till-1"


def killed_after(folder: Path, acknowledgements: int) -> int:
    """Play in another process and kill it when so many commands were acknowledged; the last seq it said was safe."""
    appender = Path(__file__).with_name("appender.py")
    root = str(Path(__file__).parents[2])
    command, environment = [sys.executable, str(appender), str(folder)], os.environ | {"PYTHONPATH": root}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(acknowledgements)]
        process.kill()  # meanwhile it has gone on: this hits it anywhere
        said += process.stdout.read().splitlines(keepends=True)
    whole = [int(line) for line in said if line.endswith(b"\n")]
    assert len(whole) >= acknowledgements
    return whole[-1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all: each process goes on where the one before was killed."""
    return tmp_path_factory.mktemp("killed")


@pytest.mark.parametrize("instant", range(1, INSTANTS + 1))
def test_nothing_acknowledged_is_lost_and_nothing_doubled(folder: Path, instant: int) -> None:
    safe = killed_after(folder, instant)
    with Database.open(folder) as database:
        journal = SqlJournal(database)
        seqs = [entry.seq for entry in journal.read("run-1") if entry.stream == TILL]
        assert seqs == list(range(1, len(seqs) + 1))
        assert safe <= len(seqs) <= safe + 3  # at most the one command that was not acknowledged yet
        assert len(seqs) % 3 == 0  # a command with what follows from it is stored whole
        verdict = verify_run(journal, "run-1")
        assert verdict.ok
        assert verdict.streams == {SHOP: 1, TILL: len(seqs)}
        taken = [row for row in books(database, "run-1")[CashMovement] if isinstance(row, CashMovement)]
        assert [row.seq for row in taken] == seqs[1::3]
        with database.read() as connection:
            assert connection.exec_driver_sql("SELECT taken FROM claims").scalar() == len(seqs) // 3
        journal.close()
