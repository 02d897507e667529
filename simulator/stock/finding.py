"""What a command names: an item by its code, a lot that lies somewhere; or why there is nothing to do with it."""

from typing import NamedTuple

from simulator.kernel.events import Event
from simulator.kernel.goods import NAMES, OWN
from simulator.kernel.units import MOST, measured
from simulator.pos.catalog import Item
from simulator.pos.reading import Unread, read
from simulator.pos.refusals import refuse
from simulator.stock.ledger import today
from simulator.stock.state import Stockroom

MOST_PIECES = 100_000


class Ware(NamedTuple):
    """An item in the pieces in which its stock is kept."""

    sku: str
    item: Item
    pieces: int = 1
    """How many of them one of what was scanned holds."""
    lot: str = ""
    expiry: str = ""


def ware_of(room: Stockroom, command: Event, code: str) -> Ware | list[Event]:
    """By bar code, 2D code, PLU or sku; a pack stands for the pieces in it."""
    shop = room.rules.shop
    item = shop.catalog.items.get(code)
    lot = expiry = ""
    if item is None:
        found = read(shop, code)
        if isinstance(found, Unread):
            return refuse(command, found.reason, **found.given)
        item, lot, expiry = found.item, found.lot, found.expiry
    if item.pack_of:
        single = shop.catalog.items[item.pack_of]
        return Ware(single.sku, single, item.pieces, lot, expiry)
    return Ware(item.sku, item, 1, lot, expiry)


def known(room: Stockroom, command: Event, sku: str) -> Item | list[Event]:
    """An item whose stock is kept under this sku."""
    item = room.item(sku)
    if item is None:
        return refuse(command, "refused.stock_unknown_item", code=sku[:40])
    if item.pack_of:
        single = room.rules.shop.catalog.items[item.pack_of]
        return refuse(command, "refused.stock_pack", **names(item), single=single.sku)
    return item


def amount_wrong(command: Event, item: Item, quantity: int) -> list[Event]:
    """Refuses what is no quantity that anybody could mean."""
    most = MOST * 100 if measured(item.unit) else MOST_PIECES
    if 0 < quantity <= most:
        return []
    return refuse(command, "refused.stock_quantity", quantity=str(quantity), most=str(most))


def place_wrong(command: Event, place: str) -> list[Event]:
    return [] if place in OWN else refuse(command, "refused.stock_place", place=place[:20])


def reason_wrong(command: Event, reason: str, known: tuple[str, ...]) -> list[Event]:
    return [] if reason in known else refuse(command, "refused.stock_reason", word=reason[:20])


def missing(room: Stockroom, command: Event, sku: str, quantity: int, place: str, lot: str = "") -> list[Event]:
    """Refuses to take more than lies there; people move what they can see, so the books must have it."""
    lots = room.of(sku).places.get(place, {})
    there = max(0, lots.get(lot, 0)) if lot else sum(n for n in lots.values() if n > 0)
    if quantity <= there:
        return []
    item = room.item(sku)
    assert item is not None
    if any(count.place == place and sku in count.skus for count in room.counts.values()):  # 盲盘
        return refuse(
            command, "refused.stock_not_there_blind", **names(item), **at(place), lot=lot, asked=str(quantity)
        )
    return refuse(
        command, "refused.stock_not_there", **names(item), **at(place), lot=lot, there=str(there), asked=str(quantity)
    )


def unfit(room: Stockroom, command: Event, item: Item, lot: str, expiry: str) -> list[Event]:
    """Refuses what must not come where it is sold: recalled, or past its date."""
    if room.recalled(item.sku, lot):
        return refuse(command, "refused.stock_recalled", **names(item), lot=lot)
    day = today(room)
    if day and expiry and expiry < day:
        return refuse(command, "refused.stock_expired", **names(item), lot=lot, date=expiry, today=day)
    return []


def at(place: str) -> dict[str, str]:
    """One of the shop's own places, for a sentence."""
    return {"place_en": NAMES[place].en, "place_zh": NAMES[place].zh}


def names(item: Item) -> dict[str, str]:
    return {"name_en": item.name.en, "name_zh": item.name.zh}
