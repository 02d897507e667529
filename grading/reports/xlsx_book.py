"""A workbook while it is written: sheets with a head that stays in sight, styles, cells of the type that they are."""

from datetime import datetime
from typing import Any

from grading.reports.cells import safe
from grading.reports.debrief_html import TRAINING
from grading.reports.figures import FEW, NOT_OBSERVED, exact, origins, rounded, signed
from grading.reports.model import Figure, Kind, Report, State, Value
from grading.reports.pen import SOFT, TONES, WASH
from grading.reports.progress import Progress
from simulator.kernel.texts import Lang, Text

FORMATS: dict[Kind, str] = {
    "count": "#,##0", "number": "0.0###", "share": "0.0###%", "seconds": '0.0### "s"', "money": "#,##0.00",
    "duration": "[h]:mm:ss", "date": "yyyy-mm-dd", "grade": "0", "serial": "0",
}  # fmt: skip
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
CARRIED = "storedrill-report"
"""The hidden sheet with the report's JSON."""
WIDTH = 12
"""Characters of a column for each share of its width."""


class Book:
    def __init__(self, book: Any, report: Report, lang: Lang, progress: Progress) -> None:  # XlsxWriter has no types
        self.book, self.report, self.lang, self.progress = book, report, lang, progress
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = {CARRIED}

    def style(self, **wanted: Any) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self._styles:
            self._styles[key] = self.book.add_format({"valign": "top", "font_size": 10, **wanted})
        return self._styles[key]

    def sheet(self, title: str, id: str, widths: list[int], heads: list[str] | None, key: int = 1) -> Any:
        """A sheet of that name, or one near it; its head stays in sight and is printed again on each page."""
        name = base = (title.translate(FORBIDDEN).strip() or id)[:31]
        number = 1
        while name.casefold() in self._names:
            number += 1
            name = f"{base[: 31 - len(str(number)) - 1]} {number}"
        self._names.add(name.casefold())
        sheet = self.book.add_worksheet(name)
        for at, wide in enumerate(widths):
            sheet.set_column(at, at, wide)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L{TRAINING}&R{printed(self.report.title[self.lang])}")
        sheet.set_footer(f"&L{printed(self.report.subject[self.lang])}&R&P / &N")
        if heads is not None:
            head = self.style(bold=True, font_color=SOFT, bg_color=WASH, bottom=1, text_wrap=True)
            for at, text in enumerate(heads):
                sheet.write_string(0, at, safe(text) or " ", head)
            sheet.freeze_panes(1, key)
            sheet.repeat_rows(0)
        return sheet

    def text(self, sheet: Any, at: int, left: int, text: str, **style: Any) -> None:
        """A cell of text; nothing for none."""
        if text:
            sheet.write_string(at, left, safe(text), self.style(**style))

    def figure(self, sheet: Any, at: int, left: int, figure: Figure) -> None:
        """The value, its n, where it comes from, and whether that is too few."""
        self.cell(sheet, at, left, figure.kind, figure.value, up=figure.up)
        few = figure.n is not None and figure.n < figure.few
        if figure.n is not None:
            sheet.write_number(
                at, left + 1, figure.n, self.style(num_format="#,##0", font_color=TONES["warn" if few else "soft"])
            )
        told = [origins(figure, self.lang), FEW[self.lang].format(least=f"{figure.few:,}") if few else ""]
        if any(told):
            self.text(sheet, at, left + 2, " · ".join(filter(None, told)), font_color=SOFT)

    def cell(self, sheet: Any, at: int, left: int, kind: Kind, value: Value, *, up: bool = False) -> None:
        """Numbers as numbers, days as days; what is not known is empty."""
        if isinstance(value, State):
            self.text(sheet, at, left, signed(value, self.lang), font_color=TONES[value.tone])
        elif isinstance(value, Text):
            self.text(sheet, at, left, value[self.lang], text_wrap=True)
        elif value is None:
            if kind == "grade":
                sheet.write_string(at, left, NOT_OBSERVED[self.lang], self.style(font_color=SOFT, align="right"))
        elif kind == "date":
            day = datetime.fromisoformat(value).replace(tzinfo=None)
            sheet.write_datetime(at, left, day, self.style(num_format=FORMATS[kind]))
        elif kind in FORMATS:
            sheet.write_number(at, left, number(kind, value, up=up), self.style(num_format=FORMATS[kind]))
        else:
            self.text(sheet, at, left, str(value))


def number(kind: Kind, value: Value, *, up: bool = False) -> float | int:
    """What a cell holds: a share as a part of 1, money in whole units, a duration in days.

    >>> number("share", (2, 3)), number("seconds", (1, 3), up=True), number("money", -1250)
    (0.666666, 0.3334, -12.5)
    """
    if kind == "share":
        return float(rounded(value, 6, up=up))
    if kind in ("number", "seconds"):
        return float(rounded(value, 4, up=up))
    if kind == "duration":
        return int(value) / 86_400_000
    found = exact(kind, value)
    assert isinstance(found, (int, float))
    return found


def printed(text: str) -> str:
    """In a page's head `&` begins an order to the printer, and little has room."""
    return text.replace("&", "&&")[:100]
