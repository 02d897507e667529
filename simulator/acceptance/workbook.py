"""A list as a workbook that somebody fills in: heads that stay in sight, texts that wrap, results that are picked."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from grading.reports.pen import NotInstalled

NARROW, WIDE = 14, 44
LONG = 30
"""Signs from which a column is a wide one."""
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same list is the same bytes."""
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def workbook(heads: Sequence[str], rows: Iterable[Iterable[str]], picked: Mapping[int, Sequence[str]]) -> bytes:
    """`picked`: column -> what may stand there. Raises NotInstalled."""
    try:
        from xlsxwriter import Workbook
    except ImportError as missing:
        raise NotInstalled("xlsx") from missing
    out, table = io.BytesIO(), [list(row) for row in rows]
    book = Workbook(out, PLAIN)
    book.set_properties({"created": MADE})
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(heads):
        longest = max((len(row[column]) for row in table), default=0)
        sheet.set_column(column, column, WIDE if longest > LONG else NARROW, text)
        sheet.write_string(0, column, head, bold)
    for at, row in enumerate(table, 1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(at, column, cell, text)
    for column, choices in picked.items():
        if table:
            sheet.data_validation(1, column, len(table), column, {"validate": "list", "source": [*choices]})
    book.close()
    return out.getvalue()
