"""Answers after drills are evidence of how content people are: the latest of each, and all without a name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from grading.readiness.judging import judge
from grading.readiness.source import shipped_gates
from simulator.readiness.gathering import Outside, Upto
from simulator.readiness.surveys import answers
from simulator.store.acceptance import Extent
from simulator.store.database import Database
from simulator.store.overlay import Answered, SurveyBook

GATE = next(gate for gate in shipped_gates().gates if gate.kind == "survey")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path) as opened:
        yield opened


def test_the_latest_of_each_and_all_without_a_name_count(database: Database) -> None:
    book = SurveyBook(database)

    def said(run: str, person: str, day: str, **scores: int) -> None:
        book.keep(Answered(run, person, "cashier", "first-sale", day, not person, scores))

    for at, person in enumerate(("a", "b", "c")):
        said(f"r{at}", person, "2026-12-01", content=1, easy=5)
        said(f"s{at}", person, "2026-12-02", content=5)
    said("t", "d", "2026-12-02", easy=5)
    assert judge(GATE, None, answers(database), "2026-12-03").reasons == ("too_few",)
    said("", "", "2026-12-02", content=4)
    said("", "", "2026-12-02", content=3)
    told = judge(GATE, None, answers(database), "2026-12-03")
    assert (told.reasons, told.n, told.value) == (("below",), 5, (22, 5))


def test_of_too_few_screen_and_report_say_alike_how_many_and_neither_what_they_said(database: Database) -> None:
    book = SurveyBook(database)
    for person in ("a", "b"):
        book.keep(Answered("r", person, "cashier", "first-sale", "2026-12-02", False, {"content": 2}))
    live = Outside.of(database).answers
    kept = tuple((one.when, one.value[0] if one.value else 0) for one in live)
    report = Outside.of(database, Upto(0, 0, Extent(0, 0, 0, 0), kept)).answers
    for seen in (live, report):
        told = judge(replace(GATE, sample=1), None, seen, "2026-12-03")
        assert (told.reasons, told.value, told.n) == (("too_few",), None, 2)
        assert [one.value for one in seen] == [None, None]
