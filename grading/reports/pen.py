"""Draws on pages of a PDF: millimetres, a Chinese font embedded as far as it is used, colours by their meaning.

Nothing reads a clock: the same strokes give the same bytes. Lines are broken by the rules of both scripts: English at
blanks, Chinese between any two signs, and no line begins with a sign that closes or ends with one that opens.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal
from zlib import compressobj

from grading.reports.charts import BAD, FAINT, GOOD, RAIL, WARN
from grading.reports.pdf_pages import Pages

Align = Literal["left", "right", "middle"]
INK, SOFT, PAPER, WASH = "#1d2529", "#5b676e", "#ffffff", "#f5f7f8"
ACCENT = "#20566b"
TONES = {"plain": INK, "soft": SOFT, "good": GOOD, "warn": WARN, "bad": BAD, "unknown": WARN}
LINE = RAIL
__all__ = [
    "ACCENT",
    "BAD",
    "FAINT",
    "GOOD",
    "INK",
    "LINE",
    "PAPER",
    "SOFT",
    "TONES",
    "WARN",
    "WASH",
    "NotInstalled",
    "Pen",
]
FONT = "NotoSansSC"
POINT = 25.4 / 72
LEADING = 1.45
ASCENT = 0.88
"""Of the font, above the baseline."""
DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A PDF wants a date; it is the same for all."""
CLOSING = "，。、；：？！）】》〉」』”’%％…·,.;:?!)]}"
OPENING = "（【《〈「『“‘([{￥¥$"
LACKS = str.maketrans({"✗": "×", "↻": "○", "▸": "›", "\n": " ", "\t": " "})
"""What the font has not, or a line cannot hold."""


class NotInstalled(Exception):
    """An extra is missing; its argument is the name."""


