"""Tax on a bill: in the price or on top of it, rounded by line or once a rate; net + tax == total on every line."""

from simulator.kernel.money import Minor, allocate
from simulator.kernel.policy import Policy
from simulator.pos.pricing.basket import LEFT, PricedLine, Work


def taxed(policy: Policy, works: list[Work]) -> list[PricedLine]:
    """The priced lines; what is left of each in the first pool is what is charged for it."""
    amounts = [work.pools[LEFT] for work in works]
    rates = [work.line.rate for work in works]
    taxes = _by_total(policy, amounts, rates) if policy.tax_by == "total" else _by_line(policy, amounts, rates)
    priced = []
    for work, amount, tax in zip(works, amounts, taxes, strict=True):
        net = amount - tax if policy.tax_inclusive else amount
        priced.append(PricedLine(work.line.line, work.gross, work.gross - amount, net + tax, net, tax))
    return priced


def _by_line(policy: Policy, amounts: list[Minor], rates: list[int]) -> list[Minor]:
    return [policy.tax_of(amount, rate) if rate else 0 for amount, rate in zip(amounts, rates, strict=True)]


def _by_total(policy: Policy, amounts: list[Minor], rates: list[int]) -> list[Minor]:
    """Once a rate, then spread over the lines of that rate without losing a cent."""
    taxes = [0] * len(amounts)
    for rate in dict.fromkeys(rates):
        at = [n for n, r in enumerate(rates) if r == rate and amounts[n]]
        if rate and at:
            charged = [amounts[n] for n in at]
            for n, share in zip(at, allocate(policy.tax_of(sum(charged), rate), charged), strict=True):
                taxes[n] = share
    return taxes
