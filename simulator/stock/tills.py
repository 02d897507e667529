"""What the tills sell and take back moves the same stock. They never ask; they tell, in the same transaction.

A code that said its lot takes that lot off the sales floor, even where the books have none of it there. Of any other
piece nobody knows the lot: the books take what expires first, and what they do not have becomes a debt of the lot
without a name.
"""

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import CUSTOMER, FLOOR, PULLED
from simulator.stock.ledger import Bench, worth
from simulator.stock.state import Stockroom


def goods_sold(room: Stockroom, stimulus: s.GoodsSold) -> list[Event]:
    bench, unbooked, short = Bench(room), 0, 0
    for portion in stimulus.goods:
        sku, quantity = portion.sku, portion.quantity
        if portion.lot:
            there = max(0, bench.left(sku, FLOOR, portion.lot))
            lacking = max(0, quantity - there)
            part = bench.move(sku, quantity, FLOOR, CUSTOMER, portion.lot, portion.expiry)
            value = part.value
        else:
            before = len(bench.moves)
            lacking = bench.take(sku, quantity, FLOOR, CUSTOMER)
            if lacking:
                bench.move(sku, lacking, FLOOR, CUSTOMER)
            value = sum(move.value for move in bench.moves[before:])
        unbooked += lacking
        short += value * lacking // quantity
    if not bench.moves:
        return []
    return [f.StockSold(stimulus.sale, tuple(bench.moves), bench.value, stimulus.sold_at, short, unbooked)]


def goods_brought_back(room: Stockroom, stimulus: s.GoodsBroughtBack) -> list[Event]:
    """They come back at what such goods cost now: what the very piece cost nobody knows."""
    bench = Bench(room)
    for portion in stimulus.goods:
        cost = room.of(portion.sku).layers.usual(portion.quantity) or worth(room, portion.sku, portion.quantity)
        unsaleable = not stimulus.saleable or room.recalled(portion.sku, portion.lot)
        bench.move(
            portion.sku, portion.quantity, CUSTOMER, PULLED if unsaleable else FLOOR, portion.lot, portion.expiry, cost
        )
    if not bench.moves:
        return []
    return [f.StockBroughtBack(stimulus.sale, tuple(bench.moves), bench.value, stimulus.saleable)]


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


DECIDE = {s.GoodsSold: goods_sold, s.GoodsBroughtBack: goods_brought_back}

APPLY = {f.StockSold: stock_sold, f.StockBroughtBack: stock_brought_back}
