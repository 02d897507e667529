"""What a stock clerk who plays by the screen alone stumbled over: said where it is needed, about the right goods."""

import pytest
from textual.pilot import Pilot

from simulator.drill.bots.steps import Memory
from simulator.drill.bots.stockroom import moving
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.goods import BACK, DOCK, FLOOR, PULLED, Pile, Portion
from simulator.kernel.texts import Text
from simulator.screens.station.form import Form
from simulator.stock.view import StockView
from tests.screens.backroom import LATE, StockApp, StockDrill, settle
from tests.screens.desk import Advice, text_of
from tests.screens.stock_hands import DONE, NARROW, TWO_SENT, WIDE, press

GLASS = s.RecallNoticed("N7", "milk", "A1", Text("Glass was found in it.", "发现玻璃碎屑。"))
WANTED = s.TaskGiven(
    "T9", "send", Text("Please send us what the list says.", "麻烦按清单调给我们。"), store="west",
    goods=(Portion("milk", 6),),
)  # fmt: skip
HELP = {"help": "", "menu": ""}


@pytest.fixture
def drill() -> StockDrill:
    return StockDrill()


def short(drill: StockDrill) -> None:
    """One transfer came short and was asked about and answered; one that was sent came short there, unasked."""
    drill.hear(TWO_SENT)
    drill.session.submit(c.ReceiveTransfer("TR-78", (Portion("soy", 12), Portion("milk", 5))))
    drill.session.submit(c.SendTransfer("west", (Portion("milk", 6),)))
    drill.hear(s.TransferAnswered("TR-0001", (Portion("milk", 4),)))
    drill.session.submit(c.AskStore("TR-78"))
    drill.hear(s.StoreAnswered("TR-78", "damaged", Text("It was crushed.", "压坏了。")))


async def test_a_recall_says_what_is_wrong_with_the_lot(drill: StockDrill) -> None:
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        await settle(pilot)
        drill.hear(GLASS)
        room = await press(pilot)
        assert "Glass was found in it." in text_of(room, "message")
        await press(pilot, "ctrl+k", "enter")
        assert "Glass was found in it." in text_of(room, "sheet")


async def test_what_was_pulled_is_sent_back_from_where_the_recall_lies(drill: StockDrill) -> None:
    drill.hear(GLASS)
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        room = await settle(pilot)
        room.take_scan("6901234567915", 0.0, "serial")  # something else is in hand
        await press(pilot, "ctrl+k", "enter", "f7")
        assert room.app.screen.rows.cursor == ("option", f"spot:{FLOOR}"), "where the row says that it lies"
        await press(pilot, "enter")
        assert room.focused is room.here, "what is done next is done with what is seen there"
        await press(pilot, "left_square_bracket", "1", "0", "enter", "enter", "enter", "enter")
        assert drill.last(c.PullStock) == c.PullStock("milk", 10, FLOOR, "A1")
        assert "Ctrl+G" in text_of(room, "sheet"), "nothing is left by the books: how it goes on"
        await press(pilot, "ctrl+g")
        assert drill.last(f.RecallClosed) is not None
        assert "Ctrl+R" in text_of(room, "sheet")
        await press(pilot, "ctrl+r", "1", "0", "enter", "enter", "enter")
        assert drill.last(c.ReturnToSupplier) == c.ReturnToSupplier("milk", 10, "A1")


async def test_of_a_recall_one_goes_where_something_is_left(drill: StockDrill) -> None:
    """One stands before the place that was just emptied, and the row in hand is still one of there."""
    drill.hear(GLASS)
    drill.session.submit(c.PutAway("milk", 4, BACK, "A1", FLOOR))
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        room = await settle(pilot)
        await press(pilot, "ctrl+k", "enter")
        room.submit(c.LookAtPlace(FLOOR, "milk", True))
        await press(pilot, "left_square_bracket", "6", "enter", "enter", "enter", "enter")
        await press(pilot, "f7")
        assert room.app.screen.rows.cursor == ("option", f"spot:{BACK}")


