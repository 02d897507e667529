"""What the stockroom does, and what it does not do: each refusal once, each right at its limit."""

from dataclasses import replace

import pytest

from roles.model import load
from simulator.drill.rights import rights_at
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event, name_of
from simulator.kernel.goods import BACK, DOCK, FLOOR, PULLED, Portion
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.stock.engine import RIGHTS
from simulator.stock.inquiry import near_expiry, next_lot, to_order, to_pick, unmarked
from simulator.stock.labels import labels
from simulator.stock.rules import StockRules
from simulator.stock.view import StockView
from tests.pos.counter import MILK, SOY
from tests.stock.backroom import BOSS, CHIEF, CLERK, CRATE, LATE, PAST, SHOP, SOON, STOCK, Backroom, reason

NAME = Text("Riverside Dairy", "临江乳业")
MILK_24 = Portion("milk", 24, "C3", LATE)
LIMITS, NEVER = rights_at(load("stock_clerk"), "stockroom")
CLERKS = replace(STOCK, rights=LIMITS, never=NEVER)


@pytest.fixture
def shop() -> Backroom:
    return Backroom()


def only(facts: list[Event]) -> Event:
    (fact,) = facts
    return fact


# --- refusals --------------------------------------------------------------------------------------------------------

ARRIVED = s.DeliveryArrived("D1", "dairy", NAME, "PO-9", (MILK_24,), (MILK_24,))
STARTED = [ARRIVED, c.StartReceiving("PO-9")]
COUNTING = [c.StartCount(FLOOR, ("milk",))]
STOPPED = [c.RecallLot("milk", "A1")]
REFUSALS: list[tuple[list[Event], Event, str]] = [
    ([], c.StartReceiving("PO-9"), "no_delivery"),
    ([ARRIVED], c.StartReceiving("PO-1"), "no_such_order"),
    ([s.DeliveryArrived("D2", "dry", NAME)], c.StartReceiving("PO-9"), "other_supplier"),
    (STARTED, c.StartReceiving(), "receipt_open"),
    ([*STARTED, c.PostReceipt(final=True), ARRIVED], c.StartReceiving("PO-9"), "order_closed"),
    ([ARRIVED], c.ReceiveGoods(MILK, 1), "no_receipt"),
    (STARTED, c.ReceiveGoods(MILK, 0), "stock_quantity"),
    (STARTED, c.ReceiveGoods("6901234599999", 1), "code_check_digit"),
    (STARTED, c.ReceiveGoods(SOY, 6), "not_ordered"),
    (STARTED, c.ReceiveGoods(MILK, 1, "C3", "tomorrow"), "no_date"),
    (STARTED, c.ReceiveGoods(MILK, 1, "A1", LATE), "lot_has_date"),
    (STARTED, c.ReceiveGoods(MILK, 1, "C3", "2026-12-26"), "short_dated"),
    (STARTED, c.ReceiveGoods(MILK, 1, "C3", PAST), "stock_expired"),
    ([*STOPPED, *STARTED], c.ReceiveGoods(MILK, 1, "A1", SOON), "stock_recalled"),
    (STARTED, c.RejectGoods(MILK, 1, "ugly"), "stock_reason"),
    ([*STARTED, s.DriverLeft("D1")], c.RejectGoods(MILK, 1, "damaged"), "driver_gone"),
    (STARTED, c.UndoReceived(1), "no_such_line"),
    (STARTED, c.PostReceipt(), "nothing_received"),
    ([], c.PutAway("milk", 1, FLOOR), "stock_not_there"),
    ([], c.PutAway("milk", 1, DOCK), "same_place"),
    ([], c.PutAway("milk", 1, "cellar"), "stock_place"),
    ([], c.PutAway("crate", 1, FLOOR), "stock_pack"),
    ([], c.PickStock("nothing", 1), "stock_unknown_item"),
    ([], c.PickStock("milk", 2, "B2"), "fefo"),
    (STOPPED, c.PickStock("milk", 2, "A1"), "stock_recalled"),
    (STOPPED, c.PickStock("milk", 25), "stock_unfit"),
    ([], c.PullStock("milk", 1, PULLED), "same_place"),
    ([], c.MarkDown("milk", "C3", 900, "near_expiry"), "lot_not_here"),
    ([], c.MarkDown("milk", "A1", 1280, "near_expiry"), "markdown_price"),
    (STOPPED, c.MarkDown("milk", "A1", 900, "near_expiry"), "stock_recalled"),
    ([], c.WriteOff("milk", 1, FLOOR, "dull"), "stock_reason"),
    ([], c.WriteOff("milk", 11, FLOOR, "damaged"), "stock_not_there"),
    ([], c.WriteOff("milk", 1, FLOOR, "expired", "A1"), "not_expired"),
    ([], c.WriteOff("milk", 1, FLOOR, "recalled", "A1"), "not_recalled"),
    ([], c.AdjustStock("milk", -11, FLOOR, "found"), "stock_not_there"),
    ([], c.AdjustStock("milk", 0, FLOOR, "found"), "stock_quantity"),
    ([], c.ReturnToSupplier("milk", 1), "stock_not_there"),
    ([], c.RecallLot("milk", ""), "no_lot_named"),
    (STOPPED, c.RecallLot("milk", "A1"), "recalled_already"),
    ([], c.CloseRecall("milk", "A1"), "no_recall"),
    (STOPPED, c.CloseRecall("milk", "A1"), "recall_not_done"),
    ([], c.StartCount(FLOOR, ()), "nothing_to_count"),
    (COUNTING, c.StartCount(FLOOR, ("milk", "soy")), "counted_elsewhere"),
    (COUNTING, c.CountItem("CC-0009", MILK, 1), "no_such_count"),
    (COUNTING, c.CountItem("CC-0001", SOY, 1), "not_in_count"),
    (COUNTING, c.PostCount("CC-0001"), "not_counted"),
    ([*COUNTING, c.CountItem("CC-0001", MILK, 7)], c.PostCount("CC-0001"), "recount_first"),
    ([], c.SendTransfer("east", (Portion("milk", 1),)), "no_such_store"),
    ([], c.SendTransfer("west", ()), "nothing_to_send"),
    (STOPPED, c.SendTransfer("west", (Portion("milk", 1, "A1"),)), "stock_recalled"),
    ([], c.ReceiveTransfer("TR-1", ()), "no_such_transfer"),
    ([], c.SettleTransfer("TR-1", "lost"), "no_such_transfer"),
    ([], c.ChangePrice("milk", 1280, "cost"), "shelf_price"),
    ([], c.PrintLabels(()), "label_count"),
    ([], c.OrderGoods("nobody", ()), "no_such_supplier"),
    ([], c.OrderGoods("dairy", ()), "nothing_to_order"),
    ([], c.OrderGoods("dairy", (Portion("soy", 6),)), "not_supplied"),
    ([], c.OrderGoods("dairy", (Portion("milk", 13),)), "not_in_cases"),
    (COUNTING, c.InquireStock(MILK), "blind_count"),
    (COUNTING, c.PullStock("milk", 99, FLOOR), "stock_not_there_blind"),
    (COUNTING, c.ShowMovements(MILK), "blind_count"),
    ([], c.EnterPin(BOSS), "nothing_to_authorize"),
    ([], c.Scan(MILK), "not_in_stockroom"),
    (STARTED, c.CloseStockroom(), "receipt_open"),
    (COUNTING, c.CloseStockroom(), "count_open"),
    (STOPPED, c.CloseStockroom(), "recall_open"),
    ([c.CloseStockroom()], c.InquireStock(MILK), "stockroom_closed"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "command", "why"), REFUSALS, ids=[f"{name_of(r[1])}-{r[2]}" for r in REFUSALS])
