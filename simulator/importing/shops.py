"""What a shop's own content says is known before a file is read."""

from dataclasses import replace

from scenarios.shop import Shop
from simulator.importing.categories import known_words, names
from simulator.importing.codes import number_of
from simulator.importing.known import Known, KnownItem
from simulator.importing.preview import Preview
from simulator.kernel.items import Item


def known_of(shop: Shop, *, filled: bool = True, today: str = "") -> Known:
    """A shop as imports know it. `filled`: its items are there already, and no second one may bear their codes."""
    used = dict.fromkeys(item.category for item in shop.items.values() if item.category)
    codes = {code: item.sku for item in shop.items.values() for code in _codes(item)}
    items = {code: KnownItem(sku, shop.items[sku].unit) for code, sku in codes.items()}
    items |= {item.sku: KnownItem(item.sku, item.unit) for item in shop.items.values()}
    return Known(
        currency=shop.currency,
        items=items,
        categories=known_words(used),
        category_names=names(used),
        taxes=shop.policy.taxes,
        taken={
            "products.sku": {sku: sku for sku in shop.items},
            "products.code": codes,
            "staff.badge": {member.badge: member.badge for member in shop.staff},
        }
        if filled
        else {},
        today=today or shop.clock[:10],
    )


def stocked(known: Known, products: Preview) -> Known:
    """A shop whose items are those of a file of products; one without a number of its own goes by its first code."""
    items: dict[str, KnownItem] = {}
    for record in products.records():
        codes = str(record["code"]).split()
        found = KnownItem(str(record["sku"] or codes[0]), str(record["unit"]).partition(" ")[0])
        items |= dict.fromkeys((found.sku, *codes, *map(number_of, codes)), found)
    return replace(known, items=items)


def _codes(item: Item) -> tuple[str, ...]:
    return tuple(number_of(code) for code in (*item.codes, item.plu) if code)
