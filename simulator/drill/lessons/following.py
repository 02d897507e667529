"""A play that is followed: what was done on the way, why, and whether the rule was met on it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from grading.checks import watch
from grading.conditions import predicate
from grading.result import Evidence
from grading.watcher import Ending, Verdict, Watcher
from scenarios.specs.conditions import Moment
from scenarios.specs.rubric import Expectation
from simulator.drill.bots import Memory, perfect
from simulator.drill.bots.steps import Advice
from simulator.drill.live import Review
from simulator.kernel.entries import EVENTS, Entry
from simulator.kernel.events import Command
from simulator.kernel.facts import Refused, VisitEnded
from simulator.kernel.stimuli import CoachStopped


class Step(NamedTuple):
    """Something that was done on the way."""

    entry: Entry
    until: int
    """The last entry of the station that followed from it."""
    wrong: bool
    """Refused, or held back by the coach."""
    reason: str = ""
    """Of the bot: the text id that says why, with its parameters."""
    given: Mapping[str, object] = {}


class Side(NamedTuple):
    """One of the two: what was done, and how the station then stood."""

    entries: Sequence[Entry]
    steps: tuple[Step, ...]
    at: int
    """Virtual time of the moment."""


def steps(
    entries: Sequence[Entry], first: int, reasons: Mapping[int, tuple[str, Mapping[str, object]]] | None = None
) -> Iterator[Step]:
    """The commands from entry number `first` on, each with how far it reached."""
    for n in range(first, len(entries)):
        entry = entries[n]
        if not isinstance(entry.what, Command | CoachStopped):
            continue
        followed = entry.seq
        wrong = isinstance(entry.what, CoachStopped)
        for later in entries[n + 1 :]:
            if later.stream != entry.stream:
                continue
            if later.cause != entry.seq:
                break
            followed, wrong = later.seq, wrong or isinstance(later.what, Refused)
        yield Step(entry, followed, wrong, *(reasons or {}).get(n, ("", {})))


class Noting:
    """The experienced routine, and why it did what it did."""

    def __init__(self, review: Review) -> None:
        self._bot = perfect(review.seed, review.workstation)
        self._routine, self._bot.routine = self._bot.routine, self
        self.advice: list[Advice] = []
        self.bot = self._bot

    def advise(self, view: object, memory: Memory) -> Advice:
        told = self._routine.advise(view, memory)
        self.advice.append(told)
        return told


def _meets(moment: Moment, entry: Entry) -> bool:
    asked = predicate(moment.event, moment.where)
    return isinstance(entry.what, EVENTS[moment.event]) and (asked is None or asked(entry.what))


class Until:
    """Follows a play until the rule has been met in it, or cannot be any more."""

    def __init__(self, rule: Expectation, found: Evidence, reasons: list[Advice]) -> None:
        self.watcher: Watcher = watch(rule)
        self._found, self._reasons, self._check = found, reasons, rule.check
        self._counted: list[Entry] = []
        """What is counted, of a rule that counts."""
        self._past: dict[str, int] = {}
        self.past = 0
        self.entries: list[Entry] = []
        self.steps: dict[int, tuple[str, Mapping[str, object]]] = {}
        self.met: Verdict | None = None
        self.over = False

    def before(self, entries: Sequence[Entry]) -> Memory:
        """What had happened already; what somebody who was there remembers."""
        memory = Memory()
        for entry in entries:
            self.watcher.see(entry)
            self.entries.append(entry)
            self._past[entry.stream] = entry.seq
            if isinstance(entry.what, Command):
                memory.did(entry.what, entry.at)
        self.past = len(self.entries)
        return memory

    def see(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.watcher.see(entry)
        if self._check.kind == "count" and _meets(self._check.moment, entry):
            self._counted.append(entry)
        if isinstance(entry.what, Command) and self._reasons:
            told = self._reasons[-1]
            self.steps[len(self.entries) - 1] = told.reason, told.given
        what, customer = entry.what, self._found.customer
        if isinstance(what, VisitEnded) and customer and what.customer == customer:
            self.over = True

    def enough(self) -> bool:
        """The moment has come, or the customer has gone."""
        if self.met is None and self.entries[self.past :]:
            self.met = next((one for one in self.fresh() if one.met and self._same(one)), None)
        return self.met is not None or self.over

    def fresh(self, ending: Ending = Ending.CUT) -> list[Verdict]:
        """Verdicts on what happened since."""
        last = self.entries[-1] if self.entries else None
        found = self.watcher.verdicts(last, ending)
        return [one for one in found if one.entry.seq > self._past.get(one.entry.stream, 0)]

    def _same(self, verdict: Verdict) -> bool:
        customer = self._found.customer
        return not customer or getattr(verdict.entry.what, "customer", customer) == customer

    @property
    def failed(self) -> bool:
        return any(not one.met and self._same(one) for one in self.fresh())

    def moment(self) -> Entry:
        """Where the rule was met; what it only forbids was not done until the end.

        A number is known at the end alone: what made it enough is its moment.
        """
        if self.met is None:
            return self.entries[-1]
        if self._counted and self._check.op != "at_most":
            enough = self.met.counted[1]
            return self._counted[enough - 1 if 0 < enough <= len(self._counted) else -1]
        other = self.met.other
        return other if other is not None and other.at > self.met.entry.at else self.met.entry

    def side(self, first: int) -> Side:
        moment = self.moment()
        place = next((n for n, entry in enumerate(self.entries) if entry is moment), len(self.entries) - 1)
        while place + 1 < len(self.entries) and self.entries[place + 1].cause:
            place += 1  # what followed from it belongs to it
        shown = self.entries[: place + 1]
        return Side(shown, tuple(steps(shown, first, self.steps)), moment.at)