def test_it_is_refused_with_the_reason_and_in_words(
    shop: Backroom, before: list[Event], command: Event, why: str
) -> None:
    for event in before:
        assert not reason(shop.do(event)), event
    refused = only(shop.do(command))
    assert isinstance(refused, f.Refused)
    assert (refused.operation, refused.reason) == (name_of(command), f"refused.{why}")
    for lang in ("en", "zh"):
        assert "{" not in Words(lang)(refused.reason, **refused.given)  # type: ignore[arg-type]  # a Lang


# --- rights ----------------------------------------------------------------------------------------------------------

AT_STAKE: list[tuple[list[Event], Event, str]] = [
    ([ARRIVED], c.StartReceiving(), "supervisor"),
    ([*STARTED, c.ReceiveGoods(MILK, 25, "C3", LATE)], c.PostReceipt(), "supervisor"),
    ([], c.MarkDown("milk", "A1", 900, "near_expiry"), "supervisor"),
    ([], c.WriteOff("milk", 8, FLOOR, "damaged"), "supervisor"),
    ([], c.AdjustStock("milk", -3, FLOOR, "miscounted"), "manager"),
    ([*COUNTING, c.CountItem("CC-0001", MILK, 7), c.CountItem("CC-0001", MILK, 7)], c.PostCount("CC-0001"), "manager"),
    ([], c.ChangePrice("milk", 1380, "cost"), "manager"),
    ([], c.OrderGoods("dairy", (Portion("milk", 252),)), "manager"),
]
FREE: list[tuple[list[Event], Event]] = [
    ([ARRIVED], c.StartReceiving("PO-9")),
    ([*STARTED, c.ReceiveGoods(MILK, 24, "C3", LATE)], c.PostReceipt()),
    ([ARRIVED, c.StartReceiving(), c.EnterPin(CHIEF), c.ReceiveGoods(MILK, 24, "C3", LATE)], c.PostReceipt()),
    ([], c.WriteOff("milk", 7, FLOOR, "damaged")),
    ([], c.AdjustStock("milk", -2, FLOOR, "miscounted")),
    ([*COUNTING, c.CountItem("CC-0001", MILK, 10)], c.PostCount("CC-0001")),
    ([], c.OrderGoods("dairy", (Portion("milk", 240),))),
    ([], c.SendTransfer("west", (Portion("milk", 24),))),
]


