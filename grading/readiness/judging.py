"""What the evidence says of one gate on one day.

What counts (`counting`) is summed by the gate's kind. Where nothing counts the reason says why, so that a person knows
what to do.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil

import msgspec

from grading.readiness.counting import age, concerning, counting, why_not
from grading.readiness.model import (
    ATTACHED,
    ORIGINS,
    Evidence,
    Gate,
    Kind,
    Lack,
    Outcome,
    Profile,
    Reason,
    Source,
    Threshold,
    in_turn,
    pair,
)
from grading.readiness.posts import filled, on_shift

NOBODY = Outcome(False, ("nobody",), None, 0)


def threshold_of(gate: Gate, profile: Profile | None) -> Threshold | None:
    """The gate's threshold in figures; None where it needs a profile and there is none."""
    asked = gate.threshold
    if not asked.times_peak:
        return asked
    if profile is None:
        return None
    return Threshold(asked.sense, pair(Fraction(*asked.value) * profile.peak), "number")


def judge(gate: Gate, profile: Profile | None, evidence: Iterable[Evidence], on: str) -> Outcome:
    """The gate on the day `on`; the order of `evidence` means nothing."""
    return judge_sorted(gate, profile, sorted(evidence, key=age), on)


def judge_sorted(
    gate: Gate, profile: Profile | None, evidence: Iterable[Evidence], on: str, certified: "Certified | None" = None
) -> Outcome:
    """The same of evidence that comes sorted by `age`, but for kinds that are `UNSORTED`; with certificates as other
    gates have looked at them already."""
    threshold = threshold_of(gate, profile)
    if profile is None and (threshold is None or gate.kind in ("certified", "shifts", "devices", "super_user")):
        return Outcome(False, ("no_profile",), None, 0)
    assert threshold is not None, "only a missing profile leaves a threshold open"
    if gate.kind in _HELD:
        held = certified or Certified(concerning(gate, evidence))
        return _covered(gate, threshold, *_HELD[gate.kind](gate, profile, held, on))
    mine = concerning(gate, evidence)
    if gate.kind in ATTACHED:
        return _attached(gate, threshold, mine, on)
    if gate.kind in _OTHERWISE:
        return _OTHERWISE[gate.kind](gate, threshold, mine, on)
    return _covered(gate, threshold, *_DEMANDS[gate.kind](gate, profile, mine, on))


def _why_nothing(gate: Gate, mine: Iterable[Evidence], on: str) -> Outcome:
    return _nothing(gate, (reason for one in mine if (reason := why_not(gate, one, on))))


def _nothing(gate: Gate, reasons: Iterable[Reason]) -> Outcome:
    """Nothing counts: the reason that is nearest to being mended."""
    found = set(reasons)
    order: tuple[Reason, ...] = ("below", "expired", "stale", "virtual_only", "outside")
    first: Reason = next((reason for reason in order if reason in found), "missing")
    if gate.origin == "customer" and first == "missing":
        first = "outside"
    return Outcome(False, (first,), None, 0)


def _says(gate: Gate, threshold: Threshold, value: Fraction, n: int) -> tuple[Reason, ...]:
    """What stands against a figure."""
    asked = Fraction(*threshold.value)
    reached = value >= asked if threshold.sense == "at_least" else value <= asked
    few: tuple[Reason, ...] = () if n >= gate.sample else ("too_few",)
    return few if reached else (*few, "below")


def _outcome(
    reasons: tuple[Reason, ...], value: Fraction | None, n: int, used: Sequence[Evidence], lacks: tuple[Lack, ...] = ()
) -> Outcome:
    came = {one.origin for one in used}
    return Outcome(
        not reasons,
        reasons,
        None if value is None else pair(value),
        n,
        lacks,
        max([one.when for one in used], default=""),
        tuple(origin for origin in ORIGINS if origin in came),
        _sources(used),
    )


def _sources(used: Iterable[Evidence]) -> tuple[Source, ...]:
    return in_turn([one.sources for one in used])


# --- the shapes of evidence ------------------------------------------------------------------------------------------


