"""A page says what the report's own data say: it is made again of them, and set beside it line by line.

Nothing of a data folder is asked, so a page that was changed is found out whatever else differs. Lines are what a
reader sees; where the words are the same and yet something was drawn otherwise, that is told as such.
"""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import msgspec

from grading.reports.compare import Difference
from grading.reports.model import Report
from grading.reports.progress import Progress, silent
from grading.reports.report_html import parts
from grading.reports.report_json import report_of
from simulator.kernel.texts import Lang
from simulator.reporting import pdf_text
from simulator.reporting.beside import beside, left_over
from simulator.reporting.pdf_text import Pages
from simulator.reporting.pdfs import PDF, same
from simulator.reporting.reading import OPENS
from simulator.reporting.workbooks import WORKBOOK, differing

PAGE, DRAWN, LINE, FOREIGN = "page", "drawn", "line", "foreign"
"""In a place: the page; how something is drawn and not what is said; a line of the file; another program's file."""
HEADS = ("<header", "<h2", "<h3", "<figure", '<div class="verdict')


def printed(data: bytes, said: dict[str, Any], *, other_version: bool) -> list[Difference]:
    """What the page says otherwise than its data. Raises NotInstalled."""
    if not data.startswith((PDF, WORKBOOK)) and OPENS not in data:
        return []  # the data alone
    try:
        found = list(_differing(data, report_of(said)))
    except (msgspec.ValidationError, KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError):
        return [Difference((PAGE,), None, None, against="data")]
    return [one._replace(against="data", form=other_version and DRAWN in one.where) for one in found]


def _differing(data: bytes, report: Report) -> Iterator[Difference]:
    if data.startswith(PDF):
        return _pdf(data, report)
    return differing(data, report) if data.startswith(WORKBOOK) else _html(data, report)


def _html(data: bytes, report: Report) -> Iterator[Difference]:
    lang: Lang = "zh" if b'<html lang="zh' in data[:200] else "en"
    again = "".join(parts(report, lang, Progress(report, silent))).split("\n")
    lines = data.decode("utf-8", "replace").split("\n")
    if lines == again:
        return
    carried = next((n for n, line in enumerate(again) if line.encode() == OPENS), len(again))
    for at, one, other in beside(lines, again):
        mine, theirs = _seen(one or ""), _seen(other or "")
        if mine == theirs or at[1] > carried:
            yield Difference((PAGE, DRAWN, LINE, str(at[0] + 1)), one, other)
            continue
        for _, this, that in beside(mine, theirs):
            yield Difference((PAGE, _under(again, at[1]), LINE, str(at[0] + 1)), this, that)


def _under(lines: Sequence[str], at: int) -> str:
    """The heading below which a line stands."""
    for line in reversed(lines[:at]):
        if line.startswith(HEADS):
            return next(iter(_seen(line)), "")
    return ""


class _Seen(HTMLParser):
    """What a reader sees of a line: each text, those of a cell together."""

    APART = ("td", "th", "div", "li", "p", "text", "strong", "h1", "h2", "h3", "title", "span", "figcaption", "tr")

    def __init__(self) -> None:
        super().__init__()
        self.texts = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.APART:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.APART:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data


def _seen(line: str) -> list[str]:
    parser = _Seen()
    parser.feed(line)
    parser.close()
    return [text for one in parser.texts if (text := " ".join(one.split()))]


def _pdf(data: bytes, report: Report) -> Iterator[Difference]:
    """Raises NotInstalled."""
    from grading.reports.report_pdf import write

    out = BytesIO()
    write(report, pdf_text.lang(data), out)
    again = out.getvalue()
    if same(data, again):
        return
    mine, theirs = pdf_text.read(data), pdf_text.read(again)
    if mine is None or theirs is None:
        yield Difference((PAGE, FOREIGN), None, None)
        return
    yield from _pages(mine, theirs) if _laid_out(mine) == _laid_out(theirs) else _moved(mine, theirs)


def _laid_out(pages: Pages) -> list[int]:
    return [len(page.lines) for page in pages]


def _pages(mine: Pages, theirs: Pages) -> Iterator[Difference]:
    """Page by page: what is said, else how it is drawn."""
    told = False
    for n, (one, other) in enumerate(zip(mine, theirs, strict=True), 1):
        lines = list(beside(one.lines, other.lines))
        yield from (Difference((PAGE, str(n)), this, that) for _, this, that in lines)
        if not lines and one.drawn != other.drawn:
            yield Difference((PAGE, str(n), DRAWN), None, None)
        told = told or bool(lines) or one.drawn != other.drawn
    if not told:
        yield Difference((PAGE, DRAWN), None, None)  # a font, a bookmark


def _moved(mine: Pages, theirs: Pages) -> Iterator[Difference]:
    """Lines that are there, or missing; all that follows them stands elsewhere."""
    one, other = ([(n, line) for n, page in enumerate(each, 1) for line in page.lines] for each in (mine, theirs))
    for (at, there), this, that in left_over([line for _, line in one], [line for _, line in other]):
        n = other[there][0] if this is None else one[at][0]
        yield Difference((PAGE, str(n)), this, that)
