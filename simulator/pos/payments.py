"""Requests to the payment channels, and the channels as the till has come to know them."""

from dataclasses import dataclass, field
from typing import Literal

import msgspec

from simulator.kernel.money import Minor

PaymentStatus = Literal[
    "waiting", "unknown", "approved", "declined", "cancelled", "expired", "doubled", "reversing", "reversed"
]
"""What the till knows of a request: `doubled` was charged for nothing, `reversing` waits for its reversal; `cancelled`
was given up at the till, `expired` by the terminal, because nobody presented card or code."""

NOT_CHARGED: tuple[PaymentStatus, ...] = ("declined", "cancelled", "expired")
"""It ended, and the till was told that nothing was charged: what is heard later may still say otherwise."""


class Payment(msgspec.Struct):
    """A request to a payment channel."""

    request: str
    sale: str
    kind: str
    amount: Minor
    status: PaymentStatus = "waiting"
    channel: str = "main"
    asked_at: int = 0
    queries: int = 0
    """How often the channel was asked how it ended."""
    queried_first: int | None = None
    query_open: bool = False
    """It was asked, and has not answered yet."""
    booked: Minor = 0
    """What of it stands in the books."""
    pending: bool = False
    """The channel said that its reversal takes a while."""
    awaited: bool = False
    """The terminal said that it waits for the customer."""
    cancel: Literal["", "asked", "late"] = ""
    """The terminal was asked to give it up; it said that the bank is asked already."""


STALE = 120_000
"""Milliseconds after which nobody counts on a channel being still down."""


@dataclass(slots=True)
class Channels:
    """The payment channels (支付通道) as the till has come to know them."""

    used: str = "main"
    down: dict[str, int] = field(default_factory=dict)
    """Channel -> when it could not be reached."""

    def is_down(self, channel: str, now: int) -> bool:
        """Whether it could not be reached a moment ago; after a while it is worth another try."""
        since = self.down.get(channel)
        return since is not None and now - since < STALE

    def all_down(self, now: int) -> bool:
        return self.is_down(self.used, now) and self.is_down(self.other, now)

    @property
    def other(self) -> str:
        """The one that is not used now."""
        return "standby" if self.used == "main" else "main"
