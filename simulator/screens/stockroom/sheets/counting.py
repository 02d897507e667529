"""盘点: a count under way, of which nothing is shown but what was entered; and a posted one, with its variances."""

from typing import TYPE_CHECKING

from simulator.kernel.facts import CountPosted
from simulator.kernel.goods import NAMES
from simulator.office.charts import bar
from simulator.screens.station.pane import Line, Span
from simulator.screens.stockroom.sheets.drawn import Columns, Drawn, told
from simulator.screens.stockroom.sheets.receiving import overview
from simulator.screens.stockroom.wares import amount, name_of, unit_of, ware_hit

if TYPE_CHECKING:
    from simulator.screens.stockroom.sheet import Sheet

COUNTED = Columns((10, 6))
VARIANCE = Columns((9, 9))
SIDE = 8
"""Cells of a bar on either side."""


def count(sheet: "Sheet", id: str, width: int) -> Drawn:
    room, words, shop = sheet.room, sheet.room.words, sheet.room.shop
    under = next((each for each in room.view.counts if each.number == id), None)
    if under is None:
        return overview(sheet, id, width)
    entered = {sku: (quantity, tries) for sku, quantity, tries in under.entered}
    rows: list[Line] = []
    for sku in sorted((*under.left, *entered), key=lambda sku: name_of(shop, sku)[words.lang]):
        had = entered.get(sku)
        figures = (amount(had[0], unit_of(shop, sku)), f"×{had[1]}") if had else ("…", "")
        hit, name = ware_hit(sku, "", under.place), name_of(shop, sku)[words.lang]
        rows.append(COUNTED.row(sheet, hit, name, *figures, width=width, style="" if had else "strong"))
    look, post = room.key_label("look_at_place"), room.key_label("post_count")
    how = words("stock.foot.count", look=look, post=post)
    return Drawn(
        words("stock.sheet.count", number=id, place=NAMES[under.place]),
        words("stock.count.left", n=len(under.left)),
        [COUNTED.head(sheet, "stock.column.item", "stock.column.counted", "stock.column.tries", width=width)],
        rows,
        told(how, width),
    )  # fmt: skip


def variance(sheet: "Sheet", id: str, width: int) -> Drawn:
    """盘盈盘亏: what came out, worth most first; losses to the left, finds to the right."""
    room, words, shop = sheet.room, sheet.room.words, sheet.room.shop
    posted = room.posted
    if not isinstance(posted, CountPosted):
        return overview(sheet, id, width)
    most = max((abs(line.value) for line in posted.lines), default=0)
    rows: list[Line] = []
    for line in sorted(posted.lines, key=lambda line: -abs(line.value)):
        unit, off = unit_of(shop, line.sku), line.variance
        figures = (f"{'+' if off > 0 else '-' if off < 0 else ''}{amount(abs(off), unit)}", room.money(line.value))
        style = "bad" if off < 0 else "warn" if off > 0 else "dim"
        hit = ware_hit(line.sku, "", posted.place)
        rows.append(VARIANCE.row(sheet, hit, name_of(shop, line.sku)[words.lang], *figures, width=width, style=style))
        rows.append(bars(line.value, most, style))
    total = words("stock.variance.total", value=room.money(posted.value), off=posted.off, items=posted.items)
    return Drawn(
        words("stock.sheet.variance", number=posted.count),
        NAMES[posted.place][words.lang],
        [VARIANCE.head(sheet, "stock.column.item", "stock.column.variance", "stock.column.value", width=width)],
        rows,
        told(total, width, "strong"),
    )  # fmt: skip


def bars(value: int, most: int, style: str) -> Line:
    """A bar from a middle line: to the left what is lost, to the right what was found."""
    drawn = bar(abs(value), most, SIDE)
    left = drawn.rjust(SIDE) if value < 0 else " " * SIDE
    return (Span("    "), Span(left, style), Span("│", "dim"), Span(drawn if value > 0 else "", style))
