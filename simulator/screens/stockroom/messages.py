"""From a journal entry of the stockroom to the one sentence that tells a person what happened and what to do."""

from collections.abc import Callable
from typing import Any

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.kernel.goods import NAMES
from simulator.kernel.texts import Text
from simulator.screens.station.message import Kind, Message, Named, refusal, whose
from simulator.screens.stockroom.wares import amount, name_of, task_text, unit_of
from simulator.stock.view import StockView

Teller = Callable[[StockView, Any], Message | None]


def message_of(view: StockView, event: Event) -> Message | None:
    """What to say about an event that was just applied; None where nothing needs saying."""
    teller = TELLERS.get(type(event))
    return teller(view, event) if teller else None


def goods(view: StockView, fact: Any) -> dict[str, object]:
    """What most sentences name: the item, how much of it, its lot."""
    shop, lot = view.rules.shop, getattr(fact, "lot", "")
    count = amount(abs(getattr(fact, "quantity", 0)), unit_of(shop, fact.sku))
    return {"item": name_of(shop, fact.sku), "count": count, "lot": lot or "-"}


def told(kind: Kind, id: str, **more: Callable[[StockView, Any], object]) -> Teller:
    """A sentence about goods, with whatever else it says."""
    return lambda view, fact: Message(kind, id, goods(view, fact) | {k: say(view, fact) for k, say in more.items()})


def plain(kind: Kind, id: str, **more: Callable[[StockView, Any], object]) -> Teller:
    return lambda view, fact: Message(kind, id, {k: say(view, fact) for k, say in more.items()})


def money(field: str) -> Callable[[StockView, Any], str]:
    return lambda view, fact: view.rules.shop.currency.format(getattr(fact, field))


def field(name: str) -> Callable[[StockView, Any], object]:
    return lambda view, fact: getattr(fact, name)


def place(name: str) -> Callable[[StockView, Any], Text]:
    return lambda view, fact: NAMES[getattr(fact, name)]


def reason(kind: str) -> Callable[[StockView, Any], Named]:
    return lambda view, fact: Named(f"stock.reason.{kind}.{fact.reason}")


def allows(view: StockView, fact: object = None) -> Named:
    """Whoever was called, or came, by the name that the dialog which waits has for them."""
    return whose(view.pending[2] if view.pending else "")


def store(view: StockView, fact: Any) -> Text:
    return view.rules.stores.get(fact.store, Text(fact.store, fact.store))


def seen(view: StockView, fact: f.PlaceSeen) -> Message:
    """A walk through, or the spot of an item; and whether there is anything to look at."""
    given: dict[str, object] = {"place": NAMES[fact.place]}
    if fact.sku:
        given["item"] = name_of(view.rules.shop, fact.sku)
    walked, spot = ("walked", "walked_well"), ("seen", "seen_empty")
    return Message("info", f"stock.told.{(spot if fact.sku else walked)[not fact.piles]}", given)


def received(view: StockView, fact: f.GoodsReceived) -> Message:
    surplus = amount(fact.surplus, unit_of(view.rules.shop, fact.sku))
    id = "stock.told.surplus" if fact.surplus else "stock.told.received" if fact.lot else "stock.told.received_any"
    return Message("warn" if fact.surplus else "good", id, goods(view, fact) | {"surplus": surplus})


def posted(view: StockView, fact: f.ReceiptPosted) -> Message:
    kind: Kind = "warn" if fact.lacking or fact.surplus else "good"
    given = {
        "number": fact.receipt,
        "value": money("value")(view, fact),
        "lines": sum(line.accepted > 0 for line in fact.lines),
    }
    return Message(kind, "stock.told.receipt_posted", given)


def moved(view: StockView, fact: f.StockMoved) -> Message:
    given = goods(view, fact) | {"origin": NAMES[fact.origin], "to": NAMES[fact.to]}
    return Message("good", "stock.told.moved" if fact.lot else "stock.told.moved_any", given)


