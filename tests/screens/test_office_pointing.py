"""At the desk the coach says the way to what it advises: the letter, the digit of the evidence, the row, the key."""

from typing import Any

import pytest

from simulator.drill.guards import held_back
from simulator.drill.places import decide
from simulator.kernel import commands as c
from simulator.kernel.texts import Lang
from simulator.screens.desk.screen import DeskScreen
from simulator.screens.station.pane import Pane
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


async def test_where_a_digit_opens_the_row_first_its_key_is_not_marked(drill: DeskDrill) -> None:
    async with DeskApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f13", "enter")
        advise(drill, c.SettlePoint("p1", "report_difference"))
        desk = await press(pilot, "2")
        assert desk.page.cursor != ("check", "p1"), "another point is under the cursor than the one looked at"
        assert advice_of(desk).endswith("按 1。")
        assert "➤" not in text_of(desk, "footer")  # type: ignore[arg-type]  # any workstation
        desk = await press(pilot, "up")
        assert advice_of(desk).endswith("按 F8。")
        assert "➤F8" in text_of(desk, "footer")  # type: ignore[arg-type]  # any workstation


async def test_another_question_under_the_cursor_is_not_the_one_that_is_answered(drill: DeskDrill) -> None:
    drill.hear(REPORTS)
    advise(drill, c.AnswerQuestion("m1", "q2", 3150))
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        desk = await press(pilot, "enter")
        assert advice_of(desk).endswith("Press 4."), "two papers and a question stand before it"
        desk = await press(pilot, "4")
        assert "Type it here, then press Enter." in advice_of(desk)


WRONG = [
    (c.AssignShift("c04", 9, 14), ("shift", "c02"), "这是小林，不是小雨：按 Esc，先选小雨那一行。"),
    (c.HandOutFloat("till-2", 50_000), ("till", "till-1"), "这是1号台，不是2号台：按 Esc，先选2号台那一行。"),
]


@pytest.mark.parametrize(("command", "row", "said"), WRONG, ids=["roster", "float"])
async def test_in_a_dialog_about_another_row_nothing_is_marked(
    drill: DeskDrill, command: Any, row: tuple[str, str], said: str
) -> None:
    advise(drill, command)
    async with DeskApp(drill, "zh").run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        right = desk.coach.hit
        assert right is not None
        for at, leads in ((row, False), (right, True)):
            desk.show(desk.subject.__class__(desk.coach.page))
            await settle(pilot)
            desk.page.choose(at)
            desk.run(desk.coach.action)
            await pilot.pause()
            dialog = desk.asking.dialog
            assert dialog is not None
            desk.speak()
            drawn = "".join(span.text for pane in dialog.query(Pane) for line in pane.shown for span in line)
            assert (said.replace(" ", "") in advice_of(desk).replace(" ", "")) is not leads
            if isinstance(command, c.HandOutFloat):
                assert "备用金 500.00" in drawn
            else:
                assert ("➤" in drawn) is leads
            await pilot.press("escape")
            await settle(pilot)


def test_the_hours_of_the_wrong_person_are_not_taken_from_where_they_are_needed(drill: DeskDrill) -> None:
    def why(command: Any) -> str:
        desk: Any = drill.session.station
        held = held_back(desk, command, decide(desk, command).facts)
        return held.reason if held is not None else ""

    assert why(c.AssignShift("c02", 10, 17)) == "held.shift_thins"
    assert why(c.DropShift("c04")) == "held.shift_thins"
    assert why(c.AssignShift("c02", 8, 16)) == "", "nobody is needed after that"


async def test_a_marked_row_out_of_sight_is_said_to_be_below_and_names_are_those_on_screen(drill: DeskDrill) -> None:
    advise(drill, c.AssignShift("c04", 9, 14))
    async with DeskApp(drill, "zh").run_test(size=(80, 12)) as pilot:
        desk = await settle(pilot)
        desk.show(desk.subject.__class__("roster"))
        await settle(pilot)
        desk.page.choose(("shift", "c02"))
        desk.speak()
        hidden = not any(span.hit == ("shift", "c04") for line in desk.page.shown for span in line)
        assert hidden, "the window is too low for it"
        assert "在下面" in advice_of(desk)
        drill.next_advice = Advice(c.HandOutFloat("till-2", 1), "advice.hand_out_float", {"till": "till-2"})
        desk.advise()
        assert desk.coach.said(desk.words) == "给2号台发备用金。"


async def test_who_has_no_shift_has_none_to_cancel(drill: DeskDrill) -> None:
    async with DeskApp(drill, "zh").run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        desk.submit(c.DropShift("c03"))
        desk = await settle(pilot)
        assert "何静没有排班" in text_of(desk, "message")  # type: ignore[arg-type]  # any workstation
