"""Cards as a PDF of A4 pages to cut out: codes as vectors, a Chinese font embedded as far as it is used.

The same cards give the same bytes: no clock is read.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.printing.cards import GROUPS, Card
from simulator.printing.symbols import bars, square
from virtual_devices.codes import Code, read_code

if TYPE_CHECKING:
    from fpdf import FPDF

MARGIN, HEAD, FOOT = 10.0, 12.0, 8.0
"""Millimetres, as everything here."""
COLUMNS, ROWS = 3, 7
WIDTH, HEIGHT = (210 - 2 * MARGIN) / COLUMNS, (297 - 2 * MARGIN - HEAD - FOOT) / ROWS
INSIDE = 3.0
DOT = 25.4 / 300
"""Bars begin and end on a dot of a printer with 300 or 600 to the inch: edges that are drawn grey can be misread."""
MODULE, WIDEST = 4, 5
"""Dots of the narrowest bar: 0.34 mm is what EAN asks for; of short codes of another kind at most so many."""
QUIET = 11
"""Modules of light on both sides of a linear code."""
BARS = 14.0
SQUARE, SQUARE_QUIET = 25.0, 4
FONT = "NotoSansSC"
DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A PDF wants a date; it is the same for all."""
BOTH = "TRAINING 培训"


class CannotPrint(Exception):
    """What prints is not installed."""


def sheet_pdf(title: Text, subject: str, cards: Sequence[Card], words: Words) -> bytes:
    """The sheet; `subject` says which script and seed it belongs to. Raises CannotPrint."""
    try:
        from fpdf import FPDF
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError as missing:
        raise CannotPrint from missing
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_creation_date(DAY)
    pdf.set_title(f"{words('sheet.title')}: {words.both(title)}")
    pdf.set_lang("zh-CN" if words.lang == "zh" else "en")
    pdf.add_font(FONT, "", str(sans_path()))
    made = _Sheet(pdf, words, f"{words('sheet.title')}: {words.both(title)}", subject)
    pages = list(_pages(cards))
    for number, (group, on_page) in enumerate(pages, 1):
        made.page(group, on_page, f"{number}/{len(pages)}")
    return bytes(pdf.output())


def _pages(cards: Sequence[Card]) -> Iterator[tuple[list[str], list[Card | None]]]:
    """Each group begins a row, so that cut cards fall apart by group; with the groups that are on the page."""
    slots: list[Card | None] = []
    for group in GROUPS:
        mine = [card for card in cards if card.group == group]
        slots += [*mine, *[None] * (-len(mine) % COLUMNS)]
    size = COLUMNS * ROWS
    for start in range(0, len(slots), size):
        on_page = slots[start : start + size]
        yield list(dict.fromkeys(card.group for card in on_page if card)), on_page


