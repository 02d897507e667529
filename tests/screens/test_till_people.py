"""Who stands at the till, asks, waits and leaves."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Text
from tests.pos.counter import MILK
from tests.screens.desk import NAMES, TillApp, TillDrill, settle, text_of

WIDE, NARROW = (120, 40), (80, 24)


@pytest.fixture
def drill() -> TillDrill:
    return TillDrill()


async def test_questions_are_answered_by_number(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    answers = (s.Answer("yes_half", Text("Yes", "是")), s.Answer("check", Text("I will check", "我查一下")))
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        drill.hear(s.CustomerSaid("li", "price_dispute", Text("Half price?", "半价？"), answers, ("check",)))
        till = await settle(pilot)
        assert "Half price?" in text_of(till, "customer")
        assert "8 I will check" in text_of(till, "replies")
        await pilot.press("pageup", "1")
        till = await settle(pilot)
        assert drill.last(f.Said).reply == "greet", "the steps of a sale keep their digits"
        await pilot.press("pageup", "8")
        till = await settle(pilot)
        assert till.focused is till.belt
    assert drill.last(f.Said).right is True
    assert not till.view.questions


async def test_a_question_is_seen_from_its_first_answer_on(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    answers = tuple(s.Answer(f"a{n}", Text(f"Answer {n}, of more than one row there", "答")) for n in range(3))
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("pageup", "1")
        drill.hear(s.CustomerSaid("li", "price_dispute", Text("Half price?", "半价？"), answers, ("a1",)))
        till = await settle(pilot)
        assert "7 Answer 0" in text_of(till, "replies")


async def test_an_answer_says_what_is_next(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    answers = (s.Answer("yes_half", Text("Yes.", "是的。")),)
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        for asked, stage in (("a", "idle"), ("b", "scanning"), ("c", "tendering")):
            drill.hear(s.CustomerSaid("li", asked, Text("?", "？"), answers, ("yes_half",)))
            till = await settle(pilot)
            till.submit(c.Say("yes_half"))
            till = await settle(pilot)
            assert till.message.id == f"till.told.answered_{stage}"
            await pilot.press("space" if stage == "idle" else "f8")


async def test_everybody_in_the_queue_is_seen_with_their_patience(drill: TillDrill) -> None:
    drill.queue(*NAMES)
    drill.seconds += 200
    drill.hear(s.CustomerGrewImpatient("li", 2))
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        queue = text_of(till, "queue")
    assert "Mrs Li" in queue
    assert "▓░░░░!" in queue
    assert MILK not in queue


@pytest.mark.parametrize("size", [WIDE, (80, 20)])
async def test_the_mood_of_who_is_served_is_a_word_that_does_not_gainsay_their_manner(
    drill: TillDrill, size: tuple[int, int]
) -> None:
    """It read "calm · ! restless"."""
    drill.hear(
        s.CustomerArrived("li", NAMES["li"], items=5, manner="calm"),
        s.CustomerArrived("zhang", NAMES["zhang"], items=5, manner="hurried"),
    )
    moods = {
        "en": {"li": ("restless", "annoyed", "angry"), "zhang": ("in a hurry, restless", "in a hurry, annoyed", "")},
        "zh": {"li": ("有点急", "不耐烦", "很生气"), "zhang": ("赶时间，有点急", "赶时间，不耐烦", "")},
    }
    async with TillApp(drill).run_test(size=size) as pilot:
        till = await settle(pilot)
        for customer in ("li", "zhang"):
            drill.serve(customer, "milk")
            for level in (1, 2, 3):
                drill.hear(s.CustomerGrewImpatient(customer, level))
                for lang in ("en", "zh"):
                    till = await settle(pilot)
                    shown = text_of(till, "customer")
                    assert moods[lang][customer][level - 1] in shown
                    assert "calm" not in shown
                    assert "平和" not in shown
                    assert "! " not in shown
                    await pilot.press("f12")
            drill.hear(s.CustomerLeft(customer))


async def test_a_customer_who_leaves_while_money_is_open_is_told_and_the_hand_is_empty(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        drill.hear(s.CashOffered("li", {2000: 1}))
        await pilot.press(*"20", "enter")
        till = await settle(pilot)
        till.tray.count(500, 1)
        assert till.tray.hand == {500: 1}
        drill.hear(s.CustomerLeft("li"))
        till = await settle(pilot)
        assert till.tray.hand == {}
        assert "without 7.20 of their change, and 20.00 of theirs still lay on the counter" in text_of(
            till, "message"
        ).replace("\n   ", " ")


async def test_a_refusal_for_the_sake_of_a_customer_goes_with_them(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("pagedown")
        till = await settle(pilot)
        assert till.message.id == "refused.counter_busy"
        drill.hear(s.CustomerLeft("li", "served"))
        till = await settle(pilot)
        assert till.message.id == "till.told.counter_free"


async def test_a_question_out_of_the_queue_is_read_with_the_name_of_who_asks(drill: TillDrill) -> None:
    """Nobody stands at the counter, or somebody else does."""
    answers = (s.Answer("queue_please", Text("Queue, please.", "请排队。")),)
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        drill.queue("li", "zhang")
        drill.hear(s.CustomerSaid("zhang", "jumps_queue", Text("Me first?", "让我先结？"), answers, ("queue_please",)))
        till = await settle(pilot)
        asked = f"{NAMES['zhang'].zh}：“让我先结？”"
        assert asked in text_of(till, "customer")
        drill.serve("li", "milk")
        till = await settle(pilot)
        assert asked in text_of(till, "customer")
        till.submit(c.Say("queue_please"))
        till = await settle(pilot)
        assert asked not in text_of(till, "customer")


async def test_a_price_that_was_promised_is_in_sight_with_a_digit(drill: TillDrill) -> None:
    """Without a coach, and at 80 columns."""
    drill.serve("li", "milk", "milk")
    answers = (s.Answer("look_it_up", Text("I look it up.", "我查一下。"), promises="price", of="milk"),)
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        drill.hear(s.CustomerSaid("li", "milk_price", Text("The milk?", "牛奶多少钱？"), answers, ("look_it_up",)))
        till = await settle(pilot)
        till.submit(c.Say("look_it_up"))
        till = await settle(pilot)
        assert "F4" in text_of(till, "message")
        till.submit(c.CheckPrice(MILK))
        till = await settle(pilot)
        assert "0 价格是…元" in text_of(till, "replies")
        assert "7 抱歉" not in text_of(till, "replies").splitlines()[-1], "no other digit moved"
        await pilot.press("pageup", "0")
        await settle(pilot)
    assert drill.last(f.Said).reply == "say_price"


async def test_who_still_asks_is_answered_before_they_are_thanked(drill: TillDrill) -> None:
    """Paid, and one more question: the middle of the screen does not say that all is done, and the bar has the key."""
    drill.serve("li", "milk")
    answers = (s.Answer("print_a_copy", Text("Certainly.", "可以。")),)
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        drill.hear(s.CashOffered("li", {1000: 1, 100: 2, 50: 1, 10: 3}))
        till = await settle(pilot)
        till.submit(c.TenderCash())
        till.submit(c.TakeCash({1000: 1, 100: 2, 50: 1, 10: 3}))
        till.submit(c.CloseDrawer())
        drill.hear(s.CustomerSaid("li", "receipt_copy", Text("Twice?", "再打一张？"), answers, ("print_a_copy",)))
        till = await settle(pilot)
        assert "顾客在等你回答" in text_of(till, "basket")
        assert "补打小票" in text_of(till, "footer")
        till.submit(c.Say("print_a_copy"))
        till.submit(c.Say("thank"))
        till = await settle(pilot)
        assert "等顾客收拾好离开" in text_of(till, "basket")


async def test_a_basket_whose_customer_went_to_fetch_something_has_its_key_in_the_bar(drill: TillDrill) -> None:
    drill.serve("li", "milk", "milk")
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("space")
        till = await settle(pilot)
        plain = text_of(till, "footer")
        drill.hear(s.CustomerSteppedAside("li"))
        till = await settle(pilot)
        urgent = text_of(till, "footer")
        assert urgent.index("挂单") < urgent.index("称重") < plain.index("挂单"), (urgent, plain)


async def test_whoever_waits_hears_a_word_where_nobody_stands_at_the_counter(drill: TillDrill) -> None:
    """Else nobody could be calmed in the dark by who may not call the next one."""
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("pageup")
        till = await settle(pilot)
        assert till.message.id == "till.nobody_to_speak_to"
        drill.queue("li")
        await settle(pilot)
        await pilot.press("pageup", "1")
        till = await settle(pilot)
        assert (till.message.id, drill.last(f.Said)) == ("till.nobody_to_speak_to", None)
        assert [text_of(till, "replies").count(word) for word in ("7 抱歉", "8 请稍等", "1 您好")] == [1, 1, 0]
        assert till.focused is till.home, "the next digit is a code's: whoever wants to be heard asks for it again"
        await pilot.press("pageup", "8")
        till = await settle(pilot)
        assert (drill.last(f.Said).customer, drill.last(f.Said).reply) == ("li", "one_moment")


async def test_on_the_ups_nobody_is_called_before_the_duty_manager_decides(drill: TillDrill) -> None:
    drill.queue("li")
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        drill.hear(s.PowerFailed(ups=600_000))
        till = await settle(pilot)
        assert till.key_label("report_incident") in text_of(till, "basket")
        till.submit(c.ReportIncident("power"))
        till = await settle(pilot)
        assert "先不叫下一位" in text_of(till, "basket")
        drill.hear(s.SupervisorOrdered("s1", "manual_mode"))
        till = await settle(pilot)
        assert "请下一位顾客" in text_of(till, "basket")


async def test_a_till_that_is_dark_while_the_power_is_back_says_how_it_is_started(drill: TillDrill) -> None:
    """Also at the end of the shift, where nothing can be handed over in the dark."""
    async with TillApp(drill, "zh").run_test(size=NARROW) as pilot:
        drill.hear(s.PowerFailed())
        till = await settle(pilot)
        assert "没电了" in text_of(till, "basket")
        drill.hear(s.PowerReturned(stable=False))
        till = await settle(pilot)
        assert "还不稳" in text_of(till, "basket")
        drill.hear(s.PowerReturned(stable=True), s.TimeUp())
        till = await settle(pilot)
        assert till.key_label("restart_till") in text_of(till, "basket")
        assert "重启收银机" in text_of(till, "queue")
        till.submit(c.RestartTill())
        till = await settle(pilot)
        assert "重启收银机" not in text_of(till, "queue")
