"""What truly lies there, beside the books: it follows every movement, is conserved, and is seen by who goes there."""

from collections import Counter as Counts

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.goods import BACK, DOCK, FLOOR, OWN, PULLED, VARIANCE, Difference, Pile, Portion
from simulator.kernel.texts import Text
from simulator.stock.rules import StockRules
from simulator.stock.view import StockView
from tests.pos.counter import MILK, SOY
from tests.pos.test_laws import thorough
from tests.stock import backroom
from tests.stock.backroom import BOSS, LATE, OPENED, Backroom, reason
from tests.stock.test_stock_laws import days, lived, rules

CASES = (
    Pile("milk", 1, 12, 0, "C3", LATE), Pile("milk", 0, 12, 3, "C3", LATE, flaw="damaged"),
    Pile("soy", 0, 6, 2),
)  # fmt: skip
NOTE = (Portion("milk", 24, "C3", LATE),)
BROUGHT = s.DeliveryArrived(
    "D1", "dairy", Text("Dairy", "乳业"), "PO-9", NOTE,
    goods=(Portion("milk", 12, "C3", LATE), Portion("soy", 2)), spoilt=(Portion("milk", 3, "C3", LATE),),
    piles=CASES, rest="cancelled",
)  # fmt: skip


def strayed(*differences: Difference, monkeypatch: pytest.MonkeyPatch) -> Backroom:
    monkeypatch.setattr(backroom, "OPENED", structs.replace(OPENED, differences=differences))
    return Backroom()


def _changes_something(stray: s.GoodsStrayed) -> bool:
    (difference,) = stray.differences
    return difference.origin != difference.to or difference.behind


strays = st.builds(
    lambda sku, quantity, origin, to, behind: s.GoodsStrayed(
        (Difference(sku, quantity, origin, to, behind=behind and to != VARIANCE),)
    ),
    st.sampled_from(["milk", "soy"]), st.integers(1, 12), st.sampled_from([FLOOR, BACK, VARIANCE]),
    st.sampled_from([FLOOR, BACK, VARIANCE]), st.booleans(),
).filter(_changes_something)  # fmt: skip


@thorough
@given(days, st.lists(st.tuples(st.integers(0, 9), strays), max_size=4), rules)
def test_no_piece_is_lost_or_carried_that_is_not_there(
    day: list[Event | tuple[str, str, int]], strayed: list[tuple[int, Event]], rules: StockRules
) -> None:
    """Whatever is done by the books, and whatever is stolen, found or hidden meanwhile."""
    for at, stray in strayed:
        day.insert(at, stray)
    room = lived(day, rules).room
    total: Counts[str] = Counts()
    for place, by_sku in room.reality.places.items():
        for sku, there in by_sku.items():
            total[sku] += sum(there.values())
            assert place not in OWN or all(quantity > 0 for quantity in there.values())
    assert not any(total.values()), "what is here came from somewhere"


honest = st.lists(
    st.one_of(
        st.tuples(st.just("sold"), st.integers(1, 3)),
        st.builds(c.PickStock, st.sampled_from(["milk", "soy"]), st.integers(1, 8)),
        st.builds(c.PullStock, st.just("milk"), st.integers(1, 5), st.sampled_from([FLOOR, BACK])),
        st.builds(c.SendTransfer, st.just("west"), st.builds(lambda n: (Portion("milk", n),), st.integers(1, 5))),
        st.just(s.TransferDispatched("IN-1", "west", Text("West", "西"), (Portion("soy", 4),))),
        st.just(c.ReceiveTransfer("IN-1", (Portion("soy", 4),))),
        st.builds(c.ReturnToSupplier, st.just("milk"), st.integers(1, 3)),
    ),
    max_size=10,
)


