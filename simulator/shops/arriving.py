"""A file comes into a shop: all of its rows, or none; with `partial`, those that can."""

from collections.abc import Callable
from pathlib import Path

from simulator.importing.known import Known
from simulator.importing.preview import Preview
from simulator.kernel.texts import Lang
from simulator.shops.balances import balances_of
from simulator.shops.joining import join
from simulator.shops.lists import FolderError
from simulator.shops.own import OF_ITEMS, OwnShop
from simulator.shops.told import Arrival, notes_of


def arrive(
    folder: Path, kind: str, read: Callable[[Known], Preview], today: str, lang: Lang, *, partial: bool = False
) -> Arrival:
    """`read` is given what the shop knows. Raises `FolderError` where there is no shop to come into, or none would be
    left to play in."""
    shop = OwnShop.open_or_new(folder, today)
    if kind in OF_ITEMS and not shop.list("products"):
        raise FolderError("shops.products_first", folder=str(folder))
    found = read(shop.known(today))
    rows = [(row.number, found.record(row)) for row in found.rows if row.standing != "rejected"]
    joined = join(found.kind, shop.list(kind), rows, shop.known(today))
    unsure = found.rejected or joined.clashes or any(aside.findings for aside in found.asides)
    arrival = Arrival(str(folder), found, joined, not unsure or partial, shop.new, notes_of(found.kind, joined))
    if arrival.written:
        grown = shop.with_list(kind, joined.records)
        grown.shop(str(folder))  # what could not be opened again is not written
        if joined.added or joined.changes:
            grown.write(kind, lang)
        if kind in ("members", "cards"):
            arrival = arrival._replace(balances=balances_of(grown))
    return arrival
