"""Which events a stock clerk's script can cause: what is done in a stockroom, and what the script brings there."""

from scenarios.specs.stockroom import StockroomSpec
from simulator.kernel.entries import EVENTS

HERE = ("stock", "stock_care", "stock_seen", "stock_day", "stock_lists", "authorization", "run", "drill", "colleagues")
"""Modules of the kernel that tell of a stockroom, or of every workstation."""
BROUGHT: dict[str, tuple[str, ...]] = {
    "deliveries": (
        "delivery_arrived", "driver_left", "receiving_started", "goods_received", "goods_rejected", "received_undone",
        "receipt_posted", "receipt_cancelled", "delivery_refused",
    ),
    "recalls": ("recall_noticed", "lot_recalled", "recall_closed"),
    "transfers": (
        "transfer_dispatched", "transfer_answered", "transfer_expected", "transfer_sent", "transfer_arrived",
        "transfer_settled", "store_asked", "store_answered",
    ),
    "lists": (
        "list_arrived", "check_row", "row_checked", "ask_sender", "sender_asked", "sender_answered", "decide_row",
        "row_decided", "post_list", "list_posted", "goods_listed",
    ),
    "tasks": (),
    "sales": ("goods_moved", "stock_sold"),
}  # fmt: skip
"""Section -> events that are possible only with it; a task may come with a transfer that is asked for."""


def in_stockroom(room: StockroomSpec) -> frozenset[str]:
    events = {name for name, kind in EVENTS.items() if kind.__module__.rpartition(".")[2] in HERE}
    for section, names in BROUGHT.items():
        if not getattr(room, section):
            events -= set(names)
    if not (room.tasks or room.puzzles) and not any(not transfer.inward for transfer in room.transfers):
        events.discard("task_given")
    if room.outage is not None:
        events |= {"power_failed", "power_returned"}
    return frozenset(events | {"hint_shown", "coach_stopped", "refused", "supervisor_called", "call_supervisor"})
