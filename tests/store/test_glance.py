"""What a lobby reads before SQLAlchemy is there is what the store itself would say."""

from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import text

from simulator.bootstrap import House
from simulator.store import glance
from simulator.store.database import Database
from simulator.store.people import People, Result, Results
from simulator.store.sql_journal import SqlJournal


@pytest.fixture
def folder(database: Database, sql_journal: SqlJournal, shop: Any) -> Path:
    shop.played(sql_journal, 1)
    for n, name in enumerate(["王小妹", "Bob'); --"]):
        People(database).add(f"p{n}", name, ["cashier", "manager"][: n + 1], f"2026-11-22T09:0{n}")
    kept = Result(shop.run, "p1", "first-sale", 1, "exam", 7, "1", True, "t", True, "{}", "ab" * 32, "2026-11-22")
    Results(database).record(kept)
    return database.path.parent


def test_the_driver_alone_says_the_same(database: Database, folder: Path) -> None:
    def alone(statement: str, given: glance.Given) -> Any:
        return glance.ask(folder, statement, given)

    everybody = glance.people(alone)
    assert everybody == glance.people(database.ask) == [People(database).get("p0"), People(database).get("p1")]
    assert glance.achieved(alone, "p0") == glance.achieved(database.ask, "p0") == []
    (kept,) = Results(database).of("p1")
    (found,) = glance.achieved(alone, "p1")
    assert found == glance.achieved(database.ask, "p1")[0] == (kept.scenario, kept.mode, True, kept.finished)
    assert found.passed is True


def test_it_leaves_to_the_store_what_is_not_of_today(database: Database, folder: Path, tmp_path: Path) -> None:
    def unanswered(where: Path) -> None:
        with pytest.raises(glance.NotAtOnce):
            glance.ask(where, "SELECT 1", {})

    unanswered(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / glance.FILE).write_bytes(b"no database")
    unanswered(tmp_path)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    unanswered(folder)
    with database.write() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    unanswered(folder)


def test_a_house_is_opened_once_however_many_ask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house, together, opened, plain = House(folder), Barrier(4), [], Database.open

    def open(where: Path) -> Database:
        opened.append(where)
        return plain(where)

    monkeypatch.setattr(Database, "open", open)

    def ask() -> None:
        together.wait()
        assert house.journal.runs()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [folder]
    house.close()
