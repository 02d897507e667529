"""Goods that come back: the receipt as it was sold, what is returned of it, and the money that goes back.

A refund is what was paid, as it stands on the sale's line: of the first k of n units k/n of it, rounded once, so that
the pieces of any sequence of returns add up to all of it (`simulator.pos.sold`).
"""

import msgspec

from simulator.kernel import units
from simulator.kernel.events import Fact
from simulator.kernel.facts.sale import Line, Offer
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text


class SoldLine(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of a finished sale, and what came back of it."""

    line: Line
    paid: Minor
    """What was paid for it: its amount, with the tax where that came on top."""
    returned: int = 0
    """Units (pieces, or grams of what is weighed) that came back so far."""
    before: int = 0
    """Those of them that came back before this run, which no claim of this run knows of."""
    withheld: Minor = 0
    """Of what was paid for those that came back: kept by the shop as long as a broken promotion's other goods are."""

    @property
    def units(self) -> int:
        """What was sold: pieces, or grams."""
        return self.line.grams or self.line.quantity


class SoldTender(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A means of payment of a finished sale, and what went back to it."""

    kind: str
    amount: Minor
    """What was handed over or charged."""
    value: Minor
    """What of the bill it settled: with cash rounding."""
    refunded: Minor = 0
    """Of the value."""
    request: str = ""
    channel: str = ""
    account: str = ""
    """The stored-value card, credit note or member that paid."""
    points: int = 0


class Sold(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A receipt as the back office keeps it: the sale as it was sold, and what was returned of it."""

    receipt: str
    sale: str
    """Empty for one of an earlier day, which no other part of this run's journal knows."""
    day: str
    """YYYY-MM-DD; empty where the shop has no clock."""
    lines: tuple[SoldLine, ...]
    tenders: tuple[SoldTender, ...]
    total: Minor
    member: str = ""
    card: str = ""
    """The last four digits of the card or code that paid."""
    customer: str = ""
    returns: int = 0
    """How many returns of it there were."""
    cash_back: Minor = 0
    """What of the bill went back in cash so far: cash is rounded on the sum, not on each piece."""
    invoice: str = ""
    """Number of the invoice that was issued for it: a return of it asks for a red-letter one (红字发票)."""
    invoice_asked: bool = False
    """An invoice was asked for, at whichever till; until it is issued a return takes its part off the request."""
    points: int = 0
    """Earned by it."""
    stored: Minor = 0
    """Of the total: what went onto stored-value cards, and does not come back."""
    coupons: tuple[str, ...] = ()
    gift: bool = False
    """Found by a gift receipt, which shows no prices: what it was paid with is nobody's business here."""


class ReceiptAsked(Fact, frozen=True, gc=False):
    """查找小票: the back office was asked for a receipt; its answer comes as a stimulus."""

    by: str
    """`code`, `number`, `member` or `card`."""
    value: str


class ReturnOpened(Fact, frozen=True, gc=False):
    """退货: a return was begun, of a receipt as it was sold, or without one."""

    number: str
    """`till-1-R0003`: of the return, and of its slip."""
    customer: str
    sold: Sold | None = None
    day: str = ""
    """The shop's date."""
    days: int = 0
    """Since the sale."""
    expired: bool = False
    """The shop's window is over: nothing is taken back without an exception."""


class RecentPrice(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A price at which something was sold lately, and how that is known."""

    price: Minor
    """Of a piece (a kg, metre, litre)."""
    how: str
    """`sold`, `shelf`, `member`, `was` (an earlier shelf price), `offer` (a promotion's), `told` (the shop's word)."""
    of: str = ""
    """The receipt that it was sold on, or the promotion."""
    day: str = ""
    """YYYY-MM-DD: when it was sold, or the last day of an earlier price; empty: today's, or nobody knows."""
    name: Text = Text()
    """Of the promotion."""


class ReturnedLine(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What comes back, with all it rests on."""

    n: int
    """On the return's slip."""
    line: int
    """Of the receipt; 0 without one."""
    sku: str
    name: Text
    quantity: int
    """Pieces; 1 for weighed goods."""
    grams: int
    gross: Minor
    discount: Minor
    """The part of it that was taken off then: promotions, 抹零 and what was taken off by hand came off each line."""
    amount: Minor
    """What goes back for it: exactly what was paid, less what is withheld."""
    tax: Minor
    tax_rate: int
    condition: str
    """As the cashier found it: `resalable`, `unsaleable`, `opened`, `damaged`, `spoiled`."""
    reason: str = ""
    start: int = 0
    """Units of the receipt's line that came back before these."""
    limit: int = 0
    """Units of it that may come back in this run."""
    goods: tuple[str, ...] = ()
    """The physical goods that were handed in."""
    missing: int = 0
    """Pieces that nobody handed in."""
    inspected: bool = False
    """Somebody looked at all of them first."""
    state: str = ""
    """What they truly are: `intact`, `opened`, `damaged`, `spoiled`; empty where there is nothing to look at."""
    right: bool = True
    """The condition is what a careful cashier finds."""
    unsafe: bool = False
    """It goes back to the shelf and must not be sold."""
    against: str = ""
    """Why the shop's rules do not take it back, an exception apart: `never`, `opened`, `not_faulty`, `window`."""
    pack_of: str = ""
    pieces: int = 1
    unit: str = ""
    """As on the receipt's line: what was measured otherwise than in kg has its thousandths in `grams`."""
    lot: str = ""
    expiry: str = ""
    recent: RecentPrice | None = None
    """Without a receipt: the lowest price at which it was sold within `within` days, and how that is known."""
    within: int = 0
    withheld: dict[int, Minor] = {}
    """Line of the receipt -> what of its price is kept back because goods are kept that would have cost more without
    a promotion that is broken now (折扣追回); below 0: what was kept back and goes out now.
    """
    broken: tuple[Offer, ...] = ()
    """Those promotions, each with what the goods that are kept had of it and would not have had alone."""

    @property
    def measure(self) -> str:
        """The unit that it was weighed or measured in; empty for what is counted."""
        return units.measure(self.unit, self.grams)

    @property
    def units(self) -> int:
        return self.grams or self.quantity

    @property
    def kept_back(self) -> Minor:
        """What is withheld of it; below 0: what goes out now beyond what was paid for it."""
        return sum(self.withheld.values())

    @property
    def to_shelf(self) -> bool:
        return self.condition == "resalable"


class GoodInspected(Fact, frozen=True, gc=False):
    """验货: a good that comes back was looked at; what is wrong with it can be seen now."""

    good: str
    state: str


class ReturnLineAdded(Fact, frozen=True, gc=False):
    """Something was taken back, as far as the return goes through."""

    number: str
    line: ReturnedLine
    total: Minor
    """Of the whole return, after."""


class ReturnLineRemoved(Fact, frozen=True, gc=False):
    """It goes back to the customer."""

    number: str
    n: int
    amount: Minor
    total: Minor
    goods: tuple[str, ...] = ()


class ReturnExceptionAllowed(Fact, frozen=True, gc=False):
    """例外退货: this return may leave the window and the rules of categories behind."""

    number: str
    reason: str


class ReturnCancelled(Fact, frozen=True, gc=False):
    """The return was given up; nothing was taken back."""

    number: str
    total: Minor
    lines: int
    customer: str = ""
    reason: str = ""
    acceptable: bool = False
    """Something of it could have been taken back under the rules."""


class ExchangeStarted(Fact, frozen=True, gc=False):
    """换货: what comes back is settled with what is taken instead; new goods are rung up now."""

    number: str
    credit: Minor


class Refund(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A part of what goes back."""

    kind: str
    """A means of payment, `exchange` (new goods instead), or `credit`: a credit note."""
    value: Minor
    """Of what was paid."""
    amount: Minor
    """Handed over or sent: cash is rounded."""
    request: str = ""
    """Asked of the payment channel under this."""
    of: str = ""
    """The payment that it gives back."""
    channel: str = ""
    account: str = ""
    """The stored-value card, or member, that gets it back; empty for a new credit note."""
    by: str = ""
    """Of what is settled by an exchange: what had truly paid, and pays for the new goods now."""


class ReturnCompleted(Fact, frozen=True, gc=False):
    """退货完成: the goods are the shop's again. Everything that books, points and invoices need is here.

    The money is on its way: each part of `refunds` that a channel sends is told by `refund_requested`, and what was
    handed over or arrived by `refund_made`.
    """

    number: str
    kind: str
    """`return`, `exchange`, or `post_void` (反结账)."""
    receipt: str
    """Empty without one."""
    sale: str
    customer: str
    lines: tuple[ReturnedLine, ...]
    total: Minor
    net: Minor
    tax: Minor
    refunds: tuple[Refund, ...]
    sequence: int = 0
    """How many returns of that receipt came before: two tills cannot both be the next one."""
    original: bool = True
    """All of it goes to what paid, as far as money goes back."""
    other: str = ""
    """The other means of payment that was chosen."""
    exchange: str = ""
    """The sale of the goods that were taken instead."""
    days: int = 0
    expired: bool = False
    exception: bool = False
    reason: str = ""
    member: str = ""
    invoice: str = ""
    """The invoice that a red-letter one has to be issued for."""
    points: int = 0
    """Earned by the whole sale, of which what came back takes its share along."""
    points_back: int = 0
    """Taken back."""
    coupons: tuple[str, ...] = ()
    """Those that can be used again, by the shop's policy."""
    missing: int = 0
    """Pieces refunded that nobody handed in."""
    offline_key: str = ""
    """Under which it is uploaded, where it was finished offline."""
    invoice_asked: bool = False
    """An invoice of the receipt was asked for and is not issued yet: the request is less by what came back."""
    unseen: int = 0
    """Lines that were judged before all of their goods were looked at."""
    misjudged: int = 0
    """Lines whose condition is not what a careful cashier finds; what must not be sold again and does is `unsafe`."""
    unsafe: int = 0
    """Lines that go back to the shelf and must not be sold."""

    @property
    def back(self) -> Minor:
        """What goes back as money, before cash is rounded."""
        return sum(refund.value for refund in self.refunds if refund.kind != "exchange")


class RefundRequested(Fact, frozen=True, gc=False):
    """The payment channel was asked to send money back; the request id makes a repeat harmless."""

    number: str
    request: str
    kind: str
    value: Minor
    amount: Minor
    of: str = ""
    channel: str = "main"
    again: bool = False
    """Another refund of the same return has no known outcome: sending again is how a shop pays twice."""


class RefundMade(Fact, frozen=True, gc=False):
    """退款: money went back, by hand or through the channel."""

    number: str
    receipt: str
    customer: str
    kind: str
    value: Minor
    amount: Minor
    request: str = ""
    of: str = ""
    channel: str = ""
    again: bool = False
    """Another refund of the same money had no known outcome."""
    voucher: str = ""
    """The code of the credit note that was issued."""
    other: bool = False
    """Not the means of payment that paid."""
    instead: str = ""
    """The request to a channel that it takes the place of."""


class RefundUnknown(Fact, frozen=True, gc=False):
    """No answer came: the money may be on its way or not. Query; never send it again."""

    number: str
    request: str
    amount: Minor


class RefundDeclined(Fact, frozen=True, gc=False):
    """The channel said no: another means of payment needs an approval."""

    number: str
    request: str
    amount: Minor
    error: str = ""


class RefundDoubled(Fact, frozen=True, gc=False):
    """A refund that was given otherwise meanwhile arrived after all: the shop paid twice."""

    number: str
    request: str
    amount: Minor
    kind: str = ""
    channel: str = "main"


class GiftReceiptIssued(Fact, frozen=True, gc=False):
    """礼品小票: a receipt without prices, with a code to return by, is asked of the printer."""

    document: str
    receipt: str
    sale: str


class ReturnSlipSigned(Fact, frozen=True, gc=False):
    """The customer signed the return slip."""

    number: str
    customer: str
