"""What the stockroom's screen does about what happened: which document lies there, where one looks, what is printed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.events import Event
from simulator.screens.stockroom.operations.lists import row_hit
from simulator.screens.stockroom.pane import pile_hit
from simulator.screens.stockroom.sheets.drawn import Subject
from simulator.stock.view import StockView

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen

MAIN: dict[str, tuple[str, ...]] = {
    "overview": ("start_receiving", "look_at_place", "start_count", "receive_transfer", "show_dates"),
    "receipt": ("receive_goods", "reject_goods", "undo_received", "post_receipt", "look_up"),
    "count": ("look_at_place", "look_behind", "count_item", "post_count"),
    "transfer": ("receive_transfer", "ask_store", "settle_transfer"),
    "list": ("decide_row", "post_list", "check_row", "ask_sender"),
    "send": ("send_transfer", "look_up", "inquire_stock"),
    "order_goods": ("order_goods", "look_up", "inquire_stock"),
    "dates": ("mark_down", "pull_stock", "write_off", "look_at_place"),
    "low": ("order_goods", "print_labels"),
    "empty_shelves": ("pick_stock", "look_at_place"),
    "recall": ("recall_lot", "look_at_place", "pull_stock", "close_recall"),
    "item": ("look_at_place", "put_away", "pick_stock", "pull_stock", "show_movements"),
    "history": ("inquire_stock", "look_at_place", "adjust_stock"),
    "variance": ("show_document", "show_movements"),
}
"""What a document is about: these keep their place in the footer of a narrow screen."""

URGENT: dict[str, Callable[[StockView], bool]] = {
    "call_supervisor": lambda view: not view.called and (view.pending is not None or view.dark),
    "recall_lot": lambda view: bool(view.notices),
    "close_recall": lambda view: any(not recall.left for recall in view.recalls),
    "start_receiving": lambda view: any(delivery.driver for delivery in view.deliveries) and view.receipt is None,
    "close_stockroom": lambda view: view.time_up,
}
"""Actions that come to the footer when something asks for them."""


def main(room: "StockScreen") -> tuple[str, ...]:
    """What the document in the middle is about."""
    kind = room.subject.kind
    if kind == "draft" and room.draft is not None:
        kind = "send" if room.draft.kind == "send" else "order_goods"
    return MAIN.get(kind, ())


def urgent(view: StockView) -> list[str]:
    return [action for action, asked in URGENT.items() if asked(view)]


def heard(room: "StockScreen", what: Event) -> None:
    """What comes into sight with it."""
    if isinstance(what, f.Refused | s.CoachStopped) and room.view.receipt is not None:
        room.hand = None  # laid back: the next key is about what one stands before
    match what:
        case f.ReceivingStarted():
            room.subject, room.facing = Subject("receipt"), "delivery"
            stands = (d for d in room.view.deliveries if d.delivery == what.delivery)
            piles = (pile_hit(pile, "") for delivery in stands for pile in delivery.piles)
            room.here.choose(next(piles, room.here.cursor))  # what stands there comes first, however narrow the screen
            room.set_focus(room.here)  # the next key is about that pile, with the lot that stands on it
        case f.CountStarted():
            room.show(Subject("count", what.count))
        case f.ItemCounted():
            _next(room, what.sku)
        case s.ListArrived() if room.subject.kind == "overview":
            room.show(Subject("list", what.list))
        case f.RowDecided():
            _next_row(room, what)
        case f.Refused(reason="refused.recount_first"):
            _point(room, str(what.given.get("sku", "")).partition(" ")[0])
        case f.CountPosted():
            room.posted = what
            room.show(Subject("variance"))
        case f.StockShown():
            room.subject = Subject("item", what.sku)
        case f.MovementsShown():
            room.subject = Subject("history", what.sku)
        case f.LotRecalled():
            room.hand = None
            room.show(Subject("recall", f"{what.sku}|{what.lot}"))
        case f.RecallClosed():
            room.hand = None
            room.show(Subject("recall", f"{what.sku}|{what.lot}"))
        case f.PlaceSeen():
            room.facing, room.here.cursor, room.taken_at = "place", None, None
            if room.subject.kind in ("overview", "item", "recall"):  # what is done next is done with what is seen
                room.set_focus(room.here)
        case f.TransferSent() | f.GoodsOrdered():
            room.draft = None
        case f.TransferArrived():
            if room.draft is not None and room.draft.ref == what.transfer:
                room.draft = None
        case s.PowerReturned() if not room.coach.coached:
            room.coach.advice = None  # a hint for the dark
        case f.LabelsPrinted():
            room.roll.roll_out(what.document)


def _next(room: "StockScreen", sku: str) -> None:
    """The cursor goes on to what has not been counted."""
    room.hand, under = None, room.counting
    rows = [hit for row in room.sheet.hits() for hit in row if hit[0] == "ware"]
    at = next((y for y, hit in enumerate(rows) if hit[1].startswith(f"{sku}|")), -1)
    left = under.left if under is not None else ()
    ahead = [hit for hit in (*rows[at + 1 :], *rows[: at + 1]) if hit[1].partition("|")[0] in left]
    if ahead:
        room.sheet.cursor = ahead[0]


def _next_row(room: "StockScreen", decided: f.RowDecided) -> None:
    """The cursor goes on to a row without a decision."""
    listing = next((one for one in room.view.lists if one.list == decided.list), None)
    left = [row.row.number for row in listing.rows if row.end is None] if listing is not None else []
    ahead = [number for number in left if number > decided.row] or left
    if ahead and room.subject.kind == "list":
        room.sheet.cursor = row_hit(decided.list, ahead[0])


def _point(room: "StockScreen", sku: str) -> None:
    """The cursor goes to what has to be counted again."""
    rows = [hit for row in room.sheet.hits() for hit in row if hit[0] == "ware"]
    again = next((hit for hit in rows if hit[1].startswith(f"{sku}|")), None)
    if again is not None:
        room.hand = None
        room.sheet.choose(again)


def settle(room: "StockScreen") -> None:
    """A document that is over makes room for the next."""
    view, subject = room.view, room.subject
    open_kinds = {
        "receipt": view.receipt is not None,
        "draft": room.draft is not None and room.draft.kind != "arrive",
        "count": any(count.number == subject.id for count in view.counts),
        "transfer": any(transfer.transfer == subject.id for transfer in view.transfers),
        "list": any(listing.list == subject.id for listing in view.lists),
        "order": subject.id in view.orders,
    }
    if not open_kinds.get(subject.kind, True):
        room.subject, room.sheet.cursor = room.document(), None  # another document begins at its top
