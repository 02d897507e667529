"""A row of a list of products as an item: what every shop makes of it, whether it is set up or open already."""

import re

from simulator.importing.layout import Record
from simulator.importing.pinyin import initials
from simulator.kernel.items import NewItem
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.kernel.units import MEASURES

ADULTS = {"alcohol": 18, "tobacco": 18}
"""Category -> least age of a buyer, where a list says none."""
PACK = re.compile(r"(\S+) ?[x×*] ?(\d{1,3})")
PER = re.compile(r"(\w+) per (\d{1,3}) ?(g|cm|ml)")


def item_of(record: Record, sku: str, usual_tax: int) -> NewItem:
    """By the shop's usual rate where the list says none; what it is a pack of is for who knows the other items."""
    codes = str(record["code"]).split()
    plu = next((code for code in codes if len(code) in (4, 5)), "")
    unit, per = unit_of(str(record["unit"]), record.number("price"))
    en, zh, category = str(record["en"]), str(record["zh"]), str(record["category"])
    return NewItem(
        sku,
        Text(en or zh, zh or en),
        record.number("price"),
        tuple(code for code in codes if code != plu),
        plu,
        record.number("member"),
        record.number("tax") if record["tax"] != "" else usual_tax,
        unit,
        category,
        str(record["pinyin"]) or initials(zh or en),
        str(record["alike"]),
        record.number("age") or ADULTS.get(category, 0),
        per=per,
        cost=record.number("cost"),
        supplier=str(record["supplier"]),
    )


def unit_of(text: str, price: Minor) -> tuple[str, int]:
    """What it is measured in, and how much of that its price is shown for.

    >>> unit_of("kg per 500 g", 1160), unit_of("bottle", 350)
    (('kg', 500), ('bottle', 0))
    """
    found = PER.fullmatch(text)
    if found is None:
        return text.partition(" ")[0], 0
    unit, part = MEASURES[found[3]]
    per = int(found[2]) * part
    return found[1], per if unit == found[1] and 0 < per < 1000 and price * per % 1000 == 0 else 0


def pack_of(record: Record) -> tuple[str, int]:
    """By which number the goods in a pack go, and how many of them there are; `("", 0)` for no pack."""
    found = PACK.fullmatch(str(record["pack"]))
    return (found[1], int(found[2])) if found else ("", 0)
