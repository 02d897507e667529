"""In the stockroom the coach says the way to what it advises; and what was typed is not lost where it is not taken."""

from typing import Any

import pytest
from msgspec import structs

from simulator.drill.bots.steps import Memory
from simulator.drill.bots.stockroom.routine import EXPERIENCED
from simulator.drill.stockroom.guards import held_back
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Decision, name_of
from simulator.kernel.goods import FLOOR, PULLED, Pile, Portion
from simulator.kernel.texts import Lang, Text
from simulator.screens.station.form import Form
from simulator.screens.stockroom.screen import StockScreen
from simulator.screens.stockroom.sheets.drawn import Subject
from tests.screens.backroom import FRESH, LATE, StockApp, StockDrill, settle
from tests.screens.desk import Advice, text_of
from tests.screens.stock_hands import COUNT, DONE, LIST, NARROW, SENT, press

MILK, EGGS = "6901234567892", "6901234500015"
TWO_LOTS = s.DeliveryArrived(
    "D1", "dairy", Text("Riverside Dairy", "临江乳业"), "PO-9", (Portion("milk", 48), Portion("eggs", 30)),
    (Portion("milk", 56), Portion("eggs", 30)),
    piles=(
        Pile("milk", 3, 12, 8, "C1", LATE), Pile("milk", 1, 12, 0, "C2", FRESH), Pile("eggs", 3, 10, 0, "", FRESH),
    ),
)  # fmt: skip
HELP = {"help": "", "menu": ""}


class Guarded:
    """The coach's guards alone."""

    def stops(self, station: Any, entry: Entry, decision: Decision) -> s.CoachStopped | None:
        why = held_back(station, entry.what, decision.facts)  # type: ignore[arg-type]  # a command
        return s.CoachStopped(name_of(entry.what), reason=why.reason, given=why.given) if why else None


@pytest.fixture
def drill() -> StockDrill:
    drill = StockDrill("coach")
    drill.session.coach = Guarded()
    return drill


def advise(drill: StockDrill, command: Any) -> None:
    drill.next_advice = Advice(command, "stock.told.welcome", HELP)


def advice_of(room: StockScreen) -> str:
    """What the coach says, without the breaks between its lines."""
    lines = [line.strip() for line in text_of(room, "advice").splitlines()]
    return " ".join(" ".join(lines).split()).replace("“ ", "“")


def form_of(app: Any) -> Form:
    assert isinstance(app.screen, Form)
    return app.screen


async def test_a_number_is_about_the_goods_that_the_coach_sent_somebody_to(drill: StockDrill) -> None:
    """The key looks at what the coach points at; the number went to the row of the cursor, and was wrong there."""
    drill.hear(COUNT)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        room = await press(pilot, "number_sign", "1")
        assert room.sheet.has_focus
        advise(drill, c.LookAtPlace(FLOOR, "soy"))
        room.advise()
        await press(pilot, "f7")
        assert drill.last(c.LookAtPlace) == c.LookAtPlace(FLOOR, "soy")
        await press(pilot, "5", "enter")
        assert [line[:2] for line in room.counting.entered] == [("soy", 5)]


async def test_who_looks_at_what_the_shelves_lack_reads_how_they_are_filled(drill: StockDrill) -> None:
    drill.next_advice = Advice(None, "advice.wait_or_refill", {"n": "1"})
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        assert f"press {room.key_label('show_empty_shelves')}" in advice_of(room)
        room = await press(pilot, "f17")
        assert room.subject == Subject("empty_shelves")
        assert f"{room.title_of('pick_stock')}: press {room.key_label('pick_stock')}." in advice_of(room)


@pytest.mark.parametrize("key", ["space", "f5", "enter"])
async def test_scanning_the_pile_and_receiving_it_are_one(drill: StockDrill, key: str) -> None:
    drill.hear(TWO_LOTS)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f4", "1", "down", key)
        assert form_of(pilot.app).texts == {"quantity": "", "lot": "C2", "expiry": FRESH, "verdict": "accepted"}


@pytest.mark.parametrize(
    ("sku", "lot", "expiry", "why"),
    [
        ("milk", "", "", "lot_and_date_missing"),
        ("milk", "", LATE, "lot_missing"),
        ("milk", "C1", "", "date_missing"),
        ("milk", "C1", FRESH, "date_misread"),
        ("milk", "C9", LATE, "lot_misread"),
        ("eggs", "", "", "date_missing"),
        ("eggs", "E9", FRESH, "lot_misread"),
        ("milk", "C1", LATE, ""),
        ("eggs", "", FRESH, ""),
    ],
)
def test_what_was_left_out_is_told_apart_from_what_was_read_wrong(
    drill: StockDrill, sku: str, lot: str, expiry: str, why: str
) -> None:
    drill.hear(TWO_LOTS)
    drill.session.submit(c.StartReceiving("PO-9", "D1"))
    drill.session.submit(c.ReceiveGoods(sku, 12, lot, expiry))
    stopped = drill.last(s.CoachStopped)
    assert (stopped.reason if stopped else "") == (f"held.{why}" if why else "")
    assert (drill.last(f.GoodsReceived) is None) == bool(why)