def _attached(gate: Gate, threshold: Threshold, mine: Sequence[Evidence], on: str) -> Outcome:
    """The latest that counts holds: a measurement that was done again stands in the place of the one before."""
    good = counting(gate, mine, on)
    if not good:
        told = _why_nothing(gate, mine, on)
        return _measured(gate, threshold, mine, on, told) if "outside" in told.reasons else told
    last = good[-1]
    if gate.kind == "record":
        few: tuple[Reason, ...] = () if len(good) >= gate.sample else ("too_few",)
        return _outcome(few, None, len(good), good)
    if last.value is None or last.unit != threshold.unit:
        return _outcome(("unit",), None, last.n, [last])
    parts = list({one.part: one for one in good if one.value is not None and one.unit == threshold.unit}.values())
    figures = [Fraction(*one.value) for one in parts if one.value is not None]
    value = min(figures) if threshold.sense == "at_least" else max(figures)  # of several lists the worst speaks
    n = sum(one.n for one in parts)
    return _outcome(_says(gate, threshold, value, n), value, n, parts)


def _measured(gate: Gate, threshold: Threshold, mine: Sequence[Evidence], on: str, told: Outcome) -> Outcome:
    """What the sandbox, or the real device, measured: shown with where it comes from, and no proof."""
    said = [one for one in counting(msgspec.structs.replace(gate, origin=ORIGINS[0]), mine, on) if one.value]
    if not said or said[-1].unit != threshold.unit:
        return told
    last = said[-1]
    return _outcome(told.reasons, Fraction(*last.value) if last.value else None, last.n, [last])


def _pooled(gate: Gate, threshold: Threshold, mine: Sequence[Evidence], on: str) -> Outcome:
    """Right of all opportunities, over everybody."""
    good = counting(gate, mine, on)
    n = sum([one.n for one in good])
    if not n:
        return _why_nothing(gate, mine, on)
    value = Fraction(sum([one.right for one in good]), n)
    asked, of = threshold.value
    short = [one for one in good if one.right * of < asked * one.n]
    short.sort(key=lambda one: (one.subject, one.role, one.lacks, one.right, one.n))
    lacks = tuple([Lack(one.subject, "below", one.role, one.right, one.n, one.lacks) for one in short])
    return _outcome(_says(gate, threshold, value, n), value, n, good, lacks)


def _asked(gate: Gate, threshold: Threshold, mine: Sequence[Evidence], on: str) -> Outcome:
    """The mean of all answers that count; a sheet of paper that was attached stands for as many as it says. Of answers
    that are too few to be told it is known how many there are.
    """
    found = counting(gate, mine, on)
    good = [one for one in found if one.value is not None]
    if not good and (few := [one for one in found if one.kind == "survey"]):
        return _outcome(("too_few",), None, len(few), few)
    n = sum(one.n for one in good)
    if not n:
        return _why_nothing(gate, mine, on)
    if n < gate.sample:  # two people are no opinion, and easily known
        return _outcome(("too_few",), None, n, good)
    value = sum((Fraction(*one.value) * one.n for one in good if one.value), Fraction(0)) / n
    return _outcome(_says(gate, threshold, value, n), value, n, good)


def _hours(gate: Gate, threshold: Threshold, mine: Sequence[Evidence], on: str) -> Outcome:
    """Who needed longest, of those who are certified: a mean would hide whoever is late."""
    good = [one for one in counting(gate, mine, on) if one.value is not None]
    if not good:
        return _why_nothing(gate, mine, on)
    value = max(Fraction(*one.value) for one in good if one.value)
    lacks = tuple(
        Lack(one.subject, "below", one.role, have=ceil(Fraction(*one.value) * 100))
        for one in good
        if one.value and Fraction(*one.value) > Fraction(*threshold.value)
    )
    return _outcome(_says(gate, threshold, value, len(good)), value, len(good), good, lacks)


