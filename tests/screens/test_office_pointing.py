"""At the desk the coach says the way to what it advises: the letter, the digit of the evidence, the row, the key."""

from typing import Any

import pytest

from simulator.kernel import commands as c
from simulator.kernel.texts import Lang
from simulator.screens.desk.screen import DeskScreen
from tests.screens.desk import Advice, text_of
from tests.screens.office import OVERRIDE, REPORTS, DeskApp, DeskDrill, settle

NARROW = (80, 24)


@pytest.fixture
def drill() -> DeskDrill:
    return DeskDrill("coach")


def advise(drill: DeskDrill, command: Any) -> None:
    drill.next_advice = Advice(command, "desk.told.welcome", {"help": "", "menu": ""})


def advice_of(desk: DeskScreen) -> str:
    return " ".join(text_of(desk, "advice").split())  # type: ignore[arg-type]  # any workstation


async def press(pilot: Any, *keys: str) -> DeskScreen:
    for key in keys:
        await pilot.press(key)
    return await settle(pilot)


@pytest.mark.parametrize(
    ("lang", "opens", "looks", "decides"),
    [("en", "Press Enter.", "Press 1.", "Press F8."), ("zh", "按 Enter。", "按 1。", "按 F8。")],
)
async def test_a_request_is_decided_by_the_keys_that_are_named(
    drill: DeskDrill, lang: Lang, opens: str, looks: str, decides: str
) -> None:
    drill.hear(REPORTS, OVERRIDE)
    advise(drill, c.TakeUp("r1"))
    app = DeskApp(drill, lang)
    async with app.run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        desk.set_focus(desk.inbox)
        desk.inbox.choose(("matter", "m1"))
        desk.speak()
        assert "↑ ↓" in advice_of(desk), "another letter is under the cursor"
        desk.inbox.choose(("matter", "r1"))
        desk.speak()
        assert advice_of(desk).endswith(opens)
        advise(drill, c.LookAt("r1", "shelf"))
        desk = await press(pilot, "enter")
        assert advice_of(desk).endswith(looks)
        advise(drill, c.DecideRequest("r1", "approve", "as_the_shelf"))
        desk = await press(pilot, "1")
        assert drill.last(c.LookAt) == c.LookAt("r1", "shelf")
        assert advice_of(desk).endswith(decides)
        desk = await press(pilot, "f13")
        assert "Esc" in advice_of(desk), "a folder lies there, whose keys mean something else"
        desk = await press(pilot, "escape")
        assert advice_of(desk).endswith(decides)


async def test_of_a_folder_the_row_is_chosen_first(drill: DeskDrill) -> None:
    advise(drill, c.TakeRole("c03", "counter"))
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        desk.show(desk.subject.__class__("checklist"))
        desk.speak()
        assert advice_of(desk).endswith("Press ⇧F5.")
        desk = await press(pilot, "f17")
        assert "Choose the marked row with ↑ ↓, then press " in advice_of(desk)
        desk.page.choose(("person", "c03"))
        desk.speak()
        assert "↑ ↓" not in advice_of(desk)
        desk.set_focus(desk.inbox)
        desk.page.choose(("person", "c02"))
        desk.speak()
        assert "Tab to the middle, choose the marked row" in advice_of(desk)


async def test_another_question_under_the_cursor_is_not_the_one_that_is_answered(drill: DeskDrill) -> None:
    drill.hear(REPORTS)
    advise(drill, c.AnswerQuestion("m1", "q2", 3150))
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        desk = await press(pilot, "enter")
        assert advice_of(desk).endswith("Press 4."), "two papers and a question stand before it"
        desk = await press(pilot, "4")
        assert "Type it here, then press Enter." in advice_of(desk)
