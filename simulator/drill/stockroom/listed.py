"""From what a script says of a list to the bytes of its file: prices, mistakes, and what could be found out about each.

Each mistake is one that people and spreadsheets make, in a row of its own; whatever reads the file has to find it.
"""

import csv
import io
from dataclasses import dataclass

from scenarios.shop import Shop
from scenarios.specs.stockroom import ListSpec
from simulator.drill.stockroom.drawing import Wares, happens, within
from simulator.drill.stockroom.workbook import workbook
from simulator.importing.categories import CATEGORIES
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.items import Item
from simulator.kernel.money import Currency, Minor
from simulator.kernel.stimuli import Proof
from simulator.kernel.texts import Text
from simulator.kernel.units import UNITS

XLSX = "xlsx"
HEAD = ("条码", "品名", "英文名称", "分类", "零售价", "单位")
FORMS = ("gbk", "utf-8-sig", "utf-16", XLSX)
"""How a file is written: three encodings of a text, and a workbook."""
DOUBTED = ("two_prices", "blank", "tenfold", "case_price")
"""Mistakes after which nobody can say the price who has only the file."""
NEW = (
    ("952001110", Text("Almond Crackers 150 g", "巴旦木脆饼 150g"), 1280),
    ("952001120", Text("Pear Cider 330 ml", "梨子气泡饮 330ml"), 650),
    ("952001130", Text("Barley Tea Bags 20", "大麦茶 20包"), 1590),
)
"""What the sender has and this shop does not."""


@dataclass(slots=True)
class Written:
    """A row of the file, and what could be found out about it."""

    cells: list[str]
    price: Minor
    """What the sender means."""
    slip: str = ""
    label: str = ""
    row: int = 0


def arrival(spec: ListSpec, wares: Wares, shop: Shop, seed: int) -> tuple[int, s.ListArrived]:
    """When a list comes, and the file."""
    draws = Draws(seed, f"list/{spec.id}")
    at = within(spec.at, draws)
    lines = _lines(spec, wares, shop, draws)
    head = [[f"商品价格表 {wares.day}"], list(HEAD)]
    for n, line in enumerate(lines, len(head) + 1):
        line.row = n
    form = draws.pick(FORMS)
    proofs = tuple(_proof(spec, line, draws) for line in lines)
    number = f"LS-{draws.between(1000, 9999)}"
    file = f"{number}.xlsx" if form == XLSX else f"{number}-{form.removesuffix('-sig')}.csv"
    data = _file([*head, *(line.cells for line in lines)], form)
    return at, s.ListArrived(number, spec.sender, file, data, proofs, spec.text, spec.new > 0)


def _file(rows: list[list[str]], form: str) -> bytes:
    """Its bytes; a workbook has a category once for all rows that stand below one another."""
    if form == XLSX:
        return workbook(rows, HEAD.index("分类"))
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(form)


def _lines(spec: ListSpec, wares: Wares, shop: Shop, draws: Draws) -> list[Written]:
    slips = list(spec.slips)
    keep = within(spec.pick, draws) if spec.pick.high else len(slips)
    while len(slips) > keep:
        slips.pop(draws.below(len(slips)))
    free = list(spec.skus)
    given: dict[str, str] = {}
    if "zeros" in slips:  # only of a code that begins with one
        sku = next((sku for sku in free if _code(wares.items[sku]).startswith("0")), free[0])
        given[sku] = "zeros"
        free.remove(sku)
    for slip in slips:
        if slip not in ("zeros", "unknown"):
            given[free.pop(draws.below(len(free)))] = slip
    lines: list[Written] = []
    later: list[Written] = []
    for sku in spec.skus:
        line = _line(wares.items[sku], draws, shop.currency)
        line.slip = given.get(sku, "")
        lines.append(line)
        second = _spoil(line, wares.case(sku), shop.currency, draws)
        if second is not None:
            later.append(second)
    if "unknown" in slips:
        head, name, price = draws.pick(NEW)
        code = _checked(f"{head}{draws.between(100, 999)}")
        line = Written([code, name.zh, name.en, "休闲食品", _said(price, shop.currency), "件"], price, "unknown")
        lines.insert(draws.between(1, len(lines)), line)
    return lines + later


def _line(item: Item, draws: Draws, currency: Currency) -> Written:
    """A row as it should be: a few percent up or down, in tens of the smallest coin."""
    step = currency.pieces[-1]
    price = max(step, item.price * draws.pick((92, 95, 104, 106, 108, 112)) // 100 // step * step)
    code = _code(item)
    category = CATEGORIES[item.category][0].zh if item.category in CATEGORIES else item.category
    cells = [code, item.name.zh, item.name.en, category, _said(price, currency), UNITS[item.unit].one.zh]
    return Written(cells, price, label=code)


def _spoil(line: Written, case: int, currency: Currency, draws: Draws) -> Written | None:
    """Let a mistake be made; a second row where that is the mistake."""
    cells = line.cells
    match line.slip:
        case "zeros":
            cells[0] = cells[0].lstrip("0")
        case "comma":
            cells[4] = cells[4].replace(".", ",")
        case "signs":
            cells[4] = f"￥{cells[4]}元"
        case "check_digit":
            last = int(cells[0][-1])
            cells[0] = f"{cells[0][:-1]}{(last + draws.between(1, 9)) % 10}"
        case "twice":
            return Written(list(cells), line.price, "twice", line.label)
        case "two_prices":
            other = line.price + draws.pick((50, 80, 120))
            second = Written([*cells[:4], _said(other, currency), cells[5]], line.price, "second", line.label)
            if draws.chance(0.5):
                cells[4], second.cells[4] = second.cells[4], cells[4]
            return second
        case "blank":
            cells[4] = ""
        case "tenfold":
            cells[4] = _said(line.price * 10, currency)
        case "case_price":
            cells[4], cells[5] = _said(line.price * max(case, 6), currency), UNITS["case"].one.zh
        case _:
            pass
    return None


def _proof(spec: ListSpec, line: Written, draws: Draws) -> Proof:
    """Labels say codes; the notice says prices, of most; the sender knows the rest, or has withdrawn it."""
    noticed, gone = happens(spec.noticed, draws), happens(spec.withdrawn, draws)
    if line.slip in DOUBTED and not noticed:
        return Proof(line.row, line.label, 0, 0 if gone else line.price)
    if line.slip == "unknown":
        return Proof(line.row, line.label, line.price if spec.new and happens(spec.new, draws) else 0, line.price)
    return Proof(line.row, line.label, line.price, line.price)


def _code(item: Item) -> str:
    return next(iter(item.codes), item.plu)


def _said(price: Minor, currency: Currency) -> str:
    return currency.format(price)


def _checked(digits: str) -> str:
    """An EAN-13 with its check digit."""
    total = sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
