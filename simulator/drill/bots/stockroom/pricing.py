"""Prices and orders: what somebody asked for, as they asked for it; and what runs low, as the list proposes it."""

from collections.abc import Iterator

from simulator.drill.bots.stockroom.steps import Advice, Memory, do, name
from simulator.kernel import commands as c
from simulator.kernel.goods import Portion
from simulator.stock.view import StockView


def to_change(view: StockView) -> Iterator[c.ChangePrice]:
    """What was asked for and is not so."""
    for task in view.tasks:
        for portion in task.goods if task.kind == "prices" else ():
            item = view.item(portion.sku)
            if item is not None and view.price(item) != portion.value:
                yield c.ChangePrice(portion.sku, portion.value, task.cause)


def change_prices(view: StockView, memory: Memory) -> Advice | None:
    command = next(to_change(view), None)
    if command is None:
        return None
    price = view.rules.shop.currency.format(command.price)
    return do(command, "advice.change_price", item=name(view, command.sku), price=price)


def order(view: StockView, memory: Memory) -> Advice | None:
    """One order a supplier, with everything of theirs that runs low."""
    if not any(task.kind == "order" for task in view.tasks):
        return None
    low = view.to_order
    for supplier in dict.fromkeys(row.supplier for row in low):
        goods = tuple(Portion(row.sku, row.quantity) for row in low if row.supplier == supplier)
        command = c.OrderGoods(supplier, goods)
        return do(command, "advice.order_goods", supplier=view.rules.suppliers[supplier])
    return None
