"""循环盘点: begun for a task or for the goods in sight, item by item, posted or given up."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.goods import NAMES, OWN
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.stockroom.operations.common import content, counted, how_many, with_ware
from simulator.screens.stockroom.operations.filling import fill
from simulator.screens.stockroom.wares import Ware, name_of, quantity

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen


def start_count(room: "StockScreen") -> None:
    """What a task asks for; or one of the places, for what the list in sight shows, or for the goods in hand."""
    tasks = [task for task in room.view.tasks if task.skus and task.place and task.kind != "other"]
    options = [Option(f"task:{task.task}", content(task.text)) for task in tasks]
    skus = room.skus_in_sight()
    if skus:
        what = word("stock.count_here", n=len(skus))
        if len(skus) == 1:
            what = content(name_of(room.shop, skus[0]))
        options += [Option(f"here:{place}", what, content(NAMES[place])) for place in OWN]
    if not options:
        room.say("warn", "stock.nothing_to_count")
        return

    def begin(chosen: str) -> None:
        kind, _, id = chosen.partition(":")
        task = next((task for task in tasks if task.task == id), None) if kind == "task" else None
        room.submit(c.StartCount(task.place, task.skus) if task else c.StartCount(id, skus))

    def marked() -> str:
        command = room.coach.command
        if not isinstance(command, c.StartCount):
            return ""
        same = next((t.task for t in tasks if (t.place, t.skus) == (command.place, command.skus)), "")
        return f"task:{same}" if same else f"here:{command.place}"

    dialog = Choose(word("stock.ask.count"), options)
    dialog.marks = marked
    room.asking.choose(dialog, begin)


def to_row(room: "StockScreen", sku: str) -> None:
    """The cursor of the document goes to the goods: what is typed next is about them."""
    hits = [hit for row in room.sheet.hits() for hit in row if hit[0] == "ware"]
    mine = next((hit for hit in hits if hit[1].startswith(f"{sku}|")), None)
    if mine is not None:
        room.sheet.choose(mine)


def count_item(room: "StockScreen") -> None:
    """So many of the goods in hand lie there."""
    under = room.counting
    if under is None:
        room.say("warn", "stock.no_count")
        return

    def ask(ware: Ware) -> None:
        fields = [how_many(room, ware, room.take_quantity())]
        number = under.number
        fill(
            room, "count_item", ware, fields,
            lambda a: room.submit(c.CountItem(number, ware.code, counted(ware, a["quantity"]))),
        )  # fmt: skip

    with_ware(room, ask)


def count_typed(room: "StockScreen", ware: Ware, text: str) -> bool:
    """A number typed for goods of the count; False where it is none."""
    under, many = room.counting, quantity(text, ware.unit)
    if under is None or many is None:
        return False
    room.submit(c.CountItem(under.number, ware.code, many))
    return True


def post_count(room: "StockScreen") -> None:
    under = room.counting
    if under is None:
        room.say("warn", "stock.no_count")
    else:
        room.submit(c.PostCount(under.number))


def cancel_count(room: "StockScreen") -> None:
    under = room.counting
    if under is None:
        room.say("warn", "stock.no_count")
    else:
        room.submit(c.CancelCount(under.number))
