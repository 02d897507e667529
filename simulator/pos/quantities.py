"""How much of it: quantities before an item is rung up and after, whole or measured, and by which pack."""

from typing import Any

import msgspec

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import units
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import Line
from simulator.kernel.money import divide
from simulator.kernel.stimuli import Good
from simulator.pos.billing import after, repriced
from simulator.pos.catalog import Item
from simulator.pos.charging import assign, charge, release
from simulator.pos.refusals import refuse
from simulator.pos.state import Sale, Till

MOST = 999
"""More pieces of an item than this on one line are a slip of the finger."""


# --- decide ----------------------------------------------------------------------------------------------------------


def set_multiplier(till: Till, command: c.SetMultiplier) -> list[Event]:
    if not fits(command):
        return refuse(command, "refused.quantity", quantity=said(command), most=str(MOST))
    return [f.MultiplierSet(command.quantity, command.thousandths)]


def fits(command: c.SetMultiplier | c.ChangeQuantity) -> bool:
    """Whether a quantity is one: from a thousandth of what is measured, and from one of what is counted."""
    if not command.thousandths:
        return 1 <= command.quantity <= MOST
    return 0 < command.thousandths <= units.MOST and command.quantity == max(1, command.thousandths // 1000)


def said(command: c.SetMultiplier | c.ChangeQuantity) -> str:
    return f"{command.thousandths / 1000:g}" if command.thousandths else str(command.quantity)


def change_quantity(till: Till, command: c.ChangeQuantity) -> list[Event]:
    sale = till.sale
    line = sale.lines.get(command.line) if sale else None
    if sale is None or line is None:
        return refuse(command, "refused.no_such_line", line=str(command.line))
    if not fits(command):
        return refuse(command, "refused.quantity", quantity=said(command), most=str(MOST))
    if line.account:
        return refuse(command, "refused.stored_line")
    item = till.rules.catalog.items.get(line.sku)
    wrong = unfit_amount(command, item, command.thousandths or command.quantity * 1000) if item else []
    if wrong:
        return wrong
    if line.measure in units.TYPED:
        grams = command.thousandths or command.quantity * 1000
        return change_line(till, sale, line, grams=grams, gross=divide(line.price * grams, 1000))
    if line.grams:
        return refuse(command, "refused.quantity_of_weight", quantity=str(command.quantity))
    visit = till.counter.visit
    dropped = visit.dropped if visit else ()
    goods = tuple(sorted(line.goods, key=lambda good: good in dropped))[: command.quantity]  # what is given back goes
    if visit and len(goods) < command.quantity:
        goods += assign(visit, "", line.sku, command.quantity - len(goods))
    return change_line(till, sale, line, quantity=command.quantity, gross=line.price * command.quantity, goods=goods)


def change_line(till: Till, sale: Sale, line: Line, **changes: Any) -> list[Event]:
    """A line as it is with other figures; what was given on it is worked out anew."""
    changed = msgspec.structs.replace(line, discount=0, offers=(), by_hand=0, **changes)
    now = after(till, sale, [changed if other is line else other for other in sale.lines.values()])
    priced = now.line(line.line)
    return [f.LineChanged(sale.id, priced, now.total), *repriced(sale, now, but=line.line)]


def unfit_amount(command: Event, item: Item, thousandths: int) -> list[Event]:
    """The refusal of an amount that the item's unit does not allow."""
    typed = item.unit in units.TYPED
    if thousandths if typed else not thousandths % 1000:
        return []
    name = {"name_en": item.name.en, "name_zh": item.name.zh}
    if typed:
        return refuse(command, "refused.measure_first", **name, unit=units.UNITS[item.unit].one.en)
    if item.unit == "kg":
        return refuse(command, "refused.quantity_of_weight", quantity=f"{thousandths / 1000:g}")
    unit = units.UNITS[item.unit].one
    return refuse(command, "refused.unit_whole", **name, unit_en=unit.en, unit_zh=unit.zh)


def change_unit(till: Till, command: c.ChangeUnit) -> list[Event]:
    """As many as there were, at the price of the pack that it is now; what was set by hand goes."""
    sale = till.sale
    line = sale.lines.get(command.line) if sale else None
    if sale is None or line is None:
        return refuse(command, "refused.no_such_line", line=str(command.line))
    if line.account:
        return refuse(command, "refused.stored_line")
    packs = [item for item in till.rules.catalog.packs(line.sku) if item.sku != line.sku]
    name = {"name_en": line.name.en, "name_zh": line.name.zh}
    if not packs or line.grams or line.how == "slip":
        return refuse(command, "refused.one_unit", **name)
    item = next((item for item in packs if item.sku == command.sku), None)
    if item is None:
        return refuse(command, "refused.other_item", **name)
    visit = till.counter.visit
    goods: tuple[str, ...] = ()
    if visit:  # what was in hand while another's code was read stays, and others of what it is now join it
        kept = [id for id in line.goods if id in visit.goods and visit.goods[id].sku != line.sku]
        goods = tuple(kept[: line.quantity])
        goods += assign(visit, "", item.sku, line.quantity - len(goods)) if len(goods) < line.quantity else ()
    return change_line(till, sale, line, goods=goods, gross=item.price * line.quantity, **_as(item))


def _as(item: Item) -> dict[str, object]:
    """What of a line is the item's own."""
    return {
        "sku": item.sku,
        "name": item.name,
        "code": item.codes[0] if item.codes else "",
        "price": item.price,
        "tax_rate": item.tax_rate,
        "listed": 0,
        "reason": "",
        "labelled": 0,
        "lot": "",
        "expiry": "",
        "pack_of": item.pack_of,
        "pieces": item.pieces,
        "unit": "" if item.unit in units.PLAIN else item.unit,
        "per": item.per,
    }


# --- apply -----------------------------------------------------------------------------------------------------------


def multiplier_set(till: Till, fact: f.MultiplierSet, entry: Entry) -> None:
    till.multiplier = fact.quantity
    till.measure = fact.thousandths or (fact.quantity * 1000 if fact.quantity > 1 else 0)


def line_changed(till: Till, fact: f.LineChanged, entry: Entry) -> None:
    sale = till.sale
    assert sale is not None, "a line was changed in no sale"
    release(till, sale.lines[fact.line.line])
    sale.lines[fact.line.line] = fact.line
    sale.total = fact.total
    charge(till, fact.line)


# --- what is seen ----------------------------------------------------------------------------------------------------


def measure_of(till: Till, good: Good) -> tuple[int, str]:
    """How much of a good was cut off or filled, and in which unit; nothing for what is counted or weighed."""
    item = till.rules.catalog.items.get(good.sku)
    return (good.grams, item.unit) if item is not None and item.unit in units.TYPED else (0, "")


DECIDE = {
    c.SetMultiplier: set_multiplier,
    c.ChangeQuantity: change_quantity,
    c.ChangeUnit: change_unit,
}

APPLY = {
    f.MultiplierSet: multiplier_set,
    f.LineChanged: line_changed,
}
