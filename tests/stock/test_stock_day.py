"""A day in the stockroom: lots that are stopped or cheaper, counts while tills sell, transfers, prices, proposals."""

from dataclasses import replace

import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.goods import BACK, FLOOR, PULLED, Portion
from simulator.locale import Words
from simulator.stock.inquiry import near_expiry, next_lot, to_order, to_pick, unmarked
from simulator.stock.labels import labels
from simulator.stock.rules import StockRules
from simulator.stock.view import StockView
from tests.pos.counter import MILK, SOY
from tests.stock.backroom import (
    ARRIVED,
    CRATE,
    LATE,
    MILK_24,
    NAME,
    SHOP,
    STOCK,
    Backroom,
    only,
    reason,
)

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


def test_a_markdown_that_was_mistyped_is_put_right(shop: Backroom) -> None:
    """Upwards as well: it was refused, and the colleague asked for it again and again."""
    shop.room.rules = replace(shop.room.rules, markdowns=((3, 50), (7, 80)))
    shop.do(c.MarkDown("milk", "A1", 100, "near_expiry"))
    assert len(unmarked(shop.room)) == 1
    marked = shop.do(c.MarkDown("milk", "A1", 1024, "near_expiry"))[0]
    assert isinstance(marked, f.LotMarkedDown)
    assert (marked.listed, marked.amount, marked.by_rule) == (1280, 256 * 16, True)
    assert unmarked(shop.room) == []
    for again in (1024, 1280):
        assert reason(shop.do(c.MarkDown("milk", "A1", again, "near_expiry"))) == "refused.markdown_price"


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
