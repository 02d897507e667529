"""What a shop's own content says is known before a file is read."""

from dataclasses import replace

from scenarios.shop import Item, Shop
from simulator.importing.codes import number_of
from simulator.importing.known import Known, KnownItem, plain
from simulator.importing.preview import Preview
from simulator.kernel.texts import Text

CATEGORIES: dict[str, tuple[Text, *tuple[str, ...]]] = {
    "alcohol": (Text("alcohol", "酒类"), "酒水"),
    "baby": (Text("baby care", "母婴"), "婴儿用品"),
    "bags": (Text("bags", "购物袋"), "袋子"),
    "bakery": (Text("bakery", "烘焙"), "面包糕点", "面包", "bread"),
    "dairy": (Text("dairy", "乳品"), "乳制品", "奶制品", "低温奶", "dairy products"),
    "drinks": (Text("drinks", "饮料"), "饮品", "beverages"),
    "eggs_meat": (Text("eggs and meat", "肉蛋"), "肉禽蛋", "鲜肉", "meat and eggs", "meat"),
    "electrical": (Text("electrical goods", "电器"), "电器照明", "家电", "electrical"),
    "frozen": (Text("frozen food", "冷冻食品"), "冷冻", "速冻", "冻品", "frozen"),
    "grocery": (Text("grocery", "粮油杂货"), "杂货", "粮油", "粮油调味", "干货", "groceries"),
    "health": (Text("health", "健康护理"), "保健", "health care"),
    "household": (Text("household", "日用百货"), "家居", "家庭清洁", "日用品", "household goods"),
    "kitchen": (Text("kitchenware", "厨房用品"), "厨具", "锅具餐具"),
    "personal_care": (Text("personal care", "个人护理"), "个护", "洗护", "toiletries"),
    "pet": (Text("pet supplies", "宠物用品"), "宠物", "pets"),
    "produce": (Text("produce", "果蔬"), "蔬果", "水果", "蔬菜", "生鲜", "fruit and vegetables"),
    "seafood": (Text("fish and seafood", "水产"), "海鲜水产", "水产品", "fish"),
    "services": (Text("services", "服务"), "服务类"),
    "snacks": (Text("snacks", "休闲食品"), "零食", "糖果饼干", "snack"),
    "stationery": (Text("stationery", "文具"), "文具办公", "office supplies"),
    "textiles": (Text("textiles", "服饰家纺"), "服饰", "家纺", "clothing"),
    "tobacco": (Text("tobacco", "烟草"), "香烟", "卷烟", "cigarettes"),
}
"""How a category is named, and what else people call it; any other that a shop has goes by its own id."""


def known_of(shop: Shop, *, filled: bool = True, today: str = "") -> Known:
    """A shop as imports know it. `filled`: its items are there already, and no second one may bear their codes."""
    used = dict.fromkeys(item.category for item in shop.items.values() if item.category)
    codes = {code: item.sku for item in shop.items.values() for code in _codes(item)}
    items = {code: KnownItem(sku, shop.items[sku].unit) for code, sku in codes.items()}
    items |= {item.sku: KnownItem(item.sku, item.unit) for item in shop.items.values()}
    return Known(
        currency=shop.currency,
        items=items,
        categories={plain(word): id for id in used for word in _words(id)},
        category_names={id: CATEGORIES[id][0] for id in used if id in CATEGORIES},
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


def _words(category: str) -> tuple[str, ...]:
    if category not in CATEGORIES:
        return (category,)
    name, *others = CATEGORIES[category]
    return category, name.en, name.zh, *others


def _codes(item: Item) -> tuple[str, ...]:
    return tuple(number_of(code) for code in (*item.codes, item.plu) if code)
