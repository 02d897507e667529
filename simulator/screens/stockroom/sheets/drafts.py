"""What is being written: goods to send to another shop, goods that came from one, an order with a supplier."""

from typing import TYPE_CHECKING

from simulator.kernel.texts import Text
from simulator.screens.station.pane import Line, Span
from simulator.screens.stockroom.sheets.drawn import Columns, Drawn, told
from simulator.screens.stockroom.sheets.receiving import overview
from simulator.screens.stockroom.wares import amount, name_of, unit_of, ware_hit

if TYPE_CHECKING:
    from simulator.screens.stockroom.sheet import Sheet

LINES = Columns((9, 9))
ONE = Columns((10,))


def transfer(sheet: "Sheet", id: str, width: int) -> Drawn:
    """调拨: what the paper says, and what was counted so far; of an answered one, what is missing."""
    room, words, shop = sheet.room, sheet.room.words, sheet.room.shop
    known = next((each for each in room.view.transfers if each.transfer == id), None)
    if known is None:
        return overview(sheet, id, width)
    draft = room.draft if room.draft is not None and room.draft.ref == id else None
    counting = known.inward and not known.answered
    columns = LINES if counting else ONE
    rows: list[Line] = []
    skus = dict.fromkeys(
        (*(p.sku for p in known.goods), *(sku for sku, _, _ in draft.lines)) if draft else [p.sku for p in known.goods]
    )
    for sku in skus:
        unit = unit_of(shop, sku)
        sent = sum(portion.quantity for portion in known.goods if portion.sku == sku)
        counted = amount(draft.of(sku), unit) if draft and any(key[0] == sku for key in draft.lines) else "…"
        figures = (amount(sent, unit), counted)[: len(columns.widths)]
        rows.append(columns.row(sheet, ware_hit(sku), name_of(shop, sku)[words.lang], *figures, width=width))
    store = room.view.rules.stores.get(known.store, Text(known.store, known.store))
    foot: list[Line] = []
    if known.finding:
        foot = told(words("stock.finding", what=words(f"stock.reason.settle.{known.finding}")), width, "warn")
        foot += told(known.text[words.lang], width, "accent")
    elif counting:
        foot = told(words("stock.foot.draft", post=room.key_label("receive_transfer")), width)
    paper = "stock.column.missing" if known.answered else "stock.column.sent"
    titles = (paper, "stock.column.counted") if counting else (paper,)
    head = columns.head(sheet, "stock.column.item", *titles, width=width)
    return Drawn(words("stock.sheet.transfer", number=id), store[words.lang], [head], rows, foot)


def draft(sheet: "Sheet", id: str, width: int) -> Drawn:
    """Goods to send, or to order: scan or look up an item, type how many."""
    room, words, shop = sheet.room, sheet.room.words, sheet.room.shop
    written = room.draft
    if written is None or written.kind == "arrive":
        return overview(sheet, id, width)
    rows: list[Line] = []
    for (sku, lot, expiry), quantity in written.lines.items():
        name = name_of(shop, sku)[words.lang] + (f" {words('stock.lot', lot=lot)}" if lot else "")
        hit = ware_hit(sku, lot, "", expiry)
        rows.append(ONE.row(sheet, hit, name, amount(quantity, unit_of(shop, sku)), width=width))
    rules, action = room.view.rules, "send_transfer" if written.kind == "send" else "order_goods"
    names = rules.stores if written.kind == "send" else rules.suppliers
    return Drawn(
        words("stock.sheet.send" if written.kind == "send" else "stock.sheet.order_goods"),
        names[written.ref][words.lang],
        [ONE.head(sheet, "stock.column.item", "stock.column.quantity", width=width)],
        rows or [(Span(" "), Span(words("stock.draft.empty"), "dim"))],
        told(words('stock.foot.draft', post=room.key_label(action)), width),
    )  # fmt: skip
