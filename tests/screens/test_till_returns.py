"""Something comes back: found, looked at, judged and signed with the keyboard alone, and with the mouse."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest
from textual.pilot import Pilot

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.facts import RecentPrice, Sold, SoldLine
from simulator.kernel.returns import ReturnPolicy
from simulator.kernel.texts import Lang, Text
from simulator.screens.station.authorization import Authorization
from simulator.screens.station.dialogs import Choose
from simulator.screens.station.pane import Pane
from tests.screens.desk import ITEMS, Advice, TillApp, TillDrill, settle, text_of
from tests.screens.returned import RECEIPT, brought_back, found, receipt

Compare = Callable[..., bool]
MILK = next(item.codes[0] for item in ITEMS if item.sku == "milk")
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def drill() -> TillDrill:
    return brought_back()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_a_return_from_the_receipt_to_the_signature_by_keyboard(
    drill: TillDrill, lang: Lang, size: tuple[int, int]
) -> None:
    async with TillApp(drill, lang).run_test(size=size) as pilot:
        await found(pilot, drill)
        till = await settle(pilot)
        assert drill.last(c.FindReceipt) == c.FindReceipt("code", RECEIPT)
        assert RECEIPT in text_of(till, "basket")
        till.set_focus(till.basket)
        await pilot.press("1", "ctrl+f2")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("2", "1")
        till = await settle(pilot)
        assert drill.last(c.ReturnLine) == c.ReturnLine(1, 1, "unsaleable", "changed_mind", "li-1")
        assert "10.67" in text_of(till, "basket")
        await pilot.press("ctrl+f3")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Authorization)
        await pilot.press(*"8642", "enter")
        till = await settle(pilot)
        asked = drill.last(f.RefundRequested)
        assert (asked.amount, till.view.stage) == (1067, "refunding")
        drill.hear(s.RefundAnswered(asked.request, "timeout"))
        till = await settle(pilot)
        assert "10.67" in text_of(till, "message")
        await pilot.press("f22")
        assert drill.last(c.QueryPayment) == c.QueryPayment(asked.request)
        drill.hear(s.RefundAnswered(asked.request, "approved"))
        till = await settle(pilot)
        assert till.view.stage == "idle"
        assert drill.last(f.RefundMade).amount == 1067


async def test_good_and_line_of_the_receipt_are_chosen_together(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await found(pilot, drill)
        till = await settle(pilot)
        assert (till.belt.cursor, till.basket.cursor) == (("brought", "li-1"), ("line", "1"))
        till.set_focus(till.belt)
        await pilot.press("down")
        assert (till.belt.cursor, till.basket.cursor) == (("brought", "li-2"), ("line", "2"))
        till.set_focus(till.basket)
        await pilot.press("up")
        assert (till.belt.cursor, till.basket.cursor) == (("brought", "li-1"), ("line", "1"))
        await pilot.press("down", "down")
        assert (till.belt.cursor, till.basket.cursor) == (("brought", "li-2"), ("line", "3")), "rice lies nowhere"


async def test_nothing_is_asked_again_once_all_that_lies_there_is_taken_back(drill: TillDrill) -> None:
    drill.session.till.rules = replace(drill.session.till.rules, rights={}, returns=ReturnPolicy(7))
    async with TillApp(drill, "zh").run_test(size=(80, 24)) as pilot:
        await found(pilot, drill)
        await pilot.press("space", "space", "1", "1")
        await settle(pilot)
        await pilot.press("space", "space", "3", "1")
        till = await settle(pilot)
        assert [good.taken for good in till.view.brought] == [True, True]
        await pilot.press("space")
        till = await settle(pilot)
        assert till.message.id == "till.all_taken"
        assert "F8" in till.message.text(till.words)
        await pilot.press("f8")
        assert drill.last(f.ReturnCompleted).total == 1067 + 3280


@pytest.mark.parametrize(("condition", "reason"), [("1", "other"), ("4", "faulty")])
async def test_without_a_receipt_a_good_with_a_code_is_known_and_sound_goods_are_not_faulty(
    drill: TillDrill, condition: str, reason: str
) -> None:
    drill.session.till.rules = replace(drill.session.till.rules, rights={}, returns=ReturnPolicy(7))
    visit = drill.session.till.counter.visits["li"]
    visit.wished = s.ReturnWished("li", reason="faulty")
    visit.goods["li-1"] = msgspec.structs.replace(
        visit.goods["li-1"], code=MILK, state="damaged" if condition == "4" else ""
    )
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        till.submit(c.ReturnWithoutReceipt())
        await settle(pilot)
        await pilot.press("space", "space")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Choose), "no name is looked up: its code says what it is"
        await pilot.press(condition)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        taken = drill.last(c.ReturnItem)
        assert (taken.sku, taken.quantity, taken.reason, taken.good) == ("milk", 1, reason, "li-1")


@pytest.mark.parametrize("mode", ["coach", "practice"])
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_the_buttons_of_a_pin_are_in_sight_on_a_small_screen(drill: TillDrill, lang: Lang, mode: str) -> None:
    drill.mode, drill.next_advice = mode, Advice(c.CallSupervisor("refund_otherwise"), "advice.call_supervisor")
    async with TillApp(drill, lang).run_test(size=(80, 24)) as pilot:
        await found(pilot, drill)
        till = await settle(pilot)
        till.submit(c.ReturnLine(1, 1, "unsaleable"))
        till.submit(c.RefundOtherwise("cash"))
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, Authorization)
        box, field = dialog.query_one("#box"), dialog.query_one("#field")
        assert field.region.bottom <= box.region.bottom - 1, "inside of the box"
        assert till.words("till.dialog.ok") in text_of(dialog, "field")
        assert till.words("till.pin.call") in text_of(dialog, "field")


async def test_what_the_coach_advises_and_no_key_has_is_shown_with_the_key_of_the_menu(drill: TillDrill) -> None:
    drill.mode, drill.next_advice = "coach", Advice(c.CheckBalance(""), "advice.look_receipt")
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        assert "➤F9 ▸ Balance" in text_of(till, "footer")


async def test_the_scanners_key_looks_then_takes_back_and_settling_refunds(drill: TillDrill) -> None:
    """Some terminals keep Ctrl+F3 to themselves: the key that settles a sale settles a return, too."""
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await found(pilot, drill)
        till = await settle(pilot)
        assert "Space Inspect" in text_of(till, "footer")
        assert "a refund" in text_of(till, "customer")  # what they asked for stays before the eyes
        await pilot.press("enter")
        assert drill.last(f.GoodInspected).good == "li-1"
        await pilot.press("space")
        await settle(pilot)
        await pilot.press("2", "1")
        till = await settle(pilot)
        assert drill.last(f.ReturnLineAdded).line.goods == ("li-1",)
        await pilot.press("space")
        assert drill.last(f.GoodInspected).good == "li-2"
        till = await settle(pilot)
        assert "F8 Refund" in text_of(till, "footer")
        await pilot.press("f8")
        await settle(pilot)
        assert drill.last(f.AuthorizationAsked).operation == "finish_return"
        assert till.view.return_total == drill.last(f.AuthorizationAsked).amount


async def test_opened_goods_are_refused_with_the_rule(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        await found(pilot, drill)
        till = await settle(pilot)
        till.set_focus(till.basket)
        await pilot.press("down", "ctrl+f2")
        await settle(pilot)
        await pilot.press("3", "1")
        till = await settle(pilot)
        assert drill.last(f.Refused).reason == "refused.return_opened"
        assert "Herbal Shampoo" in text_of(till, "message")


async def test_a_click_looks_at_what_was_brought(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(120, 40)) as pilot:
        till = await settle(pilot)
        assert "not looked at" in text_of(till, "belt")
        row = next(y for y, line in enumerate(till.belt.shown) if any(span.hit == ("brought", "li-2") for span in line))
        await pilot.click("#belt", offset=(4, row))
        till = await settle(pilot)
        assert drill.last(f.GoodInspected) == f.GoodInspected("li-2", "opened")
        assert "opened" in text_of(till, "belt")


async def test_of_several_receipts_one_is_chosen_and_a_spent_one_says_so(drill: TillDrill) -> None:
    spent = receipt("till-2-26122002")
    spent = Sold(
        spent.receipt, "", spent.day, tuple(SoldLine(x.line, x.paid, x.units) for x in spent.lines), (), spent.total
    )
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await found(pilot, drill, receipt(), spent)
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("2")
        await settle(pilot)
        assert drill.last(f.Refused).reason == "refused.returned_already"
        await pilot.press("ctrl+f1", "1")
        till = await settle(pilot)
        assert till.view.return_of == receipt()


@pytest.mark.parametrize("size", SIZES)
async def test_what_comes_back_is_read_in_full_with_its_size(size: tuple[int, int]) -> None:
    drill = TillDrill("coach")
    drill.queue("li")
    long = Text("Jinglan Washing-up Liquid with Aloe and Lemon 1.5 kg", "净澜洗洁精 1.5kg")
    goods = (s.Good("li-1", "milk", long, back=True, state="damaged", code="6901234567892"),)
    drill.hear(s.CustomerSteppedUp("li", goods), s.ReturnWished("li", RECEIPT))
    async with TillApp(drill).run_test(size=size) as pilot:
        till = await settle(pilot)
        await pilot.press("space")
        till = await settle(pilot)
        assert "Lemon 1.5 kg" in text_of(till, "belt"), "a size that is cut off is guessed"
        told = " ".join(text_of(till, "message").split())
        assert f"{long.en}, looked at: damaged" in told


async def test_no_receipt_fits_and_the_till_says_so(drill: TillDrill) -> None:
    async with TillApp(drill, "zh").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"10005", "ctrl+f1")
        assert drill.last(c.FindReceipt) == c.FindReceipt("number", "10005")
        drill.hear(s.ReceiptsFound("number", "10005"))
        till = await settle(pilot)
        assert "10005" in text_of(till, "message")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_picture(snap_compare: Compare, drill: TillDrill, lang: Lang, size: tuple[int, int]) -> None:
    drill.hear(s.CustomerSaid("li", "return_refund", Text("This has to go back.", "这个我要退货。")))

    async def play(pilot: Pilot[None]) -> None:
        await found(pilot, drill)
        till = await settle(pilot)
        till.submit(c.InspectGood("li-1"))
        till.submit(c.InspectGood("li-2"))
        till.submit(c.ReturnLine(1, 1, "unsaleable", good="li-1"))
        till.set_focus(till.basket)
        await settle(pilot)

    assert snap_compare(TillApp(drill, lang), terminal_size=size, run_before=play)


@pytest.mark.parametrize(
    ("lang", "why"),
    [("en", "10.90: paid on 2026-12-22, till-2-26122201"), ("zh", "10.90：till-2-26122201 实付 2026-12-22")],
)
async def test_without_a_receipt_the_price_is_told_with_how_it_is_known(drill: TillDrill, lang: Lang, why: str) -> None:
    till = drill.session.till
    till.rules = replace(till.rules, rights={})
    till.lately.sold["milk"] = RecentPrice(1090, "sold", RECEIPT, "2026-12-22")
    async with TillApp(drill, lang).run_test(size=(80, 24)) as pilot:
        screen = await settle(pilot)
        screen.submit(c.ReturnWithoutReceipt())
        screen = await settle(pilot)
        assert "30" in text_of(screen, "message")
        screen.submit(c.ReturnItem("milk", 1, "unsaleable", "changed_mind", "li-1"))
        screen = await settle(pilot)
        assert why in text_of(screen, "basket")


async def test_the_scanners_key_says_whether_it_looks_or_takes_back_and_goes_on_to_the_next(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await found(pilot, drill)
        till = await settle(pilot)
        assert "Space Inspect" in text_of(till, "footer")
        await pilot.press("space")
        till = await settle(pilot)
        assert "Space Take back" in text_of(till, "footer")
        assert "Inspect" not in text_of(till, "footer")
        await pilot.press("space")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Choose)
        said = "".join(span.text for pane in pilot.app.screen.query(Pane) for line in pane.shown for span in line)
        assert "Yishui Whole Milk 1 L: in which condition is it?" in said
        await pilot.press("2", "1")
        till = await settle(pilot)
        assert till.belt.cursor == ("brought", "li-2"), "one cursor: what the key does is for what is marked"
        assert "Space Inspect" in text_of(till, "footer")


async def test_an_exchange_under_way_asks_for_the_new_goods(drill: TillDrill) -> None:
    async with TillApp(drill).run_test(size=(80, 24)) as pilot:
        await found(pilot, drill)
        till = await settle(pilot)
        till.submit(c.InspectGood("li-1"))
        till.submit(c.ReturnLine(1, 1, "unsaleable", good="li-1"))
        till.submit(c.StartExchange())
        till = await settle(pilot)
        shown = " ".join(text_of(till, "basket").split())
        assert "finds the receipt" not in shown
        assert "now the new goods: Space" in shown


async def test_an_answer_to_who_brings_something_back_calls_nothing_finished(drill: TillDrill) -> None:
    answers = (s.Answer("ask", Text("I ask.", "我问一下。")),)
    drill.hear(s.CustomerSaid("li", "too_late", Text("Too late?", "过期了？"), answers, ("ask",)))
    async with TillApp(drill).run_test(size=SIZES[0]) as pilot:
        till = await settle(pilot)
        till.submit(c.Say("ask"))
        till = await settle(pilot)
        assert till.message.id == "till.told.answered_idle"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("goods", [1, 2])
async def test_who_takes_back_before_there_is_a_receipt_hears_what_is_awaited(
    drill: TillDrill, lang: Lang, goods: int
) -> None:
    if goods == 1:
        drill.session.till.counter.visits["li"].goods.pop("li-2")
    async with TillApp(drill, lang).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("space", "space")
        till = await settle(pilot)
        assert till.message.id == "till.receipt_first"
        await pilot.press("ctrl+f2")
        till = await settle(pilot)
        assert till.message.id == "till.receipt_first"
        assert till.key_label("find_receipt") in text_of(till, "message")
        await pilot.press("ctrl+f1", "space")
        till = await settle(pilot)
        assert till.view.receipt_asked
        assert till.message.id == "till.receipt_awaited"
        assert not [what for what in drill.facts if isinstance(what, f.Refused)], "nothing was refused"
        asked = drill.last(f.ReceiptAsked)
        drill.hear(s.ReceiptsFound(asked.by, asked.value, (receipt(),)))
        till = await settle(pilot)
        assert (till.view.stage, till.message.id) == ("returning", "till.told.return_opened")


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_that_somebody_left_without_signing_is_read_until_a_key_or_something_grave(
    drill: TillDrill, lang: Lang
) -> None:
    drill.session.till.rules = replace(drill.session.till.rules, rights={}, returns=ReturnPolicy(7))
    async with TillApp(drill, lang).run_test(size=(80, 24)) as pilot:
        await found(pilot, drill)
        till = await settle(pilot)
        till.submit(c.InspectGood("li-1"))
        till.submit(c.ReturnLine(1, 1, "unsaleable", good="li-1"))
        till.submit(c.FinishReturn())
        drill.hear(s.RefundAnswered(drill.last(f.RefundRequested).request, "approved"))
        await settle(pilot)
        drill.hear(s.CustomerLeft("li"))
        till = await settle(pilot)
        assert "till-1-R0001" in text_of(till, "message")
        drill.hear(s.NetworkReturned())
        drill.queue("zhang")
        till = await settle(pilot)
        assert till.message.id == "till.told.left_unsigned", "good news make nothing good"
        assert "till-1-R0001" in text_of(till, "message")
        drill.hear(s.NetworkFailed())
        till = await settle(pilot)
        assert till.message.id == "till.told.network_failed", "something grave is told"
        drill.hear(s.NetworkReturned())
        till = await settle(pilot)
        assert till.message.id == "till.told.network_returned"
