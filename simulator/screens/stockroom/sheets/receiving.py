"""收货: a receipt under way, line by line against its order; a delivery or an order before it is begun."""

from typing import TYPE_CHECKING

from simulator.kernel.goods import DOCK, PULLED, Portion
from simulator.screens.station.pane import Line, Span, fit
from simulator.screens.stockroom import pointing
from simulator.screens.stockroom.sheets.drawn import Columns, Drawn, told
from simulator.screens.stockroom.wares import amount, name_of, taken_as, unit_of, ware_hit

if TYPE_CHECKING:
    from simulator.screens.stockroom.sheet import Sheet

FIGURES = Columns((8, 7, 6))
ONE = Columns((10,))
FEW = Columns((4,))


def receipt(sheet: "Sheet", id: str, width: int) -> Drawn:
    """What was ordered, what was accepted and what goes back, with its lots; difference is left to be seen."""
    room, words, shop = sheet.room, sheet.room.words, sheet.room.shop
    under = room.view.receipt
    if under is None:
        return overview(sheet, id, width)
    expected = {line.sku: line.quantity for line in under.expected}
    taken = {line.sku for _, line in under.lines}
    rows: list[Line] = []
    for sku in dict.fromkeys((*expected, *sorted(taken, key=lambda sku: name_of(shop, sku).en))):
        unit, lines = unit_of(shop, sku), [(n, line) for n, line in under.lines if line.sku == sku]
        accepted = sum(line.quantity for _, line in lines if not line.rejected)
        back = sum(line.quantity for _, line in lines if line.rejected)
        ordered = expected.get(sku, 0)
        style = "dim" if not lines else "warn" if accepted != ordered else "good"
        figures = [amount(n, unit) if n else "·" for n in (ordered, accepted, back)]
        rows.append(
            FIGURES.row(sheet, ware_hit(sku), name_of(shop, sku)[words.lang], *figures, width=width, style=style)
        )
        for n, line in lines:
            hit = ("line", str(n))
            text = taken_as(shop, line, words)
            style = sheet.style_of(hit) or ("warn" if line.rejected else "dim")
            rows.append((sheet.mark(hit), Span("    "), *fit((Span(text, style, hit),), width - 5, style)))
    titles = ("stock.column.ordered", "stock.column.accepted", "stock.column.back")
    head = FIGURES.head(sheet, "stock.column.item", *titles, width=width)
    foot = words("stock.foot.receipt", post=room.key_label("post_receipt"))
    title, against = words("stock.sheet.receipt", number=under.receipt), under.purchase or words("stock.no_order")
    return Drawn(title, against, [head], rows, told(foot, width))


def order(sheet: "Sheet", id: str, width: int) -> Drawn:
    """A purchase order: what has not come."""
    room, words, shop = sheet.room, sheet.room.words, sheet.room.shop
    purchase = room.view.purchase(id)
    rows: list[Line] = [
        ONE.row(
            sheet,
            ware_hit(line.sku),
            line.name[words.lang],
            amount(line.quantity, unit_of(shop, line.sku)),
            width=width,
        )
        for line in room.view.expected(id)
    ]
    return Drawn(
        words("stock.sheet.order", number=id),
        purchase.name[words.lang] if purchase else "",
        [ONE.head(sheet, "stock.column.item", "stock.column.open", width=width)],
        rows,
    )  # fmt: skip


def lies(sheet: "Sheet", portion: Portion, place: str, width: int) -> Line:
    """Goods that lie somewhere by the books, to be chosen."""
    shop, hit = sheet.room.shop, ware_hit(portion.sku, portion.lot, place, portion.expiry)
    name = name_of(shop, portion.sku)[sheet.room.words.lang]
    return ONE.row(sheet, hit, name, amount(portion.quantity, unit_of(shop, portion.sku)), width=width)


def overview(sheet: "Sheet", id: str, width: int) -> Drawn:
    """Nothing is under way: what the lists would say, to be opened by a click, and what still stands on the dock and
    in quarantine.
    """
    room, words, view = sheet.room, sheet.room.words, sheet.room.view
    counts = {
        "show_dates": len(view.near_expiry),
        "show_empty_shelves": len(view.to_pick),
        "show_low": len(view.to_order),
    }
    rows: list[Line] = [
        FEW.row(sheet, ("action", id), f"{room.key_label(id)}  {words(f'stock.list.{id}')}", str(count), width=width)
        for id, count in counts.items()
    ]
    keys = {action: room.key_label(action) for action in ("put_away", "return_to_supplier", "write_off")}
    for place, title in ((DOCK, "stock.overview.dock"), (PULLED, "stock.overview.quarantine")):
        there = view.lying(place)
        if there:
            rows += [(), *told(words(title, **keys), width), *(lies(sheet, portion, place, width) for portion in there)]
    hand, next_step = room.hand, pointing.centre(room, words) if room.coach.command is not None else ""
    return Drawn(
        words("stock.sheet.overview"),
        "",
        told(next_step or words("stock.overview.how"), width, "strong" if next_step else "dim"),
        rows,
        told(words("stock.in_hand", item=hand.name), width, "strong") if hand is not None else [],
    )
