"""A report as PDF: what is printed can be found and copied, nothing leaves the paper, the same bytes every time."""

import io
import json
import re

import msgspec
import pytest

from grading.reports import pdf_pages, pdf_table, report_json, report_pdf
from grading.reports.model import Bar, Bars, Block, Column, Heading, Heat, HeatLine, Points, Report, State, Table
from simulator.kernel.texts import Lang, Text
from simulator.reporting.pdfs import attached
from tests.reports.sample import sample, text

for needed in ("fpdf", "pylopdf_fonts_zh_cn"):
    pytest.importorskip(needed, reason="a PDF needs the extra `print`")
pdfium = pytest.importorskip("pypdfium2", reason="a PDF is read back with the extra `test`")


def written(report: Report, lang: Lang) -> bytes:
    out = io.BytesIO()
    report_pdf.write(report, lang, out)
    return out.getvalue()


def read(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdfium.PdfDocument(data)]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_everything_is_there_in_its_language_and_on_every_page(lang: Lang) -> None:
    data = written(sample(90), lang)
    assert data == written(sample(90), lang)
    pages = read(data)
    whole = re.sub(r"\s+", " ", " ".join(pages))
    for said in (
        text("Sample", "样例报告"), text("READY WITH RISKS", "带风险可开业"), text("9 of 13 met", "13 项中 9 项达标"),
        text("Li Lei lacks power-outage", "李雷 尚缺 断电应急"),
        text("Every gate has an owner.", "每项条件均有责任方。"),
        text("Response <time> & more", "响应时间 <均值>"), text("95 % (n = 60)", "95 % (n = 60)"),
        text("n = 60 · sandbox", "n = 60 · 沙盘"), text("Grades over time", "等级走势"), text("N/O", "未观察到"),
        text("until 2027-05-01", "有效期至 2027-05-01"), text("Supplier", "乙方"), text("seal", "盖章"),
        text("王芳", "王芳"), text("=1+1", "=1+1"), text("-12.50", "-12.50"), text("run-000089", "run-000089"),
        text("page 1 of 5", "页码 1 / 5"),
    ):  # fmt: skip
        assert said[lang] in whole, said
    assert len(pages) == 5
    assert all("TRAINING 培训" in page and "SHA-256 1212121212121212" in page for page in pages)
    heads = [text("Session", "场次")[lang] in page for page in pages if "run-0000" in page]
    assert heads == [True] * len(heads)
    assert len(heads) == 3
    bookmarks = [each.get_title() for each in pdfium.PdfDocument(data).get_toc()]
    assert bookmarks == [text("Gates", "准入条件")[lang]]


@pytest.mark.parametrize(
    ("above", "rows"), [*((12, rows) for rows in range(20, 60)), *((above, 3) for above in range(25, 45))]
)
def test_no_row_of_a_table_is_left_alone_on_a_page(above: int, rows: int) -> None:
    """Whatever stands above it: neither the first one below its head nor the last one at the top of another page."""
    columns = Column("n", Text("No.", "序号")), Column("b", Text("B", "乙"))
    table = Table("t", Text("A table", "表"), columns, tuple((f"row-{n:03d}", "x") for n in range(rows)))
    filler = Table("f", Text(), columns[:1], tuple((f"line {n}",) for n in range(above)))
    report = msgspec.structs.replace(sample(), blocks=(filler, table))
    counts = [count for page in read(written(report, "en")) if (count := page.count("row-"))]
    assert sum(counts) == rows
    assert min(counts) > 1, counts


@pytest.mark.parametrize("above", range(18, 40))
def test_what_signs_mean_stands_whole_on_the_page_of_the_last_of_them(above: int) -> None:
    filler = Table("f", Text(), (Column("n", Text("No.", "序号")),), tuple((f"line {n}",) for n in range(above)))
    key = Text("first " + "word " * 40 + "last", "键")
    heat = Heat(
        "heat", Text("Grades", "等级"), (Text("A", "甲"),), tuple(HeatLine(f"who-{n}", (5,)) for n in range(5)), key
    )
    pages = read(written(msgspec.structs.replace(sample(), blocks=(filler, heat)), "en"))
    (page,) = [page for page in pages if "first word" in page]
    assert "last" in page
    assert "who-4" in page


def test_pages_that_were_packed_away_are_the_same_and_machines_columns_are_on_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = Column("a", Text("gone", "无"), machine=True), Column("b", Text("B", "乙"))
    table = Table("t", Text("Ids", "标识"), columns, tuple(("never", f"row {n}") for n in range(3)))
    report = msgspec.structs.replace(sample(400), blocks=(*sample(400).blocks, table))
    monkeypatch.setattr(pdf_pages, "AT_ONCE", 3)
    packed = written(report, "en")
    said = read(packed)
    assert len(said) > 6, "more than are unpacked at once"
    assert "row 2" in said[-1]
    assert "never" not in said[-1]
    assert f"page {len(said)} of {len(said)}" in said[-1]
    monkeypatch.setattr(pdf_pages.Pages, "pack", lambda self: None)
    assert written(report, "en") == packed


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_of_an_annex_that_nobody_reads_on_paper_the_first_rows_are_printed_and_all_of_them_attached(
    monkeypatch: pytest.MonkeyPatch, lang: Lang
) -> None:
    whole = written(sample(1900), lang)
    assert "run-001899" in " ".join(read(whole)), "as long as an annex is read at all, it is printed"
    monkeypatch.setattr(pdf_table, "MOST_PRINTED", 100)
    told = list[tuple[int, int]]()
    out = io.BytesIO()
    report_pdf.write(sample(1900), lang, out, lambda done, of: told.append((done, of)))
    data, pages = out.getvalue(), read(out.getvalue())
    said = re.sub(r"\s+", " " if lang == "en" else "", " ".join(pages))
    assert "run-000099" in said
    assert "run-000100" not in said
    assert ("100 of 1,900 rows are printed" if lang == "en" else "此处打印1,900行中的100行") in said
    assert report_pdf.ATTACHED in said
    assert json.loads(attached(data)) == report_json.plain(sample(1900)), "nothing is left out of what it proves"
    assert told[-1][0] == told[-1][1] > 1900, "who waits is told of the whole"
    assert len(data) < len(whole)


