"""What has to be paid of a bill with the means at hand, and what goes back.

Cash rounding belongs to the cash portion alone, as a last adjustment after tax; cards, phones and vouchers are exact,
and only cash can be more than what is due.
"""

from typing import NamedTuple

from simulator.kernel.money import Minor
from simulator.kernel.policy import Policy


class Paid(NamedTuple):
    """total + rounding == due; due + change == what was handed over + open."""

    rounding: Minor
    """What cash rounding adds to the total; negative where it takes something off."""
    due: Minor
    """The total as it has to be paid with these means."""
    change: Minor
    open: Minor
    """Still missing."""
    over: tuple[int, Minor] | None = None
    """A means that would have paid too much (its position), and what was due then."""


def pay(policy: Policy, total: Minor, tenders: tuple[tuple[str, Minor], ...], points_base: Minor | None = None) -> Paid:
    """Settle a total; an amount of 0 means all that is still due. Cash pays what the other means leave, at the end.

    Points pay for no more than `points_base`: what a flash sale keeps to itself, they do not.
    """
    rest = total
    by_points = total if points_base is None else points_base
    cash = [amount for kind, amount in tenders if kind == "cash"]
    for at, (kind, amount) in enumerate(tenders):
        if kind == "cash":
            continue
        most = min(rest, by_points) if kind == "points" else rest
        if amount > most:
            return Paid(0, total, 0, rest, (at, most))
        paid = amount or max(0, min(most, rest - sum(cash)))
        by_points -= paid if kind == "points" else 0
        rest -= paid
    if not cash:
        return Paid(0, total, 0, rest)
    rounded = policy.cash_due(rest)
    given = rounded if 0 in cash else sum(cash)
    if given < rounded:  # the rest may still be paid exactly, by other means
        return Paid(0, total, 0, rest - given)
    return Paid(rounded - rest, total + rounded - rest, given - rounded, 0)
