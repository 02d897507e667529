"""What goes for good or is put right: marked down, written off, sent back, adjusted, recalled."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.goods import ADJUSTMENTS, FLOOR, MARKDOWNS, PULLED, WRITE_OFFS
from simulator.locale import Words
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.station.form import Field, choices
from simulator.screens.stockroom.operations.common import (
    Answers,
    how_many,
    in_pieces,
    price_read,
    where,
    which_lot,
    which_place,
    why,
    with_ware,
)
from simulator.screens.stockroom.operations.filling import fill
from simulator.screens.stockroom.wares import Ware, name_of

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen


def mark_down(room: "StockScreen") -> None:
    def ask(ware: Ware) -> None:
        item = room.view.item(ware.sku)
        listed = room.money(room.view.price(item)) if item else ""
        rule = sorted(room.view.rules.markdowns)

        def now(words: Words) -> str:
            steps = " · ".join(words("stock.form.rule_step", days=days, share=share) for days, share in rule)
            stands = words("stock.form.listed", price=listed)
            return f"{stands} · {words('stock.form.rule', steps=steps)}" if steps else stands

        fields = [
            which_lot(room, ware)._replace(needed=True),
            Field("price", word("stock.form.price"), "amount", note=now),
            why("markdown", MARKDOWNS, MARKDOWNS[0]),
        ]

        def done(a: Answers) -> None:
            room.submit(c.MarkDown(ware.sku, a["lot"], price_read(room, ware, a["price"]) or 0, a["reason"]))

        fill(room, "mark_down", ware, fields, done)

    with_ware(room, ask)


def write_off(room: "StockScreen") -> None:
    def ask(ware: Ware) -> None:
        fields = [
            how_many(room, ware, room.take_quantity()),
            which_place("place", "stock.form.place", where(room, ware, PULLED)),
            which_lot(room, ware),
            why("write_off", WRITE_OFFS),
        ]

        def done(a: Answers) -> None:
            many = in_pieces(ware, a["quantity"])
            room.submit(c.WriteOff(ware.sku, many, a["place"], a["reason"], a["lot"]))

        fill(room, "write_off", ware, fields, done)

    with_ware(room, ask)


def return_to_supplier(room: "StockScreen") -> None:
    def ask(ware: Ware) -> None:
        fields = [how_many(room, ware, room.take_quantity()), which_lot(room, ware, PULLED)]

        def done(a: Answers) -> None:
            room.submit(c.ReturnToSupplier(ware.sku, in_pieces(ware, a["quantity"]), a["lot"]))

        fill(room, "return_to_supplier", ware, fields, done)

    with_ware(room, ask)


def adjust_stock(room: "StockScreen") -> None:
    """How many there are more or fewer than in the books; the direction is a choice, so that no sign is needed."""

    def ask(ware: Ware) -> None:
        fields = [
            Field(
                "side",
                word("stock.form.side"),
                "choice",
                choices(("less", "more"), lambda side: word(f"stock.side.{side}")),
            ),
            how_many(room, ware, room.take_quantity()),
            which_place("place", "stock.form.place", where(room, ware, FLOOR)),
            which_lot(room, ware),
            why("adjust", ADJUSTMENTS),
        ]

        def done(a: Answers) -> None:
            many = in_pieces(ware, a["quantity"]) * (-1 if a["side"] == "less" else 1)
            room.submit(c.AdjustStock(ware.sku, many, a["place"], a["reason"], a["lot"]))

        fill(room, "adjust_stock", ware, fields, done)

    with_ware(room, ask)


def recall_lot(room: "StockScreen") -> None:
    """What a notice names, else a lot of the goods in hand."""
    notices = room.view.notices
    if notices:
        options = [
            Option(f"{sku}|{lot}", word("stock.recall", name=name_of(room.shop, sku), lot=lot)) for sku, lot in notices
        ]
        dialog = Choose(word("stock.ask.recall"), options)
        room.asking.choose(dialog, lambda chosen: room.submit(c.RecallLot(*chosen.split("|"))))
        return

    def ask(ware: Ware) -> None:
        fields = [which_lot(room, ware)._replace(needed=True)]
        fill(room, "recall_lot", ware, fields, lambda a: room.submit(c.RecallLot(ware.sku, a["lot"])))

    with_ware(room, ask)


def close_recall(room: "StockScreen") -> None:
    recalls = room.view.recalls
    if len(recalls) < 2:
        room.submit(c.CloseRecall(*((recalls[0].sku, recalls[0].lot) if recalls else ("", ""))))
        return
    options = [
        Option(f"{r.sku}|{r.lot}", word("stock.recall", name=name_of(room.shop, r.sku), lot=r.lot)) for r in recalls
    ]
    dialog = Choose(word("stock.ask.close_recall"), options)
    room.asking.choose(dialog, lambda chosen: room.submit(c.CloseRecall(*chosen.split("|"))))
