"""What the house makes sure of, whatever the screens ask: unseen seeds, and whose word counts in an exam."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from simulator.bootstrap import House
from simulator.drill.live import Mode
from simulator.kernel.facts import RunResumed
from simulator.pages import debrief_page
from simulator.pins import Tried
from simulator.store.errors import ExamOpen, NoSuchPerson, NotVouched, PinTaken
from simulator.store.export import verify_run
from simulator.store.tries import Door


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


@pytest.mark.parametrize("mode", ["exam", "practice"])
def test_time_in_which_somebody_only_thought_is_not_given_back(house: House, mode: Mode) -> None:
    """Neither by a kill nor by a window that is closed: an exam would be longer for whoever pulls the plug."""
    li, trainer = house.add_person("Li", "cashier"), house.add_trainer("Chen", "2468")
    by = trainer.id if mode == "exam" else ""
    left = house.start("first-sale", mode, li, seed=3, attested_by=by)
    left.session.advance(2000)
    happened = left.session.now
    for at in (500, 31_250, 31_900, 95_000):
        left.lived(at)
    house.leave(left.run)
    (offered,) = house.unfinished()
    assert offered.at == 95_000
    went_on = house.resume(left.run, by)
    assert went_on.session.now == 95_000 > happened
    assert 95_000 <= went_on.clock.now() < 155_000
    assert went_on.session.station.now == left.session.station.now, "nothing else has happened meanwhile"
    assert verify_run(house.journal, left.run).ok
    went_on.finish("quit")
    assert house.journal.marked(left.run) == 0


def test_the_exam_that_another_drill_would_end_is_known_beforehand(house: House) -> None:
    li, wu, trainer = (
        house.add_person("Li", "cashier"),
        house.add_person("Wu", "cashier"),
        house.add_trainer("C", "2468"),
    )
    house.leave(house.start("first-sale", "practice", li, seed=3).run)
    assert house.exam_left(li.id) is None
    left = house.start("first-sale", "exam", li, seed=3, attested_by=trainer.id)
    house.leave(left.run)
    found = house.exam_left(li.id)
    assert found is not None
    assert (found.run, found.person) == (left.run, "Li")
    assert house.exam_left(wu.id) is None


def test_an_exam_that_was_left_is_closed_by_a_trainer_who_is_named_and_by_nobody_who_says_who_they_are(
    house: House,
) -> None:
    li, trainer = house.add_person("Li", "cashier"), house.add_trainer("Chen", "2468")
    wu = house.add_person("Wu", "cashier")
    own, left = (house.start("first-sale", "exam", one, seed=3, attested_by=trainer.id) for one in (li, wu))
    for drill in (own, left):
        house.leave(drill.run)
    for stranger in ("", li.id, wu.id, "nobody"):
        with pytest.raises(NotVouched):
            house.abandon(left.run, stranger)
        with pytest.raises(ExamOpen):
            house.start("first-sale", "practice", li, ended_by=stranger)
    with pytest.raises(ExamOpen):
        house.start("first-sale", "exam", li, attested_by=trainer.id)
    assert all(house.exam_left(one.id) is not None for one in (li, wu))
    house.start("first-sale", "practice", None)
    house.start("first-sale", "practice", li, ended_by=trainer.id)
    house.abandon(left.run, trainer.id)
    for one in (li, wu):
        (kept,) = house.results(one.id)
        assert (kept.mode, kept.passed) == ("exam", False)
        assert house.journal.run(kept.run).ended == "by_trainer"
        assert "由培训师 Chen 在大厅终止" in debrief_page(*house.review(kept.run), "zh")


def test_trainers_let_in_trainers_and_are_no_trainees(house: House) -> None:
    li, chen = house.add_person("Li", "cashier"), house.add_trainer("Chen", "2468")
    for stranger in ("", li.id, "nobody"):
        with pytest.raises(ValueError, match="expected one of the trainers"):
            house.add_trainer("Eve", "6666", stranger)
    wu = house.add_trainer("Wu", "1357", chen.id)
    assert [person.name for person in house.people()] == ["Li"]
    assert [person.id for person in house.trainers()] == [chen.id, wu.id]
    assert [house.check_trainer_pin(pin).trainer for pin in ("1357", "6666")] == [wu.id, ""]


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


# --- PINs


def test_one_pin_is_one_trainers(house: House) -> None:
    chen = house.add_trainer("Chen", "2468")
    with pytest.raises(PinTaken) as refused:
        house.add_trainer("Wu", "2468", chen.id)
    assert refused.value.params == {}, "whose it is stays untold"
    assert [one.name for one in house.trainers()] == ["Chen"]
    wu = house.add_trainer("Wu", "1357", chen.id)
    with pytest.raises(PinTaken):
        house.give_pin(wu.id, "2468", wu.id)
    house.give_pin(wu.id, "1357", wu.id)


def test_a_new_pin_takes_a_trainers_word(house: House) -> None:
    chen = house.add_trainer("Chen", "2468")
    wu, li = house.add_trainer("Wu", "1357", chen.id), house.add_person("Li", "cashier")
    for stranger in ("", li.id, "nobody"):
        with pytest.raises(NotVouched):
            house.give_pin(wu.id, "8642", stranger)
    with pytest.raises(NoSuchPerson):
        house.give_pin(li.id, "8642", chen.id)
    house.give_pin(wu.id, "8642", chen.id)
    assert [house.check_trainer_pin(pin).trainer for pin in ("1357", "8642", "2468")] == ["", wu.id, chen.id]
    assert house.resets() == {}


def test_the_pause_after_wrong_pins_is_the_folders(tmp_path: Path) -> None:
    now = [1_000_000.0]

    def another_start() -> House:
        return House(tmp_path, lang="en", clock=lambda: now[0])

    with closing(another_start()) as first:
        chen = first.add_trainer("Chen", "2468")
        assert [first.check_trainer_pin("1111").wait for _ in range(5)] == [0, 0, 0, 0, 30]
    now[0] += 10
    with closing(another_start()) as second:
        assert second.check_trainer_pin("2468") == Tried("", 20, False), "a right one is not looked at either"
        now[0] += 20
        assert second.check_trainer_pin("1111") == Tried("", 60)
        now[0] -= 1_000_000
        assert second.pin_wait() == 1800, "a clock that was set back keeps nobody out for ever"
        now[0] += 1_000_060
        assert second.check_trainer_pin("2468") == Tried(chen.id)
        assert [second.check_trainer_pin("1111").wait for _ in range(5)][-1] == 30, "the count began anew"


def test_who_is_killed_while_a_pin_is_looked_at_saves_no_try(tmp_path: Path) -> None:
    door = Door(tmp_path, lambda: 0.0)

    def killed() -> str:
        raise KeyboardInterrupt

    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            door.tried(killed)
    assert door.tried(lambda: "chen") == Tried("", 30, False)
