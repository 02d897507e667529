"""The till as a person uses it: by keyboard alone, by mouse alone, in the dark, with somebody asking for a PIN."""

import asyncio

import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.texts import Text, cells
from simulator.screens.station.authorization import Authorization
from simulator.screens.station.pane import Pane
from simulator.screens.till.screen import TillScreen
from tests.pos.counter import MILK
from tests.screens.desk import MEMBER, NAMES, TillApp, TillDrill, settle, text_of

WIDE, NARROW = (120, 40), (80, 24)


@pytest.fixture
def drill() -> TillDrill:
    return TillDrill()


async def click(pilot: Pilot[None], text: str, within: str = "*") -> None:
    """Click where `text` stands; fails where it is nowhere to be seen."""
    await pilot.pause()
    for pane in pilot.app.screen.query(within).results(Pane):
        for y, line in enumerate(pane.shown if pane.region else ()):
            shown = "".join(span.text for span in line)
            if text in shown:
                assert await pilot.click(pane, offset=(cells(shown[: shown.index(text)]), y))
                await pilot.pause()
                return
    raise AssertionError(f"{text!r} is nowhere on screen")


async def test_a_scan_adds_a_line_and_says_so(drill: TillDrill) -> None:
    drill.serve("li", "milk", "soy")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space")
        till = await settle(pilot)
        assert [line.sku for line in till.view.lines] == ["milk"]
        assert "Yishui Whole Milk" in text_of(till, "basket")
        assert "12.80" in text_of(till, "message")
        assert till.belt.selected is not None
        assert till.belt.selected.look == Text("Haitan Light Soy Sauce 500 ml", "海滩生抽酱油 500ml"), (
            "the next one is in hand"
        )


async def test_a_cash_sale_by_keyboard_alone(drill: TillDrill) -> None:
    drill.serve("li", "milk", "soy", member=MEMBER)
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("pageup", "1", "space", "space")
        drill.hear(s.MemberShown("li", MEMBER))
        await pilot.press("f5", "f8")
        drill.hear(s.CashOffered("li", {5000: 1}))
        till = await settle(pilot)
        await pilot.press(*"50", "enter")
        till = await settle(pilot)
        assert drill.last(f.SaleCompleted).change == 2830
        assert till.focused is till.tray
        await pilot.press("2", "down", "right", "down", "3", "down", "down", "3")
        await pilot.press("down")  # a key that is no digit: what looked like the beginning of a scan was typing
        assert till.tray.hand == {1000: 2, 500: 1, 100: 3, 10: 3}
        await pilot.press("enter")
        await settle(pilot)
        assert drill.last(f.ChangeGiven).so_far == 2830
        await pilot.press("enter")  # the hands have gone on to the note
        till = await settle(pilot)
        assert drill.last(f.CashTaken).amount == 5000
        await pilot.press("right_square_bracket")
        till = await settle(pilot)
    said = [what.reply for what in drill.facts if isinstance(what, c.Say)]
    assert said == ["greet"]
    assert (till.view.stage, till.view.drawer_open) == ("idle", False)
    assert not [what for what in drill.facts if isinstance(what, f.Refused)]


async def test_a_cash_sale_by_mouse_alone(drill: TillDrill) -> None:
    drill.queue("li")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await click(pilot, "Next customer")
        assert drill.last(f.NextCalled).customer == "li"
        drill.serve("li", "milk", "soy", label2="smudged")
        till = await settle(pilot)
        await click(pilot, "hello")
        await click(pilot, "Yishui Whole Milk")
        await click(pilot, "Haitan")
        for digit in "6901234500008":
            await click(pilot, f" {digit} ", "#entry")
        await click(pilot, "⏎")
        assert [line.how for line in till.view.lines] == ["scan", "code"]
        await click(pilot, "Pay")
        drill.hear(s.CashOffered("li", {2000: 1, 500: 1}))
        await settle(pilot)
        await click(pilot, " 2 ", "#entry")
        await click(pilot, " 5 ", "#entry")
        await click(pilot, "⏎")
        till = await settle(pilot)
        assert till.view.change_due == 230
        await pilot.click("#tray", offset=_plus(till, "¥1 "))
        await pilot.click("#tray", offset=_plus(till, "¥1 "))
        for _ in range(3):
            await pilot.click("#tray", offset=_plus(till, "¥0.10"))
        await click(pilot, "Hand over")
        await click(pilot, "Cash received")
        await click(pilot, "Close the drawer")
        till = await settle(pilot)
    assert drill.last(f.ChangeGiven).so_far == 230
    assert drill.last(f.DrawerClosed) is not None
    assert till.view.stage == "idle"


