"""From a shop's lists to what its tills, its stockroom and its office work with. Pure: lists in, parts out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

import msgspec

from scenarios.shop import Shop, StaffMember
from scenarios.stocking import Sourced, Stocking
from simulator.importing.layout import Record
from simulator.importing.product import item_of, pack_of
from simulator.kernel.goods import BACK, FLOOR, OPENING, StockMove
from simulator.kernel.items import Item
from simulator.kernel.money import Minor, divide
from simulator.kernel.numbers import card_number
from simulator.kernel.policy import Policy
from simulator.kernel.texts import Text
from simulator.kernel.units import measured

Records = Sequence[Record]
ON_THE_FLOOR = ("卖场", "货架", "排面", "堆头", "端架", "floor", "shelf", "shelves", "aisle")
"""Words of a place that customers take from; any other place is the store room."""
SHARE = 70
"""Percent of the shelf price that goods are taken to cost, where no list says it."""
TOLERANCE = 2000
FIRST_CARD = 1_000_000
"""Serial number of the first stored-value card that the sandbox gives a member."""


# --- names that scripts call goods by --------------------------------------------------------------------------------


def named(products: Records) -> list[Record]:
    """The same with a script name for each: the list's own, else one of its English name, number or code."""
    taken = {str(record["named"]) for record in products if record["named"]}
    found = []
    for record in products:
        if record["named"]:
            found.append(record)
            continue
        plain = _name(record)
        name = next(name for n in count(1) if (name := plain if n == 1 else f"{plain}_{n}") not in taken)
        taken.add(name)
        found.append(Record({**record, "named": name}))
    return found


def _name(record: Record) -> str:
    """
    >>> _name(Record(en="Twin Brook Milk 1 L")), _name(Record(zh="牛奶", sku="100-23"))
    ('twin_brook_milk_1_l', 'i100_23')
    """
    words = re.sub(r"[^a-z0-9]+", "_", str(record["en"]).casefold()).strip("_")
    if words[:1].isalpha():
        return words
    number = str(record["sku"] or str(record["code"]).split()[0])
    return "i" + re.sub(r"[^a-z0-9]+", "_", number.casefold()).strip("_")


# --- goods -----------------------------------------------------------------------------------------------------------


def items_of(products: Records, policy: Policy) -> dict[str, Item]:
    """By script name, in the list's order."""
    numbers = dict(_numbers(products))
    usual = next(iter(policy.taxes.values()), 0)
    items = {str(record["named"]): _item(record, usual) for record in products}
    for record in products:
        number, pieces = pack_of(record)
        single, item = items.get(numbers.get(number, "")), items[str(record["named"])]
        if single is not None and single is not item and not measured(single.unit) and pieces > 1:
            items[item.sku] = msgspec.structs.replace(item, pack_of=single.sku, pieces=pieces)
    for sku, item in items.items():  # a pack of packs holds what those hold
        single = items.get(item.pack_of)
        if single is not None and single.pack_of in items and single.pack_of != sku:
            items[sku] = msgspec.structs.replace(item, pack_of=single.pack_of, pieces=item.pieces * single.pieces)
    return items


def _numbers(products: Records) -> Iterator[tuple[str, str]]:
    """Everything by which an item is found in the lists, with its script name."""
    for record in products:
        for number in (str(record["sku"]), str(record["named"]), *str(record["code"]).split()):
            if number:
                yield number, str(record["named"])


def _item(record: Record, usual: int) -> Item:
    """Suppliers and costs of a whole shop stand in its stocking."""
    made = item_of(record, str(record["named"]), usual)
    return Item(**{name: getattr(made, name) for name in Item.__struct_fields__})


# --- people, suppliers, stock, past sales ----------------------------------------------------------------------------


def staff_of(staff: Records, head: Iterable[StaffMember]) -> tuple[StaffMember, ...]:
    """Those of the list; the head's stand in for the levels that the list does not have."""
    listed = tuple(
        StaffMember(
            str(record["badge"]), _both(record), str(record["role"]), str(record["pin"]),
            str(record["badge"]) if str(record["badge"]).isdigit() else "",
        )
        for record in staff
    )  # fmt: skip
    levels, pins = {person.level for person in listed}, {person.pin for person in listed}
    others = (person for person in head if person.level not in levels)
    return *listed, *(
        msgspec.structs.replace(person, pin=f"{person.pin}0") if person.pin in pins else person for person in others
    )


