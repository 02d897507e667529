"""When an action of the stockroom is possible, and why it is not."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.screens.stockroom import darkness
from simulator.stock.view import StockView

if TYPE_CHECKING:
    from simulator.screens.stockroom.screen import StockScreen

FREE = frozenset({"show_document", "show_dates", "show_low", "show_empty_shelves", "set_multiplier"})
"""No operations: what they do is on the screen alone."""

_LACKING: dict[str, tuple[str, Callable[[StockView], bool]]] = {
    "start_receiving": ("refused.no_delivery", lambda view: view.receipt is not None or not view.deliveries),
    "receive_goods": ("refused.no_receipt", lambda view: view.receipt is None),
    "reject_goods": ("refused.no_receipt", lambda view: view.receipt is None),
    "undo_received": ("refused.no_receipt", lambda view: view.receipt is None or not view.receipt.lines),
    "post_receipt": ("refused.no_receipt", lambda view: view.receipt is None),
    "cancel_receipt": ("refused.no_receipt", lambda view: view.receipt is None),
    "refuse_delivery": ("refused.no_delivery", lambda view: view.receipt is not None or not view.deliveries),
    "look_behind": ("stock.why.look_first", lambda view: view.looking is None or not view.looking.sku),
    "count_item": ("stock.no_count", lambda view: not view.counts),
    "post_count": ("stock.no_count", lambda view: not view.counts),
    "cancel_count": ("stock.no_count", lambda view: not view.counts),
    "close_recall": ("stock.why.no_recall", lambda view: not view.recalls),
    "receive_transfer": (
        "stock.why.no_transfer",
        lambda view: not any(t.inward and not t.answered for t in view.transfers),
    ),
    "ask_store": ("stock.why.no_transfer", lambda view: not any(t.answered and not t.asked for t in view.transfers)),
    "settle_transfer": ("stock.why.no_transfer", lambda view: not any(t.answered for t in view.transfers)),
    **dict.fromkeys(
        ("decide_row", "check_row", "ask_sender", "post_list"), ("stock.why.no_list", lambda view: not view.lists)
    ),
    "send_transfer": ("stock.why.no_store", lambda view: not view.rules.stores),
    "order_goods": ("stock.why.no_supplier", lambda view: not view.rules.suppliers),
    "call_supervisor": ("refused.supervisor_here", lambda view: bool(view.supervisor)),
}


def why_not(room: "StockScreen", action: str) -> str:
    """The text id that says why an action is not possible now; empty when it is."""
    view = room.view
    if view.dark and darkness.dead(action):
        return "refused.stockroom_dark"
    if action in FREE:
        return ""
    if view.closed:
        return "refused.stockroom_closed"
    if view.pending and action != "call_supervisor":
        return "refused.authorization_open"
    lacking = _LACKING.get(action)
    return lacking[0] if lacking and lacking[1](view) else ""
