from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.kernel.paper import TRAINING_MARK, Barcode, Cut, Feed, Kick, Qr, Row, Rule, Text
from virtual_devices.escpos import encode
from virtual_devices.layout import lay_out, on_screen, paper_cells, wrap
from virtual_devices.printer import Kicked, POSPrinter, Pulse, Skipped

RECEIPT = (
    Kick(),
    Text("晨光里超市 Morning Lane", "centre", bold=True),
    Text(TRAINING_MARK, "centre", bold=True, double=True),
    Rule(),
    Text("伊水纯牛奶 1L（全脂灭菌乳，常温保存，利乐包装）第二件半价"),
    Row("  2 x 12.80", "25.60"),
    Row("合计 TOTAL", "¥26.72", bold=True),
    Rule("="),
    Feed(2),
    Barcode("T1-2026122400012"),
    Qr("https://example.org/t/12?票=1"),
    Text("谢谢惠顾 Thank you", "right"),
    Cut(),
)


def paper(document, columns=32):
    printer = POSPrinter(columns)
    reaction = printer.receive(encode(document, columns), now=0)
    assert not [event for event in reaction.events if isinstance(event, Skipped)]
    return printer.paper


@pytest.mark.parametrize("columns", [32, 48])
def test_the_printer_prints_what_was_laid_out(columns):
    assert paper(RECEIPT, columns) == [block for block in lay_out(RECEIPT, columns) if not isinstance(block, Kick)]


def test_the_bytes():
    assert encode((Text("牛1", "centre", bold=True), Text("a", double=True), Cut(), Kick())) == (
        b"\x1b@\x1ba\x01\x1bE\x01\x1c&\xc5\xa31\x1c.\n\x1ba\x00\x1bE\x00\x1d!\x11a\n\x1dV\x42\x00\x1bp\x00\x19\xfa"
    )


def test_a_yen_sign_before_ascii_stays_a_yen_sign():
    assert paper((Text("¥5.00"),)) == [Text("¥5.00")]
    assert encode((Text("计¥5"),)) == b"\x1b@\x1c&\xbc\xc6\x1c.\x1c.\x1bt\x00\x9d5\n"
    assert list(lay_out((Row("合计", "¥5.00"),), 20)) == [Text("合计           ¥5.00")], "it takes one cell"


@given(st.text(alphabet="¥£ 5.合计", max_size=60), st.sampled_from([32, 48]))
def test_a_sign_of_money_stays_with_its_figures_and_fits(text, columns):
    printed = paper((Text(text),), columns)
    assert printed == [block for block in lay_out((Text(text),), columns) if isinstance(block, Text)]
    assert not any(one.text.endswith(sign) and two.text[:1] == "5" for one, two in pairwise(printed) for sign in "¥£")


def test_control_characters_in_a_name_are_no_commands():
    assert paper((Text("a\x1b@\x1dV\x00b\ud800"),)) == [Text("a @ V b ")]


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (Row("Milk", "3.20"), ["Milk                        3.20"]),
        (Row("牛奶", "3.20"), ["牛奶                        3.20"]),
        (Row("", "3.20"), [" " * 28 + "3.20"]),
        (
            Row("Semi-skimmed organic milk 1 l", "3.20"),
            ["Semi-skimmed organic milk 1", "l                           3.20"],
        ),
        (Row("x", "9" * 40), ["x", "9" * 32, " " * 24 + "9" * 8]),
    ],
)
def test_rows_stay_flush(row, lines):
    assert [block.text for block in lay_out((row,)) if isinstance(block, Text)] == lines


def test_a_line_never_begins_with_a_closing_mark():
    assert wrap("一二三，四五", 6) == ["一二", "三，四", "五"]


def test_on_screen_makes_up_for_wide_signs():
    assert on_screen("2 × 3.20…") == "2 ×  3.20… "
    assert on_screen("牛奶") == "牛奶"


@pytest.mark.parametrize("data", ["1", "12345", "T1-0001{2}", "20261224000123456789", "a1234b567890"])
def test_code_128_comes_back_as_it_was(data):
    assert paper((Barcode(data),), 48) == [Barcode(data)]


@pytest.mark.parametrize("data", ["ABCDEFGHIJKLMNOPQRSTUVWXYZ", "编号12"])
def test_a_code_too_wide_or_not_in_code_128_becomes_a_qr_code_with_its_text(data):
    assert paper((Barcode(data),)) == [Qr(data), Text(data, "centre")]


def test_too_much_for_a_qr_code_is_said():
    with pytest.raises(ValueError, match="at most 2331 bytes in a QR code, got 2332"):
        encode((Qr("x" * 2332),))


def test_kick_becomes_a_pulse():
    events = POSPrinter().receive(encode((Kick(),)), now=5).events
    assert events == (Kicked(Pulse(2, 50), 5),)


words = st.text(max_size=60)
blocks = st.one_of(
    st.builds(Text, words, st.sampled_from(["left", "centre", "right"]), st.booleans(), st.booleans()),
    st.builds(Row, words, words, st.booleans()),
    st.builds(Rule, st.text(max_size=2)),
    st.builds(Feed, st.integers(0, 4)),
    st.builds(Qr, words.filter(bool)),
)


@given(st.lists(blocks, max_size=8).map(tuple), st.sampled_from([32, 48]))
def test_every_line_fits(document, columns):
    for block in lay_out(document, columns):
        if isinstance(block, Text):
            assert paper_cells(block.text) * (2 if block.double else 1) <= columns


ordinary = st.text(st.characters(codec="gb2312", exclude_categories=["Cc"]), max_size=60)


@given(st.lists(ordinary, max_size=5), st.sampled_from([32, 48]))
def test_no_word_is_lost_on_the_way_to_the_paper(texts, columns):
    printed = "".join(row.text for row in paper(tuple(map(Text, texts)), columns) if isinstance(row, Text))
    assert printed.replace(" ", "") == "".join(texts).replace(" ", "")
