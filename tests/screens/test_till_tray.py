"""The cash tray: its cursor waits on the next step, with a coach or without, and Enter never skips one."""

import pytest
from textual.pilot import Pilot

from simulator.drill.bots.crew import CREWS
from simulator.drill.bots.steps import Advice, Memory
from simulator.drill.bots.worker import Worker
from simulator.drill.play import play
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang, Text, cells
from simulator.pos.view import View
from simulator.screens.station.pane import Hit, Span
from simulator.screens.till.customer import rows_of
from simulator.screens.till.screen import TillScreen
from simulator.screens.till.tray_rows import next_row
from tests.drill.stages import opened, shipped_stage
from tests.screens.desk import ITEMS, TillApp, TillDrill, settle, text_of
from tests.screens.desk import Advice as Led

NARROW = (80, 24)


async def keyed(drill: TillDrill, pilot: Pilot[None], *keys: str) -> TillScreen:
    """Their milk is scanned and totalled, a note of 20 is laid down, and these keys follow."""
    await settle(pilot)
    await pilot.press("space", "f8")
    drill.hear(s.CashOffered("li", {2000: 1}))
    await settle(pilot)
    await pilot.press(*keys)
    return await settle(pilot)


class Watching:
    """The experienced one; beside each step of theirs at the tray, where its cursor would wait."""

    def __init__(self) -> None:
        self.steps: list[tuple[Hit, Hit | None]] = []

    def advise(self, view: View, memory: Memory) -> Advice:
        advice = CREWS["till"].experienced.advise(view, memory)
        match advice.command:
            case c.GiveChange(pieces=pieces):
                row = ("piece", str(max(pieces)))
            case c.TakeCash():
                row = ("cash", "take")
            case c.ReturnCash():
                row = ("cash", "return")
            case c.CloseDrawer() if not view.dark:
                row = ("cash", "close")
            case _:
                return advice
        self.steps.append((row, next_row(view, {})))
        return advice


@pytest.mark.parametrize("drill", ["first-sale", "quick-change-and-counterfeit", "returns-morning"])
def test_the_cursor_waits_where_the_experienced_one_goes_on(drill: str) -> None:
    watching = Watching()
    session, _ = opened(shipped_stage(drill), 3)
    play(session, Worker(watching, 3))
    assert {row for row, _ in watching.steps} >= {("cash", "take"), ("cash", "close")}
    assert [step for step in watching.steps if step[0] != step[1]] == []


async def test_enter_puts_the_exact_money_away_before_it_closes_the_drawer() -> None:
    """Whatever row the last customer's money ended on."""
    drill = TillDrill()
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        for customer in ("li", "zhang"):
            drill.serve(customer, "milk")
            await settle(pilot)
            await pilot.press("space", "f8")
            drill.hear(s.CashOffered(customer, {1000: 1, 100: 2, 50: 1, 10: 3}))
            await pilot.press(*"12.80", "enter")
            till = await settle(pilot)
            assert till.tray.cursor == ("cash", "take")
            await pilot.press("enter")
            till = await settle(pilot)
            assert till.tray.cursor == ("cash", "close")
            await pilot.press("enter")
            await settle(pilot)
            drill.hear(s.CustomerLeft(customer))
    done = [type(what) for what in drill.facts if isinstance(what, f.CashTaken | f.DrawerClosed | f.Refused)]
    assert done == [f.CashTaken, f.DrawerClosed] * 2


async def test_what_was_held_back_at_the_tray_names_row_and_key() -> None:
    drill = TillDrill("coach")
    drill.serve("li", "milk")
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        drill.hear(s.CashOffered("li", {1000: 1, 100: 2, 50: 1, 10: 3}))
        drill.next_advice = Led(c.TakeCash({1000: 1}), "advice.take_cash")
        await pilot.press(*"12.80", "enter")
        till = await settle(pilot)
        assert "“把顾客的钱放进钱箱”已选中：按Enter。" in "".join(text_of(till, "advice").split())
        await pilot.press("down")
        drill.hear(s.CoachStopped("close_drawer", reason="held.cash_open", given={"amount": "¥12.80"}))
        till = await settle(pilot)
        assert "现在该做：用↑↓选“把顾客的钱放进钱箱”，再按Enter。" in "".join(text_of(till, "advice").split())


