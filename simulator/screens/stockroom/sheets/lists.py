"""Lists to look through: what is near its date, what runs low, what the sales floor lacks, what is recalled."""

from typing import TYPE_CHECKING

from simulator.kernel.goods import NAMES, PULLED
from simulator.office.charts import bar
from simulator.screens.station.pane import Line, Span
from simulator.screens.stockroom.sheets.drawn import Columns, Drawn, told
from simulator.screens.stockroom.sheets.receiving import lies
from simulator.screens.stockroom.wares import amount, name_of, unit_of, ware_hit

if TYPE_CHECKING:
    from simulator.screens.stockroom.sheet import Sheet

DATES = Columns((6, 7, 9))
LEVELS = Columns((9, 9, 8))
ONE = Columns((10,))
DAYS, LEVEL = 10, 16
"""Cells of the bars."""


def dates(sheet: "Sheet", id: str, width: int) -> Drawn:
    """临期商品清单: the first date first; the bar is what is left of the days in which a lot is near its date."""
    room, words, shop = sheet.room, sheet.room.words, sheet.room.shop
    near, rows = room.view.rules.near_days, []
    for row in room.view.near_expiry:
        style = "bad" if row.days < 0 else "warn" if row.days <= 1 else ""
        hit = ware_hit(row.sku, row.lot, "", row.expiry)
        figures = (
            str(row.days),
            sheet.booked(row.sku, row.quantity),
            room.money(row.price) if row.price else "·",
        )
        rows.append(DATES.row(sheet, hit, name_of(shop, row.sku)[words.lang], *figures, width=width, style=style))
        left = bar(row.days, near, DAYS) if row.days > 0 else words("stock.past" if row.days < 0 else "stock.today")
        lot = words("stock.lot", lot=row.lot)
        rows.append(
            (Span("    ", "", hit), Span(f"{lot}  {row.expiry}  ", "dim", hit), Span(left, style or "accent", hit))
        )
    head = DATES.head(
        sheet, "stock.column.item", "stock.column.days", "stock.column.there", "stock.column.price", width=width
    )
    return Drawn(words("stock.list.show_dates"), words("stock.within", n=near), [head], rows or _none(sheet))


def low(sheet: "Sheet", id: str, width: int) -> Drawn:
    """补货建议: what should be ordered, in whole cases; the bar is what is here and coming of what makes it full."""
    room, words, shop = sheet.room, sheet.room.words, sheet.room.shop
    rows = []
    for row in room.view.to_order:
        supply = room.view.rules.supply[row.sku]
        figures = [sheet.booked(row.sku, n) for n in (row.here, row.coming, row.quantity)]
        hit = ware_hit(row.sku)
        rows.append(LEVELS.row(sheet, hit, name_of(shop, row.sku)[words.lang], *figures, width=width))
        supplier = room.view.rules.suppliers[row.supplier][words.lang]
        level = "" if "?" in figures else bar(row.here + row.coming, supply.full, LEVEL)
        rows.append((Span("    ", "", hit), Span(f"{level:░<{LEVEL}}", "warn", hit), Span(f"  {supplier}", "dim", hit)))
    head = LEVELS.head(
        sheet, "stock.column.item", "stock.column.here", "stock.column.coming", "stock.column.order", width=width
    )
    return Drawn(words("stock.list.show_low"), "", [head], rows or _none(sheet))


def empty_shelves(sheet: "Sheet", id: str, width: int) -> Drawn:
    """What the sales floor lacks while the store room has it, and which lot goes first."""
    room, words, shop = sheet.room, sheet.room.words, sheet.room.shop
    rows = []
    for row in room.view.to_pick:
        first = room.view.next_lot(row.sku)
        figures = [sheet.booked(row.sku, n) for n in (row.here, row.coming, row.quantity)]
        hit = ware_hit(row.sku)
        rows.append(LEVELS.row(sheet, hit, name_of(shop, row.sku)[words.lang], *figures, width=width))
        if first is not None and first.lot:
            told = words("stock.first_lot", lot=first.lot, date=first.expiry or "-")
            rows.append((Span("    ", "", hit), Span(told, "dim", hit)))
    head = LEVELS.head(
        sheet, "stock.column.item", "stock.column.floor", "stock.column.behind", "stock.column.pick", width=width
    )
    return Drawn(words("stock.list.show_empty_shelves"), "", [head], rows or _none(sheet))


def recall(sheet: "Sheet", id: str, width: int) -> Drawn:
    """召回: where pieces of the lot still are by the books; there may be more."""
    room, words, shop = sheet.room, sheet.room.words, sheet.room.shop
    sku, _, lot = id.partition("|")
    unit, name = unit_of(shop, sku), name_of(shop, sku)
    open_one = next((each for each in room.view.recalls if (each.sku, each.lot) == (sku, lot)), None)
    rows: list[Line] = [
        ONE.row(
            sheet, ware_hit(sku, lot, shelved.place, shelved.expiry), NAMES[shelved.place][words.lang],
            sheet.booked(sku, shelved.quantity), width=width, style="bad",
        )
        for shelved in (open_one.left if open_one else ())
    ]  # fmt: skip
    state, key = "stock.recall.open" if open_one else "stock.recall.not_begun", "recall_lot"
    if (sku, lot) not in room.view.notices and open_one is None:
        there = [portion for portion in room.view.lying(PULLED) if (portion.sku, portion.lot) == (sku, lot)]
        rows = [lies(sheet, portion, PULLED, width) for portion in there]
        state, key = "stock.recall.send_back" if there else "stock.recall.closed", "return_to_supplier"
    elif open_one is not None and not rows:
        state, key = "stock.recall.all_pulled", "close_recall"
    foot = words(state, pulled=amount(open_one.pulled, unit) if open_one else "0", key=room.key_label(key))
    why = room.view.called_back_for(sku, lot)[words.lang]
    head: list[Line] = [
        (Span(f" {name[words.lang]}", "strong"),),
        *(told(words("till.quote", text=why), width, "accent") if why else ()),
        ONE.head(sheet, "stock.column.place", "stock.column.there", width=width),
    ]
    return Drawn(words("stock.sheet.recall", lot=lot), "", head, rows or _none(sheet), told(foot, width))


def _none(sheet: "Sheet") -> list[Line]:
    return [(Span(" "), Span(sheet.room.words("stock.list.none"), "dim"))]
