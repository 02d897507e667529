"""Who sits there in an exam, and how it is left: by keys, by the mouse alone, and by nobody who may not."""

import doctest
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from simulator import pins
from simulator.kernel.texts import cells
from simulator.screens.app import StoredrillApp
from simulator.screens.briefing.briefing import Briefing
from simulator.screens.debrief.debrief import Debrief
from simulator.screens.lobby import tiles
from simulator.screens.lobby.lobby import Lobby
from simulator.screens.lobby.resume import Resume
from simulator.screens.people import names
from simulator.screens.people.people import People
from simulator.screens.people.pin import AskPin
from simulator.screens.people.trainer import Trainer
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.field import Field
from simulator.screens.station.dialogs import Choose
from simulator.screens.till.screen import TillScreen
from tests.screens.conftest import screen_text, settle
from tests.screens.fake_house import POWER_OUTAGE, FakeHouse, Left
from tests.screens.played import new_drill

SMALLEST = (80, 24)


def told(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(MessageLine).told[0]


async def touch(pilot: Pilot[None], text: str) -> None:
    """Tap where `text` stands; fails where it is nowhere to be seen."""
    app = pilot.app
    assert isinstance(app, StoredrillApp)
    for y, row in enumerate(screen_text(app).split("\n")):
        if text in row:
            await pilot.click(offset=(cells(row[: row.index(text)]) + 1, y))
            await settle(pilot)
            return
    raise AssertionError(f"{text!r} is nowhere in\n{screen_text(app)}")


# --- the mouse alone


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_an_exam_is_reached_by_touch_alone(shell: Callable, house: FakeHouse, lang: str) -> None:
    house.lang = lang
    say = {"en": ("Trainer 1", "Trainee 1", "exam"), "zh": ("培训师 1", "学员 1", "考核")}[lang]
    async with shell(SMALLEST) as pilot:
        await pilot.click("#who")
        await settle(pilot)
        await pilot.click("#trainer")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Trainer)
        shown = screen_text(pilot.app)
        assert "Esc 取消" in shown or "Esc cancel" in shown, "the box is whole at the smallest size"
        await touch(pilot, say[0])
        for digit in "2468⏎2469⌫8⏎":
            await touch(pilot, f" {digit} ")
        assert isinstance(pilot.app.screen, People)
        assert house.pins == {"2468": house.crew[-1].id}
        await touch(pilot, say[1])
        assert house.last_person[0] == house.crew[-1].id
        await pilot.click(".drill")
        await settle(pilot)
        await pilot.click("#mode-exam")
        await pilot.click("#start")
        await settle(pilot)
        assert isinstance(pilot.app.screen, AskPin)
        for digit in "2468⏎":
            await touch(pilot, f" {digit} ")
        assert house.asked == [("start", "first-sale", "exam", say[1], None, house.pins["2468"], None)]


async def test_names_for_who_has_no_keyboard_are_never_taken_twice(shell: Callable, house: FakeHouse) -> None:
    house.add_person("Trainee 1", "cashier")
    async with shell() as pilot:
        await pilot.click("#who")
        await settle(pilot)
        await touch(pilot, "Trainee 2")
        assert house.crew[-1].name == "Trainee 2"


# --- whose word counts


async def test_a_trainer_is_let_in_by_a_trainer(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.add_trainer("陈老师", "2468")
    async with shell() as pilot:
        await press(pilot, "f2", "f3")
        assert isinstance(pilot.app.screen, AskPin)
        await press(pilot, *"1357", "enter")
        assert told(pilot) == "people.pin.wrong"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, People)
        await press(pilot, "f3", *"2468", "enter")
        assert isinstance(pilot.app.screen, Trainer)
        await press(pilot, *"Wu", "enter", *"1357", "enter", *"1357", "enter")
        assert isinstance(pilot.app.screen, People)
        assert list(house.pins) == ["2468", "1357"]


async def test_trainers_do_not_sit_here(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "f2", "f3", *"Chen", "enter", *"2468", "enter", *"2468", "enter")
        assert told(pilot) == "people.trainer.added"
        rows = [str(row.render()) for row in pilot.app.screen.query(".row")]
        assert len(rows) == 1 + 2, "the guest and the two who are trained"
        await press(pilot, "escape", "f2")
        assert "Trainer" not in screen_text(pilot.app).replace("add a trainer", "")
        assert "Chen" not in screen_text(pilot.app)