@pytest.mark.parametrize(
    ("given", "said"),
    [({100: 1, 50: 2}, "还有 5.20 没给顾客"), ({}, "还有 7.20 没给顾客"), ({500: 1, 100: 2, 10: 2}, "已付款。")],
)
async def test_who_still_waits_for_change_is_not_told_to_be_settled(given: dict[int, int], said: str) -> None:
    """Nobody leads, the drawer is shut: the middle of the screen and the footer name the key that opens it again."""
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        till = await keyed(drill, pilot, *"20", "enter")
        if given:
            till.submit(c.GiveChange(given))
        till.submit(c.TakeCash({2000: 1}))
        till.submit(c.CloseDrawer())
        till = await settle(pilot)
        shown = text_of(till, "basket")
        assert "".join(said.split()) in "".join(shown.split())
        assert ("开钱箱" in text_of(till, "footer")) == ("还有" in said)
        drill.hear(
            s.CustomerSaid("li", "bag_please", Text("A bag?", "袋子？"), (s.Answer("no", Text("No", "不")),), ("no",))
        )
        till.submit(c.Say("no"))
        till = await settle(pilot)
        assert ("没给顾客" in text_of(till, "message")) == ("还有" in said)


async def test_an_amount_is_not_typed_where_pieces_are_counted() -> None:
    """Keyed as the exact sum by mistake: the cursor stands on the cash row, and the change is typed like a sum."""
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await keyed(drill, pilot, "end")
        assert till.tray.cursor == ("cash", "take")
        await pilot.press("7")
        till = await settle(pilot)
        assert (till.hands.entry, till.message.id) == ("", "till.tray.row_first")
        await pilot.press("enter")
        await settle(pilot)
    assert drill.last(f.CashTaken)


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_at_sixty_columns_nothing_that_is_needed_is_cut(lang: Lang) -> None:
    """Names and amounts of the basket, every column of the tray, what can be done there, and what is typed."""
    drill = TillDrill()
    drill.serve("li", "milk", "soy")
    async with TillApp(drill, lang).run_test(size=(60, 20)) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "space")
        till = await settle(pilot)
        assert " 12.80 " in text_of(till, "basket")
        assert ITEMS[0].name[lang][:6] in text_of(till, "basket")
        await pilot.press("f8")
        drill.hear(s.CashOffered("li", {10000: 1}))
        await settle(pilot)
        await pilot.press(*"100")
        till = await settle(pilot)
        assert "100▁" in text_of(till, "entry")
        await pilot.press("enter")
        till = await settle(pilot)
        till.tray.put(2000, 1)
        till = await settle(pilot)
        shown = text_of(till, "tray")
        assert "…" not in shown
        assert all(till.words(f"till.tray.{column}") in shown for column in ("counter", "drawer", "hand"))
        assert any("+" in row for row in shown.splitlines())
        assert {cells(row) for row in shown.splitlines()} == {till.tray.size.width}


async def test_change_that_is_told_early_is_what_it_comes_to() -> None:
    """Before it is keyed the till owes nothing; and what somebody else got is not what this one gets."""
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        till = await settle(pilot)
        await pilot.press("enter")
        till = await settle(pilot)
        assert till.message.id == "till.how_paid", "Enter alone pays nothing, and says so"
        drill.hear(s.CashOffered("li", {2000: 1}))
        await settle(pilot)
        till.submit(c.Say("say_change"))
        assert "7.20" in text_of(await settle(pilot), "message")
        till.submit(c.TenderCash(2000))
        till.submit(c.GiveChange({500: 1, 100: 2, 10: 2}))
        till.submit(c.TakeCash({2000: 1}))
        till.submit(c.CloseDrawer())
        drill.hear(s.CustomerLeft("li"))
        drill.serve("zhang", "soy")
        till.submit(c.Say("say_change"))
        till = await settle(pilot)
        assert "7.20" not in text_of(till, "message")
        till.submit(c.Say("say_total"))
        till = await settle(pilot)
        assert "12.80" not in text_of(till, "message")


