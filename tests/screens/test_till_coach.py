"""The coach at the till: in dialogs, at the tray, and in what the message line tells."""

import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Decision
from simulator.kernel.texts import Text
from simulator.screens.station.authorization import Authorization
from simulator.screens.station.dialogs import Choose
from simulator.screens.till.screen import TillScreen
from tests.screens.desk import MEMBER, Advice, TillApp, TillDrill, advice_of, in_dialog, settle, text_of

WIDE, NARROW = (120, 40), (80, 24)


@pytest.fixture
def drill() -> TillDrill:
    return TillDrill("coach")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_open_list_is_what_the_advice_is_about(drill: TillDrill, size: tuple[int, int]) -> None:
    drill.serve("li", "milk")
    drill.next_advice = Advice(c.NoSale("cash"), "advice.open_for_cash", {"amount": "20.00"})
    app = TillApp(drill)
    async with app.run_test(size=size) as pilot:
        till = await settle(pilot)
        assert "20.00" in advice_of(till)
        await pilot.press("f24")
        await settle(pilot)
        assert isinstance(app.screen, Choose)
        assert "2 is the right one" in advice_of(till)
        assert "➤ 2 " in in_dialog(app)
        box, advice = app.screen.query_one("#box").region, till.query_one("#advice").region
        assert box.bottom <= advice.y, "the advice stays in sight"
        await pilot.press("escape")
        till = await settle(pilot)
        assert "20.00" in advice_of(till)


