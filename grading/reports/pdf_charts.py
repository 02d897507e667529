"""Charts of a PDF as vectors: the same shapes and numbers as on the page in a browser."""

from datetime import date
from fractions import Fraction

from grading.readiness.model import Pair
from grading.reports.charts import GRADES
from grading.reports.figures import shown, signed
from grading.reports.model import SIGNS, Bars, Heat, HeatLine, Lines
from grading.reports.pdf_flow import Flow
from grading.reports.pen import ACCENT, BAD, FAINT, GOOD, INK, LINE, PAPER, SOFT, TONES, WARN
from grading.reports.progress import Progress
from simulator.kernel.texts import Lang

SIZE = 8.0
ROW, LABEL, TOLD = 6.2, 52.0, 34.0
CELL, NAME, NOTE, HEAD = 11.0, 36.0, 34.0, 34.0
PLOT, AXIS, KEY = 46.0, 16.0, 5.0
COLOURS = (ACCENT, GOOD, WARN, BAD, INK)
DASHES = (0.0, 1.8, 0.6, 3.0, 1.0)


def bars(flow: Flow, chart: Bars, lang: Lang) -> None:
    pen = flow.pen
    _title(flow, chart.title[lang], ROW * min(3, len(chart.bars)))
    values = [Fraction(*one) for bar in chart.bars for one in (bar.value, bar.mark) if one is not None]
    most = Fraction(1) if chart.kind == "share" else max(values, default=Fraction(1)) or Fraction(1)
    left, room = flow.left + LABEL, flow.wide - LABEL - TOLD

    def at(value: Pair) -> float:
        return max(0.0, min(room, float(Fraction(*value) / most) * room))

    for bar in chart.bars:
        flow.need(ROW)
        y = flow.y
        pen.text(bar.label[lang], flow.left, y + 0.9, LABEL - 3, SIZE)
        pen.fill(left, y + 1.6, room, 2.8, LINE, round=0.7)
        if bar.value is not None and (wide := at(bar.value)):
            pen.fill(left, y + 1.6, max(0.3, wide), 2.8, ACCENT if bar.tone == "plain" else TONES[bar.tone])
        if bar.mark is not None:
            x = left + at(bar.mark)
            pen.rule(x, y + 0.6, x, y + 5.4, INK, thick=0.5)
        many = f" (n = {bar.n:,})" if bar.n is not None else ""
        told = f"{SIGNS[bar.tone]} {shown(chart.kind, bar.value, lang)}{many}".strip()
        pen.text(told, left + room + 2.5, y + 0.9, TOLD - 2.5, SIZE)
        flow.skip(ROW)
    flow.skip(4)


def lines(flow: Flow, chart: Lines, lang: Lang) -> None:
    pen = flow.pen
    _title(flow, chart.title[lang], PLOT + 6 + KEY * len(chart.series))
    days = sorted({day for one in chart.series for day, _ in one.points})
    values = [Fraction(*value) for one in chart.series for _, value in one.points]
    low = Fraction(*chart.low) if chart.low else min(values, default=Fraction(0))
    high = Fraction(*chart.high) if chart.high else max(values, default=Fraction(1))
    high = high if high > low else low + 1
    first, last = (date.fromisoformat(day).toordinal() for day in (days[0], days[-1])) if days else (0, 1)
    left, wide, top = flow.left + AXIS, flow.wide - AXIS - 4, flow.y + 2

    def x(day: str) -> float:
        return left + (date.fromisoformat(day).toordinal() - first) * wide / max(1, last - first)

    def y(value: Fraction) -> float:
        return top + float((high - value) / (high - low)) * PLOT

    for step in range(5):
        level = low + (high - low) * step / 4
        pen.rule(left, y(level), left + wide, y(level), LINE)
        told = shown(chart.kind, (level.numerator, level.denominator), lang)
        pen.text(told, flow.left, y(level) - 1.8, AXIS - 2, 7, align="right", colour=SOFT)
    if chart.mark is not None:
        pen.rule(left, y(Fraction(*chart.mark)), left + wide, y(Fraction(*chart.mark)), INK, dash=1.2)
    for day in _some(days):
        pen.text(day[5:], x(day) - 8, top + PLOT + 1, 16, 7, align="middle", colour=SOFT)
    flow.y = top + PLOT + 6
    for n, one in enumerate(chart.series):
        colour, dash = COLOURS[n % 5], DASHES[n % 5]
        points = [(x(day), y(Fraction(*value))) for day, value in one.points]
        if len(points) > 1:
            pen.path(points, colour, dash=dash)
        for point in points:
            pen.dot(*point, 0.7, colour)
        pen.rule(left, flow.y + 1.8, left + 8, flow.y + 1.8, colour, thick=0.5, dash=dash)
        pen.text(one.name[lang], left + 10, flow.y, wide - 10, SIZE)
        flow.skip(KEY)
    flow.skip(4)


