"""How to do in the stockroom what the coach advises: which goods or row to choose first, what to type, which key.

Where the key is about the right goods already (the cursor stands on them, they are in hand), the key is all there is to
say; else the way to them.
"""

from typing import TYPE_CHECKING, Any

from simulator.kernel import commands as c
from simulator.locale import Words
from simulator.screens.station import pointing
from simulator.screens.station.pane import Hit
from simulator.screens.stockroom import taking
from simulator.screens.stockroom.pane import RoomList
from simulator.screens.stockroom.sheets.drawn import Subject
from simulator.screens.stockroom.wares import Ware, find, name_of, typed

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen

ON_GOODS = (
    c.ReceiveGoods | c.RejectGoods | c.PutAway | c.PickStock | c.PullStock | c.MarkDown | c.WriteOff
    | c.ReturnToSupplier | c.AdjustStock | c.ChangePrice | c.InquireStock | c.ShowMovements | c.LookAtPlace
)  # fmt: skip
"""What is done with the goods under the cursor, or in hand."""
GAPS = ("advice.wait_or_refill", "advice.others_or_refill")
"""Advice to wait that names what the sales floor lacks."""


def how(room: "StockScreen", words: Words) -> str:
    """A sentence behind the advice, or nothing where there is no more to say."""
    coach, command = room.coach, room.coach.command
    if command is None:
        gaps = coach.advice is not None and coach.advice.reason in GAPS
        return _gaps(room, words) if gaps else ""
    if isinstance(command, c.CountItem):
        return _count(room, command, words)
    if coach.unwritten:
        return _write(room, command, words)
    if not coach.action:
        return ""
    do, paper = pointing.key(room, coach.action, words), coach.paper
    if paper is not None and room.subject != paper:
        return _lay(room, paper, words)
    if isinstance(command, c.CheckRow | c.AskSender | c.DecideRow):
        return _row(room, do, words)
    if isinstance(command, c.UndoReceived):
        return _line(room, command, do, words)
    if isinstance(command, c.StartReceiving | c.RefuseDelivery):
        return _delivery(room, command.delivery, do, words)
    if isinstance(command, ON_GOODS) and coach.sku and coach.action != "look_behind" and not _meant(room, command):
        return _to_goods(room, do, words)
    return pointing.sentence(do, words)


def way(room: "StockScreen", words: Words, instead: bool) -> str:
    """What stands behind the advice; `instead` of what was held back, what is right is named as well."""
    return pointing.way(room, how(room, words), words, instead=instead)


def centre(room: "StockScreen", words: Words) -> str:
    """The same step in few words, for the middle where nothing is under way."""
    return pointing.centre(room, how(room, words), words)


# --- goods -----------------------------------------------------------------------------------------------------------


def _meant(room: "StockScreen", command: Any) -> bool:
    """Whether the key is about the goods that are advised, with their lot and where they lie."""
    ware = room.target
    if ware is None or ware.sku != room.coach.sku:
        return False
    pane, lot = room.focused, getattr(command, "lot", "")
    if pane is room.here and pane.cursor is not None and room.coach.means(pane.cursor):
        return True
    place = getattr(command, "place", "") or getattr(command, "origin", "")
    return lot in ("", ware.lot) and ware.place in ("", place or ware.place)


def _to_goods(room: "StockScreen", do: str, words: Words) -> str:
    """To a row of them that is in sight, else by the list of all goods."""
    item, at_dock = name_of(room.shop, room.coach.sku), isinstance(room.coach.command, c.ReceiveGoods | c.RejectGoods)
    if at_dock and room.facing == "place":  # what stands at the dock is seen from there
        name = next((d.name[words.lang] for d in room.view.deliveries), "")
        return _go(room, room.tasks, name, words("pointing.do", key="Enter"), words)
    found = _in_sight(room, (room.here,) if at_dock else (room.here, room.sheet))
    if found is None:
        return words("pointing.find", look=room.key_label("look_up"), item=item, do=do)
    return _go(room, found[0], item[words.lang], do, words)


def _in_sight(room: "StockScreen", panes: tuple[RoomList, ...]) -> tuple[RoomList, Hit] | None:
    """Where they stand on the screen, in the pane that one is in first."""
    for pane in sorted(panes, key=lambda pane: pane is not room.focused):
        for row in pane.hits():
            for hit in row:
                if room.coach.means(hit):
                    return pane, hit
    return None


def _go(room: "StockScreen", pane: RoomList, what: str, do: str, words: Words) -> str:
    """With Tab to the pane, with the arrows to the row, then the key."""
    if room.focused is pane:
        return words("pointing.row_choose", what=what, do=do)
    return words("pointing.row_go", pane=words(f"pointing.pane_{pane.id}"), what=what, do=do)


