"""Where the next thing stands on which page: A4 upright, above a band with the mark of training, below the number."""

from collections.abc import Callable

from grading.reports.pen import ACCENT, INK, LINE, PAPER, SOFT, Pen
from simulator.kernel.texts import Lang, Text

MARGIN, BAND, FOOT = 14.0, 9.0, 12.0
TOP = BAND + 7
GAP = 3.0
SCALES = (1.0, 0.94, 0.88, 0.82, 0.77)
PAGE = Text("page {n} of {{all}}", "页码 {n} / {{all}}")


class Full(Exception):
    """A try has come to the end of its page."""


class Flow:
    """Goes down the page, and on to the next one. `title` stands above each page, `about` below it."""

    def __init__(self, title: str, mark: str, about: str, lang: Lang) -> None:
        self.pen = Pen(title, lang)
        self._title, self._mark, self._about, self._lang = title, mark, about, lang
        self.y = 0.0
        self.begun = 0.0
        """Where what stands below a heading begins, while it is tried whether both have room."""
        self._pages = 0

    @property
    def left(self) -> float:
        return MARGIN / self.pen.scale

    @property
    def right(self) -> float:
        return self.pen.wide - self.left

    @property
    def top(self) -> float:
        return TOP / self.pen.scale

    @property
    def wide(self) -> float:
        return self.right - self.left

    @property
    def bottom(self) -> float:
        return self.pen.high - (FOOT + 3) / self.pen.scale

    @property
    def fresh(self) -> bool:
        """Nothing stands on this page yet."""
        return self.y <= self.top

    def page(self) -> None:
        pen = self.pen
        if pen.dry:
            raise Full
        scale, pen.scale = pen.scale, 1.0
        pen.page()
        self._pages += 1
        pen.fill(0, 0, pen.wide, BAND, ACCENT)
        pen.text(self._mark, MARGIN, 2.4, self.wide * 0.45, 8.5, colour=PAPER)
        pen.text(self._title, MARGIN + self.wide * 0.45, 2.4, self.wide * 0.55, 8.5, align="right", colour=PAPER)
        foot = pen.high - FOOT
        pen.rule(MARGIN, foot, self.right, foot, LINE)
        pen.text(self._about, MARGIN, foot + 2, self.wide - 40, 7.5, colour=SOFT)
        pen.total(PAGE[self._lang].format(n=self._pages), self.right - 36, foot + 2, 36, 7.5)
        pen.scale = scale
        self.y = self.top

    def on_one_page(self, draw: Callable[[bool], None]) -> None:
        """What is drawn on a page that has just begun, smaller where that makes it fit, but never too small to read.
        `draw` is told whether it is only a try."""
        pen = self.pen
        pen.dry = True
        for pen.scale in (*SCALES, 1.0):  # the last: it goes on over the pages that it takes
            self.y = self.top
            try:
                draw(True)
            except Full:
                continue
            break
        pen.dry, self.y = False, self.top
        draw(False)
        self.y, pen.scale = self.y * pen.scale, 1.0

    def strands(self, draw: Callable[[], None]) -> bool:
        """Whether a page would end between a heading and what it stands above. `draw` draws both, and says where the
        heading ends (`begun`)."""
        pen, was, top = self.pen, self.pen.dry, self.y
        pen.dry, self.begun = True, self.y
        try:
            draw()
        except Full:
            return self.y <= self.begun
        finally:
            pen.dry, self.y = was, top
        return False

    def need(self, high: float) -> bool:
        """Begins a page where so much has no room on this one (and had some on an empty one); whether it did."""
        if self.y + high <= self.bottom or self.fresh:
            return False
        self.page()
        return True

    def skip(self, high: float) -> None:
        self.y += high

    def mark(self, title: str) -> None:
        """An entry of the list that a reader shows beside the pages."""
        if not self.pen.dry:
            self.pen.pdf.start_section(title)

    def para(self, text: str, size: float, *, colour: str = INK, bold: bool = False) -> None:
        """Lines over the whole width, over as many pages as they take; none is left alone on one."""
        lines, step = self.pen.wrap(text, self.wide, size), self.pen.leading(size)
        for n, line in enumerate(lines):
            together = len(lines) if n == 0 and len(lines) <= 3 else 2 if n in (0, len(lines) - 2) else 1
            self.need(together * step)
            self.pen.put(line, self.left, self.y, self.wide, size, colour=colour, bold=bold)
            self.y += step
