"""What customers bought on earlier days: receipts priced by the shop's own rules, and the goods that come back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from scenarios.specs.customers import BroughtSpec, CustomerSpec, ReturnSpec
from simulator.drill.customers.baskets import Shelves
from simulator.kernel.draws import Draws
from simulator.kernel.facts import Line, SaleCompleted, Sold, Tender
from simulator.kernel.promotions import AnyPromotion
from simulator.kernel.stimuli import Good
from simulator.pos.billing import bill, ring_up, with_tax
from simulator.pos.owed import earned
from simulator.pos.rules import Rules
from simulator.pos.sold import sold_of
from simulator.pos.state import Till

TILL = "till-2"
"""Where it was sold: the shop has more than one."""


class Brought(NamedTuple):
    """What a customer stands there with."""

    sold: Sold
    goods: tuple[Good, ...]
    points_spent: bool = False
    """What it earned is spent already."""


def sold_before(
    customers: Sequence[CustomerSpec],
    shelves: Shelves,
    rules: Rules,
    promotions: Sequence[AnyPromotion],
    members: Sequence[str],
    clock: str,
    seed: int,
) -> dict[str, Brought]:
    """Customer -> their receipt and the goods they bring; `promotions` are all that the shop may run."""
    found: dict[str, Brought] = {}
    everybody = ((spec, id) for spec in customers if spec.returns for id in _of_stream(spec))
    for number, (spec, id) in enumerate(everybody, 1):
        assert spec.returns is not None, "only those who return something are looked at"
        draws = Draws(seed, f"bought/{id}")
        on = tuple(p for p in promotions if p.id in spec.returns.promotions)
        member = draws.pick(members) if spec.member != "no" and members else ""
        sold = _sold(id, spec.returns, shelves, replace(rules, promotions=on), member, clock, draws, number)
        goods = _goods(id, spec.returns.brings, sold, shelves, draws)
        found[id] = Brought(sold, goods, spec.returns.points_spent)
    return found


def _of_stream(spec: CustomerSpec) -> list[str]:
    """Everybody who may come of it: the crowd counts them in the order of their coming."""
    if spec.every is None:
        return [spec.id]
    most = max(0, spec.until - spec.arrives.low) // max(1, spec.every.low) + 1
    return [f"{spec.id}-{n}" for n in range(1, most + 1)]


def points_of(brought: Mapping[str, Brought]) -> dict[str, int]:
    """Member -> what the receipts earned that are still good: it is on their account when the shop opens, unless it
    was spent since.
    """
    earned: dict[str, int] = {}
    for each in brought.values():
        if each.sold.points and not each.sold.returns and not each.points_spent:
            earned[each.sold.member] = earned.get(each.sold.member, 0) + each.sold.points
    return earned


def _sold(
    customer: str,
    returns: ReturnSpec,
    shelves: Shelves,
    rules: Rules,
    member: str,
    clock: str,
    draws: Draws,
    number: int,
) -> Sold:
    days = draws.between(returns.days.low, returns.days.high)
    day = (date.fromisoformat(clock[:10]) - timedelta(days=days)).isoformat() if clock else ""
    till = Till(rules, TILL)
    till.clock = f"{day}T15:00" if day else ""
    goods = shelves.fill(customer, returns.bought, draws)
    made = bill(till, _rung_up(goods, shelves), member=bool(member))
    lines = with_tax(made.lines, made.priced)
    receipt = f"{TILL}-{(day or '000000').replace('-', '')[2:]}{number:02}"
    total, tax = made.priced.total, sum(line.tax for line in lines)
    cash = returns.paid == "cash"
    paid = rules.cash_due(total) if cash else total
    tender = Tender(returns.paid, paid, paid, "" if cash else f"{receipt}-1")
    sale = SaleCompleted(
        "", receipt, customer, lines, (tender,), total, total - tax, tax, sum(line.discount for line in lines),
        total - paid, 0, member, points=earned(rules.points, made.priced.points, 0) if member else 0,
    )  # fmt: skip
    card = "" if cash else f"{draws.between(0, 9999):04}"
    sold = sold_of(sale, rules.policy, day, {tender.request: "main"}, card)
    if returns.spent:
        back = tuple(msgspec.structs.replace(line, returned=line.units, before=line.units) for line in sold.lines)
        sold = msgspec.structs.replace(sold, lines=back, returns=1)
    return msgspec.structs.replace(sold, invoice=f"{receipt}F" if returns.invoice else "")


def _rung_up(goods: Sequence[Good], shelves: Shelves) -> list[Line]:
    """A line a kind of packaged goods, and one for each that is weighed."""
    kinds: dict[str, list[Good]] = {}
    for good in goods:
        kinds.setdefault(good.id if good.grams else good.sku, []).append(good)
    lines: list[Line] = []
    for alike in kinds.values():
        item, first = shelves.items[alike[0].sku], alike[0]
        count = 1 if first.grams else len(alike)
        lines.append(ring_up(len(lines) + 1, item, first.code, count, first.grams, (), "scan", 0))
    return lines


def _goods(
    customer: str, brings: Sequence[BroughtSpec], sold: Sold, shelves: Shelves, draws: Draws
) -> tuple[Good, ...]:
    """The goods that come back, each in the state that the seed gives it."""
    goods: list[Good] = []
    for spec in brings:
        item = shelves.items[spec.sku]
        line = next(line.line for line in sold.lines if line.line.sku == spec.sku)
        count = 1 if line.grams else min(draws.between(spec.quantity.low, spec.quantity.high), line.quantity)
        grams = min(spec.grams.high or line.grams, line.grams)
        for _ in range(count):
            state = spec.state if draws.chance(spec.share / 100) else ""
            code = next((code for code in item.codes), "")
            label = "clean" if code else "none"
            goods.append(
                Good(f"{customer}.r{len(goods) + 1}", spec.sku, item.name, label, code, grams, back=True, state=state)
            )
    return tuple(goods)


NOTHING: Mapping[str, Brought] = {}
"""Nobody brings anything back."""