def _open_issues(gate: Gate, threshold: Threshold, mine: Sequence[Evidence], on: str) -> Outcome:
    """How many are open. That there are none says something only where somebody looked: n is how many cases were
    tried, and an issue counts as long as it is open, wherever it was found. Each has to have somebody who answers for
    it (责任方), however many are allowed."""
    still = [
        one for one in mine
        if one.kind == "issues" and one.when <= on and not one.favourable and gate.severity in ("", one.part)
    ]  # fmt: skip
    lacks = tuple(
        Lack(one.subject, "below", things=(one.part, *one.lacks), about=one.about)
        for one in sorted(still, key=lambda one: one.order)
    )
    trials = [one for one in mine if one.kind == "cases" and one.n]
    looked = {one.subject: one for one in counting(gate, trials, on)}
    reasons = _says(gate, threshold, Fraction(len(still)), len(looked))
    if not looked and "below" not in reasons:
        reasons = _why_nothing(gate, trials, on).reasons
    if any(one.lacks and not one.lacks[-1] for one in still):
        reasons = (*reasons, "unowned")
    told = _outcome(reasons, Fraction(len(still)), len(looked), [*looked.values()], lacks)
    return msgspec.structs.replace(told, sources=_sources([*looked.values(), *still]))


def _covered(gate: Gate, threshold: Threshold, cells: Sequence[Lack], used: Sequence[Evidence]) -> Outcome:
    """How much of what is demanded is covered."""
    if not cells:
        return _nothing(gate, ()) if gate.kind == "cases" else NOBODY
    lacks = tuple(cell for cell in cells if cell.have < cell.need)
    value = Fraction(len(cells) - len(lacks), len(cells))
    reasons = _says(gate, threshold, value, len(cells))
    if not used:  # nothing counts: say why rather than how little
        found = {lack.reason for lack in lacks}
        return _outcome((*_nothing(gate, found).reasons,), value, len(cells), [], lacks)
    if "below" in reasons:
        kinds = {lack.reason for lack in lacks} - {"below", "missing"}
        order: tuple[Reason, ...] = ("expired", "stale", "virtual_only", "outside")
        if gate.kind == "cases" and any(lack.reason == "below" for lack in lacks):
            order = order[:-1]  # what failed where it was asked for is known, whatever was not tried there yet
        reasons = (*reasons, *(reason for reason in order if reason in kinds))
    return _outcome(reasons, value, len(cells), used, lacks)


Demand = tuple[list[Lack], list[Evidence]]
"""Everything that is demanded, `have` telling what there is; and the evidence that was used."""


class Certified:
    """Who is certified in which role, of certificates from the oldest on. Several gates ask the same of somebody: what
    was looked at once is known."""

    def __init__(self, mine: Iterable[Evidence]) -> None:
        self._kept: dict[tuple[str, str], list[Evidence]] = {}
        for one in mine:
            self._kept.setdefault((one.subject, one.role), []).append(one)
        self._told: dict[tuple[str, int, str, str, str], tuple[Lack, list[Evidence]]] = {}

    def __call__(self, gate: Gate, name: str, role: str, on: str) -> tuple[Lack, list[Evidence]]:
        """Whether somebody is; one certificate that holds is enough."""
        key = gate.origin, gate.fresh, name, role, on
        told = self._told.get(key)
        if told is None:
            told = self._told[key] = _certificate(gate, name, role, self._kept.get((name, role), ()), on)
        return told


def _certificate(gate: Gate, name: str, role: str, theirs: Sequence[Evidence], on: str) -> tuple[Lack, list[Evidence]]:
    good = counting(gate, [one for one in theirs if one.right == one.n], on)
    if good:
        return Lack(name, "missing", role, 1), [good[-1]]
    reasons = [why_not(gate, one, on) for one in theirs if one.favourable]
    begun: Reason = "below" if any(one.right for one in theirs if not one.favourable) else "missing"
    reason = next((found for found in reversed(reasons) if found), begun)
    things = min((one.lacks for one in theirs if not one.favourable), key=lambda lacks: (len(lacks), lacks), default=())
    return Lack(name, reason, role, 0, 1, things), []


def _people(gate: Gate, profile: Profile | None, certified: Certified, on: str) -> Demand:
    assert profile is not None, "people are a profile's"
    found = [
        certified(gate, member.name, role, on)
        for member in profile.staff
        for role in member.roles
        if gate.role in ("", role)
    ]
    return [cell for cell, _ in found], [one for _, used in found for one in used]


