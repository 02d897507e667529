"""Charts of a report as inline SVG. Shapes and numbers carry the meaning, colour only helps; it prints in grey."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from html import escape

from grading.readiness.model import Pair
from grading.reports.anchors import Anchors
from grading.reports.charts import BAD, FAINT, GOOD, GRADES, INK, RAIL, WARN
from grading.reports.figures import shown, signed
from grading.reports.model import SIGNS, Bars, Chart, Heat, HeatLine, Lines, Tone
from simulator.kernel.texts import Lang, cells, clip

ACCENT = "#20566b"
TONES: dict[Tone, str] = {
    "plain": ACCENT, "soft": FAINT, "good": GOOD, "warn": WARN, "bad": BAD, "unknown": WARN,
}  # fmt: skip
WIDTH = 720
SIGN = 7
"""Width of a half-width sign of 12 px."""
MOST_LABEL = 34
"""Cells of a label beside a bar."""
ROW = 24
CELL, NAMES, NOTES = 40, 20, 150
APART = 48
"""Between two days on an axis."""
DASHES = ("", "7 3", "2 3", "9 3 2 3", "1 5")


def draw(chart: Chart, lang: Lang, anchors: Anchors) -> str:
    """The chart as one SVG element."""
    if isinstance(chart, Bars):
        return _bars(chart, lang)
    return _lines(chart, lang) if isinstance(chart, Lines) else _heat(chart, lang, anchors)


def _svg(kind: str, width: int, height: int, title: str, parts: Iterable[str]) -> str:
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f'<title>{escape(title)}</title><g font-size="12" fill="{INK}">{"".join(parts)}</g></svg>'
    )


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}"{more}>{escape(text)}</text>'


def _at(value: Pair) -> Fraction:
    return Fraction(*value)


# --- bars ------------------------------------------------------------------------------------------------------------


def _bars(chart: Bars, lang: Lang) -> str:
    labels = [clip(bar.label[lang], MOST_LABEL) for bar in chart.bars]
    gutter = max((cells(label) for label in labels), default=0) * SIGN + 12
    told = 170
    room = WIDTH - gutter - told
    values = [_at(one) for bar in chart.bars for one in (bar.value, bar.mark) if one is not None]
    most = Fraction(1) if chart.kind == "share" else max(values, default=Fraction(1)) or Fraction(1)
    parts = []
    for n, (bar, label) in enumerate(zip(chart.bars, labels, strict=True)):
        y = n * ROW
        parts.append(_text(0, y + 16, label))
        parts.append(f'<rect x="{gutter}" y="{y + 7}" width="{room}" height="10" rx="3" fill="{RAIL}"/>')
        if bar.value is not None:
            wide = max(1, min(room, int(_at(bar.value) * room / most))) if bar.value[0] else 0
            parts.append(f'<rect x="{gutter}" y="{y + 7}" width="{wide}" height="10" rx="3" fill="{TONES[bar.tone]}"/>')
        if bar.mark is not None:
            x = gutter + min(room, int(_at(bar.mark) * room / most))
            parts.append(f'<path d="M{x} {y + 3}v18" stroke="{INK}" stroke-width="2"/>')
        value = shown(chart.kind, bar.value, lang)
        many = f" (n = {bar.n:,})" if bar.n is not None else ""
        parts.append(_text(gutter + room + 8, y + 16, f"{SIGNS[bar.tone]} {value}{many}".strip()))
    return _svg("bars", WIDTH, max(1, len(chart.bars)) * ROW, chart.title[lang], parts)


# --- lines -----------------------------------------------------------------------------------------------------------

LEFT, RIGHT, TOP, HEIGHT, FOOT, LEGEND = 52, 16, 8, 170, 24, 18


def _lines(chart: Lines, lang: Lang) -> str:
    days = sorted({day for one in chart.series for day, _ in one.points})
    values = [_at(value) for one in chart.series for _, value in one.points]
    low = _at(chart.low) if chart.low else min(values, default=Fraction(0))
    high = _at(chart.high) if chart.high else max(values, default=Fraction(1))
    high = high if high > low else low + 1
    first, last = (date.fromisoformat(day).toordinal() for day in (days[0], days[-1])) if days else (0, 1)
    wide = WIDTH - LEFT - RIGHT

    def x(day: str) -> float:
        return LEFT + (date.fromisoformat(day).toordinal() - first) * wide / max(1, last - first)

    def y(value: Fraction) -> float:
        return TOP + float((high - value) / (high - low)) * HEIGHT

    parts = []
    for step in range(5):
        at = low + (high - low) * step / 4
        told = shown(chart.kind, (at.numerator, at.denominator), lang, up=False)
        parts.append(f'<line stroke="{RAIL}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(at):.1f}" y2="{y(at):.1f}"/>')
        parts.append(_text(LEFT - 6, y(at) + 4, told, ' text-anchor="end"'))
    if chart.mark is not None:
        level = y(_at(chart.mark))
        parts.append(f'<path d="M{LEFT} {level:.1f}h{wide}" stroke="{INK}" stroke-dasharray="4 3" fill="none"/>')
    for day in _some(days, x):
        anchor = "start" if day == days[0] else "end" if day == days[-1] else "middle"
        parts.append(_text(x(day), TOP + HEIGHT + 17, day[5:], f' text-anchor="{anchor}"'))
    for n, one in enumerate(chart.series):
        colour, dash = (ACCENT, GOOD, WARN, BAD, INK)[n % 5], DASHES[n % 5]
        dots = [(x(day), y(_at(value))) for day, value in one.points]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in dots)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="2.6" fill="{colour}"/>' for a, b in dots]
        row = TOP + HEIGHT + FOOT + n * LEGEND + 10
        parts.append(
            f'<line x1="{LEFT}" x2="{LEFT + 30}" y1="{row}" y2="{row}" stroke="{colour}" stroke-width="2"{dashed}/>'
        )
        parts.append(_text(LEFT + 38, row + 4, one.name[lang]))
    return _svg("lines", WIDTH, TOP + HEIGHT + FOOT + len(chart.series) * LEGEND, chart.title[lang], parts)


def _some(days: list[str], x: Callable[[str], float]) -> list[str]:
    """The first, the last, and those between that leave room for each other."""
    found = days[:1]
    for day in days[1:-1]:
        if x(day) - x(found[-1]) >= APART and x(days[-1]) - x(day) >= APART:
            found.append(day)
    return [*found, *days[-1:]] if len(days) > 1 else found


# --- heat maps -------------------------------------------------------------------------------------------------------


def _heat(chart: Heat, lang: Lang, anchors: Anchors) -> str:
    names = [clip(line.name, NAMES) for line in chart.lines]
    heads = [clip(column[lang], 22) for column in chart.columns]
    gutter = max((cells(name) for name in names), default=0) * SIGN + 12
    lean = max((cells(head) for head in heads), default=0) * SIGN
    top = int(lean * 0.62) + 14
    noted = any(line.note for line in chart.lines)
    grid = gutter + CELL * len(heads)
    width = max(grid + (NOTES if noted else 12), grid + int(lean * 0.79) - CELL // 2 + 8)
    parts = [
        _text(gutter + CELL * n + CELL // 2, top - 6, head,
              f' transform="rotate(-38 {gutter + CELL * n + CELL // 2} {top - 6})"')
        for n, head in enumerate(heads)
    ]  # fmt: skip
    for n, (line, name) in enumerate(zip(chart.lines, names, strict=True)):
        y = top + ROW * n
        parts.append(_text(0, y + 16, name))
        rests = line.rests_on or ("",) * len(line.grades)
        for at, (grade, on) in enumerate(zip(line.grades, rests, strict=True)):
            parts.append(anchors.linked(_cell(gutter + CELL * at, y, grade), (on,) if on else (), drawn=True))
        parts.append(_note(grid + 8, y + 16, line, lang))
    return _svg("heat", width, top + ROW * len(names), chart.title[lang], parts)


def _note(x: int, y: int, line: HeatLine, lang: Lang) -> str:
    return _text(x, y, signed(line.note, lang)) if line.note else ""


def _cell(x: int, y: int, grade: int | None) -> str:
    if grade is None:
        look, text, ink = f'fill="none" stroke="{FAINT}" stroke-dasharray="3 3"', "–", INK
    else:
        look, text, ink = f'fill="{GRADES[grade]}" fill-opacity="{0.55 + grade * 0.09:.2f}"', str(grade), "#ffffff"
    return (
        f'<rect x="{x + 2}.5" y="{y + 2}.5" width="{CELL - 5}" height="{ROW - 5}" rx="3" {look}/>'
        f'<text x="{x + CELL // 2}" y="{y + 16}" text-anchor="middle" fill="{ink}">{text}</text>'
    )
