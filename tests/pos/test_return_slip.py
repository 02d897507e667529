"""The return slip, the receipt that shows no prices, and returns on X and Z."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from simulator.drill.papers import Papers
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.paper import TRAINING_MARK, Barcode, Row, Text
from simulator.kernel.returns import ReturnPolicy
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.pos.report import report
from simulator.pos.return_slip import gift_receipt, return_slip
from tests.pos.counter import MILK, RICE, SOY
from tests.pos.returns_desk import TAKING_BACK, Desk, of
from tests.pos.test_report import HEAD


@pytest.fixture
def desk() -> Desk:
    return Desk()


def rows(document: Any) -> dict[str, str]:
    return {block.left.strip(): block.right for block in document if isinstance(block, Row)}


@pytest.mark.parametrize(
    ("lang", "total", "cash", "sign"),
    [("en", "Refund", "Cash", "Customer ______________"), ("zh", "退款合计", "现金", "顾客签字 ______________")],
)
def test_a_slip_says_what_came_back_for_how_much_and_asks_for_a_signature(
    desk: Desk, lang: Lang, total: str, cash: str, sign: str
) -> None:
    sale = desk.sell(RICE, RICE)
    (done,) = of(desk.give_back(sale.receipt, (2, 1), condition="damaged"), f.ReturnCompleted)
    slip = return_slip(done, HEAD, Words(lang), copy=1)
    shown = rows(slip)
    assert (shown[total], shown[cash]) == ("-¥43.40", "-43.40")
    texts = [block.text for block in slip if isinstance(block, Text)]
    assert texts[0] == texts[-1] == TRAINING_MARK
    assert sign in texts
    assert any(sale.receipt in text for text in texts)
    assert [block.data for block in slip if isinstance(block, Barcode)] == [done.number]


def test_a_slip_says_what_is_withheld_for_a_broken_promotion_and_what_goes_out_in_the_end() -> None:
    desk = Desk(replace(TAKING_BACK, rights={}, returns=ReturnPolicy(bundles="claw_back")))
    sale = desk.sell(MILK, MILK)
    for line, row, total in (
        (1, ("Promotion broken", "6.40"), "-¥6.40"),
        (2, ("Kept back before", "-6.40"), "-¥12.80"),
    ):
        (done,) = of(desk.give_back(sale.receipt, (line, 1)), f.ReturnCompleted)
        shown = rows(return_slip(done, HEAD, Words("en")))
        assert (shown[row[0]], shown["Refund"]) == (row[1], total)


def test_a_gift_receipt_shows_no_price_and_has_a_code_of_its_own(desk: Desk) -> None:
    sale = desk.sell(MILK, SOY)
    (issued,) = desk.do(c.PrintGiftReceipt())
    paper = gift_receipt(sale, HEAD, Words("en"))
    said = " ".join(str(block) for block in paper)
    assert "12.80" not in said
    assert "5.00" not in said
    assert [block.data for block in paper if isinstance(block, Barcode)] == [issued.document]


def test_returns_and_post_voids_stand_on_the_report(desk: Desk) -> None:
    first, second = desk.sell(RICE), desk.sell(MILK, SOY)
    desk.give_back(first.receipt, (1, 1))
    desk.settle(c.PostVoid("wrong_goods"))
    (x,) = desk.do(c.XReport())
    shown = rows(report(x, HEAD, Words("en")))
    assert (shown["Sales 2"], shown["Returns 2"]) == ("63.70", "-63.70")
    assert shown["Of them post-voids 1"] == f"-{second.total / 100:.2f}"
    assert shown["Refunded: Cash"] == "-63.70"
    assert x.totals.cash == desk.till.drawer.expected


def test_a_coupon_can_be_used_again_where_the_shop_says_so_and_all_of_it_came_back() -> None:
    desk = Desk(replace(TAKING_BACK, rights={}, returns=ReturnPolicy(7, coupons_back=True)))
    sale = desk.sell(RICE, MILK, coupon="9520990000015")
    (part,) = of(desk.give_back(sale.receipt, (1, 1)), f.ReturnCompleted)
    assert (part.coupons, desk.tape.claims["coupon:9520990000015"]) == ((), 1)
    (rest,) = of(desk.give_back(sale.receipt, (2, 1)), f.ReturnCompleted)
    assert (rest.coupons, desk.tape.claims["coupon:9520990000015"]) == (("9520990000015",), 0)


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ["Points taken back: 45", "Red-letter invoice R-F-R1", "against 26000001"]),
        ("zh", ["扣回积分：45", "红字发票 R-F-R1", "对应发票 26000001"]),
    ],
)
def test_a_slip_says_which_points_and_which_invoice_go_back(desk: Desk, lang: Lang, says: list[str]) -> None:
    sale = desk.sell(RICE)
    (kept,) = desk.found(sale.receipt)
    told = Papers()
    desk = Desk(replace(TAKING_BACK, rights={}), before=(msgspec.structs.replace(kept, sale="", invoice="26000001"),))
    desk.give_back(sale.receipt, (1, 1))
    for entry in desk.tape.entries:
        done = entry.what
        points = msgspec.structs.replace(done, points_back=45) if isinstance(done, f.ReturnCompleted) else done
        told.see(msgspec.structs.replace(entry, what=points))
    (number,) = told.returns
    slip = told.compose(number, HEAD, Words(lang), lambda _: None)
    assert slip is not None
    said = [block.text if isinstance(block, Text) else block.left for block in slip if isinstance(block, Text | Row)]
    said = [text.strip().replace(sale.receipt, "R") for text in said]
    assert [text for text in said if text in says] == says
    assert f"-{sale.total / 100:.2f}" in [block.right for block in slip if isinstance(block, Row)]


def test_a_copy_of_the_slip_says_which_way_the_money_truly_went() -> None:
    desk = Desk(replace(TAKING_BACK, rights={}))
    sale = desk.sell(RICE, pay="mobile")
    desk.open(sale.receipt)
    desk.do(c.ReturnLine(1))
    (asked,) = [fact for fact in desk.do(c.FinishReturn()) if isinstance(fact, f.RefundRequested)]
    desk.hear(s.RefundAnswered(asked.request, "declined"))
    desk.do(c.RefundOtherwise("cash"))
    desk.do(c.CloseDrawer())
    told, words = Papers(), Words("en")

    def ways() -> dict[str, str]:
        slip = told.compose(asked.number, HEAD, words, lambda _: None)
        assert slip is not None
        rows = {block.left: block.right for block in slip if isinstance(block, Row)}
        return {kind: rows[name] for kind in ("cash", "mobile") if (name := words(f"receipt.tender.{kind}")) in rows}

    for entry in desk.tape.entries:
        told.see(entry)
    assert ways() == {"mobile": "-45.90"}, "as it was printed then"
    desk.do(c.ReprintReceipt())
    told.see(desk.tape.entries[-1])
    assert ways() == {"cash": "-45.90"}
