"""What happens by the script: each happening waits for its time, a stage, an event, or idleness, and fires once."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from grading.conditions import predicate
from scenarios.specs.course import Happening
from simulator.drill.agenda import Agenda
from simulator.drill.colleagues import Supervisor
from simulator.drill.customers.crowd import Crowd
from simulator.drill.customers.customer import Custom
from simulator.drill.head_office import HeadOfficePlayed
from simulator.drill.words import ERRANDS, RELIEF
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Command, Event, Stimulus, name_of
from simulator.kernel.texts import Text
from simulator.pos.state import Till

ME = "@plot"
STAGE_DELAY = {"idle": (400, 1500), "scanning": (100, 900), "paying": (150, 800), "printing": (150, 600)}
"""Milliseconds into a stage where the script names none, so that it is still under way; others `(300, 1500)`."""


class _Waiting(NamedTuple):
    """A happening with its own draws."""

    happening: Happening
    draws: Draws


class _Staged(NamedTuple):
    """Waits for a stage; for scanning, for the line with that number."""

    waiting: _Waiting
    stage: str
    line: int


class Plot:
    """The happenings of one run; which of them occur at all was drawn by `cast`."""

    def __init__(
        self,
        happenings: Sequence[Happening],
        seed: int,
        agenda: Agenda,
        crowd: Crowd,
        supervisor: Supervisor,
        names: Sequence[Text],
        custom: Custom,
        office: HeadOfficePlayed,
    ) -> None:
        self._custom, self._office = custom, office
        self._agenda, self._crowd, self._supervisor, self._names = agenda, crowd, supervisor, names
        self._all = [_Waiting(h, Draws(seed, f"happenings/{h.id}")) for h in happenings]
        self._staged: list[_Staged] = []
        self._idle: list[_Waiting] = []
        self._awaited: dict[str, list[tuple[_Waiting, Callable[[Event], bool] | None]]] = {}
        self._seen: dict[str, int] = {}
        self._lines: dict[str, int] = {}

    def begin(self, at: int, till: Till) -> None:
        """The station was opened: customers exist, so the seed can pick stages that will come."""
        for waiting in self._all:
            trigger = waiting.happening.trigger
            if trigger.at is not None:
                self._fire(waiting, waiting.draws.between(trigger.at.low, trigger.at.high), till)
            elif trigger.stages:
                self._staged.append(self._stage(waiting))
            elif trigger.event:
                meets = predicate(trigger.event, trigger.where)
                self._awaited.setdefault(trigger.event, []).append((waiting, meets))
            else:
                self._idle.append(waiting)
                self._fire(waiting, at + trigger.idle, till)

    def see(self, what: Event, at: int, till: Till) -> None:
        if self._awaited:
            awaited = self._awaited.get(name_of(what))
            if awaited:
                self._count(awaited, what, at, till)
        if self._staged:
            self._watch(what, at, till)
        if self._idle and isinstance(what, Command):
            for waiting in self._idle:
                self._fire(waiting, at + waiting.happening.trigger.idle, till)

    def happened(self, id: str) -> None:
        """It was delivered: idleness brings it no second time."""
        self._idle = [waiting for waiting in self._idle if waiting.happening.id != id]

    def mains_to_come(self) -> bool:
        """Whether the script is about to switch the mains again."""
        mains = [w.happening.id for w in self._all if w.happening.do.startswith("power_")]
        return any(self._agenda.due(ME, id) is not None for id in mains)

    @property
    def open(self) -> bool:
        """Whether something is planned."""
        return ME in self._agenda.owners()

    # --- triggers

    def _stage(self, waiting: _Waiting) -> _Staged:
        trigger, draws = waiting.happening.trigger, waiting.draws
        customer = self._crowd.find(trigger.customer) if trigger.customer else None
        stages = list(trigger.stages)
        if customer is not None:
            kinds = {payment.kind for payment in customer.wallet.way}
            never = {"paying"} if kinds == {"cash"} else {"change"} if "cash" not in kinds else set()
            stages = [stage for stage in stages if stage not in never] or stages
        line = draws.between(1, max(1, (len(customer.goods) if customer else 4) - 1))
        return _Staged(waiting, draws.pick(stages), line)

    def _watch(self, what: Event, at: int, till: Till) -> None:
        """Fire what waited for the stage that the till is at now, or for a customer who just left without it."""
        if isinstance(what, f.LineAdded):
            self._lines[till.counter.here] = self._lines.get(till.counter.here, 0) + 1
        for staged in tuple(self._staged):
            wanted = staged.waiting.happening.trigger.customer
            left = isinstance(what, f.VisitEnded) and _of(what.customer, wanted)
            if left or self._is_at(staged, wanted, till):
                self._staged.remove(staged)
                happening, draws = staged.waiting
                low, high = (0, 0) if happening.trigger.by.high else STAGE_DELAY.get(staged.stage, (300, 1500))
                self._fire(staged.waiting, at + draws.between(low, high), till)

    def _is_at(self, staged: _Staged, wanted: str, till: Till) -> bool:
        here = till.counter.here
        if not here or not _of(here, wanted):
            return False
        if staged.stage == "printing":
            return bool(till.printing)
        if staged.stage == "scanning":
            return till.stage == "scanning" and self._lines.get(here, 0) >= staged.line
        return till.stage == staged.stage

    def _count(
        self, awaited: list[tuple[_Waiting, Callable[[Event], bool] | None]], what: Event, at: int, till: Till
    ) -> None:
        for waiting, meets in tuple(awaited):
            if meets is not None and not meets(what):
                continue
            happening = waiting.happening
            seen = self._seen[happening.id] = self._seen.get(happening.id, 0) + 1
            if seen == happening.trigger.nth:
                awaited.remove((waiting, meets))
                self._fire(waiting, at, till)

    # --- verbs

    def _fire(self, waiting: _Waiting, at: int, till: Till) -> None:
        """Plan the happening; its delay comes on top."""
        happening, draws = waiting
        at += draws.between(happening.trigger.by.low, happening.trigger.by.high)
        if happening.do == "static_code_payments":
            self._custom.static_from = at
            return
        if happening.do == "head_office_objects":
            self._office.object_from(at, draws.pick(happening.reasons))
            return
        if happening.do == "head_office_silent":
            self._office.silent_from(at)
            return
        if happening.do == "supervisor_orders":
            order = draws.pick(happening.orders or (happening.order,))
            self._agenda.put(ME, happening.id, at, self._supervisor.decision(order, happening.text, till))
            return
        if happening.do == "change_supplied":
            self._supervisor.bring(happening.pieces, at, till)
            return
        self._agenda.put(ME, happening.id, at, self._stimulus(happening, draws, till))

    def _stimulus(self, happening: Happening, draws: Draws, till: Till) -> Stimulus:
        match happening.do:
            case "power_fails":
                return s.PowerFailed(draws.pick(happening.ups) if happening.ups else 0)
            case "power_flickers":
                return s.PowerFlickered()
            case "power_returns":
                return s.PowerReturned(happening.stable)
            case "network_fails":
                return s.NetworkFailed()
            case "network_returns":
                return s.NetworkReturned()
            case "channel_fails":
                return s.ChannelFailed(happening.channel or "main")
            case "channel_returns":
                return s.ChannelReturned(happening.channel or "main")
            case "till_dies":
                return s.TillFailed()
            case "paper_runs_low":
                return s.PaperNearEnd(max(1, draws.between(happening.lines.low, happening.lines.high)))
            case "drawer_sticks":
                return s.DrawerStuck()
            case "relief_arrives":
                return s.ReliefArrived(draws.pick(self._names), happening.text or RELIEF)
            case "errand":
                text = happening.text or draws.pick(ERRANDS[happening.operation])
                return s.ErrandCame(happening.operation, happening.reason, happening.amount, text)
            case "says":
                return s.CustomerSaid(happening.customer or till.counter.here, happening.id, happening.text)
        raise ValueError(f"{happening.id}: expected a verb of the director, got {happening.do!r}")


def _of(customer: str, wanted: str) -> bool:
    """Whether a customer is the one the script names, or one of its stream."""
    return not wanted or customer == wanted or customer.rpartition("-")[0] == wanted


def cast(happenings: Sequence[Happening], seed: int) -> list[Happening]:
    """The happenings that this seed lets happen at all."""
    return [h for h in happenings if h.chance >= 100 or Draws(seed, f"chance/{h.id}").chance(h.chance / 100)]
