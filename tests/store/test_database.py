"""Opening a data folder: what stands in the way is said in plain parameters, and two processes get along."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from simulator.store.database import FILE, Database
from simulator.store.errors import DiskFull, FileDamaged, FolderReadOnly, FolderUnusable, StoreBusy, StoreError
from simulator.store.export import verify_run
from simulator.store.sql_journal import SqlJournal
from simulator.store.tables import metadata


@contextmanager
def nobody() -> Iterator[None]:
    """As root, permissions mean nothing: step down meanwhile."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everybody can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def refused(folder: Path) -> StoreError:
    with pytest.raises(StoreError) as said:
        Database.open(folder)
    return said.value


def test_a_folder_is_made_with_its_parents(tmp_path):
    with Database.open(tmp_path / "a b" / "数据?x=1") as database:
        assert database.path == tmp_path / "a b" / "数据?x=1" / FILE
        assert database.path.exists()
    assert sorted(path.name for path in database.path.parent.iterdir()) == [FILE]  # the write-ahead log is tidied up


def test_commits_are_durable_and_readers_cannot_write(database):
    with database.write() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    with pytest.raises(StoreError), database.read() as connection:
        connection.execute(text("DELETE FROM runs"))


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
def test_a_read_only_folder_is_said(public):
    public.chmod(0o555)
    with nobody():
        assert type(refused(public)) is FolderReadOnly
        assert type(refused(public / "deeper")) is FolderReadOnly


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
def test_a_read_only_file_in_a_writable_folder_is_said(public):
    Database.open(public).close()
    (public / FILE).chmod(0o444)
    public.chmod(0o777)
    with nobody():
        error = refused(public)
    assert type(error) is FolderReadOnly
    assert error.params == {"path": str(public / FILE)}


def test_a_folder_that_is_a_file_is_said(tmp_path):
    (tmp_path / "home").write_text("")
    error = refused(tmp_path / "home")
    assert type(error) is FolderUnusable
    assert error.params == {"path": str(tmp_path / "home"), "reason": "File exists"}
    assert type(refused(tmp_path / "home" / "deeper")) is FolderUnusable