async def test_the_tray_says_what_the_hint_says_where_another_sum_was_keyed() -> None:
    """The exact-amount key before they lay anything down: the till owes nothing, whoever stands there is owed 7.20."""
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8", "end")
        till = await settle(pilot)
        due = text_of(till, "tray").splitlines()[1]
        assert "change to give  0.00" in due, "nobody has laid anything down yet"
        drill.hear(s.CashOffered("li", {2000: 1}))
        till = await settle(pilot)
        assert "change to give  7.20" in text_of(till, "tray").splitlines()[1]
        assert "The till reckons with 0.00" in text_of(till, "tray")
        assert "Now the change" in text_of(till, "message")


async def test_money_that_comes_back_after_the_sale_is_not_asked_to_be_keyed() -> None:
    """More was handed out than the till knows of, and the customer's note given back: they lay it down once more."""
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await keyed(drill, pilot, "end")
        till.submit(c.GiveChange({500: 1, 100: 2, 10: 2}))
        till = await settle(pilot)
        assert "-" not in text_of(till, "tray").splitlines()[1], "nobody owes less than nothing"
        till.submit(c.ReturnCash({2000: 1}))
        drill.hear(s.CashOffered("li", {2000: 1}))
        till = await settle(pilot)
        assert till.message.id == "till.told.cash_laid_again"
        assert "open the drawer" not in text_of(till, "message"), "it stands open"
        till.submit(c.ReturnCash({2000: 1}))
        till.submit(c.CloseDrawer())
        drill.hear(s.CashOffered("li", {2000: 1}))
        till = await settle(pilot)
        assert till.message.id == "till.told.cash_laid_again"
        assert "open the drawer" in text_of(till, "message")
        assert till.key_label("no_sale") in text_of(till, "basket")
        till.submit(c.NoSale("cash"))
        drill.hear(s.SupervisorArrived("s1"), s.SupervisorAuthorized("s1"))
        till = await settle(pilot)
        assert till.view.drawer_open
        assert till.message.id == "till.told.drawer_for_cash"
        assert f"Press {till.key_label('cash_tray')}" in text_of(till, "message")


async def test_what_is_laid_back_leaves_the_cursor_at_the_change() -> None:
    """Not on the row that moved up to where the hand-over was: Enter there puts the customer's money in."""
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await keyed(drill, pilot, *"20", "enter")
        first = till.tray.cursor
        await pilot.press("1", "enter")
        till = await settle(pilot)
        assert till.tray.cursor == ("cash", "give")
        assert "7.20" in text_of(till, "message")
        await pilot.press("escape")
        till = await settle(pilot)
        assert (till.tray.hand, till.tray.cursor) == ({}, first)


async def test_a_refusal_at_the_drawer_names_the_key() -> None:
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        till = await keyed(drill, pilot, *"20", "enter")
        till.submit(c.LockTill())
        till = await settle(pilot)
        assert isinstance(drill.last(f.Refused), f.Refused)
        assert f"关钱箱按 {till.key_label('close_drawer')}" in text_of(till, "message")


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_a_drawer_that_stays_shut_names_its_key_and_the_key_opens_it(lang: Lang) -> None:
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill, lang).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        drill.hear(s.CashOffered("li", {2000: 1}))
        await pilot.press(*"20", "enter")
        drill.hear(s.DrawerStuck())
        till = await settle(pilot)
        assert till.words("till.told.drawer_stuck")[:10] in text_of(till, "message")
        assert till.key_label("unlock_drawer") in text_of(till, "message")
        assert till.words("action.unlock_drawer") in text_of(till, "footer")
        assert f"! {till.words('till.drawer.stuck')}" in text_of(till, "strip")
        till.submit(c.NoSale("change"))
        till = await settle(pilot)
        assert till.message.id == "refused.drawer_stuck"
        await pilot.press("ctrl+u")
        till = await settle(pilot)
        assert drill.last(f.DrawerOpened).why == "key"
        assert till.tray.display
        assert till.view.change_due == 720


