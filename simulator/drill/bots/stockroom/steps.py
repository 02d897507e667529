"""What every habit in the stockroom leans on: codes as they are scanned, goods as they are added up."""

from collections.abc import Callable, Iterable

from simulator.drill.bots.steps import Advice, Memory, do, sent, settled, wait
from simulator.kernel.goods import NAMES, Pile
from simulator.kernel.texts import Text
from simulator.stock.view import StockView

Habit = Callable[[StockView, Memory], Advice | None]
"""Looks at the stockroom and says what to do, or nothing."""

__all__ = ["Advice", "Habit", "Memory", "code_of", "counted", "do", "name", "place", "sent", "settled", "wait"]


def code_of(view: StockView, sku: str, *, torn: bool = False) -> str:
    """What is scanned of an item; of one whose label is torn, what is found by its name in the list."""
    item = view.item(sku)
    return next(iter(item.codes), item.plu or sku) if item is not None and not torn else sku


def name(view: StockView, sku: str) -> Text:
    item = view.item(sku)
    return item.name if item is not None else Text(sku, sku)


def place(where: str) -> Text:
    return NAMES[where]


def counted(piles: Iterable[Pile], sku: str) -> int:
    """What of an item stands there: cases, rows and loose pieces; what only stands among it is left out."""
    return sum(pile.quantity for pile in piles if pile.sku == sku)
