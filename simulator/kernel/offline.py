"""What a shop allows its tills to do while the network is down (脱机收银), and how objections are to be settled."""

import msgspec

from simulator.kernel.money import Minor


class OfflinePolicy(msgspec.Struct, frozen=True):
    """Cards offline are a loan to strangers: so much a sale, so much in all, and only for a while."""

    card_limit: Minor = 0
    """The most that one sale may have on a card offline; 0: no cards offline."""
    card_total: Minor = 0
    """The most that may be on trust and not forwarded."""
    card_lasts: int = 24 * 3_600_000
    """Milliseconds after which the bank takes such a payment no more."""


OBJECTIONS: dict[str, str] = {
    "unknown_item": "accept",
    "day_closed": "accept",
    "entered_elsewhere": "reject",
}
"""Why the head office objects to a record -> the right decision: what was sold counts, once."""