@pytest.mark.parametrize(
    "content", [b"not a database, but long enough to be looked at" * 50, b"SQLite format 3\x00" + b"\x07" * 5000]
)
def test_a_damaged_file_is_said_and_left_alone(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    error = refused(tmp_path)
    assert type(error) is FileDamaged
    assert error.params["path"] == str(tmp_path / FILE)
    assert (tmp_path / FILE).read_bytes() == content


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(database, sql_journal, shop):
    entries = shop.played(sql_journal, 3)
    pages = sql_journal._cursor.execute("PRAGMA page_count").fetchone()[0]
    sql_journal._cursor.execute(f"PRAGMA max_page_count = {pages}")
    refused = None
    for n in range(4, 500):
        more = shop.scan(n)
        try:
            sql_journal.append(shop.run, more)
        except DiskFull as error:
            refused = error
            break
        entries += more
    assert refused is not None
    assert refused.params == {"path": str(database.path)}
    assert list(sql_journal.read(shop.run)) == entries
    sql_journal._cursor.execute("PRAGMA max_page_count = 1000000")
    sql_journal.append(shop.run, more)  # there is room again: the very same append goes through
    assert list(sql_journal.read(shop.run)) == entries + more
    assert verify_run(sql_journal, shop.run).ok


def test_a_full_disk_loses_nothing_of_a_batch_either(sql_journal, shop):
    entries = shop.played(sql_journal, 3)

    def fill():
        with sql_journal.batch():
            for n in range(4, 700):
                more = shop.scan(n)
                entries.extend(more)
                sql_journal.append(shop.run, more)

    pages = sql_journal._cursor.execute("PRAGMA page_count").fetchone()[0]
    sql_journal._cursor.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        fill()
    sql_journal._cursor.execute("PRAGMA max_page_count = 1000000")
    sql_journal.flush()
    assert list(sql_journal.read(shop.run)) == entries


def test_another_writer_who_holds_on_is_said(database, sql_journal, shop):
    shop.played(sql_journal, 1)
    sql_journal._cursor.execute("PRAGMA busy_timeout = 1")
    more = shop.scan(2)
    with database.write(), pytest.raises(StoreBusy):
        sql_journal.append(shop.run, more)
    sql_journal.append(shop.run, more)
    assert sql_journal.run(shop.run).entries == 5


def test_a_log_with_room_holds_what_was_committed_before_and_after(database, sql_journal, shop, tmp_path):
    """Also for who finds it after everybody was killed, and when it was begun anew meanwhile."""
    log = database.path.with_name(f"{FILE}-wal")
    entries = shop.played(sql_journal, 3)
    used = log.stat().st_size
    database.make_room(used + 3_000_000)
    assert log.stat().st_size == used + 3_000_000
    for n in range(4, 9):
        more = shop.scan(n)
        sql_journal.append(shop.run, more)
        entries += more
        if n == 6:
            database.tidy()
            database.settle()
        killed = tmp_path / f"killed-{n}"
        killed.mkdir()
        for path in (database.path, log):
            shutil.copy(path, killed)
        with Database.open(killed) as found:
            assert list(SqlJournal(found).read(shop.run)) == entries
    assert log.stat().st_size == used + 3_000_000
    database.make_room(1000)  # it has more
    assert log.stat().st_size == used + 3_000_000


SECOND = """
import sys; from pathlib import Path
from simulator.store.database import Database
from simulator.store.sql_journal import SqlJournal
with Database.open(Path(sys.argv[1])) as database:
    journal = SqlJournal(database)
    print(sum(1 for _ in journal.read("run-1")), [run.run for run in journal.runs()])
    journal.close()
"""


def test_a_second_process_reads_while_the_first_writes(database, sql_journal, shop):
    shop.played(sql_journal, 10)
    sql_journal._cursor.execute("BEGIN IMMEDIATE")  # the first is in the middle of a commit
    done = subprocess.run(
        [sys.executable, "-c", SECOND, str(database.path.parent)], capture_output=True, text=True, check=True
    )
    sql_journal._cursor.execute("ROLLBACK")
    assert done.stdout.split(maxsplit=1) == ["21", "['run-1']\n"]


def test_many_processes_may_make_the_same_folder_at_once(tmp_path):
    code = (
        "import pathlib, sys; from simulator.store import database; database.Database.open(pathlib.Path(sys.argv[1]))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "home")], stderr=subprocess.PIPE) for _ in range(4)
    ]
    assert [process.communicate()[1] for process in running] == [b""] * 4
    with Database.open(tmp_path / "home") as database, database.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1


def test_stations_on_threads_share_a_journal(database, sql_journal, shop, shop_class):
    shop.played(sql_journal, 1)
    tills = [shop_class() for _ in range(4)]

    def play(number):
        for n in range(25):
            sql_journal.append(shop.run, tills[number].scan(n, f"lane-{number}"))

    threads = [Thread(target=play, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verdict = verify_run(sql_journal, shop.run)
    assert verdict.ok
    assert verdict.streams == {"shop": 1, "till-2": 2, **{f"lane-{number}": 50 for number in range(4)}}


def test_the_schema_is_sqlites_own_in_nothing():
    statements = [str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in metadata.sorted_tables]
    assert len(statements) == len(metadata.tables)
    assert not any("ROWID" in statement for statement in statements)


def test_an_unfinished_database_is_finished(tmp_path):
    """Killed between making the file and its first commit: an empty file is as good as none."""
    sqlite3.connect(tmp_path / FILE).close()
    (tmp_path / FILE).touch()
    with Database.open(tmp_path) as database:
        journal = SqlJournal(database)
        assert journal.runs() == []
        journal.close()
