"""Shelf prices and the labels that show them. A price that is changed here holds at all tills from that moment."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.goods import PRICE_CHANGES
from simulator.pos.catalog import Item
from simulator.pos.refusals import refuse
from simulator.stock.finding import reason_wrong
from simulator.stock.ledger import unit_of, worth
from simulator.stock.state import Stockroom

MOST_LABELS = 50


def change_price(room: Stockroom, command: c.ChangePrice) -> list[Event]:
    item = room.item(command.sku)
    if item is None:
        return refuse(command, "refused.stock_unknown_item", code=command.sku[:40])
    listed, money = room.price(item), room.rules.shop.currency.format
    if not 0 < command.price <= listed * 10 or command.price == listed:
        return refuse(command, "refused.shelf_price", price=money(command.price), listed=money(listed))
    wrong = reason_wrong(command, command.reason, PRICE_CHANGES)
    if wrong:
        return wrong
    below = command.price < worth(room, item.pack_of or item.sku, 1000 if unit_of(room, item.sku) else item.pieces)
    changed = f.ShelfPriceChanged(
        item.sku, item.name, listed, command.price, command.reason, abs(command.price - listed), below,
        _as_told(room, command), room.sold_wrong.get(item.sku, 0),
    )  # fmt: skip
    return [changed, f.LabelsPrinted(room.number("LB"), (label_of(room, item, command.price),))]


def _as_told(room: Stockroom, command: c.ChangePrice) -> bool:
    """Whether it is what was asked for; where nobody asked about this item, it is no matter of theirs."""
    asked = [(p.value, task.cause) for task in room.given if task.kind == "prices" for p in task.goods
             if p.sku == command.sku]  # fmt: skip
    return not asked or (command.price, command.reason) in asked


def print_labels(room: Stockroom, command: c.PrintLabels) -> list[Event]:
    if not 0 < len(command.skus) <= MOST_LABELS:
        return refuse(command, "refused.label_count", most=str(MOST_LABELS))
    labels = []
    for sku in command.skus:
        item = room.item(sku)
        if item is None:
            return refuse(command, "refused.stock_unknown_item", code=sku[:40])
        labels.append(label_of(room, item, room.price(item)))
    return [f.LabelsPrinted(room.number("LB"), tuple(labels))]


def label_of(room: Stockroom, item: Item, price: int) -> f.ShelfLabel:
    """What a shelf says of an item at that price."""
    code = next(iter(item.codes), item.plu)
    member = item.member_price if 0 < item.member_price < price else 0
    return f.ShelfLabel(item.sku, item.name, code, price, item.unit, item.per, member)


def marked_label(room: Stockroom, marked: f.LotMarkedDown) -> f.LabelsPrinted:
    """临期标签: one for each piece of a lot that was marked down; one for each shelf of what is measured."""
    item = room.item(marked.sku)
    assert item is not None
    copies = 1 if unit_of(room, marked.sku) else marked.quantity
    code = next(iter(item.codes), item.plu)
    label = f.ShelfLabel(
        item.sku,
        item.name,
        code,
        marked.price,
        item.unit,
        item.per,
        0,
        marked.listed,
        marked.expiry,
        marked.lot,
        copies,
    )
    return f.LabelsPrinted(room.number("LB"), (label,))


def shelf_price_changed(room: Stockroom, fact: f.ShelfPriceChanged, entry: Entry) -> None:
    room.prices[fact.sku] = fact.price
    if fact.as_told:
        room.sold_wrong.pop(fact.sku, None)
    else:
        room.sold_wrong.setdefault(fact.sku, 0)


def labels_printed(room: Stockroom, fact: f.LabelsPrinted, entry: Entry) -> None:
    room.numbers["LB"] = room.numbers.get("LB", 0) + 1


DECIDE = {c.ChangePrice: change_price, c.PrintLabels: print_labels}

APPLY = {f.ShelfPriceChanged: shelf_price_changed, f.LabelsPrinted: labels_printed}
