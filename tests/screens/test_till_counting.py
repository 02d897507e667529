"""Counting at the till: piles instead of sums, nothing told before the count is entered."""

from dataclasses import replace

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang
from simulator.screens.station.reading import Page
from simulator.screens.till.counting import CountForm, piles
from tests.screens.conftest import screen_text
from tests.screens.desk import FLOAT, RULES, Advice, TillApp, TillDrill, settle, text_of


def events(drill: TillDrill, kind: type) -> list:
    return [entry.what for entry in drill.tape.entries if isinstance(entry.what, kind)]


def test_a_pile_is_bundles_and_single_pieces() -> None:
    assert [piles(n) for n in (0, 4, 10, 21)] == ["", "▪▪▪▪", "▰", "▰▰▪"]


@pytest.mark.parametrize(("lang", "size"), [("en", (80, 24)), ("zh", (120, 40))])
async def test_a_float_is_counted_by_keys_alone(lang: Lang, size: tuple[int, int]) -> None:
    drill = TillDrill()
    async with TillApp(drill, lang).run_test(size=size) as pilot:
        till = await settle(pilot)
        await pilot.press("left_curly_bracket")
        await settle(pilot)
        assert isinstance(pilot.app.screen, CountForm)
        assert "▪▪▪▪▪" in text_of(pilot.app.screen, "rows")
        for value in till.view.rules.currency.pieces:
            await pilot.press(*str(FLOAT.get(value, 0)), "enter")
        await pilot.press("enter")
        till = await settle(pilot)
        (counted,) = events(drill, f.FloatCounted)
        assert (counted.pieces, counted.over_short) == (FLOAT, 0)
        assert till.message.id == "till.told.float_counted"


@pytest.mark.parametrize(("lang", "told"), [("en", "Reported with this count"), ("zh", "已随清点上报")])
async def test_a_float_that_is_short_is_reported_by_its_count_and_can_be_counted_again(lang: Lang, told: str) -> None:
    """There is nobody else to tell: the coach goes on, and so does the till."""
    drill = TillDrill("coach")
    async with TillApp(drill, lang).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for tens, message in (("1", "till.told.float_off"), (str(FLOAT[1000]), "till.told.float_counted")):
            drill.next_advice = Advice(c.CallNext(), "advice.call_next")
            await pilot.press("left_curly_bracket")
            till = await settle(pilot)
            for value in till.view.rules.currency.pieces:
                await pilot.press(*(tens if value == 1000 else str(FLOAT.get(value, 0))), "enter")
            await pilot.press("enter")
            till = await settle(pilot)
            assert till.message.id == message
            assert (told in text_of(till, "message")) == (message == "till.told.float_off")
        assert [counted.over_short < 0 for counted in events(drill, f.FloatCounted)] == [True, False]


async def test_a_declaration_takes_slips_and_shows_no_expectation() -> None:
    drill = TillDrill()
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("right_curly_bracket")
        await settle(pilot)
        form = pilot.app.screen
        assert isinstance(form, CountForm)
        assert drill.session.view.rules.currency.format(drill.session.till.drawer.expected) not in text_of(form, "rows")
        await pilot.press(*(["enter"] * 3), "5", *(["enter"] * 6), *"12.80", "enter", "enter", "enter")
        till = await settle(pilot)
        (counted,) = events(drill, f.DrawerCounted)
        assert counted.pieces == {1000: 5}
        assert counted.tenders == (f.TenderCounted("mobile", 1280, 0),)
        assert till.message.id == "till.told.drawer_off"


async def test_a_hint_is_said_below_a_count_in_the_smallest_window_too() -> None:
    """And what is typed stays there, with rows enough to go on."""
    drill = TillDrill()
    async with TillApp(drill).run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("left_curly_bracket")
        await settle(pilot)
        drill.next_advice = Advice(c.CountFloat(FLOAT), "advice.count_float")
        await pilot.press("2", "f10")
        till = await settle(pilot)
        form = pilot.app.screen
        assert isinstance(form, CountForm)
        assert "exactly as it" in text_of(till, "advice")
        assert form.query_one("#box").region.bottom <= till.query_one("#advice").region.y
        shown = text_of(form, "rows")
        assert shown.count("×") >= 4, "not one row alone"
        assert "×    2" in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("advice", "elsewhere"),
    [
        (Advice(c.CountFloat(FLOAT), "advice.count_float"), False),
        (Advice(c.CallNext(), "advice.call_next"), True),
    ],
    ids=["this", "another"],
)
async def test_a_count_opens_above_what_the_coach_says(advice: Advice, elsewhere: bool, size: tuple[int, int]) -> None:
    """And where the coach speaks of something else, it says that the form is left first."""
    drill = TillDrill("coach")
    drill.next_advice = advice
    async with TillApp(drill).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("left_curly_bracket")
        till = await settle(pilot)
        form = pilot.app.screen
        assert isinstance(form, CountForm)
        assert form.query_one("#box").region.bottom <= till.query_one("#advice").region.y
        assert ("Esc goes back first" in text_of(till, "advice")) == elsewhere


