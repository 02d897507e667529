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
from simulator.stock.state import Count, Stockroom


def goods_moved(room: Stockroom, stimulus: s.GoodsMoved) -> list[Event]:
    bench, facts = Bench(room), list[Event]()
    unbooked = short = 0
    for portion in stimulus.sold:
        lacking, value = _sell(bench, portion)
        unbooked += lacking
        short += value * lacking // portion.quantity
    if bench.moves:
        moves, value = tuple(bench.moves), bench.value
        early = _early(stimulus, {n: {s: e.at for s, e in k.items.items()} for n, k in _on_floor(room).items()})
        unseen = _early(stimulus, {n: {s: e.at for s, e in k.looks.items()} for n, k in _on_floor(room).items()})
        facts.append(f.StockSold(stimulus.sale, moves, value, stimulus.sold_at, early, short, unbooked, unseen))
    for saleable, goods in ((True, stimulus.back), (False, stimulus.unfit)):
        before, value = len(bench.moves), bench.value
        for portion in goods:
            _take_back(bench, portion, saleable=saleable)
        moves = tuple(bench.moves[before:])
        if moves:
            facts.append(f.StockBroughtBack(stimulus.sale, moves, bench.value - value, saleable))
    return facts


def _on_floor(room: Stockroom) -> dict[str, Count]:
    return {number: count for number, count in room.counts.items() if count.place == FLOOR}


def _early(stimulus: s.GoodsMoved, moments: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """What was rung up, in a basket or at a till that could not tell, before it was counted (or looked at): it was not
    there to be counted, although the books still had it. `moments` are those, by count and item.
    """
    found: dict[str, dict[str, int]] = {}
    for count, moment in moments.items():
        for portion in stimulus.sold:
            if portion.sku in moment and (portion.at or stimulus.sold_at) < moment[portion.sku]:
                early = found.setdefault(count, {})
                early[portion.sku] = early.get(portion.sku, 0) + portion.quantity
    return found


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
    for move in fact.moves:
        room.lots[(move.sku, move.lot)].sold += move.quantity
        if move.sku in room.sold_wrong:
            room.sold_wrong[move.sku] += move.quantity
    for count, early in fact.early.items():
        for sku, quantity in early.items():
            room.counts[count].items[sku].on_book -= quantity
    for count, early in fact.unseen.items():
        for sku, quantity in early.items():
            room.counts[count].looks[sku].on_book -= quantity


def stock_brought_back(room: Stockroom, fact: f.StockBroughtBack, entry: Entry) -> None:
    for move in fact.moves:
        lot = room.lots[(move.sku, move.lot)]
        if move.to == PULLED and lot.recalled:
            lot.pulled += move.quantity


DECIDE = {s.GoodsMoved: goods_moved}

APPLY = {f.StockSold: stock_sold, f.StockBroughtBack: stock_brought_back}
