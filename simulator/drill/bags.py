"""Carrier bags: which answer promises one. What is promised is charged and handed over, or the customer has none."""

from collections.abc import Set

PROMISES = frozenset(("bag_is_charged", "offer_bag"))
"""Replies after which a customer waits for a bag."""


def promised(said: Set[str]) -> bool:
    """Whether one of the replies given to a customer promises a bag."""
    return not PROMISES.isdisjoint(said)