async def test_nobody_attests_their_own_exam(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.last_person = ("p1", "cashier")
    house.pins["2468"] = "p1"
    async with shell() as pilot:
        await press(pilot, "enter", "f2", "f2", "enter", *"2468", "enter")
        assert isinstance(pilot.app.screen, AskPin)
        assert told(pilot) == "people.pin.own"
        assert house.asked == []


async def test_pins_cannot_be_guessed(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.last_person = ("p1", "cashier")
    house.add_trainer("陈老师", "2468")
    async with shell() as pilot:

        def said() -> tuple[str, dict[str, object]]:
            return pilot.app.screen.query_one(MessageLine).told

        async def a_moment_later(seconds: float) -> None:
            house.now += seconds
            asked = pilot.app.screen
            assert isinstance(asked, AskPin)
            asked.look_at_wait()
            await settle(pilot)

        await press(pilot, "enter", "f2", "f2", "enter")
        for _ in range(4):
            await press(pilot, *"1357", "enter")
            assert told(pilot) == "people.pin.wrong"
        await press(pilot, *"1357", "enter")
        assert said() == ("people.pin.too_many", {"seconds": 30})
        await press(pilot, "escape", "enter")
        assert said() == ("people.pin.wait", {"seconds": 30}), "another dialog says so before anything is typed"
        await a_moment_later(1)
        assert said() == ("people.pin.wait", {"seconds": 29}), "it is counted down"
        await press(pilot, *"2468", "enter")
        assert said() == ("people.pin.wait", {"seconds": 29}), "of a PIN that was not looked at nothing is said"
        assert "no trainer" not in screen_text(pilot.app)
        await a_moment_later(29)
        assert told(pilot) == "people.pin.now"
        await press(pilot, *"1357", "enter")
        assert said() == ("people.pin.too_many", {"seconds": 60})
        await a_moment_later(60)
        await press(pilot, *"2468", "enter")
        assert [asked[0] for asked in house.asked] == ["start"]


async def test_two_pins_that_differ_are_both_typed_again(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "f2", "f3", *"Chen", "enter", *"2468", "enter", *"1111", "enter")
        assert told(pilot) == "people.pin.differ"
        assert [pilot.app.screen.query_one(f"#{id}", Field).value for id in ("pin", "again")] == ["", ""]
        assert pilot.app.screen.focused is pilot.app.screen.query_one("#pin")
        await press(pilot, *"2468", "enter", *"2468", "enter")
        assert list(house.pins) == ["2468"]


async def test_one_pin_is_one_trainers(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.add_trainer("陈老师", "2468")
    async with shell() as pilot:
        await press(pilot, "f2", "f3", *"2468", "enter", *"Wu", "enter", *"2468", "enter", *"2468", "enter")
        assert isinstance(pilot.app.screen, Trainer)
        assert "This PIN cannot be taken: choose another one." in screen_text(pilot.app)
        assert "陈老师" not in screen_text(pilot.app)
        await press(pilot, *"1357", "enter", *"1357", "enter")
        assert list(house.pins) == ["2468", "1357"]


async def test_a_name_is_typed_wherever_the_focus_was(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "f2", *"Wang", "enter")
        assert house.crew[-1].name == "Wang", "from its first letter on"


async def test_a_pin_too_many_becomes_nobodys_name(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "f2", *"1234", "enter")
        assert told(pilot) == "people.name.digits"
        assert len(house.crew) == 2
        await press(pilot, "enter")
        assert house.crew[-1].name == "1234", "who is called so is taken at their word"
    async with shell() as pilot:
        await press(pilot, "f2", "f3", *"5678", "enter", *"2468", "enter", *"2468", "enter")
        assert told(pilot) == "people.trainer.digits"
        assert house.pins == {}


def test_examples() -> None:
    assert not any(doctest.testmod(module).failed for module in (names, pins, tiles))


# --- going on, and leaving


async def test_an_exam_goes_on_with_a_trainers_word_only(shell: Callable, house: FakeHouse, press: Callable) -> None:
    trainer = house.add_trainer("陈老师", "2468")
    house.left = [Left("r1", POWER_OUTAGE.title, "exam", "王芳", 372_000, "p1")]
    async with shell() as pilot:
        pilot.app.screen.query_one("#unfinished").focus()
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, AskPin)
        assert "Is this 王芳?" in screen_text(pilot.app)
        await press(pilot, *"1357", "enter")
        assert house.asked == []
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Resume)
        await press(pilot, "enter", *"2468", "enter")
        assert house.asked == [("resume", "r1", trainer.id)]


@pytest.mark.parametrize("mode", ["exam", "practice"])
async def test_ctrl_q_at_the_till_asks_first(shell: Callable, house: FakeHouse, press: Callable, mode: str) -> None:
    drill = new_drill(mode)
    house.new_drill = lambda: drill
    async with shell() as pilot:
        pilot.app.play(drill)
        await settle(pilot)
        await press(pilot, "ctrl+q")
        asked = pilot.app.screen
        assert isinstance(asked, Choose)
        assert ("not passed" in screen_text(pilot.app)) == (mode == "exam")
        await press(pilot, "ctrl+q")
        assert isinstance(pilot.app.screen, TillScreen), "once more takes the question away"
        await press(pilot, "ctrl+q", "2")
        await press(pilot, "shift")
        assert isinstance(pilot.app.screen, Debrief)
        assert (pilot.app.screen.result.why[0], pilot.app.screen.result.passed) == ("quit", False)
        await press(pilot, "ctrl+q")
        assert isinstance(pilot.app.screen, Lobby)
        assert pilot.app.is_running


async def test_ctrl_q_goes_one_step_back_and_leaves_from_the_lobby(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        app = pilot.app
        await press(pilot, "enter")
        assert isinstance(app.screen, Briefing)
        await press(pilot, "f1", "ctrl+q")
        assert isinstance(app.screen, Briefing)
        await press(pilot, "ctrl+q", "f2", "f3")
        assert isinstance(app.screen, Trainer)
        await press(pilot, "ctrl+q", "ctrl+q")
        assert isinstance(app.screen, Lobby)
        assert app.return_code is None
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0
