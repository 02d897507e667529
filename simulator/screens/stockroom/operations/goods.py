"""The goods in hand: scanned, looked up, asked about; prices and labels; lists to look through."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.goods import PRICE_CHANGES
from simulator.kernel.texts import half_width
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.station.form import Field
from simulator.screens.stockroom.operations.common import Answers, price_read, why, with_ware
from simulator.screens.stockroom.operations.filling import fill
from simulator.screens.stockroom.sheets.drawn import Subject
from simulator.screens.stockroom.wares import Ware

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen


def scan(room: "StockScreen") -> None:
    """What the cursor stands on; in a list, what is in hand already."""
    pane = room.focused
    if pane in (room.here, room.sheet) and pane.cursor is not None and pane.cursor[0] == "ware":
        room.take(pane.cursor)
    elif room.hand is not None:
        room.take_up(room.hand)
    else:
        room.say("warn", "stock.scan.nothing")


def set_multiplier(room: "StockScreen") -> None:
    """How many, before the item is scanned."""
    text = half_width(room.take_entry())
    number = text.replace(".", "", 1)
    if not number.isdecimal() or len(text) > 7:
        room.say("info", "till.multiplier_first")
    else:
        room.waiting = "" if text in ("0", "1") else text
        room.entry_line.sync()
        room.say("info", "till.told.multiplier", count=text)


def look_up(room: "StockScreen") -> None:
    room.asking.find_item("till.look_up", room.scanned)


def inquire_stock(room: "StockScreen") -> None:
    typed = half_width(room.take_entry()).strip()
    if typed:
        room.submit(c.InquireStock(typed))
    else:
        with_ware(room, lambda ware: room.submit(c.InquireStock(ware.code)))


def show_movements(room: "StockScreen") -> None:
    with_ware(room, lambda ware: room.submit(c.ShowMovements(ware.code)))


def change_price(room: "StockScreen") -> None:
    def ask(ware: Ware) -> None:
        item = room.view.item(ware.sku)
        listed = room.money(room.view.price(item)) if item else ""
        fields = [
            Field("price", word("stock.form.price"), "amount", note=word("stock.form.listed", price=listed)),
            why("price", PRICE_CHANGES),
        ]

        def done(a: Answers) -> None:
            room.submit(c.ChangePrice(ware.sku, price_read(room, ware, a["price"]) or 0, a["reason"]))

        fill(room, "change_price", ware, fields, done)

    with_ware(room, ask)


def print_labels(room: "StockScreen") -> None:
    """For the goods in hand, or for all that the list in sight shows."""
    skus, ware = room.skus_in_sight(), room.target
    if ware is None or len(skus) < 2:
        with_ware(room, lambda ware: room.submit(c.PrintLabels((ware.sku,))))
        return
    options = [
        Option("one", word("stock.labels.one", item=ware.name)),
        Option("all", word("stock.labels.all", n=len(skus))),
    ]
    dialog = Choose(word("stock.ask.labels"), options)
    room.asking.choose(dialog, lambda which: room.submit(c.PrintLabels((ware.sku,) if which == "one" else skus)))


def show(kind: str) -> "Callable[[StockScreen], None]":
    """A list; without a kind, the document under way."""

    def shows(room: "StockScreen") -> None:
        room.show(Subject(kind) if kind else room.document())

    return shows