@pytest.mark.parametrize(("lang", "said", "row"), [("en", "lot number", "“Lot”"), ("zh", "没有录批号", "“批号”")])
async def test_a_lot_that_is_missing_is_asked_for_and_all_else_is_kept(
    drill: StockDrill, lang: Lang, said: str, row: str
) -> None:
    drill.hear(TWO_LOTS)
    app = StockApp(drill, lang)
    async with app.run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        await press(pilot, "f4", "1")
        advise(drill, c.ReceiveGoods(MILK, 44, "C1", LATE))
        room.take_scan(MILK, 0.0, "serial")  # its code alone: a scanner reads no lot off it
        await press(pilot, "4", "4", "down", "down", *LATE.replace("-", ""), *DONE)
        form = form_of(app)
        assert (form.texts["quantity"], form.texts["expiry"]) == ("44", LATE), "not typed for nothing"
        assert form.rows.cursor == ("option", "lot")
        assert said in advice_of(room)
        assert row in advice_of(room), "and how it is put right: it is chosen, no letter need be typed"
        await press(pilot, "right", *DONE)
        assert drill.last(f.GoodsReceived).as_printed
        assert drill.last(c.ReceiveGoods) == c.ReceiveGoods(MILK, 44, "C1", LATE)
        assert room.kept is None
        await press(pilot, "home", "f5")
        assert form_of(app).texts["quantity"] == "", "the next form is a new one"


async def test_a_hint_in_a_form_leads_through_its_rows() -> None:
    drill = StockDrill()
    drill.hear(TWO_LOTS)
    app = StockApp(drill)
    async with app.run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        await press(pilot, "f4", "1")
        room.take_scan(MILK, 0.0, "serial")
        await settle(pilot)
        form = form_of(app)
        advise(drill, c.ReceiveGoods(MILK, 44, "C1", LATE))
        await press(pilot, "f10")
        assert form_of(app) is form, "it is still there, with all that was typed"
        assert "type 44" in advice_of(room)
        assert form.rows.advised == "quantity"
        assert form.query_one("#box").region.bottom <= room.query_one("#advice").region.y
        assert drill.last(s.HintShown) is not None


async def test_what_cannot_be_put_right_in_the_form_is_kept_until_it_is_opened_again() -> None:
    drill = StockDrill()
    drill.hear(TWO_LOTS)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        await press(pilot, "f4", "1")
        drill.hear(s.DriverLeft("D1"))
        await press(pilot, "f6", "8", "down", "down", "down", "1", *DONE)
        assert drill.last(f.Refused).reason == "refused.driver_gone"
        assert room.app.screen is room
        await press(pilot, "f6")
        assert form_of(pilot.app).texts["quantity"] == "8"


async def test_the_coach_leads_through_a_form_row_by_row(drill: StockDrill) -> None:
    drill.hear(TWO_LOTS)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        await press(pilot, "f4", "1")
        advise(drill, c.RejectGoods(MILK, 3, "damaged", "C1"))
        drill.hear(COUNT)
        await settle(pilot)
        await press(pilot, "f6")
        assert "In the row “How many” type 3, then Enter." in advice_of(room)
        await press(pilot, "3")
        assert "With ↑ ↓ to the row “Verdict”, choose “back: damaged” with ← →." in advice_of(room)
        assert form_of(pilot.app).rows.advised == "verdict"
        await press(pilot, "down", "down", "down", "1")
        assert "All that is needed is filled in: Enter down to “Done”, and Enter once more." in advice_of(room)
        await press(pilot, "enter")
        assert "All that is needed is filled in: press Enter." in advice_of(room)


@pytest.mark.parametrize(
    ("lang", "chosen", "choose", "go"),
    [
        ("en", "Press F5.", "Choose Yishui Whole Milk 1 L with ↑ ↓, then press F5.", "Tab to the goods on the left,"),
        ("zh", "按 F5。", "用 ↑ ↓ 选中伊水纯牛奶 1L，再按 F5。", "按 Tab 到左边的货，用 ↑ ↓ 选中"),
    ],
)  # fmt: skip
async def test_the_pile_that_is_advised_is_named_with_the_way_to_it(
    drill: StockDrill, lang: Lang, chosen: str, choose: str, go: str
) -> None:
    drill.hear(TWO_LOTS)
    async with StockApp(drill, lang).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        await press(pilot, "f4", "1")
        advise(drill, c.ReceiveGoods(MILK, 44, "C1", LATE))
        drill.hear(COUNT)
        room = await press(pilot)
        assert advice_of(room).endswith(chosen)
        assert choose not in advice_of(room)
        await press(pilot, "down")
        assert choose in advice_of(room), "another lot of the same milk"
        room.set_focus(room.sheet)
        room.sheet.choose(next(hit for row in room.sheet.hits() for hit in row if hit[1].startswith("eggs")))
        room.speak()
        assert go in advice_of(room)


