"""One station's state: what `apply` makes of its journal. Owned and mutated by `apply` alone."""

from dataclasses import dataclass, field
from typing import Literal

from simulator.kernel.events import Command
from simulator.kernel.facts import (
    DrawerCounted,
    FloatCounted,
    Line,
    ReturnCompleted,
    ReturnedLine,
    SaleCompleted,
    ShiftHandedOver,
    SlipWritten,
    Sold,
    Tender,
    Totals,
)
from simulator.kernel.money import Minor, Pieces, worth
from simulator.kernel.stimuli import CustomerSaid, ErrandCame, Good
from simulator.kernel.texts import Text
from simulator.pos.rules import Rules


def move(source: Pieces | None, target: Pieces | None, moved: Pieces) -> None:
    """Notes and coins from one heap to another, or (None) out of sight."""
    for value, count in moved.items():
        if source is not None:
            source[value] = source.get(value, 0) - count
            if not source[value]:
                del source[value]
        if target is not None:
            target[value] = target.get(value, 0) + count


def false_among(pieces: Pieces, false: Pieces, moved: Pieces) -> Pieces:
    """The false ones among `moved`, a handful out of `pieces` with these `false` ones: genuine ones as far as they go.

    >>> false_among({10000: 3}, {10000: 1}, {10000: 2}), false_among({10000: 3}, {10000: 1}, {10000: 3})
    ({}, {10000: 1})
    """
    among = {value: moved.get(value, 0) - pieces.get(value, 0) + count for value, count in false.items()}
    return {value: count for value, count in among.items() if count > 0}


Stage = Literal["off", "idle", "scanning", "tendering", "paying", "change", "returning", "refunding"]
"""Where the till is in a sale's life; `lifecycle` has the table."""


@dataclass(slots=True)
class Sale:
    """A basket, and what was paid of it."""

    id: str
    customer: str
    lines: dict[int, Line] = field(default_factory=dict)
    next_line: int = 1
    total: Minor = 0
    member: str = ""
    member_name: Text = Text()
    tenders: list[Tender] = field(default_factory=list)
    paid: Minor = 0
    rounding: Minor = 0
    by_hand: Minor = 0
    """Taken off the whole basket by somebody with the right to."""
    coupons: list[str] = field(default_factory=list)
    quotas: dict[str, int] = field(default_factory=dict)
    """Promotion with a quota -> pieces that this basket holds of it."""
    credit: Minor = 0
    """What the goods are worth that come back in exchange for it."""

    @property
    def due(self) -> Minor:
        """Still to be paid."""
        return self.total - self.paid - self.rounding - self.credited

    @property
    def credited(self) -> Minor:
        """What of the credit this sale uses."""
        return min(self.credit, self.total)


PaymentStatus = Literal["waiting", "unknown", "approved", "declined", "doubled", "reversing", "reversed"]
"""What the till knows of a request: `doubled` was charged for nothing, `reversing` waits for its reversal."""


@dataclass(slots=True)
class Payment:
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


@dataclass(slots=True)
class Drawer:
    """Real notes and coins; `expected` is what the book says should be there."""

    pieces: Pieces = field(default_factory=dict)
    expected: Minor = 0
    false: Pieces = field(default_factory=dict)
    """The false notes among them, which nobody has noticed."""
    opened_at: int | None = None
    locked: bool = False

    @property
    def open(self) -> bool:
        return self.opened_at is not None

    @property
    def amount(self) -> Minor:
        return worth(self.pieces)

    def take_out(self, pieces: Pieces) -> None:
        """Pieces leave; a false note goes with them only where no genuine one was left to take."""
        false = false_among(self.pieces, self.false, pieces)
        move(self.pieces, None, pieces)
        move(self.false, None, false)


