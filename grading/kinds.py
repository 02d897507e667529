"""The seven kinds of check. Each turns a `Check` into roles (which event does what to the watcher) and an end.

A role is (moment, action); roles are listed in the order in which one entry plays several of them.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from grading.conditions import getter, has_field, predicate
from grading.watcher import Ending, Finish, Key, Spoilt, Step, Verdict, Waiting, Watcher
from scenarios.specs.conditions import Moment
from scenarios.specs.rubric import Check
from simulator.kernel.entries import Entry
from simulator.kernel.events import Event


class Role(NamedTuple):
    moment: Moment
    act: Step


class Kind(NamedTuple):
    """What a kind compiles to."""

    roles: tuple[Role, ...]
    finish: Finish


GOES_ON = (Ending.OPEN, Ending.STANDING)


def key_of(check: Check, moment: Moment) -> Callable[[Event], Key]:
    """Reads the field `same` of an event, or several, or binds all values where it has not got them."""
    if not check.ties or not all(has_field(moment.event, field) for field in check.ties):
        return _unbound
    parts = tuple(getter(moment.event, field) for field in check.ties)
    return parts[0] if len(parts) == 1 else lambda what: tuple(part(what) for part in parts)


def _unbound(what: Event) -> Key:
    return None


def _judged_so_far(w: Watcher, end: Entry | None, ending: Ending) -> Iterable[Verdict]:
    return w.judged


# --- the roles that kinds share --------------------------------------------------------------------------------------


def _shuts(check: Check) -> tuple[Role, ...]:
    if check.before is None:
        return ()
    key = key_of(check, check.before)

    def shut(w: Watcher, entry: Entry) -> None:
        if w.armed:
            w.shut |= {key(entry.what)}

    return (Role(check.before, shut),)


def _pardons(check: Check) -> tuple[Role, ...]:
    if check.unless is None:
        return ()
    key = key_of(check, check.unless)

    def pardon(w: Watcher, entry: Entry) -> None:
        w.pardons |= {key(entry.what)}

    return (Role(check.unless, pardon),)


def _arms(check: Check) -> tuple[Role, ...]:
    if check.after is None:
        return ()

    def arm(w: Watcher, entry: Entry) -> None:
        if not w.armed:
            w.armed, w.start = True, entry

    return (Role(check.after, arm),)


# --- the kinds -------------------------------------------------------------------------------------------------------


def every(check: Check) -> Kind:
    judge, finish = _last_of_each(check) if check.same else (_each(check), _not_taken_back(check))
    among = Role(Moment(check.moment.event, check.among), judge)
    return Kind((*_shuts(check), *_takes_back(check), among, *_pardons(check), *_arms(check)), finish)


def _takes_back(check: Check) -> tuple[Role, ...]:
    """`since` of `every`: what was judged of the same (of all, where nothing is named) is as if it had never been."""
    if check.since is None:
        return ()
    key = key_of(check, check.since)

    def take_back(w: Watcher, entry: Entry) -> None:
        value = key(entry.what)
        if not w.counts(value):
            return
        if value is None:
            w.judged, w.slots = [], {}
        elif value in w.slots:
            w.drop(w.slots[value])

    return (Role(check.since, take_back),)


def _not_taken_back(check: Check) -> Finish:
    """While the run goes on, all can still be taken back."""

    def finish(w: Watcher, end: Entry | None, ending: Ending) -> Iterable[Verdict]:
        return () if ending in GOES_ON and w.counts(None) else w.judged

    return _judged_so_far if check.since is None else finish


def _each(check: Check) -> Step:
    good = predicate(check.moment.event, check.moment.where) or _anything

    def judge(w: Watcher, entry: Entry) -> None:
        if w.armed and not w.shut:
            w.judge(Verdict(entry, good(entry.what)), None)

    return judge


def _anything(what: Event) -> bool:
    return True


def _last_of_each(check: Check) -> tuple[Step, Finish]:
    good = predicate(check.moment.event, check.moment.where) or _anything
    key = key_of(check, check.moment)

    def judge(w: Watcher, entry: Entry) -> None:
        value = key(entry.what)
        if not w.counts(value):
            return
        verdict = Verdict(entry, good(entry.what))
        if not verdict.met and w.pardoned(value):
            return
        place = w.slots.setdefault(value, len(w.judged))
        if place == len(w.judged):
            w.judged.append(verdict)
        else:
            w.judged[place] = verdict

    def finish(w: Watcher, end: Entry | None, ending: Ending) -> Iterable[Verdict]:
        may_change = {place for value, place in w.slots.items() if ending in GOES_ON and w.counts(value)}
        return (v for place, v in enumerate(w.judged) if place not in may_change)

    return judge, finish


def preceded(check: Check) -> Kind:
    assert check.trigger is not None
    key, moment_key = key_of(check, check.trigger), key_of(check, check.moment)
    within = check.within

    def judge(w: Watcher, entry: Entry) -> None:
        value = key(entry.what)
        if w.counts(value):
            earlier = w.seen.get(value)
            took = None if earlier is None else entry.at - earlier.at
            w.judge(Verdict(entry, took is not None and not 0 < within < took, earlier, took), value)

    def remember(w: Watcher, entry: Entry) -> None:
        if w.armed:
            w.seen[moment_key(entry.what)] = entry

    roles = (
        *_shuts(check),
        Role(check.trigger, judge),
        *_pardons(check),
        *_forgets(check),
        Role(check.moment, remember),
        *_arms(check),
    )
    return Kind(roles, _judged_so_far)


def _forgets(check: Check) -> tuple[Role, ...]:
    if check.since is None:
        return ()
    key = key_of(check, check.since)

    def forget(w: Watcher, entry: Entry) -> None:
        value = key(entry.what)
        if value is None:
            w.seen.clear()
        else:
            w.seen.pop(value, None)

    return (Role(check.since, forget),)


def followed(check: Check) -> Kind:
    assert check.trigger is not None
    key, moment_key = key_of(check, check.trigger), key_of(check, check.moment)
    within = check.within

    def answer(w: Watcher, entry: Entry) -> None:
        for waiting in w.pending.pop(moment_key(entry.what), ()):
            took = entry.at - waiting.entry.at
            met = not 0 < within < took
            if met or not waiting.pardoned:
                w.judged.append(Verdict(waiting.entry, met, entry, took))

    def wait(w: Watcher, entry: Entry) -> None:
        value = key(entry.what)
        if w.armed:
            w.pending[value] = (*w.pending.get(value, ()), Waiting(entry, w.pardoned(value)))

    def finish(w: Watcher, end: Entry | None, ending: Ending) -> Iterable[Verdict]:
        yield from _judged_so_far(w, end, ending)
        for waiting in (waiting for several in w.pending.values() for waiting in several):
            over = end is not None and 0 < within < end.at - waiting.entry.at
            if not waiting.pardoned and (over or (ending is Ending.WHOLE and not within)):
                yield Verdict(waiting.entry, False)

    roles = (*_expires(check), Role(check.moment, answer), Role(check.trigger, wait), *_pardons(check), *_arms(check))
    return Kind(roles, finish)


def _expires(check: Check) -> tuple[Role, ...]:
    """`before` of `followed` ends the wait of what waits now; later triggers have their own chance."""
    if check.before is None:
        return ()
    key = key_of(check, check.before)

    def expire(w: Watcher, entry: Entry) -> None:
        value = key(entry.what)
        for ended in [value] if value is not None else list(w.pending):
            for waiting in w.pending.pop(ended, ()):
                if not waiting.pardoned:
                    w.judged.append(Verdict(waiting.entry, False))

    return (Role(check.before, expire),)


def happened(check: Check) -> Kind:
    if check.trigger is not None:
        return followed(check)
    within = check.within

    def begin(w: Watcher, entry: Entry) -> None:
        if w.start is None and check.after is None:
            w.start = entry

    def late(w: Watcher, entry: Entry) -> int:
        return entry.at - (w.start.at if w.start else 0)

    def judge(w: Watcher, entry: Entry) -> None:
        if w.armed and not w.slots:
            took = late(w, entry)
            w.slots[None] = 0
            w.judge(Verdict(entry, not 0 < within < took, entry, took), None)

    def miss(w: Watcher, entry: Entry) -> None:
        if w.armed and not w.slots:
            w.slots[None] = 0
            w.judge(Verdict(entry, False), None)

    def finish(w: Watcher, end: Entry | None, ending: Ending) -> Iterable[Verdict]:
        yield from _judged_so_far(w, end, ending)
        if end is not None and w.armed and not w.slots and not w.pardons:
            over = 0 < within < late(w, end)
            if over or (ending is Ending.WHOLE and not within):
                yield Verdict(end, False)

    deadline = () if check.before is None else (Role(check.before, miss),)
    starts = tuple(Role(Moment(name), begin) for name in ("run_opened", "station_opened"))
    return Kind((*starts, *deadline, Role(check.moment, judge), *_pardons(check), *_arms(check)), finish)


def count(check: Check) -> Kind:
    bound, op, other = check.bound, check.op, check.other
    exceeds = op == "at_most" and other is None

    def close(w: Watcher, entry: Entry) -> Verdict | None:
        expected = w.others if other is not None else bound
        if (check.trigger is not None and not w.seen) or (other is not None and not w.number and not w.others):
            return None
        met = {"equals": w.number == expected, "at_most": w.number <= expected, "at_least": w.number >= expected}[op]
        return Verdict(entry, met, counted=(w.number, expected))

    def add(w: Watcher, entry: Entry) -> None:
        if w.armed and not w.slots:
            w.number += 1
            if exceeds and w.number > bound and (check.trigger is None or w.seen):
                shut(w, entry)

    def add_other(w: Watcher, entry: Entry) -> None:
        if w.armed and not w.slots:
            w.others += 1

    def gate(w: Watcher, entry: Entry) -> None:
        if w.armed:
            w.seen[None] = entry

    def shut(w: Watcher, entry: Entry) -> None:
        verdict = close(w, entry) if w.armed and not w.slots else None
        if verdict is not None:
            w.slots[None] = 0
            w.judge(verdict, None)

    def finish(w: Watcher, end: Entry | None, ending: Ending) -> Iterable[Verdict]:
        yield from _judged_so_far(w, end, ending)
        if ending is Ending.WHOLE and end is not None and w.armed and not w.slots:
            verdict = close(w, end)
            if verdict is not None and (verdict.met or not w.pardons):
                yield verdict

    roles = [Role(check.before, shut)] if check.before else []
    roles += [Role(check.trigger, gate)] if check.trigger else []
    roles += [Role(check.moment, add)]
    roles += [Role(other, add_other)] if other else []
    return Kind((*roles, *_pardons(check), *_arms(check)), finish)


def _spoil(w: Watcher, verdict: Verdict, value: Key, chance: Key) -> Verdict | None:
    """A failure takes the place of the latest opportunity it spoils (given back); without one it stands for itself."""
    if w.pardoned(value):
        return None
    place = w.slots.pop(chance, None)
    if place is None:
        w.judged.append(verdict)
        return None
    spoilt, w.judged[place] = w.judged[place], verdict
    return spoilt


def never(check: Check) -> Kind:
    key = key_of(check, check.moment)
    chance_key = _unbound if check.trigger is None else key_of(check, check.trigger)
    paired = chance_key is not _unbound

    def chance(w: Watcher, entry: Entry) -> None:
        value = chance_key(entry.what)
        if w.counts(value):
            w.slots[value] = len(w.judged)
            w.judged.append(Verdict(entry, True))

    def fail(w: Watcher, entry: Entry) -> None:
        value = key(entry.what)
        if w.counts(value) and not w.pardoned(value):
            failure = Verdict(entry, False)
            spoilt = Spoilt(failure, _spoil(w, failure, value, value if paired else None))
            if check.since is not None:
                w.spoilt[value] = (*w.spoilt.get(value, ()), spoilt)

    def finish(w: Watcher, end: Entry | None, ending: Ending) -> Iterable[Verdict]:
        if ending is not Ending.OPEN:
            return w.judged
        open_ = [spoilt.failure for value, several in w.spoilt.items() if w.counts(value) for spoilt in several]
        return (verdict for verdict in w.judged if verdict not in open_) if open_ else w.judged

    chances = () if check.trigger is None else (Role(check.trigger, chance),)
    undone = _gives_back(check, paired)
    roles = (*_shuts(check), *undone, *chances, Role(check.moment, fail), *_pardons(check), *_arms(check))
    return Kind(roles, finish)


def _gives_back(check: Check, paired: bool) -> tuple[Role, ...]:
    """`since` of `never`: what was undone before it had consequences is no failure, and its opportunity was kept."""
    if check.since is None:
        return ()
    key = key_of(check, check.since)

    def give_back(w: Watcher, entry: Entry) -> None:
        value = key(entry.what)
        for spoilt in w.spoilt.pop(value, ()) if w.counts(value) else ():
            place = w.judged.index(spoilt.failure)
            if spoilt.chance is None:
                w.drop(place)
            else:
                w.judged[place] = spoilt.chance
                w.slots.setdefault(value if paired else None, place)

    return (Role(check.since, give_back),)


def twice(check: Check) -> Kind:
    key = key_of(check, check.moment)

    def judge(w: Watcher, entry: Entry) -> None:
        value = key(entry.what)
        if not w.counts(value):
            return
        first = w.seen.setdefault(value, entry)
        if first is entry:
            w.slots[value] = len(w.judged)
            w.judged.append(Verdict(entry, True))
        else:
            _spoil(w, Verdict(entry, False, first, entry.at - first.at), value, value)

    roles = (*_shuts(check), Role(check.moment, judge), *_pardons(check), *_arms(check))
    return Kind(roles, _judged_so_far)


KINDS: dict[str, Callable[[Check], Kind]] = {
    "happened": happened,
    "every": every,
    "preceded": preceded,
    "followed": followed,
    "count": count,
    "never": never,
    "twice": twice,
}
