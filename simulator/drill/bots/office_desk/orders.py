"""Orders on which till and server differ: all records are read, then each order is settled by the till's own."""

from collections.abc import Callable

from simulator.desk.papers_view import OrdersSeen
from simulator.desk.settling import NEEDED, proper, till_record
from simulator.desk.view import DeskView
from simulator.drill.bots.office_desk.reading import matters, read_first
from simulator.drill.bots.steps import Advice, Memory, do
from simulator.kernel import commands as c
from simulator.kernel.papers import Cell, word


def next_orders(view: DeskView) -> OrdersSeen | None:
    return next((orders for matter in matters(view, "syncing") if (orders := view.orders(matter))), None)


def next_order(orders: OrdersSeen) -> dict[str, Cell] | None:
    records = orders.dossier.read["server_orders"].records()
    return next((record for record in records if record["number"] not in orders.settled), None)


def read(view: DeskView, memory: Memory) -> Advice | None:
    orders = next_orders(view)
    return read_first(orders.dossier, NEEDED) if orders else None


def settle(view: DeskView, memory: Memory) -> Advice | None:
    orders = next_orders(view)
    order = next_order(orders) if orders else None
    if orders is None or order is None:
        return None
    action = proper(orders.dossier.read, order)
    return do(c.SettleOrder(orders.dossier.matter, word(order, "number"), action), f"advice.settle_{action}")


# --- mistakes --------------------------------------------------------------------------------------------------------


def believe_server(view: DeskView, memory: Memory) -> Advice | None:
    """The list is read and nothing else; whatever the server has is accepted."""
    orders = next_orders(view)
    if orders is None:
        return None
    first = read_first(orders.dossier, NEEDED[:1])
    order = None if first else next_order(orders)
    return first or (do(c.SettleOrder(orders.dossier.matter, word(order, "number"), "accept"), "") if order else None)


def _instead(action: str, states: tuple[str, ...], expected: str) -> "Habit":
    """Settles orders of some of the till's states otherwise than the records say."""

    def habit(view: DeskView, memory: Memory) -> Advice | None:
        right, orders = settle(view, memory), next_orders(view)
        command = right.command if right else None
        if orders is None or not isinstance(command, c.SettleOrder) or command.action != expected:
            return right
        record = till_record(orders.dossier.read, command.number)
        if (word(record, "till_state") if record else "not_known") not in states:
            return right
        return do(c.SettleOrder(command.matter, command.number, action), "")

    return habit


Habit = Callable[[DeskView, Memory], Advice | None]
resend_all = _instead("resend", ("completed",), "reject")
drop_all = _instead("reject", ("completed",), "resend")
