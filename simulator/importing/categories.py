"""How categories are named, and what else people call them; any other that a shop has goes by its own id."""

from collections.abc import Iterable

from simulator.importing.known import plain
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


def words(category: str) -> tuple[str, ...]:
    """All that it is called."""
    if category not in CATEGORIES:
        return (category,)
    name, *others = CATEGORIES[category]
    return category, name.en, name.zh, *others


def known_words(used: Iterable[str]) -> dict[str, str]:
    """Words for these categories, as `Known` has them."""
    return {plain(word): id for id in used for word in words(id)}


def names(used: Iterable[str]) -> dict[str, Text]:
    """As these are told to people."""
    return {id: CATEGORIES[id][0] for id in used if id in CATEGORIES}
