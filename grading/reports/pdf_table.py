"""Tables of a PDF: columns as wide as their share, cells of several lines, the head again on each page."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

import msgspec

from grading.reports.figures import cell, origins, sample, shown
from grading.reports.model import Figure, Row, Rows, State, Table
from grading.reports.pdf_flow import Flow
from grading.reports.pen import INK, LINE, SOFT, TONES, WASH, Align, pieces
from grading.reports.progress import Progress
from grading.reports.report_html import RIGHT
from simulator.kernel.texts import Lang, Text

ATTACHED = "figures.json"
"""The report's JSON, in the file."""
PAD = 1.5
SMALLER = 1.0
"""Points: what stands under a figure, and hashes."""
NONE = 16.0
"""A title and a sentence stay together."""
LOOKED_AT = 60
"""Rows that say how wide columns have to be."""
MANY = 7
"""More columns than so many are set smaller."""
MOST_PRINTED = 2000
"""Rows of an annex, some ninety pages: nobody reads more on paper, and all of them are attached to the file."""
REST = Text(
    "{printed} of {of} rows are printed. All of them are in {file}, which is attached to this file, and in this "
    "report as a workbook (XLSX) or as CSV.",
    "此处打印 {of} 行中的 {printed} 行；全部行见本文件所附的 {file}，以及本报告的工作簿（XLSX）或 CSV。",
)


class _Cell(NamedTuple):
    lines: list[str]
    under: list[str]
    colour: str


class _Grid(NamedTuple):
    table: Table
    lefts: list[float]
    widths: list[float]
    aligns: list[Align]
    size: float
    pad: float
    """Above and below."""
    lang: Lang


def table(flow: Flow, of: Table, lang: Lang, progress: Progress) -> None:
    of = _on_page(of)
    if not len(of.rows):
        if of.none:
            flow.need(NONE)
            _title(flow, of, lang)
            flow.para(of.none[lang], 9, colour=SOFT)
            flow.skip(3)
        return
    whole, most = of.rows, MOST_PRINTED if of.small else len(of.rows)
    printed = whole if len(whole) <= most else Rows(most, lambda: islice(whole, most))
    rows = progress.rows(printed)
    first = list(islice(rows, LOOKED_AT))
    grid = _grid(flow, of, lang, first)
    head = [
        _Cell(flow.pen.wrap(column.title[lang], wide - 2 * PAD, grid.size), [], SOFT)
        for column, wide in zip(of.columns, grid.widths, strict=True)
    ]
    begun = False
    made = _parts(flow, grid, (_cells(flow, grid, row) for row in chain(first, rows)), head)
    for cells, company in _in_company(made):
        high = _high(flow, grid, cells)
        together = high + sum(_high(flow, grid, each) for each in company)
        if not begun:
            above = _high(flow, grid, head) + (8 if of.title else 0)
            _ = flow.need(above + together) or flow.need(above + high)
            _title(flow, of, lang)
            _head(flow, grid, head)
            begun = True
        elif flow.need(together) or flow.need(high):
            _head(flow, grid, head)
        _draw(flow, grid, cells, high)
        flow.pen.rule(flow.left, flow.y, flow.right, flow.y, LINE, thick=0.15)
    if rest := len(whole) - len(printed):
        progress.step(rest)
        flow.skip(1)
        flow.para(REST[lang].format(printed=f"{most:,}", of=f"{len(whole):,}", file=ATTACHED), 9, colour=SOFT)
    flow.skip(4)


def _on_page(of: Table) -> Table:
    """Without the columns that are for machines."""
    kept = [at for at, column in enumerate(of.columns) if not column.machine]
    if len(kept) == len(of.columns):
        return of
    rows = Rows(len(of.rows), lambda: (tuple([row[at] for at in kept]) for row in of.rows))
    return msgspec.structs.replace(of, columns=tuple(of.columns[at] for at in kept), rows=rows)


def _parts(flow: Flow, grid: _Grid, rows: Iterable[list[_Cell]], head: list[_Cell]) -> Iterator[list[_Cell]]:
    """The rows; one that no page could hold comes in parts."""
    line = flow.pen.leading(grid.size)
    most = int((flow.bottom - flow.top - _high(flow, grid, head) - 2 * grid.pad) / line)
    for cells in rows:
        rest = cells
        while any(len(one.lines) + len(one.under) > most for one in rest):
            yield [_Cell(one.lines[:most], [], one.colour) for one in rest]
            rest = [_Cell(one.lines[most:], one.under[: most - 1], one.colour) for one in rest]
        yield rest


