"""From the total to the receipt: what was asked of payment channels, what was taken, the finished sale."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.facts.sale import Line
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class TenderStarted(Fact, frozen=True, gc=False):
    """结算: the total was asked for; from here on the basket is fixed."""

    sale: str
    total: Minor
    cash_due: Minor
    """What is due when all of it is paid in cash (cash rounding)."""
    lines: int
    credit: Minor = 0
    """What the goods are worth that come back in exchange: they pay first."""


class TenderCancelled(Fact, frozen=True, gc=False):
    """Back to selling from the payment, with nothing taken."""

    sale: str


class PaymentRequested(Fact, frozen=True, gc=False):
    """Asked of the payment terminal; the request id makes a repeat harmless."""

    sale: str
    request: str
    kind: str
    """`card` or `mobile`."""
    amount: Minor
    code: str = ""
    """Masked."""
    again: bool = False
    """Another request of the same sale is still without an answer: charging again is how people pay twice."""
    channel: str = "main"
    """`main` or `standby`: the payment channel that it was asked of, which alone knows how it ended."""


class PaymentQueried(Fact, frozen=True, gc=False):
    """The channel was asked how an open request ended; its answer comes as a stimulus."""

    request: str


class QueryUnanswered(Fact, frozen=True, gc=False):
    """The channel was asked, and does not know either: ask again after a while, in the end reverse."""

    request: str
    amount: Minor
    sale: str = ""
    waited: int = 0
    """Milliseconds since the payment was asked for."""


class PaymentDeclined(Fact, frozen=True, gc=False):
    """The channel said no, and nothing was charged: another means of payment (付款方式) is needed."""

    request: str
    amount: Minor
    sale: str = ""
    error: str = ""
    """`E_OFFLINE` where the channel was not even reached: the customer's means of payment is not at fault."""
    channel: str = "main"


class PaymentCancelRequested(Fact, frozen=True, gc=False):
    """取消支付请求: the terminal was asked to give a request up; its answer comes as a stimulus."""

    sale: str
    request: str
    amount: Minor
    waited: int = 0
    """Milliseconds since the payment was asked for."""


class PaymentCancelled(Fact, frozen=True, gc=False):
    """The terminal gave a request up before the bank was asked: nothing was charged, and the basket is as it was."""

    request: str
    amount: Minor
    sale: str = ""
    channel: str = "main"


class PaymentCancelLate(Fact, frozen=True, gc=False):
    """Too late to cancel: the bank is asked already. The request goes on, and its outcome is heard as ever."""

    request: str
    amount: Minor
    sale: str = ""


class PaymentExpired(Fact, frozen=True, gc=False):
    """The terminal gave up waiting: no card was presented, nothing confirmed on the phone, nothing charged."""

    request: str
    amount: Minor
    sale: str = ""
    waited: int = 0
    """Milliseconds since the payment was asked for."""
    channel: str = "main"


class PaymentUnknown(Fact, frozen=True, gc=False):
    """No answer came: it may have been charged or not."""

    request: str
    amount: Minor
    sale: str = ""


class PaymentReversalRequested(Fact, frozen=True, gc=False):
    """冲正: the channel was asked to take a payment back. Whatever it approves after this pays for nothing any more."""

    sale: str
    request: str
    amount: Minor
    was: str = "unknown"
    """What was known of it: `unknown`, `approved`, `doubled`, or `reversing` where it was asked for before."""
    queries: int = 0
    """How often the channel had been asked how it ended: a reversal is not the first answer to an unknown payment."""


class PaymentReversalPending(Fact, frozen=True, gc=False):
    """The channel took the reversal on, and it is not done yet: the customer can pay otherwise meanwhile."""

    sale: str
    request: str
    amount: Minor


class PaymentReversed(Fact, frozen=True, gc=False):
    """The channel took a payment back: the customer has the money, and it counts for nothing any more."""

    sale: str
    request: str
    amount: Minor
    booked: Minor = 0
    """What of it stood in the books until now: nothing where its outcome was unknown."""
    kind: str = ""
    channel: str = "main"