@thorough
@given(honest)
def test_without_differences_and_false_entries_the_books_are_the_truth(steps: list[object]) -> None:
    shop = Backroom()
    for step in steps:
        if isinstance(step, tuple):
            if shop.room.of("milk").at(FLOOR) >= step[1]:
                shop.sell(MILK, times=step[1])
        elif isinstance(step, Event):
            shop.do(step)
    room = shop.room
    assert {(sku, place): room.reality.at(sku, place) for sku in room.stock for place in OWN} == {
        (sku, place): stock.at(place) for sku, stock in room.stock.items() for place in OWN
    }


def test_a_carton_behind_is_seen_and_carried_only_by_who_looks_there(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = strayed(Difference("milk", 12, BACK, BACK, "B2", behind=True), monkeypatch=monkeypatch)
    shop.do(c.LookAtPlace(BACK, "milk"))
    looking = StockView(shop.room).looking
    assert looking is not None
    assert [(p.lot, p.cases, p.per, p.loose) for p in looking.piles] == [("A1", 0, 12, 6), ("B2", 1, 12, 0)]
    (pulled,) = shop.do(c.PullStock("milk", 30, BACK))
    assert isinstance(pulled, f.StockMoved)
    assert pulled.absent == 12
    assert shop.room.reality.at("milk", BACK) == 12
    shop.do(c.LookAtPlace(BACK, "milk", behind=True))
    looking = StockView(shop.room).looking
    assert looking is not None
    assert [pile.quantity for pile in looking.piles] == [12]


def test_what_was_taken_away_is_seen_no_more_and_nothing_new_comes_into_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = strayed(Difference("milk", 1, FLOOR, FLOOR, flaw="damaged"), monkeypatch=monkeypatch)

    def seen() -> list[tuple[str, int]]:
        looking = StockView(shop.room).looking
        assert looking is not None
        return [(pile.flaw, pile.quantity) for pile in looking.piles]

    shop.do(c.LookAtPlace(FLOOR, "milk"))
    assert seen() == [("", 9), ("damaged", 1)]
    shop.do(c.PullStock("milk", 2, FLOOR, "A1"))
    assert seen() == [("", 8)]
    shop.do(c.PickStock("milk", 6))
    assert seen() == [("", 8)], "what was put there is seen by who looks again"
    shop.do(c.PullStock("milk", 3, BACK))
    assert seen() == [("", 8)], "nor does it concern what is done elsewhere"
    shop.do(c.LookAtPlace(PULLED))
    shop.do(c.WriteOff("milk", 1, PULLED, "damaged", "A1"))
    assert ("damaged", 1) not in seen()


def test_what_was_sent_to_another_shop_or_back_to_its_supplier_is_seen_no_more() -> None:
    shop = Backroom()

    def seen() -> list[tuple[str, int]]:
        looking = StockView(shop.room).looking
        assert looking is not None
        return [(pile.lot, pile.quantity) for pile in looking.piles]

    shop.do(c.LookAtPlace(BACK, "milk"))
    shop.do(c.SendTransfer(next(iter(shop.rules.stores)), (Portion("milk", 24, "B2"), Portion("soy", 2))))
    assert seen() == [("A1", 6)]
    shop.do(c.PullStock("milk", 3, BACK, "A1"))
    shop.do(c.LookAtPlace(PULLED))
    assert seen() == [("A1", 3)]
    shop.do(c.ReturnToSupplier("milk", 2, "A1"))
    assert seen() == [("A1", 1)]


def test_who_moved_cartons_aside_finds_what_was_behind_until_something_else_hides_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Looking through every place first and pulling afterwards is no worse than one after the other."""
    hidden = Difference("milk", 12, BACK, BACK, "B2", behind=True)
    shop = strayed(hidden, Difference("milk", 1, VARIANCE, BACK, "A1"), monkeypatch=monkeypatch)
    for place in (BACK, FLOOR):
        shop.do(c.LookAtPlace(place, "milk", behind=True))
    (first,) = shop.do(c.PullStock("milk", 4, BACK, "B2"))
    shop.do(s.GoodsStrayed((Difference("milk", 4, BACK, BACK, "B2", behind=True),)))
    (second,) = shop.do(c.PullStock("milk", 6, BACK, "B2"))
    assert isinstance(first, f.StockMoved)
    assert isinstance(second, f.StockMoved)
    assert (first.absent, first.quantity) == (0, 4)
    assert second.absent, "what came behind since then has not been seen by anybody"


def test_a_closed_recall_knows_what_still_stands_out_of_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = strayed(Difference("milk", 6, BACK, BACK, "A1", behind=True), monkeypatch=monkeypatch)
    for command in (
        c.RecallLot("milk", "A1"),
        c.PullStock("milk", 10, FLOOR, "A1"),
        c.PullStock("milk", 6, BACK, "A1"),
    ):
        shop.do(command)
    (closed,) = shop.do(c.CloseRecall("milk", "A1"))
    assert isinstance(closed, f.RecallClosed)
    assert (closed.pulled, closed.left) == (16, 6)


def test_a_count_is_of_the_moment_at_which_somebody_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sold between the look and the entry: no variance. What is stolen is one, and what hides makes a miscount."""
    shop = strayed(
        Difference("milk", 2, FLOOR, VARIANCE), Difference("soy", 3, FLOOR, FLOOR, behind=True), monkeypatch=monkeypatch
    )
    shop.do(c.StartCount(FLOOR, ("milk", "soy")))
    shop.do(c.LookAtPlace(FLOOR, "milk"))
    shop.sell(MILK)
    (counted,) = shop.do(c.CountItem("CC-0001", MILK, 8))
    assert isinstance(counted, f.ItemCounted)
    assert (counted.on_book, counted.really, counted.off_by, counted.looked) == (10, 8, 0, True)
    shop.do(c.LookAtPlace(FLOOR, "soy"))
    looking = StockView(shop.room).looking
    assert looking is not None
    seen = sum(pile.quantity for pile in looking.piles)
    shop.do(c.CountItem("CC-0001", SOY, seen))
    (refused,) = shop.do(c.PostCount("CC-0001"))
    assert isinstance(refused, f.Refused)
    assert refused.reason == "refused.recount_first"
    for code, quantity in ((MILK, 7), (SOY, seen)):  # again, without going there
        (counted,) = shop.do(c.CountItem("CC-0001", code, quantity))
        assert isinstance(counted, f.ItemCounted)
        assert not counted.looked
    (posted,) = shop.do(c.PostCount("CC-0001"))
    assert isinstance(posted, f.CountPosted)
    assert [(line.variance, line.off_by) for line in posted.lines] == [(-2, 0), (-3, 3)]
    assert (posted.miscounted, posted.wrong_value) == (1, 1500)
    assert posted.wrong_permille == -(-1500 * 1000 // posted.on_book_value)


def test_a_figure_that_was_mistyped_is_put_right_and_is_no_recount() -> None:
    """It is the same look: neither is a recount copied, nor does a figure that is typed twice stand for one."""
    shop = Backroom()
    shop.do(c.StartCount(FLOOR, ("milk",)))
    shop.do(c.LookAtPlace(FLOOR, "milk"))
    shop.do(c.CountItem("CC-0001", MILK, 1))
    shop.sell(MILK)
    (counted,) = shop.do(c.CountItem("CC-0001", MILK, 10))
    assert isinstance(counted, f.ItemCounted)
    assert (counted.tries, counted.looked, counted.before, counted.off_by, counted.on_book) == (1, True, 1, 0, 10)
    shop.do(c.CountItem("CC-0001", MILK, 5))
    (refused,) = shop.do(c.PostCount("CC-0001"))
    assert isinstance(refused, f.Refused)
    assert refused.reason == "refused.recount_first"
    (copied,) = shop.do(c.CountItem("CC-0001", MILK, 5))
    assert isinstance(copied, f.ItemCounted)
    assert (copied.tries, copied.looked) == (2, False)


def test_what_came_is_judged_by_what_stands_there() -> None:
    shop = Backroom()
    shop.do(BROUGHT)
    (delivered,) = StockView(shop.room).deliveries
    assert delivered.piles == CASES
    shop.do(c.StartReceiving("PO-9"))
    told = [
        shop.do(c.ReceiveGoods(MILK, 12, "C3", LATE)),
        shop.do(c.ReceiveGoods(MILK, 1, "C4", LATE)),
        shop.do(c.UndoReceived(2)),
        shop.do(c.RejectGoods(MILK, 3, "damaged")),
        shop.do(c.RejectGoods(MILK, 1, "short_dated")),
        shop.do(c.UndoReceived(4)),
        shop.do(c.RejectGoods(SOY, 2, "wrong_goods")),
    ]
    facts = [fact for (fact,) in told]
    assert [fact.as_printed for fact in facts if isinstance(fact, f.GoodsReceived)] == [True, False]
    assert [fact.reason_true for fact in facts if isinstance(fact, f.GoodsRejected)] == [True, False, True]
    (posted,) = shop.do(c.PostReceipt())
    assert isinstance(posted, f.ReceiptPosted)
    assert (posted.items_off, posted.miscounted, posted.unsound, posted.misdated, posted.lacking) == (0, 0, 0, 0, 12)
    assert posted.misnamed == 0, "a reason that was taken back in time went with nobody"
    assert not posted.final_right, "the driver said that the rest never comes"
    assert posted.rest == "cancelled"
    assert (shop.room.reality.at("milk", DOCK), shop.room.reality.flawed("milk", DOCK)) == (12, 0)


def test_what_was_accepted_damaged_is_on_the_dock_and_told_once_it_is_shelved() -> None:
    shop = Backroom()
    shop.do(BROUGHT)
    for step in (c.StartReceiving("PO-9"), c.ReceiveGoods(MILK, 15, "C3", LATE), c.PostReceipt(final=True)):
        facts = shop.do(step)
    assert isinstance(facts[0], f.ReceiptPosted)
    assert (facts[0].unsound, facts[0].items_off, facts[0].final_right) == (3, 2, True)
    shop.do(c.PickStock("milk", 24))
    shop.do(c.PickStock("milk", 6))
    (moved,) = shop.do(c.PutAway("milk", 15, FLOOR))
    assert isinstance(moved, f.StockMoved)
    assert moved.unsound == 3


def test_a_delivery_nobody_wants_goes_back_as_it_came() -> None:
    shop = Backroom(backroom.LIMITED)
    shop.do(structs.replace(BROUGHT, purchase=""))
    assert isinstance(shop.do(c.StartReceiving("", "D1"))[0], f.AuthorizationAsked)
    shop.do(s.SupervisorArrived(BOSS))
    shop.do(s.SupervisorDeclined(BOSS))
    assert StockView(shop.room).deliveries[0].declined
    (refused,) = shop.do(c.RefuseDelivery("D1", "no_order"))
    assert isinstance(refused, f.DeliveryRefused)
    assert refused.reason_true
    assert not shop.room.deliveries
    assert not shop.room.reality.at("milk", DOCK)
    assert reason(shop.do(c.RefuseDelivery("D1", "no_order"))) == "refused.no_delivery"


def test_what_was_ordered_is_not_turned_down_by_who_declines_to_receive_it_without_its_order() -> None:
    shop = Backroom(backroom.LIMITED)
    shop.do(BROUGHT)
    assert isinstance(shop.do(c.StartReceiving("", "D1"))[0], f.AuthorizationAsked)
    shop.do(s.SupervisorArrived(BOSS))
    shop.do(s.SupervisorDeclined(BOSS))
    assert not StockView(shop.room).deliveries[0].declined
    (refused,) = shop.do(c.RefuseDelivery("D1", "no_order"))
    assert isinstance(refused, f.DeliveryRefused)
    assert not refused.reason_true


def test_a_missing_piece_is_given_up_as_the_other_shop_says() -> None:
    shop = Backroom()
    paper = (Portion("soy", 6),)
    shop.do(s.TransferDispatched("IN-1", "west", Text("West", "西"), paper, (Pile("soy", 0, 6, 4),), "lost"))
    assert StockView(shop.room).transfers[0].piles[0].quantity == 4
    (came,) = shop.do(c.ReceiveTransfer("IN-1", (Portion("soy", 4),)))
    assert isinstance(came, f.TransferArrived)
    assert (came.lacking, came.miscounted) == (2, 0)
    assert isinstance(shop.do(c.AskStore("IN-1"))[0], f.StoreAsked)
    assert reason(shop.do(c.AskStore("IN-1"))) == "refused.store_asked"
    shop.do(s.StoreAnswered("IN-1", "lost"))
    (settled,) = shop.do(c.SettleTransfer("IN-1", "lost"))
    assert isinstance(settled, f.TransferSettled)
    assert settled.agreed
    assert shop.room.reality.at("soy", DOCK) == 4


def test_what_is_written_off_and_adjusted_is_compared_with_what_lies_there(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = strayed(
        Difference("milk", 2, FLOOR, FLOOR, flaw="damaged"), Difference("soy", 1, BACK, VARIANCE),
        monkeypatch=monkeypatch,
    )  # fmt: skip
    true = [
        shop.do(c.WriteOff("milk", 2, FLOOR, "damaged")),
        shop.do(c.WriteOff("milk", 1, FLOOR, "damaged")),
        shop.do(c.WriteOff("soy", 1, BACK, "stolen")),
        shop.do(c.WriteOff("soy", 1, BACK, "stolen")),
    ]
    facts = [fact for (fact,) in true]
    assert [fact.reason_true for fact in facts if isinstance(fact, f.StockWrittenOff)] == [True, False, True, False]
    (adjusted,) = shop.do(c.AdjustStock("soy", 1, BACK, "miscounted"))
    assert isinstance(adjusted, f.StockAdjusted)
    assert adjusted.nearer


def test_a_walk_through_shows_only_what_is_amiss(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = strayed(
        Difference("milk", 2, FLOOR, FLOOR, flaw="spoiled"), Difference("soy", 1, FLOOR, FLOOR, spot="milk"),
        monkeypatch=monkeypatch,
    )  # fmt: skip
    shop.do(c.LookAtPlace(FLOOR))
    looking = StockView(shop.room).looking
    assert looking is not None
    assert [(pile.sku, pile.quantity, pile.flaw, pile.spot) for pile in looking.piles] == [
        ("milk", 2, "spoiled", ""), ("soy", 1, "", "milk"),
    ]  # fmt: skip
    shop.do(c.LookAtPlace(FLOOR, "milk"))
    looking = StockView(shop.room).looking
    assert looking is not None
    assert ("soy", 1) in [(pile.sku, pile.quantity) for pile in looking.piles], "it stands among them"


def test_a_task_is_done_by_what_it_asks_for() -> None:
    shop = Backroom()
    shop.do(s.TaskGiven("t1", "count", Text("Count", "盘"), FLOOR, ("milk",)))
    shop.do(s.TaskGiven("t2", "send", Text("Send", "调"), store="west", goods=(Portion("milk", 2),)))
    for step in (c.StartCount(FLOOR, ("milk",)), c.CountItem("CC-0001", MILK, 10), c.PostCount("CC-0001")):
        shop.do(step)
    assert [task.task for task in StockView(shop.room).tasks] == ["t2"]
    shop.do(c.SendTransfer("west", (Portion("milk", 2),)))
    assert StockView(shop.room).tasks == []
    (closed,) = shop.do(s.ShiftEnded())
    assert isinstance(closed, f.StockroomClosed)
    assert closed.left == 0
