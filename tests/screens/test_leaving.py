"""Keys that come faster than screens go: one that was answered takes away nothing more."""

import pytest
from textual import events
from textual.screen import Screen

from simulator.screens.leaving import Leaving, uncover
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.station.dialogs import Choose, Option, StationDialog, word
from simulator.screens.station.entering import Ask
from simulator.screens.station.screen import StationScreen
from tests.screens.desk import TillApp, TillDrill, settle

TITLE = word("till.dialog.choose")
ROWS = [Option(value, word("till.dialog.ok")) for value in "abc"]


def dialogs() -> list[StationDialog[str | None]]:
    return [Choose(TITLE, ROWS), Ask(TITLE, lambda words: "")]


@pytest.mark.parametrize("which", range(2))
@pytest.mark.parametrize("keys", [("2", "enter"), ("escape",)])
async def test_keys_that_wait_in_a_dialog_answer_it_once_and_take_nothing_else_away(
    which: int, keys: tuple[str, ...]
) -> None:
    """The program ended here: the second key took the till away, the third found only the lobby."""
    async with TillApp(TillDrill()).run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        stack, answers = pilot.app.screen_stack, []
        dialog = dialogs()[which]
        await pilot.app.push_screen(dialog, answers.append)
        for key in keys * 4:  # all of them are on their way before the first is looked at
            dialog.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        assert pilot.app.screen_stack == stack
        assert answers == [None if keys == ("escape",) else "2" if which else "b"]
        assert pilot.app.screen is till


async def test_what_lies_under_another_screen_stays_until_it_is_seen_again() -> None:
    async with TillApp(TillDrill()).run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        under, over = dialogs()
        answers: list[str | None] = []
        await pilot.app.push_screen(under, answers.append)
        await pilot.app.push_screen(over, answers.append)
        under.dismiss("a")
        assert pilot.app.screen_stack[-2:] == [under, over]
        over.dismiss("b")
        under.dismiss("a")
        under.dismiss("c")
        await settle(pilot)
        assert pilot.app.screen is till
        assert answers == ["b", "a"]


async def test_what_is_done_while_help_lies_over_it_goes_with_the_help() -> None:
    async with TillApp(TillDrill()).run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        under, over = dialogs()
        answers: list[str | None] = []
        await pilot.app.push_screen(under, answers.append)
        await pilot.app.push_screen(over)
        under.answer("done")
        assert pilot.app.screen_stack[-2:] == [under, over], "what is being read stays"
        over.dismiss(None)
        await settle(pilot)
        assert pilot.app.screen is till
        assert answers == ["done"]


async def test_a_workstation_that_is_left_takes_along_what_lies_over_it() -> None:
    async with TillApp(TillDrill()).run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        lobby: list[Screen[object]] = [each for each in pilot.app.screen_stack if each is not till]
        for dialog in dialogs():
            await pilot.app.push_screen(dialog)
        till.leave("later")
        till.leave("later")
        await pilot.pause()
        assert pilot.app.screen_stack == lobby
        uncover(till)
        assert pilot.app.screen_stack == lobby


def test_every_screen_leaves_like_that() -> None:
    assert all(issubclass(each, Leaving) for each in (StationDialog, StationScreen, ShellScreen))
