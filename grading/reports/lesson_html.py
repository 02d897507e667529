"""Parts of a debrief's page: a moment beside the one done right, and what trainers judged."""

from collections.abc import Sequence
from html import escape

from grading.wording import Translate

PrintedStep = tuple[str, str, str]
"""Time, step, and a sign where it differs from the other side's."""
PrintedSides = tuple[Sequence[PrintedStep], ...]
"""What was done, and how it is done right; the latter alone, where nothing is like it."""


def beside_table(sides: PrintedSides, t: Translate) -> str:
    """Both sides as two columns of steps."""
    heads = "".join(f"<th>{escape(t(id))}</th>" for id in ("lesson.mine", "lesson.right")[-len(sides) :])
    columns = "".join(f"<td><ol>{''.join(map(_step, side)) or _nothing(t)}</ol></td>" for side in sides)
    title = escape(t("lesson.done_right"))
    body = f"<thead><tr>{heads}</tr></thead><tbody><tr>{columns}</tr></tbody>"
    return f'<table class="beside"><caption>{title}</caption>{body}</table>'


def _step(step: PrintedStep) -> str:
    time, told, sign = step
    kind = {"+": "more", "−": "less", "✗": "less"}.get(sign, "")
    return f'<li class="{kind}"><b>{escape(sign)}</b> <time>{escape(time)}</time> {escape(told)}</li>'


def _nothing(t: Translate) -> str:
    return f"<li>{escape(t('lesson.nothing'))}</li>"


Judged = tuple[str, str, str]
"""What, by whom with which score, and the comment."""


def overlay_section(judged: Sequence[Judged], remarks: Sequence[str], notes: Sequence[str], t: Translate) -> str:
    """What people judged, under a heading of its own: no part of the grade."""
    rows = "".join(f"<tr>{''.join(f'<td>{escape(part)}</td>' for part in row)}</tr>" for row in judged)
    table = f'<table class="figures"><tbody>{rows}</tbody></table>' if rows else ""
    said = "".join(f"<li>{escape(remark)}</li>" for remark in remarks)
    listed = f'<ul class="next">{said}</ul>' if said else ""
    about = "".join(f'<p class="soft">{escape(note)}</p>' for note in (t("overlay.apart"), *notes))
    return f"<h2>{escape(t('overlay.title'))}</h2>\n{about}{table}{listed}\n"