@pytest.mark.parametrize(("before", "command", "level"), AT_STAKE, ids=[name_of(row[1]) for row in AT_STAKE])
def test_above_the_clerks_limit_somebody_else_decides(before: list[Event], command: Event, level: str) -> None:
    shop = Backroom(CLERKS)
    for event in before:
        assert not reason(shop.do(event)), event
    asked = only(shop.do(command))
    assert isinstance(asked, f.AuthorizationAsked)
    assert (asked.operation, asked.level) == (name_of(command), level)
    assert reason(shop.do(c.InquireStock(MILK))) == "refused.authorization_open"
    assert reason(shop.do(c.EnterPin(CLERK))) == "refused.own_approval"
    assert reason(shop.do(c.EnterPin("c1"))) == "refused.wrong_pin"
    if level == "manager":
        assert reason(shop.do(c.EnterPin(CHIEF))) == "refused.wrong_pin"
    authorized, *followed = shop.do(c.EnterPin(BOSS))
    assert isinstance(authorized, f.Authorized)
    assert followed
    assert not reason(followed)
    assert shop.room.pending is None


@pytest.mark.parametrize(("before", "command"), FREE, ids=[name_of(row[1]) for row in FREE])
def test_up_to_the_limit_the_clerk_decides(before: list[Event], command: Event) -> None:
    shop = Backroom(CLERKS)
    for event in before:
        shop.do(event)
    assert not any(isinstance(fact, f.AuthorizationAsked | f.Refused) for fact in shop.do(command))