async def test_what_has_no_key_is_in_the_menu_and_what_goes_by_number_is_typed(drill: StockDrill) -> None:
    drill.hear(COUNT)
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        advise(drill, c.CancelReceipt())
        drill.hear(SENT)
        room = await press(pilot)
        assert "Press F9 and choose “Give receipt up”." in advice_of(room)
        drill.session.submit(c.StartCount(FLOOR, ("milk", "eggs", "soy")))
        count = drill.last(f.CountStarted).count
        advise(drill, c.CountItem(count, EGGS, 8))
        room = await press(pilot, "f13")
        assert "Type 8, then press Enter." in advice_of(room), "its row is the one that the coach has marked"
        await press(pilot, "home", "down", "down")
        assert "with ↑ ↓, then type 8, then press Enter." in advice_of(room)


async def test_what_comes_is_counted_at_its_pile(drill: StockDrill) -> None:
    drill.hear(SENT)
    goods = (Portion("soy", 10),)
    advise(drill, c.ReceiveTransfer("TR-77", goods))
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await press(pilot, "less_than_sign")
        assert advice_of(room).endswith("Type 10, then press Enter.")
        await press(pilot, "1", "0", "enter")
        assert advice_of(room).endswith("Press F8."), "the key that finishes what lies there"
        await press(pilot, "f8")
        assert drill.last(c.ReceiveTransfer) == c.ReceiveTransfer("TR-77", goods)


async def test_what_was_sent_back_is_in_sight_no_more() -> None:
    drill = StockDrill()
    drill.session.submit(c.PullStock("milk", 3, FLOOR, "A1"))
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        drill.seconds += 1
        room.submit(c.LookAtPlace(PULLED, "milk"))
        drill.seconds += 1
        room.submit(c.ReturnToSupplier("milk", 2, "A1"))
        await press(pilot)
        assert [hit[1].split("|")[:2] for row in room.here.hits() for hit in row] == [["milk", "A1"]]
        assert "1  lot A1" in " ".join(text_of(room, "here").splitlines())
        drill.seconds += 1
        room.submit(c.ReturnToSupplier("milk", 1, "A1"))
        await press(pilot)
        assert not [hit for row in room.here.hits() for hit in row]
        assert "Nothing stands in its spot" in text_of(room, "here")


async def test_the_middle_says_what_the_coach_says(drill: StockDrill) -> None:
    drill.hear(COUNT)
    advise(drill, c.StartCount(FLOOR, ("milk", "eggs", "soy")))
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        assert "Count: Press #." in " ".join(text_of(room, "sheet").split())
        assert "Scan an item to see its stock" not in text_of(room, "sheet")


def test_nothing_is_advised_of_goods_that_nobody_looked_behind(drill: StockDrill) -> None:
    """Who goes there by a key looks at what stands in front first: that is no figure yet."""
    behind = c.LookAtPlace(FLOOR, "milk", True)
    drill.session.submit(c.StartCount(FLOOR, ("milk",)))
    drill.session.submit(c.LookAtPlace(FLOOR, "milk"))
    assert EXPERIENCED.advise(drill.session.seen, Memory()).command == behind  # type: ignore[arg-type]  # a stockroom's
    drill.session.submit(behind)
    count = EXPERIENCED.advise(drill.session.seen, Memory()).command  # type: ignore[arg-type]
    assert isinstance(count, c.CountItem)
    drill.session.submit(c.CancelCount(count.count))
    drill.hear(
        s.TaskGiven("T5", "clear_up", Text("Why?", "为何？"), FLOOR, ("milk",)),
        s.TaskGiven("T6", "other", Text("Miscounted.", "数错了。"), skus=("milk",), cause="miscounted"),
    )
    known = Memory(noted={f"stock {MILK}": 0, f"movements {MILK}": 0})
    drill.session.submit(c.LookAtPlace(FLOOR, "milk"))
    assert EXPERIENCED.advise(drill.session.seen, known).command == behind  # type: ignore[arg-type]


async def test_a_row_of_another_list_begins_with_that_list(drill: StockDrill) -> None:
    other = structs.replace(LIST, list="LS-2", name=Text("Dry Goods", "干货行"))
    drill.hear(LIST, other)
    advise(drill, c.DecideRow("LS-2", 2, "take"))
    async with StockApp(drill).run_test(size=NARROW) as pilot:
        room = await settle(pilot)
        assert room.subject.id == "LS-1"
        assert "Tab to TO DO, choose Dry Goods with ↑ ↓, then press Enter." in advice_of(room)
        assert "➤Dry Goods" in text_of(room, "tasks")
        room.show(Subject("list", "LS-2"))
        room.advise()
        room.speak()
        assert advice_of(room).endswith("Press F5.")
        await press(pilot, "f5", "5")  # to mend what is right: not what the coach means
        assert advice_of(room).endswith("Esc goes back first.")