def _some(days: list[str]) -> list[str]:
    """The first, the last, and some between them."""
    step = max(1, -(-len(days) // 9))
    kept = days[:-1:step] if len(days) > 1 else []
    return [*(kept[:-1] if len(kept) > 7 else kept), *days[-1:]]


def heat(flow: Flow, chart: Heat, lang: Lang, progress: Progress) -> None:
    """Columns narrow with their number; heads lean above them, upright where there is no room, again on each page."""
    pen = flow.pen
    noted = any(line.note for line in chart.lines)
    cell = min(CELL, (flow.wide - NAME - (NOTE if noted else 0)) / max(1, len(chart.columns)))
    heads = [column[lang] for column in chart.columns]
    longest = min(HEAD, max((pen.width(head, 7.5) for head in heads), default=0.0))
    grid = flow.left + NAME + cell * len(heads)
    lean = 45 if grid + longest * 0.75 < flow.right else 90
    high = longest * (0.75 if lean == 45 else 1) + 3
    _title(flow, chart.title[lang], high + ROW * min(3, len(chart.lines)))

    def head() -> None:
        foot = flow.y + high - 1
        for n, said in enumerate(heads):
            x = flow.left + NAME + cell * (n + 0.5) + (1 if lean == 90 else 0)
            with pen.turned(lean, x, foot):
                pen.text(said, x, foot - 3, HEAD, 7.5, colour=SOFT)
        flow.y = foot + 1

    head()
    key = 1 + pen.leading(7.5) * len(pen.wrap(chart.key[lang], flow.wide, 7.5))
    for n, line in enumerate(chart.lines, 1):
        if flow.need(ROW + (key if n == len(chart.lines) else 0)):  # what signs mean stands below the last of them
            head()
        _heat_line(flow, line, cell, lang)
        progress.step()
    flow.skip(1)
    flow.para(chart.key[lang], 7.5, colour=SOFT)
    flow.skip(3)


def _heat_line(flow: Flow, line: HeatLine, cell: float, lang: Lang) -> None:
    pen, y = flow.pen, flow.y
    pen.text(line.name, flow.left, y + 0.9, NAME - 2, SIZE)
    for n, grade in enumerate(line.grades):
        x = flow.left + NAME + cell * n
        if grade is None:
            pen.frame(x + 0.4, y + 0.5, cell - 0.8, ROW - 1, FAINT, dash=0.7, thick=0.15)
            pen.text("–", x, y + 0.9, cell, SIZE, align="middle", colour=SOFT)
        else:
            pen.fill(x + 0.4, y + 0.5, cell - 0.8, ROW - 1, GRADES[grade], round=0.7)
            pen.text(str(grade), x, y + 0.9, cell, SIZE, align="middle", colour=PAPER)
    if line.note:
        x = flow.left + NAME + cell * len(line.grades) + 2
        told = signed(line.note, lang)
        pen.text(told, x, y + 0.9, flow.right - x, 7.5, colour=TONES[line.note.tone])
    flow.skip(ROW)


def _title(flow: Flow, title: str, high: float) -> None:
    flow.need(8 + high)
    if title:
        flow.para(title, 10, bold=True)
        flow.skip(1)
