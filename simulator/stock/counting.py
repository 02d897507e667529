"""循环盘点: counted blind, again where it differs by much, posted with approval, while the shop goes on selling.

A count compares what was found with the books of that very moment, and posts the difference, not the figure. So what
is sold, received or put away between counting and posting is no variance. Nor is what was sold before the count and
told after it: it is taken off what the books had (`tills.stock_sold`).
"""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import VARIANCE
from simulator.kernel.money import Minor, divide
from simulator.kernel.units import MOST, measured
from simulator.pos.refusals import refuse
from simulator.stock.finding import MOST_PIECES, known, names, place_wrong, ware_of
from simulator.stock.ledger import Bench, worth
from simulator.stock.seeing import count_posted
from simulator.stock.state import Count, Counted, Stockroom

# --- decide ----------------------------------------------------------------------------------------------------------


def start_count(room: Stockroom, command: c.StartCount) -> list[Event]:
    wrong = place_wrong(command, command.place)
    skus = tuple(dict.fromkeys(command.skus))
    for sku in skus:
        item = known(room, command, sku)
        wrong = wrong or (item if isinstance(item, list) else [])
    if not wrong and not skus:
        wrong = refuse(command, "refused.nothing_to_count")
    for other in room.counts.values():
        if not wrong and other.place == command.place and set(other.skus) & set(skus):
            wrong = refuse(command, "refused.counted_elsewhere", count=other.count)
    return wrong or [f.CountStarted(room.number("CC"), command.place, skus)]


def count_item(room: Stockroom, command: c.CountItem) -> list[Event]:
    count = _count(room, command)
    if isinstance(count, list):
        return count
    ware = ware_of(room, command, command.code)
    if isinstance(ware, list):
        return ware
    quantity, item = command.quantity * ware.pieces, ware.item
    most = MOST * 100 if measured(item.unit) else MOST_PIECES
    if not 0 <= quantity <= most:
        return refuse(command, "refused.stock_quantity", quantity=str(quantity), most=str(most))
    if ware.sku not in count.skus:
        return refuse(command, "refused.not_in_count", **names(item), count=count.count)
    before = count.items.get(ware.sku)
    look = count.looks.get(ware.sku)
    tries, was = (before.tries, before.quantity) if before else (0, 0)
    if before and before.looked and not look and ware.sku not in count.again:  # only the figure is put right
        on_book, really, looked = before.on_book, before.really, True
    else:
        tries, looked = tries + 1, look is not None
        on_book = look.on_book if look else room.of(ware.sku).at(count.place)
        really = look.really if look else room.reality.at(ware.sku, count.place)
    off = abs(quantity - really)
    return [f.ItemCounted(count.count, ware.sku, quantity, on_book, tries, was, really, off, looked)]


