"""A report as a PDF of A4 pages: text that can be found and copied, tables with repeated heads, charts as vectors.

Everything is drawn in the order of the blocks (`Flow` knows where on which page); the same report gives the same bytes.
Its JSON is attached, for whoever wants to check it, and each page bears the beginning of the evidence's hash.
"""

from collections.abc import Sequence
from itertools import zip_longest
from typing import BinaryIO

from grading.reports import report_json
from grading.reports.debrief_html import TRAINING
from grading.reports.figures import origins, sample, shown, signed
from grading.reports.model import (
    SIGNS,
    Bars,
    Block,
    Heading,
    Heat,
    KeyFigures,
    Lines,
    Manifest,
    Paragraph,
    Points,
    Report,
    Signs,
    State,
    Verdict,
)
from grading.reports.pdf_charts import bars, heat, lines
from grading.reports.pdf_flow import GAP, Flow
from grading.reports.pdf_table import ATTACHED, table
from grading.reports.pen import ACCENT, INK, LINE, SOFT, TONES, WASH
from grading.reports.progress import Progress, Tell, silent
from grading.reports.report_html import proof, when
from simulator.kernel.texts import Lang, Text

KEEP = 26.0
"""A heading stays with so much of what follows, and with all that what follows keeps together at its beginning."""
KEY_FIGURE, ACROSS = 19.0, 4
AFTER = "standing_heading"
"""What comes behind the conclusion of a class, on its page where that has room."""
SEAL = Text("seal", "盖章")


def write(report: Report, lang: Lang, out: BinaryIO, tell: Tell = silent) -> None:
    """The whole document. Raises NotInstalled."""
    about = " · ".join(one for one in (report.subject[lang], *when(report, lang)) if one)
    digest = report.manifest.digest[:16] if report.manifest else ""
    title = f"{report.title[lang]} · {report.subject[lang]}"
    flow = Flow(title, f"{TRAINING} · {report.mark[lang]}", f"{about} · SHA-256 {digest}" if digest else about, lang)
    progress = Progress(report, tell)
    first = next((n for n, block in enumerate(report.blocks) if isinstance(block, Heading) and _ends(block)), 0)

    def page_one(trying: bool) -> None:
        """The conclusion is one page, if that can be."""
        flow.para(report.title[lang], 22, bold=True)
        flow.para(about, 10, colour=SOFT)
        flow.skip(3)
        _blocks(flow, report, report.blocks[:first], lang, Progress(report, silent) if trying else progress)

    flow.page()
    flow.on_one_page(page_one)
    _blocks(flow, report, report.blocks[first:], lang, progress)
    flow.pen.attach(ATTACHED, report_json.parts(report, Progress(report, silent)))
    out.write(flow.pen.written())


def _ends(heading: Heading) -> bool:
    """Whether the conclusion ends before it."""
    return heading.page or heading.id == AFTER


def _blocks(flow: Flow, report: Report, blocks: Sequence[Block], lang: Lang, progress: Progress) -> None:
    for block, follows in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Heading) and follows and not (block.page or flow.fresh):

            def both(block: Heading = block, follows: Block = follows) -> None:
                _block(flow, block, lang, progress)
                flow.begun = flow.y
                _block(flow, follows, lang, Progress(report, silent))

            if flow.strands(both):
                flow.page()
        _block(flow, block, lang, progress)


def _block(flow: Flow, block: Block, lang: Lang, progress: Progress) -> None:
    if isinstance(block, Heading):
        if block.page and not flow.fresh:
            flow.page()
        flow.need(KEEP)
        flow.skip(0 if flow.fresh else 4)
        flow.mark(block.text[lang])
        flow.para(block.text[lang], 13, bold=True)
        flow.pen.rule(flow.left, flow.y, flow.right, flow.y, LINE)
        flow.skip(2.5)
    elif isinstance(block, Paragraph):
        flow.para(block.text[lang], 9.5, colour=TONES[block.tone])
        flow.skip(1.5)
    elif isinstance(block, Verdict):
        _verdict(flow, block, lang)
    elif isinstance(block, Points):
        for item in block.items:
            _point(flow, item, lang)
        flow.skip(2)
    elif isinstance(block, KeyFigures):
        _key_figures(flow, block, lang)
    elif isinstance(block, Bars):
        bars(flow, block, lang)
    elif isinstance(block, Lines):
        lines(flow, block, lang)
    elif isinstance(block, Heat):
        heat(flow, block, lang, progress)
    elif isinstance(block, Signs):
        _signs(flow, block, lang)
    elif isinstance(block, Manifest):
        flow.para(proof(block, lang), 7, colour=SOFT)
        flow.skip(1)
        table(flow, block.table, lang, progress)
    else:
        table(flow, block, lang, progress)