async def test_what_lies_in_quarantine_is_in_sight(drill: StockDrill) -> None:
    drill.session.submit(c.PullStock("milk", 3, FLOOR, "A1"))
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        assert "In quarantine by the books" in text_of(room, "sheet")
        drill.session.submit(c.LookAtPlace(PULLED))
        seen = drill.last(f.PlaceSeen)
        assert [(pile.sku, pile.quantity) for pile in seen.piles] == [("milk", 3)]


async def test_who_wants_goods_is_said_and_the_coach_points_at_their_list() -> None:
    drill = StockDrill("coach")
    drill.hear(WANTED)
    drill.next_advice = Advice(c.SendTransfer("west", (Portion("milk", 6),)), "stock.told.welcome", HELP)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        assert "West Street: Please send" in text_of(room, "tasks")
        await press(pilot, "greater_than_sign")
        rows = room.app.screen.rows
        assert rows.advised == rows.options[0].value == "task:T9"
        await press(pilot, "1")
        assert room.coach.action == "send_transfer", "all that they want stands there"
        assert "order" not in text_of(room, "footer").lower()


async def test_the_coach_points_at_what_is_not_counted_and_forgets_what_was_mended() -> None:
    drill = StockDrill("coach")
    drill.hear(TWO_SENT)
    whole = (Portion("soy", 10), Portion("milk", 8))
    drill.next_advice = Advice(c.ReceiveTransfer("TR-78", whole), "stock.told.welcome", HELP)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await press(pilot, "less_than_sign")
        assert (room.coach.action, room.coach.entry, room.coach.unwritten) == ("", True, "soy")
        room.coach.stop(s.CoachStopped("receive_transfer", reason="stock.told.time_up"), ())
        await press(pilot, "1", "0", "enter")
        assert not room.coach.stopped.id
        assert room.coach.unwritten == "milk"
        await press(pilot, "8", "enter")
        assert (room.coach.action, room.coach.entry) == ("receive_transfer", False)


async def test_of_several_transfers_each_says_whose_it_is_and_how_far(drill: StockDrill) -> None:
    short(drill)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await press(pilot, "ctrl+e")
        assert room.subject.id == "TR-78", "nobody has asked about the other one"
        assert "It was crushed." in text_of(room, "sheet"), "what they answered lies there while the reason is chosen"
        await press(pilot, "escape", "@")
        assert drill.last(c.AskStore) == c.AskStore("TR-0001"), "about the first they were asked"
        drill.hear(s.StoreAnswered("TR-0001", "lost", Text("It never came.", "没到。")))
        await press(pilot, "ctrl+e")
        rows = room.app.screen.rows
        assert [option.value for option in rows.options] == ["TR-78", "TR-0001"]
        told = text_of(room.app.screen, "rows")
        assert ("West Street" in told, "answered" in told) == (True, True)


async def test_goods_without_a_lot_are_not_given_one(drill: StockDrill) -> None:
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        room = await settle(pilot)
        room.submit(c.PutAway("soy", 1, FLOOR, "", BACK))
        await settle(pilot)
        assert "lot" not in text_of(room, "message")
        room.submit(c.PutAway("milk", 1, BACK, "A1", FLOOR))
        await settle(pilot)
        assert "lot A1" in text_of(room, "message")


async def test_what_was_looked_up_last_is_meant_and_not_what_the_cursor_was_left_on(drill: StockDrill) -> None:
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        room.submit(c.LookAtPlace(BACK, "milk"))
        room = await press(pilot)
        assert room.target.sku == "milk", "it lies under the cursor"
        room.scanned("soy")
        room = await press(pilot)
        assert room.target.sku == "soy"
        room.submit(c.LookAtPlace(BACK, "milk"))
        room = await press(pilot)
        assert room.target.sku == "milk", "and what was gone to since"


