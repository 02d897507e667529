"""The director: everybody and everything that comes from outside, as one deterministic machine.

It knows the script, a seed, and the entries it has seen; shown the same entries, it plans the same stimuli. Every
subsystem draws from a stream of its own, so that one event more reshuffles no other.
"""

from collections.abc import Iterable, Mapping

from scenarios.specs.scenario import Scenario
from simulator.drill.agenda import Agenda
from simulator.drill.channel import Channels
from simulator.drill.colleagues import Supervisor
from simulator.drill.customers.baskets import Shelves, Ware
from simulator.drill.customers.crowd import Crowd, People
from simulator.drill.customers.customer import Custom
from simulator.drill.customers.packaging import PLAIN, Packaging
from simulator.drill.head_office import HeadOfficePlayed
from simulator.drill.platform import Platform
from simulator.drill.plot import ME as PLOT
from simulator.drill.plot import Plot, cast
from simulator.drill.refunds import Refunds
from simulator.drill.runner import Runner
from simulator.drill.sold_before import NOTHING, Brought
from simulator.drill.sources import Due
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.entries import Entry
from simulator.kernel.events import Fact, Stimulus
from simulator.pos.state import Till

MINUTE = 60_000
GRACE = (120_000, 180_000)
"""How long after the end somebody who does nothing more may still finish and hand over."""
CLOSING = (480_000, 540_000)
"""The same where the drawer has to be counted first."""
LONGEST, LONGEST_CLOSING = 600_000, 1_200_000
"""The same for somebody who is at work all the time; see `pos.closing`."""
COUNTING = (15_000, 25_000)
"""How long the relief takes to count the drawer."""
STEADY = 30_000
"""After flickering, the mains count as steady when nothing happened for so long."""
DRILL, MAINS = "@drill", "@mains"


