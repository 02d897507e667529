"""The briefing: what is said before a drill, and how each mode is entered."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from scenarios.coverage import coverage
from scenarios.library import index
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.screens.actions import AT, CONTROL, OF_ROLE, Workstation
from simulator.screens.briefing.briefing import Briefing
from simulator.screens.briefing.keys import essential, key_of, title_of
from simulator.screens.people.pin import AskPin, pin_of
from simulator.screens.profiles import load_profile
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.spoken import shell as app_of
from tests.screens.conftest import screen_text
from tests.screens.fake_house import FakeHouse


def told(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(MessageLine).told[0]


async def test_it_says_what_is_expected_and_which_keys(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "enter")
        text = screen_text(pilot.app)
        for words in ("A quiet morning", "The change is right.", "Space", "Scan", "F8", "Pay", "● coach"):
            assert words in text
        assert "Quick key" not in text, "of two ways to the same, one is enough for a beginner"


@pytest.mark.parametrize("drill", [entry.id for entry in index()])
def test_the_keys_are_those_that_the_drill_asks_for(drill: str) -> None:
    """Whatever the experienced bot did in it, also what the footer never shows; each name once."""
    card = next(entry for entry in index() if entry.id == drill)
    actions, there = essential(drill, card.role, load_profile())
    done = next((met.operations for met in coverage().drills if met.id == drill), {})
    shown = {action.id for action in actions}
    known = {action.id for action in AT[OF_ROLE[card.role]]}
    assert {operation for operation in done if operation in known} <= shown
    assert {CONTROL[operation] for operation in done if operation in CONTROL and CONTROL[operation] in known} <= shown
    for lang in ("en", "zh"):
        words = Words(lang)
        titles = [title_of(action.id, words, there) for action in actions]
        assert len(set(titles)) == len(titles)
        assert all(key_of(action.id, there) for action in actions)


async def test_what_is_out_of_sight_comes_by_keys_while_the_start_has_the_focus(
    shell: Callable, press: Callable
) -> None:
    async with shell((80, 24)) as pilot:
        await press(pilot, "enter")
        briefing = pilot.app.screen
        start = briefing.focused
        assert "Leave drill" not in screen_text(pilot.app)
        await press(pilot, "pagedown", "pagedown")
        assert "Leave drill" in screen_text(pilot.app)
        await press(pilot, "pageup", "pageup", *["down"] * 20)
        assert "Leave drill" in screen_text(pilot.app)
        assert briefing.focused is start, "Enter still starts"
    async with shell((120, 50)) as pilot:
        await press(pilot, "enter")
        assert "PgDn" not in screen_text(pilot.app).splitlines()[-1], "no key for what is all in sight"
        await press(pilot, "up")
        assert pilot.app.screen.focused is not start


async def test_other_keys_are_a_choice_away(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "enter", "f3")
        assert house.asked == [("set_profile", "retail_a")]


@pytest.mark.parametrize(
    ("profile", "where", "lang", "called"),
    [
        ("generic", "till", "zh", "通用收银台"),
        ("generic", "stockroom", "zh", "通用按键（仓库）"),
        ("generic", "office", "en", "Generic keys (office)"),
        ("retail_a", "stockroom", "en", "Changhe supermarket till (stockroom)"),
    ],
)
def test_keys_are_called_after_where_they_are_pressed(
    profile: str, where: Workstation, lang: Lang, called: str
) -> None:
    assert load_profile(profile).called(Words(lang), where) == called


@pytest.mark.parametrize(
    ("operation", "key"),
    [
        ("settle_point", "F8"), ("hand_out_float", "F8"), ("open_store", "F7"), ("assign_shift", "F8"),
        ("set_break", "F7"), ("drop_shift", "F6"), ("publish_roster", "F5"), ("decide_request", "F8"),
        ("look_at", "1 … 9"), ("close_desk", "Ctrl+S"),
    ],
)  # fmt: skip
def test_at_the_desk_a_key_is_told_as_its_page_has_it(operation: str, key: str) -> None:
    """The briefing sent people to the menu for what stands on a key of the page."""
    assert key_of(operation, load_profile("generic").at("office"), "office") == key


@pytest.mark.parametrize(
    ("operation", "key"), [("count_item", "F5"), ("post_count", "F8"), ("decide_row", "F5"), ("post_list", "F8")]
)
def test_in_the_stockroom_a_key_is_told_as_its_document_has_it(operation: str, key: str) -> None:
    assert key_of(operation, load_profile("generic").at("stockroom"), "stockroom") == key


@pytest.mark.parametrize(
    ("keys", "minutes"),
    [(["plus"], 9), (["minus"], 7), (["minus"] * 9, 6), (["plus"] * 20, 15), (["plus", "minus"], None)],
)
async def test_the_length_is_adjusted_within_bounds(
    shell: Callable, house: FakeHouse, press: Callable, keys: list[str], minutes: int | None
) -> None:
    async with shell() as pilot:
        await press(pilot, "enter", *keys, "enter")
        assert house.asked == [("start", "first-sale", "coach", None, None, "", minutes)]


async def test_an_exam_has_its_own_length(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "enter", "plus", "f2", "f2", "plus")
        briefing = pilot.app.screen
        assert isinstance(briefing, Briefing)
        assert (briefing.mode, briefing.minutes) == ("exam", 8)
        assert told(pilot) == "briefing.length.exam"


async def test_a_guest_is_no_candidate(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "enter", "f2", "f2", "enter")
        assert told(pilot) == "briefing.exam.guest"
        assert house.asked == []


@pytest.mark.parametrize("typed", ["2468", "２４６８"])
async def test_a_trainers_pin_starts_the_exam(shell: Callable, house: FakeHouse, press: Callable, typed: str) -> None:
    house.last_person = ("p1", "cashier")
    trainer = house.add_trainer("陈老师", "2468")
    async with shell() as pilot:
        await press(pilot, "enter", "f2", "f2", "enter")
        assert isinstance(pilot.app.screen, AskPin)
        assert "Is this 王芳?" in screen_text(pilot.app)
        await press(pilot, *typed, "enter")
        assert house.asked == [("start", "first-sale", "exam", "王芳", None, trainer.id, None)]


@pytest.mark.parametrize(("typed", "id"), [("1357", "people.pin.wrong"), ("12", "people.pin.expected")])
async def test_another_pin_does_not(shell: Callable, house: FakeHouse, press: Callable, typed: str, id: str) -> None:
    house.last_person = ("p1", "cashier")
    house.add_trainer("陈老师", "2468")
    async with shell() as pilot:
        await press(pilot, "enter", "f2", "f2", "enter", *typed, "enter")
        assert isinstance(pilot.app.screen, AskPin)
        assert told(pilot) == id
        assert all(field.password for field in pilot.app.screen.query(Input))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Briefing)
        assert house.asked == []


async def test_a_trainer_is_added_with_a_pin_typed_twice(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "f2", "f3", *"Chen", "enter", *"2468", "enter", *"2469", "enter")
        assert told(pilot) == "people.pin.differ"
        await press(pilot, *"2468", "enter", *"2468", "enter")
        assert house.pins == {"2468": house.crew[-1].id}
        assert told(pilot) == "people.trainer.added"


@pytest.mark.parametrize(
    ("typed", "pin"), [("2468", "2468"), ("２４６８", "2468"), ("246", ""), ("24a8", ""), ("1" * 13, "")]
)
def test_what_counts_as_a_pin(typed: str, pin: str) -> None:
    assert pin_of(typed) == pin


async def test_the_briefing_gives_way_to_the_till_and_the_till_to_the_debrief(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    from simulator.screens.debrief.debrief import Debrief
    from simulator.screens.lobby.lobby import Lobby
    from simulator.screens.till.screen import TillScreen
    from tests.screens.played import new_drill

    house.new_drill = new_drill
    async with shell() as pilot:
        await press(pilot, "enter", "f2", "enter")
        till = pilot.app.screen
        assert isinstance(till, TillScreen)
        till.dismiss("quit")
        await press(pilot)
        await press(pilot, "shift")
        assert isinstance(pilot.app.screen, Debrief)
        assert pilot.app.screen.result.why[0] == "quit"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Lobby)
        assert app_of(pilot.app.screen).house is house