class Pen:
    """A document that is drawn page by page; `size` is a format that fpdf knows, or millimetres.

    With a `scale` below 1 everything is drawn smaller, and the page is so much wider. A `dry` pen draws nothing.
    """

    scale = 1.0
    dry = False

    def __init__(self, title: str, lang: str, size: str | tuple[float, float] = "A4") -> None:
        try:
            from fpdf import FPDF
            from fpdf.drawing_primitives import color_from_hex_string
            from pylopdf_fonts_zh_cn import sans_path
        except ImportError as missing:
            raise NotInstalled("print") from missing
        self.pdf = FPDF(format=size)
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_margin(0)
        self.pdf.set_creation_date(DAY)
        self.pdf.set_title(title)
        self.pdf.alias_nb_pages("{all}")  # room for five digits
        self.pdf.set_lang("zh-CN" if lang == "zh" else "en")
        self.pdf.add_font(FONT, "", str(sans_path()))
        self.pdf.set_font(FONT, size=10)
        self.pdf.c_margin = 0
        self._pages = Pages(self.pdf)
        self._colour = cache(color_from_hex_string)
        font: Any = self.pdf.fonts[FONT.lower()]
        self._advance: dict[int, float] = font.cw

    def page(self, *, landscape: bool = False) -> None:
        self._pages.pack()
        self.pdf.add_page(orientation="landscape" if landscape else "portrait")
        self.pdf.set_font(FONT, size=10)

    @property
    def wide(self) -> float:
        return float(self.pdf.w) / self.scale

    @property
    def high(self) -> float:
        return float(self.pdf.h) / self.scale

    def written(self) -> bytearray:
        """The file; nothing can be drawn any more."""
        return self._pages.written()

    def attach(self, name: str, parts: Iterable[bytes]) -> None:
        """A file inside of the file, deflated as it comes."""
        from fpdf.syntax import Name

        deflated, packer, size = bytearray(), compressobj(), 0
        for part in parts:
            size += len(part)
            deflated += packer.compress(part)
        deflated += packer.flush()
        held = self.pdf.embed_file(bytes=bytes(deflated), basename=name, creation_date=DAY, modification_date=DAY)
        held.filter = Name("FlateDecode")
        held.params = held.params.replace(f"/Size {len(deflated)}", f"/Size {size}")

    # --- text

    def width(self, text: str, size: float) -> float:
        return sum(self._advance[ord(sign)] for sign in text.translate(LACKS)) * size * POINT / 1000

    def text(
        self, text: str, x: float, y: float, wide: float, size: float,
        *, align: Align = "left", colour: str = INK, bold: bool = False, least: float = 5.5,
    ) -> None:  # fmt: skip
        """One line whose top is at `y`; smaller where it would not fit, at last cut."""
        while size > least and self.width(text, size) > wide:
            size = max(least, size - 0.5)
        while len(text) > 1 and self.width(text, size) > wide:
            text = text[:-2] + "…"
        self.put(text, x, y, wide, size, align=align, colour=colour, bold=bold)

    def put(
        self, text: str, x: float, y: float, wide: float, size: float,
        *, align: Align = "left", colour: str = INK, bold: bool = False,
    ) -> None:  # fmt: skip
        """A line as it is."""
        text = text.translate(LACKS)
        if self.dry or not text.strip():
            return
        if align != "left":
            rest = wide - self.width(text, size)
            x += rest if align == "right" else rest / 2
        pdf, baseline = self.pdf, y + (ASCENT + (LEADING - 1.3) / 2) * size * POINT
        x, baseline, size = x * self.scale, baseline * self.scale, size * self.scale
        pdf.set_font_size(size)
        pdf.set_text_color(self._colour(colour))
        if not bold:
            pdf.text(x, baseline, text)
            return
        with pdf.local_context(text_mode="FILL_STROKE", line_width=size * 0.012, draw_color=self._colour(colour)):
            pdf.text(x, baseline, text)

    def total(self, text: str, x: float, y: float, wide: float, size: float, colour: str = SOFT) -> None:
        """A line at the right, in which `{all}` becomes the number of pages."""
        self.pdf.set_font_size(size)
        self.pdf.set_text_color(self._colour(colour))
        self.pdf.set_xy(x, y)
        self.pdf.cell(wide, size * POINT * 1.2, text, align="R")

    def leading(self, size: float) -> float:
        return size * POINT * LEADING

    def wrap(self, text: str, wide: float, size: float) -> list[str]:
        """The lines that `text` takes; at least one."""
        text = text.translate(LACKS)
        if self.width(text, size) <= wide:
            return [text.rstrip()]
        lines, line, width = [], "", 0.0
        for piece in self._fitting(text, wide, size):
            if line and width + self.width(piece.rstrip(), size) > wide:
                lines.append(line.rstrip())
                line, width = "", 0.0
            more = piece if line else piece.lstrip()
            line, width = line + more, width + self.width(more, size)
        return [*lines, line.rstrip()] if line.strip() else lines

    def _fitting(self, text: str, wide: float, size: float) -> Iterator[str]:
        """Pieces, those that no line can hold (a hash, an address) cut anywhere."""
        for piece in pieces(text):
            rest = piece
            while len(rest) > 1 and self.width(rest.rstrip(), size) > wide:
                cut = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or self.width(rest[:n], size) <= wide)
                yield rest[:cut]
                rest = rest[cut:]
            yield rest

    def lines(
        self, lines: Sequence[str], x: float, y: float, wide: float, size: float,
        *, align: Align = "left", colour: str = INK, bold: bool = False,
    ) -> float:  # fmt: skip
        """Lines below each other; returns where the next would begin."""
        for line in lines:
            self.put(line, x, y, wide, size, align=align, colour=colour, bold=bold)
            y += self.leading(size)
        return y

    # --- shapes

    def fill(self, x: float, y: float, wide: float, high: float, colour: str, *, round: float = 0) -> None:
        self._rect(x, y, wide, high, "F", round, colour)

    def frame(
        self, x: float, y: float, wide: float, high: float, colour: str, *, round: float = 0, dash: float = 0,
        thick: float = 0.2,
    ) -> None:  # fmt: skip
        self._stroke(colour, thick, dash)
        self._rect(x, y, wide, high, "D", round)
        self.pdf.set_dash_pattern()

    def rule(
        self, x: float, y: float, to_x: float, to_y: float, colour: str = LINE, *, thick: float = 0.2, dash: float = 0
    ) -> None:
        self._stroke(colour, thick, dash)
        if not self.dry:
            self.pdf.line(*(at * self.scale for at in (x, y, to_x, to_y)))
        self.pdf.set_dash_pattern()

    def path(self, points: Sequence[tuple[float, float]], colour: str, *, thick: float = 0.5, dash: float = 0) -> None:
        self._stroke(colour, thick, dash)
        if not self.dry:
            self.pdf.polyline([(x * self.scale, y * self.scale) for x, y in points])
        self.pdf.set_dash_pattern()

    def ring(self, x: float, y: float, radius: float, colour: str) -> None:
        """A dashed circle, for a seal."""
        self._stroke(colour, 0.2, 1)
        if not self.dry:
            self.pdf.circle(x * self.scale, y * self.scale, radius * self.scale, style="D")
        self.pdf.set_dash_pattern()

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        if not self.dry:
            self.pdf.set_fill_color(self._colour(colour))
            self.pdf.circle(x * self.scale, y * self.scale, radius * self.scale, style="F")

    @contextmanager
    def turned(self, degrees: float, x: float, y: float) -> Iterator[None]:
        """What is drawn meanwhile stands turned about a point."""
        if self.dry:
            yield
            return
        with self.pdf.rotation(degrees, x * self.scale, y * self.scale):
            yield

    def _rect(self, x: float, y: float, wide: float, high: float, style: str, round: float, colour: str = "") -> None:
        if self.dry:
            return
        if colour:
            self.pdf.set_fill_color(self._colour(colour))
        x, y, wide, high, round = (at * self.scale for at in (x, y, wide, high, round))
        self.pdf.rect(x, y, wide, high, style=style, round_corners=round > 0, corner_radius=round)

    def _stroke(self, colour: str, thick: float, dash: float) -> None:
        self.pdf.set_draw_color(self._colour(colour))
        self.pdf.set_line_width(thick)
        if dash:
            self.pdf.set_dash_pattern(dash=dash, gap=dash)


def pieces(text: str) -> Iterator[str]:
    """Parts between which a line may end.

    >>> list(pieces("谁能上岗（王芳）、how many days。"))
    ['谁', '能', '上', '岗', '（王', '芳）、', 'how ', 'many ', 'days。']
    """
    start = 0
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if after in CLOSING or before in OPENING or after == " ":
            continue
        if before == " " or _wide(before) or _wide(after):
            yield text[start:at]
            start = at
    if text[start:]:
        yield text[start:]


def _wide(sign: str) -> bool:
    return "⺀" <= sign <= "鿿" or "豈" <= sign <= "﫿" or "！" <= sign <= "｠" or sign in "、。《》“”‘’…·"
