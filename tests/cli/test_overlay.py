"""`storedrill overlay` and `storedrill survey`: a trainer's PIN, what was judged, and a grade that stays as it is."""

import io
import json
from pathlib import Path

import pytest

from simulator.bootstrap import House
from tests.cli.conftest import Storedrill


@pytest.fixture
def trainer(home: Path) -> str:
    house = House(home)
    house.add_trainer("Zhou", "1234")
    house.close()
    return "Zhou"


def test_a_judgement_needs_the_pin_and_changes_no_grade(
    storedrill: Storedrill, trainer: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    storedrill("play", "first-sale", "--bot", "lazy", "--seed", "7")
    graded = storedrill("grade", "last", "--json")
    typed = ("overlay", "add", "last", "--by", trainer, "--item", "voice", "--score", "4", "--comment", "clear <b>")
    monkeypatch.setattr("sys.stdin", io.StringIO("9999\n"))
    assert storedrill(*typed).status == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("1234\n"))
    assert storedrill(*typed, "--at", "0:30").status == 0
    kept = json.loads(storedrill("overlay", "list", "last", "--json").out)
    assert [(one["name"], one["observable"], one["score"]) for one in kept["scores"]] == [("Zhou", "voice", 4)]
    assert 0 < kept["scores"][0]["at"] <= 31_000
    assert "Zhou" in storedrill("--lang", "zh", "overlay", "list", "last").out
    assert storedrill("grade", "last", "--json") == graded, "it is no part of the grade"
    page = tmp_path / "debrief.html"
    storedrill("grade", "last", "--html", str(page))
    text = page.read_text("utf-8")
    assert "Trainer&#x27;s judgement (a person&#x27;s, not the grade)" in text
    assert "clear &lt;b&gt;" in text
    assert text.index("Zhou 4/5") > text.index("not passed")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--item", "voicy", "--score", "3"), "voice"),
        (("--item", "voice"), "--score"),
        (("--comment", " "), "--comment"),
        (("--comment", "x", "--at", "5.17"), "5:17"),
        (("--comment", "x", "--at", "99:00"), "up to"),
    ],
)
def test_what_cannot_be_meant_is_told_before_the_pin_is_asked_for(
    storedrill: Storedrill, trainer: str, more: tuple[str, ...], said: str
) -> None:
    storedrill("play", "first-sale", "--bot", "lazy", "--seed", "7")
    told = storedrill("overlay", "add", "last", "--by", trainer, *more)
    assert told.status == 2
    assert said in told.err
    assert "Zhou" in storedrill("overlay", "add", "last", "--by", "Nobody", "--comment", "x").err


def test_few_answers_and_few_judgements_say_so(storedrill: Storedrill) -> None:
    assert "too few to say (at least 5)" in storedrill("survey").out
    assert json.loads(storedrill("survey", "--json").out)["content"] == {"n": 0, "mean": None, "scores": [0] * 5}
    assert "No two trainers" in storedrill("overlay", "agreement").out
    assert json.loads(storedrill("overlay", "agreement", "--json").out) == []


def test_answers_after_drills_speak_for_the_gate_from_the_least_number_on(storedrill: Storedrill, home: Path) -> None:
    day = House.wall()[:10]

    def gate() -> dict[str, object]:
        rows = json.loads(storedrill("readiness", "--json").out)["rows"]
        found: dict[str, object] = next(row["outcome"] for row in rows if row["gate"]["id"] == "satisfaction")
        return found

    house = House(home)
    for n, score in enumerate((5, 5, 4, 5)):
        house.said.answer(f"r{n}", "", "cashier", "first-sale", {"content": score, "easy": 1}, day, anonymous=True)
    few = gate()
    assert (few["n"], few["value"], few["reasons"]) == (4, None, ["too_few"]), "of so few no mean is told"
    house.said.answer("r9", "p1", "cashier", "first-sale", {"content": 4}, day, anonymous=False)
    house.close()
    enough = gate()
    assert (enough["n"], enough["value"], enough["met"]) == (5, [23, 5], True)