class ChannelSwitched(Fact, frozen=True, gc=False):
    """切换通道: card and code payments go through `channel` from now on; open requests stay with their own."""

    channel: str
    left: str
    """The channel used until now."""
    failing: bool = False
    """Whether something spoke for it: the channel left could not be reached, or owes an answer."""


class PaymentTaken(Fact, frozen=True, gc=False):
    """A tender counts towards the sale."""

    sale: str
    kind: str
    """`cash`, `card`, `mobile`, `static_code`, `gift`, `credit`, `points`."""
    amount: Minor
    """What it pays of the sale."""
    received: Minor
    """What was handed over, as keyed (cash), else the amount."""
    request: str = ""
    rounding: Minor = 0
    """Cash rounding in the customer's favour (below 0: in the shop's), part of what settles the sale."""
    offered: Minor = 0
    """Cash that really lay on the counter and was not keyed before: what was to be keyed."""
    confirmed: bool = True
    """For a static code: whether its arrival had been confirmed on the merchant's side."""
    channel: str = ""
    """The payment channel it came through; empty where it came through none."""
    account: str = ""
    """The card or member whose value it is."""
    balance: Minor = 0
    """What is left there; of points, their number."""
    points: int = 0
    """How many points it took."""
    own: bool = True
    """False for points of somebody else than the customer here."""
    trust: str = ""
    """The card payment on trust that it is, where no channel could be asked (`CardTrusted`)."""


class PaymentDoubled(Fact, frozen=True, gc=False):
    """Money was taken again for something already paid; a reversal gives it back."""

    sale: str
    request: str
    amount: Minor
    kind: str = ""
    channel: str = "main"


class Tender(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A means of payment (付款方式) as it stands on the receipt: what it paid, and what was handed over for it."""

    kind: str
    amount: Minor
    received: Minor
    request: str = ""
    account: str = ""
    balance: Minor = 0
    """What is left on that card or credit note; of points, their number."""
    points: int = 0
    by: str = ""
    """Of what was taken in exchange: what had truly paid for it (with that one's `request` or `account`)."""


class SaleCompleted(Fact, frozen=True, gc=False):
    """The sale stands, whatever happens to the printer. Everything a book or a receipt needs is here."""

    sale: str
    receipt: str
    customer: str
    lines: tuple[Line, ...]
    tenders: tuple[Tender, ...]
    total: Minor
    """Gross less discounts."""
    net: Minor
    tax: Minor
    discount: Minor
    rounding: Minor
    """Cash rounding in the customer's favour (below 0: in the shop's, where it goes to the nearest step): what the
    tenders paid adds up to total - rounding, and what was received for them to that + change."""
    change: Minor
    member: str = ""
    slip: int = 0
    coupons: tuple[str, ...] = ()
    """Codes of those that counted towards it."""
    stored: Minor = 0
    """Of the total: what goes onto stored-value cards, which is no revenue."""
    points: int = 0
    """Points that it earns for the member."""
    standing: int = 0
    """The member's points afterwards."""
    offline_key: str = ""
    """Under which it waits to be uploaded, where it was finished offline."""
    employee: str = ""
    """Badge of the member of staff who bought it."""
    employee_name: Text = Text()
    employee_off: Minor = 0
    """Of the discount: what was given for that."""
    total_said: bool = False
    """The customer was told this very total, not what the basket came to at another moment."""


class ReceiptIssued(Fact, frozen=True, gc=False):
    """A receipt is asked of the printer; its outcome is a stimulus."""

    document: str
    sale: str
    """Empty where an X or Z report that failed to print is printed again."""
    copy: int = 0
    """0 for the first, 1.. for reprints."""


class PaperChanged(Fact, frozen=True, gc=False):
    """换纸: a full roll is in, and the printer's errors are over."""
