"""到场查看: what somebody sees who goes there, and what only they can judge: whether something is as it was entered.

What lies there in truth goes into the facts, where graders read it, and onto no screen: `PlaceSeen.piles` is what is
shown, `really` and `on_book` are not.
"""

from collections.abc import Iterable

from msgspec import structs

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import BACK, FLOOR, REJECTIONS, Pile, StockMove
from simulator.pos.refusals import refuse
from simulator.stock.finding import known, place_wrong, reason_wrong
from simulator.stock.inquiry import near_expiry, to_order, to_pick, unmarked
from simulator.stock.ledger import today
from simulator.stock.reality import Goods, pile_of, standing
from simulator.stock.receiving import least_date
from simulator.stock.state import Look, Stockroom

# --- decide ----------------------------------------------------------------------------------------------------------


def look_at_place(room: Stockroom, command: c.LookAtPlace) -> list[Event]:
    wrong = place_wrong(command, command.place)
    if not wrong and command.sku and isinstance(item := known(room, command, command.sku), list):
        wrong = item
    if wrong:
        return wrong
    place, sku, reality = command.place, command.sku, room.reality
    if not sku:
        return [f.PlaceSeen(place, "", _piles(room, place, reality.amiss(place, today(room))))]
    there = reality.spot(place, sku, around=command.behind)
    really, on_book = reality.at(sku, place), room.of(sku).at(place)
    return [f.PlaceSeen(place, sku, _piles(room, place, there), command.behind, really, on_book)]


def _piles(room: Stockroom, place: str, there: Iterable[tuple[Goods, int]]) -> tuple[Pile, ...]:
    return tuple(pile_of(goods, quantity, per(room, goods.sku, place)) for goods, quantity in there)


def per(room: Stockroom, sku: str, place: str) -> int:
    """What a case holds, or on the sales floor a row."""
    supply = room.rules.supply.get(sku)
    case = supply.case if supply else 1
    return min(case, ROW) if place == FLOOR and case <= 100 else case


ROW = 4
"""Pieces that stand behind one another on a shelf."""


def refuse_delivery(room: Stockroom, command: c.RefuseDelivery) -> list[Event]:
    arrived = room.deliveries.get(command.delivery)
    if arrived is None:
        return refuse(command, "refused.no_delivery")
    if room.receipt is not None and room.receipt.delivery == command.delivery:
        return refuse(command, "refused.receipt_open", receipt=room.receipt.receipt)
    wrong = reason_wrong(command, command.reason, REJECTIONS)
    if wrong:
        return wrong
    if command.delivery in room.alone:
        return refuse(command, "refused.driver_gone")
    right = (
        room.declined(command.delivery)
        if command.reason == "no_order"
        else all(true_of(room, pile, command.reason) for pile in standing(arrived))
    )
    return [f.DeliveryRefused(command.delivery, arrived.supplier, command.reason, right)]


def true_of(room: Stockroom, pile: Pile, reason: str) -> bool:
    """Whether goods that stand there are to be rejected for that reason."""
    if reason == "damaged":
        return bool(pile.flaw)
    if reason == "short_dated":
        return bool(pile.expiry) and pile.expiry < least_date(room)
    if reason == "recalled":
        return room.recalled(pile.sku, pile.lot)
    return True


def ask_store(room: Stockroom, command: c.AskStore) -> list[Event]:
    transfer = room.transfers.get(command.transfer)
    if transfer is None or not transfer.answered:
        return refuse(command, "refused.no_such_transfer", transfer=command.transfer[:20])
    if transfer.asked:
        return refuse(command, "refused.store_asked", transfer=command.transfer)
    return [f.StoreAsked(command.transfer, transfer.store)]


# --- apply -----------------------------------------------------------------------------------------------------------


def place_seen(room: Stockroom, fact: f.PlaceSeen, entry: Entry) -> None:
    room.looking, room.looked_at = fact, entry.at
    if not fact.sku:
        room.walks[fact.place] = entry.at
    elif fact.behind:
        room.searched.add((fact.place, fact.sku))
    for count in room.counts.values():
        if count.place == fact.place and fact.sku in count.skus:
            count.looks[fact.sku] = Look(fact.on_book, entry.at, fact.really)


