"""A report as one HTML file that loads nothing, prints on A4, and carries its JSON for whoever wants to check it.

It is made in pieces, a row a piece, so that a hundred thousand drills need no memory.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import BinaryIO, NamedTuple

from grading.reports import report_json
from grading.reports.anchors import Anchors, row_id
from grading.reports.debrief_html import HTML_LANG, TRAINING, TRAINING_LINE
from grading.reports.drawing import draw
from grading.reports.figures import cell, origins, sample, shown
from grading.reports.model import (
    SESSIONS,
    SIGNS,
    Bars,
    Block,
    Column,
    Figure,
    Heading,
    Heat,
    KeyFigures,
    Lines,
    Manifest,
    Paragraph,
    Points,
    Report,
    Row,
    Signs,
    State,
    Table,
    Verdict,
)
from grading.reports.progress import Progress, Tell, silent
from simulator.kernel.texts import Lang, Text

CSP = "default-src 'none'; style-src 'unsafe-inline'"
RIGHT = ("count", "serial", "number", "share", "money", "seconds", "duration", "grade")
"""Kinds that stand at the right of their column."""
DIGEST = Text("SHA-256 over all rows of this list: {digest}", "本清单全部行的 SHA-256：{digest}")
NOTHING_LISTED = Text("Nothing is listed here, so there is no SHA-256 of it.", "本清单没有内容，所以没有 SHA-256。")
LONG = re.compile(r"[!-~]{25}")
"""A word that no column is wide enough for: it alone is broken in its middle. Hashes always are."""
UNIT, FAST = re.compile(r"(\d) (%|s\b)"), "\\1\u00a0\\2"
"""A figure keeps its unit in its line."""
EMBEDDED = "storedrill-report"


def write(report: Report, lang: Lang, out: BinaryIO, tell: Tell = silent) -> None:
    """The whole page."""
    for text in parts(report, lang, Progress(report, tell)):
        out.write(text.encode())


def parts(report: Report, lang: Lang, progress: Progress) -> Iterator[str]:
    css = "".join((files(__package__) / name).read_text(encoding="utf-8") for name in ("debrief.css", "report.css"))
    mark = f'<div class="mark-training"><strong>{TRAINING}</strong><span>{TRAINING_LINE}</span></div>'
    about = " · ".join(escape(one) for one in (report.subject[lang], *when(report, lang)) if one)
    yield (
        f'<!DOCTYPE html>\n<html lang="{HTML_LANG[lang]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">\n'
        f"<title>{escape(report.title[lang])} · {escape(report.subject[lang])} · {TRAINING}</title>\n"
        f"<style>\n{css}</style>\n</head>\n<body>\n"
        f'<table class="sheet" role="presentation"><thead><tr><td>{mark}</td></tr></thead>\n'
        f"<tfoot><tr><td>{mark}</td></tr></tfoot>\n<tbody><tr><td><main>\n"
        f"<header><h1>{escape(report.title[lang])}</h1><p>{about}</p><p>{escape(report.mark[lang])}</p></header>\n"
    )
    anchors = Anchors(report)
    for block in report.blocks:
        yield from _block(block, lang, progress, anchors)
    yield "</main></td></tr></tbody></table>\n"
    yield f'<script type="application/json" id="{EMBEDDED}">\n'
    for part in report_json.parts(report, Progress(report, silent)):
        yield part.decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    yield "</script>\n</body>\n</html>\n"


AS_OF, PERIOD = Text("as of {day}", "截至 {day}"), Text("{first} to {last}", "{first} 至 {last}")


def proof(manifest: Manifest, lang: Lang) -> str:
    """What names a whole list of evidence."""
    return DIGEST[lang].format(digest=manifest.digest) if manifest.digest else NOTHING_LISTED[lang]


def when(report: Report, lang: Lang) -> Iterator[str]:
    first, last = report.period
    if first or last:
        yield PERIOD[lang].format(first=first or "…", last=last or "…")
    yield AS_OF[lang].format(day=report.day)


def _block(block: Block, lang: Lang, progress: Progress, anchors: Anchors) -> Iterator[str]:
    if isinstance(block, Heading):
        page = ' class="next-page"' if block.page else ""
        yield f'<h2 id="{escape(block.id)}"{page}>{escape(block.text[lang])}</h2>\n'
    elif isinstance(block, Paragraph):
        yield f'<p class="{block.tone}">{escape(block.text[lang])}</p>\n'
    elif isinstance(block, Verdict):
        sign = f"{SIGNS[block.tone]} " if SIGNS[block.tone] else ""
        yield (
            f'<div class="verdict {block.tone}"><strong>{sign}{escape(block.text[lang])}</strong>'
            f"{escape(block.detail[lang])}</div>\n"
        )
    elif isinstance(block, Points):
        items = "".join(f'<li class="{item.tone}">{_signed(item, lang)}</li>' for item in block.items)
        yield f'<ul class="points" id="{escape(block.id)}">{items}</ul>\n' if items else ""
    elif isinstance(block, KeyFigures):
        yield _key_figures(block, lang, anchors)
    elif isinstance(block, (Bars, Lines, Heat)):
        yield _chart(block, lang, anchors)
        progress.step(len(block.lines) if isinstance(block, Heat) else 0)
    elif isinstance(block, Signs):
        yield _signs(block, lang)
    elif isinstance(block, Manifest):
        yield f'<p class="digest">{escape(proof(block, lang))}</p>\n'
        yield from _table(block.table, lang, progress, anchors)
    else:
        yield from _table(block, lang, progress, anchors)


def _signed(state: State, lang: Lang) -> str:
    sign = SIGNS[state.tone]
    return (f'<b class="sign">{sign}</b> ' if sign else "") + escape(state.text[lang])


def _key_figures(block: KeyFigures, lang: Lang, anchors: Anchors) -> str:
    found = []
    for item in block.items:
        figure = item.figure
        value = anchors.linked(escape(shown(figure.kind, figure.value, lang, up=figure.up)), figure.rests_on)
        under = " · ".join(filter(None, (sample(item.figure, lang), origins(item.figure, lang), item.note[lang])))
        found.append(
            f"<div><span>{escape(item.title[lang])}</span><strong>{value}</strong><small>{escape(under)}</small></div>"
        )
    return f'<div class="key-figures" id="{escape(block.id)}">{"".join(found)}</div>\n'


def _chart(chart: Bars | Lines | Heat, lang: Lang, anchors: Anchors) -> str:
    legend = f'<p class="soft">{escape(chart.key[lang])}</p>' if isinstance(chart, Heat) else ""
    return (
        f'<figure id="{escape(chart.id)}"><figcaption>{escape(chart.title[lang])}</figcaption>'
        f"{draw(chart, lang, anchors)}{legend}</figure>\n"
    )


def _table(table: Table, lang: Lang, progress: Progress, anchors: Anchors) -> Iterator[str]:
    if table.title:
        yield f"<h3>{escape(table.title[lang])}</h3>\n"
    if not len(table.rows):
        yield f'<p class="soft">{escape(table.none[lang])}</p>\n' if table.none else ""
        return
    looks = [None if column.machine else _Look(column, _class(column.kind)) for column in table.columns]
    shown_ones = [look for look in looks if look]
    heads = "".join(f"<th{look.kind}>{escape(look.column.title[lang])}</th>" for look in shown_ones)
    whole = sum(look.column.wide for look in shown_ones)
    widths = "".join(f'<col style="width:{100 * look.column.wide / whole:.1f}%">' for look in shown_ones)
    yield (
        f'<table class="grid{" small" if table.small else ""}" id="{escape(table.id)}"><colgroup>{widths}</colgroup>'
        f"<thead><tr>{heads}</tr></thead><tbody>\n"
    )
    for row in progress.rows(table.rows):
        id = f' id="{escape(row_id(row[0]))}"' if table.id == SESSIONS else ""
        yield f"<tr{id}>{_row(looks, row, lang, anchors)}</tr>\n"
    yield "</tbody></table>\n"


class _Look(NamedTuple):
    """How a column is shown."""

    column: Column
    kind: str


def _class(kind: str) -> str:
    if kind in RIGHT:
        return ' class="right"'
    return f' class="{kind}"' if kind in ("hash", "date") else ""


def _row(looks: Sequence[_Look | None], row: Row, lang: Lang, anchors: Anchors) -> str:
    cells = []
    for look, value in zip(looks, row, strict=True):
        if look is None:
            continue
        if isinstance(value, State):
            cells.append(f'<td class="{value.tone}">{_signed(value, lang)}</td>')
        elif isinstance(value, Figure):
            cells.append(f"<td>{_figure(value, lang, anchors)}</td>")
        else:
            said = cell(look.column, value, lang)
            kind = ' class="long"' if not look.kind and LONG.search(said) else look.kind
            cells.append(f"<td{kind}>{UNIT.sub(FAST, escape(said))}</td>")
    return "".join(cells)


def _figure(figure: Figure, lang: Lang, anchors: Anchors) -> str:
    value = anchors.linked(escape(shown(figure.kind, figure.value, lang, up=figure.up)), figure.rests_on)
    under = " · ".join(filter(None, (sample(figure, lang), origins(figure, lang))))
    return f"{value}<small>{escape(under)}</small>" if under else value


def _signs(block: Signs, lang: Lang) -> str:
    cells = []
    for party in block.parties:
        lines = "".join(f"<p>{escape(field[lang])}</p>" for field in block.fields)
        cells.append(f"<td><h3>{escape(party.title[lang])}</h3>{lines}</td>")
    return (
        f'<div class="signing"><p>{escape(block.says[lang])}</p>'
        f'<table class="signs"><tbody><tr>{"".join(cells)}</tr></tbody></table></div>\n'
    )
