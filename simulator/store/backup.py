"""Backup and restore of the data folder, both through SQLite's own copying: consistent while others read and write."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from simulator.drafts import draft_of
from simulator.store import migrations
from simulator.store.database import FILE, Database, explained
from simulator.store.errors import FileDamaged, FileExists, FileUnreadable, FileUnwritable, NotABackup, SchemaNewer


def backup(database: Database, target: Path, *, overwrite: bool = False) -> None:
    """Write everything that is committed now to `target`: whole, or not at all.

    Raises FileExists, FileUnwritable, DiskFull.
    """
    if target.resolve() == database.path.resolve() or (target.exists() and not overwrite):
        raise FileExists(path=str(target))
    try:
        with draft_of(target) as draft:
            draft.open("wb").close()  # of a place that takes no file the driver would not say why
            with explained(target):
                _copy(database.path, draft)
    except OSError as error:
        raise FileUnwritable(path=str(target), reason=error.strerror or str(error)) from error


def restore(folder: Path, source: Path) -> Path | None:
    """Replace the folder's data by a backup. What was there is kept beside it: returns where, or None for nothing.

    Who has the folder open sees either the old or the new data. The next `Database.open` migrates an older backup.
    Raises FileUnreadable, NotABackup, FileDamaged, SchemaNewer before anything is touched.
    """
    present = folder / FILE
    if source.resolve() == present.resolve():
        raise NotABackup(path=str(source))
    _check(source)
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        kept = _beside(present)
        if present.exists():
            try:
                _copy(present, kept)
            except sqlite3.DatabaseError:  # damaged: cannot be copied page by page, so it moves as it is
                kept.unlink(missing_ok=True)
                for tail in ("", "-wal", "-shm"):
                    part = present.with_name(present.name + tail)
                    if part.exists():
                        part.replace(kept.with_name(kept.name + tail))
        else:
            kept = present
        _copy(source, present)
    return None if kept == present else kept


def _beside(present: Path) -> Path:
    """A name beside the database that is not taken."""
    names = (present.with_name(f"{present.stem}-before-restore-{n}{present.suffix}") for n in count(1))
    return next(name for name in names if not name.exists())


def _copy(source: Path, target: Path) -> None:
    """Copy a database as one transaction of the target's."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
        read.backup(write)
        write.execute("PRAGMA journal_mode=WAL" if target.name == FILE else "PRAGMA journal_mode=DELETE")


def _check(source: Path) -> None:
    """Whether a file is a sound backup of a version that we know."""
    try:
        with source.open("rb") as file:
            magic = file.read(16)
    except OSError as error:
        raise FileUnreadable(path=str(source), reason=error.strerror or str(error)) from error
    if magic != b"SQLite format 3\x00":
        raise NotABackup(path=str(source))
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as read:
            tables = {name for (name,) in read.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not {"alembic_version", "runs", "entries", "segments"} <= tables:
                raise NotABackup(path=str(source))
            (found,) = read.execute(migrations.VERSION).fetchone()
            (health,) = read.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise FileDamaged(path=str(source), reason=str(error)) from error
    if health != "ok":
        raise FileDamaged(path=str(source), reason=health)
    if (found or "") > migrations.HEAD:
        raise SchemaNewer(path=str(source), found=found, known=migrations.HEAD)
