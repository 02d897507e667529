"""A person's card: read back as people and scanners do, a page a person, the same bytes every time."""

import doctest

import pytest

from grading.reports import pen
from grading.reports.pen import CLOSING, OPENING, Pen
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.printing.person_card import Card, Proof, cards_pdf
from tests.printing.reading import FORMATS, pypdfium2, zxingcpp
from tests.standings import COURSE, TRAINED, stands

TITLES = {drill.id: Text(drill.id, "演练") for drill in COURSE.drills}
CARDS = [
    Card("王芳", Text("Cashier", "收银员"), stands(*TRAINED), TITLES, Proof("card", "ab" * 32)),
    Card(f"A name {'that does not end ' * 9}", Text("Cashier", "收银员"), stands(), TITLES, Proof("badge", "cd" * 32)),
]  # fmt: skip


def test_a_card_says_what_is_so_to_eyes_and_scanners() -> None:
    data = cards_pdf(CARDS, Words("zh"))
    assert data == cards_pdf(CARDS, Words("zh"))
    pages = list(pypdfium2.PdfDocument(data))
    first, second = (page.get_textpage().get_text_range() for page in pages)
    for expected in ("王芳", "收银员", "TRAINING 培训", "最近一次考核未通过", "断电断网应急", "下次复训：", "现金管理"):
        assert expected in first
    assert "暂无须复训的项目" in second
    assert "…" in second, "cut, and not over the edge"
    codes = [zxingcpp.read_barcodes(page.render(scale=3).to_pil(), formats=FORMATS)[0].text for page in pages]
    assert codes == [f"storedrill:card:sha256:{'ab' * 32}", f"storedrill:badge:sha256:{'cd' * 32}"]


@pytest.mark.parametrize("wide", [12, 31, 90])
def test_lines_hold_what_they_can_and_lose_nothing(wide: float) -> None:
    drawn = Pen("t", "zh")
    text = f"通道不稳（payment unknown）时，先查询、再冲正：“不要重复收款”。See {'ab' * 32}, then go on."
    lines = drawn.wrap(text, wide, 9)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(drawn.width(line, 9) <= wide for line in lines)
    assert not any(line[0] in CLOSING or line[-1] in OPENING for line in lines)


def test_examples_hold() -> None:
    assert doctest.testmod(pen).failed == 0
