"""What a person sees and hears of the customers: who stands there, what lies on the belt, what they hold out."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from simulator.kernel.facts import PriceShown
from simulator.kernel.money import Minor, Pieces
from simulator.kernel.stimuli import Answer
from simulator.kernel.texts import Text
from simulator.pos.calendar import today
from simulator.pos.cash import owed, unclaimed
from simulator.pos.quantities import measure_of
from simulator.pos.reading import Found, read
from simulator.pos.restrictions import looks_adult
from simulator.pos.state import AgeCheck, Till
from simulator.pos.visits import Visit


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
    measure: int = 0
    """Of cloth or loose oil: how much was cut off or filled, in thousandths of its unit; written beside it."""
    unit: str = ""
    """Of that."""


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
    right: tuple[str, ...]
    """What somebody experienced answers; no screen shows it."""


class CounterView:
    """The counter and the queue; what customers hide under the trolley is in the state and not in here."""

    __slots__ = ()
    _till: Till

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
    def price_owed(self) -> str:
        """The item whose price was promised to the customer here, until they know it."""
        visit = self._till.counter.visit
        return visit.price_owed if visit else ""

    @property
    def questions(self) -> list[QuestionSeen]:
        return [QuestionSeen(q.customer, q.about, q.text, q.answers, q.right) for q in self._till.counter.questions]

    @property
    def belt(self) -> list[GoodSeen]:
        """Goods to be sold in sight, in the order they lie there; what was set aside is gone, what comes back lies
        elsewhere (`brought`).
        """
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
                *measure_of(self._till, good),
            )
            for good in visit.goods.values()
            if not good.back and good.id not in visit.set_aside and (good.place == "belt" or good.id in visit.found)
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
        visit, sale = self._till.counter.visit, self._till.sale
        return visit.coupon if visit and not (sale and visit.coupon in sale.coupons) else ""

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
    def promised(self) -> Sequence[Answer]:
        """What was promised to the customer here, the latest last."""
        visit = self._till.counter.visit
        return visit.promised if visit else ()

    @property
    def total_said(self) -> bool:
        """The customer here was told what the basket comes to now."""
        visit, sale = self._till.counter.visit, self._till.sale
        return bool(visit and sale and visit.told == sale.total)

    @property
    def price_shown(self) -> PriceShown | None:
        return self._till.counter.price_shown

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
        """The customer here has a finished sale, slip or return."""
        visit = self._till.counter.visit
        return bool(visit and (visit.sales or visit.slips or visit.returns))

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
    def change_owed(self) -> Minor:
        """The same by what was laid down, where something else was keyed: a person saw it, and was told of it."""
        visit = self._till.counter.visit
        return owed(self._till, visit) if visit else 0

    @property
    def change_given(self) -> Minor:
        visit = self._till.counter.visit
        return visit.change_given if visit else 0

    @property
    def scale(self) -> int:
        """Grams shown by the scale."""
        visit = self._till.counter.visit
        good = visit.goods.get(self._till.counter.on_scale) if visit else None
        return ((0 if measure_of(self._till, good)[1] else good.grams) or 350) if good else 0

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

    def _person(self, visit: Visit) -> PersonSeen:
        till = self._till
        queueing = visit.customer in till.counter.queue
        since = visit.back if queueing and visit.back is not None else visit.arrived
        until = visit.stepped_up if visit.stepped_up is not None and not queueing else till.now
        return PersonSeen(visit.customer, visit.name, visit.manner, visit.mood, until - since, visit.patience)