@dataclass(slots=True)
class Visit:
    """A customer, from joining the queue to leaving: the truth about their goods and money."""

    customer: str
    name: Text
    manner: str
    patience: int
    arrived: int
    items: int = 0
    stepped_up: int | None = None
    aside: bool = False
    """Stepped aside to fetch something."""
    mood: int = 0
    goods: dict[str, Good] = field(default_factory=dict)
    charged: dict[str, str] = field(default_factory=dict)
    """good -> sku it was charged as."""
    dropped: set[str] = field(default_factory=set)
    """No longer wanted."""
    set_aside: set[str] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    """Seen under the trolley, or inside another good."""
    member: str = ""
    is_member: bool = False
    coupon: str = ""
    """The code of the coupon that they present."""
    cash: Pieces = field(default_factory=dict)
    """On the counter."""
    false: Pieces = field(default_factory=dict)
    """The false notes among that cash."""
    known_false: Pieces = field(default_factory=dict)
    """Those that the detector found."""
    checked: set[Minor] = field(default_factory=set)
    """Denominations on the counter that were held against the detector."""
    phone: str = ""
    """Payment code on the phone held out; empty: none."""
    offer: Minor = 0
    """What they want to pay by card or phone; 0 is all that is due."""
    phone_live: bool = True
    born: str = ""
    looks: int = 0
    has_id: bool = True
    """Truth about the customer's age, see `CustomerSteppedUp`."""
    id_born: str = ""
    """The birthday on the identity card that was shown."""
    id_answered: bool = False
    """They showed one, or said that they have none."""
    age_allowed: int = 0
    """Least age up to which this customer may buy, as the cashier decided."""
    age_refused: int = 0
    """Least age from which this customer may not; 0 for none."""
    stopped: dict[str, str] = field(default_factory=dict)
    """good -> why the till stopped it."""
    static_arrived: bool = False
    claims_paid: bool = False
    """Said that a payment without a good answer was charged all the same."""
    confirmed: bool = False
    """The arrival of a static-code payment was confirmed on the merchant's side."""
    arrival_asked: bool = False
    """Somebody looked on the merchant's side since the phone was held out."""
    card: bool = False
    last_words: Text = Text()
    sales: list[SaleCompleted] = field(default_factory=list)
    slips: list[SlipWritten] = field(default_factory=list)
    change_due: Minor = 0
    change_given: Minor = 0
    cash_given: Minor = 0
    """Cash of this customer that went into the drawer."""
    greeted: bool = False
    member_asked: bool = False
    said: set[str] = field(default_factory=set)
    """Replies given to this customer."""
    trolley_checked: bool = False
    weights: dict[str, int] = field(default_factory=dict)
    """good -> grams, of what was put on the scale."""
    inspected: set[str] = field(default_factory=set)
    """Goods that were looked at closely."""
    handed_in: set[str] = field(default_factory=set)
    """Goods that came back, and are the shop's or about to be."""
    returns: list[ReturnCompleted] = field(default_factory=list)
    refunded: Minor = 0
    """What went back to this customer, by whatever means."""
    refunded_cash: Minor = 0
    """What of it is to be handed out of the drawer."""
    signed: set[str] = field(default_factory=set)
    """Returns whose slip was signed."""

    @property
    def cash_sales(self) -> Minor:
        """What of the finished sales and slips was to be paid in cash."""
        tenders = (tender for sale in self.sales for tender in sale.tenders if tender.kind == "cash")
        return sum(tender.amount for tender in tenders) + sum(s.total for s in self.slips if s.tender == "cash")

    @property
    def change_owed(self) -> Minor:
        """Change still to be given in truth: by what was laid down, not by what was keyed; negative: they owe us."""
        return self.cash_given + worth(self.cash) - self.cash_sales - self.change_given + self.refunded_cash


@dataclass(slots=True)
class Counter:
    """Who stands where, and what lies on the counter."""

    here: str = ""
    """The customer being served."""
    coming: str = ""
    """Was called and is on the way to the counter."""
    queue: list[str] = field(default_factory=list)
    visits: dict[str, Visit] = field(default_factory=dict)
    questions: list[CustomerSaid] = field(default_factory=list)
    """Asked and not yet answered."""
    on_scale: str = ""
    supervisor: str = ""
    """Badge of the colleague standing at the till."""
    called: str = ""
    """Why the supervisor was called and has not come yet."""
    relief: bool = False

    @property
    def visit(self) -> Visit | None:
        return self.visits.get(self.here)


@dataclass(slots=True)
class Pending:
    """A command that waits for an authorization."""

    command: Command
    operation: str
    amount: Minor
    level: str


@dataclass(slots=True)
class AgeCheck:
    """An item that waits for a decision about the buyer's age."""

    command: Command
    """What rang it up, done again once it is allowed."""
    sku: str
    name: Text
    good: str
    age: int
    born_by: str


@dataclass(slots=True)
class Outage:
    """Power and network as the till has lived through them."""

    power: bool = True
    stable: bool = True
    ups: bool = False
    dark: bool = False
    network: bool = True
    since: int = 0
    reported: bool = False
    manual: bool = False
    """Manual mode was ordered, and power has not been restored by a restart."""
    order: str = ""