def adjusted(view: StockView, fact: f.StockAdjusted) -> Message:
    given = goods(view, fact) | {"place": NAMES[fact.place], "value": money("value")(view, fact)}
    return Message("good", "stock.told.adjusted_up" if fact.quantity > 0 else "stock.told.adjusted_down", given)


def counted(view: StockView, fact: f.ItemCounted) -> Message:
    """The figure, and whether it is the second or the last; never what the books have."""
    if any(count.number == fact.count and not count.left for count in view.counts):
        return Message("good", "stock.told.counted_all", goods(view, fact))
    return Message("good", "stock.told.recounted" if fact.tries > 1 else "stock.told.counted", goods(view, fact))


def arrived(view: StockView, fact: f.TransferArrived) -> Message:
    given = {"number": fact.transfer, "lacking": fact.lacking, "surplus": fact.surplus}
    if fact.lacking:
        return Message("warn", "stock.told.transfer_off" if fact.surplus else "stock.told.transfer_short", given)
    return (
        Message("warn", "stock.told.transfer_over", given)
        if fact.surplus
        else Message("good", "stock.told.transfer_whole", given)
    )


def notice(view: StockView, stimulus: s.RecallNoticed) -> Message:
    """With what is wrong with the lot, where the notice says so."""
    told = bool(stimulus.text.en)
    return Message(
        "warn", "stock.told.notice_why" if told else "stock.told.notice", goods(view, stimulus) | {"why": stimulus.text}
    )


def row_checked(view: StockView, fact: f.RowChecked) -> Message:
    price = view.rules.shop.currency.format(fact.price)
    found = "" if fact.code or fact.price else "no_"
    rows = [row for one in view.lists if one.list == fact.list for row in one.rows if row.row.number == fact.row]
    new = "_new" if found and fact.source == "notice" and not any(row.sku for row in rows) else ""
    given = {"row": fact.row, "code": fact.code, "price": price}
    return Message("info", f"stock.told.row_{found}{fact.source}{new}", given)


def row_decided(view: StockView, fact: f.RowDecided) -> Message:
    left = next((one.left for one in view.lists if one.list == fact.list), 0)
    return Message("good", f"stock.told.row_{fact.decision}", {"row": fact.row, "n": left})


def authorization_asked(view: StockView, fact: f.AuthorizationAsked) -> Message:
    params = {"operation": Named(f"action.{fact.operation}"), "level": whose(fact.level)}
    waits = view.supervisor or view.called
    return Message("warn", "till.told.authorization_awaited" if waits else "till.told.authorization_asked", params)


def operation(id: str, kind: Kind) -> Teller:
    return lambda view, fact: Message(kind, id, {"operation": Named(f"action.{fact.operation}")})


