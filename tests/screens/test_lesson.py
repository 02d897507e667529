"""A mistake as a lesson on screen: side by side, and the drill of just these mistakes, from debrief and lobby."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from simulator.drill import bots
from simulator.drill.lessons.moments import Attempt
from simulator.drill.play import play
from simulator.locale import Words
from simulator.screens.debrief.debrief import Debrief
from simulator.screens.lesson.beside import BesideScreen
from simulator.screens.lesson.practise import Practise
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.spoken import Spoken
from simulator.screens.shell.spoken import shell as app_of
from simulator.screens.till.screen import TillScreen
from tests.screens.conftest import screen_text, settle
from tests.screens.fake_house import FakeHouse
from tests.screens.played import finished, new_drill


async def look_back(pilot: Pilot[None]) -> Debrief:
    app_of(pilot.app.screen).debrief(*finished())
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, Debrief)
    return screen


@pytest.mark.parametrize(("size", "lang"), [((80, 24), "zh"), ((120, 40), "en")])
async def test_my_moment_stands_beside_the_one_done_right(
    shell: Callable, house: FakeHouse, press: Callable, size: tuple[int, int], lang: str
) -> None:
    house.lang = lang  # type: ignore[assignment]
    async with shell(size) as pilot:
        debrief = await look_back(pilot)
        at = next(n for n, lesson in enumerate(debrief.told.lessons) if lesson.behaviour == "greeted")
        debrief.action_lesson(at)
        await settle(pilot)
        await press(pilot, "f5")
        screen = pilot.app.screen
        assert isinstance(screen, BesideScreen)
        text = screen_text(pilot.app)
        assert ("+ 0:04 说话 · 问候" if lang == "zh" else "+ 0:04 say · a greeting") in text
        assert screen.at == min(screen.other["right"]), "it begins at the first step that was missing"
        await press(pilot, "end")
        assert screen.at == len(screen.beside.right.steps) - 1
        assert screen.place("mine") == len(screen.beside.mine.steps) - 1
        await press(pilot, "left", "f12")
        assert screen.at == len(screen.beside.right.steps) - 2
        assert ("DONE RIGHT" if lang == "zh" else "正确做法") in screen_text(pilot.app)
        await press(pilot, "escape")
        assert pilot.app.screen is debrief


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_both_sides_stand_there_once_a_till_has_been_open_and_scroll_by_keys(
    shell: Callable, press: Callable, size: tuple[int, int]
) -> None:
    """The till's style sheet hid whatever is called right, and nobody comes to a debrief but from a till."""
    async with shell(size) as pilot:
        app_of(pilot.app.screen).play(new_drill())
        await settle(pilot)
        debrief = await look_back(pilot)
        debrief.action_lesson(_card(debrief, "greeted"))
        await press(pilot, "f5")
        screen = pilot.app.screen
        assert isinstance(screen, BesideScreen)
        mine, right = screen.query_one("#mine"), screen.query_one("#right")
        assert min(mine.region.width, right.region.width) >= size[0] // 2 - 2
        text = " ".join(screen_text(pilot.app).split())
        assert "DONE RIGHT" in text
        assert "You did not: say · a greeting; say · ask for the member code; look under" in text
        if size == (80, 24):
            assert mine.max_scroll_y
            assert right.max_scroll_y
            await press(pilot, "down")
            assert mine.scroll_y > 0
            await press(pilot, "pageup", "pagedown")
            assert mine.scroll_y == mine.max_scroll_y
            assert right.scroll_y == right.max_scroll_y


async def test_the_key_shows_the_rule_of_the_card_with_the_focus(shell: Callable, press: Callable) -> None:
    """Also where two rules were missed at the same moment, and from each card that the focus goes to."""
    async with shell((80, 24)) as pilot:
        debrief = await look_back(pilot)
        for behaviour in ("greeted", "member_asked", "copy_printed"):
            card = debrief.query(".lesson")[_card(debrief, behaviour)]
            card.focus()
            await press(pilot, "f5")
            screen = pilot.app.screen
            assert isinstance(screen, BesideScreen)
            assert screen.says == debrief.told.lessons[_card(debrief, behaviour)].says
            assert debrief.timeline.mark is not None
            assert (debrief.timeline.mark.stream, debrief.timeline.mark.seq) == (screen.found.stream, screen.found.seq)
            await press(pilot, "escape")
            assert debrief.focused is card


