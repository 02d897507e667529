"""What is bought: the baskets of a script's customers, as the codes and weights that a till gets of them.

They are drawn by the very means by which a drill draws its customers. What a drill's customers say, hide and change
their minds about is people's matter, and no load; what they bring, how they pay and what they hold up is here.
"""

from collections.abc import Iterator
from typing import NamedTuple

from scenarios.specs.customers import Payment
from simulator.drill.agenda import Agenda
from simulator.drill.customers.baskets import Shelves
from simulator.drill.customers.crowd import Crowd
from simulator.drill.customers.customer import Custom, Customer
from simulator.drill.grounds.till import TillGround
from simulator.drill.staging import Stage
from simulator.kernel import commands as c
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.kernel.stimuli import Good
from simulator.kernel.units import TYPED

SEEDS = 40
"""Of so many days customers are drawn: some hundred baskets, dealt out again and again."""
STREAM = 6
"""A stream's customers count so often against one who comes once."""
USUAL, MOST_BACK = 3, 50
"""Percent of customers who bring something back where a script has nobody who does, and at the most: all that comes
back was sold before."""
PAID = {"cash": "cash", "card": "card"}
"""Means of payment that are played; all others are paid by phone."""


class Ring(NamedTuple):
    """One thing to be rung up."""

    how: str
    """`scan`, `code` (typed), `pick` (by name), `measure` (cut off or filled), `weigh` (loose)."""
    code: str
    sku: str
    quantity: int = 1
    """Pieces; of what is measured, thousandths of its unit."""
    good: Good | None = None
    """What lies on the scale."""

    @property
    def asked(self) -> tuple[Event, ...]:
        """What the cashier does for it."""
        if self.how == "measure":
            return c.SetMultiplier(max(1, self.quantity // 1000), self.quantity), c.PickItem(self.sku)
        if self.how == "weigh" and self.good is not None:
            return c.Weigh(self.good.id), c.PickItem(self.sku, self.good.id)
        rung_up = {"scan": c.Scan, "code": c.EnterCode, "pick": c.PickItem}[self.how](self.code or self.sku)
        return (c.SetMultiplier(self.quantity), rung_up) if self.quantity > 1 else (rung_up,)


class Basket(NamedTuple):
    """What one customer makes a till do."""

    rings: tuple[tuple[Event, ...], ...]
    """What the cashier does for each thing to be rung up: made once, as a basket is dealt out many times."""
    loose: tuple[Good, ...]
    """What lies on the scale."""
    pays: tuple[tuple[str, int, str, bool], ...]
    """(means, amount or 0 for all, which notes, whether it is approved), one after the other."""
    member: str = ""
    coupon: str = ""
    """The code of its kind; each piece of paper has a number besides."""
    fetches: int = 0
    """After so many things it is put aside, and resumed once they are back; 0: it is not."""
    person: bool = False
    """Somebody has to stand there: cash lies on the counter, goods on the scale, ages are checked."""


def drawn(stage: Stage, seed: int) -> list[Basket]:
    """The baskets of many days of a script's customers."""
    ground = stage.ground
    if not isinstance(ground, TillGround):
        raise ValueError(f"{stage.scenario.id}: expected a script that is played at a till")
    shop, scenario = stage.shop, stage.scenario
    shelves = Shelves(shop.items.values(), shop.bags, ground.packaging())
    baskets: list[Basket] = []
    for day in range(SEEDS):
        agenda = Agenda(priority=1)
        crowd = Crowd(scenario.customers, shelves, stage.people, seed * SEEDS + day, agenda, Custom())
        customers = [(customer, _bought(customer, shelves, seed * SEEDS + day)) for customer in crowd.drawn(STREAM)]
        baskets += [basket for customer, more in customers if (basket := _basket(customer, shelves, more)).rings]
    return baskets


def sells(stage: Stage) -> bool:
    """Whether anybody comes who buys something, or bought what they bring back."""
    return any(spec.basket or spec.fetches or spec.returns for spec in stage.scenario.customers)


def returning(stage: Stage) -> int:
    """Of a hundred customers so many bring something back, as the script has it."""
    weights = [(STREAM if spec.every else 1, spec.returns is not None) for spec in stage.scenario.customers]
    share = 100 * sum(weight for weight, back in weights if back) // max(1, sum(weight for weight, _ in weights))
    return min(MOST_BACK, max(USUAL, share))


def _bought(customer: Customer, shelves: Shelves, seed: int) -> tuple[Good, ...]:
    """What somebody brings back was sold to them on an earlier day: here that is part of the load, as nothing comes
    back before it was sold."""
    returns = customer.spec.returns
    if returns is None:
        return ()
    return shelves.fill(f"{customer.id}.b", returns.bought, Draws(seed, f"bought/{customer.id}"))


def _basket(customer: Customer, shelves: Shelves, bought: tuple[Good, ...] = ()) -> Basket:
    goods = (*customer.goods, *customer.fetched, *bought)
    rings = tuple(_together(_ring(good, shelves) for good in goods))
    fetches = len(tuple(_together(_ring(good, shelves) for good in customer.goods))) if customer.fetched else 0
    pays = tuple(_part(payment) for payment in customer.wallet.way if payment.outcome != "screenshot")
    weighs = any(ring.how == "weigh" for ring in rings)
    aged = any(shelves.items[ring.sku].age for ring in rings)
    cash = any(kind == "cash" or not approved for kind, _, _, approved in pays)
    loose = tuple(ring.good for ring in rings if ring.good is not None)
    return Basket(
        tuple(ring.asked for ring in rings), loose, pays or (("mobile", 0, "", True),), customer.member,
        customer.spec.coupon, fetches, weighs or aged or cash or bool(fetches),
    )  # fmt: skip


def _part(payment: Payment) -> tuple[str, int, str, bool]:
    kind = PAID.get(payment.kind, "mobile")
    return kind, payment.amount, payment.hands, kind == "cash" or payment.outcome not in ("declined", "not_presented")


def _ring(good: Good, shelves: Shelves) -> Ring:
    unit = shelves.items[good.sku].unit
    if unit in TYPED:
        return Ring("measure", "", good.sku, good.grams)
    if good.label in ("clean", "smudged") and good.code:
        return Ring("scan" if good.label == "clean" else "code", good.code, good.sku)
    return Ring("weigh", "", good.sku, 1, good) if unit == "kg" else Ring("pick", "", good.sku)


def _together(rings: Iterator[Ring]) -> Iterator[Ring]:
    """From three of the same on, a cashier counts and scans once."""
    kept: list[Ring] = []
    for ring in rings:
        if kept and kept[0] != ring:
            yield from _counted(kept)
            kept = []
        kept.append(ring)
    yield from _counted(kept)


def _counted(same: list[Ring]) -> list[Ring]:
    many = len(same) > 2 and same[0].how in ("scan", "code")
    return [same[0]._replace(quantity=len(same))] if many else same