async def test_the_key_that_the_coach_points_at_is_about_its_item_though_the_cursor_was_left_on_another() -> None:
    drill = StockDrill("coach")
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        room.submit(c.LookAtPlace(BACK, "milk"))
        await press(pilot)
        drill.next_advice = Advice(c.ShowMovements("soy"), "stock.told.welcome", HELP)
        room.advise()
        await press(pilot, "colon")
        assert drill.last(f.MovementsShown).sku == "soy"


async def test_what_waits_on_the_dock_is_put_away_whatever_is_still_in_hand(drill: StockDrill) -> None:
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        room.scanned("soy")
        await press(pilot)
        room.set_focus(room.tasks)
        room.run("put_away")
        await settle(pilot)
        await press(pilot, *"20", "enter", "enter", "enter", "enter", "enter")
        assert drill.last(c.PutAway) == c.PutAway("eggs", 20, BACK, "E2", DOCK)


async def test_goods_are_written_off_where_they_were_just_looked_at(drill: StockDrill) -> None:
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        room.submit(c.LookAtPlace(BACK, "soy"))
        await press(pilot)
        room.scanned("soy")
        room.run("write_off")
        await settle(pilot)
        await press(pilot, "2", "enter", "enter", "enter", "right", "enter", "enter")
        written = drill.last(c.WriteOff)
        assert (written.sku, written.quantity, written.place) == ("soy", 2, BACK)


DELIVERED = s.DeliveryArrived(
    "D1", "dairy", Text("Riverside Dairy", "临江乳业"), "PO-9", (Portion("milk", 48), Portion("eggs", 30)),
    piles=(
        Pile("milk", 3, 12, 8, "C1", LATE),
        Pile("milk", 0, 1, 4, "C1", LATE, "damaged"),
        Pile("eggs", 3, 10, 0, "E3", LATE),
    ),
)  # fmt: skip


async def before_the_first_pile(pilot: Pilot[None]) -> None:
    """At the dock, where the receipt is begun."""
    room = await press(pilot, "f4", "1")
    room.here.choose(next(hit for row in room.here.hits() for hit in row if hit[0] == "ware"))


async def test_what_is_counted_stays_in_sight_behind_the_form(drill: StockDrill) -> None:
    drill.hear(DELIVERED)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        await before_the_first_pile(pilot)
        room.set_focus(room.tasks)  # no goods stand there
        await press(pilot, "f5")
        form = pilot.app.screen
        assert isinstance(form, Form), "at the dock nothing need be looked up"
        shown = " ".join("".join(span.text for span in line).strip() for line in form.rows.shown)
        assert "3 × 12 + 8; 4 damaged" in shown, "as it stands there; the sum is the clerk's"
        await press(pilot, "4", "4", *DONE)
        assert drill.last(c.ReceiveGoods) == c.ReceiveGoods("6901234567892", 44, "C1", LATE)


async def test_what_is_counted_is_written_as_chinese_is(drill: StockDrill) -> None:
    drill.hear(DELIVERED)
    async with StockApp(drill, "zh").run_test(size=NARROW) as pilot:
        await settle(pilot)
        await before_the_first_pile(pilot)
        await press(pilot, "f5")
        form = pilot.app.screen
        assert isinstance(form, Form)
        shown = " ".join("".join(span.text for span in line).strip() for line in form.rows.shown)
        assert "现场堆放：3 箱 × 12 + 8；4 破损" in shown


async def test_a_form_says_what_it_still_lacks(drill: StockDrill) -> None:
    drill.hear(DELIVERED)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await before_the_first_pile(pilot)
        await press(pilot, "f6", "4", *DONE)
        shown = " ".join("".join(span.text for span in line) for line in pilot.app.screen.rows.shown)
        assert "← → or a digit" in shown


