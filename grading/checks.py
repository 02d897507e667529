"""Expectations compiled to watchers, and what watchers saw turned into evidence.

>>> from simulator.kernel.texts import Text
>>> right = Check("every", Moment("change_given", (Where("so_far", "equals_field", other="due"),)))
>>> watcher = watch(Expectation("change_right", Text("The change is right", "找零正确"), "cash", right))
>>> outcome_of(watcher.plan, watcher.verdicts(None)).opportunities
0
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from grading.conditions import Predicate, RubricError, has_field, predicate, problems, reader, teller
from grading.kinds import KINDS, Role
from grading.result import TOLD_BESIDE, Evidence, Expected, Value
from grading.watcher import Plan, Step, Verdict, Watcher
from scenarios.specs.conditions import Moment, Where
from scenarios.specs.rubric import Check, Expectation
from simulator.kernel.entries import EVENTS, Entry
from simulator.kernel.events import Event

AT_MOMENT = ("every", "never", "twice")
"""Kinds that judge the event they name; the others judge its relation to a trigger, or the run."""
UNDONE = ("every", "never")
"""Kinds of which `since` takes back what was judged."""


class Outcome(NamedTuple):
    """What a run showed of one expectation."""

    opportunities: int
    successes: int
    evidence: tuple[Evidence, ...]


def watch(expectation: Expectation) -> Watcher:
    """A fresh watcher. Raises RubricError for an expectation that could never be judged."""
    return Watcher(compile_expectation(expectation))


def compile_expectation(expectation: Expectation) -> Plan:
    """Closures by event type. Raises RubricError with everything that is wrong with the expectation."""
    wrong = list(problems_of(expectation))
    if wrong:
        raise RubricError(f"{expectation.id}: " + "; ".join(wrong))
    check = expectation.check
    kind = KINDS[check.kind](check)
    return Plan(
        expectation=expectation,
        steps=_steps(kind.roles),
        finish=kind.finish,
        armed=check.after is None,
        critical=_critical(expectation),
        tell=teller(check.moment.event, check.moment.where),
        judged=judged_event(check),
        told={field: reader(field) for field in _told_fields(expectation)},
    )


def _critical(expectation: Expectation) -> Predicate | None:
    if not (expectation.critical or expectation.critical_when):
        return None
    return predicate(judged_event(expectation.check), expectation.critical_when) or _always


def _always(what: Event) -> bool:
    return True


def _steps(roles: Sequence[Role]) -> dict[type[Event], Step]:
    by_event: dict[str, list[tuple[Predicate | None, Step]]] = {}
    for moment, act in roles:
        by_event.setdefault(moment.event, []).append((predicate(moment.event, moment.where), act))
    return {EVENTS[event]: _step(parts) for event, parts in by_event.items()}


def _step(parts: Sequence[tuple[Predicate | None, Step]]) -> Step:
    if len(parts) == 1:
        return _alone(*parts[0])

    def several(w: Watcher, entry: Entry) -> None:
        what = entry.what
        for meets, act in parts:
            if meets is None or meets(what):
                act(w, entry)

    return several


def _alone(meets: Predicate | None, act: Step) -> Step:
    if meets is None:
        return act

    def one(w: Watcher, entry: Entry) -> None:
        if meets(entry.what):
            act(w, entry)

    return one


# --- what can be wrong with an expectation ---------------------------------------------------------------------------


def problems_of(expectation: Expectation) -> Iterator[str]:
    """Everything that keeps the expectation from being judged as it reads, a sentence each."""
    check = expectation.check
    named = (check.moment, check.trigger, check.before, check.after, check.unless, check.other, check.since)
    wrong = [problem for moment in named if moment is not None for problem in problems(moment)]
    wrong += problems(check.moment, check.among)
    yield from wrong
    if wrong:
        return
    if check.kind in ("preceded", "followed") and check.trigger is None:
        yield f"{check.kind}: expected a trigger, got none"
        return
    if check.kind == "twice" and not check.same:
        yield "twice: expected the field that tells what is the same, got none"
    judged = judged_event(check)
    bound = [judged, *([check.moment.event] if check.kind in ("preceded", "followed", "happened") else [])]
    if check.since is not None and check.kind in UNDONE:
        bound.append(check.since.event)
    for event in filter(None, bound):
        for field in check.ties:
            if not has_field(event, field):
                yield f"same {field}: {event} has no such field"
    if expectation.critical_when:
        if judged:
            yield from problems(Moment(judged), expectation.critical_when)
        else:
            yield f"critical only when: {check.kind} without a trigger judges no single event whose fields could tell"


def judged_event(check: Check) -> str:
    """Name of the event at which the check's verdicts stand; empty where that can be any."""
    if check.kind in AT_MOMENT:
        return check.moment.event
    if check.kind == "count" or check.trigger is None:
        return ""
    return check.trigger.event


# --- from verdicts to evidence ---------------------------------------------------------------------------------------


def outcome_of(plan: Plan, verdicts: Sequence[Verdict]) -> Outcome:
    """Counts and evidence of judged moments."""
    evidence = tuple(_evidence(plan, verdict) for verdict in verdicts)
    return Outcome(len(verdicts), sum(verdict.met for verdict in verdicts), evidence)


def is_critical(plan: Plan, verdict: Verdict) -> bool:
    """Whether this verdict alone fails the run."""
    return not verdict.met and plan.critical is not None and plan.critical(verdict.entry.what)


def _told_fields(expectation: Expectation) -> tuple[str, ...]:
    """The judged event's fields that the rule speaks of, each once, in the rule's order."""
    check = expectation.check
    if not judged_event(check):
        return ()
    judged = (
        (*check.moment.where, *check.among) if check.kind in AT_MOMENT else check.trigger.where if check.trigger else ()
    )
    wheres: tuple[Where, ...] = (*judged, *expectation.critical_when)
    named = [field for where in wheres for field in (where.field, where.other)]
    beside = TOLD_BESIDE.get(judged_event(check), ())
    return tuple(field for field in dict.fromkeys([*beside, *named, *check.ties]) if field)


_NAMES = {kind: name for name, kind in EVENTS.items()}
_NOTHING: dict[str, Callable[[Event], Value]] = {}


def _evidence(plan: Plan, verdict: Verdict) -> Evidence:
    entry = verdict.entry
    what = entry.what
    event = _NAMES[type(what)]
    told = plan.told if event == plan.judged else _NOTHING
    return Evidence(
        stream=entry.stream,
        seq=entry.seq,
        at=entry.at,
        event=event,
        met=verdict.met,
        expected=_expected(plan, verdict),
        critical=is_critical(plan, verdict),
        customer=getattr(what, "customer", ""),
        came={field: read(what) for field, read in told.items()},
    )


def _expected(plan: Plan, verdict: Verdict) -> Expected:
    check, what = plan.expectation.check, verdict.entry.what
    event = check.moment.event
    if check.kind == "every":
        return Expected(event, "is", plan.tell(what))
    if check.kind == "never":
        return Expected(event, "never", plan.tell(None if verdict.met else what))
    if check.kind == "twice":
        return Expected(event, "once", plan.tell(what), took=verdict.took)
    if check.kind == "count":
        number, expected = verdict.counted
        other = "" if check.other is None else check.other.event
        return Expected(event, "number", plan.tell(None), op=check.op, number=expected, came=number, other=other)
    asked = plan.tell(None if verdict.other is None else verdict.other.what)
    relation: Literal["earlier", "later"] = "earlier" if check.kind == "preceded" else "later"
    return Expected(event, relation, asked, within=check.within, took=verdict.took)
