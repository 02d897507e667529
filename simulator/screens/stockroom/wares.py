"""What a clerk has in hand: an item, as far as its code or its label says which lot; and quantities in words."""

from typing import NamedTuple

from simulator.kernel.goods import Pile
from simulator.kernel.stimuli import TaskGiven
from simulator.kernel.texts import Text
from simulator.kernel.units import UNITS, measured
from simulator.locale import Words
from simulator.pos.catalog import Item
from simulator.pos.reading import Unread, read
from simulator.pos.rules import Rules
from simulator.screens.station.pane import Hit
from simulator.stock.state import Taken
from simulator.stock.view import StockView


class Ware(NamedTuple):
    """An item in hand."""

    code: str
    """As it was scanned or typed; of what was chosen, the one that stands on it."""
    sku: str = ""
    """Of the single piece; empty: the shop does not know it."""
    name: Text = Text()
    unit: str = ""
    pieces: int = 1
    """How many one of what was scanned holds."""
    lot: str = ""
    expiry: str = ""
    place: str = ""
    """Where it was seen."""

    @property
    def hit(self) -> Hit:
        """As a row of a list."""
        return ware_hit(self.sku, self.lot, self.place, self.expiry)


def ware_hit(sku: str, lot: str = "", place: str = "", expiry: str = "", sort: str = "") -> Hit:
    """A row that stands for goods; `sort` tells those apart that stand beside others of the same lot."""
    return ("ware", f"{sku}|{lot}|{place}|{expiry}|{sort}")


def ware_of(shop: Rules, hit: Hit) -> Ware | None:
    """The goods that a row stands for."""
    sku, lot, place, expiry, _ = hit[1].split("|")
    found = find(shop, sku)
    return found._replace(lot=lot, place=place, expiry=expiry) if found else None


def find(shop: Rules, code: str) -> Ware | None:
    """By bar code, 2D code, PLU or sku; None for what the shop does not know."""
    item, lot, expiry = shop.catalog.items.get(code), "", ""
    if item is not None:
        code = next(iter(item.codes), item.plu or code)
    else:
        found = read(shop, code)
        if isinstance(found, Unread):
            return None
        item, lot, expiry = found.item, found.lot, found.expiry
    single = shop.catalog.items[item.pack_of] if item.pack_of else item
    return Ware(code, single.sku, single.name, single.unit, item.pieces or 1, lot, expiry)


def amount(quantity: int, unit: str) -> str:
    """Pieces, or the thousandths of what is measured in its unit.

    >>> amount(24, ""), amount(2500, "kg")
    ('24', '2.5 kg')
    """
    return f"{quantity / 1000:g} {UNITS[unit].one.en}" if measured(unit) else str(quantity)


def taken_as(shop: Rules, taken: Taken, words: Words) -> str:
    """A line of a receipt: so much, as it is printed, and why it goes back."""
    lot = words("stock.lot", lot=taken.lot) if taken.lot else ""
    printed = " ".join(filter(None, (lot, taken.expiry)))
    why = words(f"stock.reason.reject.{taken.rejected}") if taken.rejected else ""
    return "  ".join(filter(None, (amount(taken.quantity, unit_of(shop, taken.sku)), printed, why)))


def stacking(shop: Rules, pile: Pile, place: str, words: Words) -> str:
    """In full cases or rows, and what is left over."""
    unit = unit_of(shop, pile.sku)
    stacked = amount(pile.loose, unit) if pile.loose or not pile.cases else ""
    if not pile.cases:
        return stacked
    row = "stock.pile.one_row" if pile.cases == 1 else "stock.pile.row"
    full = words(row if place == "floor" else "stock.pile.case", n=pile.cases, per=amount(pile.per, unit))
    return f"{full} + {stacked}" if stacked else full


def quantity(text: str, unit: str) -> int | None:
    """What was typed, in the pieces or thousandths that the books keep; None where it is no quantity.

    >>> quantity("24", ""), quantity("2.5", "kg"), quantity("2.5", "")
    (24, 2500, None)
    """
    whole, point, part = text.removeprefix("-").partition(".")
    if not whole.isdecimal() or (point and not part.isdecimal()) or len(part) > 3:
        return None
    if not measured(unit):
        return None if point else int(whole)
    return int(whole) * 1000 + int(part.ljust(3, "0") or "0")


def typed(quantity: int, unit: str) -> str:
    """As somebody types it.

    >>> typed(24, ""), typed(2500, "kg")
    ('24', '2.5')
    """
    return f"{quantity / 1000:g}" if measured(unit) else str(quantity)


def name_of(shop: Rules, sku: str) -> Text:
    item: Item | None = shop.catalog.items.get(sku)
    return item.name if item else Text(sku, sku)


def unit_of(shop: Rules, sku: str) -> str:
    item: Item | None = shop.catalog.items.get(sku)
    return item.unit if item else ""


def task_text(view: StockView, task: TaskGiven) -> Text:
    """What is asked for, and by which shop where it is another one."""
    store = view.rules.stores.get(task.store)
    return Text(f"{store.en}: {task.text.en}", f"{store.zh}：{task.text.zh}") if store is not None else task.text
