"""What happens between people at the counter, and how a visit ended."""

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor


class NextCalled(Fact, frozen=True, gc=False):
    """The first of the queue was asked to the counter."""

    customer: str


class Said(Fact, frozen=True, gc=False):
    """A reply was given; for an answer, `about` names the question and `right` tells whether it was a good one."""

    customer: str
    reply: str
    about: str = ""
    right: bool = True
    cash_laid: bool = False
    """Whether the customer's cash lay on the counter, not taken for anything yet."""
    amount: Minor = 0
    """Of a total: what the basket came to when it was said. Of a price: what was shown."""


class TrolleyChecked(Fact, frozen=True, gc=False):
    """The cashier looked under the trolley and into what stands open; `found` are the goods that nobody had seen."""

    customer: str
    found: tuple[str, ...]


class GoodSetAside(Fact, frozen=True, gc=False):
    """A good was taken off the belt and is not to be charged."""

    good: str
    wanted: bool
    """True when the customer did want it, and could have had it."""


class SupervisorCalled(Fact, frozen=True, gc=False):
    """The supervisor was asked to come; arriving is a stimulus of its own."""

    reason: str


class VisitEnded(Fact, frozen=True, gc=False):
    """How it came out for a customer: the truth about goods, money and time, which no till knows."""

    customer: str
    reason: str
    goods: int
    """How many goods they came with."""
    charged: int
    """Goods charged rightly."""
    unpaid: tuple[str, ...] = ()
    """Goods that left with the customer and were never charged."""
    unpaid_worth: Minor = 0
    extra: tuple[str, ...] = ()
    """Skus charged without a good: scanned twice, or dropped and not voided."""
    extra_worth: Minor = 0
    wrong: tuple[str, ...] = ()
    """Goods charged as another item, or by another measure than was cut off or filled."""
    change_off: Minor = 0
    """Change received less change due: negative when the customer was short-changed."""
    cash_sales: Minor = 0
    """What of their finished sales and slips was to be paid in cash."""
    change_due: Minor = 0
    """What they laid on the counter beyond that, whatever was keyed."""
    cash_left: Minor = 0
    """Their money that nobody took: it lay on the counter when they left."""
    unsettled: Minor = 0
    """What left the shop unpaid although it was charged."""
    waited: int = 0
    """Milliseconds in the queue."""
    served: int = 0
    """Milliseconds at the counter."""
    greeted: bool = False
    member_asked: bool = False
    is_member: bool = False
    member_used: bool = False
    coupon: str = ""
    """The code of the coupon that they presented."""
    coupon_used: bool = False
    """It took something off what they paid."""
    unfit: tuple[str, ...] = ()
    """Goods that were sold although past their date or recalled."""
    brought: int = 0
    """Goods that they brought back to be returned."""
    taken_back: int = 0
    """Those that were taken back."""
    refunded: Minor = 0
    """What went back to them."""
    dispute: str = ""
    """What the shelf said in truth of a price that they disputed."""
    price_settled: bool = False
    """They paid the price that is right by it, and nobody set another."""
    complaint: str = ""
    """What they complained of."""
    complaint_recorded: bool = False
    correction_due: Minor = 0
    """Change that was missing by the records."""
    corrected: Minor = 0
    """What of it was paid out, with the supervisor."""
    wanted: tuple[str, ...] = ()
    """What they asked for beside their goods: `invoice`, `membership`, `load`, `points`, `gift`."""
    unmet: tuple[str, ...] = ()
    """What of it they left without, although they could have had it."""
    member_wrong: bool = False
    """A sale of theirs counts for another member."""
    bags: int = 0
    """Carrier bags that they paid for."""
    under_age: tuple[str, ...] = ()
    """Goods with an age limit that they were sold although they are too young, or nobody saw that they are not."""
    off_items: Minor = 0
    """What was taken off single lines by hand, of what they paid."""
    off_bill: Minor = 0
    """And off the bill as a whole."""