@pytest.mark.parametrize(("mode", "led"), [("practice", False), ("coach", True)])
async def test_only_one_says_what_comes_next(mode: str, led: bool) -> None:
    """With a coach the message line tells what happened, and the coach alone the next step."""
    drill = TillDrill(mode)
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        drill.next_advice = Led(c.CheckTrolley(), "advice.check_trolley")
        drill.serve("li", "milk")
        till = await settle(pilot)
        assert "李奶奶到台前了。" in text_of(till, "message")
        assert ("请问候" in text_of(till, "message")) is not led


async def test_the_key_that_opened_the_pause_closes_it() -> None:
    drill = TillDrill()
    app = TillApp(drill, "zh")
    async with app.run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        for closes in ("f11", "enter"):
            await pilot.press("f11")
            await settle(pilot)
            assert drill.clock.paused
            assert app.screen is not till
            await pilot.press(closes)
            await settle(pilot)
            assert not drill.clock.paused
            assert app.screen is till


def test_what_is_held_out_takes_another_row_instead_of_being_cut() -> None:
    card, cash = Span("Identity card: born 1990-01-01"), Span(" cash 100.00 ", "chip", ("action", "cash_tray"))
    rows = rows_of([card, Span(" "), cash, Span(" ")], 36, 3)
    assert [cash in row for row in rows] == [False, True]
    assert [sum(len(span.text) for span in row) for row in rows] == [36, 36]
    assert len(rows_of([card, Span(" "), cash], 36, 1)) == 1, "where there is no room, one row as before"


async def test_a_tray_that_was_opened_by_its_key_goes_with_the_drawer_and_what_comes_next_is_seen() -> None:
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await keyed(drill, pilot, *"20", "enter")
        till.submit(c.CloseDrawer())
        till.submit(c.NoSale("change"))
        drill.hear(s.SupervisorArrived("s1"))
        till.submit(c.EnterPin("s1"))
        till = await settle(pilot)
        assert (till.view.drawer_open, till.tray.display) == (True, False)
        await pilot.press("#")
        till.submit(c.TakeCash({2000: 1}))
        till.submit(c.GiveChange({500: 1, 100: 2, 10: 2}))
        till = await settle(pilot)
        assert (till.tray.display, till.view.change_given) == (True, 720)
        await pilot.press("right_square_bracket")
        till = await settle(pilot)
        assert (till.view.drawer_open, till.tray.display, till.focused) == (False, False, till.belt)


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_a_coach_who_asks_for_an_amount_first_says_how_to_leave_the_tray(lang: Lang) -> None:
    """The money was looked at before it was keyed: digits would count pieces in a drawer that is shut."""
    drill = TillDrill("coach")
    drill.serve("li", "milk")
    async with TillApp(drill, lang).run_test(size=NARROW) as pilot:
        drill.next_advice = Led(c.TenderCash(2000), "advice.key_cash", {"amount": "20.00"})
        await keyed(drill, pilot, "#")
        till = await settle(pilot)
        assert till.focused is till.tray
        assert till.words("pointing.detour") in text_of(till, "advice")
        await pilot.press("escape")
        till = await settle(pilot)
        assert till.words("pointing.detour") not in text_of(till, "advice")
        await pilot.press(*"20.00", "end")
        await settle(pilot)
    assert drill.last(f.PaymentTaken).received == 2000
