"""The stockroom's day: opened with what the books say lies in it, and closed when nothing stands half done."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import BACK, DOCK, FLOOR
from simulator.pos.refusals import refuse
from simulator.stock.inquiry import unmarked
from simulator.stock.ledger import today
from simulator.stock.reality import differ
from simulator.stock.recalls import open_recalls, still_out
from simulator.stock.seeing import open_tasks
from simulator.stock.state import Order, Stockroom


def close_stockroom(room: Stockroom, command: c.CloseStockroom) -> list[Event]:
    """Refused, with what is in the way, as long as something is half done."""
    if room.receipt is not None:
        return refuse(command, "refused.receipt_open", receipt=room.receipt.receipt)
    if room.counts:
        return refuse(command, "refused.count_open", count=next(iter(room.counts)))
    for sku, lot in open_recalls(room):
        if still_out(room, sku, lot):
            return refuse(command, "refused.recall_open", sku=sku, lot=lot)
    return [_closed(room)]


def _closed(room: Stockroom) -> f.StockroomClosed:
    """What is left undone, in the books and on the shelves."""
    dock = sum(stock.at(DOCK) for stock in room.stock.values())
    left = len(room.counts) + (room.receipt is not None) + len(open_recalls(room)) + len(room.deliveries)
    left += sum(not listing.posted for listing in room.lists.values())
    day, expired, flawed = today(room), 0, 0
    for place in (DOCK, BACK, FLOOR):
        for there in room.reality.places.get(place, {}).values():
            for goods, quantity in there.items():
                expired += quantity if day and goods.expiry and goods.expiry < day else 0
                flawed += quantity if goods.flaw else 0
    return f.StockroomClosed(dock, left + len(open_tasks(room)), expired, flawed, len(unmarked(room)))


def call_supervisor(room: Stockroom, command: c.CallSupervisor) -> list[Event]:
    if room.supervisor:
        return refuse(command, "refused.supervisor_here")
    return [f.SupervisorCalled(command.reason)]


def stockroom_opened(room: Stockroom, fact: f.StockroomOpened, entry: Entry) -> None:
    room.operator, room.operator_name, room.clock = fact.operator, fact.name, fact.clock
    room.opened, room.causes = True, dict(fact.causes)
    room.orders = {order.number: Order(order) for order in fact.orders}


def stockroom_closed(room: Stockroom, fact: f.StockroomClosed, entry: Entry) -> None:
    room.closed = True


def supervisor_called(room: Stockroom, fact: f.SupervisorCalled, entry: Entry) -> None:
    room.called = True


def supervisor_arrived(room: Stockroom, stimulus: s.SupervisorArrived, entry: Entry) -> None:
    room.supervisor, room.called = stimulus.badge, False


def supervisor_left(room: Stockroom, stimulus: s.SupervisorLeft, entry: Entry) -> None:
    room.supervisor = ""


def time_up(room: Stockroom, stimulus: s.TimeUp, entry: Entry) -> None:
    room.time_up = True


def shift_ended(room: Stockroom, stimulus: s.ShiftEnded) -> list[Event]:
    """Whatever is half done stays so; the day is over."""
    if room.closed or not room.opened:
        return []
    return [_closed(room)]


def power_failed(room: Stockroom, stimulus: s.PowerFailed, entry: Entry) -> None:
    room.dark, room.dark_since = True, entry.at


def power_returned(room: Stockroom, stimulus: s.PowerReturned, entry: Entry) -> None:
    room.dark = False


def goods_strayed(room: Stockroom, stimulus: s.GoodsStrayed, entry: Entry) -> None:
    for difference in stimulus.differences:
        differ(room.reality, difference)
        room.searched.discard((difference.to, difference.sku))  # who looked before has not seen this


DECIDE = {c.CloseStockroom: close_stockroom, c.CallSupervisor: call_supervisor, s.ShiftEnded: shift_ended}

APPLY = {
    f.StockroomOpened: stockroom_opened,
    f.StockroomClosed: stockroom_closed,
    f.SupervisorCalled: supervisor_called,
    s.SupervisorArrived: supervisor_arrived,
    s.SupervisorLeft: supervisor_left,
    s.TimeUp: time_up,
    s.PowerFailed: power_failed,
    s.PowerReturned: power_returned,
    s.GoodsStrayed: goods_strayed,
}
