"""调拨: goods between two shops. What left and has not been counted at the other end is in transit, and has its value.

out:  send_transfer ──► (in transit) ──► transfer_answered ──► missing: settle_transfer
in:   transfer_dispatched ──► (in transit) ──► receive_transfer ──► missing: settle_transfer
"""

from collections.abc import Iterable

from msgspec import structs

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import BACK, DOCK, SETTLEMENTS, STORE, TRANSIT, VARIANCE, Portion
from simulator.kernel.money import Minor, divide
from simulator.pos.refusals import refuse
from simulator.stock.finding import amount_wrong, at, known, missing, names, reason_wrong, unfit
from simulator.stock.ledger import Bench, worth
from simulator.stock.reality import brought, received
from simulator.stock.seeing import transfer_sent
from simulator.stock.state import Stockroom, Transfer

# --- decide ----------------------------------------------------------------------------------------------------------


def send_transfer(room: Stockroom, command: c.SendTransfer) -> list[Event]:
    if command.store not in room.rules.stores:
        return refuse(command, "refused.no_such_store", store=command.store[:20])
    if not command.goods:
        return refuse(command, "refused.nothing_to_send")
    bench = Bench(room)
    for portion in command.goods:
        item = known(room, command, portion.sku)
        if isinstance(item, list):
            return item
        lot = portion.lot
        wrong = amount_wrong(command, item, portion.quantity) or (
            unfit(room, command, item, lot, room.expiry(portion.sku, lot)) if lot else []
        )
        wrong = wrong or missing(room, command, portion.sku, portion.quantity, BACK, lot)
        if wrong:
            return wrong
        if bench.take(portion.sku, portion.quantity, BACK, TRANSIT, lot, sellable=True):
            return refuse(command, "refused.stock_unfit", **names(item), **at(BACK))
    return [f.TransferSent(room.number("TR"), command.store, tuple(bench.moves), bench.value)]


def transfer_dispatched(room: Stockroom, stimulus: s.TransferDispatched) -> list[Event]:
    if stimulus.transfer in room.transfers:
        return []  # told twice
    bench = Bench(room)
    for portion in _merged(stimulus.goods):
        value = portion.value or worth(room, portion.sku, portion.quantity)
        bench.move(portion.sku, portion.quantity, STORE, TRANSIT, portion.lot, portion.expiry, value)
    return [f.TransferExpected(stimulus.transfer, stimulus.store, tuple(bench.moves), bench.value)]


def receive_transfer(room: Stockroom, command: c.ReceiveTransfer) -> list[Event]:
    transfer = room.transfers.get(command.transfer)
    if transfer is None or not transfer.inward or transfer.answered:
        return refuse(command, "refused.no_such_transfer", transfer=command.transfer[:20])
    for portion in command.goods:
        item = known(room, command, portion.sku)
        if isinstance(item, list):
            return item
        wrong = amount_wrong(command, item, portion.quantity)
        if wrong:
            return wrong
    arrived = _arrived(room, transfer, command.goods, DOCK)
    return [structs.replace(arrived, miscounted=_miscounted(transfer, command.goods))]


def _miscounted(transfer: Transfer, counted: Iterable[Portion]) -> int:
    """How far a count is from what truly came, item by item."""
    off: dict[str, int] = {}
    for pile in brought(transfer.came) if transfer.came else ():
        off[pile.sku] = off.get(pile.sku, 0) + pile.quantity
    for portion in counted if transfer.came else ():
        off[portion.sku] = off.get(portion.sku, 0) - portion.quantity
    return sum(map(abs, off.values()))


def transfer_answered(room: Stockroom, stimulus: s.TransferAnswered) -> list[Event]:
    transfer = room.transfers.get(stimulus.transfer)
    if transfer is None or transfer.inward or transfer.answered:
        return []
    return [_arrived(room, transfer, stimulus.goods, STORE)]