@dataclass(slots=True)
class Shift:
    """What the cash office asks about: sums, counts, bags, reports."""

    totals: Totals = field(default_factory=Totals)
    float_due: Minor = 0
    """What the float should be."""
    float_counted: FloatCounted | None = None
    moved: bool = False
    """Money moved or was declared since the till was opened: too late to count the float."""
    counted: DrawerCounted | None = None
    """The declaration, as long as nothing moved since."""
    banked: Minor = 0
    """Brought to the bank since that count."""
    handed_over: ShiftHandedOver | None = None
    bags: int = 0
    x_reports: int = 0
    z_reports: int = 0
    last_report: str = ""
    """Document of the last X or Z."""
    z_made: bool = False
    """A Z was made since the till was opened."""
    zed: bool = False
    """And nothing was sold since."""
    errands: list[ErrandCame] = field(default_factory=list)
    """Asked for and not yet done."""


@dataclass(slots=True)
class Till:
    """A station."""

    rules: Rules
    station: str = "till-1"
    operator: str = ""
    operator_name: Text = Text()
    now: int = 0
    """Virtual time of the last entry."""
    clock: str = ""
    """The shop's date and time when the station was opened; see `calendar`."""
    quotas: dict[str, int] = field(default_factory=dict)
    """Promotion -> what is left of its quota, where that is known to be less than the whole."""
    stage: Stage = "off"
    locked: bool = False
    manned: bool = True
    left_at: int = 0
    sale: Sale | None = None
    suspended: dict[str, Sale] = field(default_factory=dict)
    sales: int = 0
    tickets: int = 0
    requests: int = 0
    last: SaleCompleted | None = None
    copies: int = 0
    multiplier: int = 1
    drawer: Drawer = field(default_factory=Drawer)
    payments: dict[str, Payment] = field(default_factory=dict)
    channels: Channels = field(default_factory=Channels)
    asked: Command | None = None
    """The last command, for what has to wait for an authorization."""
    pending: Pending | None = None
    age_check: AgeCheck | None = None
    returning: Return | None = None
    returns: int = 0
    found: dict[str, Sold] = field(default_factory=dict)
    """Receipts that the back office gave, by number."""
    receipt_asked: str = ""
    """What it was asked for and has not answered yet."""
    refunds: dict[str, RefundDue] = field(default_factory=dict)
    """Through channels, by request."""
    last_return: ReturnCompleted | None = None
    """The last one, where its slip is the last thing that was printed for a customer."""
    counter: Counter = field(default_factory=Counter)
    outage: Outage = field(default_factory=Outage)
    shift: Shift = field(default_factory=Shift)
    printing: list[str] = field(default_factory=list)
    """Documents asked of the printer and not yet answered."""
    printer_error: str = ""
    printer_failed: str = ""
    """Which printer the error is of, the one on screen or a real one: only it can take the error back."""
    unprinted: str = ""
    """The document that the printer failed to print."""
    paper_low: bool = False
    slips: dict[int, SlipWritten] = field(default_factory=dict)
    entered: set[int] = field(default_factory=set)
    over: bool = False
    """The drill's time is up."""
    closed: bool = False

    def open_payment(self, sale: str) -> bool:
        """Whether money of this sale is still on its way: without a known outcome, or not given back yet."""
        return any(payment.sale == sale for payment in (*self.waiting(), *self.reversing()))

    def waiting(self) -> list[Payment]:
        """Requests without a known outcome."""
        return [p for p in self.payments.values() if p.status in ("waiting", "unknown")]

    def owed(self) -> list[Payment]:
        """Requests whose money is to go back to the customer and has not yet."""
        return [p for p in self.payments.values() if p.status in ("doubled", "reversing")]

    def refunding(self) -> list[RefundDue]:
        """Refunds without a known outcome."""
        return [refund for refund in self.refunds.values() if refund.status in ("waiting", "unknown")]

    def unsettled(self) -> list[str]:
        """Requests to channels, either way, whose outcome is not known."""
        return [payment.request for payment in self.waiting()] + [refund.request for refund in self.refunding()]

    def reversing(self) -> list[Payment]:
        """Requests whose reversal was asked for and is not done."""
        return [p for p in self.payments.values() if p.status == "reversing"]
