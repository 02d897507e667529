"""Who comes: customers drawn from the script's single people and streams, each of its own seeded streams."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from scenarios.specs.customers import CustomerSpec, Payment
from simulator.drill.agenda import Agenda
from simulator.drill.customers import darkness, leaving, matters, paying, returning, talking, visiting, wishing
from simulator.drill.customers.baskets import Shelves
from simulator.drill.customers.customer import Custom, Customer, Reactions, Wish
from simulator.drill.customers.holdings import Holdings
from simulator.drill.customers.persons import person
from simulator.drill.customers.wallet import Wallet
from simulator.drill.sold_before import NOTHING, Brought
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.kernel.texts import Text
from simulator.pos.state import Till


class People(Protocol):
    """The names a neighbourhood has."""

    @property
    def names(self) -> Sequence[Text]:
        """Of customers."""
        ...

    @property
    def members(self) -> Mapping[str, Text]:
        """Member code -> name."""
        ...


BY_NAME: tuple[type[Event], ...] = (
    f.NextCalled, f.Said, f.VisitEnded, s.CustomerArrived, s.CustomerSteppedUp, s.CustomerSteppedAside,
    s.CustomerReturned, s.CustomerGrewImpatient, s.CashOffered, s.ChangeDisputed,
)  # fmt: skip
"""Events that concern the customer they name; all others concern whoever stands at the counter."""


REACTIONS: Reactions = {
    **visiting.REACTIONS,
    **talking.REACTIONS,
    **paying.REACTIONS,
    **leaving.REACTIONS,
    **darkness.REACTIONS,
    **returning.REACTIONS,
    **matters.REACTIONS,
}


class Crowd:
    """All customers that are here or on their way."""

    def __init__(
        self,
        specs: Sequence[CustomerSpec],
        shelves: Shelves,
        people: People,
        seed: int,
        agenda: Agenda,
        custom: Custom,
        clock: str = "",
        brought: Mapping[str, Brought] = NOTHING,
    ) -> None:
        self._clock, self._brought = clock, brought
        self.customers: dict[str, Customer] = {}
        self.closed = False
        """Nobody new comes."""
        self._specs = specs
        self._shelves, self._people, self._seed, self._agenda, self._custom = shelves, people, seed, agenda, custom
        self._members = list(people.members.items())
        self._holdings = Holdings(specs, people.members)
        self._streams = {spec.id: Draws(seed, f"arrivals/{spec.id}") for spec in specs}
        self._next: dict[str, int] = {}
        self._count: dict[str, int] = {}

    def begin(self) -> None:
        """The first arrivals of everybody in the script."""
        for spec in self._specs:
            self._announce(spec, self._streams[spec.id].between(spec.arrives.low, spec.arrives.high))

    def drawn(self, times: int) -> list[Customer]:
        """Everybody whom the script names, and of each stream the first few: to see what they bring."""
        return [
            self._make(spec, f"{spec.id}-{n}" if spec.every else spec.id)
            for spec in self._specs
            for n in range(1, (times if spec.every else 1) + 1)
        ]

    def close(self, at: int, draws: Draws) -> None:
        """Time is up: whoever is not being served goes to the colleague who takes over."""
        self.closed = True
        for customer in list(self.customers.values()):
            if customer.where == "coming":
                self._agenda.cancel(customer.id)
                del self.customers[customer.id]
            elif customer.where != "counter":
                self._agenda.cancel(customer.id)
                customer.where = "queue"
                customer.go(at + draws.between(1000, 4000), "relief")

    def see(self, what: Event, at: int, till: Till) -> None:
        """Tell an event to whom it concerns."""
        here = till.counter.here
        if isinstance(what, BY_NAME):
            name: str = what.customer  # type: ignore[attr-defined]  # all of them have one; a protocol would cost time
            customer = self.customers.get(name)
            if type(what) is f.NextCalled and (here or any(c.where == "walking" for c in self.customers.values())):
                return
        else:
            customer = self.customers.get(here)
        if customer is None:
            return
        reaction = REACTIONS.get(type(what))
        if reaction is not None:
            reaction(customer, what, at, till)
        reaction = wishing.REACTIONS.get(type(what))
        if reaction is not None:
            reaction(customer, what, at, till)
        if type(what) is s.CustomerArrived:
            self._follow(customer.spec)
        elif type(what) is s.CustomerReturned and here == customer.id:
            for other in self.customers.values():
                other.stay_in_queue()
        elif type(what) is f.VisitEnded:
            del self.customers[customer.id]

    def find(self, spec: str) -> Customer | None:
        """The first customer of a script's person or stream who is here or coming."""
        return next((c for c in self.customers.values() if c.spec.id == spec), None)

    # --- arrivals

    def _follow(self, spec: CustomerSpec) -> None:
        """The next one of a stream."""
        if spec.every is None or self.closed:
            return
        at = self._next[spec.id] + self._streams[spec.id].between(spec.every.low, spec.every.high)
        if at <= spec.until:
            self._announce(spec, at)

    def _announce(self, spec: CustomerSpec, at: int) -> None:
        self._next[spec.id] = at
        count = self._count[spec.id] = self._count.get(spec.id, 0) + 1
        customer = self._make(spec, f"{spec.id}-{count}" if spec.every else spec.id)
        self.customers[customer.id] = customer
        self._agenda.put(customer.id, "arrive", at, customer.arrival)

    def _make(self, spec: CustomerSpec, id: str) -> Customer:
        seed, troubles = self._seed, spec.troubles
        manners, baskets = Draws(seed, f"manners/{id}"), Draws(seed, f"baskets/{id}")
        payments, faults = Draws(seed, f"payments/{id}"), Draws(seed, f"faults/{id}")
        member, name = self._who(spec, manners)
        back = self._brought.get(id)
        member = (back.sold.member if back else "") or member
        goods = self._shelves.fill(id, spec.basket, baskets)
        goods = self._shelves.trouble(id, goods, troubles, faults)
        fetched = self._shelves.fill(id, spec.fetches, baskets, start=len(goods) + 1)
        way = self._way(payments.weighted(spec.pays), spec, faults)
        arrival = s.CustomerArrived(
            id,
            name,
            manners.pick(spec.manners),
            manners.between(spec.patience.low, spec.patience.high),
            sum(1 for good in goods if good.place == "belt") + (len(back.goods) if back else 0),
            spec.jumps_queue,
        )
        mind = "belt" if faults.chance(troubles.changes_mind / 100) else ""
        pace = Draws(seed, f"words/{id}")
        who = person(spec, self._clock, Draws(seed, f"ages/{id}"))
        wallet = Wallet(id, way, payments, self._cards(spec))
        wish = self._wish(spec, member, Draws(seed, f"wishes/{id}"))
        customer = Customer(
            id, spec, arrival, goods, fetched, member, wallet, pace, self._agenda, self._custom, mind, who, wish, back
        )
        customer.dispute, customer.complaint = matters.drawn(id, spec, seed)
        return customer

    def _cards(self, spec: CustomerSpec) -> dict[str, str]:
        cards = {}
        if spec.gift_card:
            cards["gift"] = self._holdings.gift_card(spec)
        if spec.credit_note:
            cards["credit"] = self._holdings.credit_note(spec)
        return cards

    def _wish(self, spec: CustomerSpec, member: str, draws: Draws) -> Wish:
        """What they want beside their goods, as the seed has it."""
        wrong = draws.chance(spec.misreads / 100)
        consents = spec.consents == "yes" or (spec.consents == "maybe" and draws.chance(0.5))
        return Wish(
            enrols="card" in spec.wants,
            code=self._holdings.member_code(spec),
            consents=consents,
            staff_no=spec.staff_no,
            tops_up=spec.tops_up,
            card=self._holdings.gift_card(spec),
            forgets="card" in spec.wants,
            other=self._holdings.others_code(spec, self._seed),
            invoice="invoice" in spec.wants,
            wrong_no=misread(spec.tax_no, draws) if wrong and spec.tax_no else "",
        )

    def _who(self, spec: CustomerSpec, draws: Draws) -> tuple[str, Text]:
        """Member code (or none) and name; nobody is here twice."""
        member = spec.member in ("yes", "late", "others") or (spec.member == "maybe" and draws.chance(0.5))
        present = {c.arrival.name for c in self.customers.values()}
        code, name = "", spec.name
        for _ in range(8):
            if member and self._members:
                code, name = draws.pick(self._members)
            elif not spec.name:
                name = draws.pick(self._people.names)
            if name not in present:
                break
        if code and self._holdings.has_code(spec):  # whose card it is, is the name on it
            code = self._holdings.member_code(spec)
        return code, spec.name or name

    def _way(self, way: tuple[Payment, ...], spec: CustomerSpec, faults: Draws) -> list[Payment]:
        """A stream's customers have cards that fail, pictures of payments, and large notes."""
        troubles, first = spec.troubles, way[0]
        drawn = faults.below(100)
        if first.kind == "mobile" and first.outcome == "approved" and drawn < troubles.screenshot:
            return [Payment("mobile", outcome="screenshot"), *way]
        if first.kind != "cash" and first.outcome == "approved" and drawn >= 100 - troubles.declined:
            return [Payment(first.kind, outcome="declined"), *way]
        if first == Payment("cash") and drawn >= 100 - troubles.counterfeit:
            return [Payment("cash", hands="large", counterfeit=True), *way[1:]]
        if first == Payment("cash") and drawn < troubles.large_note:
            return [Payment("cash", hands="large"), *way[1:]]
        return list(way)


def misread(number: str, draws: Draws) -> str:
    """A number with two neighbouring signs changed round, or one of them another: what a check digit is there for."""
    at = draws.below(len(number) - 2)
    one, other = number[at], number[at + 1]
    if one == other:
        one = "8" if other != "8" else "3"
    return number[:at] + other + one + number[at + 2 :]