def _shifts(gate: Gate, profile: Profile | None, certified: Certified, on: str) -> Demand:
    assert profile is not None, "shifts are a profile's"
    cells, used = [], []
    for shift in profile.shifts:
        ways = filled(shift, profile.staff, lambda name, role: bool(certified(gate, name, role, on)[0].have))
        for role, need in shift.needs.items():
            there = [certified(gate, one.name, role, on) for one in on_shift(profile.staff, shift.id, role)]
            reason: Reason = next(
                (cell.reason for cell, _ in there if cell.reason not in ("missing", "below")), "missing"
            )
            names = tuple(cell.subject for cell, _ in there if not cell.have)
            have, elsewhere = ways[role]
            short = elsewhere if have < need else ()
            cells.append(Lack(shift.id, reason, role, have, need, names, elsewhere=short))
            used += [one for _, each in there for one in each]
    return cells, used


def _devices(gate: Gate, profile: Profile | None, mine: Sequence[Evidence], on: str) -> Demand:
    """The latest check that counts of each device holds."""
    assert profile is not None, "devices are a profile's"
    return _each(gate, profile.devices, mine, on, latest=True)


def _drills(gate: Gate, profile: Profile | None, mine: Sequence[Evidence], on: str) -> Demand:
    """A rehearsal that went well is one, whatever was tried before or after."""
    return _each(gate, gate.drills, [one for one in mine if one.subject in gate.drills], on, latest=False)


def _cases(gate: Gate, profile: Profile | None, mine: Sequence[Evidence], on: str) -> Demand:
    """Every case that is there; the latest trial that counts of each holds."""
    names = {one.subject: one.about for one in mine}
    cells, used = _each(gate, names, [one for one in mine if one.n], on, latest=True)
    cells.sort(key=lambda cell: cell.reason != "below")  # what failed is told before what nobody has tried
    return [msgspec.structs.replace(cell, about=names[cell.subject]) for cell in cells], used


def _each(gate: Gate, subjects: Iterable[str], mine: Sequence[Evidence], on: str, *, latest: bool) -> Demand:
    cells, used = [], []
    kept: dict[str, list[Evidence]] = {}
    for one in mine:
        kept.setdefault(one.subject, []).append(one)
    for subject in subjects:
        theirs = kept.get(subject, [])
        told = counting(gate, theirs, on)
        good = [one for one in (told[-1:] if latest else told) if one.right == one.n]
        if good:
            cells.append(Lack(subject, "missing", "", 1))
            used += good
            continue
        if not latest:
            theirs.sort(key=age)
            told = counting(gate, theirs, on)
        other = [why_not(gate, one, on) for one in theirs if one.favourable]
        reason: Reason = "below" if told else next((found for found in reversed(other) if found), "missing")
        cells.append(Lack(subject, reason, "", 0, 1, told[-1].lacks if told else ()))
        used += told[-1:]
    return cells, used


def _super_user(gate: Gate, profile: Profile | None, certified: Certified, on: str) -> Demand:
    """Somebody of the staff, named, and certified in a role of theirs."""
    assert profile is not None, "a super-user is a profile's"
    member = next((member for member in profile.staff if member.name == profile.super_user), None)
    if member is None:
        return [Lack(profile.super_user, "missing")], []
    found = [certified(gate, member.name, role, on) for role in member.roles]
    best = max(found, key=lambda one: one[0].have)
    return [best[0]], best[1]


_HELD = {"certified": _people, "shifts": _shifts, "super_user": _super_user}
"""Kinds that ask for certificates."""
_DEMANDS = {"devices": _devices, "rehearsed": _drills, "cases": _cases}

_OTHERWISE = {"operations": _pooled, "trained": _hours, "issues": _open_issues, "survey": _asked}
"""Kinds whose figure is no share of what is demanded."""

UNSORTED: tuple[Kind, ...] = ("operations", "rehearsed")
"""Kinds that are summed, or put in turn where it matters which came first."""
