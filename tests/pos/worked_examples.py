"""The worked examples, and the page that shows them to a shopkeeper: basket, what it comes to, why, by which rule.

`python -m tests.pos.worked_examples` writes the page anew.
"""

from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent / "examples"
PAGE = Path(__file__).parents[2] / "docs" / "worked-examples.md"
SOURCES = HERE / "sources.yaml"
CHAPTERS = {
    "tax": ("What of a price is tax", "价款中的税"),
    "lines": ("Promotions on a line, and the member price", "单品促销与会员价"),
    "pieces": ("Promotions that count pieces", "计件促销：第N件、买赠、组合价"),
    "together": ("What goes together with what", "优惠的叠加与先后"),
    "bill": ("Thresholds, coupons, own people", "满减满折、用券、员工折扣"),
    "paying": ("What has to be paid, with which means", "付款与找零"),
    "units": ("What is measured, and packs", "计量商品与整箱拆零"),
}
"""Files of examples, in the order of the page."""
COUNTRIES = {
    "uk": "United Kingdom 英国",
    "us": "New York 纽约",
    "ch": "Switzerland 瑞士",
    "by-line.yaml": "EUR, tax by line 逐行计税",
    "by-total.yaml": "EUR, tax on the total 合计计税",
    "dinar.yaml": "dinars 第纳尔",
    "yen.yaml": "yen 日元",
    "fen.yaml": "small change dropped 抹零",
}
FIGURES = {
    "total": "total 合计",
    "lines": "lines 各行",
    "net": "net 不含税",
    "tax": "tax 税额",
    "taxes": "tax by line 各行税额",
    "discount": "off 优惠",
    "discounts": "off by line 各行优惠",
    "courtesy": "dropped 抹零",
    "rounding": "rounding 取整",
    "due": "due 应收",
    "change": "change 找零",
    "open": "still open 未付",
    "points": "earns points on 积分金额",
    "coupons_used": "coupons redeemed 核销券",
    "below_cost": "below cost 低于成本",
}
TENDERS = {
    "cash": "cash 现金",
    "card": "card 刷卡",
    "mobile": "phone 扫码",
    "gift": "stored-value card 储值卡",
    "points": "points 积分",
    "credit": "credit note 退货储值",
}
TERMS = {
    "goods": "goods 商品",
    "except": "all but 除外",
    "off": "off 减",
    "price": "price 价",
    "each": "pieces a bill 每单限量",
    "quota": "pieces in all 总限量",
    "from": "from 起",
    "until": "until 止",
    "days": "days 日",
    "hours": "hours 时段",
    "members": "members only 会员专享",
    "nth": "every 每第",
    "buy": "buy 买",
    "get": "get 赠",
    "gift": "present 赠品",
    "parts": "of 组成",
    "steps": "steps 档",
    "every": "each time 每满",
    "pieces": "by pieces 按件",
    "coupon": "code 券码",
    "reach": "from a sum of 满",
    "priority": "priority 优先级",
    "together": "with others 叠加",
}
TAXES = {
    "farm": "farm produce 农产品",
    "services": "service 服务",
    "exempt": "exempt 免税",
    "reduced": "reduced rate 低税率",
    "zero": "zero rate 零税率",
    "grocery": "food 食品",
    "lodging": "lodging 住宿",
}
TOGETHER = {"exclusive": "exclusive 独占", "best": "competing 互斥"}
MEASURES = {"weight": "kg", "length": "m", "volume": "l"}


class Worked(NamedTuple):
    """One of them, with the place where it stands."""

    chapter: str
    n: int
    example: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.chapter}-{self.n}"


def _read(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), yaml.BaseLoader)


def examples() -> list[Worked]:
    """Every example of every file."""
    return [Worked(name, n, each) for name in CHAPTERS for n, each in enumerate(_read(HERE / f"{name}.yaml"), 1)]


def sources() -> dict[str, dict[str, Any]]:
    """The rules that they rest on."""
    found: dict[str, dict[str, Any]] = _read(SOURCES)
    return found


# --- the page --------------------------------------------------------------------------------------------------------


def page() -> str:
    rules = sources()
    lines = [
        "# Worked examples 算例",
        "",
        "What a basket comes to, to the cent, and why. Each row is a test of the till. Where nothing else is said,",
        "prices hold the tax and cash is paid without fen, as in China. Goods are called by their codes; a price is",
        "for a piece, or for a kg, a litre, a metre. In the last column stands the rule, and where it was read.",
        "",
        "一篮商品算到分是多少，为什么。每一行都是收银机的一项测试。未注明的按国内做法：标价含税、现金抹分。商品以编码代称，",
        "单价按件，或按千克、升、米。末列是依据的规则及其出处。",
        "",
        "[Promotions](promotions.md) says how such rules are written.",
    ]
    for chapter, (en, zh) in CHAPTERS.items():
        lines += ["", f"## {en} {zh}", ""]
        lines += ["| Basket 购物车 | Comes to 结果 | Why | 为什么 | Rule 依据 |", "|---|---|---|---|---|"]
        lines += [_row(worked.example, rules) for worked in examples() if worked.chapter == chapter]
    return "\n".join(lines) + "\n"


def _row(example: dict[str, Any], rules: dict[str, dict[str, Any]]) -> str:
    says, rule = example["says"], rules[example["source"]]
    expect = "<br>".join(f"{FIGURES[key]} {_plain(value) or '0'}" for key, value in example["expect"].items())
    by = f"{rule['en']}<br>{rule['zh']}<br>*{_place(rule)}*"
    return "| " + " | ".join((_basket(example), expect, says["en"], says["zh"], by)) + " |"


def _place(rule: dict[str, Any]) -> str:
    read = rule.get("read", {"en": "House rule", "zh": "本店规则"})
    return read if isinstance(read, str) else f"{read['en']} · {read['zh']}"


def _basket(example: dict[str, Any]) -> str:
    said = []
    if "policy" in example:
        said.append(COUNTRIES[example["policy"]])
    if "at" in example:
        said.append(example["at"].replace("T", " "))
    said += [word for key, word in (("member", "a member 会员"), ("employee", "own people 本店员工")) if key in example]
    said += [_item(item) for item in example["items"]]
    said += [f"*{_promotion(each)}*" for each in example.get("promotions", {}).values()]
    if "coupons" in example:
        said.append(f"coupon 出示券: {_plain(example['coupons'])}")
    for tender in example.get("tenders", ()):
        said.append(f"{TENDERS[tender['type']]} {tender.get('amount', 'all 全部')}")
    return "<br>".join(said)


def _item(item: dict[str, str]) -> str:
    measured = next((f"{item[key]} {unit}" for key, unit in MEASURES.items() if key in item), "")
    more = [item["category"]] if "category" in item else []
    more += [TAXES[item["tax"]]] if "tax" in item else []
    more += [
        f"{word} {item[key]}" for key, word in (("member price", "member 会员价"), ("cost", "cost 成本")) if key in item
    ]
    said = f"{measured or item.get('quantity', '1')} × {item['code']} {item['price']}"
    return f"{said} ({', '.join(more)})" if more else said


def _promotion(given: dict[str, Any]) -> str:
    name = f"{given['name']['en']} {given['name']['zh']}"
    more = []
    for key, value in given.items():
        if key in ("kind", "name"):
            continue
        said = TOGETHER[value] if key == "together" else _plain(value).replace(" off ", ": -")
        said = said.replace(" pieces", " pieces 件").removesuffix("nd").removesuffix("rd")
        more.append(TERMS[key] if said == "yes" else f"{TERMS[key]} {said}")
    return f"{name}: {'; '.join(more)}" if more else name


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