def _plus(till: TillScreen, note: str) -> tuple[int, int]:
    """Where the + of a denomination stands."""
    for y, line in enumerate(till.tray.shown):
        text = "".join(span.text for span in line)
        if f"{note} " in f"{text} ":
            return cells(text[: text.rindex("+")]), y
    raise AssertionError(note)


async def test_what_cannot_be_scanned_says_what_to_do_instead(drill: TillDrill) -> None:
    drill.serve("li", "soy", "eggs", "apples", label1="smudged", label2="torn")
    expected = {"li-1": "type the digits", "li-2": "look the item up", "li-3": "weigh it"}
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        for good, advice in expected.items():
            till.belt.choose(("good", good))
            await pilot.press("space")
            till = await settle(pilot)
            assert advice in text_of(till, "message").replace("\n", " "), good


async def test_loose_goods_are_weighed_and_looked_up_without_a_letter(drill: TillDrill) -> None:
    drill.serve("li", "apples")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("equals_sign")
        assert till.view.scale == 755
        await pilot.press("f2")
        await click(pilot, "Fruit and vegetables")
        await click(pilot, "Fuji Apples")
        till = await settle(pilot)
        assert "0.755 kg" in text_of(till, "basket")
        assert " 9.96/kg " in text_of(till, "basket"), "what the price is for is said beside it"
    (line,) = till.view.lines
    assert (line.grams, line.amount, line.goods) == (755, 752, ("li-1",))


async def test_look_up_takes_pinyin_initials(drill: TillDrill) -> None:
    drill.serve("li", "eggs", label1="torn")
    async with TillApp(drill, "zh").run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("f2", *"njjd", "enter")
        till = await settle(pilot)
    assert [line.goods for line in till.view.lines] == [("li-1",)]


async def test_a_line_is_chosen_and_voided_after_a_supervisors_pin(drill: TillDrill) -> None:
    drill.serve("li", "milk", "rice", "soy")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "space", "space", "tab", "up", "delete")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Authorization)
        await pilot.press(*"1111", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Authorization), "a cashier's PIN does not do"
        await pilot.press(*"8642", "enter")
        till = await settle(pilot)
        assert pilot.app.screen is till
    assert [line.sku for line in till.view.lines] == ["milk", "soy"]
    assert drill.last(f.Authorized).present is False
    assert not any("8642" in str(what) for what in drill.facts), "a PIN is kept nowhere"


async def test_an_authorization_closes_when_the_supervisor_decides(drill: TillDrill) -> None:
    drill.serve("li", "rice")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "delete", "tab")
        await settle(pilot)
        assert till.view.called == "void_line"
        drill.hear(s.SupervisorArrived("s1"), s.SupervisorAuthorized("s1"))
        till = await settle(pilot)
        assert pilot.app.screen is till
    assert not list(till.view.lines)


async def test_a_payment_code_is_masked_and_a_picture_is_none(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "f8")
        drill.hear(s.PhoneOffered("li", "134567890123456789", live=False))
        await pilot.press("space")
        assert till.message.id == "till.scan.picture"
        drill.hear(s.PhoneOffered("li", "134567890123456789"))
        await pilot.press("space")
        await settle(pilot)
    assert drill.last(f.PaymentRequested).code == "13************6789"
    commands = [what for what in drill.facts if isinstance(what, c.Command)]
    assert not any("134567890123456789" in str(command) for command in commands)


async def test_a_suspended_basket_is_chosen_from_a_list_with_its_owner(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "f6")
        drill.hear(s.CustomerSteppedAside("li"))
        drill.serve("zhang", "soy")
        await settle(pilot)
        await pilot.press("space", "f6", "f7")
        await pilot.pause()
        shown = "\n".join(
            "".join(span.text for span in line) for line in pilot.app.screen.query_one("#rows", Pane).shown
        )
        assert "Mrs Li" in shown
        assert "12.80" in shown
        await pilot.press("2")
        till = await settle(pilot)
    assert [line.sku for line in till.view.lines] == ["soy"]


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