def test_every_right_of_the_stockroom_is_in_the_clerks_file() -> None:
    assert set(LIMITS) == set(RIGHTS.values())


def test_what_is_at_stake_when_it_is_approved_is_what_was_asked_for() -> None:
    shop = Backroom(CLERKS)
    for event in (*COUNTING, c.CountItem("CC-0001", MILK, 7), c.CountItem("CC-0001", MILK, 7), c.PostCount("CC-0001")):
        shop.do(event)
    # a till that could not tell sold a piece before the count: less is missing than was asked about
    shop.do(s.GoodsMoved("till-2/1", (Portion("milk", 1),)))
    posted = shop.do(c.EnterPin(BOSS))[1]
    assert isinstance(posted, f.CountPosted)
    assert posted.lines[0].variance == -2
    assert shop.room.of("milk").at(FLOOR) == 7


# --- receiving -------------------------------------------------------------------------------------------------------


def test_a_receipt_says_what_is_short_surplus_rejected_miscounted_and_unsound(shop: Backroom) -> None:
    spoilt = (Portion("milk", 2, "C3", LATE),)
    shop.do(s.DeliveryArrived("D1", "dairy", NAME, "PO-9", (MILK_24,), (Portion("milk", 20, "C3", LATE),), spoilt))
    shop.do(c.StartReceiving("PO-9"))
    shop.do(c.ReceiveGoods(CRATE, 1, "C3", LATE))
    shop.do(c.ReceiveGoods(MILK, 9, "C3", LATE))
    shop.do(c.RejectGoods(MILK, 1, "damaged"))
    posted = only(shop.do(c.PostReceipt()))
    assert isinstance(posted, f.ReceiptPosted)
    assert (posted.lacking, posted.surplus, posted.rejected) == (3, 0, 1)
    assert (posted.miscounted, posted.unsound) == (0, 1), "22 stood there; one of the two damaged ones was accepted"
    assert shop.room.orders["PO-9"].still("milk") == 3
    assert shop.room.of("milk").at(DOCK) == 21


def test_what_this_shop_does_not_know_can_only_be_rejected_as_the_wrong_item(shop: Backroom) -> None:
    for event in STARTED:
        shop.do(event)
    assert reason(shop.do(c.RejectGoods("6900000000052", 12, "damaged"))) == "refused.unknown_code"
    rejected = only(shop.do(c.RejectGoods("6900000000052", 12, "wrong_goods")))
    assert isinstance(rejected, f.GoodsRejected)
    posted = only(shop.do(c.PostReceipt()))
    assert isinstance(posted, f.ReceiptPosted)
    assert [(line.sku, line.rejected, line.lacking) for line in posted.lines] == [
        ("milk", 0, 24),
        ("6900000000052", 12, 0),
    ]


def test_an_order_that_comes_in_parts_costs_what_was_agreed(shop: Backroom) -> None:
    paid = 0
    for pieces in (7, 5, 12):
        shop.do(ARRIVED)
        shop.do(c.StartReceiving("PO-9"))
        shop.do(c.ReceiveGoods(MILK, pieces, "C3", LATE))
        posted = only(shop.do(c.PostReceipt()))
        assert isinstance(posted, f.ReceiptPosted)
        paid += posted.value
    assert paid == 19_201
    assert not shop.room.orders["PO-9"].open


# --- lots ------------------------------------------------------------------------------------------------------------


