"""What a person at the station can see and hear, and nothing more. Screens and bots read this, never the state."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from simulator.kernel.facts import Line, Tender
from simulator.kernel.money import Minor, Pieces
from simulator.kernel.stimuli import Answer
from simulator.kernel.texts import Text
from simulator.pos.billing import why
from simulator.pos.calendar import today
from simulator.pos.cash import unclaimed
from simulator.pos.office_view import OfficeView
from simulator.pos.payments_seen import PaymentsSeen
from simulator.pos.pricing.explain import Told
from simulator.pos.reading import Found, read
from simulator.pos.restrictions import looks_adult
from simulator.pos.rules import Rules
from simulator.pos.state import AgeCheck, Payment, Till, Visit


class GoodSeen(NamedTuple):
    """A good on the belt."""

    id: str
    look: Text
    label: str
    """`clean`, `smudged`, `torn`, `none`."""
    code: str
    """The code as far as it is legible to the eye; the scanner reads clean labels only."""
    charged: bool
    """Already on the bill (moved to the bagging side)."""
    unwanted: bool
    """The customer has said that they do not want it."""
    expiry: str = ""
    """YYYY-MM-DD, where a date is printed on it."""
    stopped: str = ""
    """Why the till stopped it: `expired`, `recalled`."""


class PersonSeen(NamedTuple):
    """A customer, at the counter or in the queue."""

    customer: str
    name: Text
    manner: str
    mood: int
    waited: int
    patience: int


class QuestionSeen(NamedTuple):
    customer: str
    about: str
    text: Text
    answers: tuple[Answer, ...]


class SlipSeen(NamedTuple):
    slip: int
    total: Minor
    entered: bool


class View(PaymentsSeen, OfficeView):
    """A window on a till: lazy, so that a bot pays only for what it looks at."""

    __slots__ = ("_till",)

    def __init__(self, till: Till) -> None:
        self._till = till

    # --- the till's own display

    @property
    def rules(self) -> Rules:
        return self._till.rules

    @property
    def station(self) -> str:
        return self._till.station

    @property
    def operator(self) -> str:
        return self._till.operator

    @property
    def operator_name(self) -> Text:
        return self._till.operator_name

    @property
    def signed_on(self) -> bool:
        """Somebody is: until then, and once it is closed, nothing can be rung up."""
        return bool(self._till.operator) and not self._till.closed

    @property
    def tills(self) -> Sequence[str]:
        """The tills that one can see from here, this one among them; empty where it is the only one."""
        return self._till.rules.stations

    @property
    def floating(self) -> bool:
        """A till that stood ready for whoever needs it: its float is counted first, and declared at the end."""
        return self._till.floating

    @property
    def stage(self) -> str:
        return self._till.stage

    @property
    def now(self) -> int:
        return self._till.now

    @property
    def dark(self) -> bool:
        return self._till.outage.dark

    @property
    def locked(self) -> bool:
        return self._till.locked

    @property
    def manned(self) -> bool:
        return self._till.manned

    @property
    def over(self) -> bool:
        return self._till.over

    @property
    def closed(self) -> bool:
        return self._till.closed

    @property
    def sale(self) -> str:
        """Id of the open sale, or empty."""
        return self._till.sale.id if self._till.sale else ""

    @property
    def lines(self) -> Iterable[Line]:
        return self._till.sale.lines.values() if self._till.sale else ()

    @property
    def total(self) -> Minor:
        return self._till.sale.total if self._till.sale else 0

    def why(self) -> list[Told]:
        """How the open basket's total came about."""
        return why(self._till)

    @property
    def coupons(self) -> Sequence[str]:
        """Codes that count towards the open basket."""
        return self._till.sale.coupons if self._till.sale else ()

    @property
    def paid(self) -> Minor:
        return self._till.sale.paid if self._till.sale else 0

    @property
    def due(self) -> Minor:
        return self._till.sale.due if self._till.sale else 0

    @property
    def cash_due(self) -> Minor:
        return self._till.rules.cash_due(self.due)

    @property
    def tenders(self) -> Iterable[Tender]:
        """What was paid of the open sale."""
        return self._till.sale.tenders if self._till.sale else ()

    @property
    def sale_customer(self) -> str:
        """Whose basket is open: a person at the till knows."""
        return self._till.sale.customer if self._till.sale else ""

    @property
    def member(self) -> Text:
        """Name of the member on the open sale."""
        return self._till.sale.member_name if self._till.sale else Text()

    @property
    def multiplier(self) -> int:
        return self._till.multiplier

    @property
    def pending(self) -> tuple[str, Minor, str] | None:
        """(operation, amount, level) that waits for an authorization."""
        pending = self._till.pending
        return (pending.operation, pending.amount, pending.level) if pending else None

    @property
    def suspended(self) -> dict[str, tuple[str, Minor, int]]:
        """Ticket -> (customer, amount, lines): what can be resumed here, wherever it was left."""
        till = self._till
        sales = {**till.suspended, **{ticket: held.sale for ticket, held in till.held.items()}}
        return {t: (sale.customer, sale.total, len(sale.lines)) for t, sale in sales.items()}

    @property
    def left_at(self) -> dict[str, str]:
        """Ticket -> the till where it was left, of those that come from another one."""
        return {ticket: held.origin for ticket, held in self._till.held.items()}

    @property
    def unanswered(self) -> list[Payment]:
        """Payment requests whose outcome is not known."""
        return self._till.waiting()

    @property
    def last_receipt(self) -> str:
        return self._till.last.receipt if self._till.last else ""

    @property
    def change_said(self) -> Minor:
        """The change that the till's display shows for the last sale."""
        return self._till.last.change if self._till.last else 0

    # --- the counter

    @property
    def here(self) -> PersonSeen | None:
        visit = self._till.counter.visit
        return self._person(visit) if visit else None

    @property
    def queue(self) -> list[PersonSeen]:
        counter = self._till.counter
        return [self._person(counter.visits[customer]) for customer in counter.queue]

    @property
    def coming(self) -> str:
        """The customer who was called and is on the way."""
        return self._till.counter.coming

    @property
    def aside(self) -> list[PersonSeen]:
        """Customers who went to fetch something and will be back."""
        return [self._person(visit) for visit in self._till.counter.visits.values() if visit.aside]

    @property
    def words(self) -> Text:
        """What the customer here said last."""
        visit = self._till.counter.visit
        return visit.last_words if visit else Text()

    @property
    def questions(self) -> list[QuestionSeen]:
        return [QuestionSeen(q.customer, q.about, q.text, q.answers) for q in self._till.counter.questions]

    @property
    def belt(self) -> list[GoodSeen]:
        """Goods in sight, in the order they lie there; what was set aside is gone."""
        visit = self._till.counter.visit
        if visit is None:
            return []
        return [
            GoodSeen(
                good.id,
                good.look,
                good.label,
                good.code if good.label in ("clean", "smudged") else "",
                good.id in visit.charged,
                good.id in visit.dropped,
                good.expiry,
                visit.stopped.get(good.id, ""),
            )
            for good in visit.goods.values()
            if good.id not in visit.set_aside and (good.place == "belt" or good.id in visit.found)
        ]

    def weigh_label(self, good: GoodSeen) -> Found | None:
        """What the weigh label on a good says in print: item, weight, amount. None where it has none."""
        if good.label != "clean" or good.code[:1] != "2":
            return None
        found = read(self._till.rules, good.code)
        return found if isinstance(found, Found) and found.grams else None

    @property
    def today(self) -> str:
        """The date on the till's screen, YYYY-MM-DD; empty where it has no clock."""
        return today(self._till)

    @property
    def age_check(self) -> AgeCheck | None:
        """The item that waits for a decision about the buyer's age."""
        return self._till.age_check

    @property
    def looks_adult(self) -> bool:
        """The customer here looks well above any age limit."""
        visit = self._till.counter.visit
        return visit is not None and looks_adult(self._till, visit)

    @property
    def looks(self) -> int:
        """How old the customer here looks; 0: plainly of age."""
        visit = self._till.counter.visit
        return visit.looks if visit else 0

    @property
    def id_born(self) -> str:
        """The birthday on the identity card that was shown, or empty."""
        visit = self._till.counter.visit
        return visit.id_born if visit else ""

    @property
    def id_answered(self) -> bool:
        """The customer showed an identity card, or said that there is none."""
        visit = self._till.counter.visit
        return bool(visit and visit.id_answered)

    @property
    def member_card(self) -> str:
        """The member code held out, or empty."""
        visit = self._till.counter.visit
        return visit.member if visit else ""

    @property
    def coupon_held(self) -> str:
        """The code of the coupon held out, or empty; one that counts already is put away."""
        visit = self._till.counter.visit
        return visit.coupon if visit and visit.coupon not in self.coupons else ""

    @property
    def cash(self) -> Pieces:
        """Notes and coins on the counter."""
        visit = self._till.counter.visit
        return visit.cash if visit else {}

    @property
    def cash_unclaimed(self) -> Minor:
        """What of it was never keyed as received: a person remembers what they keyed."""
        visit = self._till.counter.visit
        return unclaimed(self._till, visit) if visit else 0

    @property
    def phone(self) -> str:
        """`code` (a live payment code), `picture` (a screenshot that says paid), or empty."""
        visit = self._till.counter.visit
        if visit is None or not visit.phone:
            return ""
        return "code" if visit.phone_live else "picture"

    @property
    def phone_code(self) -> str:
        visit = self._till.counter.visit
        return visit.phone if visit and visit.phone_live else ""

    @property
    def card(self) -> bool:
        visit = self._till.counter.visit
        return bool(visit and visit.card)

    @property
    def offer(self) -> Minor:
        """What the customer wants to pay by card or phone; 0 is all that is due."""
        visit = self._till.counter.visit
        return visit.offer if visit else 0

    @property
    def arrival_asked(self) -> bool:
        """The merchant's side was looked at since the phone was held out."""
        visit = self._till.counter.visit
        return bool(visit and visit.arrival_asked)

    @property
    def arrival_confirmed(self) -> bool:
        """The merchant's side showed the money of this customer's static-code payment."""
        visit = self._till.counter.visit
        return bool(visit and visit.confirmed)

    @property
    def greeted(self) -> bool:
        visit = self._till.counter.visit
        return bool(visit and visit.greeted)

    @property
    def member_asked(self) -> bool:
        visit = self._till.counter.visit
        return bool(visit and visit.member_asked)

    @property
    def said(self) -> Set[str]:
        """Replies given to the customer here."""
        visit = self._till.counter.visit
        return visit.said if visit else frozenset()

    @property
    def trolley_checked(self) -> bool:
        visit = self._till.counter.visit
        return bool(visit and visit.trolley_checked)

    @property
    def weights(self) -> Mapping[str, int]:
        """good -> grams, of this customer's goods that were put on the scale."""
        visit = self._till.counter.visit
        return visit.weights if visit else {}

    @property
    def settled(self) -> bool:
        """The customer here has a finished sale or slip."""
        visit = self._till.counter.visit
        return bool(visit and (visit.sales or visit.slips))

    @property
    def slipped(self) -> bool:
        """The customer here has a slip, written by hand."""
        visit = self._till.counter.visit
        return bool(visit and visit.slips)

    @property
    def change_due(self) -> Minor:
        """Change that the customer here still has to get."""
        visit = self._till.counter.visit
        return visit.change_due - visit.change_given if visit else 0

    @property
    def change_given(self) -> Minor:
        visit = self._till.counter.visit
        return visit.change_given if visit else 0

    @property
    def scale(self) -> int:
        """Grams shown by the scale."""
        visit = self._till.counter.visit
        good = visit.goods.get(self._till.counter.on_scale) if visit else None
        return (good.grams or 350) if good else 0

    @property
    def on_scale(self) -> str:
        return self._till.counter.on_scale

    @property
    def supervisor(self) -> str:
        """Badge of the colleague standing here."""
        return self._till.counter.supervisor

    @property
    def called(self) -> str:
        """Why the supervisor was called, who has not come yet."""
        return self._till.counter.called

    @property
    def relief(self) -> bool:
        return self._till.counter.relief

    # --- devices

    @property
    def drawer_open(self) -> bool:
        return self._till.drawer.open

    @property
    def drawer_locked(self) -> bool:
        return self._till.drawer.locked

    @property
    def drawer(self) -> Pieces:
        """What lies in the drawer, seen only while it is open."""
        return self._till.drawer.pieces if self._till.drawer.open else {}

    @property
    def power(self) -> bool:
        return self._till.outage.power

    @property
    def dark_alone(self) -> bool:
        """The screen is dark although the lights never went out."""
        return self._till.outage.dark and self._till.outage.broken

    @property
    def broken(self) -> bool:
        """It was switched on, and stayed dark."""
        return self.dark_alone and self._till.outage.restarts > 0

    @property
    def on_ups(self) -> bool:
        return self._till.outage.ups

    @property
    def stable(self) -> bool:
        """Whether the lights have stopped flickering."""
        return self._till.outage.stable

    @property
    def network(self) -> bool:
        return self._till.outage.network

    @property
    def reported(self) -> bool:
        return self._till.outage.reported

    @property
    def order(self) -> str:
        """The duty manager's decision in this incident."""
        return self._till.outage.order

    @property
    def manual(self) -> bool:
        return self._till.outage.manual

    @property
    def printing(self) -> bool:
        return bool(self._till.printing)

    @property
    def printer_error(self) -> str:
        return self._till.printer_error

    @property
    def unprinted(self) -> str:
        """The document that the printer failed to print, and that was not printed since."""
        return self._till.unprinted

    @property
    def unprinted_report(self) -> bool:
        """Whether that document is an X or Z report."""
        return bool(self._till.unprinted) and self._till.unprinted == self._till.shift.last_report

    @property
    def paper_low(self) -> bool:
        return self._till.paper_low

    @property
    def slips(self) -> list[SlipSeen]:
        till = self._till
        return [SlipSeen(n, slip.total, n in till.entered) for n, slip in till.slips.items()]

    def _person(self, visit: Visit) -> PersonSeen:
        till = self._till
        until = visit.stepped_up if visit.stepped_up is not None else till.now
        return PersonSeen(visit.customer, visit.name, visit.manner, visit.mood, until - visit.arrived, visit.patience)
