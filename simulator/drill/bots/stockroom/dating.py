"""Dates: what is past its date comes off sale and is written off, what is near it gets a lower price.

On the way through, whatever is damaged or spoiled is taken off the shelf as well.
"""

from simulator.drill.bots.stockroom.steps import Advice, Memory, do, name, place
from simulator.kernel import commands as c
from simulator.kernel.goods import BACK, DOCK, FLOOR, PULLED
from simulator.stock.view import StockView


def asked(view: StockView) -> bool:
    return any(task.kind == "dates" for task in view.tasks)


def walk(view: StockView, memory: Memory) -> Advice | None:
    """Once through each place: the system knows dates, and not what is broken."""
    given = [task.task for task in view.given if task.kind == "dates"]
    for where in (FLOOR, BACK):
        if given and not view.walked(where, given[-1]):
            return do(c.LookAtPlace(where), "advice.walk_through", place=place(where))
    return None


def pull_flawed(view: StockView, memory: Memory) -> Advice | None:
    """What catches the eye: damaged, spoiled."""
    seen = view.looking
    if seen is None or seen.sku or seen.place == PULLED:
        return None
    for pile in seen.piles:
        matter = f"pull {seen.place} {pile.sku} {pile.lot}"
        if pile.flaw and memory.noted.get(matter, -1) < seen.at:
            command = c.PullStock(pile.sku, pile.quantity, seen.place, pile.lot)
            return do(
                command, "advice.pull_flawed", item=name(view, pile.sku), quantity=str(pile.quantity),
                place=place(seen.place),
            )  # fmt: skip
    return None


def pull_expired(view: StockView, memory: Memory) -> Advice | None:
    if not any(task.kind == "dates" for task in view.given):
        return None
    for row in view.near_expiry:
        if row.days >= 0 or not row.quantity:
            continue
        for shelved in view.shelves(row.sku):
            if shelved.lot == row.lot and shelved.place in (FLOOR, BACK, DOCK) and shelved.quantity > 0:
                command = c.PullStock(row.sku, shelved.quantity, shelved.place, row.lot)
                return do(
                    command, "advice.pull_expired", item=name(view, row.sku), quantity=str(shelved.quantity),
                    place=place(shelved.place),
                )  # fmt: skip
    return None


def mark_down(view: StockView, memory: Memory) -> Advice | None:
    if not asked(view):
        return None
    for row in view.near_expiry:
        price = view.rule_price(row)
        if price and not view.keeps_rule(row) and row.quantity:
            command = c.MarkDown(row.sku, row.lot, price, "near_expiry")
            money = view.rules.shop.currency.format
            return do(
                command, "advice.mark_down", item=name(view, row.sku), days=str(row.days), price=money(price)
            )  # fmt: skip
    return None


def write_off(view: StockView, memory: Memory) -> Advice | None:
    """What was pulled is written off for what it is: its date says it, or one look at it."""
    pulled = [p for p in view.lying(PULLED) if p.quantity > 0 and not view.recalled(p.sku, p.lot)]
    for portion in pulled:
        if portion.expiry and portion.expiry < view.day:
            command = c.WriteOff(portion.sku, portion.quantity, PULLED, "expired", portion.lot)
            return do(command, "advice.write_off_expired", item=name(view, portion.sku))
    seen = view.looking
    if not pulled:
        return None
    if seen is None or seen.place != PULLED or seen.at < memory.noted.get("pull_stock", 0):
        return do(c.LookAtPlace(PULLED), "advice.look_at_pulled")
    for portion in pulled:
        pile = next((p for p in seen.piles if p.flaw and (p.sku, p.lot) == (portion.sku, portion.lot)), None)
        if pile is not None:
            command = c.WriteOff(pile.sku, min(pile.quantity, portion.quantity), PULLED, pile.flaw, pile.lot)
            return do(command, f"advice.write_off_{pile.flaw}", item=name(view, pile.sku))
    return None