def test_a_recalled_lot_is_stopped_at_all_tills_and_closed_once_every_piece_is_pulled(shop: Backroom) -> None:
    code = f"]d2010{MILK}17261230" + "10A1"
    shop.sell(code)
    shop.do(s.RecallNoticed("N7", "milk", "A1"))
    recalled, *told = shop.do(c.RecallLot("milk", "A1"))
    assert isinstance(recalled, f.LotRecalled)
    assert (recalled.quantity, recalled.sold, recalled.notice) == (15, 1, "N7")
    assert told == [s.ShopNews((Portion("milk", 0, "A1"),))] * 2
    for till in ("till-1", "till-2"):
        assert reason(shop.at(till, c.Scan(code=code))) == "refused.recalled"
    lot = next_lot(shop.room, "milk")
    assert lot is not None
    assert lot.lot == "B2"
    for place, pieces in ((FLOOR, 9), (BACK, 6)):
        shop.do(c.PullStock("milk", pieces, place, "A1"))
    assert only(shop.do(c.CloseRecall("milk", "A1"))) == f.RecallClosed("milk", "A1", 15, 1)
    assert not reason(shop.do(c.ReturnToSupplier("milk", 15, "A1")))
    assert shop.room.of("milk").at(PULLED) == 0


def test_a_pack_of_a_recalled_lot_is_stopped_too(shop: Backroom) -> None:
    shop.do(c.RecallLot("milk", "A1"))
    assert reason(shop.at("till-1", c.Scan(code=f"]d2010{CRATE}17261230" + "10A1"))) == "refused.recalled"


def test_what_is_recalled_while_it_lies_in_a_basket_is_not_paid_for(shop: Backroom) -> None:
    shop.at("till-1", c.Scan(code=f"]d2010{MILK}17261230" + "10A1"))
    shop.at("till-1", c.Scan(code=SOY))
    shop.do(c.RecallLot("milk", "A1"))
    assert reason(shop.at("till-1", c.StartTender())) == "refused.recalled_in_basket"
    shop.at("till-1", c.VoidLine(1))
    assert not reason(shop.at("till-1", c.StartTender()))


def test_the_near_expiry_list_leads_with_what_is_nearest_and_a_markdown_prints_a_label_for_each_piece(
    shop: Backroom,
) -> None:
    assert [(row.lot, row.days, row.quantity) for row in near_expiry(shop.room)] == [("A1", 6, 16)]
    marked, printed, *told = shop.do(c.MarkDown("milk", "A1", 790, "near_expiry"))
    assert told == [s.ShopNews(marked=(Portion("milk", 0, "A1", value=790),))] * 2
    for code in (f"]d2010{MILK}17261230" + "10A1", f"]d2010{MILK}17270201" + "10B2", MILK):
        shop.at("till-1", c.Scan(code=code))
    sale = shop.session.floor.tills["till-1"].sale
    assert sale is not None
    assert [line.price for line in sale.lines.values()] == [790, 1280, 1280]
    assert isinstance(marked, f.LotMarkedDown)
    assert isinstance(printed, f.LabelsPrinted)
    assert (marked.amount, marked.below_cost) == (490 * 16, True)
    paper = labels(printed, SHOP, Words("zh"))
    assert str(paper).count("临期特价") == 16
    assert "¥7.90" in str(paper)
    assert near_expiry(shop.room)[0].price == 790


@pytest.mark.parametrize(("price", "kept"), [(1012, False), (1020, True), (1024, True), (1030, True), (1034, False)])
def test_a_markdown_keeps_the_rule_to_the_cent_or_rounded(shop: Backroom, price: int, kept: bool) -> None:
    """80 % of 12.80 is 10.24: who works it out to the cent is as right as who rounds it to what is paid in."""
    shop.room.rules = replace(shop.room.rules, markdowns=((3, 50), (7, 80)))
    marked = shop.do(c.MarkDown("milk", "A1", price, "near_expiry"))[0]
    assert isinstance(marked, f.LotMarkedDown)
    assert marked.by_rule is kept
    assert (unmarked(shop.room) == []) is kept


