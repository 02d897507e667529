"""Where goods lie: put away, brought to the sales floor (what expires first going first), taken off sale."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import BACK, FLOOR, PULLED
from simulator.pos.refusals import refuse
from simulator.stock.finding import amount_wrong, at, known, missing, names, place_wrong, unfit
from simulator.stock.inquiry import to_pick
from simulator.stock.ledger import Bench, today
from simulator.stock.seeing import carried_off
from simulator.stock.state import Stockroom


def put_away(room: Stockroom, command: c.PutAway) -> list[Event]:
    wrong = place_wrong(command, command.to) or place_wrong(command, command.origin)
    if not wrong and command.to == command.origin:
        wrong = refuse(command, "refused.same_place", **at(command.to))
    return wrong or _between(room, command, "put_away", command.origin, command.to)


def pick_stock(room: Stockroom, command: c.PickStock) -> list[Event]:
    return _between(room, command, "picked", BACK, FLOOR)


def pull_stock(room: Stockroom, command: c.PullStock) -> list[Event]:
    if command.place == PULLED:
        return refuse(command, "refused.same_place", **at(PULLED))
    return place_wrong(command, command.place) or _between(room, command, "pulled", command.place, PULLED)


def _between(
    room: Stockroom, command: c.PutAway | c.PickStock | c.PullStock, why: str, origin: str, to: str
) -> list[Event]:
    item = known(room, command, command.sku)
    if isinstance(item, list):
        return item
    sku, quantity, lot = command.sku, command.quantity, command.lot
    wrong = amount_wrong(command, item, quantity) or missing(room, command, sku, quantity, origin, lot)
    if wrong:
        return wrong
    if to != PULLED and lot:
        wrong = unfit(room, command, item, lot, room.expiry(sku, lot))
        if not wrong and to == FLOOR:
            wrong = _out_of_turn(room, command, lot, origin, BACK)
        if wrong:
            return wrong
    bench = Bench(room)
    if bench.take(sku, quantity, origin, to, lot, sellable=to != PULLED and not lot):
        # what else lies there is recalled or past its date
        return refuse(command, "refused.stock_unfit", **names(item), **at(origin))
    if to == FLOOR and origin != BACK and not lot:
        wrong = _out_of_turn(room, command, bench.moves[-1].lot, BACK)
        if wrong:
            return wrong
    absent, unsound, around = _in_truth(room, sku, quantity, origin, to, lot)
    moves = tuple(bench.moves)
    stopped = all(room.recalled(sku, move.lot) for move in moves)
    return [
        f.StockMoved(
            why, sku, quantity, origin, to, moves, moves[0].lot, absent, unsound, around, stopped, bool(lot),
            _still_low(room, sku, quantity) if why == "picked" else 0,
        )
    ]  # fmt: skip


def _still_low(room: Stockroom, sku: str, quantity: int) -> int:
    """Of what has to be filled up, the items that are low once so much of one of them is there."""
    asked = [task.skus for task in room.tasks.values() if task.kind == "refill"]
    rows = [row for row in to_pick(room) if any(not skus or row.sku in skus for skus in asked)]
    return sum(row.sku != sku or (row.here + quantity < row.low and quantity < row.coming) for row in rows)


def _in_truth(room: Stockroom, sku: str, quantity: int, origin: str, to: str, lot: str) -> tuple[int, int, bool]:
    """What of it is not there to be carried, what of it is damaged, and whether somebody looked behind the others.

    A person who saw what stands in front carries no more than that; who once moved it aside knows what was behind,
    wherever they have looked since.
    """
    really, around = room.reality, (origin, sku) in room.searched
    there = really.within_reach(sku, origin, lot, around=around)
    absent, sound = max(0, quantity - there), there - really.flawed(sku, origin, lot)
    return absent, (0 if to == PULLED else max(0, quantity - absent - sound)), around


def _out_of_turn(
    room: Stockroom, command: c.PutAway | c.PickStock | c.PullStock, lot: str, *places: str
) -> list[Event]:
    """先到期先出: nothing goes to the sales floor past a lot that expires earlier."""
    sku, day = command.sku, today(room)
    mine = room.expiry(sku, lot)
    for place in dict.fromkeys(places):
        for other in room.shelves(sku, place):
            if other.quantity <= 0 or room.recalled(sku, other.lot) or (day and other.expiry and other.expiry < day):
                continue
            if other.expiry and (not mine or other.expiry < mine):
                item = room.item(sku)
                assert item is not None
                given = names(item) | at(place) | {"lot": lot, "first": other.lot, "date": other.expiry}
                return refuse(command, "refused.fefo", **given)
    return []


def stock_moved(room: Stockroom, fact: f.StockMoved, entry: Entry) -> None:
    for move in fact.moves:
        if move.to == PULLED:
            known_lot = room.lots[(move.sku, move.lot)]
            if known_lot.recalled:
                known_lot.pulled += move.quantity
    carried_off(room, fact.sku, fact.moves)


DECIDE = {c.PutAway: put_away, c.PickStock: pick_stock, c.PullStock: pull_stock}

APPLY = {f.StockMoved: stock_moved}
