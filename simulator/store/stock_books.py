"""The stock's ledger: every movement as two postings, out of one place and into another.

Over all places they add up to nothing, in pieces and in money. Over the shop's own (dock, backroom, floor, pulled) they
are what lies there, by item, lot and place. Their value is what it cost, by item: first in, first out, wherever a piece
lies, so between the shop's own places no value moves.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from simulator.kernel.entries import FACTS, Entry
from simulator.kernel.events import Event, name_of
from simulator.kernel.goods import StockMove
from simulator.kernel.money import Minor

DOCUMENTS = ("receipt", "count", "transfer", "sale")


class StockPosting(NamedTuple):
    """So much of a lot into a place (negative: out of it)."""

    stream: str
    seq: int
    n: int
    at: int
    kind: str
    """What moved it, by its name in the journal: `stock_sold`, `receipt_posted`, `count_posted` ..."""
    document: str
    """Number of the receipt, count, transfer or sale; empty for what has none."""
    reason: str
    sku: str
    lot: str
    expiry: str
    place: str
    """One of the shop's own, `transit`, or where goods come from and go to (`kernel.goods`)."""
    quantity: int
    """Pieces, or thousandths of `unit`."""
    unit: str
    value: Minor


MOVING: tuple[type[Event], ...] = tuple(kind for kind in FACTS.values() if "moves" in kind.__struct_fields__)
"""Facts that move stock."""


def stock_moved(entry: Entry, what: Any) -> Iterator[StockPosting]:
    """Two postings a move."""
    moves: tuple[StockMove, ...] = what.moves
    key, kind = (entry.stream, entry.seq), name_of(what)
    document: str = next((getattr(what, name) for name in DOCUMENTS if hasattr(what, name)), "")
    reason: str = getattr(what, "reason", "")
    for n, move in enumerate(moves):
        goods, unit, value = (move.sku, move.lot, move.expiry), move.unit, move.value
        head = kind, document, reason
        yield StockPosting(*key, 2 * n + 1, entry.at, *head, *goods, move.origin, -move.quantity, unit, -value)
        yield StockPosting(*key, 2 * n + 2, entry.at, *head, *goods, move.to, move.quantity, unit, value)
