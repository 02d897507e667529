"""What is known of an item's stock at a glance, kept until something of it moves: the lists of a stockroom go through
thousands of items each time they are looked at, and few of those have changed.

`Stockroom.lot` forgets an item, and whatever moves stock or marks a lot asks that first.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from simulator.kernel.goods import BACK, DOCK, FLOOR

if TYPE_CHECKING:
    from simulator.stock.state import Stockroom


T = TypeVar("T")


class Sum(NamedTuple):
    """An item on a day."""

    here: int
    """Dock, store room and sales floor: without what is recalled or past its date."""
    behind: int
    """The same of the store room alone."""
    floor: int
    """What lies on the sales floor, whatever it is."""
    first: str
    """The date that is reached first; empty where nothing has one."""
    dated: tuple[tuple[str, str, int], ...]
    """(lot, date, quantity) of what could be sold and has a date, a row a place."""


def sum_of(room: "Stockroom", sku: str, day: str) -> Sum:
    """`day` may be empty: then nothing is past its date."""
    sums = room.sums
    if sums.day != day:
        sums.day = day
        sums.by_sku.clear()
    found = sums.by_sku.get(sku)
    if found is None:
        found = sums.by_sku[sku] = _summed(room, sku, day)
    return found


def remembered(room: "Stockroom", name: str, day: str, made: Callable[[], Iterable[T]]) -> tuple[T, ...]:
    """A list that follows from what all items come to on a day, made anew where anything has moved."""
    key = f"{name}/{day}"
    found = room.sums.lists.get(key)
    if found is None:
        found = room.sums.lists[key] = tuple(made())
    return cast(tuple[T, ...], found)


def skus_in(room: "Stockroom", place: str) -> tuple[str, ...]:
    """What lies in a place, in the order in which it came to be known here."""
    return remembered(room, place, "", lambda: (sku for sku, it in room.stock.items() if it.places.get(place)))


def _summed(room: "Stockroom", sku: str, day: str) -> Sum:
    here = behind = 0
    dated: list[tuple[str, str, int]] = []
    for shelved in room.shelves(sku, DOCK, BACK, FLOOR):
        if not (day and shelved.expiry and shelved.expiry < day) and not room.recalled(sku, shelved.lot):
            here += shelved.quantity
            behind += shelved.quantity if shelved.place == BACK else 0
        if shelved.expiry and shelved.quantity > 0:
            dated.append((shelved.lot, shelved.expiry, shelved.quantity))
    first = min((expiry for _, expiry, _ in dated), default="")
    return Sum(here, behind, room.of(sku).at(FLOOR), first, tuple(dated))
