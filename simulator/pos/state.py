"""One station's state: what `apply` makes of its journal. Owned and mutated by `apply` alone."""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

import msgspec

from simulator.kernel.events import Command
from simulator.kernel.facts import (
    DrawerCounted,
    FloatCounted,
    Line,
    ReturnCompleted,
    SaleCompleted,
    ShiftHandedOver,
    SlipWritten,
    Sold,
    Tender,
    Totals,
    TrustedCard,
)
from simulator.kernel.money import Minor
from simulator.kernel.stimuli import ErrandCame
from simulator.kernel.texts import Text
from simulator.pos.accounts import Accounts
from simulator.pos.drawer import Drawer
from simulator.pos.payments import Channels, Payment
from simulator.pos.returns import Lately, RefundDue, Return
from simulator.pos.rules import Rules
from simulator.pos.uploads import Uploads
from simulator.pos.visits import Counter

OF_SALE = attrgetter("sale")

Stage = Literal["off", "idle", "scanning", "tendering", "paying", "change", "returning", "refunding"]
"""Where the till is in a sale's life; `lifecycle` has the table."""


class Sale(msgspec.Struct):
    """A basket, and what was paid of it."""

    id: str
    customer: str
    lines: dict[int, Line] = msgspec.field(default_factory=dict)
    next_line: int = 1
    total: Minor = 0
    member: str = ""
    member_name: Text = Text()
    tenders: list[Tender] = msgspec.field(default_factory=list)
    employee: str = ""
    """Badge of the member of staff who buys."""
    employee_name: Text = Text()
    paid: Minor = 0
    rounding: Minor = 0
    by_hand: Minor = 0
    """Taken off the whole basket by somebody with the right to."""
    coupons: list[str] = msgspec.field(default_factory=list)
    quotas: dict[str, int] = msgspec.field(default_factory=dict)
    """Promotion with a quota -> pieces that this basket holds of it."""
    alone: bool = False
    """The network was down while it was open: it gets no more of any quota than it holds."""
    cards: tuple[TrustedCard, ...] = ()
    credit: Minor = 0
    """What the goods are worth that come back in exchange for it."""

    @property
    def due(self) -> Minor:
        """Still to be paid."""
        return self.total - self.paid - self.rounding - (self.credited if self.credit else 0)

    @property
    def credited(self) -> Minor:
        """What of the credit this sale uses."""
        return min(self.credit, self.total)


@dataclass(slots=True)
class Held:
    """A basket that was left at another till, as the shop's store has it: all that is needed to go on with it."""

    sale: Sale
    payments: list[Payment] = field(default_factory=list)
    """Its requests to the payment channel: they come with it, so that they can be queried where it is paid."""
    origin: str = ""


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
    broken: bool = False
    """It is the till itself, not the mains: no restart helps."""
    restarts: int = 0
    """How often that was tried in vain."""
    network: bool = True
    since: int = 0
    reported: bool = False
    manual: bool = False
    """Manual mode was ordered, and power has not been restored by a restart."""
    order: str = ""
    losses: list[str] = field(default_factory=list)
    """Money that is gone and that the duty manager has not heard of, of `commands.LOSSES`."""


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
    floating: bool = False
    """It waited without an operator: its float has to be counted, and declared at the end."""
    cashier: str = ""
    cashier_name: Text = Text()
    """Who came over to it and may sign on."""
    came_from: str = ""
    """The till that they came from."""
    suspended: dict[str, Sale] = field(default_factory=dict)
    held: dict[str, Held] = field(default_factory=dict)
    """Ticket -> basket that was left at another till and may be resumed here."""
    gone: set[str] = field(default_factory=set)
    """Tickets that were resumed at another till."""
    sales: int = 0
    tickets: int = 0
    complaints: int = 0
    """Recorded so far."""
    requests: int = 0
    last: SaleCompleted | None = None
    copies: int = 0
    multiplier: int = 1
    measure: int = 0
    """Thousandths of a unit that were typed for the next item; 0: none were."""
    drawer: Drawer = field(default_factory=Drawer)
    payments: dict[str, Payment] = field(default_factory=dict)
    channels: Channels = field(default_factory=Channels)
    asked: Command | None = None
    """The last command, for what has to wait for an authorization."""
    pending: Pending | None = None
    age_check: AgeCheck | None = None
    returning: Return | None = None
    returns: int = 0
    lately: Lately = field(default_factory=Lately)
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
    uploads: Uploads = field(default_factory=Uploads)
    accounts: Accounts = field(default_factory=Accounts)
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
    takeover: int = 0
    """When the till is taken over from somebody who does nothing more; 0: that was not said."""
    takeover_latest: int = 0
    """The same whatever they do."""
    closed: bool = False

    def member_name(self, code: str) -> Text | None:
        """Whose member code it is: somebody on the roll, or enrolled here since."""
        return self.rules.members.get(code) or self.accounts.enrolled.get(code)

    def open_payment(self, sale: str) -> bool:
        """Whether money of this sale is still on its way: without a known outcome, or not given back yet."""
        return bool(self.waiting(sale)) or any(payment.sale == sale for payment in self.reversing())

    def waiting(self, sale: str = "") -> list[Payment]:
        """Requests without a known outcome; those of one sale, where that is asked."""
        if sale and sale not in map(OF_SALE, self.payments.values()):
            return []  # most often; a day's payments are many
        return [p for p in self.payments.values() if p.status in ("waiting", "unknown") and sale in ("", p.sale)]

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
