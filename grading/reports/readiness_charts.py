"""Inline SVG of a readiness report: a gate's figure beside what was asked, and grades by person and competency.

Shapes and numbers carry the meaning, colour only helps.
"""

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from grading.readiness.model import Row
from grading.reports.charts import BAD, FAINT, GOOD, GRADES, INK, RAIL, WARN

WIDTH, HEIGHT = 220, 14
CELL, ROW, NAMES, HEADS, OVERHANG = 46, 24, 130, 96, 84


def gauge(row: Row, label: str) -> str:
    """Where the figure stands, and the mark that it has to reach or not to pass; nothing where no figure came."""
    if row.outcome.value is None or row.threshold is None or row.gate.kind == "record":
        return ""
    value, asked = Fraction(*row.outcome.value), Fraction(*row.threshold.value)
    most = (
        Fraction(1)
        if row.threshold.unit == "share" and asked > Fraction(1, 10)
        else max(value, asked, Fraction(1, 100)) * 5 / 4
    )
    at, mark = (min(WIDTH, int(one * WIDTH / most)) for one in (value, asked))
    colour = GOOD if row.status == "met" else WARN if row.weight == "risk" else BAD
    return (
        f'<svg class="gauge" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">'
        f"<title>{escape(label)}</title>"
        f'<rect x="0" y="4" width="{WIDTH}" height="6" rx="3" fill="{RAIL}"/>'
        f'<rect x="0" y="4" width="{at}" height="6" rx="3" fill="{colour}"/>'
        f'<path d="M{max(1, min(WIDTH - 1, mark))} 0v{HEIGHT}" stroke="{INK}" stroke-width="2"/></svg>'
    )


def heat(names: Sequence[str], heads: Sequence[str], grades: Sequence[Sequence[int | None]], title: str) -> str:
    """A grade for each person and competency; a dash is N/O, an empty cell no drill of that role."""
    width, height = NAMES + CELL * len(heads) + OVERHANG, HEADS + ROW * len(names)
    parts = [
        f'<text x="{NAMES + CELL * n + CELL // 2}" y="{HEADS - 8}" text-anchor="start" '
        f'transform="rotate(-38 {NAMES + CELL * n + CELL // 2} {HEADS - 8})">{escape(head)}</text>'
        for n, head in enumerate(heads)
    ]
    for at, (name, line) in enumerate(zip(names, grades, strict=True)):
        y = HEADS + ROW * at
        parts.append(f'<text x="0" y="{y + 16}">{escape(name)}</text>')
        parts += [_cell(NAMES + CELL * n, y, grade) for n, grade in enumerate(line)]
    return (
        f'<svg class="heat" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f'<title>{escape(title)}</title><g font-size="12" fill="{INK}">{"".join(parts)}</g></svg>'
    )


def _cell(x: int, y: int, grade: int | None) -> str:
    if grade is None:
        look, text = f'fill="none" stroke="{FAINT}" stroke-dasharray="3 3"', "–"
        ink = INK
    else:
        look, text = f'fill="{GRADES[grade]}" fill-opacity="{0.35 + grade * 0.13:.2f}"', str(grade)
        ink = "#ffffff"
    return (
        f'<rect x="{x + 2}.5" y="{y + 2}.5" width="{CELL - 5}" height="{ROW - 5}" rx="3" {look}/>'
        f'<text x="{x + CELL // 2}" y="{y + 16}" text-anchor="middle" fill="{ink}">{text}</text>'
    )