async def test_goods_that_went_back_are_not_to_be_put_away(drill: StockDrill) -> None:
    drill.hear(DELIVERED)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        drill.session.submit(c.StartReceiving("PO-9", "D1"))
        drill.session.submit(c.ReceiveGoods("milk", 44, "C1", LATE))
        drill.session.submit(c.RejectGoods("eggs", 30, "wrong_goods", "E3"))
        drill.session.submit(c.PostReceipt())
        await press(pilot)
        assert "items: 1." in text_of(room, "message")


async def test_what_is_received_is_the_pile_that_one_stands_before_with_its_lot(drill: StockDrill) -> None:
    drill.hear(DELIVERED)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        room.set_focus(room.sheet)
        await press(pilot, "f4", "1")
        assert room.focused is room.here, "from elsewhere a form has no lot, and Enter passes over it"
        await press(pilot, "f5", "4", "4", *DONE)
        assert drill.last(c.ReceiveGoods).lot == "C1"
        room.submit(c.ReceiveGoods("milk", 1))
        await press(pilot)
        assert "without a lot" in text_of(room, "message")


async def test_of_a_receipt_it_is_asked_which_line_is_taken_back(drill: StockDrill) -> None:
    """The cursor stands on the goods at the dock or on an item: neither is a line, and neither is a dead end."""
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        drill.deliver()
        drill.session.submit(c.StartReceiving("PO-9", "D1"))
        await press(pilot, "delete")
        drill.session.submit(c.ReceiveGoods("6901234567892", 4, "C9", LATE))
        room = await press(pilot)
        await press(pilot, "delete")
        assert drill.last(c.UndoReceived) == c.UndoReceived(1), "the only one"
        drill.session.submit(c.ReceiveGoods("6901234567892", 4, "C9", LATE))
        drill.session.submit(c.RejectGoods("6901234567892", 2, "damaged"))
        await press(pilot, "delete")
        asked = room.app.screen
        assert [option.value for option in asked.rows.options] == ["2", "3"]
        assert "damaged" in asked.rows.options[1].detail(room.words)
        await press(pilot, "2")
        assert drill.last(c.UndoReceived) == c.UndoReceived(3)


async def test_a_form_about_something_else_than_the_coach_speaks_of_says_so() -> None:
    drill = StockDrill("coach")
    short(drill)
    drill.next_advice = Advice(c.SettleTransfer("TR-78", "damaged"), "advice.settle_transfer", {"transfer": "TR-78"})
    async with StockApp(drill).run_test(size=WIDE) as pilot:
        room = await settle(pilot)
        room.take_scan(room.view.item("soy").codes[0], 0.0, "serial")
        room = await press(pilot, "slash")
        assert isinstance(room.app.screen, Form)
        assert "Esc goes back first" in text_of(room, "advice").replace("\n", " ")


def test_what_was_refused_or_held_back_or_taken_back_is_still_to_be_done(drill: StockDrill) -> None:
    """The coach reckoned that it was done, and led on to something else."""
    drill.hear(WANTED)
    memory, view = Memory(), drill.session.seen
    assert isinstance(view, StockView)
    wanted = moving.send(view, memory)
    assert wanted is not None
    assert wanted.command is not None
    drill.session.submit(too_many := c.SendTransfer("west", (Portion("milk", 99),)))
    memory.did(too_many, 1000)
    assert moving.send(view, memory) == wanted
    memory.did(wanted.command, 1500)  # nothing else was refused
    assert moving.send(view, memory) is None, "the very same is not tried without end"
    short(drill)
    asked, right = c.AskStore("TR-0001"), c.SettleTransfer("TR-78", "damaged")
    drill.session.submit(asked)
    for given, still in [
        (c.SettleTransfer("TR-78", "lost"), right),  # a coach holds it back
        (right, None),
        (c.CancelAuthorization(), right),
    ]:
        memory.did(given, 2000)
        advice = moving.follow_up(view, memory)
        assert (advice.command if advice else None) == still
