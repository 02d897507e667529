"""The grade of a run: one fold of its journal against a rubric.

After EASA's VENN model a competency is graded 1-5 by outcome, by how many of its behaviours were shown, and by how
often when required; the weakest of the three decides. What had no opportunity is not observed (N/O), never a free pass.
A critical error is not made up for by anything.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from grading.checks import is_critical, outcome_of, watch
from grading.measures import STEPS as METER_STEPS
from grading.measures import Meter, measures, per_minute
from grading.result import Behaviour, Competency, Critical, Result, Speed
from grading.watcher import Ending, Verdict, Watcher
from scenarios.specs.rubric import Rubric
from simulator.kernel import facts
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event


class Level(NamedTuple):
    """A row of the VENN table: the least that a grade asks for."""

    grade: int
    outcome: str
    many: str
    many_percent: int
    """Share of the observed behaviours that were shown at least as often as not."""
    often: str
    often_percent: int
    """Share of all opportunities that were met."""
    forbidden: int | None
    """Forbidden acts that the outcome still allows; None: any number. Critical ones are unsafe at once."""


VENN = (
    Level(5, "enhanced", "almost_all", 95, "always", 98, 0),
    Level(4, "safe", "most", 80, "mostly", 92, 1),
    Level(3, "safe", "many", 60, "regularly", 80, 1),
    Level(2, "not_unsafe", "some", 30, "occasionally", 40, None),
    Level(1, "unsafe", "few", 0, "rarely", 0, None),
)
"""Best first. EASA says regularly for grades 3 and 4; here the two bands have a word each."""

PACE = "pace"
"""The competency that speed is graded in."""

COSTS = 45_000
"""Virtual milliseconds that pace counts for a rule that was not kept: more than leaving it out can save."""


CUT_SHORT = ("quit", "abandoned", "by_trainer")
"""Ends that came before the shift's own."""

See = Callable[[Entry], None]
"""What takes an entry in: a watcher's step, the meter's, the header's."""

_CLOSINGS: tuple[type[Event], ...] = (facts.StationClosed, facts.StockroomClosed, facts.DeskClosed)
_HEADER: tuple[type[Event], ...] = (facts.RunOpened, facts.StationOpened, *_CLOSINGS, facts.RunEnded)


