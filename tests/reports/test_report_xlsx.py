"""A report as a workbook: another library reads numbers as numbers and days as days, finds charts, and no formula."""

import doctest
import io
import json
from datetime import datetime
from typing import Any
from zipfile import ZipFile

import pytest

from grading.reports import compare, report_xlsx, xlsx_book
from grading.reports.cells import STARTS
from grading.reports.model import Report
from grading.reports.report_json import plain
from grading.reports.xlsx_book import CARRIED
from simulator.importing import sheets
from simulator.kernel.texts import Lang
from simulator.reporting import beside, placed
from simulator.reporting.workbooks import carried, differing
from tests.reports.sample import sample

openpyxl = pytest.importorskip("openpyxl", reason="a workbook is read back with the extra `test`")
pytest.importorskip("xlsxwriter", reason="a workbook needs the extra `xlsx`")


def written(report: Report, lang: Lang) -> bytes:
    out = io.BytesIO()
    report_xlsx.write(report, lang, out)
    return out.getvalue()


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_cells_are_of_the_type_that_they_are() -> None:
    data = written(sample(), "en")
    assert data == written(sample(), "en")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [
        "Summary", "Gates", "Gates in figures", "Grades over time", "Cashiers", "People", "Evidence", CARRIED,
    ]  # fmt: skip
    assert rows(book["Gates"]) == [
        ("Gate", "Result", "Result: n", "Result: origin", "State", "Latest evidence"),
        ("Operations correct", 0.95, 60, "sandbox", "✓ met", datetime(2026, 11, 20)),
        ("Response <time> & more", 2.25, 3, "customer's system · too few, at least 100", "✗ not met", None),
    ]
    assert [cell.number_format for cell in book["Gates"][2]][1:3] == ["0.0###%", "#,##0"]
    people = rows(book["People"])
    assert people[1] == ("王芳", 12, 0.95, 4, -12.5, pytest.approx(datetime_of(190)), 4.5, "ab" * 32)
    assert people[2][:4] == ("'=1+1", 1, None, "N/O")
    assert people[2][6] == 0.3333, "rounded down"
    assert rows(book["Cashiers"])[1:3] == [("王芳", 4, "N/O", "✓ until 2027-05-01"), ("Li Lei", 1, 5, None)]
    assert rows(book["Grades over time"])[3] == (datetime(2026, 11, 9), 3, None, 3)
    assert book[CARRIED].sheet_state == "hidden"
    for sheet in book.worksheets[1:-1]:
        assert sheet.freeze_panes in ("B2", "A2"), sheet.title
        assert sheet.print_title_rows == "$1:$1"


def datetime_of(seconds: int) -> Any:
    return openpyxl.utils.datetime.from_excel(seconds / 86400, timedelta=True)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_a_formula_and_charts_are_the_programs_own(lang: Lang) -> None:
    data = written(sample(9), lang)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    assert not cell.value.startswith(tuple(STARTS)), cell.value
                    assert cell.value
    names = ZipFile(io.BytesIO(data)).namelist()
    assert sum(name.startswith("xl/charts/chart") for name in names) == 2
    bars, lines = (book.worksheets[n]._charts[0] for n in (2, 3))
    title = book.worksheets[2].title
    assert [each.cat.strRef.f.replace("'", "") for each in bars.series] == [f"{title}!$A$2:$A$4"] * 2
    assert [point.v for point in bars.series[0].val.numRef.numCache.pt] == [0.95, 0.5], "nothing where nothing came"
    assert lines.series[0].cat.numRef.numCache.pt[0].v == 46327, "the day, as a workbook counts them"
    assert len(lines.series) == 3
    summary = [row[0] for row in rows(book.worksheets[0])]
    expected = ("! READY WITH RISKS", "✗ Li Lei lacks power-outage", "Supplier") if lang == "en" else (
        "! 带风险可开业", "✗ 李雷 尚缺 断电应急", "乙方")  # fmt: skip
    assert set(expected) <= set(summary)
    assert "Opening" in summary or "开业日" in summary


def test_a_sheet_that_is_full_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_xlsx, "MOST_ROWS", 40)
    book = openpyxl.load_workbook(io.BytesIO(written(sample(90), "en")))
    assert book.sheetnames[-4:] == ["Evidence", "Evidence 2", "Evidence 3", CARRIED]
    assert [sheet.max_row - 1 for sheet in book.worksheets[-4:-1]] == [40, 40, 10]
    assert book.worksheets[-2]["A11"].value == "run-000089"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_workbook_carries_its_figures_and_a_cell_or_a_chart_that_says_otherwise_is_named(
    lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures of more than one cell; also where another program has saved the workbook again."""
    monkeypatch.setattr(report_xlsx, "PIECE", 3000)
    data = written(sample(900), lang)
    assert json.loads(carried(data)) == plain(sample(900))
    assert openpyxl.load_workbook(io.BytesIO(data))[CARRIED].max_row > 2
    assert list(differing(data, sample(900))) == []

    def changed(sheet: int, cell: str, value: object) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(data))
        book.worksheets[sheet][cell] = value
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    other = list(differing(changed(1, "C2", 61), sample(900)))
    title = openpyxl.load_workbook(io.BytesIO(data)).sheetnames[1]
    assert (other[0].where, other[0].said, other[0].came) == ((title, "C2"), 61, 60)
    assert all(one.where[0] == "workbook" for one in other[1:]), "a chart hides behind no cell"
    saved = list(differing(changed(1, "C2", 60), sample(900)))
    assert saved
    assert all(one.where[0] == "workbook" for one in saved), "its charts are no longer ours"
    assert carried(changed(1, "C2", 61)) == carried(data)
    assert carried(changed(-1, "A2", "nothing")) == b""


def test_examples_hold() -> None:
    for module in (xlsx_book, compare, sheets, beside, placed):
        found = doctest.testmod(module)
        assert found.attempted > 0, "examples are there"
        assert found.failed == 0
