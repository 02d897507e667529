"""库存查询: an item with its shelves by lot, what is on its way, and how its stock came about."""

from typing import TYPE_CHECKING

from simulator.kernel.goods import NAMES, OWN
from simulator.office.charts import bar
from simulator.screens.station.bars import minutes
from simulator.screens.station.lookup import price_of
from simulator.screens.station.pane import Line, Span
from simulator.screens.stockroom.sheets.drawn import Columns, Drawn, told
from simulator.screens.stockroom.wares import amount, name_of, unit_of, ware_hit

if TYPE_CHECKING:
    from simulator.screens.stockroom.sheet import Sheet

SHELF = Columns((8, 11, 8))
MOVED = Columns((9, 9))
BAR = 20
LATEST = 60


def item(sheet: "Sheet", sku: str, width: int) -> Drawn:
    words, shop, view = sheet.room.words, sheet.room.shop, sheet.room.view
    found = view.item(sku)
    if found is None:
        return Drawn(sku)
    unit, shelves = unit_of(shop, sku), view.shelves(sku)
    head: list[Line] = [(Span(f" {found.name[words.lang]}", "strong"),)]
    code = found.plu or next(iter(found.codes), "")
    head.append((Span(f" {code}   {price_of(shop, found, view.price(found))}", "dim"),))
    ordered, transit = view.coming(sku)
    head.append(
        (Span(f" {words('stock.coming', ordered=amount(ordered, unit), transit=amount(transit, unit))}", "dim"),)
    )
    head.append(
        SHELF.head(
            sheet, "stock.column.place", "stock.column.lot", "stock.column.date", "stock.column.there", width=width
        )
    )
    most = max((shelved.quantity for shelved in shelves), default=0)
    rows: list[Line] = []
    for shelved in shelves:
        hit = ware_hit(sku, shelved.lot, shelved.place, shelved.expiry)
        figures = (shelved.lot or "-", shelved.expiry or "-", amount(shelved.quantity, unit))
        rows.append(SHELF.row(sheet, hit, NAMES[shelved.place][words.lang], *figures, width=width))
        rows.append((Span("    ", "", hit), Span(bar(shelved.quantity, most, BAR), "accent", hit)))
    blind = [place for place in OWN if view.blind(sku, place)]
    rows += [(Span(f"  {words('stock.blind', place=NAMES[place])}", "warn"),) for place in blind]
    first = view.next_lot(sku) if not blind else None
    foot: list[Line] = []
    if first is not None and first.lot:
        foot = told(words("stock.first_lot", lot=first.lot, date=first.expiry or "-"), width)
    return Drawn(words("stock.sheet.item"), "", head, rows, foot)


def history(sheet: "Sheet", sku: str, width: int) -> Drawn:
    """库存流水: the latest first; between which places, by which operation."""
    words, shop, view = sheet.room.words, sheet.room.shop, sheet.room.view
    unit = unit_of(shop, sku)
    rows: list[Line] = []
    for moved in reversed(view.movements(sku)[-LATEST:]):
        name = f"{minutes(moved.at)} {words(f'debrief.event_{moved.what}')}"
        sign = (
            "-"
            if moved.origin in OWN and moved.to not in OWN
            else "+"
            if moved.to in OWN and moved.origin not in OWN
            else ""
        )
        figures = (moved.lot or "-", f"{sign}{amount(moved.quantity, unit)}")
        hit = ("moved", f"{len(rows)}")
        rows.append(MOVED.row(sheet, hit, name, *figures, width=width))
        rows.append(
            (Span("    ", "", hit), Span(f"{_place(sheet, moved.origin)} → {_place(sheet, moved.to)}", "dim", hit))
        )
    head: list[Line] = [
        (Span(f" {name_of(shop, sku)[words.lang]}", "strong"),),
        MOVED.head(sheet, "stock.column.movement", "stock.column.lot", "stock.column.there", width=width),
    ]
    return Drawn(words("stock.sheet.history"), "", head, rows)


def _place(sheet: "Sheet", place: str) -> str:
    words = sheet.room.words
    return NAMES[place][words.lang] if place in NAMES else words(f"stock.place.{place}")
