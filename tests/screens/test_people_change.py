"""Another name, two that are one, and somebody who goes: by keys alone and by mouse alone, with a trainer's word."""

from collections.abc import Callable

import pytest
from textual.widgets import Input

from simulator.kernel.texts import Text
from simulator.screens.people.change import ChangePerson, Sure
from simulator.screens.people.people import People
from simulator.screens.people.pin import AskPin, NewPin
from simulator.screens.shell.bars import KeyBar, MessageLine
from simulator.screens.shell.spoken import Spoken
from tests.screens.conftest import screen_text, settle
from tests.screens.fake_house import FakeHouse, Row, Someone

TO_REMOVE = ("f2", "f4", "enter", "down", "right", "right", "enter")


@pytest.fixture
def house(house: FakeHouse) -> FakeHouse:
    house.rows = [Row(f"r{n}", house.cards[0].title, "practice", n, "2026-11-20T10:00", 1000, True, {}) for n in (1, 2)]
    return house


def told(pilot: object) -> tuple[str, dict[str, object]]:
    return pilot.app.screen.query_one(MessageLine).told  # type: ignore[attr-defined, no-any-return]


async def test_who_goes_is_told_first_and_a_trainer_says_so_by_keys_alone(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    house.crew.append(Someone("t1", "Zhou", "trainer"))
    house.pins, house.last_person, house.rosters = {"1234": "t1"}, ("p1", "cashier"), ("station_road",)
    async with shell((80, 24)) as pilot:
        assert "I am 王芳" in screen_text(pilot.app)
        await press(pilot, *TO_REMOVE)
        assert isinstance(pilot.app.screen, Sure)
        assert "2 graded sessions stay as figures of nobody" in pilot.app.screen.query_one(".text", Spoken).said().plain
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ChangePerson), "who begins with Enter begins with no"
        await press(pilot, "enter", "right", "enter")
        assert isinstance(pilot.app.screen, AskPin)
        await press(pilot, *"9999", "enter")
        assert not any(one[0] == "remove" for one in house.asked)
        await press(pilot, *"1234", "enter")
        assert house.asked[-1] == ("remove", "p1", "t1")
        assert isinstance(pilot.app.screen, People)
        given = {"name": "王芳", "sign": "T-19C13A", "n": 2}
        assert told(pilot)[0] == "people.removed_from_all_but"
        assert given.items() <= told(pilot)[1].items()
        assert [one.name for one in pilot.app.screen.known] == ["Li Lei"]
        await press(pilot, "escape")
        assert "I am Guest" in screen_text(pilot.app)
        assert house.last_person == ("", "cashier")


@pytest.mark.parametrize(("role", "called"), [("cashier", "Cashier"), ("stock_clerk", "Stock clerk")])
async def test_who_is_new_reads_in_which_role_they_join_and_every_key_is_told(
    shell: Callable, house: FakeHouse, press: Callable, role: str, called: str
) -> None:
    house.last_person = ("", role)
    house.crew += [Someone(f"q{n}", f"Trainee {n}", "cashier") for n in range(12)]
    async with shell((80, 24)) as pilot:
        await press(pilot, "f2")
        people = pilot.app.screen
        assert isinstance(people, People)
        assert f"you join as {called}" in people.query_one(MessageLine).said().plain
        bar = people.query_one(KeyBar)
        assert all(key in bar.render().plain for key in ("F3", "F4", "Esc", "F12"))
        assert people.query_one("#box").content_region.contains_region(bar.region), "however many are there"


async def test_another_name_by_keys_alone_is_the_lobbys_at_once(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    house.last_person = ("p1", "cashier")
    async with shell() as pilot:
        await press(pilot, "f2", "f4", "enter")
        for name, id in (
            ("王芳", "people.change.same"),
            ("Li Lei", "people.change.taken"),
            ("li LEI", "people.change.taken"),
            (" ", "people.name.expected"),
        ):
            pilot.app.screen.query_one(Input).value = name
            await press(pilot, "enter")
            assert told(pilot)[0] == id
        pilot.app.screen.query_one(Input).value = "王 方"
        await press(pilot, "enter")
        assert house.asked == [("rename", "p1", "王 方", "")]
        assert told(pilot) == ("people.renamed", {"was": "王芳", "name": "王 方"})
        await press(pilot, "escape")
        assert "I am 王 方" in screen_text(pilot.app)


async def test_two_are_one_by_mouse_alone(shell: Callable, house: FakeHouse) -> None:
    async with shell((80, 24)) as pilot:
        for where in ("#who", "#change", "#list Tile", "#merge", "#list Tile", "#yes"):
            await pilot.click(where)
            await settle(pilot)
        assert house.asked == [("merge", "p1", "p2", "")]
        assert told(pilot) == ("people.merged", {"n": 2, "name": "王芳", "into": "Li Lei"})
        assert [one.name for one in pilot.app.screen.known] == ["Li Lei"]


async def test_there_is_somebody_to_change_and_another_to_be_one_with(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    house.crew = [Someone("p1", "王芳", "cashier")]
    async with shell() as pilot:
        await press(pilot, "f2", "f4", "enter", "down", "right", "enter")
        assert told(pilot)[0] == "people.change.alone"
    house.crew = []
    async with shell() as pilot:
        await press(pilot, "f2", "f4")
        assert told(pilot)[0] == "people.change.nobody"


async def test_what_somebody_trains_for_is_corrected(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.crew.append(Someone("t1", "Zhou", "trainer"))
    house.pins = {"1234": "t1"}
    async with shell((80, 24)) as pilot:
        await press(pilot, "f2", "f4", "enter")
        await pilot.click("#role-cashier")
        await settle(pilot)
        assert told(pilot)[0] == "people.change.same_role"
        await press(pilot, "down", "down", "right", "enter", *"1234", "enter")
        assert house.asked == [("role", "p1", "stock_clerk", "t1")]
        assert told(pilot) == ("people.role_is", {"name": "王芳", "role": Text("Stock clerk", "仓管员")})


async def test_a_forgotten_pin_is_replaced_by_another_trainers_word(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    house.crew += [Someone("t1", "Zhou", "trainer"), Someone("t2", "Li Wei", "trainer")]
    house.pins = {"1234": "t1", "5678": "t2"}
    async with shell((80, 24)) as pilot:
        await press(pilot, "f2", "f4", "down", "down", "enter", "down", "right", "enter")
        assert isinstance(pilot.app.screen, AskPin)
        await press(pilot, *"5678", "enter")
        assert isinstance(pilot.app.screen, NewPin)
        await press(pilot, *"5678", "enter", *"5678", "enter")
        assert isinstance(pilot.app.screen, NewPin), "another trainer has it"
        await press(pilot, *"2468", "enter", *"2468", "enter")
        assert house.asked == [("pin", "t1", "2468", "t2")]
        assert told(pilot) == ("people.pin.given", {"name": "Zhou"})


async def test_what_bears_a_trainers_name_is_told_before_they_go(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    house.crew.append(Someone("t1", "Zhou", "trainer"))
    async with shell((80, 24)) as pilot:
        await press(pilot, "f2", "f4", "down", "down", "enter", "down", "right", "right", "enter")
        assert isinstance(pilot.app.screen, Sure)
        said = pilot.app.screen.query_one(".text", Spoken).said().plain
        assert "3 exams that they attested stay attested" in said
        assert "judged in 2 sessions" in said
