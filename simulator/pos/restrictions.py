"""What must not be sold: goods past their date, recalled lots, and what the buyer is too young for.

Pure questions, asked by the till when something is rung up and by the counter when a visit has ended.
"""

from simulator.kernel.events import Event
from simulator.kernel.facts import AgeCheckAsked, ItemStopped
from simulator.kernel.stimuli import Good
from simulator.pos.calendar import age_on, born_by, today
from simulator.pos.reading import Found
from simulator.pos.refusals import refuse
from simulator.pos.state import Till
from simulator.pos.visits import Visit

PLAINLY_ADULT = 99
"""How old somebody looks of whom the script says nothing."""


def stopped(till: Till, command: Event, found: Found, good: str) -> list[Event]:
    """The till stops what its code says is past its date or recalled; empty for what may be sold."""
    day, item = today(till), found.item
    given = {"name_en": item.name.en, "name_zh": item.name.zh, "lot": found.lot}
    if found.lot and recalled(till, item.sku, item.pack_of, found.lot):
        why = "recalled"
    elif found.expiry and found.expiry < day:
        why = "expired"
        given |= {"date": found.expiry, "today": day}
    else:
        return []
    fact = ItemStopped(item.sku, good, why, found.lot, found.expiry, day)
    return [fact, *refuse(command, f"refused.{why}", **given)]


def recalled(till: Till, sku: str, pack_of: str, lot: str) -> bool:
    """A pack is recalled with what is in it."""
    recalls = till.rules.recalls
    return (sku, lot) in recalls or (pack_of, lot) in recalls


def recalled_in(till: Till, command: Event) -> list[Event]:
    """A lot that was recalled while it lay in the basket is not paid for; empty where there is none."""
    lots = till.rules.recalled_lots
    for line in till.sale.lines.values() if till.sale and lots else ():
        if line.lot in lots and recalled(till, line.sku, line.pack_of, line.lot):
            given = {"name_en": line.name.en, "name_zh": line.name.zh, "lot": line.lot, "line": str(line.line)}
            return refuse(command, "refused.recalled_in_basket", **given)
    return []


def unfit(till: Till, good: Good) -> bool:
    """Whether a good must not leave the shop, whatever was scanned of it."""
    if good.expiry and good.expiry < today(till):
        return True
    if good.lot not in till.rules.recalled_lots:
        return False
    item = till.rules.catalog.items.get(good.sku)
    return recalled(till, good.sku, item.pack_of if item else "", good.lot)


def age_question(till: Till, command: Event, found: Found, good: str) -> list[Event]:
    """What has to be settled before an item with an age limit is sold; empty when it was."""
    item, visit = found.item, till.counter.visit
    if visit is not None and visit.age_allowed >= item.age:
        return []
    if visit is not None and visit.age_refused and item.age >= visit.age_refused:
        return refuse(command, "refused.age_refused", name_en=item.name.en, name_zh=item.name.zh)
    day = today(till)
    latest = born_by(day, item.age) if day else ""
    if visit is None:
        return [AgeCheckAsked(item.sku, item.name, good, "", item.age, latest)]
    return [AgeCheckAsked(item.sku, item.name, good, visit.customer, item.age, latest, looks_adult(till, visit))]


def of_age(till: Till, visit: Visit, age: int) -> bool:
    """The truth, which no till knows. Of whom no birthday is known, is old enough."""
    day = today(till)
    return not visit.born or not day or age_on(visit.born, day) >= age


def looks_adult(till: Till, visit: Visit) -> bool:
    """Nobody needs to ask somebody who looks well above any limit."""
    return (visit.looks or PLAINLY_ADULT) >= till.rules.ask_id_below


def seen_of_age(till: Till, visit: Visit, age: int) -> bool:
    """Whether they are old enough, and somebody has seen it."""
    return of_age(till, visit, age) and (bool(visit.id_born) or looks_adult(till, visit))


def entitled(till: Till, visit: Visit, age: int) -> bool:
    """Whether a careful cashier sells: old enough, and can show it or plainly looks it."""
    return of_age(till, visit, age) and (visit.has_id or looks_adult(till, visit))