class _Sheet:
    def __init__(self, pdf: "FPDF", words: Words, title: str, subject: str) -> None:
        self._pdf, self._words, self._title, self._subject = pdf, words, title, subject

    def page(self, groups: list[str], cards: Sequence[Card | None], number: str) -> None:
        pdf, words = self._pdf, self._words
        pdf.add_page()
        pdf.set_text_color(0)
        self._text(self._title, MARGIN, MARGIN, 150, 12)
        self._text(BOTH, 160, MARGIN, 40, 12, right=True)
        named = " · ".join(words(f"sheet.group_{group}") for group in groups)
        self._text(named, MARGIN, MARGIN + 5.5, 190, 8)
        self._text(f"{self._subject} · {number}", MARGIN, 297 - MARGIN - 5, 190, 7)
        for at, card in enumerate(cards):
            if card is not None:
                row, column = divmod(at, COLUMNS)
                self._card(card, MARGIN + column * WIDTH, MARGIN + HEAD + row * HEIGHT)

    def _card(self, card: Card, x: float, y: float) -> None:
        pdf, words = self._pdf, self._words
        pdf.set_draw_color(150)
        pdf.set_line_width(0.1)
        pdf.set_dash_pattern(dash=1, gap=1)
        pdf.rect(x, y, WIDTH, HEIGHT)
        pdf.set_dash_pattern()
        first, second = (card.name.zh, card.name.en) if words.lang == "zh" else (card.name.en, card.name.zh)
        says = self._says(card)
        left, wide = x + INSIDE, WIDTH - 2 * INSIDE
        if card.symbol == "QR":
            left, wide = x + INSIDE + SQUARE + 1, WIDTH - SQUARE - 2 * INSIDE - 1
        self._text(first, left, y + 2, wide, 10)
        self._text(second, left, y + 6.8, wide, 7.5)
        self._text(says, left, y + 10.4, wide, 6.5)
        if card.symbol == "QR":
            self._square(card.code, x + INSIDE, y + (HEIGHT - SQUARE) / 2)
            self._below_square(card, left, y + 15, wide)
        elif card.symbol:
            self._bars(card, x, y + 14.5)
            self._text(card.code, x, y + 14.5 + BARS + 0.5, WIDTH, 8, middle=True)
        else:
            self._text(card.code, x, y + 18, WIDTH, 12, middle=True)

    def _says(self, card: Card) -> str:
        """What it is, of how much, and whose."""
        words = self._words
        said = [words(f"sheet.is_{card.group}")]
        if card.grams:
            said.append(f"{card.grams / 1000:.3f} kg")
        if card.nth:
            said.append(words("sheet.customer", n=card.nth, name=card.whose))
        elif card.whose:
            said.append(words.both(card.whose))
        if not card.symbol:
            said.append(words("sheet.typed_number" if card.group == "staff" else "sheet.typed"))
        return " · ".join(said)

    def _below_square(self, card: Card, x: float, y: float, wide: float) -> None:
        if card.group == "payments":
            self._text(BOTH, x, y, wide, 11)
            self._text(card.code, x, y + 6, wide, 7)
            return
        found = read_code(card.code)
        if isinstance(found, Code):
            words = self._words
            told = [found.number]
            told += [words("sheet.lot", lot=found.lot)] if found.lot else []
            told += [words("sheet.expiry", date=found.expiry)] if found.expiry else []
            for line, part in enumerate(told):
                self._text(part, x, y + line * 3.6, wide, 7.5)

    def _bars(self, card: Card, x: float, y: float) -> None:
        pattern = bars(card.code, card.symbol)
        fits = int((WIDTH - 2) / (len(pattern) + 2 * QUIET) / DOT)
        module = min(WIDEST if card.symbol == "Code 128" else MODULE, fits) * DOT
        start = _on_dot(x + (WIDTH - len(pattern) * module) / 2)
        self._pdf.set_fill_color(0)
        for at, wide in runs(pattern):
            self._pdf.rect(start + at * module, y, wide * module, BARS, style="F")

    def _square(self, text: str, x: float, y: float) -> None:
        rows = square(text)
        module = int(SQUARE / (len(rows) + 2 * SQUARE_QUIET) / DOT) * DOT
        x, y = _on_dot(x), _on_dot(y)
        self._pdf.set_fill_color(0)
        for row, dark in enumerate(rows):
            for at, wide in runs("".join("01"[one] for one in dark)):
                self._pdf.rect(
                    x + (SQUARE_QUIET + at) * module,
                    y + (SQUARE_QUIET + row) * module,
                    wide * module,
                    module,
                    style="F",
                )

    def _text(
        self, text: str, x: float, y: float, wide: float, size: float, *, right: bool = False, middle: bool = False
    ) -> None:
        """One line, smaller where it would not fit, at last cut."""
        pdf = self._pdf
        while True:
            pdf.set_font(FONT, size=size)
            if size <= 5.5 or pdf.get_string_width(text) <= wide:
                break
            size -= 0.5
        while len(text) > 1 and pdf.get_string_width(text) > wide:
            text = text[:-2] + "…"
        pdf.set_xy(x, y)
        pdf.cell(wide, size * 0.45, text, align="C" if middle else "R" if right else "L")


def _on_dot(millimetres: float) -> float:
    return round(millimetres / DOT) * DOT


def runs(pattern: str) -> Iterator[tuple[int, int]]:
    """Where dark begins and how wide it is.

    >>> list(runs("1011"))
    [(0, 1), (2, 2)]
    """
    at = 0
    while at < len(pattern):
        end = at
        while end < len(pattern) and pattern[end] == pattern[at]:
            end += 1
        if pattern[at] == "1":
            yield at, end - at
        at = end
