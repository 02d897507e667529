"""Inline SVG: a grade as five steps, a run as a line of marks. Shapes carry the meaning, colour only helps.

Colours stand in the drawing itself, so that it looks the same wherever it is taken.
"""

from collections.abc import Sequence
from html import escape

from grading.debrief import Mark, Tone
from grading.wording import clock

GOOD, WARN, BAD, INK, RAIL, FAINT = "#1f7a56", "#a35a00", "#b3261e", "#5b676e", "#e6eaec", "#b4bec4"
GRADES: dict[int | None, str] = {None: FAINT, 1: BAD, 2: WARN, 3: GOOD, 4: GOOD, 5: GOOD}
STEP, GAP, HEIGHT = 34, 4, 12
WIDTH, LEFT, RIGHT = 960, 16, 16
ROWS: dict[Tone, int] = {"critical": 18, "bad": 40, "good": 62, "neutral": 84}
"""A row each, gravest on top."""
AXIS, TIMELINE_HEIGHT = 98, 122
LABELS_AT_MOST = 12


def bar(grade: int | None, label: str) -> str:
    """Five steps of which `grade` are filled; for N/O all are dashed."""
    width = 5 * STEP + 4 * GAP
    steps = []
    for number in range(1, 6):
        full = grade is not None and number <= grade
        look = f'fill="{GRADES[grade]}"' if full else f'fill="none" stroke="{FAINT}"'
        dashes = "" if grade is not None else ' stroke-dasharray="3 3"'
        x = (number - 1) * (STEP + GAP)
        steps.append(f'<rect x="{x}.5" y="0.5" width="{STEP - 1}" height="{HEIGHT - 1}" rx="3" {look}{dashes}/>')
    return (
        f'<svg class="bar" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" role="img">'
        f"<title>{escape(label)}</title>{''.join(steps)}</svg>"
    )


def timeline(marks: Sequence[Mark], labels: Sequence[str], names: dict[Tone, str], title: str) -> str:
    """Marks along the minutes of a run; `labels` has a tooltip for each mark, `names` a word for each row."""
    start = min((mark.at for mark in marks), default=0)
    length = max((mark.at for mark in marks), default=0) - start or 1
    gutter = LEFT + 96

    def x(at: int) -> float:
        return gutter + (at - start) * (WIDTH - gutter - RIGHT) / length

    rows = [
        f'<text x="{LEFT}" y="{y + 4}">{escape(names[tone])}</text>'
        f'<line stroke="{RAIL}" x1="{gutter}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
        for tone, y in ROWS.items()
    ]
    ticks = [
        f'<line stroke="{FAINT}" x1="{x(at):.1f}" x2="{x(at):.1f}" y1="{AXIS - 4}" y2="{AXIS}"/>'
        f'<text x="{x(at):.1f}" y="{AXIS + 14}" text-anchor="middle">{clock(at)}</text>'
        for at in _round_times(start, length)
    ]
    shown = [
        f"<g><title>{escape(label)}</title>{_shape(mark.tone, x(mark.at))}</g>"
        for mark, label in zip(marks, labels, strict=True)
    ]
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {TIMELINE_HEIGHT}" role="img"><title>{escape(title)}</title>'
        f'<line stroke="{FAINT}" x1="{gutter}" x2="{WIDTH - RIGHT}" y1="{AXIS}" y2="{AXIS}"/>'
        f'<g font-size="11" fill="{INK}">{"".join(rows)}{"".join(ticks)}</g>{"".join(shown)}</svg>'
    )


def _shape(tone: Tone, x: float) -> str:
    y = ROWS[tone]
    if tone == "critical":
        return f'<path d="M{x - 5:.1f} {y - 5}l10 10m0 -10l-10 10" stroke="{BAD}" stroke-width="2.6" fill="none"/>'
    if tone == "bad":
        return f'<path d="M{x:.1f} {y - 6}l6 11h-12z" fill="{WARN}"/>'
    if tone == "good":
        return f'<path d="M{x:.1f} {y - 5}v10" stroke="{GOOD}" stroke-width="2"/>'
    return f'<circle cx="{x:.1f}" cy="{y}" r="2.5" fill="{INK}"/>'


def _round_times(start: int, length: int) -> list[int]:
    """Round times to label, a dozen at most."""
    for step in (1_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000):
        if length / step <= LABELS_AT_MOST:
            break
    return list(range(-(-start // step) * step, start + length + 1, step))