TELLERS: dict[type[Event], Teller] = {
    f.Refused: lambda view, fact: refusal(fact.reason, fact.given),
    f.ReceivingStarted: plain("info", "stock.told.receiving", number=field("receipt")),
    f.GoodsReceived: received,
    f.GoodsRejected: told("warn", "stock.told.rejected", reason=reason("reject")),
    f.ReceivedUndone: lambda view, fact: Message(
        "info", "stock.told.undone", {"item": name_of(view.rules.shop, fact.sku)}
    ),
    f.ReceiptPosted: posted,
    f.ReceiptCancelled: plain("info", "stock.told.receipt_cancelled", number=field("receipt")),
    f.DeliveryRefused: plain("warn", "stock.told.delivery_refused", reason=reason("reject")),
    f.PlaceSeen: seen,
    f.StockMoved: moved,
    f.LotMarkedDown: told("good", "stock.told.marked_down", price=money("price"), amount=money("amount")),
    f.StockWrittenOff: told("warn", "stock.told.written_off", reason=reason("write_off"), value=money("value")),
    f.SupplierReturned: told("good", "stock.told.supplier_returned", value=money("value")),
    f.StockAdjusted: adjusted,
    f.LotRecalled: told("good", "stock.told.lot_recalled", sold=field("sold")),
    f.RecallClosed: told("good", "stock.told.recall_closed", pulled=field("pulled")),
    f.CountStarted: plain("info", "stock.told.count_started", number=field("count"), place=place("place")),
    f.ItemCounted: counted,
    f.CountPosted: plain(
        "good", "stock.told.count_posted", number=field("count"), off=field("off"), value=money("value")
    ),
    f.CountCancelled: plain("info", "stock.told.count_cancelled", number=field("count")),
    f.TransferSent: plain("good", "stock.told.transfer_sent", number=field("transfer"), store=store),
    f.TransferExpected: plain("info", "stock.told.transfer_expected", number=field("transfer"), store=store),
    f.TransferArrived: arrived,
    f.TransferSettled: plain("good", "stock.told.transfer_settled", number=field("transfer"), reason=reason("settle")),
    f.StoreAsked: plain("info", "stock.told.store_asked", number=field("transfer")),
    f.ShelfPriceChanged: lambda view, fact: Message(
        "good", "stock.told.price_changed", {"item": fact.name, "price": money("price")(view, fact)}
    ),
    f.LabelsPrinted: plain("info", "stock.told.labels", n=lambda view, fact: sum(x.copies for x in fact.labels)),
    f.StockShown: lambda view, fact: Message(
        "info",
        "stock.told.shown",
        {
            "item": name_of(view.rules.shop, fact.sku),
            "count": amount(fact.on_hand, unit_of(view.rules.shop, fact.sku)),
        },
    ),
    f.MovementsShown: plain("info", "stock.told.movements", n=field("movements")),
    f.GoodsOrdered: lambda view, fact: Message(
        "good", "stock.told.ordered", {"number": fact.purchase.number, "value": money("value")(view, fact)}
    ),
    f.RowChecked: row_checked,
    f.SenderAsked: plain("info", "stock.told.sender_asked", row=field("row")),
    f.RowDecided: row_decided,
    f.ListPosted: plain(
        "good",
        "stock.told.list_posted",
        number=field("list"),
        taken=field("taken"),
        mended=field("mended"),
        listed=field("new_goods"),
        left=field("left_out"),
    ),
    f.GoodsListed: plain("good", "stock.told.goods_listed", n=lambda view, fact: len(fact.items)),
    f.StockroomClosed: plain("info", "stock.told.closed"),
    f.SupervisorCalled: plain("info", "till.told.supervisor_called", level=allows),
    f.AuthorizationAsked: authorization_asked,
    f.Authorized: operation("till.told.authorized", "good"),
    f.AuthorizationDenied: operation("stock.told.denied", "bad"),
    f.AuthorizationCancelled: operation("till.told.authorization_cancelled", "info"),
    s.DeliveryArrived: plain("warn", "stock.told.delivery", name=field("name")),
    s.DriverLeft: plain("warn", "stock.told.driver_left"),
    s.RecallNoticed: notice,
    s.TaskGiven: lambda view, fact: Message(
        "bad" if view.dark else "warn",
        "stock.told.task_dark" if view.dark else "stock.told.task",
        {"text": task_text(view, fact)},
    ),
    s.StoreAnswered: plain("warn", "stock.told.store_answered", number=field("transfer"), text=field("text")),
    s.ListArrived: plain("warn", "stock.told.list", name=field("name"), text=field("text")),
    s.SenderAnswered: plain("warn", "stock.told.sender_answered", text=field("text")),
    s.SupervisorArrived: plain("info", "till.told.supervisor_arrived", level=allows),
    s.PowerFailed: plain("bad", "stock.told.power_failed"),
    s.PowerReturned: plain("good", "stock.told.power_returned"),
    s.TimeUp: plain("warn", "stock.told.time_up"),
}
