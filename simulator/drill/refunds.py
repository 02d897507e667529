"""Refunds as the payment channels carry them out: sent, refused, or sent with an answer that is lost.

A request is carried out once, however often it is asked for. Draws come from a stream of their own.
"""

from collections.abc import Sequence

from simulator.drill.agenda import Agenda
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.pos.state import Till

ME = "@refunds"
LIMIT = 5_000
"""How long the till waits before nobody knows."""
LATE_NEWS = 120_000
"""When the channel tells by itself what nobody asked about."""

BELATED = (12_000, 25_000)
"""When it turns out that a refund arrived that was told as declined, from the moment that it went out another way."""


class Refunds:
    """What became of each request."""

    def __init__(self, seed: int, agenda: Agenda) -> None:
        self._seed, self._agenda = seed, agenda
        self._draws = Draws(seed, "refunds")
        self._fate: dict[str, str] = {}
        """Request -> `approved` or `declined`; one that never reached a channel is missing."""
        self._belated: set[str] = set()
        """Told as declined, and carried out after all."""
        self._failed: set[str] = set()

    def request(self, what: f.RefundRequested, outcomes: Sequence[str], at: int, till: Till) -> None:
        """`outcomes` are what the script has the channel answer: `approved`, `declined`, `timeout` (sent, unheard),
        `belated` (told as declined).
        """
        outcome = Draws(self._seed, f"refunds/{what.request}").pick(outcomes)
        soon = at + self._draws.between(1500, 4000)
        if what.channel in self._failed or not till.outage.network:
            self._answer(what.request, "offline", soon, till)
            return
        first = what.request not in self._fate
        fate = self._fate.setdefault(what.request, "declined" if outcome in ("declined", "belated") else "approved")
        if first and outcome == "belated":
            self._belated.add(what.request)
        if first and outcome == "timeout":
            self._answer(what.request, "timeout", at + LIMIT, till)
        else:
            self._answer(what.request, fate, soon, till)

    def query(self, request: str, at: int, till: Till) -> None:
        """The channel knows; where its line is down, nobody does."""
        due = till.refunds[request]
        reached = due.channel not in self._failed and till.outage.network
        answer = self._fate.get(request, "offline") if reached else "timeout"
        self._answer(request, answer, at + self._draws.between(1000, 3000), till)

    def replaced(self, request: str, at: int, till: Till) -> None:
        """It went out another way: what was on its way all the time arrives, too."""
        if request in self._belated:
            self._answer(request, "approved", at + self._draws.between(*BELATED), till)

    def unknown(self, request: str, at: int, till: Till) -> None:
        """What nobody asks about is told in the end."""
        if request in self._fate:
            late = s.RefundAnswered(request, self._fate[request])
            self._agenda.put(ME, f"late {request}", at + LATE_NEWS, late, by="terminal", station=till.station)

    def cut_off(self, at: int, till: Till, channels: tuple[str, ...]) -> None:
        """Without a line no answer arrives."""
        for due in till.refunds.values():
            if due.status == "waiting" and due.channel in channels:
                self._answer(due.request, "timeout", at + self._draws.between(2000, 4000), till)

    def line(self, what: s.ChannelFailed | s.ChannelReturned, at: int, till: Till) -> None:
        """A channel goes down, or is back."""
        if isinstance(what, s.ChannelFailed):
            self._failed.add(what.channel)
            self.cut_off(at, till, (what.channel,))
        else:
            self._failed.discard(what.channel)

    def _answer(self, request: str, outcome: str, at: int, till: Till) -> None:
        """To the till that asked: no other knows of it."""
        answer = s.RefundAnswered(request, outcome)
        self._agenda.put(ME, request, at, answer, by="terminal", station=till.station)