def post_count(room: Stockroom, command: c.PostCount) -> list[Event]:
    count = _count(room, command)
    if isinstance(count, list):
        return count
    uncounted = [sku for sku in count.skus if sku not in count.items]
    if uncounted:
        items = str(len(uncounted))
        return refuse(command, "refused.not_counted", **_named(room, uncounted), count=count.count, items=items)
    bench, lines = Bench(room), []
    for sku, counted in count.items.items():
        before = len(bench.moves)
        _differ(room, bench, count.place, sku, counted.quantity - counted.on_book)
        loss = counted.quantity < counted.on_book
        value = sum(move.value for move in bench.moves[before:] if VARIANCE in (move.origin, move.to))
        off = abs(counted.quantity - counted.really) if counted.really >= 0 else 0
        value = -value if loss else value
        lines.append(f.CountLine(sku, counted.quantity, counted.on_book, value, counted.tries, off))
    again = [line.sku for line in lines if abs(line.value) > room.rules.tolerance and line.tries < 2]
    if again:
        return refuse(command, "refused.recount_first", **_named(room, again), count=count.count, sku=" ".join(again))
    all_of_it = sum(_cost(room, line.sku, line.on_book) for line in lines)
    wrong = sum(_cost(room, line.sku, line.off_by) for line in lines)
    return [
        f.CountPosted(
            count.count, count.place, tuple(lines), tuple(bench.moves),
            value=sum(line.value for line in lines),
            amount=sum(abs(line.value) for line in lines),
            items=len(lines),
            off=sum(line.variance != 0 for line in lines),
            on_book_value=all_of_it,
            miscounted=sum(line.off_by > 0 for line in lines),
            wrong_value=wrong,
            wrong_permille=-(-wrong * 1000 // all_of_it) if all_of_it > 0 else 1000 * (wrong > 0),
        )
    ]  # fmt: skip


def _named(room: Stockroom, skus: list[str]) -> dict[str, str]:
    """All that stand in the way, for one sentence."""
    found = [names(item) for sku in skus if (item := room.item(sku)) is not None]
    return {
        "name_en": ", ".join(one["name_en"] for one in found),
        "name_zh": "、".join(one["name_zh"] for one in found),
    }


def _differ(room: Stockroom, bench: Bench, place: str, sku: str, variance: int) -> None:
    """What is missing is missing of what expires first; what is too much belongs to the lot that came last."""
    if variance < 0:
        lacking = bench.take(sku, -variance, place, VARIANCE)
        if lacking:  # sold since: the books had it when it was counted
            bench.move(sku, lacking, place, VARIANCE)
    elif variance > 0:
        shelves = room.shelves(sku, place)
        owed = next((shelved for shelved in shelves if shelved.quantity < 0), None)
        last = owed or (shelves[-1] if shelves else None)
        lot = last.lot if last else ""
        bench.move(sku, variance, VARIANCE, place, lot, value=_cost(room, sku, variance))


def _cost(room: Stockroom, sku: str, quantity: int) -> Minor:
    """On average, where there is something to average; else what it cost last, or costs."""
    layers = room.of(sku).layers
    if layers.quantity > 0:
        return divide(layers.value * quantity, layers.quantity)
    return layers.usual(quantity) or worth(room, sku, quantity)


def cancel_count(room: Stockroom, command: c.CancelCount) -> list[Event]:
    count = _count(room, command)
    return count if isinstance(count, list) else [f.CountCancelled(count.count, len(count.items))]


def _count(room: Stockroom, command: c.CountItem | c.PostCount | c.CancelCount) -> Count | list[Event]:
    return room.counts.get(command.count) or refuse(command, "refused.no_such_count", count=command.count[:20])


# --- apply -----------------------------------------------------------------------------------------------------------


def count_started(room: Stockroom, fact: f.CountStarted, entry: Entry) -> None:
    room.numbers["CC"] = room.numbers.get("CC", 0) + 1
    room.counts[fact.count] = Count(fact.count, fact.place, fact.skus)


def item_counted(room: Stockroom, fact: f.ItemCounted, entry: Entry) -> None:
    count = room.counts[fact.count]
    count.again.discard(fact.sku)
    look, before = count.looks.pop(fact.sku, None), count.items.get(fact.sku)
    at = before.at if before and before.tries == fact.tries else look.at if look else entry.at
    count.items[fact.sku] = Counted(fact.quantity, fact.on_book, at, fact.tries, fact.really, fact.looked)


def count_over(room: Stockroom, fact: f.CountPosted | f.CountCancelled, entry: Entry) -> None:
    del room.counts[fact.count]
    if isinstance(fact, f.CountPosted):
        count_posted(room, fact)


DECIDE = {c.StartCount: start_count, c.CountItem: count_item, c.PostCount: post_count, c.CancelCount: cancel_count}

APPLY = {
    f.CountStarted: count_started,
    f.ItemCounted: item_counted,
    f.CountPosted: count_over,
    f.CountCancelled: count_over,
}
