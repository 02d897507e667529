"""新品建档: goods that a list brings and this shop does not have, taken up while it is open.

A shop's catalogue is kept by content and stays as it is; what was set up lies over it, at every station that hears of
it. No two items answer to one code, and what scales, cards and coupons are read by is no code of goods.
"""

from dataclasses import replace

from msgspec import structs

from simulator.importing.categories import CATEGORIES, known_words, names
from simulator.importing.codes import number_of
from simulator.importing.known import Known
from simulator.importing.layout import Record
from simulator.importing.product import item_of, pack_of
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.items import NewItem
from simulator.kernel.numbers import is_member_card
from simulator.kernel.units import measured
from simulator.pos.catalog import Catalog, Item
from simulator.pos.refusals import refuse
from simulator.pos.rules import Rules
from simulator.stock.finding import names as names_of
from simulator.stock.lists import FileRow, Listing, lacking
from simulator.stock.prices import label_of
from simulator.stock.rules import Supply
from simulator.stock.state import Stockroom
from virtual_devices.labels import Label, read_label

NEEDED = ("category", "unit")
"""Columns without which nobody can set an item up; its name stands in one language at least, or no row is read."""


def known_to(shop: Rules) -> Known:
    """What a list of new goods is read against: the shop's categories, those that every shop knows, its tax classes."""
    own = dict.fromkeys(item.category for item in shop.catalog.items.values() if item.category)
    used = CATEGORIES | own
    return Known(shop.currency, categories=known_words(used), category_names=names(used), taxes=shop.policy.taxes)


def read_item(record: Record, shop: Rules) -> tuple[NewItem | None, tuple[str, ...]]:
    """What a row would set up, or the columns that stand in the way."""
    lacks = [column for column in NEEDED if not record[column]]
    if not (record["zh"] or record["en"]):
        lacks.append("zh")
    item = item_of(record, str(record["sku"]), next(iter(shop.policy.taxes.values()), 0))
    if record["pack"]:
        number, pieces = pack_of(record)
        single = find(shop.catalog, number) or shop.catalog.items.get(number)
        if single is None or measured(single.unit) or pieces < 2:
            lacks.append("pack")
        else:
            item = structs.replace(item, pack_of=single.pack_of or single.sku, pieces=pieces * single.pieces)
    return (None, tuple(lacks)) if lacks else (item, ())


def find(catalog: Catalog, code: str) -> Item | None:
    """By bar code or PLU; a UPC-A and its EAN-13 are one."""
    return catalog.find(code) or catalog.find(number_of(code))


def as_decided(row: FileRow, code: str, price: int) -> NewItem:
    """The item with the code and the price that were decided; without a number of its own it goes by its code."""
    assert row.item is not None, "nobody sets up what lacks something"
    mended = (code, *row.item.all_codes[1:]) if row.code != code else row.item.all_codes
    plu = next((one for one in mended if len(one) in (4, 5)), "")
    codes = tuple(dict.fromkeys(one for one in mended if one != plu))
    member = row.item.member_price if row.item.member_price < price else 0
    per = 0 if price * row.item.per % 1000 else row.item.per
    return structs.replace(
        row.item, sku=row.item.sku or code, codes=codes, plu=plu, price=price, member_price=member, per=per
    )


def unfit(room: Stockroom, command: Event, listing: Listing, row: FileRow, code: str, price: int) -> list[Event]:
    """Refuses what cannot be set up: not from this list, not all that is needed, a code or number of another's."""
    number = str(row.number)
    if not listing.opens:
        return refuse(command, "refused.row_prices_only", row=number, code=code[:40])
    if not code or price <= 0:
        return refuse(command, "refused.row_unreadable", row=number)
    if row.item is None:
        lacks = lacking(row)
        return refuse(command, "refused.row_incomplete", row=number, columns_en=lacks.en, columns_zh=lacks.zh)
    item = as_decided(row, code, price)
    taken = conflict(room, command, row, item)
    if taken:
        return taken
    for other, end in listing.decided.items():
        theirs = listing.row(other)
        if other == row.number or end.decision != "new" or theirs is None:
            continue
        beside = as_decided(theirs, end.code, end.price)
        if beside.sku == item.sku or set(beside.all_codes) & set(item.all_codes):
            return refuse(command, "refused.row_twice", row=number, other=str(other))
    return []


def conflict(room: Stockroom, command: Event, row: FileRow, item: NewItem) -> list[Event]:
    """Refuses an item that cannot be set up beside those that are there."""
    shop, number = room.rules.shop, str(row.number)
    for code in item.all_codes:
        there = find(shop.catalog, code) or shop.catalog.items.get(code)
        if there is not None:
            return refuse(command, "refused.row_code_taken", row=number, code=code, **names_of(there))
        labelled = isinstance(read_label(code, shop.labels), Label)
        if labelled or is_member_card(code) or code in shop.members or shop.coupon_of(code) is not None:
            return refuse(command, "refused.row_code_reserved", row=number, code=code)
    there = shop.catalog.items.get(item.sku) or find(shop.catalog, item.sku)
    if there is not None:
        return refuse(command, "refused.row_number_taken", row=number, sku=item.sku, **names_of(there))
    return []


def to_list(listing: Listing) -> list[tuple[FileRow, NewItem]]:
    """What is set up when a list is posted, in the file's order."""
    found = []
    for row in listing.rows:
        end = listing.decided.get(row.number)
        if end is not None and end.decision == "new":
            found.append((row, as_decided(row, end.code, end.price)))
    return found


def listed(room: Stockroom, listing: Listing) -> f.GoodsListed | None:
    """What is set up, whole; None for nothing."""
    items = tuple(item for _, item in to_list(listing))
    return f.GoodsListed(listing.list, items) if items else None


def labels_for(room: Stockroom, fact: f.GoodsListed | None) -> list[f.ShelfLabel]:
    return [label_of(room, item, item.price) for item in fact.items] if fact is not None else []


# --- apply -----------------------------------------------------------------------------------------------------------


def goods_listed(room: Stockroom, fact: f.GoodsListed, entry: Entry) -> None:
    """They lie over the catalogue from now on: they can be received, counted, labelled, priced and ordered."""
    rules = room.rules
    supply = {item.sku: Supply(item.supplier, item.cost) for item in fact.items if _bought(room, item)}
    shop = replace(rules.shop, catalog=rules.shop.catalog.extended(fact.items))
    room.rules = replace(rules, shop=shop, supply=rules.supply | supply)
    for item in fact.items:
        room.listed[item.sku] = item
        room.sums.forget(item.sku)


def _bought(room: Stockroom, item: NewItem) -> bool:
    return bool(item.cost) and item.supplier in room.rules.suppliers and not item.pack_of


APPLY = {f.GoodsListed: goods_listed}
