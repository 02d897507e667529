"""The stockroom's director: drivers arrive, wait and leave; other shops send and answer; the tills sell meanwhile.

Like the tills' director it is a machine of the script, a seed and the entries it has seen: shown the same entries, it
plans the same stimuli.
"""

from collections.abc import Sequence
from typing import NamedTuple

from scenarios.specs.scenario import Scenario
from scenarios.specs.spans import Span
from scenarios.specs.stockroom import SalesSpec, TransferSpec
from simulator.drill.agenda import Agenda
from simulator.drill.sources import Due
from simulator.drill.stockroom import words
from simulator.drill.stockroom.colleagues import Supervisor
from simulator.drill.stockroom.drawing import Outage, Puzzle, Wares, happens, within
from simulator.drill.stockroom.words import FINDINGS, FINDINGS_THERE
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Event, Stimulus
from simulator.kernel.goods import DOCK, FLOOR, Portion
from simulator.kernel.texts import Text
from simulator.stock.recalls import open_recalls
from simulator.stock.seeing import open_tasks
from simulator.stock.state import Stockroom

MINUTE = 60_000
GRACE = (120_000, 180_000)
"""How long after the end what is open may still be finished."""
QUIET = 40_000
"""With nothing left to do and nothing to come, the shift ends after so long."""
ANSWERS = Span(30_000, 60_000)
"""How long another shop takes of which the script says nothing."""
DRILL, SALES, MAINS = "@drill", "@sales", "@mains"


class Coming(NamedTuple):
    """What the script brings, as this seed has it."""

    at: int
    name: str
    stimulus: Stimulus
    waits: int = 0
    """How long a driver does."""


