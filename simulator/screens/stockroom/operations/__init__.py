"""What each action of the stockroom does: for keys, footer, menu, clicks and coach."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.kernel import commands as c
from simulator.screens.station.dialogs import Choose, Option, word
from simulator.screens.station.drill import EVERYWHERE
from simulator.screens.stockroom.operations import care, counting, goods, lists, places, receiving, transfers
from simulator.screens.stockroom.operations.possible import why_not

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen

__all__ = ["OPERATIONS", "why_not"]

REASONS = ("authorization", "incident")
FINISH: "dict[str, Callable[[StockScreen], None]]" = {
    "count": counting.post_count,
    "transfer": transfers.receive_transfer,
    "list": lists.post_list,
}
"""The key that posts a receipt finishes whatever document lies there."""

ACCEPT: "dict[str, Callable[[StockScreen], None]]" = {"count": counting.count_item, "list": lists.decide_row}


def call_supervisor(room: "StockScreen") -> None:
    if room.view.pending:
        room.submit(c.CallSupervisor(room.view.pending[0]))
        room.asking.authorization()
        return
    options = [Option(reason, word(f"till.reason.supervisor.{reason}")) for reason in REASONS]
    dialog = Choose(word("till.ask.supervisor"), options, start="incident" if room.view.dark else REASONS[0])
    room.asking.choose(dialog, lambda reason: room.submit(c.CallSupervisor(reason)))


def finish(room: "StockScreen") -> None:
    draft = room.draft
    if room.subject.kind == "draft" and draft is not None:
        (transfers.send_transfer if draft.kind == "send" else transfers.order_goods)(room)
    else:
        FINISH.get(room.subject.kind, receiving.post_receipt)(room)


def receive(room: "StockScreen") -> None:
    """The key that accepts goods says of a count how many there are, and of a row what becomes of it."""
    ACCEPT.get(room.subject.kind, receiving.receive_goods)(room)


OPERATIONS: "dict[str, Callable[[StockScreen], None]]" = {
    **EVERYWHERE,
    "scan": goods.scan,
    "set_multiplier": goods.set_multiplier,
    "look_up": goods.look_up,
    "look_at_place": places.look_at_place,
    "look_behind": places.look_behind,
    "inquire_stock": goods.inquire_stock,
    "show_movements": goods.show_movements,
    "start_receiving": receiving.start_receiving,
    "receive_goods": receive,
    "reject_goods": receiving.reject_goods,
    "undo_received": receiving.undo_received,
    "post_receipt": finish,
    "cancel_receipt": receiving.cancel_receipt,
    "refuse_delivery": receiving.refuse_delivery,
    "put_away": places.put_away,
    "pick_stock": places.pick_stock,
    "pull_stock": places.pull_stock,
    "mark_down": care.mark_down,
    "write_off": care.write_off,
    "return_to_supplier": care.return_to_supplier,
    "adjust_stock": care.adjust_stock,
    "recall_lot": care.recall_lot,
    "close_recall": care.close_recall,
    "start_count": counting.start_count,
    "count_item": counting.count_item,
    "post_count": counting.post_count,
    "cancel_count": counting.cancel_count,
    "send_transfer": transfers.send_transfer,
    "receive_transfer": transfers.receive_transfer,
    "ask_store": transfers.ask_store,
    "settle_transfer": transfers.settle_transfer,
    "change_price": goods.change_price,
    "print_labels": goods.print_labels,
    "order_goods": transfers.order_goods,
    "decide_row": lists.decide_row,
    "check_row": lists.check_row,
    "ask_sender": lists.ask_sender,
    "post_list": lists.post_list,
    "show_document": goods.show(""),
    "show_dates": goods.show("dates"),
    "show_low": goods.show("low"),
    "show_empty_shelves": goods.show("empty_shelves"),
    "call_supervisor": call_supervisor,
    "close_stockroom": lambda room: room.submit(c.CloseStockroom()),
}