@pytest.mark.parametrize(("reason", "brings"), [("1", True), ("3", True), ("1", False)])
async def test_what_is_paid_in_is_what_was_handed_over(reason: str, brings: bool) -> None:
    """The piles are those of the money that was brought, whatever reason is given; the drawer's are not counted."""
    drill = TillDrill()
    if brings:
        drill.hear(s.ErrandCame("pay_in", "small_change", 7050))
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("left_parenthesis", reason)
        await settle(pilot)
        assert isinstance(pilot.app.screen, CountForm)
        rows = [row.strip("▸ ").split() for row in text_of(pilot.app.screen, "rows").splitlines() if "▪" in row]
        handed = [" ".join(row[:2]) for row in rows if row[0].startswith("¥")]
        assert handed == (["¥50 ▪", "¥20 ▪", "¥0.50 ▪"] if brings else [])


async def test_leaving_the_form_moves_nothing() -> None:
    drill = TillDrill()
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("vertical_line", "9", "escape")
        till = await settle(pilot)
        assert till.view.drawer_open
        assert not events(drill, f.CashDropped)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_help_pause_and_escape_lose_no_count(size: tuple[int, int]) -> None:
    drill = TillDrill()
    async with TillApp(drill).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("left_curly_bracket", "enter", "enter", "enter", "5", "f1")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Page)
        await pilot.press("escape", "f11")
        await settle(pilot)
        assert drill.clock.paused
        await pilot.press("f11")
        await settle(pilot)
        assert not drill.clock.paused
        assert isinstance(pilot.app.screen, CountForm)
        assert pilot.app.screen.counted.pieces == {1000: 5}
        await pilot.press("escape")
        till = await settle(pilot)
        assert till.message.id == "till.count.kept"
        await pilot.press("left_curly_bracket")
        await settle(pilot)
        assert pilot.app.screen.counted.pieces == {1000: 5}
        await pilot.press("end", "enter")
        await settle(pilot)
        assert events(drill, f.FloatCounted)[0].pieces == {1000: 5}


async def test_what_was_counted_of_another_pile_is_not_kept() -> None:
    drill = TillDrill()
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("vertical_line", "9", "escape")
        till = await settle(pilot)
        assert till.drafts
        drill.session.till.drawer.pieces[1000] += 1
        await pilot.press("vertical_line")
        await settle(pilot)
        assert pilot.app.screen.counted.pieces == {}


async def test_slips_that_cannot_be_read_are_not_declared_as_none() -> None:
    drill = TillDrill()
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("right_curly_bracket", *(["enter"] * 9), *"12..80", "end", "enter")
        await settle(pilot)
        form = pilot.app.screen
        assert isinstance(form, CountForm), "it is still there"
        assert form.rows.cursor == ("option", "slip:mobile")
        assert "12..80 is no amount" in text_of(form, "rows")
        assert not events(drill, f.DrawerCounted)


async def test_what_is_not_possible_is_refused_without_a_form() -> None:
    drill = TillDrill()
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key, reason in (
            ("circumflex_accent", "refused.count_first"),
            ("greater_than_sign", "refused.count_first"),
            ("underscore", "refused.not_on_counter"),
        ):
            await pilot.press(key)
            till = await settle(pilot)
            assert till.message.id == reason


async def test_money_paid_out_has_a_reason_first() -> None:
    drill = TillDrill()
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("right_parenthesis", "1")
        await settle(pilot)
        assert isinstance(pilot.app.screen, CountForm)
        await pilot.press(*(["enter"] * 3), "1", *(["enter"] * 6))
        till = await settle(pilot)
        assert events(drill, f.PaidOut) == [f.PaidOut("supplies", {1000: 1}, 1000)]
        assert till.message.id == "till.told.paid_out"


async def test_a_false_note_is_marked_and_it_alone_is_handed_back() -> None:
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        drill.hear(s.CashOffered("li", {10000: 1, 5000: 1}, {10000: 1}))
        await settle(pilot)
        await pilot.press("underscore")
        till = await settle(pilot)
        assert till.message.id == "till.told.counterfeit_counter"
        await pilot.press("underscore")
        till = await settle(pilot)
        assert till.message.id == "till.told.note_genuine"
        await pilot.press("number_sign")
        till = await settle(pilot)
        assert "1✗" in text_of(till, "tray")
        assert "1✓" in text_of(till, "tray")
        till.take(("cash", "return"))
        await settle(pilot)
        assert drill.last(f.CashReturned).pieces == {10000: 1}


async def test_a_full_drawer_is_a_state_and_refuses_nothing() -> None:
    drill = TillDrill()
    drill.session.till.rules = replace(RULES, cash_limit=1000)
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        till = await settle(pilot)
        assert "safe drop" in text_of(till, "devices")
        assert "drop_cash" in till.footer_actions()
        drill.serve("li", "milk")
        await settle(pilot)
        await pilot.press("space")
        till = await settle(pilot)
        assert till.message.id == "till.told.line_added"


@pytest.mark.parametrize(("lang", "asked"), [("en", "5.00, 7.50"), ("zh", "5.00、7.50")])
async def test_several_vouchers_are_listed_as_the_language_lists(lang: Lang, asked: str) -> None:
    drill = TillDrill()
    drill.hear(s.ErrandCame("pay_out", "supplies", 500))
    drill.hear(s.ErrandCame("pay_out", "freight", 750))
    async with TillApp(drill, lang).run_test(size=(100, 32)) as pilot:
        await settle(pilot)
        await pilot.press("right_parenthesis", "1")
        await settle(pilot)
        assert isinstance(pilot.app.screen, CountForm)
        assert asked in screen_text(pilot.app)