def test_what_is_past_its_date_goes_nowhere_but_off_sale() -> None:
    shop = Backroom()
    shop.session.advance(0)
    shop.room.clock = "2027-01-02T08:00"  # the same stock nine days later
    assert [(row.lot, row.days) for row in near_expiry(shop.room)] == [("A1", -3)]
    assert reason(shop.do(c.PickStock("milk", 1, "A1"))) == "refused.stock_expired"
    picked = only(shop.do(c.PickStock("milk", 1)))
    assert isinstance(picked, f.StockMoved)
    assert picked.lot == "B2"
    written = only(shop.do(c.WriteOff("milk", 10, FLOOR, "expired", "A1")))
    assert isinstance(written, f.StockWrittenOff)
    assert written.value == 7001


def test_a_till_without_network_tells_and_hears_when_it_has_one_again(shop: Backroom) -> None:
    shop.at("till-1", s.NetworkFailed())
    shop.do(c.RecallLot("milk", "A1"))
    shop.do(c.ChangePrice("soy", 1095, "cost"))
    shop.do(c.StartCount(FLOOR, ("soy",)))
    assert not any(isinstance(told, s.GoodsMoved) for told in shop.sell(SOY))
    sold_at = shop.session.now - 1000
    counted = only(shop.do(c.CountItem("CC-0001", SOY, 4)))
    assert isinstance(counted, f.ItemCounted)
    assert (counted.quantity, counted.on_book) == (4, 5)
    shop.at("till-1", s.NetworkReturned())
    shop.at("till-1", c.UploadSales())
    assert reason(shop.at("till-1", c.Scan(code=f"]d2010{MILK}17261230" + "10A1"))) == "refused.recalled"
    assert shop.session.floor.tills["till-1"].rules.catalog.items["soy"].price == 1095
    (record,) = shop.session.floor.tills["till-1"].uploads.records.values()
    told = shop.at("till-1", s.UploadAnswered(record.key, "accepted"))
    (moved,) = (fact for fact in told if isinstance(fact, s.GoodsMoved))
    assert moved.sold_at == sold_at
    posted, news = shop.do(c.PostCount("CC-0001"))
    assert isinstance(posted, f.CountPosted)
    assert posted.lines[0].variance == 0
    assert isinstance(news, s.ShopNews), "the other till, which has said nothing since"
    assert shop.room.of("soy").at(FLOOR) == 4


def test_what_has_to_be_counted_is_not_to_be_seen(shop: Backroom) -> None:
    """Not what truly stands at the dock, and not what the books say of a place under count."""
    truth = (Portion("milk", 20, "C3", LATE),)
    shop.do(s.DeliveryArrived("D1", "dairy", NAME, "PO-9", (MILK_24,), truth, truth))
    shop.do(c.StartReceiving("PO-9"))
    shop.do(c.StartCount(FLOOR, ("milk",)))
    shop.do(c.CountItem("CC-0001", MILK, 7))
    view = StockView(shop.room)
    assert [arrived.note for arrived in view.deliveries] == [(MILK_24,)]
    assert view.receipt is not None
    assert [(row.sku, row.quantity) for row in view.receipt.expected] == [("milk", 24)]
    assert [(count.entered, count.left) for count in view.counts] == [((("milk", 7, 1),), ())]
    assert {shelved.place for shelved in view.shelves("milk")} == {BACK}
    assert view.movements("milk") == []
    assert "quantity=20" not in str((view.deliveries, view.receipt, view.counts))


# --- counting, transfers, prices, proposals --------------------------------------------------------------------------


def test_a_count_is_posted_by_quantity_and_value_while_tills_sell(shop: Backroom) -> None:
    shop.do(c.StartCount(FLOOR, ("milk", "soy")))
    shop.do(c.CountItem("CC-0001", MILK, 8))
    shop.sell(MILK, times=3)
    shop.do(c.CountItem("CC-0001", MILK, 5))
    shop.do(c.CountItem("CC-0001", SOY, 5))
    shop.sell(MILK)
    posted = only(shop.do(c.PostCount("CC-0001")))
    assert isinstance(posted, f.CountPosted)
    assert [(line.sku, line.variance) for line in posted.lines] == [("milk", -2), ("soy", 0)]
    assert (posted.items, posted.off, posted.value, posted.amount) == (2, 1, -1400, 1400)
    assert shop.room.of("milk").at(FLOOR) == 4


