"""The supervisor in the stockroom: comes when called, looks at what waits for an authorization, says yes or no."""

from scenarios.specs.course import Given
from simulator.drill.agenda import Agenda
from simulator.drill.colleagues import badge_of
from simulator.drill.stockroom.drawing import within
from simulator.kernel import commands as c
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event, Stimulus
from simulator.pos.rules import LEVELS
from simulator.stock.care import condition_true
from simulator.stock.state import Pending, Stockroom

ME = "@supervisor"
MATTERS = {"start_receiving": "no_order", "post_receipt": "surplus"}
"""Operation -> what a script calls it; others go by their own name."""


class Supervisor:
    """One person at a time, of whatever level is needed."""

    def __init__(self, given: Given, approves: dict[str, tuple[bool, ...]], seed: int, agenda: Agenda) -> None:
        self._given, self._agenda = given, agenda
        self._draws = Draws(seed, "colleagues")
        self._says = {matter: Draws(seed, f"approves/{matter}").pick(says) for matter, says in approves.items()}

    def see(self, what: Event, at: int, room: Stockroom) -> None:
        kind = type(what)
        if kind is f.SupervisorCalled:
            delay = within(self._given.supervisor_delay, self._draws)
            self._plan("arrive", at + delay, s.SupervisorArrived(self._badge(room)))
        elif kind is s.SupervisorArrived:
            self._leave(at, room)
            if room.pending:
                self._decide(room.pending, at, room)
        elif kind is f.AuthorizationAsked and room.supervisor and room.pending:
            self._decide(room.pending, at, room)
        elif kind is f.AuthorizationCancelled:
            self._agenda.cancel(ME, "authorize")

    def _badge(self, room: Stockroom) -> str:
        return badge_of(room.rules.shop, room.pending.level if room.pending else "supervisor")

    def _decide(self, pending: Pending, at: int, room: Stockroom) -> None:
        badge = room.supervisor
        if room.rules.shop.level(badge) < LEVELS.index(pending.level):
            self._plan("arrive", at + self._draws.between(8000, 15_000), s.SupervisorArrived(self._badge(room)))
            return
        yes = self._says.get(MATTERS.get(pending.operation, pending.operation), True) and sensible(room, pending)
        at += self._draws.between(2000, 4000)
        self._plan("authorize", at, s.SupervisorAuthorized(badge) if yes else s.SupervisorDeclined(badge))
        self._plan("leave", at + self._draws.between(1000, 2000), s.SupervisorLeft(badge))

    def _leave(self, at: int, room: Stockroom) -> None:
        self._plan("leave", at + self._draws.between(5000, 8000), s.SupervisorLeft(room.supervisor))

    def _plan(self, matter: str, at: int, stimulus: Stimulus) -> None:
        self._agenda.put(ME, matter, at, stimulus)


def sensible(room: Stockroom, pending: Pending) -> bool:
    """Whether somebody who looks at the goods would say yes."""
    return not isinstance(pending.command, c.WriteOff) or condition_true(room, pending.command)