async def test_a_dark_till_shows_nothing_and_leaves_the_hands(drill: TillDrill) -> None:
    drill.serve("li", "milk", "soy")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space")
        drill.hear(s.PowerFailed())
        till = await settle(pilot)
        basket = text_of(till, "basket")
        assert "The till is dark" in basket
        assert "12.80" not in basket
        footer = text_of(till, "footer")
        assert all(title in footer for title in ("Report", "Write slip", "Lock drawer"))
        assert not any(title in footer for title in ("Pay", "Void line"))
        await pilot.press("space")
        await settle(pilot)
        assert till.message.id == "refused.till_dark"
        for key in ("f2", "f4"):
            await pilot.press(key)
            assert pilot.app.screen is till, "no list of prices without power"
        await pilot.press("f15", "1")
        await pilot.press("f16", *"12.80", "enter", *"9.95", "enter", "enter", *"30", "enter", "enter")
        till = await settle(pilot)
        assert drill.last(c.ReportIncident).what == "power"
        written = [line.written for line in drill.last(f.SlipWritten).lines]
        assert written == [1280, 995], "what was rung up before is sold on the slip too"
        drill.hear(s.PowerReturned())
        await pilot.press("f14")
        till = await settle(pilot)
        assert "Yishui Whole Milk" in text_of(till, "basket"), "recovered from the journal"


async def test_a_locked_till_hides_the_basket(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        till = await settle(pilot)
        await pilot.press("space", "semicolon")
        till = await settle(pilot)
        assert "Locked" in text_of(till, "basket")
        await pilot.press("semicolon", *"1111", "enter")
        till = await settle(pilot)
        assert "Yishui Whole Milk" in text_of(till, "basket")


async def test_a_pause_stops_the_clock_until_somebody_goes_on(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f11")
        drill.seconds += 60
        assert drill.clock.now() == 0
        await pilot.press("enter")
        drill.seconds += 1
        assert drill.clock.now() == 1000
    assert drill.last(s.DrillContinued) is not None


async def test_the_menu_reaches_every_action(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await click(pilot, "Weigh")
        till = await settle(pilot)
    assert till.view.on_scale == "li-1"


async def test_the_shift_ends_and_the_screen_with_it(drill: TillDrill) -> None:
    app = TillApp(drill)
    async with app.run_test(size=WIDE) as pilot:
        drill.hear(s.TimeUp())
        till = await settle(pilot)
        assert "Finish" in text_of(till, "footer")
        app.simulate_key("ctrl+s")
        await asyncio.wait_for(app.ended.wait(), 10)
        assert app.result == "finished"


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


async def test_leaving_asks_first(drill: TillDrill) -> None:
    app = TillApp(drill)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("tilde", "1")
        assert app.result is None
        await pilot.press("tilde")
        app.simulate_key("2")
        await asyncio.wait_for(app.ended.wait(), 10)
        assert app.result == "quit"


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


async def test_the_receipt_rolls_out_row_by_row(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill, "zh").run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8", "end")
        drill.hear(s.ReceiptPrinted(drill.last(f.ReceiptIssued).document))
        till = await settle(pilot)
        first = text_of(till, "roll")
        assert "培训小票 不作凭证 TRAINING" in first
        assert "合计" not in first
        drill.seconds += 5
        till = await settle(pilot)
        assert "¥12.80" in text_of(till, "roll")


async def test_a_printer_that_fails_says_what_to_do(drill: TillDrill) -> None:
    drill.serve("li", "milk")
    async with TillApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("space", "f8", "end")
        drill.hear(s.PrinterFailed(drill.last(f.ReceiptIssued).document, "EPTR_REC_EMPTY"))
        till = await settle(pilot)
        assert "Change the paper, then reprint" in text_of(till, "message").replace("\n", " ")
        assert "printer ! stopped" in text_of(till, "devices"), "neither is cut"
        assert "Change paper" in text_of(till, "footer")


async def test_nobody_is_relieved_while_typing_in_a_dialog_and_an_idle_dialog_goes_with_the_till(
    drill: TillDrill,
) -> None:
    drill.serve("li", "milk")
    app = TillApp(drill)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        drill.hear(s.TimeUp(grace=120_000, longest=600_000))
        till = await settle(pilot)
        assert "02:00" in text_of(till, "queue"), "until when the till is kept"
        assert "this customer" in text_of(till, "queue"), "what is left to do"
        await pilot.press("f5")
        drill.seconds += 115
        await pilot.press("2", "9")
        assert len([fact for fact in drill.facts if isinstance(fact, s.StillActing)]) == 1, "said once, not at each key"
        assert till.view.takeover == drill.session.now + 60_000
        drill.hear(s.ShiftEnded())
        till.tick()
        await asyncio.wait_for(app.ended.wait(), 10)
        await pilot.pause()
        assert app.result == "finished"
        assert app.screen is app.screen_stack[0], "the dialog went with it"


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
