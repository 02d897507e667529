"""Backups are whole and consistent; a restore checks first and never loses what was there."""

import sqlite3

import pytest

from simulator.store.backup import backup, restore
from simulator.store.database import FILE, Database
from simulator.store.errors import FileDamaged, FileExists, FileUnreadable, FileUnwritable, NotABackup, SchemaNewer
from simulator.store.export import verify_run
from simulator.store.sql_journal import SqlJournal


def runs(folder):
    with Database.open(folder) as database:
        journal = SqlJournal(database)
        found = {run.run: verify_run(journal, run.run).ok for run in journal.runs()}
        journal.close()
    return found


def test_a_backup_in_use_restores_elsewhere(database, sql_journal, shop, another_shop, tmp_path):
    shop.played(sql_journal, 5)
    another_shop.played(sql_journal, 600)
    sql_journal.seal(another_shop.run)
    with sql_journal.batch():
        sql_journal.append(shop.run, shop.scan(6))
        reading = sql_journal.read(another_shop.run)
        next(reading)
        backup(database, tmp_path / "copy.db")
    assert restore(tmp_path / "new", tmp_path / "copy.db") is None
    assert runs(tmp_path / "new") == {"run-1": True, "run-2": True}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "home", "new"]


def test_a_restore_keeps_what_was_there_beside_it(database, sql_journal, shop, another_shop, tmp_path):
    shop.played(sql_journal, 5)
    backup(database, tmp_path / "copy.db")
    another_shop.played(sql_journal, 5)
    folder = database.path.parent
    kept = restore(folder, tmp_path / "copy.db")  # while it is open
    assert kept == folder / "storedrill-before-restore-1.db"
    assert [run.run for run in sql_journal.runs()] == ["run-1"]
    assert runs(folder) == {"run-1": True}
    assert restore(folder, kept) == folder / "storedrill-before-restore-2.db"
    assert runs(folder) == {"run-1": True, "run-2": True}


def test_a_damaged_database_can_be_replaced_and_is_kept_too(database, tmp_path):
    backup(database, tmp_path / "copy.db")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / FILE).write_bytes(b"rubbish" * 1000)
    kept = restore(tmp_path / "broken", tmp_path / "copy.db")
    assert kept.read_bytes() == b"rubbish" * 1000
    assert runs(tmp_path / "broken") == {}


def test_backups_overwrite_only_when_told(database, tmp_path):
    target = tmp_path / "copy.db"
    backup(database, target)
    before = target.stat().st_ino
    with pytest.raises(FileExists):
        backup(database, target)
    backup(database, target, overwrite=True)
    assert target.stat().st_ino != before
    for own in (False, True):
        with pytest.raises(FileExists):
            backup(database, database.path, overwrite=own)
    with pytest.raises(FileUnwritable):
        backup(database, tmp_path / "nowhere" / "copy.db")


def _foreign(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE cats (name)")


def _newer(path):
    with sqlite3.connect(path) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")


def _torn(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda path: path.unlink(), FileUnreadable),
        (lambda path: path.write_bytes(b""), NotABackup),
        (lambda path: path.write_text("notes " * 1000), NotABackup),
        (lambda path: (path.unlink(), _foreign(path)), NotABackup),
        (_newer, SchemaNewer),
        (_torn, FileDamaged),
    ],
)
def test_what_is_no_sound_backup_touches_nothing(database, sql_journal, shop, tmp_path, spoil, error):
    shop.played(sql_journal, 50)
    backup(database, tmp_path / "copy.db")
    spoil(tmp_path / "copy.db")
    with pytest.raises(error):
        restore(database.path.parent, tmp_path / "copy.db")
    assert runs(database.path.parent) == {"run-1": True}
    assert not list(database.path.parent.glob("*before*"))
    with pytest.raises(NotABackup):
        restore(database.path.parent, database.path)