def carried_off(room: Stockroom, sku: str, moves: Iterable[StockMove]) -> None:
    """What one's own hands took away is no longer seen where it stood; nothing new comes into sight by that."""
    seen = room.looking
    if seen is None or not any(move.origin == seen.place for move in moves):
        return
    left = []
    for pile in seen.piles:
        if pile.sku != sku:
            left.append(pile)
            continue
        goods = Goods(pile.sku, pile.lot, pile.expiry, pile.flaw, pile.torn, pile.spot, pile.behind)
        quantity = min(pile.quantity, room.reality.of(sku, seen.place).get(goods, 0))
        left += [pile_of(goods, quantity, pile.per)] if quantity > 0 else []
    room.looking = structs.replace(seen, piles=tuple(left))


def delivery_refused(room: Stockroom, fact: f.DeliveryRefused, entry: Entry) -> None:
    room.deliveries.pop(fact.delivery, None)


def store_asked(room: Stockroom, fact: f.StoreAsked, entry: Entry) -> None:
    room.transfers[fact.transfer].asked = True


def store_answered(room: Stockroom, stimulus: s.StoreAnswered, entry: Entry) -> None:
    transfer = room.transfers.get(stimulus.transfer)
    if transfer is not None:
        transfer.finding, transfer.says = stimulus.finding, stimulus.text


def task_given(room: Stockroom, stimulus: s.TaskGiven, entry: Entry) -> None:
    room.tasks[stimulus.task] = stimulus
    room.given.append(stimulus)
    room.asked_at[stimulus.task] = entry.at


def open_tasks(room: Stockroom) -> list[s.TaskGiven]:
    """What was asked for and is not done: dates until somebody walked through sales floor and store room, and as long
    as something is past its date, or near it without its lower price; shelves as long as one is low.
    """
    return [task for task in room.tasks.values() if not _done(room, task)]


def _done(room: Stockroom, task: s.TaskGiven) -> bool:
    if task.kind == "other":
        return True
    if task.kind == "order":
        return not to_order(room)
    if task.kind == "prices":
        items = [(room.item(portion.sku), portion.value) for portion in task.goods]
        return all(item is None or room.price(item) == price for item, price in items)
    if task.kind == "refill":
        return not any(not task.skus or row.sku in task.skus for row in to_pick(room))
    if task.kind != "dates":
        return False
    asked = room.asked_at[task.task]
    if any(room.walks.get(place, -1) < asked for place in (FLOOR, BACK)):
        return False
    return not unmarked(room) and all(row.days >= 0 for row in near_expiry(room))


def count_posted(room: Stockroom, fact: f.CountPosted) -> None:
    """A count that was asked for is done; what was counted is cleared up."""
    counted = {line.sku for line in fact.lines}
    for sku in counted:
        cleared_up(room, sku, fact.place)
    for task in [t for t in room.tasks.values() if t.kind == "count" and t.place == fact.place]:
        if counted >= set(task.skus):
            del room.tasks[task.task]


def cleared_up(room: Stockroom, sku: str, place: str) -> None:
    """The books of an item were put right, or found to be: of two that were taken for each other, the last one too."""
    for task in [t for t in room.tasks.values() if t.kind == "clear_up" and t.place == place and sku in t.skus]:
        left = tuple(other for other in task.skus if other != sku)
        if left:
            room.tasks[task.task] = structs.replace(task, skus=left)
        else:
            del room.tasks[task.task]


def booked(room: Stockroom, fact: f.StockAdjusted | f.StockWrittenOff, entry: Entry) -> None:
    cleared_up(room, fact.sku, fact.place)
    if isinstance(fact, f.StockWrittenOff):
        carried_off(room, fact.sku, fact.moves)


def left_the_house(room: Stockroom, fact: f.SupplierReturned | f.TransferSent) -> None:
    for sku in dict.fromkeys(move.sku for move in fact.moves):
        carried_off(room, sku, fact.moves)


def supplier_returned(room: Stockroom, fact: f.SupplierReturned, entry: Entry) -> None:
    left_the_house(room, fact)


def transfer_sent(room: Stockroom, fact: f.TransferSent) -> None:
    left_the_house(room, fact)
    for task in [t for t in room.tasks.values() if t.kind == "send" and t.store == fact.store][:1]:
        del room.tasks[task.task]


DECIDE = {c.LookAtPlace: look_at_place, c.RefuseDelivery: refuse_delivery, c.AskStore: ask_store}

APPLY = {
    f.PlaceSeen: place_seen,
    f.DeliveryRefused: delivery_refused,
    f.StoreAsked: store_asked,
    s.StoreAnswered: store_answered,
    s.TaskGiven: task_given,
    f.StockAdjusted: booked,
    f.StockWrittenOff: booked,
    f.SupplierReturned: supplier_returned,
}
