"""What jarred at the manager's desk when it was played by hand, by a nervous manager on a small screen."""

import html
import re

import msgspec
import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel.desk import Sheet
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.desk.chain import Number
from simulator.screens.station.pane import Pane
from tests.screens.desk import Advice, text_of
from tests.screens.office import OVERRIDE, REPORTS, DeskApp, DeskDrill, settle
from tests.screens.test_office import NARROW, WIDE, press


@pytest.fixture
def drill() -> DeskDrill:
    return DeskDrill()


def marked(pane: Pane) -> bool:
    """The heading says that the focus is here."""
    return "".join(span.text for span in pane.shown[0]).startswith("▸")


async def test_what_the_focus_is_on_says_so_at_once(drill: DeskDrill) -> None:
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        assert desk.focused is desk.page, "no letter waits: the first key is for what lies there"
        for pane in (desk.inbox, desk.folders, desk.page):
            await press(pilot, "tab")
            assert [each for each in (desk.inbox, desk.folders, desk.page) if marked(each)] == [pane]


async def test_where_a_row_went_the_next_one_is_under_the_cursor(drill: DeskDrill) -> None:
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        await press(pilot, "f16", "enter", "down", "down", "down", "enter")
        assert drill.last(c.RevokeRight) == c.RevokeRight("cashier", "post_void")
        assert desk.page.cursor == ("role", "counter"), "not the top of the list, where the next Enter hits another"


async def test_a_right_that_is_taken_and_given_again_stays_in_its_place(drill: DeskDrill) -> None:
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        await press(pilot, "f16", "enter", "down")
        rows = [hit for row in desk.page.hits() for hit in row]
        await press(pilot, "enter", "enter")
        assert drill.last(c.GrantRight) == c.GrantRight("cashier", "void_line")
        assert [hit for row in desk.page.hits() for hit in row] == rows


async def test_letters_that_look_alike_say_what_they_are_about(drill: DeskDrill) -> None:
    drill.hear(REPORTS, msgspec.structs.replace(REPORTS, matter="m2", says=Text("And two more.", "还有两个。")))
    async with DeskApp(drill).run_test(size=WIDE) as pilot:
        desk = await settle(pilot)
        shown = text_of(desk, "inbox")
        assert "Two questions." in shown
        assert "And two more." in shown


async def test_what_nobody_wrote_about_is_in_the_inbox_too(drill: DeskDrill) -> None:
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        shown = text_of(desk, "inbox")
        assert "Nothing waits" not in shown
        assert "0/2" in shown.split("Checklist")[1]
        await press(pilot, "tab", "space")
        assert desk.subject.kind == "checklist"


async def test_space_takes_up_the_letter_that_the_coach_means() -> None:
    drill = DeskDrill(mode="coach")
    drill.next_advice = Advice(c.LookAt("r1", "shelf"), "advice.look_at")
    drill.hear(REPORTS, OVERRIDE)
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        await press(pilot, "f20")
        assert desk.coach.action == "take_up"
        await press(pilot, "space")
        assert drill.last(c.TakeUp) == c.TakeUp("r1")


async def test_nobody_who_works_here_is_shut_out_by_one_key(drill: DeskDrill) -> None:
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f17", "f8", "1")
        assert drill.last(c.DisableAccount) is None
        await press(pilot, "f8", "2")
        assert drill.last(c.DisableAccount) == c.DisableAccount("c02")
        await press(pilot, "down", "f8")
        assert drill.last(c.DisableAccount) == c.DisableAccount("c03"), "who left is not asked about"


async def test_the_last_evidence_is_seen_to_its_end_on_a_small_screen(drill: DeskDrill) -> None:
    sheets = (*OVERRIDE.sheets, Sheet("basket", {"total": 7140, "pieces": 8, "member": 1}, {"buyer": "self"}))
    drill.hear(msgspec.structs.replace(OVERRIDE, sheets=sheets))
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        await press(pilot, "enter", "1", "2", "3", "4")
        assert Words("en")("desk.field_buyer") in text_of(desk, "page")


async def test_a_refusal_says_in_words_what_it_is_about(drill: DeskDrill) -> None:
    drill.hear(OVERRIDE)
    async with DeskApp(drill, "zh").run_test(size=WIDE) as pilot:
        desk = await settle(pilot)
        await press(pilot, "ctrl+s")
        assert "小林 · 改价" in text_of(desk, "message")
        assert "r1" not in text_of(desk, "message")


