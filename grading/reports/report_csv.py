"""A report as CSV: each table with its id, its headings and its rows, for sheets and for machines.

Shares and figures are decimals (a share of 0.95, not 95 %), dates ISO days, money in whole units. A figure takes four
cells: value, what it is, its n and where it comes from. No cell starts a formula. A table can be written alone: its
headings and its rows, and nothing before them.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from grading.reports.cells import safe
from grading.reports.figures import RESTS, exact, origins
from grading.reports.model import Column, Figure, Heat, KeyFigures, Manifest, Report, State, Table, Value
from grading.reports.progress import Progress, Tell, silent
from simulator.kernel.texts import Lang, Text

MARK = "\ufeff"
"""Spreadsheets take a file for UTF-8 by it."""
PARTS = (Text("what it is", "类型"), Text("n", "样本量"), Text("origin", "证据来源"))
KEY_HEADS = (Text("id", "标识"), Text("figure", "指标"), Text("value", "数值"), *PARTS)


def write(report: Report, lang: Lang, out: BinaryIO, tell: Tell = silent) -> None:
    """All tables and key figures, one below the other; each begins with `#` and its id."""
    for text in parts(report, lang, Progress(report, tell)):
        out.write(text.encode())


def parts(report: Report, lang: Lang, progress: Progress) -> Iterator[str]:
    yield MARK + _line(("# report", report.kind, report.title[lang], report.subject[lang], report.day, report.made,
                        report.mark[lang]))  # fmt: skip
    for id, block in blocks(report).items():
        yield _line(()) + _line((f"# {id}",) if isinstance(block, KeyFigures) else (f"# {id}", block.title[lang]))
        yield from _rows(block, lang, progress)


def write_table(report: Report, name: str, lang: Lang, out: BinaryIO, tell: Tell = silent) -> None:
    """One of `blocks` alone. Raises KeyError."""
    block = blocks(report)[name]
    out.write((MARK + (_line(head[lang] for head in KEY_HEADS) if isinstance(block, KeyFigures) else "")).encode())
    for text in _rows(block, lang, Progress(msgspec.structs.replace(report, blocks=(block,)), tell)):
        out.write(text.encode())


def blocks(report: Report) -> dict[str, KeyFigures | Heat | Table]:
    """All that is written, by id, in the order of the report."""
    found = [block.table if isinstance(block, Manifest) else block for block in report.blocks]
    return {block.id: block for block in found if isinstance(block, (KeyFigures, Heat, Table))}


def _rows(block: KeyFigures | Heat | Table, lang: Lang, progress: Progress) -> Iterator[str]:
    """Headings first, but for key figures: they have always stood without."""
    if isinstance(block, KeyFigures):
        for item in block.items:
            yield _line((item.id, item.title[lang], *_figure(item.figure, lang)))
    elif isinstance(block, Heat):
        heads = [column[lang] for column in block.columns]
        yield _line(("", *heads, *(RESTS[lang].format(of=head) for head in heads)))
        for one in block.lines:
            yield _line((one.name, *one.grades, *one.rests_on))
            progress.step()
    else:
        yield from _table(block, lang, progress)


def _table(table: Table, lang: Lang, progress: Progress) -> Iterator[str]:
    yield _line(_heads(table.columns, lang))
    for row in progress.rows(table.rows):
        cells: list[Value] = []
        for column, value in zip(table.columns, row, strict=True):
            if column.kind == "figure":
                cells += _figure(value, lang) if isinstance(value, Figure) else ("",) * 4
            elif isinstance(value, (Text, State)):
                cells.append((value.text if isinstance(value, State) else value)[lang])
            else:
                cells.append(exact(column.kind, value))
        yield _line(cells)


def _heads(columns: Iterable[Column], lang: Lang) -> list[str]:
    heads = []
    for column in columns:
        heads.append(column.title[lang])
        if column.kind == "figure":
            heads += [f"{column.title[lang]}: {part[lang]}" for part in PARTS]
    return heads


def _figure(figure: Figure, lang: Lang) -> tuple[Value, ...]:
    value = figure.value
    shown = value[lang] if isinstance(value, Text) else exact(figure.kind, value)
    return shown, figure.kind, "" if figure.n is None else figure.n, origins(figure, lang)


def _line(cells: Iterable[Value]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([safe(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in cells])
    return text.getvalue()
