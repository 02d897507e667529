"""The manager's desk on screen: by keys alone, by mouse alone, and as pictures."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from simulator.desk.engine import OPERATIONS
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command, name_of
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from simulator.screens.debrief.desk_moment import desk_lines
from simulator.screens.desk import operations
from simulator.screens.station.dialogs import Choose
from tests.screens.desk import Advice, text_of
from tests.screens.office import CASE, LIN, OVERRIDE, REPORTS, DeskApp, DeskDrill, settle
from tests.screens.pointing import click_on

WIDE, NARROW = (120, 40), (80, 24)


async def press(pilot: Pilot[None], *keys: str) -> Any:
    for key in keys:
        await pilot.press(key)
    return await settle(pilot)


async def click(pilot: Pilot[None], text: str) -> Any:
    await click_on(pilot, text)
    return await settle(pilot)


@pytest.fixture
def drill() -> DeskDrill:
    return DeskDrill()


# --- by keys ---------------------------------------------------------------------------------------------------------


async def test_a_request_is_looked_at_and_decided_by_digits(drill: DeskDrill) -> None:
    drill.hear(OVERRIDE)
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        desk = await press(pilot, "enter")
        assert drill.last(c.TakeUp) == c.TakeUp("r1")
        assert "9.90" not in "".join(text_of(desk, "page").split("EVIDENCE")[1:]), "nobody has looked at the shelf"
        desk = await press(pilot, "1")
        assert drill.last(c.LookAt) == c.LookAt("r1", "shelf")
        assert "9.90" in text_of(desk, "page").split("EVIDENCE")[1]
        await press(pilot, "f8", "1", "1")
        assert drill.last(c.DecideRequest) == c.DecideRequest("r1", "approve", "as_the_shelf")
        assert "approve" in text_of(desk, "message")
        assert desk.subject.kind == "checklist", "nothing waits any more"


@pytest.mark.parametrize(
    ("lang", "of_a_void", "of_a_return"),
    [
        ("en", "Not settled, and the goods are back", "Within the rule for returns and discounts"),
        ("zh", "未结算，商品已收回", "符合退货或折扣规定"),
    ],
)
async def test_of_the_grounds_to_approve_one_alone_is_true_of_a_void_and_of_a_return(
    drill: DeskDrill, lang: Lang, of_a_void: str, of_a_return: str
) -> None:
    """Goods of a return are back as well, and a void keeps to a rule, too."""
    drill.hear(OVERRIDE)
    async with DeskApp(drill, lang).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "f8", "1")
        shown = text_of(pilot.app.screen, "rows")  # type: ignore[arg-type]  # any screen
        assert of_a_void in shown
        assert of_a_return in shown


async def test_nothing_is_pointed_at_without_a_coach(drill: DeskDrill) -> None:
    drill.hear(CASE)
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "f8", "1")
        dialog = pilot.app.screen
        assert isinstance(dialog, Choose)
        assert "➤" not in text_of(dialog, "rows")  # type: ignore[arg-type]  # any screen


async def test_the_checklist_is_looked_at_point_by_point(drill: DeskDrill) -> None:
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        desk = await press(pilot, "f13", "enter")
        assert drill.last(c.LookAt) == c.LookAt("p1", "site")
        assert "5020.00" in text_of(desk, "page")
        await press(pilot, "enter", "2")
        assert drill.last(c.SettlePoint) == c.SettlePoint("p1", "report_difference")
        desk = await press(pilot, "f14", "f8", *"500", "enter")
        assert drill.last(c.HandOutFloat) == c.HandOutFloat("till-1", 50_000)
        assert operations.context(desk) == ("hand_out_float", "open_store"), "tills are counted at night"


async def test_questions_are_answered_by_figures_with_a_sign(drill: DeskDrill) -> None:
    drill.hear(REPORTS)
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        desk = await press(pilot, "space", "1")
        assert drill.last(c.ReadPaper) == c.ReadPaper("m1", "days", "this_week")
        assert "█" in text_of(desk, "page"), "turnover is drawn"
        await press(pilot, "escape", "f8", "1", *"33.2", "enter")
        assert drill.last(c.AnswerQuestion) == c.AnswerQuestion("m1", "q1", 3320)
        await press(pilot, "f8", "1", "4", ".", "5", "-", "enter")
        assert drill.last(c.AnswerQuestion) == c.AnswerQuestion("m1", "q2", -45)


async def test_a_case_is_concluded_with_its_evidence(drill: DeskDrill) -> None:
    drill.hear(CASE)
    async with DeskApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1", "escape", "f8", "1", "2", "down", "space", "end", "enter")
        assert drill.last(c.ConcludeCase) == c.ConcludeCase("k1", "wrong_change", "", ("J02",))


PEOPLE: dict[str, tuple[tuple[str, ...], Command]] = {
    "duties": (("f16", "enter"), c.LookUpDuties("cashier")),
    "revoke": (("f16", "down", "down", "enter"), c.RevokeRight("cashier", "post_void")),
    "confirm": (("f16", "f5"), c.ConfirmRights()),
    "disable": (("f17", "down", "f8"), c.DisableAccount("c03")),
    "take": (("f17", "down", "f7", "2"), c.TakeRole("c03", "counter")),
    "assign": (("f18", "f8", "2", "3"), c.AssignShift("c02", 9, 12)),
    "break": (("f18", "down", "f7", "3"), c.SetBreak("c04", 11)),
    "publish": (("f18", "f5"), c.PublishRoster()),
}


async def test_a_stray_letter_does_not_keep_enter_from_the_next_letter(drill: DeskDrill) -> None:
    drill.hear(OVERRIDE)
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "w", ".", "enter")
        assert drill.last(c.TakeUp) == c.TakeUp("r1")


async def test_the_roster_says_who_is_missing_and_who_can_come(drill: DeskDrill) -> None:
    drill.hear(s.StaffAbsent("c02", LIN, Text("I have a fever.", "我发烧了。")))
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        assert "1 absent" in text_of(desk, "folders")
        desk = await press(pilot, "f18", "down")
        assert "(08–22)" in text_of(desk, "page")
        assert "under 18" in text_of(desk, "page")
        await press(pilot, "f8")
        dialog = pilot.app.screen
        assert isinstance(dialog, Choose)
        assert "Xiao Yu" in text_of(dialog, "rows"), "whose hours are asked for"  # type: ignore[arg-type]  # any screen


@pytest.mark.parametrize("what", PEOPLE)
async def test_people_are_handled_where_the_cursor_stands(drill: DeskDrill, what: str) -> None:
    keys, command = PEOPLE[what]
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        assert drill.last(type(command)) == command


async def test_the_coach_points_at_letter_sheet_and_word() -> None:
    drill = DeskDrill("coach")
    drill.hear(OVERRIDE)
    drill.next_advice = Advice(c.LookAt("r1", "shelf"), "desk.told.welcome", {"help": "", "menu": ""})
    async with DeskApp(drill).run_test(size=WIDE) as pilot:
        desk = await settle(pilot)
        assert "➤" in text_of(desk, "inbox")
        await press(pilot, "enter")
        assert "➤1" in text_of(desk, "page")
        drill.next_advice = Advice(
            c.DecideRequest("r1", "approve", "within_rule"), "desk.told.welcome", {"help": "", "menu": ""}
        )
        await press(pilot, "1", "f8")
        assert "➤ 1" in text_of(pilot.app.screen, "rows")  # type: ignore[arg-type]
        await press(pilot, "1")
        assert "➤ 2" in text_of(pilot.app.screen, "rows")  # type: ignore[arg-type]


# --- by mouse --------------------------------------------------------------------------------------------------------


async def test_a_request_is_decided_by_mouse(drill: DeskDrill) -> None:
    drill.hear(OVERRIDE)
    async with DeskApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for text in ("Xiao Lin", "The shelf", "Decide", "Approve", "The shelf says so"):
            await click(pilot, text)
        assert drill.last(f.RequestDecided).sound


async def test_the_menu_asks_nothing_that_the_matter_in_hand_is_not_about(drill: DeskDrill) -> None:
    drill.hear(OVERRIDE)
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        operations.OPERATIONS["raise_ticket"](desk)
        assert desk.message.id == "desk.why.take_up_first"
        desk = await press(pilot, "enter")
        operations.OPERATIONS["raise_ticket"](desk)
        await settle(pilot)
        assert not isinstance(pilot.app.screen, Choose)
        assert "is not for “Xiao Lin · Override price”" in text_of(desk, "message")
        assert drill.last(c.RaiseTicket) is None


async def test_every_operation_is_in_the_menu_and_asks_for_what_it_takes(drill: DeskDrill) -> None:
    names = {name_of(kind) for kind in OPERATIONS}
    assert operations.COMMANDS.keys() == names
    async with DeskApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f9")
        listed = {option.value for option in pilot.app.screen.rows.options}  # type: ignore[attr-defined]
        assert names <= listed
    shown = {action for actions in (*operations.ROOM.values(), *operations.FOLDER.values()) for action in actions}
    assert names - shown == {"take_up", "look_at", "read_paper", "close_desk"}, "each has a page with its key"


# --- a moment, pictures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_moment_shows_the_desk(drill: DeskDrill, lang: Any) -> None:
    drill.hear(OVERRIDE, REPORTS)
    drill.session.submit(c.LookAt("r1", "shelf"))
    drill.session.submit(c.DecideRequest("r1", "approve", "as_the_shelf"))
    drill.session.submit(c.ReadPaper("m1", "days", "this_week"))
    desk = drill.session.station
    told = desk_lines(desk, Words(lang), 60).plain  # type: ignore[arg-type]  # a Desk
    for part in {"en": ("Area manager Qian", "Approve", "by days"), "zh": ("钱总", "授权", "0/2")}[lang]:
        assert part in told, part


async def request(pilot: Pilot[None], drill: DeskDrill) -> None:
    drill.hear(OVERRIDE)
    await settle(pilot)
    await press(pilot, "space", "1")


async def deciding(pilot: Pilot[None], drill: DeskDrill) -> None:
    await request(pilot, drill)
    await press(pilot, "f8", "2")


async def paper(pilot: Pilot[None], drill: DeskDrill) -> None:
    drill.hear(REPORTS)
    await settle(pilot)
    await press(pilot, "space", "1")


async def case(pilot: Pilot[None], drill: DeskDrill) -> None:
    drill.hear(CASE)
    await settle(pilot)
    await press(pilot, "space", "1")
    await press(pilot, "down")


async def rights(pilot: Pilot[None], drill: DeskDrill) -> None:
    await settle(pilot)
    await press(pilot, "f16", "enter")


async def roster(pilot: Pilot[None], drill: DeskDrill) -> None:
    await settle(pilot)
    await press(pilot, "f18")


PICTURES = [
    (request, "en", WIDE), (request, "zh", NARROW), (deciding, "zh", WIDE), (paper, "en", NARROW), (paper, "zh", WIDE),
    (case, "en", NARROW), (rights, "en", NARROW), (rights, "zh", WIDE), (roster, "zh", NARROW), (roster, "en", WIDE),
]  # fmt: skip


@pytest.mark.parametrize(("state", "lang", "size"), PICTURES)
def test_picture(
    snap_compare: Callable[..., bool], drill: DeskDrill, state: Any, lang: Any, size: tuple[int, int]
) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await state(pilot, drill)
        await settle(pilot)

    assert snap_compare(DeskApp(drill, lang), terminal_size=size, run_before=play)
