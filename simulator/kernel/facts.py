"""Facts: what followed. Each carries every figure it rested on, so that a journal can be graded alone, years later."""

import msgspec

from simulator.kernel.events import Fact
from simulator.kernel.money import Minor, Pieces
from simulator.kernel.texts import Text

# --- the run (stream `shop`) -----------------------------------------------------------------------------------------


class RunOpened(Fact, frozen=True, gc=False):
    """The opening entry: all that replay needs to know, and the only place beside `RunResumed` with a wall clock."""

    run: str
    scenario: str
    version: int
    mode: str
    """`coach`, `practice`, `exam`, `free`."""
    seed: int
    rules: int
    """Version of the shop's rules (`simulator.pos.RULES`); a difference under other rules is told as such."""
    materials: dict[str, str]
    """What it was made of: name (`script`, `shop`, `people`) -> SHA-256; kept once in the store, bundled by exports."""
    stations: tuple[str, ...]
    role: str
    person: str = ""
    """Id of the trainee; empty for a guest, who never certifies."""
    bot: str = ""
    attested_by: str = ""
    """Trainer whose PIN said who sits there (exams)."""
    pace: str = "1"
    wall: str = ""
    zone: str = ""
    product: str = ""
    branch_of: str = ""
    """`RUN@SEQ` where this run was branched off another."""


class RunResumed(Fact, frozen=True, gc=False):
    """The process came back after a crash; a crash costs no virtual time."""

    wall: str
    zone: str


class Checkpoint(Fact, frozen=True, gc=False):
    """The heads of all streams (stream -> hash in hex), which ties the streams' chains together."""

    heads: dict[str, str]
    order: str = ""
    """In the sealing one: SHA-256 in hex over the hashes of all entries before it, in the run's total order."""
    content: str = ""
    """In the sealing one: the same over their stored bytes, each entry's ended by a newline. Empty where the chain did
    not come out when the run was sealed, and in runs sealed before there was such a digest."""


class RunEnded(Fact, frozen=True, gc=False):
    """`finished`, `quit` or `abandoned`; followed by the sealing checkpoint."""

    reason: str


# --- refusals and authorization --------------------------------------------------------------------------------------


class Refused(Fact, frozen=True, gc=False):
    """A command was not carried out: graders must see mistakes. `reason` is a text id, `given` its parameters."""

    operation: str
    reason: str
    given: dict[str, str] = msgspec.field(default_factory=dict)


class AuthorizationAsked(Fact, frozen=True, gc=False):
    """The operation waits for a PIN of at least `level`."""

    operation: str
    amount: Minor
    level: str


class Authorized(Fact, frozen=True, gc=False):
    """授权: a badge of high enough level let the waiting operation pass; what it led to follows from the same cause."""

    operation: str
    by: str
    present: bool
    """False when the badge's owner did not stand there: the PIN was used by somebody else."""


class AuthorizationDenied(Fact, frozen=True, gc=False):
    """The supervisor looked and said no: the operation is dropped. A PIN of too low a level is `Refused` instead."""

    operation: str
    by: str


class AuthorizationCancelled(Fact, frozen=True, gc=False):
    """The cashier took the request back before anybody decided: the operation is dropped."""

    operation: str


# --- the station -----------------------------------------------------------------------------------------------------


class StationOpened(Fact, frozen=True, gc=False):
    """A till is switched on and signed on, with its float in the drawer."""

    station: str
    operator: str
    name: Text
    float: Pieces
    paper: int
    """Lines left on the roll."""


class TillLocked(Fact, frozen=True, gc=False):
    """锁机: nothing can be rung up until a badge unlocks it; what stands in the basket stays."""


class TillUnlocked(Fact, frozen=True, gc=False):
    """Work goes on, by the operator signed on or by somebody who may authorize."""

    badge: str


class TillLeft(Fact, frozen=True, gc=False):
    """Nobody stands at the till."""

    locked: bool
    drawer_open: bool


class TillManned(Fact, frozen=True, gc=False):
    """Somebody stands at the till again."""

    away: int
    """Milliseconds nobody stood there."""


class TillWentDark(Fact, frozen=True, gc=False):
    """Without power: what was in memory is gone, what was in the journal is not."""

    stage: str
    """Lifecycle stage at that instant."""


class TillStarted(Fact, frozen=True, gc=False):
    """Switched on again and recovered from the journal."""

    stage: str
    stable: bool
    """Whether the mains were stable at that time."""


# --- the sale --------------------------------------------------------------------------------------------------------


class SaleOpened(Fact, frozen=True, gc=False):
    """A basket was begun by its first line, for whoever stood there."""

    sale: str
    """`till-1/12`: unique in the run without asking another till."""
    customer: str = ""


