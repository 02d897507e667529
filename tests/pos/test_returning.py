"""What is taken back, what is not, and which way the money goes."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.facts import Refund
from simulator.kernel.paper import Row
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.pos.report import report
from tests.pos.counter import FLOAT, MILK, RICE, SOY
from tests.pos.returns_desk import CREAM, PHONE_CODE, TAKING_BACK, TODAY, Desk, of, refusals
from tests.pos.test_report import HEAD

CREAM_CODE = CREAM.codes[0]


@pytest.fixture
def desk() -> Desk:
    return Desk()


# --- the receipt


@pytest.mark.parametrize("by", ["code", "number", "member", "card"])
def test_a_receipt_is_found_by_its_code_its_number_the_member_and_the_card(desk: Desk, by: str) -> None:
    desk.do(c.Scan(code=SOY))
    desk.do(c.IdentifyMember("2900000000018"))
    sale = desk.sell(pay="mobile")
    value = {"member": "2900000000018", "card": PHONE_CODE[-4:]}.get(by, sale.receipt)
    (sold,) = desk.found(value, by)
    assert (sold.receipt, sold.day, sold.lines[0].paid, sold.lines[0].returned) == (sale.receipt, TODAY, 500, 0)


def test_a_scanned_receipt_asks_for_it_and_an_unknown_one_finds_nothing(desk: Desk) -> None:
    receipt = desk.sell(RICE).receipt
    assert desk.do(c.Scan(code=f"]C1{receipt}")) == [f.ReceiptAsked("code", receipt)], "named by the scanner or not"
    assert desk.do(c.Scan(code=receipt)) == [f.ReceiptAsked("code", receipt)]
    desk.session.advance(desk.session.now + 3000)
    assert list(desk.till.found) == [receipt]
    assert desk.found("till-9-9999") == ()
    assert refusals(desk.do(c.StartReturn("till-9-9999"))) == ["refused.no_such_receipt"]


def test_without_a_network_no_receipt_is_found_and_the_till_says_so(desk: Desk) -> None:
    receipt = desk.sell(RICE).receipt
    desk.hear(s.NetworkFailed())
    assert refusals(desk.do(c.FindReceipt("number", receipt))) == ["refused.offline_receipts"]


# --- facts/failures.md


def test_failure_11_no_more_comes_back_than_was_sold(desk: Desk) -> None:
    receipt = desk.sell(RICE, RICE, RICE).receipt
    desk.open(receipt)
    desk.do(c.ReturnLine(1, 1))
    (refused,) = desk.do(c.ReturnLine(1, 2))
    assert (refused.reason, refused.given["sold"], refused.given["left"]) == ("refused.more_than_sold", "1", "0")
    desk.settle(c.FinishReturn())
    desk.give_back(receipt, (2, 1), (3, 1))
    assert refusals(desk.open(receipt)) == ["refused.returned_already"]


def test_failure_12_a_refund_is_what_was_paid_not_the_shelf_price(desk: Desk) -> None:
    sale = desk.sell(RICE, RICE, coupon="9520990000015")  # 91.80 less 5.00 (from 60.00), less a coupon of 5.00
    assert sale.total == 9180 - 500 - 500
    (done,) = of(desk.give_back(sale.receipt, (1, 1)), f.ReturnCompleted)
    assert done.total == done.lines[0].amount == sale.lines[0].amount == 4090
    assert done.lines[0].gross == 4590
    assert done.lines[0].discount == 500


def test_a_second_till_cannot_take_back_the_same_again() -> None:
    one = Desk()
    receipt = one.sell(RICE).receipt
    other = Desk(tape=one.tape, name="till-2", before=tuple(one.office.receipts.values()))
    one.open(receipt)
    other.open(receipt)
    for desk in (one, other):
        desk.do(c.ReturnLine(1))
    assert of(one.do(c.FinishReturn()), f.ReturnCompleted)
    assert refusals(other.do(c.FinishReturn())) == ["refused.returned_elsewhere"]
    assert other.till.drawer.expected == sum(value * count for value, count in FLOAT.items())


# --- the rules of the shop


def test_opened_cosmetics_are_not_taken_back_but_faulty_ones_are(desk: Desk) -> None:
    desk.open(desk.sell(CREAM_CODE).receipt)
    assert refusals(desk.do(c.ReturnLine(1, condition="opened"))) == ["refused.return_opened"]
    (added,) = desk.do(c.ReturnLine(1, condition="damaged"))
    assert added.line.against == ""
    assert not added.line.to_shelf


def test_an_exception_is_the_managers(desk: Desk) -> None:
    desk.open(desk.sell(CREAM_CODE).receipt)
    assert desk.do(c.AllowException("goodwill")) == [f.AuthorizationAsked("allow_exception", 0, "manager")]
    assert refusals(desk.do(c.EnterPin("s1"))) == ["refused.wrong_pin"]
    desk.do(c.EnterPin("m1"))
    (added,) = desk.do(c.ReturnLine(1, condition="opened"))
    (done,) = of(desk.settle(c.FinishReturn()), f.ReturnCompleted)
    assert added.line.against == "opened"
    assert done.exception
    assert done.reason == "goodwill"


@pytest.mark.parametrize(
    ("item", "days", "refused"), [(RICE, 7, []), (RICE, 8, ["window"]), (MILK, 2, []), (MILK, 3, ["window"])]
)
def test_the_window_is_the_categorys_own_or_the_shops(item: str, days: int, refused: list[str]) -> None:
    maker = Desk()
    receipt = maker.sell(item).receipt
    day = (date.fromisoformat(TODAY) - timedelta(days=days)).isoformat()
    desk = Desk(before=[msgspec.structs.replace(maker.office.receipts[receipt], sale="", day=day)])
    (opened,) = desk.open(receipt)
    assert (opened.days, opened.expired) == (days, days > 7)
    assert refusals(desk.do(c.ReturnLine(1))) == [f"refused.return_{why}" for why in refused]


def test_without_a_receipt_it_is_the_lowest_recent_price_to_credit_with_a_supervisor(desk: Desk) -> None:
    asked = desk.do(c.ReturnWithoutReceipt())
    assert asked == [f.AuthorizationAsked("return_without_receipt", 0, "supervisor")]
    desk.do(c.EnterPin("s1"))
    desk.do(c.ReturnItem("soy", 2))
    facts = desk.settle(c.FinishReturn())
    (done,) = of(facts, f.ReturnCompleted)
    assert (done.receipt, done.total, done.refunds) == ("", 1000, (Refund("credit", 1000, 1000),)), "the flash sale"
    (made,) = of(facts, f.RefundMade)
    assert made.voucher
    assert not of(facts, f.DrawerOpened)


def test_nobody_approves_their_own(desk: Desk) -> None:
    desk.do(c.ReturnWithoutReceipt())
    desk.session.till.operator = "s1"
    assert refusals(desk.do(c.EnterPin("s1"))) == ["refused.own_approval"]
    assert desk.till.pending is not None


# --- the goods


def brought(desk: Desk, *goods: tuple[str, str]) -> None:
    """A customer brings (sku, state) back."""
    desk.served += 1
    name = f"c{desk.served}"
    desk.hear(s.CustomerArrived(name, Text("Mrs Li", "李女士")))
    desk.do(c.CallNext())
    there = tuple(
        s.Good(f"{name}g{n}", sku, Text(sku, sku), back=True, state=state) for n, (sku, state) in enumerate(goods, 1)
    )
    desk.hear(s.CustomerSteppedUp(name, there))


@pytest.mark.parametrize(
    ("sku", "state", "condition", "right", "unsafe"),
    [
        ("rice", "", "resalable", True, False),
        ("rice", "", "damaged", False, False),
        ("rice", "damaged", "resalable", False, True),
        ("milk", "", "unsaleable", True, False),
        ("milk", "", "resalable", False, True),
        ("milk", "spoiled", "resalable", False, True),
        ("milk", "spoiled", "damaged", True, False),
        ("cream", "opened", "damaged", False, False),
    ],
)
def test_the_condition_is_judged_by_what_the_good_truly_is(
    desk: Desk, sku: str, state: str, condition: str, right: bool, unsafe: bool
) -> None:
    code = {"rice": RICE, "milk": MILK, "cream": CREAM_CODE}[sku]
    receipt = desk.sell(code).receipt
    brought(desk, (sku, state))
    desk.open(receipt)
    assert desk.do(c.InspectGood("c1g1")) == [f.GoodInspected("c1g1", state or "intact")]
    (added,) = desk.do(c.ReturnLine(1, condition=condition))
    line = added.line
    assert (line.right, line.unsafe, line.missing, line.inspected) == (right, unsafe, 0, True)


def test_a_refund_without_goods_is_told(desk: Desk) -> None:
    receipt = desk.sell(RICE, RICE).receipt
    brought(desk, ("rice", ""))
    (done,) = of(desk.give_back(receipt, (1, 1), (2, 1)), f.ReturnCompleted)
    assert [line.missing for line in done.lines] == [0, 1]
    assert done.missing == 1
    assert not desk.leave().unpaid


def test_weighed_goods_come_back_by_weight(desk: Desk) -> None:
    desk.customer("apples")
    desk.do(c.Weigh("c1g1"))
    desk.do(c.PickItem("apples", "c1g1"))
    sale = desk.sell()
    desk.open(sale.receipt)
    (first,) = desk.do(c.ReturnLine(1, 300, condition="spoiled"))
    desk.settle(c.FinishReturn())
    desk.open(sale.receipt)
    (rest,) = desk.do(c.ReturnLine(1, condition="spoiled"))
    assert (first.line.grams, rest.line.grams) == (300, 455)
    assert first.line.amount + rest.line.amount == sale.total == 752


# --- the money


def test_cash_goes_back_in_cash_and_the_drawer_opens(desk: Desk) -> None:
    sale = desk.sell(MILK, SOY)
    before = desk.till.drawer.expected
    desk.open(sale.receipt)
    desk.do(c.ReturnLine(2))
    facts = desk.do(c.FinishReturn())
    assert [type(fact) for fact in facts] == [f.ReturnCompleted, f.RefundMade, f.DrawerOpened, f.ReceiptIssued]
    assert desk.till.stage == "change"
    assert desk.till.drawer.expected == before - 500
    assert desk.till.shift.totals.cash == desk.till.drawer.expected


def test_phone_payments_go_back_through_the_channel(desk: Desk) -> None:
    sale = desk.sell(RICE, pay="mobile")
    desk.open(sale.receipt)
    desk.do(c.ReturnLine(1))
    facts = desk.do(c.FinishReturn())
    (asked,) = of(facts, f.RefundRequested)
    assert (asked.kind, asked.amount, asked.of) == ("mobile", 4590, sale.tenders[0].request)
    assert desk.till.stage == "refunding"
    assert not of(facts, f.RefundMade)
    (made,) = desk.hear(s.RefundAnswered(asked.request, "approved"))
    assert (made.amount, made.request, desk.till.stage) == (4590, asked.request, "idle")
    assert desk.hear(s.RefundAnswered(asked.request, "approved")) == []
    assert desk.till.shift.totals.slips["mobile"] == 0


def test_an_unknown_refund_is_queried_and_cash_for_it_is_a_second_one(desk: Desk) -> None:
    desk.open(desk.sell(RICE, pay="mobile").receipt)
    desk.do(c.ReturnLine(1))
    (asked,) = of(desk.do(c.FinishReturn()), f.RefundRequested)
    assert of(desk.hear(s.RefundAnswered(asked.request, "timeout")), f.RefundUnknown)
    assert desk.do(c.QueryPayment(asked.request)) == [f.PaymentQueried(asked.request)]
    assert of(desk.hear(s.RefundAnswered(asked.request, "timeout")), f.RefundUnknown)
    assert refusals(desk.do(c.CountDrawer())) == ["refused.payments_open"]
    assert desk.do(c.RefundOtherwise("cash")) == [f.AuthorizationAsked("refund_otherwise", 4590, "supervisor")]
    (_, made, _) = desk.do(c.EnterPin("s1"))
    assert (made.again, made.amount, made.instead) == (True, 4590, asked.request)
    assert of(desk.hear(s.RefundAnswered(asked.request, "approved")), f.RefundDoubled)


def test_a_declined_refund_may_go_another_way_with_an_approval(desk: Desk) -> None:
    desk.open(desk.sell(RICE, pay="mobile").receipt)
    desk.do(c.ReturnLine(1))
    (asked,) = of(desk.do(c.FinishReturn()), f.RefundRequested)
    desk.hear(s.RefundAnswered(asked.request, "declined"))
    desk.do(c.RefundOtherwise("cash"))
    (_, made, _) = desk.do(c.EnterPin("s1"))
    assert not made.again
    assert made.other
    desk.do(c.CloseDrawer())
    assert refusals(desk.do(c.RefundOtherwise("cash"))) == ["refused.no_open_refund"]


def refused_by_the_channel(desk: Desk) -> f.RefundRequested:
    """Somebody brings rice back, and the money does not go to their phone."""
    desk.customer("rice")
    desk.open(desk.sell(RICE, pay="mobile").receipt)
    desk.do(c.ReturnLine(1))
    (asked,) = of(desk.do(c.FinishReturn()), f.RefundRequested)
    assert of(desk.hear(s.RefundAnswered(asked.request, "declined")), f.RefundDeclined)
    return asked


@pytest.mark.parametrize("kind", ["cash", "credit"])
def test_what_was_refused_stays_owed_once_the_customer_has_left(desk: Desk, kind: str) -> None:
    asked, expected = refused_by_the_channel(desk), desk.till.drawer.expected
    desk.leave()
    assert refusals(desk.do(c.RefundOtherwise(kind))) == ["refused.refund_owed"], "nobody is there to take it"
    desk.customer("milk")
    (refused,) = desk.do(c.RefundOtherwise(kind, asked.number))
    assert refused.given == {"amount": "45.90", "number": asked.number}, "whoever is served next gets nothing of it"
    assert [due.status for due in desk.session.view.open_refunds] == ["declined"]
    assert desk.session.view.refunds_to_hand_over == []
    assert (desk.till.drawer.expected, desk.till.drawer.open) == (expected, False)
    assert of(desk.do(c.QueryPayment(asked.request)), f.RefundRequested), "it may still be sent"


def test_what_is_still_owed_is_on_every_report_and_told_to_the_relief(desk: Desk) -> None:
    """With its receipt and amount: whoever it belongs to comes back, and somebody else stands here then."""
    asked = refused_by_the_channel(desk)
    (x,) = desk.do(c.XReport())
    receipt = desk.till.refunds[asked.request].receipt
    assert x.owed == (f.OwedRefund(asked.number, receipt, "mobile", 4590),)
    assert receipt
    for lang, head, row in (
        ("en", "Refunds still owed: 1", f"  {receipt} Mobile payment"),
        ("zh", "未到账退款 1 笔", f"  {receipt} 移动支付"),
    ):
        shown = [(one.left, one.right) for one in report(x, HEAD, Words(lang)) if isinstance(one, Row)]
        assert shown[shown.index((head, "")) + 1] == (row, "45.90")
    desk.leave()
    desk.do(c.CountDrawer())
    desk.do(c.CountDrawer(dict(desk.till.drawer.pieces)))
    desk.do(c.CloseDrawer())
    (z,) = desk.do(c.ZReport())
    assert z.owed == x.owed
    (handed,) = desk.hear(s.ReliefCounted(dict(desk.till.drawer.pieces)))
    assert handed.owed == x.owed
    desk.do(c.QueryPayment(asked.request))
    desk.hear(s.RefundAnswered(asked.request, "approved"))
    assert desk.do(c.XReport())[0].owed == ()


def test_an_approval_that_comes_too_late_hands_nothing_over(desk: Desk) -> None:
    refused_by_the_channel(desk)
    assert of(desk.do(c.RefundOtherwise("cash")), f.AuthorizationAsked)
    desk.leave()
    (authorized, refused) = desk.do(c.EnterPin("s1"))
    assert (type(authorized), refused.reason) == (f.Authorized, "refused.refund_owed")


def test_a_customer_gets_their_own_refund_and_not_that_of_somebody_before(desk: Desk) -> None:
    refused_by_the_channel(desk)
    desk.leave()
    second = refused_by_the_channel(desk)
    assert desk.do(c.RefundOtherwise("cash")) == [f.AuthorizationAsked("refund_otherwise", 4590, "supervisor")]
    (_, made, _) = desk.do(c.EnterPin("s1"))
    assert (made.number, made.instead, made.customer) == (second.number, second.request, "c2")


@pytest.mark.parametrize("receipt", [True, False])
def test_a_return_pays_nobody_by_hand_who_has_left(receipt: bool) -> None:
    desk = Desk(replace(TAKING_BACK, rights={}))
    desk.customer("rice")
    number = desk.sell(RICE).receipt
    if receipt:
        desk.open(number)
        desk.do(c.ReturnLine(1))
    else:
        desk.do(c.ReturnWithoutReceipt())
        desk.do(c.ReturnItem("rice", 1))
    desk.leave("gave_up")
    assert refusals(desk.do(c.FinishReturn())) == ["refused.refund_nobody"]
    assert of(desk.do(c.CancelReturn("customer")), f.ReturnCancelled)


def test_another_means_of_payment_needs_an_approval_and_says_so(desk: Desk) -> None:
    desk.open(desk.sell(RICE, pay="mobile").receipt)
    desk.do(c.ReturnLine(1))
    assert of(desk.do(c.RefundOtherwise("cash")), f.AuthorizationAsked)
    facts = desk.do(c.EnterPin("s1"))
    (done,) = of(facts, f.ReturnCompleted)
    assert (done.original, done.other, done.refunds) == (False, "cash", (Refund("cash", 4590, 4590),))


def test_above_the_limit_a_supervisor_has_to_agree(desk: Desk) -> None:
    receipt = desk.sell(*[RICE] * 5).receipt
    desk.open(receipt)
    for line in range(1, 6):
        desk.do(c.ReturnLine(line))
    (asked,) = desk.do(c.FinishReturn())
    assert asked == f.AuthorizationAsked("finish_return", 5 * 4590 - 500, "supervisor")


# --- exchanges


@pytest.mark.parametrize(
    ("new", "paid", "back"),
    [((SOY,), 0, 4590 - 500), ((RICE,), 0, 0), ((RICE, CREAM_CODE), 4590 + 6800 - 500 - 4590, 0)],
)
def test_an_exchange_is_one_transaction_and_only_the_difference_moves(
    desk: Desk, new: tuple[str, ...], paid: int, back: int
) -> None:
    receipt = desk.sell(RICE).receipt
    expected = desk.till.drawer.expected
    desk.open(receipt)
    desk.do(c.ReturnLine(1))
    desk.do(c.StartExchange())
    assert refusals(desk.do(c.PayOut("other"))) == ["refused.exchange_open"]
    for code in new:
        desk.do(c.Scan(code=code))
    desk.do(c.StartTender())
    assert desk.till.sale.due == paid
    facts = desk.do(c.TenderCash() if paid else c.FinishReturn())
    (sale,), (done,) = of(facts, f.SaleCompleted), of(facts, f.ReturnCompleted)
    assert (done.kind, done.exchange, done.back) == ("exchange", sale.sale, back)
    assert len(of(facts, f.DrawerOpened)) == (1 if paid or back else 0)
    assert desk.till.drawer.expected == expected + paid - back == desk.till.shift.totals.cash
    assert desk.till.returning is None
    assert desk.till.sale is None


def test_an_exchange_can_go_back_to_the_goods_and_be_given_up(desk: Desk) -> None:
    receipt = desk.sell(RICE).receipt
    desk.open(receipt)
    desk.do(c.ReturnLine(1))
    desk.do(c.StartExchange())
    desk.do(c.Scan(code=SOY))
    desk.do(c.StartTender())
    desk.do(c.CancelTender())
    (cancelled,) = desk.do(c.CancelReturn())
    assert (cancelled.total, cancelled.acceptable) == (4590, True)
    assert desk.till.sale.due == 500
    assert desk.till.stage == "scanning"
    desk.sell()
    assert of(desk.give_back(receipt, (1, 1)), f.ReturnCompleted)


# --- undoing, papers


def test_a_post_void_undoes_the_last_sale_whole_with_a_manager(desk: Desk) -> None:
    expected = desk.till.drawer.expected
    sale = desk.sell(MILK, SOY)
    assert desk.do(c.PostVoid("wrong_customer")) == [f.AuthorizationAsked("post_void", sale.total, "manager")]
    facts = desk.do(c.EnterPin("m1"))
    (done,) = of(facts, f.ReturnCompleted)
    assert (done.kind, done.total, done.tax, done.reason) == ("post_void", sale.total, sale.tax, "wrong_customer")
    assert desk.till.drawer.expected == expected
    assert desk.till.shift.totals.post_voided == sale.total
    desk.do(c.CloseDrawer())
    assert refusals(desk.do(c.PostVoid("again"))) == ["refused.returned_already"]
    assert refusals(desk.open(sale.receipt)) == ["refused.returned_already"]


def test_a_post_void_hands_no_cash_to_somebody_who_has_left() -> None:
    desk = Desk(replace(TAKING_BACK, rights={}))
    desk.customer("rice")
    desk.sell(RICE)
    drawer = desk.till.drawer.expected
    desk.leave()
    assert refusals(desk.do(c.PostVoid("wrong_customer"))) == ["refused.post_void_nobody"]
    desk.customer("rice")
    assert refusals(desk.do(c.PostVoid("wrong_customer"))) == ["refused.post_void_nobody"]
    assert desk.till.drawer.expected == drawer


def test_a_post_void_to_a_phone_needs_nobody_there() -> None:
    desk = Desk(replace(TAKING_BACK, rights={}))
    desk.customer("rice")
    sale = desk.sell(RICE, pay="mobile")
    desk.leave()
    (done,) = of(desk.settle(c.PostVoid("wrong_customer")), f.ReturnCompleted)
    assert (done.kind, done.total) == ("post_void", sale.total)


def test_what_came_with_a_gift_receipt_becomes_credit(desk: Desk) -> None:
    sale = desk.sell(RICE, pay="mobile")
    (issued,) = desk.do(c.PrintGiftReceipt())
    (sold,) = desk.found(issued.document, "code")
    assert sold.gift
    desk.do(c.StartReturn(sold.receipt))
    desk.do(c.ReturnLine(1))
    (done,) = of(desk.do(c.FinishReturn()), f.ReturnCompleted)
    assert done.refunds == (Refund("credit", sale.total, sale.total),)


def test_the_customer_signs_the_slip(desk: Desk) -> None:
    receipt = desk.sell(RICE).receipt
    brought(desk, ("rice", ""))
    desk.give_back(receipt, (1, 1))
    assert desk.hear(s.ReturnSigned("c1")) == [f.ReturnSlipSigned("till-1-R0001", "c1")]
    (copy,) = desk.do(c.ReprintReceipt())
    assert (copy.document, copy.copy) == ("till-1-R0001", 1)


@pytest.mark.parametrize("pay", ["cash", "mobile", "both"])
def test_goods_taken_in_exchange_are_refunded_to_what_truly_paid(desk: Desk, pay: str) -> None:
    """Rice and cream are bought, the cream is exchanged for rice; then both come back: each means gets what it gave."""
    first = desk.sell(RICE, CREAM_CODE, pay=pay)
    desk.open(first.receipt)
    desk.do(c.ReturnLine(2, condition="resalable"))
    desk.do(c.StartExchange())
    desk.do(c.Scan(code=RICE))
    desk.do(c.StartTender())
    desk.settle(c.FinishReturn())
    second = desk.till.last
    assert {tender.kind for tender in second.tenders} == {"exchange"}
    desk.give_back(second.receipt, (1, 1))
    desk.give_back(first.receipt, (1, 1))
    back: dict[str, int] = {}
    for made in of([entry.what for entry in desk.tape.entries], f.RefundMade):
        back[made.kind] = back.get(made.kind, 0) + made.value
    paid = {tender.kind: tender.amount for tender in first.tenders}
    assert back == paid | ({"cash": first.total - paid.get("mobile", 0)} if "cash" in paid else {})