class StockDirector:
    """A source of stimuli for a stockroom."""

    watches = Stockroom

    def __init__(
        self,
        scenario: Scenario,
        coming: Sequence[Coming],
        wares: Wares,
        seed: int,
        puzzles: Sequence[Puzzle] = (),
        outage: Outage | None = None,
    ) -> None:
        assert scenario.stockroom is not None, "a stockroom is played with a script that has one"
        self.scenario, self.spec = scenario, scenario.stockroom
        self.agenda = Agenda(priority=10)
        self._coming, self._wares, self._seed = tuple(coming), wares, seed
        self.supervisor = Supervisor(scenario.given, scenario.stockroom.approves, seed, self.agenda)
        self._waits = {each.stimulus.delivery: each.waits for each in coming
                       if isinstance(each.stimulus, s.DeliveryArrived)}  # fmt: skip
        self._end = Draws(seed, "end")
        self._puzzles = {sku: each for each in puzzles for sku in each.skus}
        self._told: set[str] = set()
        self._outage = outage
        self._sales = {spec.id: (spec, Draws(seed, f"sales/{spec.id}")) for spec in self.spec.sales}
        self._sold = 0
        self._quiet: int | None = None
        """Since when there is nothing left to do."""

    def peek(self) -> Due | None:
        return self.agenda.head()

    @property
    def nothing_more(self) -> bool:
        """Whether all is done and the script brings nothing more but the end of the shift."""
        return self._quiet is not None

    def see(self, entry: Entry, room: Stockroom) -> None:
        what, at = entry.what, entry.at
        if isinstance(what, Stimulus):
            mine = self.agenda.happened(what)
            if mine and mine[0] == SALES:
                self._next_sale(mine[1], at, room)
        self._follow(what, at, room)
        self.supervisor.see(what, at, room)
        if not room.time_up and not room.closed:
            self._when_quiet(entry, room)

    def _follow(self, what: Event, at: int, room: Stockroom) -> None:
        match what:
            case f.StockroomOpened():
                for coming in self._coming:
                    self.agenda.put(coming.name, "comes", coming.at, coming.stimulus)
                if self._outage is not None:
                    self.agenda.put(MAINS, "fails", self._outage.at, s.PowerFailed())
                for each in dict.fromkeys(self._puzzles.values()):
                    asked = s.TaskGiven(each.spec.id, "clear_up", each.spec.text, each.spec.place, each.skus)
                    at_ = within(each.spec.at, Draws(self._seed, f"asked/{each.spec.id}"))
                    self.agenda.put(each.spec.id, "comes", at_, asked)
                for name, (spec, _) in self._sales.items():
                    self._next_sale(name, spec.begins, room)
            case s.DeliveryArrived():
                gone = s.DriverLeft(what.delivery)
                self.agenda.put(what.delivery, "leaves", at + self._waits.get(what.delivery, 10 * MINUTE), gone)
            case f.ReceiptPosted() | f.DeliveryRefused():
                self.agenda.cancel(what.delivery, "leaves")
            case f.ReceivingStarted() if self._outage is not None and self._outage.into:
                due = self.agenda.due(MAINS, "fails")
                if due is not None and due > at + self._outage.into:
                    self.agenda.put(MAINS, "fails", at + self._outage.into, s.PowerFailed())
            case s.PowerFailed() if self._outage is not None:
                self._goes_dark(self._outage, at)
            case f.MovementsShown() if what.sku in self._puzzles:
                self._turns_up(self._puzzles[what.sku], at)
            case f.SenderAsked():
                self._sender_answers(what, at, room)
            case f.StoreAsked():
                self._answer(what.transfer, at, room)
            case f.TransferSent():
                self._counted_there(what, at)
            case s.TimeUp():
                self.agenda.cancel(SALES)
                self.agenda.put(DRILL, "shift", at + self._end.between(*GRACE), s.ShiftEnded())
            case f.StockroomClosed():
                self.agenda.clear()

    def _goes_dark(self, outage: Outage, at: int) -> None:
        """The power is out for a while; what went bad meanwhile is so from then on, and nobody says which."""
        told, back = s.TaskGiven("outage", "other", outage.fails), s.TaskGiven("power_back", "dates", outage.returns)
        self.agenda.put(MAINS, "told", at + 500, told)
        if outage.lost:
            self.agenda.put(MAINS, "spoils", at + outage.spoils_after, s.GoodsStrayed(outage.lost))
        self.agenda.put(MAINS, "returns", at + outage.lasts, s.PowerReturned())
        self.agenda.put(MAINS, "told back", at + outage.lasts + 500, back)

    def _turns_up(self, puzzle: Puzzle, at: int) -> None:
        """What somebody finds who goes through an item's papers, once."""
        name = puzzle.spec.id
        if name not in self._told:
            self._told.add(name)
            delay = Draws(self._seed, f"clue/{name}").between(3000, 6000)
            clue = s.TaskGiven(f"{name}_clue", "other", puzzle.text, puzzle.spec.place, puzzle.skus, cause=puzzle.cause)
            self.agenda.put(name, "clue", at + delay, clue)

    # --- other shops

    def _answer(self, transfer: str, at: int, room: Stockroom) -> None:
        known = room.transfers[transfer]
        spec = self._transfer(known.store, inward=known.inward)
        draws = Draws(self._seed, f"answer/{transfer}")
        finding = (known.came.finding if known.came else "") or (draws.pick(spec.findings) if spec else "lost")
        said = FINDINGS if known.inward else FINDINGS_THERE
        answer = s.StoreAnswered(transfer, finding, said[finding])
        self.agenda.put(transfer, "answer", at + within(spec.answers if spec else ANSWERS, draws), answer)

    def _counted_there(self, sent: f.TransferSent, at: int) -> None:
        """The other shop counts what it was sent; now and then something is missing there."""
        spec, draws = self._transfer(sent.store, inward=False), Draws(self._seed, f"sent/{sent.transfer}")
        left = {(move.sku, move.lot): Portion(move.sku, move.quantity, move.lot, move.expiry) for move in sent.moves}
        for trouble in spec.troubles if spec else ():
            if not happens(trouble.share, draws):
                continue
            drawn = self._wares.drawn(trouble.goods, draws)
            for key, portion in left.items():
                if portion.sku == drawn.sku:
                    part = min(drawn.quantity, portion.quantity)
                    left[key] = Portion(portion.sku, portion.quantity - part, portion.lot, portion.expiry)
                    break
        delay = within(spec.answers if spec else ANSWERS, draws)
        self.agenda.put(sent.transfer, "counted", at + delay, s.TransferAnswered(sent.transfer, tuple(left.values())))

    def _transfer(self, store: str, *, inward: bool) -> TransferSpec | None:
        return next((t for t in self.spec.transfers if t.store == store and t.inward == inward), None)

    # --- lists

    def _sender_answers(self, asked: f.SenderAsked, at: int, room: Stockroom) -> None:
        proof = room.lists[asked.list].proofs.get(asked.row, s.Proof(asked.row))
        said = words.MEANT if proof.answer else words.WITHDRAWN
        given = {"row": str(asked.row), "price": room.rules.shop.currency.format(proof.answer)}
        text = Text(said.en.format(**given), said.zh.format(**given))
        answer = s.SenderAnswered(asked.list, asked.row, proof.answer, text)
        delay = Draws(self._seed, f"sender/{asked.list}/{asked.row}").between(12_000, 25_000)
        self.agenda.put(asked.list, f"answer {asked.row}", at + delay, answer)

    # --- the tills

    def _next_sale(self, name: str, after: int, room: Stockroom) -> None:
        """One sale after the other, each of what truly lies on the shelf by then."""
        spec, draws = self._sales[name]
        at = after + within(spec.every, draws)
        if at >= spec.until:
            return
        goods = self._basket(spec, draws, room)
        if goods:
            self._sold += 1
            sale = f"till-1-{self._sold:04d}"
            self.agenda.put(SALES, name, at, s.GoodsMoved(sale, goods, sold_at=at), by="till-1")

    def _basket(self, spec: SalesSpec, draws: Draws, room: Stockroom) -> tuple[Portion, ...]:
        stopped = {sku for sku, _ in open_recalls(room)}
        found: dict[str, int] = {}
        for amount in spec.goods:
            drawn = self._wares.drawn(amount, draws)
            left = room.reality.within_reach(drawn.sku, FLOOR) - found.get(drawn.sku, 0)
            quantity = min(drawn.quantity, left)
            if quantity > 0 and drawn.sku not in stopped:
                found[drawn.sku] = found.get(drawn.sku, 0) + quantity
        return tuple(Portion(sku, quantity) for sku, quantity in found.items())

    # --- the end

    def _when_quiet(self, entry: Entry, room: Stockroom) -> None:
        """Nothing stands here, nothing comes, nothing is open: there is nothing left to practise."""
        end = self.scenario.minutes * MINUTE
        if not self._done(room):
            self._quiet = None
        elif self._quiet is None or isinstance(entry.what, Command):
            self._quiet = entry.at
        if self._quiet is not None:
            end = min(end, self._quiet + QUIET)
        if self.agenda.due(DRILL, "time") != end:
            self.agenda.put(DRILL, "time", end, s.TimeUp())

    def _done(self, room: Stockroom) -> bool:
        if set(self.agenda.owners()) - {DRILL, SALES}:
            return False
        open_matters = (room.deliveries, room.receipt, room.counts, room.transfers, room.notices, room.pending)
        if any(open_matters) or open_recalls(room):
            return False
        if any(not listing.posted for listing in room.lists.values()):
            return False
        return not open_tasks(room) and not any(stock.at(DOCK) for stock in room.stock.values())
