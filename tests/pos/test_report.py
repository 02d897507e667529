"""X and Z on paper: the day's figures in both languages, under the training mark; and again when the paper ended."""

import pytest
from msgspec.structs import replace

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.paper import TRAINING_MARK, Row
from simulator.kernel.paper import Text as Words_
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from simulator.pos.receipt import Head
from simulator.pos.report import report
from tests.pos.counter import Counter

HEAD = Head(Text("Morning Lane", "晨光里超市"), Text(), "till-1", Text("Wang Fang", "王芳"), "2026-12-24 21:42")
SUMS = f.Totals(
    3, 9000, 8000, 1000, 200, 4, {"cash": 4996, "mobile": 4000}, {"mobile": 4000}, 1, 1280, 1, 990, 2,
    10_000, 500, 300, 2000, 0, "till-1-0001", "till-1-0003",
)  # fmt: skip
Z = f.ReportIssued(
    "till-1-Z0007", "z", 7, SUMS, SUMS.cash, SUMS.cash - 500, -500, -100, (f.TenderCounted("mobile", 4100, 4000),)
)


def rows(issued: f.ReportIssued, lang: Lang) -> dict[str, str]:
    return {block.left: block.right for block in report(issued, HEAD, Words(lang)) if isinstance(block, Row)}


def test_the_books_expect_what_the_figures_add_up_to() -> None:
    assert SUMS.cash == 10_000 + 4996 + 500 - 300 - 2000


@pytest.mark.parametrize(("lang", "row"), [("en", "Complaints recorded"), ("zh", "投诉登记")])
def test_complaints_are_counted_where_there_were_any(lang: Lang, row: str) -> None:
    assert row not in rows(Z, lang)
    assert rows(replace(Z, totals=replace(SUMS, complaints=2)), lang)[row] == "2"


@pytest.mark.parametrize(
    ("lang", "sales", "expected", "declared", "off"),
    [
        ("en", "Sales 3", "Cash expected", "Declared: Cash", "Over/short"),
        ("zh", "销售 3 笔", "现金应有", "实缴：现金", "长短款"),
    ],
)
def test_a_z_says_everything_of_the_day(lang: Lang, sales: str, expected: str, declared: str, off: str) -> None:
    shown = rows(Z, lang)
    assert (shown[sales], shown[expected], shown[declared]) == ("90.00", "131.96", "126.96")
    blocks = [block for block in report(Z, HEAD, Words(lang)) if isinstance(block, Row)]
    assert [block.right for block in blocks if block.left.strip() == off] == ["-5.00", "1.00"]
    texts = [block.text for block in report(Z, HEAD, Words(lang)) if isinstance(block, Words_)]
    assert texts.count(TRAINING_MARK) == 2
    assert texts[0] == TRAINING_MARK
    assert any("7" in text for text in texts[1:4])
    assert "  till-1-0001 - till-1-0003" in texts


def test_an_x_tells_of_no_declaration() -> None:
    x = f.ReportIssued("till-1-X0001", "x", 1, SUMS, SUMS.cash)
    assert not any(left.startswith("Declared") for left in rows(x, "en"))


def test_a_report_that_failed_to_print_comes_again_and_counts_once() -> None:
    counter = Counter()
    (x,) = counter.do(c.XReport())
    assert isinstance(x, f.ReportIssued)
    counter.hear(s.PrinterFailed(x.document, "EPTR_REC_EMPTY"))
    counter.do(c.ChangePaper())
    assert counter.session.view.unprinted_report
    assert counter.do(c.ReprintReceipt()) == [f.ReceiptIssued(x.document, "", 1)]
    counter.hear(s.ReceiptPrinted(x.document))
    assert not counter.session.view.unprinted_report
    assert counter.till.shift.x_reports == 1
    assert counter.do(c.ReprintReceipt()) == [f.Refused("reprint_receipt", "refused.nothing_to_print")]


@pytest.mark.parametrize(
    ("lang", "stored", "points", "invoices"),
    [
        ("en", "Put onto cards (no sales)", "Points: 90 earned, 300 used", "Invoices: 2"),
        ("zh", "储值卡充值（非销售）", "积分：发放 90，使用 300", "开票 2 张"),
    ],
)
def test_what_is_owed_and_invoiced_stands_apart_from_the_sales(
    lang: Lang, stored: str, points: str, invoices: str
) -> None:
    sums = replace(SUMS, stored=10_000, points_earned=90, points_spent=300, invoices=2, invoiced=6500)
    shown = rows(f.ReportIssued("till-1-X0001", "x", 1, sums, sums.cash), lang)
    assert (shown[stored], shown[invoices]) == ("100.00", "65.00")
    assert points in shown
    assert stored not in rows(Z, lang), "a day without them says nothing of them"
