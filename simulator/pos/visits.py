"""Customers, from joining the queue to leaving, and who stands where at the counter."""

from dataclasses import dataclass, field

import msgspec

from simulator.kernel.facts import PriceShown, ReturnCompleted, SaleCompleted, SlipWritten
from simulator.kernel.money import Minor, Pieces, worth
from simulator.kernel.stimuli import Answer, CustomerSaid, Good, ReturnWished
from simulator.kernel.texts import Text
from simulator.pos.matters import Complaint, Dispute
from simulator.pos.wishes import Wishes


class Visit(msgspec.Struct):
    """A customer, from joining the queue to leaving: the truth about their goods and money.

    A struct, as `Sale` and `Payment`: they are made anew all day, and a dataclass of fifty fields takes its time.
    """

    customer: str
    name: Text
    manner: str
    patience: int
    arrived: int
    items: int = 0
    stepped_up: int | None = None
    aside: bool = False
    """Stepped aside to fetch something."""
    back: int | None = None
    """When they came back from that and had to queue again."""
    mood: int = 0
    goods: dict[str, Good] = msgspec.field(default_factory=dict)
    charged: dict[str, str] = msgspec.field(default_factory=dict)
    """good -> sku it was charged as."""
    dropped: set[str] = msgspec.field(default_factory=set)
    """No longer wanted."""
    set_aside: set[str] = msgspec.field(default_factory=set)
    found: set[str] = msgspec.field(default_factory=set)
    """Seen under the trolley, or inside another good."""
    member: str = ""
    is_member: bool = False
    coupon: str = ""
    """The code of the coupon that they present."""
    wishes: Wishes = msgspec.field(default_factory=Wishes)
    cash: Pieces = msgspec.field(default_factory=dict)
    """On the counter."""
    false: Pieces = msgspec.field(default_factory=dict)
    """The false notes among that cash."""
    known_false: Pieces = msgspec.field(default_factory=dict)
    """Those that the detector found."""
    checked: set[Minor] = msgspec.field(default_factory=set)
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
    stopped: dict[str, str] = msgspec.field(default_factory=dict)
    """good -> why the till stopped it."""
    static_arrived: bool = False
    claims_paid: bool = False
    """Said that a payment without a good answer was charged all the same."""
    gives_up: bool = False
    """Said that they would rather pay another way than the terminal waits for."""
    confirmed: bool = False
    """The arrival of a static-code payment was confirmed on the merchant's side."""
    arrival_asked: bool = False
    """Somebody looked on the merchant's side since the phone was held out."""
    card: bool = False
    last_words: Text = Text()
    sales: list[SaleCompleted] = msgspec.field(default_factory=list)
    slips: list[SlipWritten] = msgspec.field(default_factory=list)
    change_due: Minor = 0
    change_given: Minor = 0
    cash_given: Minor = 0
    """Cash of this customer that went into the drawer."""
    greeted: bool = False
    member_asked: bool = False
    said: set[str] = msgspec.field(default_factory=set)
    """Replies given to this customer."""
    promised: list[Answer] = msgspec.field(default_factory=list)
    """Those of them that promise something, the latest last."""
    told: Minor | None = None
    """The total that was said to them last."""
    price_owed: str = ""
    """The item whose price was promised to them, until they know it."""
    priced: PriceShown | None = None
    """The price that was looked up last while they stood here."""
    trolley_checked: bool = False
    weights: dict[str, int] = msgspec.field(default_factory=dict)
    """good -> grams, of what was put on the scale."""
    wished: ReturnWished | None = None
    """What they would like to bring back."""
    inspected: set[str] = msgspec.field(default_factory=set)
    """Goods that were looked at closely."""
    handed_in: set[str] = msgspec.field(default_factory=set)
    """Goods that came back, and are the shop's or about to be."""
    returns: list[ReturnCompleted] = msgspec.field(default_factory=list)
    refunded: Minor = 0
    """What went back to this customer, by whatever means."""
    refunded_cash: Minor = 0
    """What of it is to be handed out of the drawer."""
    signed: set[str] = msgspec.field(default_factory=set)
    """Returns whose slip was signed."""
    dispute: Dispute | None = None
    complaint: Complaint | None = None

    @property
    def cash_sales(self) -> Minor:
        """What of the finished sales and slips was to be paid in cash."""
        by_sales = [tender.amount for sale in self.sales for tender in sale.tenders if tender.kind == "cash"]
        return sum(by_sales) + sum([slip.total for slip in self.slips if slip.tender == "cash"])

    @property
    def pays_back(self) -> bool:
        """What they get out of the drawer is a refund, and no change of a sale."""
        return self.refunded_cash > 0 and self.change_due == self.refunded_cash

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
    gone: dict[str, Text] = field(default_factory=dict)
    """Names of those who left without their suspended basket: it is theirs until it is void."""
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

    def name(self, customer: str) -> Text:
        """Empty for somebody who was never at this till, or left it with nothing waiting."""
        visit = self.visits.get(customer)
        return visit.name if visit else self.gone.get(customer, Text())

    @property
    def price_shown(self) -> PriceShown | None:
        """The price that was looked up last while this customer stood here."""
        visit = self.visit
        return visit.priced if visit else None
