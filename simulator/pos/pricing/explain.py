"""Why this total? Every step of a bill as a text id with its figures: what was worked on, what was given, what is left.

Nothing is worked out again here; the steps are the calculation's own.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from simulator.kernel.money import Minor
from simulator.kernel.policy import Policy
from simulator.kernel.promotions import BasketCoupon, Employee, Promotion, Spend, SpendPercent
from simulator.kernel.texts import Text
from simulator.kernel.units import amount
from simulator.pos.pricing.basket import Basket, BasketLine, Priced

OURS = ("member", "by_hand", "courtesy")
"""Steps that are no promotion's."""
WHOLE_BILL = (Spend, SpendPercent, BasketCoupon, Employee)
"""Pieces say nothing of what these work on."""


class Told(NamedTuple):
    """One sentence of the explanation."""

    step: str
    """`shelf`, `member`, `promotion`, `by_hand`, `courtesy`, `tax`, `total`, `below_cost`."""
    id: str
    """Text id, `price.*`."""
    params: Mapping[str, object]
    line: int = 0
    rule: str = ""
    units: int = 0
    on: Minor = 0
    off: Minor = 0
    left: Minor = 0


def explain(
    basket: Basket,
    priced: Priced,
    policy: Policy,
    promotions: Mapping[str, Promotion],
    name: Callable[[int], Text],
) -> Iterator[Told]:
    """From the shelf to the total; `name` is what a line is called."""
    money = policy.currency.format
    by_line = {line.line: line for line in basket.lines}
    left = {line.line: line.gross for line in priced.lines}
    for line in priced.lines:
        yield _shelf(by_line[line.line], line.gross, name(line.line), policy)
    for step in priced.steps:
        rule, at, units, on, off = step.rule, step.line, step.units, step.on, step.off
        left[at] -= off
        params: dict[str, object] = {
            "name": name(at), "units": units, "on": money(on), "off": money(off), "left": money(left[at]),
        }  # fmt: skip
        if rule in OURS:
            yield Told(rule, f"price.{rule}", params, at, rule, units, on, off, left[at])
            continue
        params["promotion"] = promotions[rule].name
        counts = units > 1 and not isinstance(promotions[rule], WHOLE_BILL)
        id = "price.used" if not off else "price.given_pieces" if counts else "price.given"
        yield Told("promotion", id, params, at, rule, units, on, off, left[at])
    yield from _taxes(basket, priced, policy)
    for at in priced.below_cost:
        yield Told("below_cost", "price.below_cost", {"name": name(at), "left": money(left[at])}, at, left=left[at])
    yield Told(
        "total", "price.total", {"total": money(priced.total), "saved": money(priced.discount)}, left=priced.total
    )


def _shelf(line: BasketLine, gross: Minor, name: Text, policy: Policy) -> Told:
    money = policy.currency.format
    params = {"name": name, "price": money(line.price), "gross": money(gross)}
    if line.grams:
        params |= {"weight": amount(line.grams, line.unit or "kg")}
        id = "price.shelf_labelled" if line.gross else "price.shelf_weighed"
        return Told("shelf", id, params, line.line, units=1, left=gross)
    return Told("shelf", "price.shelf", params | {"units": line.quantity}, line.line, units=line.quantity, left=gross)


def _taxes(basket: Basket, priced: Priced, policy: Policy) -> Iterator[Told]:
    """A sentence a rate, with what it rests on."""
    rates = {line.line: line.rate for line in basket.lines}
    for rate in dict.fromkeys(rates.values()):
        at_rate = [line for line in priced.lines if rates[line.line] == rate]
        total, tax = sum(line.total for line in at_rate), sum(line.tax for line in at_rate)
        id = f"price.tax_{'inside' if policy.tax_inclusive else 'on_top'}_by_{policy.tax_by}"
        params = {
            "rate": f"{rate / 1000:g}",
            "net": policy.currency.format(total - tax),
            "tax": policy.currency.format(tax),
            "total": policy.currency.format(total),
        }
        yield Told("tax", id, params, off=-tax, on=total - tax, left=total)