async def test_an_open_list_follows_the_advice(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    drill.next_advice = Advice(c.NoSale("cash"), "advice.open_for_cash", {"amount": "20.00"})
    app = TillApp(drill)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f24")
        await settle(pilot)
        assert "➤ 2 " in in_dialog(app)
        drill.next_advice = Advice(c.ReportIncident("network"), "advice.report_outage")
        drill.hear(s.NetworkFailed())
        till = await settle(pilot)
        assert "➤" not in in_dialog(app), "what was marked was for another step"
        assert advice_of(till).endswith("Esc goes back first.")
        await pilot.press("escape", "f9")
        await settle(pilot)
        assert isinstance(app.screen, Choose)
        assert app.screen.rows.advised == "report_incident"
        drill.next_advice = Advice(c.Scan("milk"), "advice.scan_next")
        drill.hear(s.NetworkReturned())
        await settle(pilot)
        assert app.screen.rows.advised == "scan", "the menu has every step"


async def test_where_a_pin_is_asked_for_the_call_is_a_button_there(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    app = TillApp(drill)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space")
        drill.next_advice = Advice(c.CallSupervisor("authorization"), "advice.call_for_authorization")
        await pilot.press("f20")
        till = await settle(pilot)
        assert isinstance(app.screen, Authorization)
        assert "press Tab" in advice_of(till)
        assert "➤Tab call" in in_dialog(app)
        drill.next_advice = Advice(None, "advice.wait_authorization")
        await pilot.press("f19")
        till = await settle(pilot)
        assert drill.last(c.CallSupervisor) is not None, "its key works here as well"
        assert "Tab call" not in in_dialog(app)
        assert "was called" in in_dialog(app)
        drill.hear(s.SupervisorArrived("s1"))
        till = await settle(pilot)
        assert "is here" in in_dialog(app)
        assert "Wait until" in advice_of(till)


async def test_no_amount_is_no_figure(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    app = TillApp(drill)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f24", "4")
        await settle(pilot)
        assert isinstance(app.screen, Authorization)
        assert "0.00" not in in_dialog(app)
        assert "beyond" not in in_dialog(app)


@pytest.mark.parametrize("key", ["escape", "backspace"])
async def test_a_quantity_that_waits_can_be_taken_back(drill: TillDrill, key: str) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("1", "2", "*")
        till = await settle(pilot)
        assert till.view.multiplier == 12
        await pilot.press("3", key)
        till = await settle(pilot)
        assert (till.view.multiplier, till.entry) == (12, ""), "what was typed goes first"
        await pilot.press(key)
        till = await settle(pilot)
        assert till.view.multiplier == 1
        assert "taken back" in text_of(till, "message")


async def test_a_price_off_is_told_as_that(drill: TillDrill) -> None:
    drill.serve("li", "milk", "milk", member=MEMBER)
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space")
        drill.hear(s.MemberShown("li", MEMBER))
        await pilot.press("f5", "space")
        till = await settle(pilot)
        assert "1 × 12.80, 1.00 off = 11.80" in text_of(till, "message")


async def test_before_anybody_came_a_call_is_no_mistake(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("pagedown")
        till = await settle(pilot)
        assert till.message.kind == "info"
        drill.queue("li")
        till = await settle(pilot)
        assert "Mrs Li has joined" in text_of(till, "message")
        await pilot.press("pagedown")
        till = await settle(pilot)
        assert "on the way" in text_of(till, "basket")


async def test_the_time_is_up_with_somebody_and_with_nobody(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        drill.hear(s.TimeUp())
        till = await settle(pilot)
        assert "nobody is at the counter" in text_of(till, "message").replace("\n   ", " ")
    assert drill.last(f.StationClosed) is None


async def test_a_charged_good_is_not_rung_again_by_a_key_too_many(drill: TillDrill) -> None:
    drill.mode = "practice"
    drill.serve("li", "milk", "soy")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "space")
        till = await settle(pilot)
        assert len(list(till.view.lines)) == 2
        assert "on the bill already" in text_of(till, "message")
        await pilot.press("space")
        till = await settle(pilot)
        assert len(list(till.view.lines)) == 3, "who means it can"


async def test_a_charged_good_that_was_chosen_can_be_scanned_again(drill: TillDrill) -> None:
    drill.mode = "practice"
    drill.serve("li", "milk", "soy", "eggs")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "down", "down", "enter")
        till = await settle(pilot)
        assert [line.sku for line in till.view.lines] == ["milk", "milk"]


async def test_paid_goods_begin_no_new_sale_unsaid(drill: TillDrill) -> None:
    drill.mode = "practice"
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        drill.hear(s.CardOffered("li"))
        await pilot.press("insert")
        drill.hear(s.PaymentAnswered(drill.last(f.PaymentRequested).request, "approved"))
        till = await settle(pilot)
        assert till.view.settled
        await pilot.press("space")
        till = await settle(pilot)
        assert not till.view.sale
        assert "paid already" in text_of(till, "message")
        await pilot.press("space")
        till = await settle(pilot)
        assert till.view.sale


async def at_the_tray(pilot: Pilot[None], drill: TillDrill) -> TillScreen:
    drill.mode = "practice"
    drill.serve("li", "milk")
    await settle(pilot)
    await pilot.press("space", "f8")
    drill.hear(s.CashOffered("li", {2000: 1}))
    await pilot.press(*"20", "enter")
    till = await settle(pilot)
    assert till.focused is till.tray
    return till


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_tray_says_its_keys_and_what_they_did(drill: TillDrill, size: tuple[int, int]) -> None:
    async with TillApp(drill).run_test(size=size) as pilot:
        till = await at_the_tray(pilot, drill)
        assert "0-9" in text_of(till, "tray")
        await pilot.press("enter")
        till = await settle(pilot)
        assert "how many" in text_of(till, "message").replace("\n   ", " ")
        await pilot.press("1")  # the cursor waits on the largest that goes into the change
        await pilot.press("down")
        till = await settle(pilot)
        assert till.tray.hand == {500: 1}
        assert "5.00 in hand, 7.20 due" in text_of(till, "message")
        await pilot.press("enter")
        till = await settle(pilot)
        assert till.tray.cursor == ("cash", "give")
        assert "Enter once more" in text_of(till, "message")
        await pilot.press("escape")
        till = await settle(pilot)
        assert till.tray.hand == {}
        await pilot.press("escape")
        till = await settle(pilot)
        assert till.tray.display, "the drawer is open"


async def test_the_tray_that_is_open_is_not_what_the_advice_points_at(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await at_the_tray(pilot, drill)
        drill.mode = "coach"
        drill.next_advice = Advice(c.GiveChange({500: 1}), "advice.give_change", {"amount": "7.20"})
        drill.hear(s.PowerFlickered())
        till = await settle(pilot)
        assert "➤#" not in text_of(till, "footer")
        till.tray.choose(("piece", "500"))
        assert "➤▸" in text_of(till, "tray"), "the cursor is seen beside the coach's mark"


async def test_an_answer_is_read_in_full(drill: TillDrill) -> None:
    long = Text("Certainly. A small one is 0.30, a large one is 0.50.", "好的，小袋三毛，大袋五毛。")
    other = Text("Here you are, take one.", "给您，不要钱。")
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        answers = (s.Answer("charged", long), s.Answer("free", other))
        drill.hear(s.CustomerSaid("li", "bag_please", Text("A bag?", "袋子？"), answers, ("charged",)))
        till = await settle(pilot)
        assert "0.50." in text_of(till, "replies")
        await pilot.press("pageup", "home", "down")
        assert till.replies.cursor == ("reply", "free")
        await pilot.press("enter")
        await settle(pilot)
        assert drill.last(c.Say).reply == "free"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_is_said_while_a_question_waits_is_seen(drill: TillDrill, size: tuple[int, int]) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("space")
        answers = (s.Answer("charged", Text("0.30", "三毛")), s.Answer("free", Text("Here", "给您")))
        drill.hear(s.CustomerSaid("li", "bag_please", Text("A bag?", "袋子？"), answers, ("charged",)))
        drill.hear(
            s.CustomerSaid("li", "changed_mind", Text("No milk.", "不要牛奶了。")), s.CustomerDropped("li", "li-1")
        )
        till = await settle(pilot)
        assert "A bag?" in text_of(till, "customer")
        assert "No milk." in text_of(till, "customer")
        assert "✓ not wanted" in text_of(till, "belt")
        assert "does not want Yishui Whole Milk" in " ".join(text_of(till, "message").split())


async def test_who_promised_to_help_is_told_to_lock_and_go(drill: TillDrill) -> None:
    drill.mode = "practice"
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        answers = (
            s.Answer("lock_first", Text("I lock and go.", "锁机就去。"), "help"),
            s.Answer("run_over", Text("On my way", "来了")),
        )
        drill.hear(s.CustomerSaid("li", "help_colleague", Text("A hand?", "搭把手？"), answers, ("lock_first",)))
        till = await settle(pilot)
        till.submit(c.Say("lock_first"))
        till = await settle(pilot)
        assert "Lock the till first" in text_of(till, "message")


async def test_what_was_held_back_is_not_said_any_more_once_money_lies_there(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8")
        drill.hear(s.CoachStopped("tender_cash", reason="held.no_cash"))
        till = await settle(pilot)
        assert "no money lies" in advice_of(till)
        drill.hear(s.CashOffered("li", {2000: 1}))
        till = await settle(pilot)
        assert "no money lies" not in advice_of(till)
        assert "20.00" in text_of(till, "message")


async def test_where_no_row_is_marked_what_was_advised_still_stands(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    drill.next_advice = Advice(c.NoSale(""), "advice.open_for_cash", {"amount": "20.00"})
    app = TillApp(drill)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f24")
        till = await settle(pilot)
        assert isinstance(app.screen, Choose)
        assert "20.00" in advice_of(till), "it is chosen by what was said"
        assert "Choose here" in advice_of(till)


async def test_a_row_without_a_digit_is_spoken_of_by_its_mark(drill: TillDrill) -> None:
    drill.next_advice = Advice(c.ReportIncident("network"), "advice.report_network")
    app = TillApp(drill)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        till = await settle(pilot)
        assert "➤" in in_dialog(app)
        assert "the row marked ➤" in advice_of(till)


async def test_a_list_for_something_else_says_so_under_a_coach(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    drill.next_advice = Advice(c.CallSupervisor("small_change"), "advice.call_for_change")
    app = TillApp(drill)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f24")
        till = await settle(pilot)
        assert isinstance(app.screen, Choose)
        assert "➤" not in in_dialog(app), "the reason is one of a call, and this opens the drawer"
        assert advice_of(till).endswith("Esc goes back first.")


async def test_who_speaks_before_anybody_came_is_told_so(drill: TillDrill) -> None:
    drill.mode = "practice"
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("pageup")
        till = await settle(pilot)
        assert "Nobody is there yet" in text_of(till, "message")
        drill.queue("li")
        await settle(pilot)
        await pilot.press("pageup", "1")
        till = await settle(pilot)
        assert "Nobody is there yet" in text_of(till, "message")
        assert till.entry_wanted == "till.entry.code", "and the prompt for a reply is shut: the next digit is a code's"
        await pilot.press("pageup", "7")
        await settle(pilot)
        assert drill.last(c.Say) == c.Say("apologise"), "but who waits can be told something"
        drill.serve("li", "milk")
        await settle(pilot)
        await pilot.press("1", "enter")
        till = await settle(pilot)
        assert "PgUp first" in " ".join(text_of(till, "message").split())


async def test_what_was_put_off_is_named_when_the_counter_is_free(drill: TillDrill) -> None:
    drill.mode = "practice"
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("pagedown")
        till = await settle(pilot)
        assert till.message.id in ("refused.customer_here", "refused.counter_busy")
        drill.hear(s.CustomerLeft("li"))
        till = await settle(pilot)
        assert "Next customer" in text_of(till, "message").replace("\n   ", " ")
        assert "PgDn" in text_of(till, "message")


async def test_a_dialog_for_a_quantity_says_which(drill: TillDrill) -> None:
    drill.serve("li", "milk", "milk")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("space")
        drill.next_advice = Advice(c.ChangeQuantity(1, 5), "advice.change_quantity", {"good": "milk", "quantity": "5"})
        drill.hear(s.PowerFlickered())
        till = await settle(pilot)
        till.run("change_quantity")
        till = await settle(pilot)
        assert "Type 5 here" in advice_of(till)


async def test_after_a_wrong_answer_was_held_back_the_next_digit_is_an_answer(drill: TillDrill) -> None:
    class Beside:
        """Holds every wrong answer back."""

        def stops(self, station: object, entry: Entry, decision: Decision) -> s.CoachStopped | None:
            wrong = any(isinstance(fact, f.Said) and not fact.right for fact in decision.facts)
            return s.CoachStopped("say", reason="held.answer", given={"answer": "A"}) if wrong else None

    drill.serve("li", "milk")
    drill.session.coach = Beside()
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        answers = (s.Answer("good", Text("A", "甲")), s.Answer("bad", Text("B", "乙")))
        drill.hear(s.CustomerSaid("li", "eggs_price", Text("What?", "什么？"), answers, ("good",)))
        await settle(pilot)
        await pilot.press("pageup", "8")
        till = await settle(pilot)
        assert till.focused is till.replies
        await pilot.press("7")
        await settle(pilot)
        assert drill.last(c.Say).reply == "good"
