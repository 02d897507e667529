"""A drill made of just my mistakes: up to three moments, one after the other, each judged by its own rule alone.

Each is a run of its own that begins with the journal of the drill up to a place from which the experienced bot does it
right; so whoever sits there can, too. It is over as soon as the rule has its answer, and nothing of it counts.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from grading.checks import outcome_of, watch
from grading.debrief import AT_ONCE, Debrief, Lesson
from grading.result import Evidence
from grading.watcher import Ending, Verdict
from scenarios.specs.rubric import Expectation
from simulator.drill.live import Drill, Review
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.facts import VisitEnded
from simulator.kernel.texts import Text

LEAST = 120_000
"""Virtual milliseconds that a moment may take beyond twice what it took before."""
GRACE = 30_000
"""So long something that was judged wrong may still be put right, where the rule allows it."""

Came = Literal["right", "wrong", "not_reached"]


class Moment(NamedTuple):
    """Something that went wrong, and from where it can be tried again."""

    rule: Expectation
    found: Evidence
    station: str
    seq: int

    @property
    def says(self) -> Text:
        return self.rule.says


class Tried(NamedTuple):
    """How a moment went this time."""

    moment: Moment
    came: Came
    evidence: tuple[Evidence, ...]
    """What was judged, the gravest first."""
    run: str


def moments(review: Review, entries: Sequence[Entry], debrief: Debrief, most: int = AT_ONCE) -> tuple[Moment, ...]:
    """The gravest mistakes that have a moment of their own, in the order of the run; each place once."""
    rules = {rule.id: rule for rule in review.stage.scenario.rubric.expectations}
    found: list[Moment] = []
    for lesson, missed in _gravest(debrief.lessons):
        rule = rules.get(lesson.behaviour)
        if rule is None or missed.stream == SHOP:
            continue
        beside = review.beside(entries, lesson.behaviour, missed)
        if beside is None or beside.place is None or beside.place in ((m.station, m.seq) for m in found):
            continue
        found.append(Moment(rule, missed, *beside.place))
        if len(found) == most:
            break
    return tuple(sorted(found, key=lambda moment: (moment.found.at, moment.seq)))


def _gravest(lessons: Sequence[Lesson]) -> Iterator[tuple[Lesson, Evidence]]:
    """The first moment of each lesson, then the second of each."""
    for n in range(max((len(lesson.moments) for lesson in lessons), default=0)):
        yield from ((lesson, lesson.moments[n]) for lesson in lessons if n < len(lesson.moments))


class Attempt:
    """Follows a drill that begins at a moment, and says when it is over and how it went."""

    def __init__(self, drill: Drill, moment: Moment) -> None:
        self.drill, self.moment = drill, moment
        self._watcher = watch(moment.rule)
        self._past: dict[str, int] = {}
        self._last: Entry | None = None
        for entry in drill.journal.read(drill.run):
            self._watcher.see(entry)
            self._past[entry.stream] = entry.seq
        began = drill.session.now
        self._limit = began + 2 * max(0, moment.found.at - began) + LEAST
        self._forbids = moment.rule.check.kind in ("never", "twice")
        self._gone = self._late = False
        self._since: dict[bool, int] = {}
        """Met or not -> since when it has been judged so."""
        drill.session.listeners.append(self.see)

    def see(self, entry: Entry) -> None:
        self._watcher.see(entry)
        self._last = entry
        what, customer = entry.what, self.moment.found.customer
        self._gone = self._gone or (isinstance(what, VisitEnded) and bool(customer) and what.customer == customer)

    def over(self, now: int) -> bool:
        """Whether the rule has its answer, or will not have one any more; `now` is virtual time."""
        self._gone = self._gone or self.drill.session.station.closed
        self._late = now > self._limit
        if self._gone or self._late or any(not one.met for one in self._judged(Ending.OPEN)):
            return True
        judged = self._judged(Ending.CUT)
        if not judged:
            self._since.clear()
            return False
        met = all(one.met for one in judged)
        self._since = {met: self._since.get(met, now)}
        return (met and not self._forbids) or now - self._since[met] > GRACE

    def tried(self) -> Tried:
        """How it went. Who was asked for something and has not done it by the end has missed it."""
        self._gone = self._gone or self.drill.session.station.closed
        late = (self._gone or self._late) and self.moment.rule.check.kind == "followed"
        judged = sorted(self._judged(Ending.WHOLE if late else Ending.CUT), key=lambda one: one.met)
        came: Came = "not_reached"
        if judged:
            came = "right" if all(one.met for one in judged) else "wrong"
        elif self._forbids and (self._gone or self._late):
            came = "right"
        evidence = outcome_of(self._watcher.plan, judged).evidence
        return Tried(self.moment, came, evidence, self.drill.run)

    def _judged(self, ending: Ending) -> list[Verdict]:
        """Of what happened since, and of the same customer."""
        if self._last is None:
            return []
        found, customer = self._watcher.verdicts(self._last, ending), self.moment.found.customer
        return [
            one
            for one in found
            if one.entry.seq > self._past.get(one.entry.stream, 0)
            and (not customer or getattr(one.entry.what, "customer", customer) == customer)
        ]
