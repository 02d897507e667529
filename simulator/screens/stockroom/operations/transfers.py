"""调拨 and 订货: documents that are written line by line before they go out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.kernel.goods import SETTLEMENTS, Portion
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.station.dialogs import Choose, Option, Say, word
from simulator.screens.stockroom.operations.common import content
from simulator.screens.stockroom.sheets.drawn import Draft, Subject
from simulator.screens.stockroom.wares import Ware, quantity, task_text
from simulator.stock.view import InTransit

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen


def write(room: "StockScreen", ware: Ware, text: str) -> bool:
    """So many of it on the document that is being written; False where that is no quantity."""
    many, draft = quantity(text, ware.unit), room.draft
    if draft is None or many is None:
        return False
    lot = ware.lot if draft.kind != "order" else ""
    key = (ware.sku, lot, ware.expiry if draft.kind == "arrive" else "")
    if many:
        draft.lines[key] = many * ware.pieces
    else:
        draft.lines.pop(key, None)
    room.coach.acted()
    room.say("good", "stock.told.written", item=ware.name, count=text)
    room.sync()
    return True


def _goods(draft: Draft) -> tuple[Portion, ...]:
    return tuple(Portion(sku, many, lot, expiry) for (sku, lot, expiry), many in draft.lines.items())


def send_transfer(room: "StockScreen") -> None:
    """To which shop, or what a task names; then line by line, and once more to send it."""
    draft = room.draft
    if draft is not None and draft.kind == "send" and room.subject.kind == "draft":
        room.submit(c.SendTransfer(draft.ref, _goods(draft)))
        return
    tasks = [task for task in room.view.tasks if task.kind == "send"]
    options = [Option(f"task:{task.task}", content(task_text(room.view, task))) for task in tasks]
    options += [Option(f"store:{store}", content(name)) for store, name in room.view.rules.stores.items()]

    def begin(chosen: str) -> None:
        kind, _, id = chosen.partition(":")
        task = next((task for task in tasks if task.task == id), None) if kind == "task" else None
        room.draft = Draft("send", task.store if task else id)
        for portion in task.goods if task else ():
            room.draft.lines[portion.sku, portion.lot, ""] = portion.quantity
        room.show(Subject("draft"))
        room.say("info", "stock.told.write", post=room.key_label("send_transfer"))

    def marked() -> str:
        advised = room.coach.command
        if not isinstance(advised, c.SendTransfer):
            return ""
        listed = next((f"task:{task.task}" for task in tasks if task.store == advised.store), "")
        return listed or room.coach.option  # what they ask for is on its list already

    dialog = Choose(word("stock.ask.store"), options, wide=bool(tasks))
    dialog.marks = marked
    room.asking.choose(dialog, begin)


def receive_transfer(room: "StockScreen") -> None:
    """Count it line by line; once more to say that this is all that came."""
    coming = [t for t in room.view.transfers if t.inward and not t.answered]
    draft = room.draft
    if draft is not None and draft.kind == "arrive" and room.subject == Subject("transfer", draft.ref):
        _arrived(room, draft)
    elif len(coming) == 1:
        arrive(room, coming[0].transfer)
    elif coming:
        options = [Option(t.transfer, word("stock.transfer", number=t.transfer)) for t in coming]
        room.asking.choose(Choose(word("stock.ask.transfer"), options), lambda transfer: arrive(room, transfer))
    else:
        room.submit(c.ReceiveTransfer("", ()))


def _arrived(room: "StockScreen", draft: Draft) -> None:
    """All that came; what is on the note and was not counted is asked about first: it would count as missing."""
    coming = next((t for t in room.view.transfers if t.transfer == draft.ref), None)
    counted = {sku for sku, _, _ in draft.lines}
    left = [portion.sku for portion in (coming.goods if coming is not None else ()) if portion.sku not in counted]
    if not left or not draft.lines:
        room.submit(c.ReceiveTransfer(draft.ref, _goods(draft)))
        return
    item = room.view.item(left[0])
    name = item.name if item is not None else Text(left[0], left[0])
    options = [Option("count", word("stock.uncounted.count")), Option("none", word("stock.uncounted.none"))]

    def asked(words: Words) -> str:
        return words("stock.uncounted.ask", item=name)

    def chosen(how: str) -> None:
        if how == "none":
            room.submit(c.ReceiveTransfer(draft.ref, _goods(draft)))

    room.asking.choose(Choose(asked, options), chosen)


def arrive(room: "StockScreen", transfer: str) -> None:
    """Its paper lies there, and what came is counted."""
    if room.draft is None or room.draft.ref != transfer:
        room.draft = Draft("arrive", transfer)
    room.show(Subject("transfer", transfer))
    room.facing = "delivery"
    room.say("info", "stock.told.count_transfer", post=room.key_label("receive_transfer"))


def ask_store(room: "StockScreen") -> None:
    """About the one where something is missing and that nobody has asked about."""
    _of_answered(room, lambda transfer: room.submit(c.AskStore(transfer)), lambda t: not t.asked)


def settle_transfer(room: "StockScreen") -> None:
    """What was answered comes first; it lies there while the reason is chosen."""

    def why(transfer: str) -> None:
        if transfer:
            room.show(Subject("transfer", transfer))
        options = [Option(reason, word(f"stock.reason.settle.{reason}")) for reason in SETTLEMENTS]
        dialog = Choose(word("stock.ask.settle", number=transfer), options)
        room.asking.choose(dialog, lambda reason: room.submit(c.SettleTransfer(transfer, reason)))

    _of_answered(room, why, lambda t: bool(t.finding))


def _of_answered(room: "StockScreen", then: Callable[[str], None], due: Callable[[InTransit], bool]) -> None:
    """Those that it is time for; where there are none, any that was counted."""
    counted = [t for t in room.view.transfers if t.answered]
    counted = [t for t in counted if due(t)] or counted
    if len(counted) < 2:
        then(counted[0].transfer if counted else "")
        return
    options = [Option(t.transfer, _whose(room, t), word(f"stock.transfer.{state(t)}")) for t in counted]
    here = room.subject.id if room.subject.kind == "transfer" else ""
    start = next((t.transfer for t in counted if t.transfer == here), "")
    dialog = Choose(word("stock.ask.transfer"), options, start=start)
    dialog.marks = lambda: getattr(room.coach.command, "transfer", "")
    room.asking.choose(dialog, then)


def _whose(room: "StockScreen", transfer: InTransit) -> Say:
    store = room.view.rules.stores.get(transfer.store, Text(transfer.store, transfer.store))
    return lambda words: f"{words('stock.transfer', number=transfer.transfer)}  {store[words.lang]}"


def state(transfer: InTransit) -> str:
    """How far it is, as a word of the catalogue."""
    if transfer.finding:
        return "answered"
    if transfer.asked:
        return "asked"
    return "short" if transfer.answered else "coming" if transfer.inward else "away"


def order_goods(room: "StockScreen") -> None:
    """With which supplier; what runs low of theirs stands there already, to be changed or left."""
    draft = room.draft
    if draft is not None and draft.kind == "order" and room.subject.kind == "draft":
        room.submit(c.OrderGoods(draft.ref, _goods(draft)))
        return
    low: dict[str, int] = {}
    for row in room.view.to_order:
        low[row.supplier] = low.get(row.supplier, 0) + 1
    names = room.view.rules.suppliers
    ordered = sorted(names, key=lambda supplier: (supplier not in low, names[supplier].en))
    options = [Option(s, content(names[s]), word("stock.low_items", n=low.get(s, 0))) for s in ordered]

    def begin(supplier: str) -> None:
        room.draft = Draft("order", supplier)
        for row in room.view.to_order:
            if row.supplier == supplier:
                room.draft.lines[row.sku, "", ""] = row.quantity
        room.show(Subject("draft"))
        room.say("info", "stock.told.write", post=room.key_label("order_goods"))

    room.asking.choose(Choose(word("stock.ask.supplier"), options), begin)
