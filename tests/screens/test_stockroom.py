"""The stockroom's screen: by keys alone and by mouse alone."""

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Command
from simulator.kernel.goods import BACK, DOCK, FLOOR, Portion
from simulator.stock.engine import OPERATIONS
from tests.screens.backroom import CRATE, FRESH, LATE, StockApp, StockDrill, settle
from tests.screens.desk import EGGS, Advice, text_of
from tests.screens.stock_hands import COUNT, DONE, LIST, NARROW, SENT, TWO_SENT, WIDE, click, press


@pytest.fixture
def drill() -> StockDrill:
    return StockDrill()


# --- by keys ---------------------------------------------------------------------------------------------------------


async def test_a_delivery_is_received_by_keys(drill: StockDrill) -> None:
    drill.deliver()
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        room = await press(pilot, "f4", "1")
        assert drill.last(c.StartReceiving) == c.StartReceiving("PO-9", "D1")
        assert room.subject.kind == "receipt"
        await press(pilot, "enter", "3", "6", "enter", "enter", "enter", "enter", "enter")
        assert drill.last(c.ReceiveGoods) == c.ReceiveGoods("6901234567892", 36, "C3", FRESH)
        room.take_scan(EGGS, 0.0, "serial")
        await settle(pilot)
        await press(pilot, "3", "enter", "down", "down", "2", "enter", "enter")
        rejected = drill.last(f.GoodsRejected)
        assert (rejected.sku, rejected.quantity, rejected.reason, rejected.reason_true) == ("eggs", 3, "damaged", True)
        room = await press(pilot, "f8")
        assert "missing" in text_of(room.app.screen, "rows")
        room = await press(pilot, "1")
        assert not drill.last(c.PostReceipt).final
        assert room.message.id == "stock.told.receipt_posted"
        assert room.subject.kind == "overview"


async def test_a_quantity_before_the_scan_is_that_of_the_item(drill: StockDrill) -> None:
    drill.deliver()
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f4", "1", "3", "asterisk")
        room = await settle(pilot)
        assert "3 ×" in text_of(room, "entry")
        room.take_scan(CRATE, 0.0, "serial")
        await settle(pilot)
        await press(pilot, *"C3", "down", *"270115", "down", "down", "enter")
        line = drill.last(f.GoodsReceived)
        assert (line.sku, line.quantity, line.lot) == ("milk", 36, "C3"), "a pack counts as the pieces in it"


async def test_what_cannot_be_read_is_not_submitted(drill: StockDrill) -> None:
    drill.deliver()
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f4", "1", "enter", "3", "down", "down", *"271340", "down", "down", "enter")
        assert "no date" in text_of(pilot.app.screen, "rows")
        await press(pilot, "escape")
        assert drill.last(c.ReceiveGoods) is None


async def test_a_torn_label_cannot_be_scanned(drill: StockDrill) -> None:
    drill.deliver()
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        room = await press(pilot, "f4", "1", "down", "enter")
        assert room.message.id == "stock.torn_label"


async def test_in_the_dark_only_a_torch_helps(drill: StockDrill) -> None:
    drill.deliver()
    drill.hear(s.PowerFailed())
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        screen = await settle(pilot)
        assert "No power" in text_of(screen, "sheet")
        assert "PO-9" not in text_of(screen, "sheet")
        assert screen.why_not("start_receiving") == "refused.stockroom_dark"
        assert screen.why_not("look_at_place") == ""
        drill.hear(s.PowerReturned())
        screen.tick()
        await settle(pilot)
        assert "No power" not in text_of(screen, "sheet")
        assert screen.message.id == "stock.told.power_returned"


async def test_a_blind_count_shows_nothing_of_the_books(drill: StockDrill) -> None:
    drill.hear(COUNT, s.RecallNoticed("N1", "milk", "A1"))
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        room = await press(pilot, "number_sign", "1")
        assert room.counting is not None
        await press(pilot, "f7")
        assert drill.last(c.LookAtPlace) == c.LookAtPlace(FLOOR, "eggs")
        await press(pilot, "8", "enter", "5", "enter")
        assert [line[:2] for line in room.counting.entered] == [("eggs", 8), ("soy", 5)]
        await press(pilot, "ctrl+k", "1", "f14")
        milk = [line.split() for line in text_of(room, "sheet").splitlines() if "Milk" in line]
        assert [line[-2] for line in milk] == ["?"], "what should lie there"
        assert [line.split()[-1] for line in text_of(room, "tasks").splitlines() if "Recall" in line] == ["?"]
        room.take_scan(EGGS, 0.0, "serial")
        room = await settle(pilot)
        assert room.message.id == "refused.blind_count"
        await press(pilot, "f13", "down", "down", "9", "enter", "f8")
        assert room.message.id == "refused.recount_first"
        await press(pilot, "9", "enter", "f8")
        assert drill.last(f.CountPosted).off == 1
        assert "█" in text_of(room, "sheet"), "a loss has its bar"