class Grader:
    """Folds a run entry by entry; ask for `result` at the end, or for `criticals` on the way.

    Give it the entries of one trainee's station and of the shop, in the run's order. A fresh grader is a template: fork
    it for each of many journals. Raises RubricError for a rubric that could never be judged.
    """

    __slots__ = (
        "_bound", "_end", "_ended_by", "_first", "_last", "_meter", "_opened", "_reason", "_watchers", "rubric",
    )  # fmt: skip

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self._watchers = [watch(expectation) for expectation in rubric.expectations]
        self._bound: dict[type[Event], tuple[See, ...]] = {}
        self._meter = Meter()
        self._first: Entry | None = None
        self._last: Entry | None = None
        self._end: Entry | None = None
        """Of the run: what is written after it (the seal) happened to nobody, and changes no grade."""
        self._opened: facts.RunOpened | None = None
        self._reason, self._ended_by = "", ""

    def fork(self) -> "Grader":
        """An independent copy: fold into it what might happen, and this one knows nothing of it."""
        twin = Grader.__new__(Grader)
        twin.rubric, twin._bound = self.rubric, {}
        twin._watchers = [watcher.fork() for watcher in self._watchers]
        twin._meter = self._meter.fork()
        twin._first, twin._last, twin._end = self._first, self._last, self._end
        twin._opened, twin._reason, twin._ended_by = self._opened, self._reason, self._ended_by
        return twin

    def see(self, entry: Entry) -> None:
        """Take one entry in."""
        self.see_all((entry,))

    def see_all(self, entries: Iterable[Entry]) -> None:
        """Take entries in. Most concern nobody and cost one look-up: the loop that has to be fast."""
        self._bound = self._bound or self._bind()
        lookup, entry = self._bound.get, None
        for entry in entries:
            concerned = lookup(type(entry.what))
            if concerned is not None:
                for see in concerned:
                    see(entry)
        self._last = entry or self._last

    def _bind(self) -> dict[type[Event], tuple[See, ...]]:
        """Event type -> all that it concerns; made when a grader sees its first entry, so that a fork is cheap."""
        bound: dict[type[Event], list[See]] = {}
        for watcher in self._watchers:
            for event, step in watcher.plan.steps.items():
                bound.setdefault(event, []).append(partial(step, watcher))
        for event, measure in METER_STEPS.items():
            bound.setdefault(event, []).append(partial(measure, self._meter))
        for event in _HEADER:
            bound.setdefault(event, []).append(self._head)
        return {event: tuple(several) for event, several in bound.items()}

    def _head(self, entry: Entry) -> None:
        what = entry.what
        if isinstance(what, facts.RunOpened):
            self._opened = what
        elif isinstance(what, facts.RunEnded):
            self._reason, self._ended_by, self._end = what.reason, what.by, entry
        elif isinstance(what, _CLOSINGS) and not self._reason:
            self._reason = "finished"
        if self._first is None:
            self._first = entry

    @property
    def _ending(self) -> Ending:
        return Ending.CUT if self._reason in CUT_SHORT else Ending.WHOLE

    def criticals(self) -> tuple[Critical, ...]:
        """Critical errors so far, in the order of the journal: those that nothing to come can undo, and forbidden acts
        that somebody would have to undo.
        """
        return self._criticals(final=False)

    @property
    def _until(self) -> Entry | None:
        return self._end or self._last

    def _criticals(self, final: bool) -> tuple[Critical, ...]:
        found: list[Critical] = []
        for watcher in self._watchers:
            plan = watcher.plan
            if plan.critical is None:
                continue
            verdicts = watcher.verdicts(self._until, self._ending if final else Ending.STANDING)
            found += [
                Critical(plan.expectation.id, plan.expectation.competency, v.entry.stream, v.entry.seq, v.entry.at)
                for v in verdicts
                if is_critical(plan, v)
            ]
        return tuple(sorted(found, key=lambda c: (c.at, c.stream, c.seq, c.expectation)))

    def result(self, head: str = "") -> Result:
        """The grade as if the run ended here. `head` is the sealed journal's; empty where it was not sealed."""
        criticals = self._criticals(final=True)
        shown = measures(self._meter)
        competencies = self._competencies(criticals)
        why = _why(competencies, criticals, self.rubric.pass_grade, self._reason, self._ended_by)
        opened = self._opened
        return Result(
            scenario=opened.scenario if opened else "",
            version=opened.version if opened else 0,
            role=opened.role if opened else "",
            mode=opened.mode if opened else "",
            seed=opened.seed if opened else 0,
            rules=opened.rules if opened else 0,
            rubric=self.rubric.sha,
            head=head,
            ended=self._reason,
            duration=self._until.at - self._first.at if self._until and self._first else 0,
            passed=not why,
            why=why,
            pass_grade=self.rubric.pass_grade,
            competencies=competencies,
            criticals=criticals,
            measures=shown,
            ended_by=self._ended_by,
        )

    def _competencies(self, criticals: tuple[Critical, ...]) -> tuple[Competency, ...]:
        behaviours: dict[str, list[Behaviour]] = {name: [] for name in self.rubric.competencies}
        for watcher in self._watchers:
            name = watcher.plan.expectation.competency
            verdicts = watcher.verdicts(self._until, self._ending)
            behaviours.setdefault(name, []).append(_behaviour(watcher, verdicts))
        unsafe = {critical.competency for critical in criticals}
        graded = {name: venn(name, tuple(shown), name in unsafe) for name, shown in behaviours.items()}
        if self.rubric.pace is not None:
            broken = sum(one.missed > 0 for found in behaviours.values() for one in found)
            paced = _pace(self.rubric, graded, self._meter, broken, bool(criticals))
            if PACE not in graded or graded[PACE].grade is None:
                graded[PACE] = paced
        return tuple(graded.values())


