"""`storedrill progress`: one person, everybody, for machines, and what a certificate rests on."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.bootstrap import House
from simulator.drill.bots.roster import bot_named
from simulator.drill.play import play
from tests.cli.conftest import Storedrill


@pytest.fixture
def house(home: Path) -> Iterator[House]:
    kept = House(home, lang="en")
    yield kept
    kept.close()


def played(house: House, person: object, mode: str, seed: int, bot: str = "perfect", by: str = "") -> str:
    drill = house.start("first-sale", mode, person, seed, by)
    play(drill.session, bot_named(bot, seed))
    drill.finish("finished")
    return drill.run


def test_progress_in_words_and_for_machines(storedrill: Storedrill, house: House) -> None:
    assert "Nobody has been added" in storedrill("progress").out
    fang = house.add_person("王芳", "cashier")
    house.add_person("Li Lei", "stock_clerk")
    for seed in (1, 2, 3):
        played(house, fang, "practice", seed)
    storedrill("play", "first-sale", "--bot", "lazy", "--seed", "4", "--json")
    everybody = storedrill("progress").out
    assert [line.split()[1] for line in everybody.splitlines()] == ["王芳", "Li"]
    told = storedrill("progress", "王芳")
    assert told.status == 0
    assert "Accuracy           ███              mastered 100 % · refresh by" in told.out
    assert "Outages                             not on your own yet" in told.out
    assert max(map(len, told.out.splitlines())) <= 80
    assert "录入准确           ███              已掌握" in storedrill("--lang", "zh", "progress", fang.id).out
    machine = json.loads(storedrill("progress", fang.id, "--json").out)
    accuracy = next(each for each in machine["competencies"] if each["id"] == "accuracy")
    assert [grade["seed"] for grade in accuracy["grades"]] == [1, 2, 3], "the bot's play is nobody's"
    assert (accuracy["mastered"], accuracy["missing"]) == (True, 0)
    assert machine["certificate"]["state"] == "open"
    assert machine["next"]["why"].startswith("lobby.why.")
    assert machine["refresh"]["competencies"] == []
    later = json.loads(storedrill("progress", fang.id, "--by", "2999-01-01", "--json").out)
    assert "accuracy" in later["refresh"]["competencies"]
    other = json.loads(storedrill("progress", fang.id, "--role", "manager", "--json").out)
    assert other["role"] == "manager"
    assert not any(each["grades"] for each in other["competencies"])


def test_who_is_meant_and_which_day(storedrill: Storedrill, house: House) -> None:
    twins = [house.add_person("王芳", "cashier") for _ in range(2)]
    assert "nobody here is called Nobody" in storedrill("progress", "Nobody").err
    both = storedrill("progress", "王芳")
    assert both.status == 2
    assert all(person.id in both.err for person in twins)
    wrong = storedrill("progress", twins[0].id, "--by", "Christmas")
    assert (wrong.status, wrong.out) == (2, "")
    assert "got Christmas" in wrong.err


def test_a_certificate_rests_on_sealed_journals_that_are_sound(
    storedrill: Storedrill, house: House, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scenarios import library

    cards = tuple(library.msgspec.structs.replace(card, certifies=card.id == "first-sale") for card in library.index())
    monkeypatch.setattr(library, "index", lambda: cards)
    fang = house.add_person("王芳", "cashier")
    trainer = house.add_trainer("Lin", "2468")
    played(house, fang, "exam", 5)
    assert house.standing(fang.id, "cashier").certificate.missing == ("first-sale",), "attested by nobody"
    run = played(house, fang, "exam", 6, by=trainer.id)
    found = house.standing(fang.id, "cashier", proven=True).certificate
    assert (found.state, [exam.run for exam in found.exams]) == ("held", [run])
    assert found.exams[0].head == house.journal.heads(run)["shop"].hash.hex()
    told = json.loads(storedrill("progress", fang.id, "--json").out)["certificate"]
    assert (told["state"], told["exams"][0]["head"]) == ("held", found.exams[0].head)
    words = storedrill("progress", fang.id).out
    assert f"session {run}, head of its journal {found.exams[0].head[:16]}" in words
    assert max(map(len, words.splitlines())) <= 80
    house.close()
    with sqlite3.connect(home / "storedrill.db") as connection:
        connection.execute("UPDATE segments SET lines = replace(lines, 'a', 'b') WHERE run = ?", (run,))
    told = json.loads(storedrill("progress", fang.id, "--json").out)["certificate"]
    assert (told["state"], told["failed"]) == ("open", ["first-sale"])


def test_a_later_exam_that_was_left_takes_the_certificate(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from scenarios import library

    cards = tuple(library.msgspec.structs.replace(card, certifies=card.id == "first-sale") for card in library.index())
    monkeypatch.setattr(library, "index", lambda: cards)
    fang, trainer = house.add_person("王芳", "cashier"), house.add_trainer("Lin", "2468")
    played(house, fang, "exam", 6, by=trainer.id)
    drill = house.start("first-sale", "exam", fang, 7, trainer.id)
    house.leave(drill.run)
    assert house.standing(fang.id, "cashier").certificate.state == "held"
    house.abandon(drill.run, trainer.id)
    assert house.standing(fang.id, "cashier").certificate.failed == ("first-sale",)
