"""What the tills sell and take back moves the same stock. They never ask; they tell, in the same transaction.

A code that said its lot takes that lot off the sales floor, even where the books have none of it there. Of any other
piece nobody knows the lot: the books take what expires first, and what they do not have becomes a debt of the lot
without a name.
"""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import CUSTOMER, FLOOR, PULLED, Portion
from simulator.kernel.money import Minor
from simulator.stock.ledger import Bench, worth
from simulator.stock.state import Stockroom


def goods_moved(room: Stockroom, stimulus: s.GoodsMoved) -> list[Event]:
    bench, facts = Bench(room), list[Event]()
    unbooked = short = 0
    for portion in stimulus.sold:
        lacking, value = _sell(bench, portion)
        unbooked += lacking
        short += value * lacking // portion.quantity
    if bench.moves:
        value, sold_at = bench.value, stimulus.sold_at
        facts.append(f.StockSold(stimulus.sale, tuple(bench.moves), value, sold_at, short, unbooked))
    for saleable, goods in ((True, stimulus.back), (False, stimulus.unfit)):
        before, value = len(bench.moves), bench.value
        for portion in goods:
            _take_back(bench, portion, saleable=saleable)
        moves = tuple(bench.moves[before:])
        if moves:
            facts.append(f.StockBroughtBack(stimulus.sale, moves, bench.value - value, saleable))
    return facts


def _sell(bench: Bench, portion: Portion) -> tuple[int, Minor]:
    """What of it the books did not have on the sales floor, and what all of it cost."""
    sku, quantity, before = portion.sku, portion.quantity, bench.value
    if portion.lot:
        lacking = max(0, quantity - max(0, bench.left(sku, FLOOR, portion.lot)))
        bench.move(sku, quantity, FLOOR, CUSTOMER, portion.lot, portion.expiry)
    else:
        lacking = bench.take(sku, quantity, FLOOR, CUSTOMER)
        if lacking:
            bench.move(sku, lacking, FLOOR, CUSTOMER)
    return lacking, bench.value - before


def _take_back(bench: Bench, portion: Portion, *, saleable: bool) -> None:
    """They come back at what such goods cost now: what the very piece cost nobody knows."""
    room, sku, quantity = bench.room, portion.sku, portion.quantity
    cost = bench.layers(sku).usual(quantity) or worth(room, sku, quantity)
    to = FLOOR if saleable and not room.recalled(sku, portion.lot) else PULLED
    bench.move(sku, quantity, CUSTOMER, to, portion.lot, portion.expiry, cost)


def stock_sold(room: Stockroom, fact: f.StockSold, entry: Entry) -> None:
    """What was sold before it was counted, and told after, was not there to be counted."""
    for move in fact.moves:
        room.lots[(move.sku, move.lot)].sold += move.quantity
        for count in room.counts.values():
            counted = count.items.get(move.sku) if count.place == FLOOR else None
            if counted is not None and fact.sold_at < counted.at:
                counted.on_book -= move.quantity


def stock_brought_back(room: Stockroom, fact: f.StockBroughtBack, entry: Entry) -> None:
    for move in fact.moves:
        lot = room.lots[(move.sku, move.lot)]
        if move.to == PULLED and lot.recalled:
            lot.pulled += move.quantity


DECIDE = {s.GoodsMoved: goods_moved}

APPLY = {f.StockSold: stock_sold, f.StockBroughtBack: stock_brought_back}
