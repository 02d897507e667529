"""Moves: worked out on a bench that leaves the state alone, and made with the state.

Whatever moves stock goes through `Bench.move` when it is decided and through `make` when it is applied, and through
nothing else: so every move is balanced and valued by one rule, and no piece is in two places.
"""

from simulator.kernel.entries import Entry
from simulator.kernel.events import Event, name_of
from simulator.kernel.goods import OWN, REVALUED, StockMove
from simulator.kernel.money import Minor, divide
from simulator.kernel.units import measured
from simulator.pos.calendar import shop_time
from simulator.stock.state import Movement, Stock, Stockroom
from simulator.stock.valuation import Layers


def today(room: Stockroom) -> str:
    """YYYY-MM-DD; empty where the stockroom has no clock: nothing is out of date there."""
    return f"{shop_time(room.clock, room.now):%Y-%m-%d}" if room.clock else ""


def unit_of(room: Stockroom, sku: str) -> str:
    """The unit of what is measured; empty for what is counted."""
    item = room.item(sku)
    return item.unit if item is not None and measured(item.unit) else ""


def worth(room: Stockroom, sku: str, quantity: int) -> Minor:
    """What so much of an item costs at the shop's list of suppliers, or else at the cost that was known last."""
    supply = room.rules.supply.get(sku)
    if supply is None:
        return room.of(sku).layers.usual(quantity)
    return divide(supply.cost * quantity, 1000) if unit_of(room, sku) else supply.cost * quantity


class Bench:
    """Moves of one decision, each on what the ones before left."""

    def __init__(self, room: Stockroom) -> None:
        self.room = room
        self.moves: list[StockMove] = []
        self._layers: dict[str, Layers] = {}
        self._gone: dict[tuple[str, str, str], int] = {}

    def layers(self, sku: str) -> Layers:
        if sku not in self._layers:
            self._layers[sku] = self.room.of(sku).layers.copy()
        return self._layers[sku]

    def left(self, sku: str, place: str, lot: str) -> int:
        """What of a lot is left in a place after the moves so far."""
        there = self.room.of(sku).places.get(place, {}).get(lot, 0)
        return there - self._gone.get((sku, place, lot), 0)

    def move(
        self, sku: str, quantity: int, origin: str, to: str, lot: str = "", expiry: str = "", value: Minor = 0
    ) -> StockMove:
        """So much from one place to another; `value` is what it costs where it comes in from outside."""
        expiry = expiry or self.room.expiry(sku, lot)
        if origin in OWN and to not in OWN:
            value = self.layers(sku).take(quantity)
        made = StockMove(sku, quantity, origin, to, lot, expiry, unit_of(self.room, sku), value)
        self.moves.append(made)
        for place, sign in ((origin, 1), (to, -1)):
            if place in OWN:
                key = (sku, place, lot)
                self._gone[key] = self._gone.get(key, 0) + sign * quantity
        if origin not in OWN and to in OWN:
            revalued = self.layers(sku).put(quantity, value)
            if revalued:
                self.moves.append(StockMove(sku, 0, to, REVALUED, lot, expiry, made.unit, revalued))
        return made

    def take(self, sku: str, quantity: int, origin: str, to: str, lot: str = "", *, sellable: bool = False) -> int:
        """So much from what lies there, of that lot or of what expires first; what is not there stays untaken.

        `sellable` leaves recalled lots and those past their date. Returns what is missing.
        """
        day = today(self.room)
        for shelved in self.room.shelves(sku, origin):
            if not quantity:
                break
            if lot and shelved.lot != lot:
                continue
            past = bool(day) and bool(shelved.expiry) and shelved.expiry < day
            if sellable and (past or self.room.recalled(sku, shelved.lot)):
                continue
            part = min(quantity, self.left(sku, origin, shelved.lot))
            if part > 0:
                self.move(sku, part, origin, to, shelved.lot, shelved.expiry)
                quantity -= part
        return quantity

    @property
    def value(self) -> Minor:
        """What the moves so far took from the stock, or brought into it."""
        return sum(move.value for move in self.moves if move.to != REVALUED)


def make(room: Stockroom, entry: Entry, fact: Event, moves: tuple[StockMove, ...]) -> None:
    """Let moves have happened."""
    for move in moves:
        stock = room.stock.setdefault(move.sku, Stock())
        stock.movements.append(
            Movement(entry.at, name_of(fact), move.quantity, move.origin, move.to, move.lot, move.value)
        )
        if move.to == REVALUED:
            continue  # it was valued when the goods came in
        known = room.lot(move.sku, move.lot)
        known.expiry = known.expiry or move.expiry
        if move.origin in OWN:
            _add(stock, move.origin, move.lot, -move.quantity)
            if move.to not in OWN:
                stock.layers.take(move.quantity)
        if move.to in OWN:
            _add(stock, move.to, move.lot, move.quantity)
            if move.origin not in OWN:
                stock.layers.put(move.quantity, move.value)


def _add(stock: Stock, place: str, lot: str, quantity: int) -> None:
    lots = stock.places.setdefault(place, {})
    left = lots.get(lot, 0) + quantity
    if left:
        lots[lot] = left
    else:
        lots.pop(lot, None)