def test_all_that_stands_in_the_way_of_a_count_is_said_at_once(shop: Backroom) -> None:
    shop.do(c.StartCount(FLOOR, ("milk", "soy")))
    (refused,) = shop.do(c.PostCount("CC-0001"))
    assert isinstance(refused, f.Refused)
    assert (refused.given["name_en"], refused.given["items"]) == ("Milk 1 l, Soy sauce", "2")
    shop.do(c.CountItem("CC-0001", MILK, 3))
    shop.do(c.CountItem("CC-0001", SOY, 1))
    (refused,) = shop.do(c.PostCount("CC-0001"))
    assert isinstance(refused, f.Refused)
    assert (refused.reason, refused.given["name_zh"]) == ("refused.recount_first", "纯牛奶 1L、酱油")
    assert StockView(shop.room).counts[0].again == ("milk", "soy")


def test_what_is_missing_of_a_transfer_stays_in_transit_with_its_value_until_it_is_settled(shop: Backroom) -> None:
    sent = only(shop.do(c.SendTransfer("west", (Portion("milk", 9, "B2"),))))
    assert isinstance(sent, f.TransferSent)
    shop.do(s.TransferAnswered("TR-0001", (Portion("milk", 7, "B2"),)))
    left = shop.room.transfers["TR-0001"].goods["milk", "B2"]
    settled = only(shop.do(c.SettleTransfer("TR-0001", "lost")))
    assert isinstance(settled, f.TransferSettled)
    assert (left.quantity, settled.value) == (2, left.value)
    assert not shop.room.transfers


def test_a_changed_price_holds_at_all_tills_for_what_is_rung_up_from_then_on(shop: Backroom) -> None:
    shop.at("till-1", c.Scan(code=MILK))
    changed, printed, *told = shop.do(c.ChangePrice("milk", 1380, "cost"))
    assert isinstance(changed, f.ShelfPriceChanged)
    assert isinstance(printed, f.LabelsPrinted)
    assert told == [s.ShopNews(prices={"milk": 1380})] * 2
    shop.at("till-1", c.Scan(code=MILK))
    sale = shop.session.floor.tills["till-1"].sale
    assert sale is not None
    assert [line.price for line in sale.lines.values()] == [1280, 1380]
    assert "¥13.80" in str(labels(printed, SHOP, Words("en")))


def test_proposals_count_what_is_on_its_way_and_leave_what_cannot_be_sold() -> None:
    def low(rules: StockRules = STOCK) -> Backroom:
        shop = Backroom(rules)
        for place, pieces in ((BACK, 6), (FLOOR, 10)):
            shop.do(c.PullStock("milk", pieces, place, "A1"))
        return shop

    shop = low()
    assert to_order(shop.room) == [], "24 here and 24 on order are more than 30"
    shop.do(ARRIVED)
    shop.do(c.StartReceiving("PO-9"))
    shop.do(c.PostReceipt(final=True))
    (proposal,) = to_order(shop.room)
    assert (proposal.quantity, proposal.here, proposal.supplier) == (36, 24, "dairy")
    ordered = only(shop.do(c.OrderGoods("dairy", (Portion("milk", proposal.quantity),))))
    assert isinstance(ordered, f.GoodsOrdered)
    assert ordered.value == proposal.value == 28_800
    assert to_order(shop.room) == []
    assert [(row.sku, row.quantity, row.coming) for row in to_pick(shop.room)] == [("milk", 12, 24)]


def test_what_no_book_had_is_sold_all_the_same_and_costs_what_it_turns_out_to_cost(shop: Backroom) -> None:
    told = shop.sell(SOY, times=20)[-1]
    assert isinstance(told, f.StockSold)
    assert (told.unbooked, shop.room.of("soy").at(FLOOR)) == (15, -15)
