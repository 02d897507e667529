"""One customer: who they are, what they have in mind, and how they plan. Reactions live in the modules beside this one.

Everything a customer waits for has an end: patience, so nobody ever stands there for good.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from scenarios.specs.customers import CustomerSpec, Question
from simulator.drill.agenda import Agenda
from simulator.drill.customers.persons import ADULT, Person
from simulator.drill.customers.wallet import Wallet
from simulator.drill.sold_before import Brought
from simulator.drill.words import line
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event, Stimulus
from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.pos.invoicing import PERSON
from simulator.pos.state import Till

Where = Literal["coming", "queue", "walking", "counter", "aside", "gone"]

LONGEST = 900_000
"""Nobody stands at the counter longer than a quarter of an hour."""
LEAST_PATIENCE = 60_000
"""At the counter, without anything going on."""
MOODS = (55, 75, 90)
"""Percent of patience after which a customer grows more impatient."""


class Custom:
    """What customers have taken to doing."""

    __slots__ = ("static_from",)

    def __init__(self) -> None:
        self.static_from: int | None = None
        """Since when many pay to the printed static code."""

    def pays_static(self, at: int) -> bool:
        return self.static_from is not None and at >= self.static_from


@dataclass(slots=True)
class Wish:
    """What they want beside their goods, as far as it is still to come."""

    enrols: bool = False
    forgets: bool = False
    """That they are a member already, if they are."""
    code: str = ""
    """The number that they would be a member under."""
    consents: bool = True
    staff_no: str = ""
    """The number under which they work here."""
    tops_up: Minor = 0
    card: str = ""
    """The stored-value card that is to be topped up."""
    other: str = ""
    """Somebody else's member code, which they hold out first."""
    invoice: bool = False
    waits: bool = False
    """For the invoice that was asked for."""
    wrong_no: str = ""
    """The tax number as they say it at first."""
    person: Text = PERSON


class Customer:
    """Plans are kept in the agenda under the customer's id; each matter once."""

    def __init__(
        self,
        id: str,
        spec: CustomerSpec,
        arrival: s.CustomerArrived,
        goods: tuple[s.Good, ...],
        fetched: tuple[s.Good, ...],
        member: str,
        wallet: Wallet,
        draws: Draws,
        agenda: Agenda,
        custom: Custom,
        mind: str = "",
        person: Person = ADULT,
        wish: Wish | None = None,
        back: Brought | None = None,
    ) -> None:
        self.person, self.wish, self.back = person, wish or Wish(), back
        self.wished = self.answered = False
        """They said what they brought back; they know what becomes of it."""
        self.leaving = False
        """Nothing is taken back, and they are on their way out."""
        self.id, self.spec, self.arrival, self.member = id, spec, arrival, member
        self.goods, self.fetched, self.wallet = goods, fetched, wallet
        self.draws, self.agenda, self.custom = draws, agenda, custom
        self.where: Where = "coming"
        self.since = 0
        """When something last went on for them."""
        self.stepped_up: int | None = None
        self.patience = arrival.patience
        self.level = 0
        """How impatient they are: as many of `MOODS` as have passed."""
        self.rung = 0
        """How many of their goods were charged so far."""
        self.paid = False
        self.money_in = False
        """Something was paid of a sale that is not finished."""
        self.again = False
        """Another sale was begun after the finished one."""
        self.doubled = ""
        """The payment by which they have paid a second time, until it goes back."""
        self.disputes = 0
        self.refused: set[str] = set()
        """Payment requests that were answered with a no."""
        self.thanked = False
        """The cashier said goodbye: whatever is missing now is missing."""
        self.calmed = self.greeted = self.shown = self.claimed = False
        self.coupon = f"{spec.coupon}{draws.between(1, 9999):04}" if spec.coupon else ""
        self.questions = list(spec.questions)
        self.open: set[str] = set()
        """Questions put and not answered."""
        self.mind = spec.changes_mind or mind
        self.doubted = self.doubtful()
        self.counts = spec.counts_change == "always" or (spec.counts_change == "maybe" and draws.chance(0.5))
        self.dispute: s.PriceDisputed | None = None
        self.complaint: s.ComplaintMade | None = None
        """What they will dispute, and complain of."""
        self.unheard = False
        """Their complaint was made and is not recorded."""
        self.likes_phone = draws.chance(0.5)
        self.miscounts = bool(spec.miscounts) and draws.chance(spec.miscounts / 100)
        """They will find less in their hand than lies there, once."""
        self.doubts: Minor = 0
        """And so much less."""

    def doubtful(self) -> s.Good | None:
        """The good that will be given back."""
        on_belt = [good for good in self.goods if good.place == "belt"]
        return on_belt[-1] if self.mind and len(on_belt) > 1 else None

    def go(self, at: int, reason: str) -> None:
        """Plan to leave."""
        self.plan("leave", at, s.CustomerLeft(self.id, reason))

    # --- planning

    def plan(self, matter: str, at: int, stimulus: Stimulus) -> None:
        self.agenda.put(self.id, matter, at, stimulus)

    def soon(self, at: int, low: int, high: int) -> int:
        return at + self.draws.between(low, high)

    def say(self, about: str, at: int, good: Text | None = None, amount: str = "") -> None:
        words = line(about, self.arrival.manner, self.draws, good, amount)
        self.plan(f"say {about}", at, s.CustomerSaid(self.id, about, words))

    def ask(self, stage: str, at: int, till: Till) -> bool:
        """Put the next question that belongs to this stage; False when there is none."""
        for question in self.questions:
            if question.stage == stage and not (question.only_offline and till.outage.network):
                self.questions.remove(question)
                self.put(question, at)
                return True
        return False

    def put(self, question: Question, at: int) -> None:
        said = s.CustomerSaid(
            self.id, question.about, question.says, question.answers, question.right, question.why, question.because
        )
        self.open.add(question.about)
        self.plan(f"ask {question.about}", at, said)

    def progress(self, at: int) -> None:
        """Something went on for this customer: patience begins anew."""
        self.since = at
        patience = max(self.patience, LEAST_PATIENCE)
        last = (self.stepped_up or at) + LONGEST
        end = last if self.money_in else min(at + patience, last)
        self.go(max(end, at), "served" if self.paid else "gave_up")
        self.grow_impatient(patience)

    def stay(self, at: int, least: int) -> None:
        """Their money is in play: not gone before so long from now, within reason."""
        planned = self.agenda.due(self.id, "leave")
        last = (self.stepped_up or at) + LONGEST
        if planned is not None and planned < at + least <= last:
            self.go(at + least, "served")

    def grow_impatient(self, patience: int) -> None:
        if self.level < len(MOODS):
            at = self.since + patience * MOODS[self.level] // 100
            self.plan("mood", at, s.CustomerGrewImpatient(self.id, self.level + 1))

    def wait_in_queue(self, at: int) -> None:
        self.since = at
        self.go(at + self.patience, "gave_up")
        self.grow_impatient(self.patience)

    def stay_in_queue(self) -> None:
        """Somebody else is at the counter after all."""
        if self.where == "walking":
            self.where = "queue"
            self.agenda.cancel(self.id, "step up")

    def back_to_the_queue(self, at: int) -> None:
        """They were asked to wait for their turn."""
        self.stay_in_queue()
        if self.where == "counter":
            self.where = "queue"
            self.wait_in_queue(at)


Reaction = Callable[[Customer, Any, int, Till], None]
"""(customer, event, virtual time, till after the event) -> plans."""
Reactions = dict[type[Event], Reaction]
