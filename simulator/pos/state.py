"""One station's state: what `apply` makes of its journal. Owned and mutated by `apply` alone."""

from dataclasses import dataclass, field
from typing import Literal

from simulator.kernel.events import Command
from simulator.kernel.facts import Line, SaleCompleted, SlipWritten, Tender
from simulator.kernel.money import Minor, Pieces, worth
from simulator.kernel.stimuli import CustomerSaid, Good
from simulator.kernel.texts import Text
from simulator.pos.rules import Rules

Stage = Literal["off", "idle", "scanning", "tendering", "paying", "change"]
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

    @property
    def due(self) -> Minor:
        """Still to be paid."""
        return self.total - self.paid - self.rounding


@dataclass(slots=True)
class Payment:
    """A request to the payment channel."""

    request: str
    sale: str
    kind: str
    amount: Minor
    status: Literal["waiting", "unknown", "approved", "declined"] = "waiting"


@dataclass(slots=True)
class Drawer:
    """Real notes and coins; `expected` is what the book says should be there."""

    pieces: Pieces = field(default_factory=dict)
    expected: Minor = 0
    opened_at: int | None = None
    locked: bool = False

    @property
    def open(self) -> bool:
        return self.opened_at is not None

    @property
    def amount(self) -> Minor:
        return worth(self.pieces)


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
    """Seen under the trolley."""
    member: str = ""
    is_member: bool = False
    cash: Pieces = field(default_factory=dict)
    """On the counter."""
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
    asked: Command | None = None
    """The last command, for what has to wait for an authorization."""
    pending: Pending | None = None
    age_check: AgeCheck | None = None
    counter: Counter = field(default_factory=Counter)
    outage: Outage = field(default_factory=Outage)
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
        """Whether a request of this sale has no known outcome yet."""
        return any(payment.sale == sale for payment in self.waiting())

    def waiting(self) -> list[Payment]:
        """Requests without a known outcome."""
        return [p for p in self.payments.values() if p.status in ("waiting", "unknown")]