async def test_a_matter_that_is_settled_keeps_its_name(drill: DeskDrill) -> None:
    drill.hear(OVERRIDE)
    async with DeskApp(drill).run_test(size=WIDE) as pilot:
        desk = await settle(pilot)
        desk.submit(c.DecideRequest("r1", "decline", "offer_ended"))
        desk.submit(c.TakeUp("r1"))
        await press(pilot)
        assert f"{OVERRIDE.name.en} · Override price is settled already." in text_of(desk, "message")


async def test_the_help_names_the_keys_of_the_page(drill: DeskDrill) -> None:
    async with DeskApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f16", "f1")
        panes = pilot.app.screen.query(Pane)
        shown = " ".join("".join(span.text for span in line) for pane in panes for line in pane.shown)
        assert "F8 does what the page is about, F7 the next thing" in shown
        assert re.search(r"F7 +" + Words("en")("action.revoke_right"), shown)
        assert Words("en")("action.use_workaround") not in shown


async def test_a_question_stays_in_sight_while_it_is_answered_and_the_next_one_follows(drill: DeskDrill) -> None:
    drill.hear(REPORTS)
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        await press(pilot, "enter", "1", "escape")
        desk.page.choose(("question", "m1|q2"))
        await press(pilot, "f8")
        assert "same week of last year" in title(pilot)
        await press(pilot, "1", "2", "enter")
        assert drill.last(c.AnswerQuestion) == c.AnswerQuestion("m1", "q2", 120)
        assert desk.page.cursor == ("question", "m1|q1"), "not the one that has its answer: F8 would be refused"
        await press(pilot, "f8", "3", "1", ".", "5", "enter")
        assert drill.last(c.AnswerQuestion) == c.AnswerQuestion("m1", "q1", 3150)


async def test_an_answered_question_is_asked_no_more_and_is_named_in_words(drill: DeskDrill) -> None:
    drill.hear(REPORTS)
    async with DeskApp(drill).run_test(size=WIDE) as pilot:
        desk = await settle(pilot)
        await press(pilot, "enter")
        desk.submit(c.AnswerQuestion("m1", "q1", 3150))
        desk.page.choose(("question", "m1|q1"))
        await press(pilot, "f8")
        assert title(pilot).startswith("Answer"), "which of those that are left"
        await press(pilot, "escape")
        desk.submit(c.AnswerQuestion("m1", "q1", 3150))
        await press(pilot)
        assert "Average basket" in text_of(desk, "message")
        assert "q1" not in text_of(desk, "message")


async def test_where_nothing_waits_no_letter_without_a_name_is_refused(drill: DeskDrill) -> None:
    async with DeskApp(drill).run_test(size=WIDE) as pilot:
        desk = await settle(pilot)
        desk.submit(c.TakeUp(""))
        await press(pilot)
        assert Words("en")("desk.why.nothing_waits") in text_of(desk, "message")


async def test_on_a_paper_the_coach_names_the_other_one_and_its_digit() -> None:
    drill = DeskDrill(mode="coach")
    drill.hear(REPORTS)
    async with DeskApp(drill).run_test(size=NARROW) as pilot:
        desk = await settle(pilot)
        drill.next_advice = Advice(c.ReadPaper("m1", "days", "last_year"), "advice.read_paper")
        await press(pilot, "enter", "1")
        assert "The same week last" in text_of(desk, "advice"), "its mark lies under this paper"
        assert "➤2 Read" in text_of(desk, "footer")
        desk.run("read_paper")
        await press(pilot)
        assert desk.subject.id == "m1|days/last_year"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_the_coach_says_is_to_be_seen_beside_what_is_asked(size: tuple[int, int]) -> None:
    drill = DeskDrill(mode="coach")
    drill.hear(REPORTS)
    async with DeskApp(drill).run_test(size=size) as pilot:
        await settle(pilot)
        drill.next_advice = Advice(c.AnswerQuestion("m1", "q1", 3150), "advice.answer_basket_value")
        await press(pilot, "enter", "f8", "1")
        assert isinstance(pilot.app.screen, Number)
        picture = html.unescape(pilot.app.export_screenshot()).replace("\xa0", " ")
        assert "Turnover by baskets." in picture, "what it is divided by, while the figure is typed"


def title(pilot: "Pilot[None]") -> str:
    """What stands on top of the dialog."""
    pane = next(iter(pilot.app.screen.query(Pane)))
    return " ".join("".join(span.text for span in line).strip() for line in pane.shown[:2])