@pytest.mark.parametrize(("items", "page"), [(5, 1), (44, 1), (150, 4)])
def test_the_conclusion_is_one_page_if_that_can_be(items: int, page: int) -> None:
    points = Points("many", tuple(State("bad", text(f"Point {n} of them", "事项")) for n in range(items)))
    report = sample()
    blocks = (*report.blocks[:2], points, *report.blocks[3:])
    pages = read(written(msgspec.structs.replace(report, blocks=blocks), "en"))
    assert next(n for n, said in enumerate(pages, 1) if f"Point {items - 1} of them" in said) == page
    assert next(n for n, said in enumerate(pages) if "Every gate has an owner" in said) == page


def test_nothing_leaves_the_paper() -> None:
    long = "没有任何空格也没有标点的很长很长的一段话" * 400
    columns = tuple(Column(f"c{n}", Text(f"Column {n}", f"第{n}列"), "text") for n in range(9))
    people = tuple(
        HeatLine(f"A person whose name is rather long {n}", tuple(1 + (n + at) % 5 for at in range(16)))
        for n in range(70)
    )
    names = tuple(
        Text(f"A competency with a long name, the {n}th of them", f"名称很长很长很长的能力项目{n}") for n in range(16)
    )
    more = (
        Table("wide", Text("Wide", "宽表"), columns, (("x" * 200, *[long[:40]] * 8), ("short", long, *[""] * 7))),
        Heat("many", Text("Many", "很多人"), names, people, Text("key", "图例")),
    )
    report = sample()
    report = msgspec.structs.replace(report, blocks=(*report.blocks, *more), title=Text(long[:300], long[:300]))
    document = pdfium.PdfDocument(written(report, "zh"))
    signs = 0
    for page in document:
        drawn = page.get_textpage()
        wide, high = page.get_size()
        for at in range(drawn.count_chars()):
            left, low, right, top = drawn.get_charbox(at)
            assert left >= -1, (left, drawn.get_text_range(at, 1))
            assert right <= wide + 1, (right, drawn.get_text_range(at, 1))
            assert low >= -1, (low, drawn.get_text_range(at, 1))
            assert top <= high + 1
            signs += 1
    assert signs > len(long), "a row that no page can hold is not cut"


BELOW = {
    "heat": Heat(
        "below", text("Below it", "下文"), (text("Cash", "现金"),), (HeatLine("Li", (3,)),) * 4, text("key", "图例")
    ),
    "table": Table("below", text("Below it", "下文"), (Column("a", text("A", "甲")),), (("1",),) * 4),
    "bars": Bars("below", text("Below it", "下文"), "share", (Bar(text("One", "一"), (1, 2)),) * 12),
    "points": Points("below", (State("bad", text("Below it", "下文")),)),
    "none": Table("below", text("Below it", "下文"), (Column("a", text("A", "甲")),), (), none=text("Nothing", "无")),
}


@pytest.mark.parametrize("kind", BELOW)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_heading_stands_on_the_page_of_what_follows_it(lang: Lang, kind: str) -> None:
    """However far down the page it comes: each part of one document begins on a page of its own, a line lower."""
    report, depths = sample(), range(34, 62)

    def tried(lines: int) -> Text:
        return text(f"Try {lines}.", f"第 {lines} 次。")

    def part(lines: int) -> tuple[Block, ...]:
        start = Heading(f"p{lines}", tried(lines), page=True)
        before = Points(f"before{lines}", (State("plain", text("line", "行")),) * lines)
        return start, before, Heading(f"h{lines}", text("Here begins a part", "本节开始")), BELOW[kind]

    blocks = (*report.blocks[:2], *(block for lines in depths for block in part(lines)))
    pages = read(written(msgspec.structs.replace(report, blocks=blocks), lang))
    tries = [next(n for n, said in enumerate(pages) if tried(lines)[lang] in said) for lines in depths]
    apart = set()
    for lines, first, end in zip(depths, tries, [*tries[1:], len(pages)], strict=True):
        (titled,) = [n for n in range(first, end) if text("Here begins a part", "本节开始")[lang] in pages[n]]
        follows = next(n for n in range(first, end) if text("Below it", "下文")[lang] in pages[n])
        apart.add(titled - first + 1)
        assert titled == follows, lines
    assert apart == {1, 2}, "it was tried at the bottom of a page and on the next one"
