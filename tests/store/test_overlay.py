"""Judgements are kept as they were said; an answer that wants to stay unknown leaves nothing that tells whose it is."""

from typing import Any

import pytest
from sqlalchemy import text

from grading.overlay.judgements import Draft
from simulator.said import Said
from simulator.store.database import Database
from simulator.store.errors import NoSuchPerson
from simulator.store.overlay import Answered, OverlayBook, SurveyBook
from simulator.store.people import People
from simulator.store.sql_journal import SqlJournal

WALL = "2026-11-26T10:00:00+08:00"


@pytest.fixture
def said(database: Database, sql_journal: SqlJournal, shop: Any) -> Said:
    shop.played(sql_journal, 1)
    people = People(database)
    people.add("zhou", "Zhou", ["trainer"], WALL)
    people.set_pin("zhou", "1234")
    people.add("wang", "王芳", ["cashier"], WALL)
    return Said(database)


def test_what_was_said_before_is_history(said: Said, database: Database, shop: Any) -> None:
    said.say(shop.run, "cashier", "zhou", [Draft("voice", 2), Draft(comment="ok", stream="till-1", seq=3, at=9)], WALL)
    told = said.say(shop.run, "cashier", "zhou", [Draft("voice", 4, "better")], WALL)
    assert [(one.name, one.score, one.comment, one.said) for one in told.scores] == [("Zhou", 4, "better", WALL)]
    assert [(one.comment, one.seq) for one in told.remarks] == [("ok", 3)]
    assert len(OverlayBook(database).of(shop.run)) == 3, "nothing is ever taken away"


@pytest.mark.parametrize("draft", [Draft("voicy", 3), Draft("voice", 6), Draft("", 3), Draft("safety", 3)])
def test_a_score_is_of_something_that_is_watched_in_the_role(said: Said, shop: Any, draft: Draft) -> None:
    with pytest.raises(ValueError, match="expected"):
        said.say(shop.run, "cashier", "zhou", [draft], WALL)
    assert said.overlay(shop.run).scores == ()


def test_only_a_trainer_judges(said: Said, shop: Any) -> None:
    with pytest.raises(NoSuchPerson):
        said.say(shop.run, "cashier", "wang", [Draft("voice", 5)], WALL)


def test_who_stays_unknown_leaves_no_name_no_session_no_drill_and_no_order(said: Said, database: Database) -> None:
    for score in (5, 4, 3, 2, 1, 5):
        said.answer("run-1", "wang", "cashier", "first-sale", {"content": score}, "2026-11-26", anonymous=True)
    with database.read() as connection:
        rows = connection.execute(text("SELECT * FROM surveys ORDER BY no")).mappings().all()
    assert {(row["run"], row["person"], row["scenario"], row["anonymous"]) for row in rows} == {("", "", "", 1)}
    assert all("wang" not in str(value) and "run-1" not in str(value) for row in rows for value in row.values())
    assert [row["no"] for row in rows] != list(range(1, 7)), "rows are numbered by lot"
    assert sorted(answered.answers["content"] for answered in said.answers()) == [1, 2, 3, 4, 5, 5]


def test_who_is_known_answers_once_a_session_and_a_guest_is_unknown(database: Database) -> None:
    book = SurveyBook(database)
    book.keep(Answered("run-1", "wang", "cashier", "first-sale", "2026-11-26", False, {"content": 2}))
    book.keep(Answered("run-1", "wang", "cashier", "first-sale", "2026-11-27", False, {"content": 4}))
    assert [(one.person, one.answers) for one in book.all()] == [("wang", {"content": 4})]
    Said(database).answer("run-2", "", "cashier", "first-sale", {"content": 5}, "2026-11-27", anonymous=False)
    assert [one.anonymous for one in book.all()] == [False, True] or [one.run for one in book.all()].count("") == 1


def test_bots_are_no_trainees_to_agree_about(
    said: Said, database: Database, sql_journal: SqlJournal, shop: Any, another_shop: Any
) -> None:
    another_shop.played(sql_journal, 1)
    with database.write() as connection:
        connection.execute(text("UPDATE runs SET bot = 'perfect' WHERE run = 'run-2'"))
    people = People(database)
    people.add("sun", "Sun", ["trainer"], WALL)
    people.set_pin("sun", "5678")
    for run in (shop.run, another_shop.run):
        for rater, score in (("zhou", 4), ("sun", 3)):
            said.say(run, "cashier", rater, [Draft("voice", score)], WALL)
    assert [one.agreement.n for one in said.agreement()] == [1]
    assert len(said.overlay(another_shop.run).scores) == 2, "of the session itself everything is told"
