"""Customers at the counter, and the supervisor."""

from simulator.kernel.events import Command


class CallNext(Command, frozen=True, gc=False):
    """Ask the next customer of the queue to the counter."""


REPLIES = (
    "greet",
    "ask_member",
    "say_total",
    "say_received",
    "say_change",
    "thank",
    "apologise",
    "one_moment",
    "ask_live_code",
    "ask_other_payment",
    "queue_please",
    "ask_id",
    "say_price",
)
"""Replies that need no question before them."""

TO_THE_QUEUE = ("apologise", "one_moment")
"""Replies that whoever waits can hear as well, where nobody stands at the counter."""


RETURN_REPLIES = ("decline_return", "ask_sign", "say_refund")
"""Replies to somebody who brought something back: why it is not taken, please sign here, when the money arrives."""


class Say(Command, frozen=True, gc=False):
    """A short reply chosen from those offered, or an answer to the customer's question."""

    reply: str


class CheckTrolley(Command, frozen=True, gc=False):
    """Look under the trolley and into what stands open."""


class SetAside(Command, frozen=True, gc=False):
    """Take a good that the customer does not want off the belt."""

    good: str


class CallSupervisor(Command, frozen=True, gc=False):
    """Ask the supervisor or duty manager to the till: for an authorization, an incident, small change."""

    reason: str


class EnterPin(Command, frozen=True, gc=False):
    """A badge's PIN was entered at the till. The PIN is checked outside and never stored."""

    badge: str
    """Whose PIN it was; empty when nobody's."""


class CancelAuthorization(Command, frozen=True, gc=False):
    """Take the request for an authorization back, and with it the operation that waits for it."""


class AskShelf(Command, frozen=True, gc=False):
    """请同事看价签: have a colleague on the floor look what the shelf says of an item."""

    sku: str


RECORDS = ("receipt", "journal", "payments")
"""What can be looked up about a complaint: a receipt, the journal of sales and drawer, the payment channel."""
COMPLAINTS = ("waiting", "short_change", "spoiled", "rudeness", "double_charge")
"""What customers complain of."""
OUTCOMES = ("settled", "explained", "escalated")
"""How a complaint stands when it is recorded: put right here, explained, or handed to the supervisor."""


class CheckRecords(Command, frozen=True, gc=False):
    """查记录: look up what a complaint rests on, before anything is promised."""

    source: str


class RecordComplaint(Command, frozen=True, gc=False):
    """投诉登记: what it is about and how it stands, under a number that the customer is given."""

    kind: str
    outcome: str