def with_pins(staff: Records, taken: Iterable[str] = ()) -> list[Record]:
    """The same with a PIN for whoever has none: the sandbox's own, no secret."""
    used = {str(record["pin"]) for record in staff} | set(taken)
    free = (pin for number in range(5001, 10_000) if (pin := str(number)) not in used)
    return [record if record["pin"] else Record({**record, "pin": next(free)}) for record in staff]


def stocking_of(suppliers: Records, products: Records, items: Mapping[str, Item], head: Stocking | None) -> Stocking:
    """What the lists say of suppliers and costs; where the head says more of an item, that stands."""
    head = head or Stocking(tolerance=TOLERANCE)
    known = {str(record["supplier"]): _both(record) for record in suppliers} | head.suppliers
    goods = {}
    for record in products:
        item, supplier = items[str(record["named"])], str(record["supplier"])
        if supplier and not item.pack_of:
            known.setdefault(supplier, Text(supplier, supplier))
            goods[item.sku] = Sourced(supplier, record.number("cost") or item.price * SHARE // 100)
    return msgspec.structs.replace(head, suppliers=known, goods=goods | head.goods)


def opening_of(stock: Records, items: Mapping[str, Item], stocking: Stocking) -> tuple[StockMove, ...]:
    """What lies there when the shop opens: whole pieces, or thousandths of what is measured."""
    moves = []
    for record in stock:
        item = items.get(str(record["item"]))
        if item is None or item.pack_of:
            continue
        by_weight = measured(item.unit)
        quantity = record.number("quantity") if by_weight else record.number("quantity") // 1000
        if quantity > 0:
            source = stocking.goods.get(item.sku)
            cost = record.number("cost") or (source.cost if source else item.price * SHARE // 100)
            value = divide(cost * quantity, 1000) if by_weight else cost * quantity
            moves.append(
                StockMove(
                    item.sku, quantity, OPENING, place_of(str(record["place"])), str(record["lot"]),
                    str(record["expiry"]), item.unit if by_weight else "", value,
                )
            )  # fmt: skip
    return tuple(moves)


def place_of(words: str) -> str:
    """
    >>> place_of("一楼卖场A区"), place_of("后仓")
    ('floor', 'backroom')
    """
    return FLOOR if any(word in words.casefold() for word in ON_THE_FLOOR) else BACK


def baskets_of(orders: Records, items: Mapping[str, Item]) -> tuple[tuple[tuple[str, int], ...], ...]:
    """Past orders as baskets: what was counted, by item; an order in which nothing was is left out."""
    found: dict[str, dict[str, int]] = {}
    for record in orders:
        item, pieces = items.get(str(record["item"])), record.number("quantity") // 1000
        if item is not None and pieces > 0 and not measured(item.unit):
            basket = found.setdefault(str(record["order"]), {})
            basket[item.sku] = basket.get(item.sku, 0) + pieces
    return tuple(tuple(basket.items()) for basket in found.values())


def with_cards(members: Records, taken: Iterable[str] = ()) -> list[Record]:
    """The same with a stored-value card of the sandbox for whoever has value stored and no card's number."""
    used = {str(record["value_card"]) for record in members} | set(taken)
    free = (number for n in count(FIRST_CARD) if (number := card_number("gift", n)) not in used)
    return [
        Record({**record, "value_card": next(free)}) if record.number("stored") and not record["value_card"] else record
        for record in members
    ]


def cards_of(members: Records, cards: Records) -> dict[str, Minor]:
    """Stored-value card -> what is on it: those of members, and those of whoever holds them."""
    held = {str(record["value_card"]): record.number("stored") for record in members if record["value_card"]}
    return held | {str(record["number"]): record.number("stored") for record in cards}


def members_of(members: Records) -> tuple[dict[str, Text], dict[str, int]]:
    """(card -> name, card -> points)."""
    names = {str(record["card"]): _both(record) for record in members}
    return names, {str(record["card"]): record.number("points") for record in members if record.number("points")}


def _both(record: Record) -> Text:
    return Text(str(record["name"]), str(record["name"]))


def furnished(shop: Shop, lists: Mapping[str, Records]) -> Shop:
    """A shop that has its head and its goods, with all that its other lists say."""
    products, items = lists["products"], shop.items
    stocking = stocking_of(lists["suppliers"], products, items, shop.stocking)
    return msgspec.structs.replace(
        shop,
        staff=staff_of(lists["staff"], shop.staff),
        stocking=stocking,
        opening=opening_of(lists["stock"], items, stocking),
        baskets=baskets_of(lists["orders"], items),
    )