def _verdict(flow: Flow, block: Verdict, lang: Lang) -> None:
    pen, colour = flow.pen, TONES[block.tone]
    said = pen.wrap(signed(State(block.tone, block.text), lang), flow.wide - 10, 16)
    more = pen.wrap(block.detail[lang], flow.wide - 10, 10) if block.detail else []
    high = len(said) * pen.leading(16) + len(more) * pen.leading(10) + 6
    flow.need(high + 3)
    pen.fill(flow.left, flow.y, flow.wide, high, WASH, round=1)
    pen.fill(flow.left, flow.y, 1.6, high, ACCENT if block.tone == "plain" else colour)
    y = pen.lines(said, flow.left + 6, flow.y + 3, flow.wide - 10, 16, colour=colour, bold=True)
    pen.lines(more, flow.left + 6, y, flow.wide - 10, 10, colour=SOFT)
    flow.skip(high + 4)


def _point(flow: Flow, item: State, lang: Lang) -> None:
    pen, inside = flow.pen, 5.0
    said = pen.wrap(item.text[lang], flow.wide - inside, 9.5)
    flow.need(len(said) * pen.leading(9.5))
    pen.put(SIGNS[item.tone] or "·", flow.left, flow.y, inside, 9.5, colour=TONES[item.tone])
    flow.y = pen.lines(said, flow.left + inside, flow.y, flow.wide - inside, 9.5) + 0.6


def _key_figures(flow: Flow, block: KeyFigures, lang: Lang) -> None:
    pen, across = flow.pen, len(block.items) if 0 < len(block.items) <= ACROSS + 1 else ACROSS
    wide = (flow.wide - GAP * (across - 1)) / across
    for start in range(0, len(block.items), across):
        flow.need(KEY_FIGURE)
        for n, item in enumerate(block.items[start : start + across]):
            x, figure = flow.left + n * (wide + GAP), item.figure
            pen.frame(x, flow.y, wide, KEY_FIGURE, LINE, round=1.2)
            pen.text(item.title[lang], x + 3, flow.y + 2, wide - 6, 8, colour=SOFT)
            value = shown(figure.kind, figure.value, lang, up=figure.up)
            pen.text(value, x + 3, flow.y + 5.8, wide - 6, 15, bold=True)
            under = " · ".join(filter(None, (sample(figure, lang), origins(figure, lang), item.note[lang])))
            pen.text(under, x + 3, flow.y + 13.6, wide - 6, 7.5, colour=SOFT)
        flow.skip(KEY_FIGURE + GAP)
    flow.skip(1)


def _signs(flow: Flow, block: Signs, lang: Lang) -> None:
    """Two fields side by side, each with lines to write on and a place for the seal."""
    pen, each = flow.pen, 14.0
    said = pen.wrap(block.says[lang], flow.wide, 10)
    high = 12 + each * len(block.fields) + 34
    flow.need(len(said) * pen.leading(10) + 3 + high)
    flow.y = pen.lines(said, flow.left, flow.y, flow.wide, 10) + 3
    wide = (flow.wide - GAP * (len(block.parties) - 1)) / max(1, len(block.parties))
    for n, party in enumerate(block.parties):
        x, y = flow.left + n * (wide + GAP), flow.y
        pen.frame(x, y, wide, high, SOFT)
        pen.text(party.title[lang], x + 4, y + 3, wide - 8, 11, bold=True)
        y += 12
        for field in block.fields:
            pen.text(field[lang], x + 4, y, wide - 8, 9, colour=SOFT)
            pen.rule(x + 4, y + 10.5, x + wide - 4, y + 10.5, INK, thick=0.15)
            y += each
        pen.ring(x + wide - 21, y + 15, 13, SOFT)
        pen.text(SEAL[lang], x + wide - 34, y + 13, 26, 8, align="middle", colour=SOFT)
    flow.skip(high + 4)
