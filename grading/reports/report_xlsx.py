"""A report as a workbook: a sheet a table, cells of the type that they are, charts that the program itself draws.

Written a row at a time, so that a hundred thousand drills need no memory; the same report gives the same bytes. No cell
holds a formula, and none begins like one. Numbers keep four places and are rounded as on the page: never in a store's
favour, and the cell shows all that it holds. The report's JSON lies in a hidden sheet, for whoever wants to check it.
"""

from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, BinaryIO
from zlib import compressobj

from grading.reports import report_json
from grading.reports.debrief_html import TRAINING
from grading.reports.figures import signed
from grading.reports.model import (
    Bars,
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
from grading.reports.pen import ACCENT, PAPER, SOFT, TONES, NotInstalled
from grading.reports.progress import Progress, Tell, silent
from grading.reports.report_html import proof, when
from grading.reports.xlsx_book import CARRIED, FORMATS, WIDTH, Book
from grading.reports.xlsx_charts import bars, heat, lines
from simulator.kernel.texts import Lang, Text

MOST_ROWS = 1_000_000
"""Of a sheet; more go on in another one."""
FIGURE = (Text("{of}: n", "{of}：样本量"), Text("{of}: origin", "{of}：证据来源"))
SUMMARY = Text("Summary", "结论")
PIECE, ALPHABET = 24_000, b"._"
"""Bytes of a cell in the hidden sheet (threes: 32,000 signs, and a cell holds 32,767), and what stands for signs that
could begin a formula."""
WHAT = Text(
    "The figures of this report as JSON, deflated and in base64: for storedrill verify",
    "本报告的全部数据（JSON，压缩后以 base64 存放）：供 storedrill verify 核对",
)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write(report: Report, lang: Lang, out: BinaryIO, tell: Tell = silent) -> None:
    """The whole workbook. Raises NotInstalled."""
    try:
        from xlsxwriter import Workbook
    except ImportError as missing:
        raise NotInstalled("xlsx") from missing
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, {"constant_memory": True, "default_date_format": FORMATS["date"], **plain})
    book.set_properties({"title": report.title[lang], "subject": report.subject[lang], "created": EPOCH})
    made = Book(book, report, lang, Progress(report, tell))
    _summary(made)
    for n, block in enumerate(report.blocks):
        if isinstance(block, Table):
            before = report.blocks[n - 1] if n else None
            _table(made, block, before.text[lang] if isinstance(before, Heading) else "")
        elif isinstance(block, Manifest):
            _table(made, block.table)
        elif isinstance(block, Bars):
            bars(made, block)
        elif isinstance(block, Lines):
            lines(made, block)
        elif isinstance(block, Heat):
            heat(made, block)
    _carried(made)
    book.close()


def _summary(book: Book) -> None:
    report, lang = book.report, book.lang
    sheet = book.sheet(SUMMARY[lang], "summary", [44, 20, 12, 24, 40], None)
    at = 0

    def line(text: str, **style: Any) -> None:
        nonlocal at
        book.text(sheet, at, 0, text, **style)
        at += 1

    line(report.title[lang], bold=True, font_size=18)
    line(" · ".join(one for one in (report.subject[lang], *when(report, lang)) if one), font_color=SOFT)
    line(f"{TRAINING} · {report.mark[lang]}", font_color=PAPER, bg_color=ACCENT)
    at += 1
    for block in report.blocks:
        if isinstance(block, Verdict):
            line(signed(State(block.tone, block.text), lang), bold=True, font_size=14, font_color=TONES[block.tone])
            line(block.detail[lang], font_color=SOFT)
            at += 1
        elif isinstance(block, Heading):
            at += 1
            line(block.text[lang], bold=True, font_size=12, bottom=1)
        elif isinstance(block, Paragraph):
            line(block.text[lang], font_color=TONES[block.tone])
        elif isinstance(block, Points):
            for item in block.items:
                line(signed(item, lang), font_color=TONES[item.tone])
        elif isinstance(block, KeyFigures):
            for one in block.items:
                book.text(sheet, at, 0, one.title[lang])
                book.figure(sheet, at, 1, one.figure)
                book.text(sheet, at, 4, one.note[lang], font_color=SOFT)
                at += 1
        elif isinstance(block, Manifest):
            line(proof(block, lang), font_color=SOFT)
        elif isinstance(block, Signs):
            at += 1
            line(block.says[lang])
            for party in block.parties:
                line(party.title[lang], bold=True)
                for field in block.fields:
                    sheet.set_row(at, 30)
                    book.text(sheet, at, 0, field[lang], font_color=SOFT)
                    sheet.write_blank(at, 1, None, book.style(bottom=1))
                    at += 1


def _table(book: Book, table: Table, heading: str = "") -> None:
    """A sheet of it, or of several where one is full; what has no title has the heading's before it."""
    if not len(table.rows):
        return
    heads, widths = [], []
    for column in table.columns:
        title = column.title[book.lang]
        heads.append(title)
        widths.append(66 if column.kind == "hash" else max(WIDTH, WIDTH * column.wide))
        if column.kind == "figure":
            heads += [part[book.lang].format(of=title) for part in FIGURE]
            widths += [WIDTH, 2 * WIDTH]
    rows = iter(book.progress.rows(table.rows))
    while (first := next(rows, None)) is not None:
        sheet = book.sheet(table.title[book.lang] or heading, table.id, widths, heads, table.key)
        at = 0
        for at, row in enumerate(chain((first,), islice(rows, MOST_ROWS - 1)), 1):
            _row(book, sheet, at, table.columns, row)
        sheet.autofilter(0, 0, at, len(heads) - 1)


def _carried(book: Book) -> None:
    sheet = book.book.add_worksheet(CARRIED)
    sheet.hide()
    sheet.write_string(0, 0, WHAT[book.lang])
    for at, piece in enumerate(_deflated(book.report), 1):
        sheet.write_string(at, 0, b64encode(piece, ALPHABET).decode())


def _deflated(report: Report) -> Iterator[bytes]:
    """The report's JSON in pieces that a cell has room for."""
    packer, rest = compressobj(), bytearray()
    for part in report_json.parts(report, Progress(report, silent)):
        rest += packer.compress(part)
        while len(rest) > PIECE:
            yield bytes(rest[:PIECE])
            del rest[:PIECE]
    rest += packer.flush()
    for start in range(0, len(rest), PIECE):
        yield bytes(rest[start : start + PIECE])


def _row(book: Book, sheet: Any, at: int, columns: tuple[Column, ...], row: Row) -> None:
    left = 0
    for column, value in zip(columns, row, strict=True):
        if column.kind == "figure":
            if isinstance(value, Figure):
                book.figure(sheet, at, left, value)
            left += 3
        else:
            book.cell(sheet, at, left, column.kind, value)
            left += 1