def grade(entries: Iterable[Entry], rubric: Rubric, *, head: str = "") -> Result:
    """The grade of a whole run: a pure fold. The same entries and rubric give the same bytes (`result.encode`)."""
    grader = Grader(rubric)
    grader.see_all(entries)
    return grader.result(head)


def venn(name: str, behaviours: tuple[Behaviour, ...], unsafe: bool) -> Competency:
    """A competency's grade: the best row of the table whose three demands are all met."""
    observed = [behaviour for behaviour in behaviours if behaviour.opportunities]
    if not observed:
        return Competency(name, None, behaviours=behaviours)
    shown = sum(2 * behaviour.successes >= behaviour.opportunities for behaviour in observed)
    opportunities = sum(behaviour.opportunities for behaviour in observed)
    successes = sum(behaviour.successes for behaviour in observed)
    forbidden = sum(behaviour.missed for behaviour in observed if behaviour.forbid)
    many = next(level for level in VENN if shown * 100 >= level.many_percent * len(observed))
    often = next(level for level in VENN if successes * 100 >= level.often_percent * opportunities)
    if unsafe:
        came_out = VENN[-1]
    else:
        came_out = next(level for level in VENN if level.forbidden is None or forbidden <= level.forbidden)
    reached = min(many.grade, often.grade, came_out.grade)
    if came_out.grade > reached:  # nothing unsafe came of it, but it was not more than safe either
        came_out = next(level for level in VENN if level.grade == max(reached, 3))
    return Competency(
        id=name,
        grade=reached,
        outcome=came_out.outcome,
        many=many.many,
        often=often.often,
        shown=shown,
        observed=len(observed),
        opportunities=opportunities,
        successes=successes,
        behaviours=behaviours,
    )


def _behaviour(watcher: Watcher, verdicts: list[Verdict]) -> Behaviour:
    expectation = watcher.plan.expectation
    outcome = outcome_of(watcher.plan, verdicts)
    return Behaviour(
        id=expectation.id,
        says=expectation.says,
        opportunities=outcome.opportunities,
        successes=outcome.successes,
        evidence=outcome.evidence,
        debrief=expectation.debrief,
        forbid=expectation.forbid,
        line=expectation.line,
    )


def _pace(rubric: Rubric, graded: dict[str, Competency], meter: Meter, broken: int, critical: bool) -> Competency:
    """Speed counts only once accuracy passes, and after no critical error. Goods rightly charged count, and each rule
    that was broken costs a while: nobody is faster for what they leave out.
    """
    assert rubric.pace is not None
    pace, gate = rubric.pace, graded.get(rubric.pace.gate)
    if gate is not None and gate.grade is not None:
        grades = [gate.grade]
    else:
        grades = [c.grade for name, c in graded.items() if c.grade is not None and name != PACE]
    if not meter.right or not meter.ring:
        return Competency(PACE, None)
    if not grades or min(grades) < rubric.pass_grade:
        return Competency(PACE, None, note="accuracy_first")
    if critical:
        return Competency(PACE, None, note="critical_first")
    value = per_minute(meter.right, meter.ring + broken * COSTS)
    speed = Speed(value, meter.right, meter.ring, broken, COSTS, pace.items_per_minute)
    return Competency(PACE, 1 + sum(value >= goal for goal in pace.items_per_minute), speed=speed)


def _why(
    competencies: tuple[Competency, ...], criticals: tuple[Critical, ...], pass_grade: int, ended: str, by: str
) -> tuple[str, ...]:
    """All that stood against passing; empty for a run that passed. Pace alone fails nobody: it is told, and trained."""
    why = ["critical"] if criticals else []
    if ended != "finished":
        why.append(f"{ended}:{by}" if by else ended or "unfinished")
    scored = [c for c in competencies if c.grade is not None]
    if not scored:
        why.append("nothing_observed")
    why += [f"below:{c.id}" for c in scored if c.grade is not None and c.grade < pass_grade and c.id != PACE]
    return tuple(why)
