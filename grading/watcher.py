"""A watcher: what one check remembers of a run so far. Small and flat: a coach forks it to try a command out.

The compiled plan is shared; all that changes lives in the slots below and is copied by `fork`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

import msgspec

from grading.conditions import Predicate, Teller
from grading.result import Value
from scenarios.specs.rubric import Expectation
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event

Key = str | int | tuple[str | int, ...] | None
"""The value of the field `same`, or of several; None binds everything."""


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """One judged moment, kept raw: words and figures are made only when somebody asks."""

    entry: Entry
    met: bool
    other: Entry | None = None
    """The awaited event, if it came (perhaps too late); the first one, for `twice`."""
    took: int | None = None
    counted: tuple[int, int] = (0, 0)
    """How many there were, how many were expected."""


class Waiting(msgspec.Struct, frozen=True, gc=False):
    """A trigger whose awaited event has not come yet."""

    entry: Entry
    pardoned: bool


class Spoilt(msgspec.Struct, frozen=True, gc=False):
    """A failure that can still be taken back."""

    failure: Verdict
    chance: Verdict | None
    """The opportunity whose place it took."""


class Ending(Enum):
    """In what sense an entry is the last one."""

    OPEN = "open"
    """The run goes on: what can still change is not judged."""
    STANDING = "standing"
    """The run goes on: so is what can still change, but a forbidden act that can still be undone."""
    CUT = "cut"
    """Somebody quit: what had happened is judged, what had not come yet was not missed."""
    WHOLE = "whole"
    """The shift came to its end."""


class Watcher:
    """Folds entries for one expectation: `see` each, then ask `verdicts`."""

    __slots__ = (
        "armed", "judged", "number", "others", "pardons", "pending", "plan", "seen", "shut", "slots", "spoilt", "start",
    )  # fmt: skip

    def __init__(self, plan: "Plan") -> None:
        self.plan = plan
        self.armed = plan.armed
        """Whether events count yet (`after`)."""
        self.shut: frozenset[Key] = frozenset()
        """Values for which events count no longer (`before`)."""
        self.pardons: frozenset[Key] = frozenset()
        """Values for which failures are forgiven (`unless`)."""
        self.judged: list[Verdict] = []
        self.slots: dict[Key, int] = {}
        """Value -> place in `judged` that a later event may still change."""
        self.seen: dict[Key, Entry] = {}
        self.pending: dict[Key, tuple[Waiting, ...]] = {}
        self.spoilt: dict[Key, tuple[Spoilt, ...]] = {}
        self.number = 0
        self.others = 0
        self.start: Entry | None = None

    def fork(self) -> "Watcher":
        """An independent copy; what either sees from now on, the other does not."""
        twin = Watcher.__new__(Watcher)
        twin.plan = self.plan
        twin.armed = self.armed
        twin.shut = self.shut
        twin.pardons = self.pardons
        twin.judged = self.judged.copy()
        twin.slots = self.slots.copy()
        twin.seen = self.seen.copy()
        twin.pending = self.pending.copy()
        twin.spoilt = self.spoilt.copy()
        twin.number = self.number
        twin.others = self.others
        twin.start = self.start
        return twin

    def see(self, entry: Entry) -> None:
        """Take one entry in; most concern no check and cost one look-up."""
        step = self.plan.steps.get(type(entry.what))
        if step is not None:
            step(self, entry)

    def counts(self, key: Key) -> bool:
        """Whether an event with that value is inside `after` .. `before`."""
        return self.armed and not (self.shut and (None in self.shut or key in self.shut))

    def pardoned(self, key: Key) -> bool:
        return bool(self.pardons) and (None in self.pardons or key in self.pardons)

    def judge(self, verdict: Verdict, key: Key) -> None:
        """Keep a verdict, unless it is a failure that is forgiven."""
        if verdict.met or not self.pardons or not self.pardoned(key):
            self.judged.append(verdict)

    def drop(self, place: int) -> None:
        """A verdict goes, and those behind it move up."""
        del self.judged[place]
        self.slots = {key: at - (at > place) for key, at in self.slots.items() if at != place}

    def verdicts(self, end: Entry | None, ending: Ending = Ending.WHOLE) -> list[Verdict]:
        """All judged moments as if the run ended with `end`, in the order of the journal."""
        return sorted(self.plan.finish(self, end, ending), key=_when)

    def settled(self, now: Entry | None) -> list[Verdict]:
        """Judged moments that nothing to come can change."""
        return self.verdicts(now, Ending.OPEN)


def _when(verdict: Verdict) -> tuple[int, str, int]:
    return verdict.entry.at, verdict.entry.stream, verdict.entry.seq


Step = Callable[[Watcher, Entry], None]
Finish = Callable[[Watcher, Entry | None, Ending], Iterable[Verdict]]
"""(watcher, last entry so far, in what sense it is the last) -> verdicts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled expectation, shared by all its watchers."""

    expectation: Expectation
    steps: Mapping[type[Event], Step]
    finish: Finish
    armed: bool
    """Whether events count from the start (no `after`)."""
    critical: Predicate | None
    """Which failures are critical; None: none of them."""
    tell: Teller
    """The conditions of the check's moment, in figures."""
    judged: str
    """Name of the event at which verdicts stand; empty where that can be any."""
    told: Mapping[str, Callable[[Event], Value]]
    """The judged event's fields that the rule speaks of."""
