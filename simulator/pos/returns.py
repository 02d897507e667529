"""A return as the till holds it while it is open, and the money that a channel was asked to send back."""

from dataclasses import dataclass, field
from typing import Literal

from simulator.kernel.facts import RecentPrice, ReturnedLine, Sold
from simulator.kernel.money import Minor


@dataclass(slots=True)
class Return:
    """Goods on their way back, until the return is finished or given up."""

    number: str
    customer: str
    sold: Sold | None
    """The receipt that it is of; None without one."""
    days: int = 0
    """Since the sale."""
    expired: bool = False
    lines: dict[int, ReturnedLine] = field(default_factory=dict)
    next_line: int = 1
    exchange: bool = False
    """New goods are rung up for it."""
    exception: bool = False
    reason: str = ""

    @property
    def total(self) -> Minor:
        return sum(line.amount for line in self.lines.values())


@dataclass(slots=True)
class Lately:
    """At what prices goods went lately: what a return without a receipt rests on (`recent`)."""

    sold: dict[str, RecentPrice] = field(default_factory=dict)
    """Sku -> the lowest that was really paid for one: here, at the other tills as far as they told, on earlier days."""
    were: dict[str, RecentPrice] = field(default_factory=dict)
    """Sku -> the lowest shelf price of today that is none any more."""


RefundStatus = Literal["waiting", "unknown", "made", "declined", "replaced", "doubled"]
"""What the till knows of a refund through a channel: `replaced` was given otherwise, `doubled` arrived all the same."""


@dataclass(slots=True)
class RefundDue:
    """Money that a payment channel was asked to send back."""

    request: str
    number: str
    receipt: str
    customer: str
    kind: str
    value: Minor
    amount: Minor
    of: str
    channel: str
    status: RefundStatus = "waiting"
    asked_at: int = 0
    query_open: bool = False
    error: str = ""
    """Why it was declined, where it was not even sent: `E_OFFLINE`."""
