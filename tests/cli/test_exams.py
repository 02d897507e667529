"""What the house makes sure of, whatever the screens ask: unseen seeds, and whose word counts in an exam."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.bootstrap import House
from simulator.kernel.facts import RunResumed


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path, lang="en")
    yield house
    house.close()


def test_a_seed_was_not_seen_by_this_person_in_this_drill(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    li, wu = house.add_person("Li", "cashier"), house.add_person("Wu", "cashier")
    house.start("first-sale", "practice", li, seed=3)
    house.start("first-sale", "exam", li, seed=4).finish("quit")
    house.start("holiday-rush", "practice", li, seed=5)
    house.start("first-sale", "practice", wu, seed=5)
    draws = iter([3, 4, 5])
    monkeypatch.setattr(secrets, "randbelow", lambda most: next(draws))
    assert house.start("first-sale", "practice", li).seed == 5


def test_an_exam_goes_on_where_a_trainer_attests_it_again(house: House) -> None:
    li, trainer = house.add_person("Li", "cashier"), house.add_trainer("Chen", "2468")
    left = house.start("first-sale", "exam", li, seed=3, attested_by=trainer.id)
    with pytest.raises(ValueError, match="expected a trainer"):
        house.resume(left.run)
    with pytest.raises(ValueError, match="expected somebody else"):
        house.resume(left.run, li.id)
    went_on = house.resume(left.run, trainer.id)
    (resumed,) = [entry.what for entry in house.journal.read(left.run) if isinstance(entry.what, RunResumed)]
    assert (went_on.mode, resumed.attested_by) == ("exam", trainer.id)
    with pytest.raises(ValueError, match="expected somebody else"):
        house.start("first-sale", "exam", li, attested_by=li.id)


def test_an_exam_that_is_closed_needs_nobodys_word_and_is_not_passed(house: House) -> None:
    li, trainer = house.add_person("Li", "cashier"), house.add_trainer("Chen", "2468")
    left = house.start("first-sale", "exam", li, seed=3, attested_by=trainer.id)
    house.abandon(left.run)
    (kept,) = house.results(li.id)
    assert (kept.mode, kept.passed) == ("exam", False)


def test_trainers_let_in_trainers_and_are_no_trainees(house: House) -> None:
    li, chen = house.add_person("Li", "cashier"), house.add_trainer("Chen", "2468")
    for stranger in ("", li.id, "nobody"):
        with pytest.raises(ValueError, match="expected one of the trainers"):
            house.add_trainer("Eve", "6666", stranger)
    wu = house.add_trainer("Wu", "1357", chen.id)
    assert [person.name for person in house.people()] == ["Li"]
    assert [person.id for person in house.trainers()] == [chen.id, wu.id]
    assert (house.check_trainer_pin("1357"), house.check_trainer_pin("6666")) == (wu.id, "")


def test_who_left_a_drill_is_named_whoever_they_are(house: House) -> None:
    chen = house.add_trainer("Chen", "2468")
    house.start("first-sale", "practice", chen, seed=3)
    house.start("first-sale", "practice", None, seed=3)
    assert [(left.person, left.person_id) for left in house.unfinished()] == [("", ""), ("Chen", chen.id)]


def test_an_exam_is_open_to_who_passed_what_comes_before(house: House) -> None:
    li, trainer = house.add_person("Li", "cashier"), house.add_trainer("Chen", "2468")
    with pytest.raises(ValueError, match="expected first-sale to be passed before the exam of promotion-day"):
        house.start("promotion-day", "exam", li, attested_by=trainer.id)
    assert house.start("promotion-day", "practice", li).mode == "practice"
