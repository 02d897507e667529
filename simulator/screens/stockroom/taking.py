"""What a scan, a click, Enter or a typed number means while a document lies there."""

from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.texts import half_width
from simulator.screens.station.pane import Hit
from simulator.screens.stockroom.operations import counting, receiving, transfers
from simulator.screens.stockroom.sheets.drawn import Subject
from simulator.screens.stockroom.wares import Ware, find, quantity, ware_of

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen

ON_PAPER = ("delivery", "transfer", "notice", "recall", "order", "count", "receipt", "task")
"""What a click opens on the terminal."""
LONGEST = 7
"""Digits of a quantity; what is longer is a code."""


def take_up(room: "StockScreen", ware: Ware) -> None:
    """Goods were scanned, looked up or clicked: what the document under way does with them."""
    room.hand = ware
    view, kind = room.view, room.subject.kind
    if view.pending or view.dark:
        room.submit(c.InquireStock(ware.code))
    elif kind == "receipt" and view.receipt is not None:
        receiving.judge(room, ware)
    elif kind == "count" and room.counting is not None:
        _count(room, ware)
    elif _writing(room):
        if not room.waiting or not transfers.write(room, ware, room.take_quantity()):
            _at(room, ware)
    else:
        room.submit(c.InquireStock(ware.code))


def _writing(room: "StockScreen") -> bool:
    draft = room.draft
    return draft is not None and room.subject in (Subject("draft"), Subject("transfer", draft.ref))


def _count(room: "StockScreen", ware: Ware) -> None:
    if room.waiting:
        counting.count_typed(room, ware, room.take_quantity())
    else:
        _at(room, ware)


def _at(room: "StockScreen", ware: Ware) -> None:
    """The cursor goes to the goods, and how many is asked for."""
    counting.to_row(room, ware.sku)
    room.say("info", "stock.told.how_many", item=ware.name)
    room.sync()


def typed(room: "StockScreen") -> None:
    """Enter with something typed: how many of the goods in hand, where a document asks for that; else a code."""
    text = half_width(room.entry).strip()
    ware, kind = None if room.view.dark else meant(room), room.subject.kind
    if ware is not None and len(text) <= LONGEST and quantity(text, ware.unit) is not None:
        if kind == "receipt" and room.view.receipt is not None:
            receiving.judge(room, ware)
            return
        down = ware is not room.hand  # who goes down the rows goes on to the next; who scans says which
        if kind == "count" and room.counting is not None:
            counting.count_typed(room, ware, room.take_entry())
            return
        if _writing(room):
            if transfers.write(room, ware, room.take_entry()) and down:
                room.sheet.move("down")
            return
    room.scanned(room.take_entry().strip())


def meant(room: "StockScreen") -> Ware | None:
    """The goods that a typed number is about: those in hand, unless the cursor of the document was put elsewhere."""
    sheet = room.sheet
    at = ware_of(room.shop, sheet.cursor) if sheet.cursor is not None and sheet.cursor[0] == "ware" else None
    if sheet.has_focus and at is not None and (room.hand is None or at.sku != room.hand.sku):
        return at
    return room.hand or at


def take(room: "StockScreen", hit: Hit) -> None:
    """Something was clicked, or chosen with Enter."""
    kind, id = hit
    if room.view.dark and kind in ON_PAPER:
        room.here.choose(hit if kind == "delivery" else room.here.cursor)
        room.say("bad", "refused.stockroom_dark")
        return
    match kind:
        case "action":
            room.run(id)
        case "key":
            room.hands.keypad(id)
        case "ware":
            _ware(room, hit)
        case "delivery":
            room.facing = "delivery"
            room.here.choose(hit)
            if room.view.receipt is None:
                receiving.against(room, id)
        case "transfer":
            coming = next((t for t in room.view.transfers if t.transfer == id), None)
            if coming is not None and coming.inward and not coming.answered:
                transfers.arrive(room, id)
            else:
                room.show(Subject("transfer", id))
        case "task":
            _task(room, id)
        case "notice" | "recall":
            room.show(Subject("recall", id))
        case "order" | "count" | "receipt":
            room.show(Subject(kind, id))
        case "list":
            room.show(Subject("list", id))
        case "row":
            room.sheet.choose(hit)
            room.run("decide_row")
        case "line":
            room.sheet.choose(hit)


def _ware(room: "StockScreen", hit: Hit) -> None:
    """At the dock a label is scanned, unless it is torn; a row of a count is gone to and looked at."""
    ware = ware_of(room.shop, hit)
    if ware is None:
        return
    if room.focused is room.here:
        room.here.choose(hit)
        _scan_pile(room, hit, ware)
        return
    room.sheet.choose(hit)
    again, room.hand = room.hand is not None and room.hand.hit == hit, ware
    if room.subject.kind == "count":
        under = room.counting
        if under is not None:
            room.submit(c.LookAtPlace(under.place, ware.sku))
    elif room.subject.kind == "receipt" and room.view.receipt is not None:
        receiving.judge(room, find(room.shop, ware.sku) or ware)
    elif again and room.subject.kind != "item":
        room.submit(c.InquireStock(ware.code))
    else:
        room.say("info", "stock.told.in_hand", item=ware.name)
        room.sync()


def _scan_pile(room: "StockScreen", hit: Hit, ware: Ware) -> None:
    """The pile that one stands before, with the lot and the date on it: as the key of the document means it."""
    view, torn = room.view, hit[1].rpartition("|")[2][-2:-1] == "1"
    if torn:
        room.say("warn", "stock.torn_label", look=room.key_label("look_up"))
        return
    item = view.item(ware.sku)
    code = next(iter(item.codes), "") or item.plu or item.sku if item is not None else ware.sku
    held = find(room.shop, code)
    if held is None:
        return
    # of what stands before one, lot and date are read with the label; what is handed to a scanner alone has its code
    take_up(room, held._replace(lot=ware.lot, expiry=ware.expiry, place=ware.place))


def _task(room: "StockScreen", id: str) -> None:
    """What a task asks for is begun, or the list for it opened."""
    task = next((task for task in room.view.tasks if task.task == id), None)
    match task.kind if task is not None else "":
        case "count":
            room.run("start_count")
        case "send":
            room.run("send_transfer")
        case "dates":
            room.run("show_dates")
        case "refill":
            room.run("show_empty_shelves")
        case _ if task is not None and task.skus:
            room.scanned(task.skus[0])
