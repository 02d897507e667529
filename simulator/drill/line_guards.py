"""What a coach sees coming in the basket: the wrong line voided or changed, and what is missing before the total.

A line is taken off for what the customer does not want, or for what was rung up as something else. A slip of the cursor
takes another one off; it is told at once, with the line that was meant, because nobody looks at the basket again later.
"""

from collections.abc import Sequence

from simulator.drill.held import Held
from simulator.kernel import commands as c
from simulator.kernel.events import Event
from simulator.kernel.facts import Line
from simulator.kernel.stimuli import Good
from simulator.kernel.texts import Text
from simulator.pos.restrictions import entitled, unfit
from simulator.pos.state import Till
from simulator.pos.visits import Visit


def void_line(till: Till, command: c.VoidLine, follows: Sequence[Event]) -> Held | None:
    """Nothing that the customer wants, and that stands there as what it is."""
    visit, line = till.counter.visit, _line(till, command.line)
    if visit is None or line is None or line.account or others_basket(till):
        return None
    given: dict[str, str | Text] = {"item": line.name, "line": str(line.line)}
    if line.sku in till.rules.bags:
        return Held("held.void_bag", given) if _bag_promised(visit) and not _bags(till, but=line) else None
    there = _wanted(till, visit, line)
    if not there or (not line.grams and line.quantity > len(line.goods)):
        return None
    if len(line.goods) > len(there):
        return Held("held.void_some", {**given, "quantity": str(len(there))})
    meant = _unwanted(till, visit)
    if meant is not None:
        return Held("held.void_other", {**given, "other": meant.name, "number": str(meant.line)})
    return Held("held.void_wanted", given)


def change_quantity(till: Till, command: c.ChangeQuantity, follows: Sequence[Event]) -> Held | None:
    """As many as the customer takes: neither fewer nor more."""
    visit, line = till.counter.visit, _line(till, command.line)
    if visit is None or line is None or line.grams or line.account or line.sku in till.rules.bags:
        return None
    there = len(_wanted(till, visit, line))
    most = there + sum(1 for good in _left_over(till, visit) if good.sku == line.sku)
    if there <= command.quantity <= most or not line.goods:
        return None
    given: dict[str, str | Text] = {"item": line.name, "keyed": str(command.quantity), "there": str(most)}
    meant = _unwanted(till, visit)
    if meant is not None and meant.line != line.line:
        return Held("held.quantity_other", {**given, "other": meant.name, "number": str(meant.line)})
    return Held("held.quantity_wrong", given)


def price_of_line(till: Till, command: c.OverridePrice | c.DiscountLine, follows: Sequence[Event]) -> Held | None:
    """While a price is in dispute, it is that one which is put right."""
    visit, line = till.counter.visit, _line(till, command.line)
    dispute = visit.dispute if visit else None
    if dispute is None or line is None or line.sku == dispute.sku:
        return None
    meant = next((one for one in _lines(till) if one.sku == dispute.sku), None)
    if meant is None:
        return None
    return Held("held.price_other", {"item": line.name, "other": meant.name, "number": str(meant.line)})


def others_basket(till: Till) -> Held | None:
    """The basket on the screen is that of somebody who does not stand here: it waits, or is cleared away."""
    sale, here = till.sale, till.counter.here
    if sale is None or not here or sale.customer in ("", here):
        return None
    owner, visit = till.counter.visits.get(sale.customer), till.counter.visit
    if owner is None or visit is None:
        return Held("held.left_basket")
    return Held("held.others_basket", {"owner": owner.name, "name": visit.name})


def missing_at_total(till: Till) -> Held | None:
    """What lies in sight and is not on the bill; and the bag that was promised."""
    visit = till.counter.visit
    if visit is None:
        return None
    for good in _left_over(till, visit):
        return Held("held.left_over", {"good": good.look})
    if _bag_promised(visit) and till.rules.bags and not _bags(till):
        return Held("held.bag_missing")
    return None


# --- what stands there -----------------------------------------------------------------------------------------------


def _lines(till: Till) -> list[Line]:
    return list(till.sale.lines.values()) if till.sale else []


def _line(till: Till, number: int) -> Line | None:
    return till.sale.lines.get(number) if till.sale else None


def _bag_promised(visit: Visit) -> bool:
    return any(answer.promises == "bag" for answer in visit.promised)


def _bags(till: Till, but: Line | None = None) -> bool:
    """Whether a bag is on the bill."""
    return any(line.sku in till.rules.bags for line in _lines(till) if line is not but)


def _wanted(till: Till, visit: Visit, line: Line) -> list[Good]:
    """Goods of a line that are rightly there."""
    goods = (visit.goods[id] for id in line.goods if id in visit.goods)
    return [
        good
        for good in goods
        if good.sku == line.sku and _for_sale(till, visit, good) and (not line.grams or line.grams == good.grams)
    ]


def _unwanted(till: Till, visit: Visit) -> Line | None:
    """The line of something that was given back."""
    return next((line for line in _lines(till) if any(id in visit.dropped for id in line.goods)), None)


def _left_over(till: Till, visit: Visit) -> list[Good]:
    """Goods in sight that could be sold, and are not on the bill."""
    known = till.rules.catalog.items
    return [
        good
        for id, good in visit.goods.items()
        if id not in visit.charged
        and (good.place == "belt" or id in visit.found)
        and good.sku in known
        and id not in visit.stopped
        and _for_sale(till, visit, good)
    ]


def _for_sale(till: Till, visit: Visit, good: Good) -> bool:
    """Wanted, lying here, and nothing that this customer must not have."""
    if good.back or good.id in visit.dropped or good.id in visit.set_aside or unfit(till, good):
        return False
    item = till.rules.catalog.items.get(good.sku)
    return item is None or not item.age or entitled(till, visit, item.age)
