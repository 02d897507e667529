"""The colleague on the floor: goes to the shelf when asked, and says what stands there."""

from simulator.drill.agenda import Agenda
from simulator.drill.matter_words import report
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.pos.state import Till

ME = "@floor"
WALK = (12_000, 24_000)
"""To the shelf, and the call back."""


class Runner:
    """Looks one thing up after the other."""

    def __init__(self, seed: int, agenda: Agenda) -> None:
        self._draws, self._agenda = Draws(seed, "floor"), agenda

    def see(self, what: Event, at: int, till: Till) -> None:
        if not isinstance(what, f.ShelfAsked):
            return
        item = till.rules.catalog.items[what.sku]
        visit = till.counter.visits.get(what.customer)
        dispute = visit.dispute if visit else None
        mine = dispute is not None and dispute.sku == what.sku
        finding = dispute.truth if dispute is not None and mine else "as_priced"
        price = dispute.claimed if dispute is not None and mine else item.price
        money = till.rules.currency.format
        told = s.ShelfReported(what.sku, finding, price, report(finding, money(price), money(item.price)))
        self._agenda.put(ME, what.sku, at + self._draws.between(*WALK), told)