async def test_a_misread_code_does_not_take_the_line_that_is_counted_away(drill: StockDrill) -> None:
    drill.hear(COUNT)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "number_sign", "1", *"123456789", "enter")
        assert drill.last(f.Refused) is not None, "no code of the shop"
        await press(pilot, "f7")
        assert drill.last(c.LookAtPlace) == c.LookAtPlace(FLOOR, "eggs")


async def test_a_transfer_is_counted_and_asked_about(drill: StockDrill) -> None:
    drill.hear(SENT)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "less_than_sign")
        await press(pilot, "1", "0", "enter", "f8")
        assert drill.last(c.ReceiveTransfer).goods == (Portion("soy", 10),)
        await press(pilot, "@", "ctrl+e", "1")
        assert drill.last(c.SettleTransfer) == c.SettleTransfer("TR-77", "lost")


async def test_what_is_on_the_note_and_was_not_counted_is_asked_about(drill: StockDrill) -> None:
    drill.hear(TWO_SENT)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        await press(pilot, "less_than_sign", "1", "0", "enter", "f8", "1")
        assert drill.last(c.ReceiveTransfer) is None, "nothing is missing before somebody said so"
        assert room.sheet.cursor[1].startswith("milk|"), "who goes down the rows goes on to the next"
        await press(pilot, "f8", "2")
        assert drill.last(c.ReceiveTransfer).goods == (Portion("soy", 10),)


async def test_goods_are_sent_and_ordered_line_by_line(drill: StockDrill) -> None:
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        await press(pilot, "greater_than_sign", "1")
        room.take_scan("6901234567892", 0.0, "serial")
        await settle(pilot)
        await press(pilot, "6", "enter", "f8")
        assert drill.last(c.SendTransfer) == c.SendTransfer("west", (Portion("milk", 6),))
        room = await press(pilot, "ctrl+b", "2")
        room.take_scan("6901234567892", 0.0, "serial")
        await settle(pilot)
        await press(pilot, "2", "4", "enter", "f8")
        assert drill.last(c.OrderGoods) == c.OrderGoods("dairy", (Portion("milk", 24),))


CARE: dict[str, tuple[tuple[str, ...], Command]] = {
    "slash": (("4", "down", "right", "left", *DONE), c.PutAway("eggs", 4, BACK, "E2", DOCK)),
    "left_square_bracket": (("3", "down", "1", *DONE), c.PullStock("eggs", 3, DOCK, "E2")),
    "minus": (("2", "down", "1", "down", "down", "2", *DONE), c.WriteOff("eggs", 2, DOCK, "damaged", "E2")),
    "ctrl+u": (("1", "down", "2", "down", "down", "down", "2", *DONE), c.AdjustStock("eggs", -2, DOCK, "found", "E2")),
    "dollar_sign": (("9", ".", "5", *DONE), c.MarkDown("eggs", "E2", 950, "near_expiry")),
    "percent_sign": (("9", ".", "5", "down", "2", *DONE), c.ChangePrice("eggs", 950, "competition")),
    "underscore": ((), c.PrintLabels(("eggs",))),
    "colon": ((), c.ShowMovements(EGGS)),
}


@pytest.mark.parametrize("key", CARE)
async def test_what_is_done_with_goods_in_hand(drill: StockDrill, key: str) -> None:
    keys, command = CARE[key]
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        room.take_scan(EGGS, 0.0, "serial")
        await settle(pilot)
        await press(pilot, "tab", "tab")
        room.sheet.focus()
        await press(pilot, key, *keys)
        assert drill.last(type(command)) == command


async def test_above_the_limit_a_supervisor_approves(drill: StockDrill) -> None:
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        room = await settle(pilot)
        room.take_scan(EGGS, 0.0, "serial")
        await settle(pilot)
        room.sheet.focus()
        await press(pilot, "minus", "8", "down", "1", "down", "down", "2", *DONE)
        assert drill.last(f.AuthorizationAsked).operation == "write_off"
        room = await press(pilot, *"8642", "enter")
        assert drill.last(f.StockWrittenOff).quantity == 8
        assert room.message.id == "stock.told.written_off"


async def test_labels_come_out_as_paper(drill: StockDrill) -> None:
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        room = await settle(pilot)
        room.take_scan(EGGS, 0.0, "serial")
        await settle(pilot)
        await press(pilot, "underscore")
        drill.seconds += 10
        room = await settle(pilot)
        assert "13.90" in "".join(text_of(room, "roll").split())


async def test_the_coach_points_at_the_key_and_the_row(drill: StockDrill) -> None:
    drill = StockDrill("coach")
    drill.next_advice = Advice(
        c.MarkDown("milk", "A1", 900, "near_expiry"), "stock.told.welcome", {"help": "", "menu": ""}
    )
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        room = await settle(pilot)
        assert "➤$ Mark down" in text_of(room, "footer")
        await press(pilot, "f14", "escape", "f14")
        assert "➤" in text_of(room, "sheet")