class Director:
    """A source of stimuli. `wares` are the shop's items, `bags` the skus of its carrier bags."""

    watches = Till

    def __init__(
        self,
        scenario: Scenario,
        wares: Iterable[Ware],
        people: People,
        seed: int,
        bags: tuple[str, ...] = (),
        packaging: Packaging = PLAIN,
        brought: Mapping[str, Brought] = NOTHING,
    ) -> None:
        self.scenario = scenario
        self.agenda = Agenda(priority=10)
        happenings = cast(scenario.happenings, seed)
        custom = Custom()
        shelves = Shelves(wares, bags, packaging)
        self.crowd = Crowd(scenario.customers, shelves, people, seed, self.agenda, custom, packaging.clock, brought)
        self.supervisor = Supervisor(scenario.given, happenings, seed, self.agenda)
        self.head_office = HeadOfficePlayed(seed, self.agenda, scenario.given.offline.card_lasts)
        self.plot = Plot(
            happenings, seed, self.agenda, self.crowd, self.supervisor, people.names, custom, self.head_office
        )
        self.channels = Channels(seed, self.agenda)
        self.refunds = Refunds(seed, self.agenda)
        self.runner = Runner(seed, self.agenda)
        self.platform = Platform(seed, self.agenda)
        self._end = Draws(seed, "end")
        closing = bool(scenario.given.closing)
        grace = Draws(seed, "grace").between(*(CLOSING if closing else GRACE))
        self._time_up = s.TimeUp(grace, LONGEST_CLOSING if closing else LONGEST)
        self._over = False
        self._post = ""
        """The till where the trainee stands, with the customers."""
        self._open: list[str] = []
        """The tills that are not closed."""

    def peek(self) -> Due | None:
        return self.agenda.head()

    def see(self, entry: Entry, till: Till) -> None:
        what, at = entry.what, entry.at
        if type(what) is f.StationOpened:
            self._open.append(entry.stream)
            self._post = self._post or entry.stream
        elif type(what) is s.CashierCame:
            self._post = entry.stream
        elif type(what) is f.StationClosed:
            self._open.remove(entry.stream)
        if entry.stream != self._post:
            if type(what) is s.ShiftEnded or type(what) is s.InvoiceAnswered:
                self.agenda.happened(what)
            self.platform.see(what, at, till)
            return  # another till hears what the whole shop hears, or that a basket is gone
        if isinstance(what, Stimulus):
            mine = self.agenda.happened(what)
            if mine and mine[0] == PLOT:
                self.plot.happened(mine[1])
            self._outside(what, at, till)
        elif isinstance(what, Fact):
            self._follow(what, at, till)
        self.crowd.see(what, at, till)
        self.supervisor.see(what, at, till)
        self.runner.see(what, at, till)
        self.platform.see(what, at, till)
        self.plot.see(what, at, till)
        if self._over:
            self._keep(till)
        elif not self.crowd.customers:
            self._end_early(at, till)

    def _keep(self, till: Till) -> None:
        """Nobody is relieved in the middle of something."""
        planned = self.agenda.due(DRILL, "shift")
        if planned is not None and planned < till.takeover:
            self.agenda.put(DRILL, "shift", till.takeover, s.ShiftEnded())

    # --- the channels, the mains, the time

    def _follow(self, what: Fact, at: int, till: Till) -> None:
        match what:
            case f.PaymentRequested():
                self._request(what, at, till)
            case f.CardTrusted():
                customer = self.crowd.customers.get(till.counter.here)
                self.head_office.trusted(what, customer.wallet.answer("card") if customer else "approved")
            case f.RefundRequested():
                self._refund(what, at, till)
            case f.RefundMade() if what.instead:
                self.refunds.replaced(what.instead, at, till)
            case f.RefundUnknown():
                self.refunds.unknown(what.request, at, till)
            case f.PaymentQueried() if what.request in till.refunds:
                self.refunds.query(what.request, at, till)
            case f.StationOpened():
                self.crowd.begin()
                self.plot.begin(at, till)
                self.agenda.put(DRILL, "time", self.scenario.minutes * MINUTE, self._time_up)
            case f.DrawerCounted() | f.BankDropped():
                self._relief_counts(at, till)
            case f.StationClosed():
                self.agenda.clear()
                for station in self._open:
                    self.agenda.put(DRILL, f"close {station}", at, s.ShiftEnded(), station=station)
            case _:
                self.head_office.follow(what, at, till)
                self.channels.follow(what, at, till)

    def _request(self, what: f.PaymentRequested, at: int, till: Till) -> None:
        customer = self.crowd.customers.get(till.counter.here)
        nobody = "not_presented" if what.kind == "card" else "declined"
        self.channels.request(what, customer.wallet.answer(what.kind) if customer else nobody, at)

    def _refund(self, what: f.RefundRequested, at: int, till: Till) -> None:
        customer = self.crowd.customers.get(till.counter.here)
        returns = customer.spec.returns if customer else None
        self.refunds.request(what, returns.refund if returns else ("approved",), at, till)

    def _outside(self, what: Stimulus, at: int, till: Till) -> None:
        match what:
            case s.PowerFailed():
                self.agenda.cancel(MAINS)
                if what.ups:
                    self.agenda.put(MAINS, "ups", at + what.ups, s.UpsExhausted())
            case s.PowerReturned():
                self.agenda.cancel(MAINS)
                if not what.stable:
                    self._steady(at, till)
            case s.PowerFlickered():
                self._steady(at, till)
            case s.ReliefArrived():
                self.agenda.put(DRILL, "time", at + self._end.between(2000, 4000), self._time_up)
                self._relief_counts(at, till)
            case s.TimeUp():
                self._over = True
                self.crowd.close(at, self._end)
                self.agenda.put(DRILL, "shift", till.takeover or at + self._time_up.grace, s.ShiftEnded())
            case s.ChannelFailed() | s.ChannelReturned():
                self.refunds.line(what, at, till)
                self.channels.outside(what, at, till)
            case s.NetworkFailed():
                self.refunds.cut_off(at, till, ("main", "standby"))
                self.channels.outside(what, at, till)
            case _:
                self.head_office.outside(what)
                self.channels.outside(what, at, till)

    def _relief_counts(self, at: int, till: Till) -> None:
        """Whoever takes over counts what lies there, once the cashier has."""
        if self.scenario.given.closing == "handover" and till.counter.relief and till.shift.counted:
            counted = s.ReliefCounted(dict(till.drawer.pieces))
            self.agenda.put(DRILL, "relief counts", at + self._end.between(*COUNTING), counted)

    def _steady(self, at: int, till: Till) -> None:
        """Nobody is left guessing: what flickers is steady again, unless the script has more to come."""
        if till.outage.power and till.outage.dark and not self.plot.mains_to_come():
            self.agenda.put(MAINS, "steady", at + STEADY, s.PowerReturned())

    def _end_early(self, at: int, till: Till) -> None:
        """Nobody is here, nobody comes, nothing is planned: there is nothing left to practise."""
        outage = till.outage
        if outage.dark or not outage.power or not outage.network or self.plot.open or not till.operator:
            return
        if till.waiting() or till.reversing() or till.refunding() or till.uploads.waiting or till.uploads.conflicts:
            return
        time = self.agenda.due(DRILL, "time")
        if time is not None and time > at + 5000:
            self.agenda.put(DRILL, "time", at + 5000, self._time_up)
