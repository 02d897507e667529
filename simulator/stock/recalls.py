"""召回: a lot is stopped at the tills at once, every piece of it is pulled, and only then the recall is closed."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import BACK, DOCK, FLOOR, Shelved
from simulator.pos.refusals import refuse
from simulator.stock.finding import at, known, names
from simulator.stock.state import Lot, Stockroom
from simulator.stock.summing import remembered


def still_out(room: Stockroom, sku: str, lot: str) -> list[Shelved]:
    """Where pieces of a lot still lie that were not taken off sale."""
    return [shelved for shelved in room.shelves(sku, DOCK, BACK, FLOOR) if shelved.lot == lot and shelved.quantity > 0]


def open_recalls(room: Stockroom) -> list[tuple[str, str]]:
    """(sku, lot) of those that are not worked through."""
    keys = remembered(room, "recalls", "", lambda: (key for key, lot in room.lots.items() if lot.recalled))
    return [key for key in keys if not room.lots[key].closed]


def recall_lot(room: Stockroom, command: c.RecallLot) -> list[Event]:
    item = known(room, command, command.sku)
    if isinstance(item, list):
        return item
    sku, lot = command.sku, command.lot
    if not lot:
        return refuse(command, "refused.no_lot_named", **names(item))
    told = room.lots.get((sku, lot), Lot())
    if told.recalled:
        return refuse(command, "refused.recalled_already", **names(item), lot=lot)
    quantity = sum(shelved.quantity for shelved in still_out(room, sku, lot))
    return [f.LotRecalled(sku, lot, quantity, told.sold, room.notices.get((sku, lot), ""), told.expiry)]


def close_recall(room: Stockroom, command: c.CloseRecall) -> list[Event]:
    sku, lot = command.sku, command.lot
    told, item = room.lots.get((sku, lot)), known(room, command, sku)
    if isinstance(item, list):
        return item
    if told is None or not told.recalled or told.closed:
        return refuse(command, "refused.no_recall", **names(item), lot=lot)
    left = still_out(room, sku, lot)
    if left:
        there = str(sum(shelved.quantity for shelved in left))
        return refuse(command, "refused.recall_not_done", **names(item), lot=lot, there=there, **at(left[0].place))
    out = (room.reality.of(sku, place) for place in (DOCK, BACK, FLOOR))
    hidden = sum(n for there in out for goods, n in there.items() if goods.lot == lot)
    return [f.RecallClosed(sku, lot, told.pulled, told.sold, hidden)]


def recall_noticed(room: Stockroom, stimulus: s.RecallNoticed, entry: Entry) -> None:
    room.notices[(stimulus.sku, stimulus.lot)] = stimulus.notice
    room.reasons[(stimulus.sku, stimulus.lot)] = stimulus.text


def lot_recalled(room: Stockroom, fact: f.LotRecalled, entry: Entry) -> None:
    room.lot(fact.sku, fact.lot).recalled = True
    room.notices.pop((fact.sku, fact.lot), None)


def recall_closed(room: Stockroom, fact: f.RecallClosed, entry: Entry) -> None:
    room.lots[(fact.sku, fact.lot)].closed = True


DECIDE = {c.RecallLot: recall_lot, c.CloseRecall: close_recall}

APPLY = {s.RecallNoticed: recall_noticed, f.LotRecalled: lot_recalled, f.RecallClosed: recall_closed}
