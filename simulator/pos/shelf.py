"""A price in dispute: somebody looks at the shelf before anybody argues, and what it says decides."""

from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event
from simulator.kernel.facts import Line
from simulator.pos.matters import Dispute
from simulator.pos.refusals import refuse
from simulator.pos.state import Till
from simulator.pos.visits import Visit

SAYS_SO = "says_so"
"""The shelf has the customer's price: it is honoured. In every other case the till's price stands."""


def ask_shelf(till: Till, command: c.AskShelf) -> list[Event]:
    item = till.rules.catalog.items.get(command.sku)
    if item is None:
        return refuse(command, "refused.unknown_item", sku=command.sku)
    visit = till.counter.visit
    if visit is not None and visit.dispute and visit.dispute.asked and visit.dispute.sku == command.sku:
        name = item.name
        return refuse(command, "refused.shelf_asked", name_en=name.en, name_zh=name.zh)
    return [f.ShelfAsked(till.counter.here, command.sku)]


def settled(visit: Visit) -> bool:
    """Whether the price that is right was charged: the shelf's where it says so, and else what the till had."""
    dispute = visit.dispute
    if dispute is None:
        return False
    lines = [line for sale in visit.sales for line in sale.lines if line.sku == dispute.sku]
    return bool(lines) and all(_right(line, dispute) for line in lines)


def _right(line: Line, dispute: Dispute) -> bool:
    if dispute.truth == SAYS_SO:
        return line.price == dispute.claimed and not line.by_hand
    return not line.listed and not line.by_hand


def price_disputed(till: Till, stimulus: s.PriceDisputed, entry: Entry) -> None:
    till.counter.visits[stimulus.customer].dispute = Dispute(stimulus.sku, stimulus.claimed, stimulus.truth)


def shelf_asked(till: Till, fact: f.ShelfAsked, entry: Entry) -> None:
    visit = till.counter.visits.get(fact.customer)
    if visit is not None and visit.dispute is not None and visit.dispute.sku == fact.sku:
        visit.dispute.asked = True


def shelf_reported(till: Till, stimulus: s.ShelfReported, entry: Entry) -> None:
    for visit in till.counter.visits.values():
        dispute = visit.dispute
        if dispute is not None and dispute.sku == stimulus.sku and dispute.asked:
            dispute.finding, dispute.price, dispute.told = stimulus.finding, stimulus.price, stimulus.text


DECIDE = {c.AskShelf: ask_shelf}

APPLY = {
    s.PriceDisputed: price_disputed,
    s.ShelfReported: shelf_reported,
    f.ShelfAsked: shelf_asked,
}
