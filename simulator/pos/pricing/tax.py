"""Tax on a bill: in the price or on top of it, rounded by line or once a rate; net + tax == total on every line."""

from collections.abc import Sequence

from simulator.kernel.money import Minor, allocate
from simulator.kernel.policy import Policy


def taxes(policy: Policy, amounts: Sequence[Minor], rates: Sequence[int]) -> list[Minor]:
    """The tax of each line, in what is charged for it or on top of that."""
    if policy.tax_by == "line":
        return policy.taxes_of(amounts, rates)
    taxes = [0] * len(amounts)
    for rate in dict.fromkeys(rates):
        at = [n for n, r in enumerate(rates) if r == rate and amounts[n]]
        if rate and at:  # once a rate, then spread over its lines without losing a cent
            charged = [amounts[n] for n in at]
            for n, share in zip(at, allocate(policy.tax_of(sum(charged), rate), charged), strict=True):
                taxes[n] = share
    return taxes