async def test_the_last_pile_is_shown_to_its_end_on_a_small_screen(drill: StockDrill) -> None:
    drill.deliver()
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await press(pilot, "f4", "1")
        assert "C3" in text_of(room, "here")  # what stands there comes into sight with the receipt
        room = await press(pilot, "down", "down", "down")
        assert "damaged" in text_of(room, "here")


async def test_the_coach_points_at_the_lot_that_it_means_and_its_key_is_about_it() -> None:
    drill = StockDrill("coach")
    drill.deliver()
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await press(pilot, "f4", "1")
        advice = Advice(c.ReceiveGoods("milk", 6, "C4", LATE), "stock.told.welcome", {"help": "", "menu": ""})
        drill.next_advice = advice
        drill.hear(COUNT)
        room = await press(pilot)
        marked = [line for line in text_of(room, "here").splitlines() if "➤" in line]
        assert len(marked) == 1
        assert room.target is not None
        assert room.target.lot == "C4"
        await press(pilot, "f5")
        assert "C4" in text_of(pilot.app.screen, "rows")


async def test_the_lot_of_a_recall_can_be_read_on_a_small_screen(drill: StockDrill) -> None:
    drill.hear(s.RecallNoticed("N1", "milk", "L20270103-77"))
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        assert "L20270103-77" in text_of(await settle(pilot), "tasks")


async def test_the_coach_sends_one_there_before_one_looks_behind() -> None:
    drill = StockDrill("coach")
    drill.next_advice = Advice(c.LookAtPlace(BACK, "milk", True), "stock.told.welcome", {"help": "", "menu": ""})
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        room = await settle(pilot)
        assert room.coach.action == "look_at_place"
        assert "➤F7" in text_of(room, "footer")
        await press(pilot, "f7", "enter")
        seen = drill.last(f.PlaceSeen)
        assert (seen.place, seen.sku) == (BACK, "milk")
        room = await press(pilot)
        assert room.coach.action == "look_behind"


async def test_a_rejection_offers_reasons_first(drill: StockDrill) -> None:
    drill.deliver()
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await press(pilot, "f4", "1", "f6", *"3", "enter", "enter", "enter", "right", "enter", "enter")
        assert drill.last(f.GoodsRejected).reason == "damaged"


async def test_what_stands_on_the_dock_by_the_books_is_listed_to_be_put_away(drill: StockDrill) -> None:
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        room = await settle(pilot)
        sheet = text_of(room, "sheet")
        assert "On the dock" in sheet
        assert "20" in sheet
        room.sheet.choose(next(hit for row in room.sheet.hits() for hit in row if hit[0] == "ware"))
        room.set_focus(room.sheet)
        await press(pilot, "slash", *"20", "enter", "enter", "enter", "enter", "enter")
        moved = drill.last(f.StockMoved)
        assert (moved.sku, moved.quantity, moved.lot) == ("eggs", 20, "E2")
        assert "On the dock" not in text_of(await press(pilot), "sheet")


# --- by mouse --------------------------------------------------------------------------------------------------------


async def test_a_delivery_is_received_by_mouse(drill: StockDrill) -> None:
    drill.deliver()
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await click(pilot, "Riverside Dairy")
        await click(pilot, "Order PO-9")
        await click(pilot, "Yishui Whole Milk")
        for key in (" 3 ", " 6 "):
            await click(pilot, key)
        await click(pilot, "Done")
        assert drill.last(c.ReceiveGoods) == c.ReceiveGoods("6901234567892", 36, "C3", FRESH)
        await click(pilot, "Post")
        await click(pilot, "close the order")
        assert drill.last(c.PostReceipt).final


async def test_every_operation_is_in_the_menu(drill: StockDrill) -> None:
    """What has no key, and every other one, can be clicked there."""
    own = {kind.__struct_config__.tag for kind in OPERATIONS} - {"enter_pin", "cancel_authorization"}
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "f9")
        listed = {option.value for option in pilot.app.screen.rows.options}  # type: ignore[attr-defined]
        assert own <= listed


async def test_a_list_is_gone_through_by_mouse(drill: StockDrill) -> None:
    drill.hear(LIST)
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await click(pilot, "2 Milk")
        await click(pilot, "Read the label")
        assert drill.last(c.CheckRow) == c.CheckRow("LS-1", 2, "label")
        assert "6901234567892" in text_of(pilot.app.screen, "sheet")
        await click(pilot, "2 Milk")
        await click(pilot, "Leave it out: this shop")
        room = await click(pilot, "Post list")
        assert room.message.id == "refused.rows_undecided"
        assert drill.last(f.RowDecided).proper == "mend", "in the facts, and on no screen"


async def test_a_row_is_mended_by_what_was_read(drill: StockDrill) -> None:
    drill.hear(LIST)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f5", "1", "f5", "5", "up", "up", "right", "down", "down", "enter")
        decided = drill.last(f.RowDecided)
        assert (decided.decision, decided.code, decided.price) == ("mend", "6901234567892", 1350)
        assert decided.borne_out
        assert decided.looked_up
