"""Where somebody new at the till would go astray: the first word to a customer, a wrong good in hand, a wait."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang, Text
from simulator.screens.till.counting import CountForm
from simulator.screens.till.operations.people import lock_till
from tests.screens.conftest import screen_text
from tests.screens.desk import Advice, TillApp, TillDrill, settle, text_of

NARROW = (80, 24)


@pytest.mark.parametrize(("lang", "way"), [("en", "PgUp, then 1."), ("zh", "按 PgUp，再按 1。")])
async def test_the_first_word_is_told_with_its_keys(lang: Lang, way: str) -> None:
    drill = TillDrill("coach")
    drill.serve("li", "milk")
    drill.next_advice = Advice(c.Say("greet"), "advice.greet")
    async with TillApp(drill, lang).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        assert way in text_of(till, "advice")
        await pilot.press("pageup", "1")
        till = await settle(pilot)
        assert drill.last(f.Said).reply == "greet"
        await pilot.press("pageup")
        till = await settle(pilot)
        assert way not in text_of(till, "advice"), "the replies are chosen from now: only the digit is left"
        assert "1" in text_of(till, "advice")


async def test_a_query_is_marked_when_it_is_due() -> None:
    drill = TillDrill("coach")
    drill.serve("li", "milk")
    drill.next_advice = Advice(None, "advice.query_wait", until=30_000)
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        assert "➤" not in text_of(till, "footer")
        drill.next_advice = Advice(c.CheckPrice("milk"), "advice.wait")
        drill.seconds = 29.0
        till = await settle(pilot)
        assert "➤" not in text_of(till, "footer")
        drill.seconds = 30.0
        till = await settle(pilot)
        assert "➤" in text_of(till, "footer")


async def test_what_is_not_wanted_is_taken_from_the_belt_wherever_the_cursor_stands() -> None:
    drill = TillDrill()
    drill.serve("li", "milk", "soy")
    drill.hear(s.CustomerDropped("li", "li-2"))
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        assert till.belt.selected is not None
        assert till.belt.selected.id == "li-1"
        await pilot.press("left_square_bracket")
        till = await settle(pilot)
        assert drill.last(f.GoodSetAside) == f.GoodSetAside("li-2", wanted=False)
        assert "Haitan" in text_of(till, "message"), "and it is said what went"


async def test_a_count_is_typed_anew_in_a_row_one_comes_back_to() -> None:
    drill = TillDrill()
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        await pilot.press("left_curly_bracket")
        await settle(pilot)
        first = till.view.rules.currency.pieces[0]
        await pilot.press("1", "0", "enter", "up", "3")
        form = pilot.app.screen
        assert isinstance(form, CountForm)
        assert form.counted.pieces == {first: 3}


async def test_each_time_change_is_due_the_hand_begins_at_the_largest_that_goes_into_it() -> None:
    drill = TillDrill()
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        for customer in ("li", "zhang"):
            drill.serve(customer, "milk")
            await settle(pilot)
            await pilot.press("space", "f8")
            drill.hear(s.CashOffered(customer, {2000: 1}))
            await pilot.press("2", "0", "end")
            till = await settle(pilot)
            assert till.focused is till.tray
            assert till.tray.cursor == ("piece", "500"), "7.20 are due"
            till.tray.choose(("cash", "close"))
            till.submit(c.GiveChange({500: 1, 100: 2, 10: 2}))
            till.submit(c.TakeCash({2000: 1}))
            till.submit(c.CloseDrawer())
            drill.hear(s.CustomerLeft(customer))
            till = await settle(pilot)


async def test_told_to_wait_nobody_is_asked_to_call() -> None:
    drill = TillDrill()
    drill.hear(s.PowerFailed(ups=600_000), s.SupervisorOrdered("s1", "wait"))
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        drill.queue("li")
        till = await settle(pilot)
        assert till.message.id == "till.told.joined_waiting"
        assert "hold on" in text_of(till, "basket")
        assert "Call the next" not in text_of(till, "basket")


async def test_in_a_small_terminal_the_next_one_is_seen_with_their_patience() -> None:
    drill = TillDrill()
    drill.queue("li", "zhang")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        queue = text_of(await settle(pilot), "queue")
        assert "+1" in queue
        assert "▓" in queue


async def test_a_question_stays_in_sight_whatever_is_said_after_it() -> None:
    drill = TillDrill()
    drill.serve("li", "milk")
    answers = (s.Answer("yes", Text("Yes.", "是。")),)
    drill.hear(s.CustomerSaid("li", "asks", Text("Is it fresh?", "新鲜吗？"), answers))
    drill.hear(s.CustomerSaid("li", "no_card", Text("I have no card.", "我没办过卡。")))
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        assert "Is it fresh?" in text_of(till, "customer")


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_who_is_to_unlock_the_till_is_told_the_pin_they_practise_with(lang: Lang) -> None:
    drill = TillDrill()
    drill.serve("li", "milk")
    async with TillApp(drill, lang).run_test(size=NARROW) as pilot:
        till = await settle(pilot)
        till.submit(c.LockTill())
        lock_till(till)
        await settle(pilot)
        own = next(pin for pin, badge in drill.pins.items() if badge == till.view.operator)
        assert own in screen_text(pilot.app)
        await pilot.press(*own, "enter")
        till = await settle(pilot)
        assert not till.view.locked


async def test_a_good_that_was_chosen_stays_in_hand_whoever_comes() -> None:
    """On the bill already, and chosen for its price: a new face in the queue does not put the next one there."""
    drill = TillDrill()
    drill.serve("li", "milk", "soy")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("space", "down")
        till = await settle(pilot)
        assert till.belt.cursor == ("good", "li-1")
        drill.queue("zhang")
        till = await settle(pilot)
        assert till.belt.cursor == ("good", "li-1")
        await pilot.press("f4")
        till = await settle(pilot)
        assert drill.last(f.PriceShown).sku == "milk"
        assert till.belt.cursor == ("good", "li-2"), "the hands go on"