async def test_what_was_judged_of_the_whole_run_shows_the_same_customer(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        debrief.query(".lesson")[_card(debrief, "copy_printed")].focus()
        await press(pilot, "f5")
        screen = pilot.app.screen
        assert isinstance(screen, BesideScreen)
        assert screen.at == len(screen.beside.right.steps) - 1, "it begins at the moment that counts"
        text = screen_text(pilot.app)
        assert "Both sides show how Mrs Li was served" in text
        assert "You did not: reprint the receipt" in text
        assert "whole run" in text


async def test_where_nothing_went_wrong_the_page_keys_turn_the_debrief(shell: Callable, press: Callable) -> None:
    async with shell((80, 24)) as pilot:
        app_of(pilot.app.screen).debrief(*finished("practice", "perfect"))
        await settle(pilot)
        debrief = pilot.app.screen
        await press(pilot, "pagedown")
        assert debrief.query_one("#left").scroll_y > 0


def _card(debrief: Debrief, behaviour: str) -> int:
    return [lesson.behaviour for lesson in debrief.told.lessons].index(behaviour)


async def test_a_click_on_a_step_goes_there(shell: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        await pilot.click("#beside")
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, BesideScreen), debrief.query_one(MessageLine).told
        first = screen.first("right")
        await pilot.click("#steps-right", offset=(6, 2))
        assert screen.at == first + 2
        await pilot.click("#on")
        assert screen.at == first + 3


async def play_right(pilot: Pilot[None]) -> None:
    """The experienced one sits down in the trainee's place; the screen sees what happens."""
    till = pilot.app.screen
    assert isinstance(till, TillScreen)
    session = till.session
    play(session, bots.perfect(7), memory=till.drill.memory, enough=till.ends)  # type: ignore[attr-defined]
    till.tick()
    for _ in range(3):
        await settle(pilot)


async def test_three_moments_one_after_the_other_and_the_outcome_at_the_end(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        debrief = await look_back(pilot)
        await press(pilot, "f2")
        screen = pilot.app.screen
        assert isinstance(screen, Practise)
        assert len(screen.moments) == 3
        for n in range(3):
            await press(pilot, "enter" if n else "f6")
            till = pilot.app.screen
            assert isinstance(till, TillScreen)
            assert till.drill.session.now <= screen.moments[n].found.at
            assert f"{n + 1} of 3" in screen_text(pilot.app)
            await play_right(pilot)
            assert pilot.app.screen is screen
            assert screen.tried[n].came == "right"
        assert "3 of 3 right this time" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert pilot.app.screen is debrief


async def test_who_leaves_a_moment_is_told_it_was_not_reached_and_goes_on(shell: Callable, press: Callable) -> None:
    async with shell((80, 24)) as pilot:
        await look_back(pilot)
        await press(pilot, "f2", "enter")
        till = pilot.app.screen
        assert isinstance(till, TillScreen)
        till.leave("quit")
        for _ in range(3):
            await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, Practise)
        assert screen.tried[0].came == "not_reached"
        assert screen.following == 1
        assert screen.focused is screen.query_one("#moment-1")


async def test_one_key_in_the_lobby_leads_to_my_latest_mistakes(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    async with shell() as pilot:
        lobby = pilot.app.screen
        await press(pilot, "f6")
        assert lobby.query_one(MessageLine).told[0] == "lesson.no_session"
        house.looked_back = finished()
        await press(pilot, "f6")
        screen = pilot.app.screen
        assert isinstance(screen, Practise)
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, BesideScreen)


async def test_without_mistakes_there_is_nothing_to_practise(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        app_of(pilot.app.screen).debrief(*finished("practice", "perfect"))
        await settle(pilot)
        debrief = pilot.app.screen
        for key in ("f2", "f5"):
            await press(pilot, key)
            assert pilot.app.screen is debrief
            assert debrief.query_one(MessageLine).told[0] == "lesson.no_mistakes"


def test_an_attempt_is_over_for_a_shift_that_was_closed() -> None:
    drill, done = finished()
    moment = drill.moments(done)[0]
    again = drill.practise(moment.seq, moment.station)
    attempt = Attempt(again, moment)
    play(again.session, bots.lazy(7))
    assert attempt.over(again.session.now)


async def test_the_lobby_asks_for_mistakes_of_the_role_and_says_nothing_of_them_afterwards(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    house.looked_back = finished()
    async with shell() as pilot:
        lobby = pilot.app.screen
        await press(pilot, "f6", "escape")
        assert house.asked[-1] == ("mistakes", "", "cashier")
        assert pilot.app.screen is lobby
        assert lobby.query_one(MessageLine).told[0] == ""


async def test_at_eighty_columns_no_title_is_cut_and_the_seed_stands_with_the_seal(
    shell: Callable, press: Callable
) -> None:
    async with shell((80, 24)) as pilot:
        debrief = await look_back(pilot)
        assert "seed" not in screen_text(pilot.app).splitlines()[0]
        assert any("seed 7" in spoken.said().plain for spoken in debrief.query(Spoken))


@pytest.mark.parametrize("reply", ["say_total", "say_received", "say_change", "say_price"])
def test_what_is_said_aloud_is_named_by_what_it_is_about(reply: str) -> None:
    """A step reads *say · the total*, a moment *said (words: the total)*."""
    assert not Words("en")(f"debrief.word_{reply}").startswith("say")