def _arrived(room: Stockroom, transfer: Transfer, goods: Iterable[Portion], to: str) -> f.TransferArrived:
    """What was counted of a transfer leaves the transit; more than was sent is found, as far as it is found here."""
    bench, surplus, came = Bench(room), 0, tuple(_merged(goods))
    left = dict(transfer.goods)
    for portion in came:
        # of the lot that was counted first; what was sent of another lot came under this one's name
        keys = sorted((key for key in left if key[0] == portion.sku), key=lambda key: key[1] != portion.lot)
        rest = portion.quantity
        for key in keys:
            there = left[key]
            part = min(rest, there.quantity)
            if part:
                value = _share(there, part)
                bench.move(portion.sku, part, TRANSIT, to, key[1], there.expiry, value)
                left[key] = _less(there, part)
                rest -= part
        surplus += rest
        if rest and to == DOCK:
            lot, value = portion.lot, worth(room, portion.sku, rest)
            bench.move(portion.sku, rest, VARIANCE, to, lot, portion.expiry, value)
    lacking = sum(portion.quantity for portion in left.values())
    return f.TransferArrived(
        transfer.transfer, transfer.store, came, tuple(bench.moves), bench.value, lacking, surplus
    )  # fmt: skip


def settle_transfer(room: Stockroom, command: c.SettleTransfer) -> list[Event]:
    transfer = room.transfers.get(command.transfer)
    if transfer is None or not transfer.answered:
        return refuse(command, "refused.no_such_transfer", transfer=command.transfer[:20])
    wrong = reason_wrong(command, command.reason, SETTLEMENTS)
    if wrong:
        return wrong
    bench = Bench(room)
    for (sku, lot), portion in transfer.goods.items():
        bench.move(sku, portion.quantity, TRANSIT, VARIANCE, lot, portion.expiry, portion.value)
    moves, value = tuple(bench.moves), bench.value
    right = not transfer.came or not transfer.came.finding or transfer.finding == command.reason
    return [f.TransferSettled(transfer.transfer, transfer.store, command.reason, moves, value, right)]


def _merged(goods: Iterable[Portion]) -> list[Portion]:
    """One portion for each lot."""
    found: dict[tuple[str, str], Portion] = {}
    for portion in goods:
        key = portion.sku, portion.lot
        if portion.quantity <= 0:
            continue
        had = found.get(key, Portion(portion.sku, 0, portion.lot))
        expiry, value = had.expiry or portion.expiry, had.value + portion.value
        found[key] = Portion(portion.sku, had.quantity + portion.quantity, portion.lot, expiry, value)
    return list(found.values())


def _share(portion: Portion, part: int) -> Minor:
    """What a part cost; the last piece takes the rest."""
    return divide(portion.value * part, portion.quantity)


def _less(portion: Portion, part: int) -> Portion:
    value = portion.value - _share(portion, part)
    return Portion(portion.sku, portion.quantity - part, portion.lot, portion.expiry, value)


# --- apply -----------------------------------------------------------------------------------------------------------


def in_transit(room: Stockroom, fact: f.TransferSent | f.TransferExpected, entry: Entry) -> None:
    inward = isinstance(fact, f.TransferExpected)
    if not inward:
        room.numbers["TR"] = room.numbers.get("TR", 0) + 1
    goods = _merged(Portion(move.sku, move.quantity, move.lot, move.expiry, move.value) for move in fact.moves)
    came = room.coming.pop(fact.transfer, None) if inward else None
    sent = {(p.sku, p.lot): p for p in goods}
    room.transfers[fact.transfer] = Transfer(fact.transfer, fact.store, inward, sent, came=came)
    if isinstance(fact, f.TransferSent):
        transfer_sent(room, fact)


def dispatched(room: Stockroom, stimulus: s.TransferDispatched, entry: Entry) -> None:
    room.coming[stimulus.transfer] = stimulus


def transfer_arrived(room: Stockroom, fact: f.TransferArrived, entry: Entry) -> None:
    transfer = room.transfers[fact.transfer]
    if transfer.came is not None:
        received(room.reality, brought(transfer.came), ())
    for move in fact.moves:
        key = move.sku, move.lot
        if move.origin == TRANSIT:
            left = _less(transfer.goods[key], move.quantity)
            transfer.goods[key] = left
            if not left.quantity:
                del transfer.goods[key]
    transfer.answered = True
    if not transfer.goods:
        del room.transfers[fact.transfer]


def transfer_settled(room: Stockroom, fact: f.TransferSettled, entry: Entry) -> None:
    del room.transfers[fact.transfer]


DECIDE = {
    c.SendTransfer: send_transfer,
    c.ReceiveTransfer: receive_transfer,
    c.SettleTransfer: settle_transfer,
    s.TransferDispatched: transfer_dispatched,
    s.TransferAnswered: transfer_answered,
}

APPLY = {
    s.TransferDispatched: dispatched,
    f.TransferSent: in_transit,
    f.TransferExpected: in_transit,
    f.TransferArrived: transfer_arrived,
    f.TransferSettled: transfer_settled,
}