# --- what is typed ---------------------------------------------------------------------------------------------------


def _count(room: "StockScreen", command: c.CountItem, words: Words) -> str:
    ware = find(room.shop, command.code)
    if ware is None:
        return ""
    paper = Subject("count", command.count)
    if room.subject != paper:
        return _lay(room, paper, words)
    return _type(room, ware, typed(command.quantity, ware.unit), room.sheet, words)


def _write(room: "StockScreen", command: Any, words: Words) -> str:
    """The next line of what is written: of what came, the pile; of what goes out, its row or the list of all goods."""
    draft, sku = room.draft, room.coach.unwritten
    ware = find(room.shop, sku)
    if draft is None or ware is None:
        return ""
    if room.subject not in (Subject("draft"), Subject("transfer", draft.ref)):
        return pointing.press(room, "show_document", words)
    portions = [portion for portion in command.goods if portion.sku == sku]
    lots = {key: many for key, many in draft.lines.items() if key[0] == sku}
    left = [p for p in portions if draft.kind == "arrive" and lots.get((sku, p.lot, p.expiry), 0) != p.quantity]
    many = left[0].quantity if left else sum(portion.quantity for portion in portions)
    if draft.kind == "arrive" and left:
        return _type(room, ware._replace(lot=left[0].lot), typed(many, ware.unit), room.here, words)
    return _type(room, ware, typed(many, ware.unit), room.sheet, words)


def _type(room: "StockScreen", ware: Ware, figure: str, pane: RoomList, words: Words) -> str:
    """How many of the goods that a typed number is about, or first the way to them."""
    do = words("pointing.type", typed=figure)
    about = taking.meant(room)
    if about is not None and about.sku == ware.sku and (pane is room.sheet or about.lot == ware.lot):
        return pointing.sentence(do, words)
    there = [hit for row in pane.hits() for hit in row if room.coach.means(hit)]
    if not any(pane is room.sheet or hit[1].split("|")[1] == ware.lot for hit in there):
        return words("pointing.find", look=room.key_label("look_up"), item=ware.name, do=do)
    if pane is room.here:
        do = words("pointing.take_and_type", typed=figure)
    return _go(room, pane, ware.name[words.lang], do, words)


# --- documents -------------------------------------------------------------------------------------------------------


def _lay(room: "StockScreen", paper: Subject, words: Words) -> str:
    """First the document that it is about: what waits comes by its key, another one from the list of what is to do."""
    if room.document() == paper:
        return pointing.press(room, "show_document", words)
    name = next((each.name[words.lang] for each in room.view.lists if each.list == paper.id), paper.id)
    return _go(room, room.tasks, name, words("pointing.do", key="Enter"), words)


# --- rows that are no goods ------------------------------------------------------------------------------------------


def _row(room: "StockScreen", do: str, words: Words) -> str:
    """A row of a list of prices: the key is about the one that the cursor of the list stands on."""
    row = room.coach.row
    if row is None or room.sheet.cursor == row:
        return pointing.sentence(do, words)
    return _go(room, room.sheet, words("pointing.row_number", row=row[1].partition("|")[2]), do, words)


def _line(room: "StockScreen", command: c.UndoReceived, do: str, words: Words) -> str:
    """A line of the receipt; where the cursor stands on none, it is asked which."""
    if room.chosen("line") in ("", str(command.line)):
        return pointing.sentence(do, words)
    receipt = room.view.receipt
    taken = dict(receipt.lines).get(command.line) if receipt is not None else None
    name = name_of(room.shop, taken.sku)[words.lang] if taken is not None else str(command.line)
    return _go(room, room.sheet, name, do, words)


def _delivery(room: "StockScreen", delivery: str, do: str, words: Words) -> str:
    """One of several that stand there: the key is about the one that was chosen."""
    chosen = room.chosen("delivery")
    name = next((d.name[words.lang] for d in room.view.deliveries if d.delivery == delivery), "")
    if not chosen or chosen == delivery or not name:
        return pointing.sentence(do, words)
    return _go(room, room.here if room.facing == "delivery" else room.tasks, name, do, words)


def _gaps(room: "StockScreen", words: Words) -> str:
    """The list of what the sales floor lacks; where it lies there, what is done with its rows."""
    shown, done = "show_empty_shelves", "pick_stock"
    if room.subject.kind == shown.removeprefix("show_"):
        return words("pointing.afterwards", title=room.title_of(done), do=pointing.key(room, done, words))
    return words("pointing.list", do=pointing.key(room, shown, words), list=room.title_of(shown))