def _in_company(rows: Iterable[list[_Cell]]) -> Iterator[tuple[list[_Cell], list[list[_Cell]]]]:
    """Each row with those that have to stand on its page: neither the first nor the last is left alone on one, so that
    of three all stay together."""
    coming = iter(rows)
    ahead, first = list(islice(coming, 3)), True
    while ahead:
        ahead += islice(coming, 4 - len(ahead))  # as far ahead as tells which are the last
        with_it = len(ahead) - 1 if len(ahead) == 2 or (first and len(ahead) == 3) else int(first and len(ahead) > 1)
        yield ahead[0], ahead[1 : 1 + with_it]
        del ahead[0]
        first = False


def _title(flow: Flow, of: Table, lang: Lang) -> None:
    if of.title:
        flow.skip(0 if flow.fresh else 1)
        flow.para(of.title[lang], 10.5, bold=True)
        flow.skip(1)


def _grid(flow: Flow, of: Table, lang: Lang, first: list[Row]) -> _Grid:
    size = 6.5 if of.small else 7.8 if len(of.columns) > MANY else 8.6
    widths = _widths(flow, of, lang, size, first)
    lefts = [flow.left + sum(widths[:n]) for n in range(len(widths))]
    aligns: list[Align] = ["right" if column.kind in RIGHT else "left" for column in of.columns]
    return _Grid(of, lefts, widths, aligns, size, 0.7 if of.small else PAD, lang)


def _widths(flow: Flow, of: Table, lang: Lang, size: float, first: list[Row]) -> list[float]:
    """Each its share, but none narrower than its longest word as far as the first rows tell; the others give way."""
    whole, pen = sum(column.wide for column in of.columns), flow.pen
    least = []
    for at, column in enumerate(of.columns):
        said = [column.title[lang]]
        if column.kind != "hash":
            said += [cell(column, row[at], lang) for row in first if not isinstance(row[at], Figure)]
        longest = max(pen.width(piece.rstrip(), size) for text in said for piece in (*pieces(text), ""))
        longest = max(longest, min(pen.width(said[0], size), 3 * pen.width("样", size)))  # 样本量 is no column of signs
        least.append(min(longest + 2 * PAD + 0.2, flow.wide / 3))
    shares = [flow.wide * column.wide / whole for column in of.columns]
    short = sum(max(0.0, need - share) for need, share in zip(least, shares, strict=True))
    spare = sum(max(0.0, share - need) for need, share in zip(least, shares, strict=True))
    if short > spare:
        return [flow.wide * need / sum(least) for need in least]
    gives = short / spare if spare else 0.0
    return [
        need if share < need else share - (share - need) * gives for need, share in zip(least, shares, strict=True)
    ]  # fmt: skip


def _cells(flow: Flow, grid: _Grid, row: Row) -> list[_Cell]:
    pen, lang, made = flow.pen, grid.lang, []
    for column, value, width in zip(grid.table.columns, row, grid.widths, strict=True):
        wide, colour, under = width - 2 * PAD, INK, ""
        if isinstance(value, Figure):
            text = shown(value.kind, value.value, lang, up=value.up)
            under = " · ".join(filter(None, (sample(value, lang), origins(value, lang))))
        else:
            text = cell(column, value, lang)
            if column.kind == "hash":
                text, under = "", text
            colour = TONES[value.tone] if isinstance(value, State) else INK
        lines = pen.wrap(text, wide, grid.size) if text else []
        made.append(_Cell(lines, pen.wrap(under, wide, grid.size - SMALLER) if under else [], colour))
    return made


def _high(flow: Flow, grid: _Grid, cells: list[_Cell]) -> float:
    line, small = flow.pen.leading(grid.size), flow.pen.leading(grid.size - SMALLER)
    return max(len(one.lines) * line + len(one.under) * small for one in cells) + 2 * grid.pad


def _head(flow: Flow, grid: _Grid, cells: list[_Cell]) -> None:
    high = _high(flow, grid, cells)
    flow.pen.fill(flow.left, flow.y, flow.wide, high, WASH)
    _draw(flow, grid, cells, high, bold=True)
    flow.pen.rule(flow.left, flow.y, flow.right, flow.y, SOFT, thick=0.25)


def _draw(flow: Flow, grid: _Grid, cells: list[_Cell], high: float, *, bold: bool = False) -> None:
    pen = flow.pen
    for one, left, width, align in zip(cells, grid.lefts, grid.widths, grid.aligns, strict=True):
        x, wide = left + PAD, width - 2 * PAD
        y = pen.lines(one.lines, x, flow.y + grid.pad, wide, grid.size, align=align, colour=one.colour, bold=bold)
        if one.under:
            pen.lines(one.under, x, y, wide, grid.size - SMALLER, align=align, colour=SOFT)
    flow.y += high
