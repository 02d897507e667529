"""Charts of a workbook that the program itself draws, beside the figures that they are drawn from."""

from datetime import date
from typing import Any

from grading.reports.cells import safe
from grading.reports.charts import GRADES
from grading.reports.figures import RESTS
from grading.reports.model import Bars, Heat, Kind, Lines, Value
from grading.reports.pen import ACCENT, LINE, PAPER, SOFT, TONES
from grading.reports.xlsx_book import FORMATS, WIDTH, Book, number
from simulator.kernel.texts import Text

VALUE, ASKED, LABEL, DAY = Text("value", "数值"), Text("asked for", "要求"), Text("what", "项目"), Text("day", "日期")
COUNT = Text("n", "样本量")
EXCEL_BEGINS = date(1899, 12, 30).toordinal()


def bars(book: Book, chart: Bars) -> None:
    lang, bars = book.lang, chart.bars
    if not bars:
        return
    heads = [LABEL[lang], VALUE[lang], ASKED[lang], COUNT[lang]]
    sheet = book.sheet(chart.title[lang], chart.id, [40, WIDTH, WIDTH, WIDTH], heads)
    for at, bar in enumerate(bars, 1):
        book.text(sheet, at, 0, bar.label[lang], font_color=TONES[bar.tone])
        book.cell(sheet, at, 1, chart.kind, bar.value)
        book.cell(sheet, at, 2, chart.kind, bar.mark)
        book.cell(sheet, at, 3, "count", bar.n)
    drawn = book.book.add_chart({"type": "bar"})
    points = [{"fill": {"color": ACCENT if bar.tone == "plain" else TONES[bar.tone]}} for bar in bars]
    labels = [safe(bar.label[lang]) for bar in bars]
    values = [_held(chart.kind, bar.value) for bar in bars]
    drawn.add_series(_series(sheet, 1, labels, heads[1], values, {"points": points, "gap": 60}))
    if any(bar.mark is not None for bar in bars):
        asked = [_held(chart.kind, bar.mark) for bar in bars]
        look = {"fill": {"color": LINE}, "border": {"color": SOFT}}
        drawn.add_series(_series(sheet, 2, labels, heads[2], asked, look))
    axis = {
        "num_format": FORMATS[chart.kind],
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": LINE}},
    }
    drawn.set_x_axis({**axis, "max": 1} if chart.kind == "share" else axis)
    drawn.set_y_axis({"reverse": True})
    _insert(sheet, drawn, chart.title[lang], "F2", 120 + 34 * len(bars))


def lines(book: Book, chart: Lines) -> None:
    lang, series = book.lang, chart.series
    days = sorted({day for one in series for day, _ in one.points})
    if not days:
        return
    heads = [DAY[lang], *(one.name[lang] for one in series), *([ASKED[lang]] if chart.mark else [])]
    sheet = book.sheet(chart.title[lang], chart.id, [WIDTH] * len(heads), heads)
    known = [dict(one.points) for one in series]
    for at, day in enumerate(days, 1):
        book.cell(sheet, at, 0, "date", day)
        for left, values in enumerate(known, 1):
            book.cell(sheet, at, left, chart.kind, values.get(day))
        if chart.mark:
            book.cell(sheet, at, len(heads) - 1, chart.kind, chart.mark)
    serials = [date.fromisoformat(day).toordinal() - EXCEL_BEGINS for day in days]
    drawn = book.book.add_chart({"type": "line"})
    for left in range(1, len(heads)):
        asked = bool(chart.mark) and left == len(heads) - 1
        look: dict[str, Any] = (
            {"line": {"color": SOFT, "dash_type": "dash", "width": 1}}
            if asked
            else {"marker": {"type": "circle", "size": 5}}
        )
        shown = [chart.mark] * len(days) if asked else [known[left - 1].get(day) for day in days]
        held = [_held(chart.kind, value) for value in shown]
        drawn.add_series(_series(sheet, left, serials, heads[left], held, look))
    drawn.show_blanks_as("span")
    ends = {name: number("number", end) for name, end in (("min", chart.low), ("max", chart.high)) if end}
    drawn.set_y_axis(
        {"num_format": FORMATS[chart.kind], "major_gridlines": {"visible": True, "line": {"color": LINE}}, **ends}
    )
    drawn.set_x_axis({"date_axis": True, "num_format": "mm-dd"})
    _insert(sheet, drawn, chart.title[lang], (1, len(heads) + 1), 320)


def heat(book: Book, chart: Heat) -> None:
    lang, noted = book.lang, any(one.note for one in chart.lines)
    heads = [
        LABEL[lang],
        *(column[lang] for column in chart.columns),
        *([""] if noted else []),
    ]
    rests = 1 + len(chart.columns) + noted
    if any(one.rests_on for one in chart.lines):
        heads += [RESTS[lang].format(of=column[lang]) for column in chart.columns]
    widths = [24, *[WIDTH] * len(chart.columns), *[28] * noted, *[WIDTH + 4] * (len(heads) - rests)]
    sheet = book.sheet(chart.title[lang], chart.id, widths, heads)
    for at, one in enumerate(chart.lines, 1):
        book.text(sheet, at, 0, one.name)
        for left, grade in enumerate(one.grades, 1):
            if grade is None:
                book.cell(sheet, at, left, "grade", None)
            else:
                look = book.style(num_format="0", align="center", font_color=PAPER, bg_color=GRADES[grade])
                sheet.write_number(at, left, grade, look)
        if one.note:
            book.cell(sheet, at, len(chart.columns) + 1, "state", one.note)
        for left, on in enumerate(one.rests_on, rests):
            book.text(sheet, at, left, on, font_color=SOFT)
        book.progress.step()
    book.text(sheet, len(chart.lines) + 2, 0, chart.key[lang], font_color=SOFT)


def _series(
    sheet: Any, column: int, labels: list[Any], said: str, values: list[Any], look: dict[str, Any]
) -> dict[str, Any]:
    """A column of figures, and what it holds besides: whoever shows a chart without calculating shows it too."""
    name, last = sheet.get_name(), len(labels)
    return {
        "name": [name, 0, column], "categories": [name, 1, 0, last, 0], "values": [name, 1, column, last, column],
        "name_data": [safe(said)], "categories_data": labels, "values_data": values, **look,
    }  # fmt: skip


def _held(kind: Kind, value: Value) -> float | int | None:
    """What a cell holds."""
    return None if value is None else number(kind, value)


def _insert(sheet: Any, chart: Any, title: str, where: Any, high: int) -> None:
    chart.set_title({"name": safe(title), "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": high})
    sheet.insert_chart(
        where if isinstance(where, str) else where[0], *([] if isinstance(where, str) else where[1:]), chart
    )