class Line(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of a basket with all it rested on at that moment."""

    line: int
    sku: str
    name: Text
    code: str
    price: Minor
    """Per piece, or per kg for weighed goods."""
    quantity: int
    """Pieces; 1 for weighed goods."""
    grams: int
    """Weight for weighed goods, else 0."""
    gross: Minor
    """Price times quantity or weight, rounded by the one rule."""
    discount: Minor
    """What is taken off (>= 0); the amount charged is gross - discount."""
    tax_rate: int
    """Basis points, inside the price."""
    goods: tuple[str, ...] = ()
    """The physical goods that this line charges, as far as they are known."""
    how: str = "scan"
    """`scan`, `code`, `pick`, `bag`, `slip`."""

    @property
    def amount(self) -> Minor:
        return self.gross - self.discount


class LineAdded(Fact, frozen=True, gc=False):
    """An item was rung up, priced as it was at that moment."""

    sale: str
    line: Line
    total: Minor
    """Of the whole basket, after."""


class LineChanged(Fact, frozen=True, gc=False):
    """Another quantity."""

    sale: str
    line: Line
    total: Minor


class LineVoided(Fact, frozen=True, gc=False):
    """单品取消: a line is taken off the basket again before payment; it keeps its number in the journal."""

    sale: str
    line: int
    sku: str
    amount: Minor
    total: Minor
    quantity: int = 1
    goods: tuple[str, ...] = ()


class MultiplierSet(Fact, frozen=True, gc=False):
    """The next item will count this many times; used up by it."""

    quantity: int


class PriceShown(Fact, frozen=True, gc=False):
    """查价: a price was looked up; nothing was sold."""

    sku: str
    name: Text
    price: Minor
    member_price: Minor = 0


class MemberIdentified(Fact, frozen=True, gc=False):
    """The whole basket is repriced; `lines` are those that changed."""

    sale: str
    member: str
    name: Text
    lines: tuple[Line, ...]
    total: Minor
    stage: str
    """Lifecycle stage at which it was asked: a good cashier asks before the payment."""


class Weighed(Fact, frozen=True, gc=False):
    """What the scale shows: a good and its weight, or nothing for an empty scale."""

    good: str
    grams: int


class SaleVoided(Fact, frozen=True, gc=False):
    """整单取消: the basket was given up before the sale was finished."""

    sale: str
    amount: Minor
    lines: int
    customer: str = ""


class SaleSuspended(Fact, frozen=True, gc=False):
    """挂单: the basket is put aside under a ticket, so that the next customer can be served."""

    sale: str
    ticket: str
    customer: str
    amount: Minor


class SaleResumed(Fact, frozen=True, gc=False):
    """取单: a suspended basket is at the till again; it can be resumed once, whichever till does it."""

    sale: str
    ticket: str
    customer: str
    """Whose basket it is."""
    at_counter: str
    """Who stands there."""


# --- payment ---------------------------------------------------------------------------------------------------------


class TenderStarted(Fact, frozen=True, gc=False):
    """结算: the total was asked for; from here on the basket is fixed."""

    sale: str
    total: Minor
    cash_due: Minor
    """What is due when all of it is paid in cash (cash rounding)."""
    lines: int


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


class PaymentQueried(Fact, frozen=True, gc=False):
    """The channel was asked how an open request ended; its answer comes as a stimulus."""

    request: str


class PaymentDeclined(Fact, frozen=True, gc=False):
    """The channel said no, and nothing was charged: another means of payment (付款方式) is needed."""

    request: str
    amount: Minor
    sale: str = ""


class PaymentUnknown(Fact, frozen=True, gc=False):
    """No answer came: it may have been charged or not."""

    request: str
    amount: Minor
    sale: str = ""


class PaymentTaken(Fact, frozen=True, gc=False):
    """A tender counts towards the sale."""

    sale: str
    kind: str
    """`cash`, `card`, `mobile`, `static_code`."""
    amount: Minor
    """What it pays of the sale."""
    received: Minor
    """What was handed over, as keyed (cash), else the amount."""
    request: str = ""
    rounding: Minor = 0
    """Cash rounding in the customer's favour (>= 0), part of what settles the sale."""
    offered: Minor = 0
    """Cash that really lay on the counter."""
    confirmed: bool = True
    """For a static code: whether its arrival had been confirmed on the merchant's side."""


class PaymentDoubled(Fact, frozen=True, gc=False):
    """Money was taken again for something already paid."""

    sale: str
    request: str
    amount: Minor


class Tender(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A means of payment (付款方式) as it stands on the receipt: what it paid, and what was handed over for it."""

    kind: str
    amount: Minor
    received: Minor
    request: str = ""


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
    """Cash rounding given away (>= 0): tenders add up to total - rounding + change."""
    change: Minor
    member: str = ""
    slip: int = 0


class CashTaken(Fact, frozen=True, gc=False):
    """From the counter into the drawer."""

    pieces: Pieces
    amount: Minor
    sale: str
    change_open: Minor
    """Change still to be given at that moment: a careful cashier leaves the note outside until it is counted."""


class ChangeGiven(Fact, frozen=True, gc=False):
    """From the drawer to the customer; `amount` is what was handed over now, `so_far` with what was given before."""

    sale: str
    customer: str
    pieces: Pieces
    amount: Minor
    so_far: Minor
    due: Minor


class CashReturned(Fact, frozen=True, gc=False):
    """Notes and coins from the counter went back to the customer without ever being in the drawer."""

    pieces: Pieces
    amount: Minor


class CashExchanged(Fact, frozen=True, gc=False):
    """换零: small change brought for large notes; empty `takes` where the drawer could not give those notes."""

    gives: Pieces
    takes: Pieces


class DrawerOpened(Fact, frozen=True, gc=False):
    """The cash drawer (钱箱) sprang open: every opening is told, for it is what auditors ask about first."""

    why: str
    """`sale`, `no_sale` or `key`."""
    reason: str = ""


class DrawerClosed(Fact, frozen=True, gc=False):
    """The drawer was pushed shut: how long it stood open is what graders look at."""

    open_for: int
    """Milliseconds."""


class DrawerLocked(Fact, frozen=True, gc=False):
    """The drawer's key was turned: nobody gets at the cash, whatever happens to the mains."""


class DrawerUnlocked(Fact, frozen=True, gc=False):
    """The key was turned back; this alone does not open the drawer."""


class ReceiptIssued(Fact, frozen=True, gc=False):
    """A receipt is asked of the printer; its outcome is a stimulus."""

    document: str
    sale: str
    copy: int = 0
    """0 for the first, 1.. for reprints."""


class PaperChanged(Fact, frozen=True, gc=False):
    """换纸: a full roll is in, and the printer's errors are over."""


# --- the counter -----------------------------------------------------------------------------------------------------


class NextCalled(Fact, frozen=True, gc=False):
    """The first of the queue was asked to the counter."""

    customer: str


class Said(Fact, frozen=True, gc=False):
    """A reply was given; for an answer, `about` names the question and `right` tells whether it was a good one."""

    customer: str
    reply: str
    about: str = ""
    right: bool = True


class TrolleyChecked(Fact, frozen=True, gc=False):
    """The cashier looked under the trolley; `found` are the goods that would have left unpaid."""

    customer: str
    found: tuple[str, ...]


class GoodSetAside(Fact, frozen=True, gc=False):
    """A good was taken off the belt and is not to be charged."""

    good: str
    wanted: bool
    """True when the customer did want it."""


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
    """Goods charged as another item."""
    change_off: Minor = 0
    """Change received less change due: negative when the customer was short-changed."""
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


# --- outages ---------------------------------------------------------------------------------------------------------


class IncidentReported(Fact, frozen=True, gc=False):
    """The duty manager (值班经理) was told of an incident, and how the sale stood at that instant."""

    what: str
    stage: str
    after: int
    """Milliseconds since the incident."""


class ManualModeOrdered(Fact, frozen=True, gc=False):
    """The duty manager allowed handwritten slips (手工单据): before this, selling in the dark is a mistake."""

    by: str


class SlipLine(msgspec.Struct, frozen=True, gc=False):
    """A good on a handwritten slip: what was written for it beside what its label says."""

    good: str
    sku: str
    name: Text
    written: Minor
    label: Minor
    """What the label says."""


class SlipWritten(Fact, frozen=True, gc=False):
    """手工单据: a sale by hand while the till was dark. It enters the books only when it is entered (`SlipEntered`)."""

    slip: int
    customer: str
    lines: tuple[SlipLine, ...]
    tender: str
    total: Minor
    received: Minor
    change: Minor
    ordered: bool
    """Whether manual mode had been ordered."""
    off: Minor = 0
    """Written less label prices, summed over the absolute differences: guessed prices show here."""
    confirmed: bool = True
    """For a payment to the static code: whether its arrival had been confirmed on the merchant's side."""


class ArrivalConfirmed(Fact, frozen=True, gc=False):
    """到账: the merchant's side was looked at; `arrived` is whether the customer's money stood there."""

    customer: str
    arrived: bool


class SlipEntered(Fact, frozen=True, gc=False):
    """补录: a handwritten slip was keyed into the till and is now a sale like any other."""

    slip: int
    sale: str
    total: Minor


class StationClosed(Fact, frozen=True, gc=False):
    """The end of the station's drill: drawer counted against the book, slips and baskets left open."""

    counted: Minor
    expected: Minor
    over_short: Minor
    open_sales: int
    slips_open: tuple[int, ...] = ()
    payments_open: tuple[str, ...] = ()
