"""What the stockroom does, and what it does not do: each refusal once, each right at its limit."""

from dataclasses import replace

import pytest

from roles.model import load
from simulator.drill.rights import rights_at
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event, name_of
from simulator.kernel.goods import DOCK, FLOOR, PULLED, Portion
from simulator.locale import Words
from simulator.stock.engine import RIGHTS
from tests.pos.counter import MILK, SOY
from tests.stock.backroom import (
    ARRIVED,
    BOSS,
    CHIEF,
    CLERK,
    CRATE,
    LATE,
    MILK_24,
    NAME,
    PAST,
    SOON,
    STOCK,
    Backroom,
    only,
    reason,
)

LIMITS, NEVER = rights_at(load("stock_clerk"), "stockroom")
CLERKS = replace(STOCK, rights=LIMITS, never=NEVER)
DEAR = ("send_transfer", "return_to_supplier")
"""What a shop as small as this one never has enough of for a clerk's limit: there it is a tenth."""
TENTH = {name: LIMITS[name]._replace(limit=(LIMITS[name].limit or 0) // 10) for name in DEAR}


# --- refusals --------------------------------------------------------------------------------------------------------

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

SENT_12 = s.TransferDispatched("IN-1", "west", NAME, (Portion("soy", 12, value=6000),))
AT_STAKE: list[tuple[list[Event], Event, str]] = [
    ([ARRIVED], c.StartReceiving(), "supervisor"),
    ([*STARTED, c.ReceiveGoods(MILK, 25, "C3", LATE)], c.PostReceipt(), "supervisor"),
    ([], c.MarkDown("milk", "A1", 900, "near_expiry"), "supervisor"),
    ([], c.WriteOff("milk", 8, FLOOR, "damaged"), "supervisor"),
    ([], c.AdjustStock("milk", -3, FLOOR, "miscounted"), "manager"),
    ([*COUNTING, c.CountItem("CC-0001", MILK, 7), c.CountItem("CC-0001", MILK, 7)], c.PostCount("CC-0001"), "manager"),
    ([], c.ChangePrice("milk", 1380, "cost"), "manager"),
    ([], c.OrderGoods("dairy", (Portion("milk", 252),)), "manager"),
    ([], c.SendTransfer("west", (Portion("milk", 30), Portion("soy", 12))), "manager"),
    ([c.PullStock("milk", 24, "backroom", "B2")], c.ReturnToSupplier("milk", 24, "B2"), "supervisor"),
    ([SENT_12, c.ReceiveTransfer("IN-1", (Portion("soy", 2),))], c.SettleTransfer("IN-1", "lost"), "manager"),
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
    shop = Backroom(replace(CLERKS, rights={**LIMITS, **TENTH}))
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


def test_every_right_of_the_stockroom_is_in_the_clerks_file_and_tried() -> None:
    assert set(LIMITS) == set(RIGHTS.values())
    assert {name_of(command) for _, command, _ in AT_STAKE} | {"post_list"} == set(LIMITS), (
        "lists: tests/stock/test_lists"
    )


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


def test_a_sheet_that_was_opened_by_mistake_gives_nothing_up(shop: Backroom) -> None:
    shop.do(c.StartCount(FLOOR, ("milk",)))
    assert shop.do(c.CancelCount("CC-0001")) == [f.CountCancelled("CC-0001", 0)]
    shop.do(c.StartCount(FLOOR, ("milk",)))
    shop.do(c.CountItem("CC-0002", MILK, 7))
    assert shop.do(c.CancelCount("CC-0002")) == [f.CountCancelled("CC-0002", 1)]


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
