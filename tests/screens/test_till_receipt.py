"""What is printed: the training mark everywhere, sums that add up, both languages, copies that say so."""

import pytest
from msgspec.structs import replace

from simulator.drill.papers import Papers
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.paper import TRAINING_MARK, Barcode, Cut, Qr, Row
from simulator.kernel.paper import Text as Words_
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from simulator.pos.receipt import Head, receipt, slip
from virtual_devices.escpos import encode
from virtual_devices.printer import POSPrinter

HEAD = Head(Text("Morning Lane", "晨光里超市"), Text(), "till-1", Text("Wang Fang", "王芳"), "2026-12-24 10:42")
LINES = (
    f.Line(1, "milk", Text("Whole Milk 1 L", "纯牛奶 1L"), "", 1280, 2, 0, 2560, 200, 1300),
    f.Line(2, "apples", Text("Apples", "苹果"), "", 996, 1, 755, 752, 0, 900),
)
SALE = f.SaleCompleted(
    "till-1/12", "till-1-0012", "li", LINES, (f.Tender("cash", 3110, 5000),), 3112, 2780, 332, 200, 2, 1890, "29"
)


def rows(document: tuple[object, ...]) -> dict[str, str]:
    return {block.left.strip(): block.right for block in document if isinstance(block, Row)}


@pytest.mark.parametrize(("lang", "total", "change"), [("en", "TOTAL", "Change"), ("zh", "合计", "找零")])
def test_a_receipt_says_what_was_paid(lang: Lang, total: str, change: str) -> None:
    document = receipt(SALE, HEAD, Words(lang), member=Text("Mrs Li", "李女士"))
    shown = rows(document)
    assert (shown[total], shown[change]) == ("¥31.12", "18.90")
    assert shown["0.755 kg x 9.96"] == "7.52"
    assert shown["2 x 12.80"] == "25.60"
    marks = [n for n, block in enumerate(document) if isinstance(block, Words_) and block.text == TRAINING_MARK]
    assert marks[0] == 0
    assert len(marks) == 2
    assert Barcode("till-1-0012") in document
    assert document[-1] == Cut()


def test_a_copy_and_a_late_entry_say_so() -> None:
    words = Words("en")
    texts = [block.text for block in receipt(SALE, HEAD, words, copy=2) if isinstance(block, Words_)]
    assert "COPY 2" in texts
    late = f.SaleCompleted("s", "r", "li", (), (), 0, 0, 0, 0, 0, 0, slip=3)
    assert "Entered from slip 3" in [b.text for b in receipt(late, HEAD, words) if isinstance(b, Words_)]


@pytest.mark.parametrize(
    ("lang", "till", "off", "why"),
    [("en", "At till 1", "of which off the bill", "After a complaint"), ("zh", "1号台", "其中整单折让", "顾客投诉")],
)
def test_a_receipt_names_its_till_and_what_was_taken_off_the_whole_of_it(
    lang: Lang, till: str, off: str, why: str
) -> None:
    papers = Papers()
    seen = [
        f.SaleDiscounted("till-1/12", 300, "damaged"),
        f.SaleDiscounted("till-1/12", 200, "complaint"),
        SALE,
        f.ReceiptIssued("till-1-0012", "till-1/12"),
    ]
    for seq, what in enumerate(seen, 1):
        papers.see(Entry("till-1", seq, seq, "system", what))
    document = papers.compose("till-1-0012", HEAD, Words(lang), lambda code: None)
    assert document is not None
    shown = rows(document)
    assert till in shown
    assert shown[off] == "2.00", "what was taken off last"
    assert why in [block.text.strip() for block in document if isinstance(block, Words_)]
    assert off not in rows(receipt(SALE, HEAD, Words(lang)))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Price changed, was 12.80", "Price on the shelf", "Price changed, was 6.48/500g", "Near its date"]),
        ("zh", ["改价，原价 12.80", "按货架标价", "改价，原价 6.48/500g", "临近保质期"]),
    ],
)
def test_a_price_that_was_set_by_hand_stands_beside_what_it_was_and_why(lang: Lang, said: list[str]) -> None:
    lines = (
        replace(LINES[0], price=1180, gross=2360, listed=1280, reason="shelf_price"),
        replace(LINES[1], listed=1296, reason="near_expiry"),
    )
    document = receipt(replace(SALE, lines=lines), HEAD._replace(weighed_per=500), Words(lang))
    texts = [block.text.strip() for block in document if isinstance(block, Words_)]
    assert [text for text in texts if text in said] == said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_copy_of_what_was_invoiced_has_the_code_to_fetch_it_by(lang: Lang) -> None:
    papers = Papers()
    issued = f.InvoiceIssued("till-1-0012-F", "26312001", SALE.sale, 3110, 2778, 332)
    for n, what in enumerate([SALE, f.ReceiptIssued("r1", SALE.sale), issued, f.ReceiptIssued("r2", SALE.sale, 1)], 1):
        papers.see(Entry("till-1", n, 0, "till", what))
    first, copy = (papers.compose(document, HEAD, Words(lang), lambda _: None) or () for document in ("r1", "r2"))
    assert not [block for block in first if isinstance(block, Qr)]
    assert Qr("TRAINING:26312001") in copy


def test_a_slip_bears_the_mark_too() -> None:
    line = f.SlipLine("g", "milk", Text("Milk", "牛奶"), 1280, 1280)
    written = f.SlipWritten(1, "li", (line,), "cash", 1280, 2000, 720, True)
    document = slip(written, HEAD, Words("zh"))
    assert [b.text for b in document if isinstance(b, Words_)].count(TRAINING_MARK) == 2
    assert rows(document)["找零"] == "7.20"


def test_it_comes_out_of_a_printer_as_it_was_composed() -> None:
    printer = POSPrinter(32)
    printer.receive(encode(receipt(SALE, HEAD, Words("zh")), 32), 0)
    paper = [row.text for row in printer.paper if isinstance(row, Words_)]
    assert paper[0] == TRAINING_MARK
    assert any(text.endswith("¥31.12") for text in paper)
