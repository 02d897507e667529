"""What will happen, by due time. Every matter has an owner and a name, so a new date replaces the old one.

>>> from simulator.kernel.stimuli import TimeUp
>>> agenda = Agenda(priority=1)
>>> agenda.put("drill", "time", 9000, TimeUp()); agenda.put("drill", "time", 5000, TimeUp())
>>> agenda.head().at
5000
"""

from heapq import heappop, heappush
from itertools import count

from simulator.drill.sources import Due
from simulator.kernel.events import Stimulus


class _Plan:
    """One planned stimulus; `alive` turns false when it is called off or has happened."""

    __slots__ = ("alive", "due", "matter", "owner")

    def __init__(self, owner: str, matter: str, due: Due) -> None:
        self.owner, self.matter, self.due = owner, matter, due
        self.alive = True


class Agenda:
    """A heap of plans with lazy deletion; ties are broken in the order of planning."""

    def __init__(self, priority: int, by: str = "director", station: str = "") -> None:
        self._priority = priority
        self._station = station
        self._by = by
        self._sequence = count(1)
        self._heap: list[tuple[int, int, _Plan]] = []
        self._plans: dict[str, dict[str, _Plan]] = {}

    def put(self, owner: str, matter: str, at: int, stimulus: Stimulus, by: str = "", station: str = "") -> None:
        """Plan `stimulus` for `at`; an earlier plan for the same matter is dropped."""
        sequence = next(self._sequence)
        plan = _Plan(
            owner, matter, Due(at, self._priority, sequence, by or self._by, stimulus, station or self._station)
        )
        mine = self._plans.setdefault(owner, {})
        old = mine.get(matter)
        if old is not None:
            old.alive = False
        mine[matter] = plan
        heappush(self._heap, (at, sequence, plan))

    def due(self, owner: str, matter: str) -> int | None:
        """When a matter is planned for, if it is."""
        plan = self._plans.get(owner, {}).get(matter)
        return plan.due.at if plan else None

    def cancel(self, owner: str, *matters: str) -> None:
        """Call off some matters of an owner, or all of them."""
        mine = self._plans.get(owner)
        if mine is None:
            return
        for matter in matters or tuple(mine):
            plan = mine.pop(matter, None)
            if plan is not None:
                plan.alive = False
        if not mine:
            del self._plans[owner]

    def clear(self) -> None:
        """Nothing more will happen."""
        self._heap.clear()
        self._plans.clear()

    def owners(self) -> list[str]:
        """Who still plans something."""
        return list(self._plans)

    def head(self) -> Due | None:
        """What comes first."""
        heap = self._heap
        while heap:
            plan = heap[0][2]
            if plan.alive:
                return plan.due
            heappop(heap)
        return None

    def happened(self, stimulus: Stimulus) -> tuple[str, str] | None:
        """Strike off what was just delivered; returns whose matter it was, None when it was not planned here."""
        head = self.head()
        if head is None:
            return None
        plan: _Plan | None = self._heap[0][2]
        if head.stimulus is not stimulus and head.stimulus != stimulus:  # from outside, or noticed out of turn
            plan = next((p for _, _, p in self._heap if p.alive and p.due.stimulus == stimulus), None)
        if plan is None:
            return None
        self.cancel(plan.owner, plan.matter)
        return plan.owner, plan.matter
