"""Who shows a member card, and what their accounts hold as far as this worker's tills know.

Nobody stands at two tills at once: members are dealt out, each worker has its own, one after the other. Some stray to
tills of other workers all the same: what is decided then rests on an old balance, is refused and decided again.
"""

from collections.abc import Sequence

from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.kernel.draws import Draws
from simulator.kernel.events import Event
from simulator.pos.accounts import of_points
from simulator.pos.state import Till

STRAYS = 16
"""One in so many goes to any till."""


class Members:
    """Of one worker's customers."""

    def __init__(self, codes: Sequence[str], draws: Draws, worker: int, workers: int) -> None:
        self._all, self._draws = codes, draws
        self._own = list(codes[worker % workers :: workers])
        self._at = 0
        self._standing: dict[str, int] = {}

    def next(self) -> str:
        """Who comes; empty where the shop has no members."""
        if not self._own or self._draws.below(STRAYS) == 0:
            return self._draws.pick(self._all) if self._all else ""
        self._at += 1
        return self._own[self._at % len(self._own)]

    def news(self, till: Till, member: str) -> s.BalanceTold | None:
        """What the shop tells a till of a member who stands there, where it believes something else."""
        key, standing = of_points(member), self._standing.get(member)
        if standing is None or till.accounts.balance(key) == standing:
            return None
        return s.BalanceTold(key, standing)

    def heard(self, facts: Sequence[Event]) -> None:
        """What followed, durable by now."""
        for fact in facts:
            if type(fact) is f.PointsMoved:
                self._standing[fact.member] = fact.standing
