"""What is kept of a person says the same as the rows that it is made of, whatever happened to them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.mastery.attempts import MODES
from grading.readiness.digest import FORM, digest, kept
from simulator.readiness.training import kept_training
from simulator.store.attempts import Tried, all_attempts, last_attempt
from simulator.store.database import FILE, Database
from simulator.store.errors import StoreFailed
from simulator.store.people import People, Result, Results
from simulator.store.records import records, refresh, rewrite_all
from simulator.store.sql_journal import SqlJournal
from tests.store.conftest import Shop
from tests.store.test_migrations import as_at

encode = msgspec.json.encode
PEOPLE = ("p1", "p2", "p3")
RUNS = [{}, {}, {}, {}, {"bot": "perfect"}, {"branch_of": "r0@4"}]

grades = st.builds(
    lambda run, person, mode, passed: ("grade", run, person, mode, passed),
    st.integers(0, len(RUNS) - 1), st.sampled_from(PEOPLE), st.sampled_from((*MODES, "exam", "free")), st.booleans(),
)  # fmt: skip
seals = st.builds(lambda run: ("seal", run), st.integers(0, len(RUNS) - 1))


def _of_rows(database: Database, last: int | None = None) -> dict[str, list[Tried]]:
    found: dict[str, list[Tried]] = {}
    for row in all_attempts(database, last, counting=MODES):
        found.setdefault(row.person, []).append(row)
    return found


def _of_records(database: Database, last: int | None = None) -> dict[str, list[Tried]]:
    return {person: list(theirs.rows) for person, theirs in kept_training(database, last).items() if theirs.rows}


def _result(n: int, person: str, mode: str, passed: bool) -> Result:
    summary = f'{{"duration":1,"grades":{{"care":{n % 5 + 1}}}}}'
    return Result(f"r{n}", person, "收银", 1, mode, n, "1", True, "t", passed, summary, "ab" * 32, "2026-11-22")


def _played(database: Database, steps: list[tuple]) -> None:
    people, journal, results, sealed = People(database), SqlJournal(database), Results(database, kept), set()
    for person in PEOPLE:
        people.add(person, person, [], "")
    for n, more in enumerate(RUNS):
        shop = Shop(f"r{n}")
        journal.create_run(shop.run, shop.opening(**more), shop.materials)
        journal.append(shop.run, [shop.ended()])
    for what, n, *rest in steps:
        if what == "grade":
            results.record(_result(n, *rest))
        elif n not in sealed:
            journal.seal(f"r{n}")
            sealed.add(n)


@settings(max_examples=20)
@given(st.lists(grades | grades | seals, max_size=14))
def test_records_are_what_their_rows_say(steps: list[tuple]) -> None:
    """Graded, graded again, by then of somebody else, sealed before or after."""
    with TemporaryDirectory() as folder, Database.open(Path(folder)) as database:
        _played(database, steps)
        for last in (None, 0, 1, 2, 3):
            assert _of_records(database, last) == _of_rows(database, last)
        newest = max((rows[-1].no for rows in _of_rows(database).values()), default=0)
        assert last_attempt(database, counting=MODES) == newest
        for theirs in kept_training(database).values():
            assert encode(theirs.digest) == encode(digest(theirs.rows))
        refresh(database, FORM, kept)  # of those that were sealed after they were graded
        found = records(database)
        assert all(one.form == FORM for one in found)
        with database.write() as connection:
            rewrite_all(connection, kept)
        assert sorted(records(database)) == sorted(found)


def test_an_older_folder_gets_its_records(database: Database, tmp_path: Path) -> None:
    _played(database, [("grade", 0, "p1", "exam", True), ("seal", 0), ("grade", 1, "p2", "practice", False),
                       ("grade", 4, "p1", "exam", True), ("grade", 5, "p3", "exam", True),
                       ("grade", 2, "p1", "free", True)])  # fmt: skip
    as_at(database, "0007", tmp_path / "older")
    with Database.open(tmp_path / "older") as migrated:
        assert _of_records(migrated) == _of_rows(migrated) == _of_rows(database) != {}
        assert all(one.form == 0 for one in records(migrated))
        refresh(migrated, FORM, kept)
        assert sorted(records(migrated)) == sorted(records(database))


def test_a_grade_that_is_not_kept_leaves_no_record(database: Database) -> None:
    """Both are in one transaction."""
    _played(database, [("grade", 0, "p1", "exam", True)])
    with closing(sqlite3.connect(database.path.parent / FILE)) as other:
        other.execute("CREATE TRIGGER refuse BEFORE INSERT ON records BEGIN SELECT RAISE(ABORT, 'no'); END")
        other.commit()
    before = _of_rows(database)
    for run, person in ((1, "p1"), (0, "p2")):
        with pytest.raises(StoreFailed):
            Results(database, kept).record(_result(run, person, "exam", False))
        assert _of_rows(database) == _of_records(database) == before
