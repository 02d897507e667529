"""What a till hears of the other tills. No till reads another's state: what it needs of it stands in these in full."""

from typing import Any

from simulator.kernel.events import Stimulus
from simulator.kernel.facts.returns import RecentPrice
from simulator.kernel.texts import Text


class TillFailed(Stimulus, frozen=True, gc=False):
    """The hardware gives up, with the lights on: the screen is dark, and no restart brings it back."""


class CashierCame(Stimulus, frozen=True, gc=False):
    """Somebody came over from another till, and their customers with them.

    All of it as plain data, so that this till's journal tells it alone; `pos.carrying` writes and reads it.
    """

    origin: str
    """The till that they come from."""
    operator: str
    """Badge."""
    name: Text
    counter: dict[str, Any] = {}
    """Who stands where, and what lies there: `pos.state.Counter`."""
    tickets: dict[str, dict[str, Any]] = {}
    """Ticket -> basket (`pos.state.Held`), of all that the shop's store holds and this till does not know yet."""
    payments: list[dict[str, Any]] = []
    """Open matters with the payment channel that a dead till left behind: `pos.state.Payment`."""
    errands: list[dict[str, Any]] = []
    """What was asked for and is not done: `ErrandCame`."""
    members: dict[str, Text] = {}
    """Who was enrolled at the till that they come from, by code."""
    invoices: dict[str, dict[str, Any]] = {}
    """`pos.accounts.Invoice`, by the shop's own number."""
    time_up: bool = False
    """The drill's time is up."""


class TicketFound(Stimulus, frozen=True, gc=False):
    """The shop's store answers for a ticket that this till did not know: the basket, with all that it holds."""

    ticket: str
    held: dict[str, Any]
    """`pos.state.Held`."""


class TicketTaken(Stimulus, frozen=True, gc=False):
    """A basket that this till holds was resumed at another one, and is gone from here."""

    ticket: str
    by: str
    """The till that has it now; empty: one that this process does not see."""


class MemberTold(Stimulus, frozen=True, gc=False):
    """Somebody became a member at another till, and is one here too."""

    member: str
    """Code."""
    name: Text


class SoldElsewhere(Stimulus, frozen=True, gc=False):
    """For a return without a receipt: what the other tills sold for less than this one knows of."""

    sold: dict[str, RecentPrice]
    """By sku."""
