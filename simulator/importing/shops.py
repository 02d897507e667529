"""What a shop's own content says is known before a file is read."""

from dataclasses import replace

from scenarios.shop import Item, Shop
from simulator.importing.codes import number_of
from simulator.importing.known import Known, KnownItem, plain
from simulator.importing.preview import Preview

CATEGORIES = {
    "alcohol": ("酒类", "酒水", "alcohol"),
    "baby": ("母婴", "婴儿用品", "baby care"),
    "bags": ("购物袋", "袋子"),
    "bakery": ("烘焙", "面包糕点", "面包", "bread"),
    "dairy": ("乳品", "乳制品", "奶制品", "低温奶", "dairy products"),
    "drinks": ("饮料", "饮品", "beverages"),
    "eggs_meat": ("肉蛋", "肉禽蛋", "鲜肉", "meat and eggs", "meat"),
    "frozen": ("冷冻", "冷冻食品", "速冻", "冻品", "frozen food"),
    "grocery": ("杂货", "粮油", "粮油调味", "干货", "groceries"),
    "household": ("日用百货", "家居", "家庭清洁", "日用品", "household goods"),
    "personal_care": ("个人护理", "个护", "洗护", "toiletries"),
    "produce": ("果蔬", "蔬果", "水果", "蔬菜", "生鲜", "fruit and vegetables"),
    "services": ("服务", "服务类"),
    "snacks": ("零食", "休闲食品", "糖果饼干", "snack"),
}
"""What people call the categories; any other that a shop has goes by its own id."""


def known_of(shop: Shop, *, filled: bool = True, today: str = "") -> Known:
    """A shop as imports know it. `filled`: its items are there already, and no second one may bear their codes."""
    used = dict.fromkeys(item.category for item in shop.items.values() if item.category)
    codes = {code: item.sku for item in shop.items.values() for code in _codes(item)}
    items = {code: KnownItem(sku, shop.items[sku].unit) for code, sku in codes.items()}
    items |= {item.sku: KnownItem(item.sku, item.unit) for item in shop.items.values()}
    return Known(
        currency=shop.currency,
        items=items,
        categories={plain(word): id for id in used for word in (id, *CATEGORIES.get(id, ()))},
        taxes=shop.policy.taxes,
        taken={"products.sku": {sku: sku for sku in shop.items}, "products.code": codes} if filled else {},
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
