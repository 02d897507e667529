"""A run graded under two rubrics: what changed in the rubric, what changed in the grade, and which change did it.

Every cause is tried, not guessed: it is a change of the rubric that is enough for it alone, or without which the figure
would have stayed as it was.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

import msgspec

from grading.grade import PACE, grade
from grading.result import Critical, Result
from scenarios.specs.rubric import Expectation, Rubric
from simulator.kernel.entries import Entry

Kind = Literal["added", "removed", "changed"]
PASS_GRADE = "pass grade"
COMPETENCIES = "competencies"
PARTS: dict[str, tuple[str, ...]] = {
    "check": ("check",),
    "competency": ("competency",),
    "critical": ("critical", "critical_when"),
    "forbid": ("forbid",),
    "words": ("says", "debrief"),
}
"""What of a rule can have changed -> its fields. Words alone never change a grade."""


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that is different in the newer rubric."""

    about: str
    """A rule's id; `pass grade`, `pace`, `competencies`."""
    kind: Kind
    parts: tuple[str, ...] = ()
    """Of a rule that changed: `check`, `competency`, `critical`, `forbid`, `words`."""
    before: str = ""
    after: str = ""
    """Of what is a figure or a word."""
    line: int = 0
    """Where in the newer script the rule stands."""


class Moved(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something of the grade that came out otherwise."""

    what: Literal["verdict", "competency", "check", "critical"]
    id: str
    """A competency, a rule; empty for the verdict. Of a critical error its rule."""
    before: str
    """`passed`, `3`, `7/9`, `critical`; `N/O` for not observed, empty for what was not there."""
    after: str
    because: tuple[str, ...]
    """`about` of the changes that did it."""
    at: int = -1
    """Of a critical error: virtual milliseconds."""
    stream: str = ""
    seq: int = 0


class Changed(msgspec.Struct, frozen=True):
    """How a grade moved from one rubric to another."""

    rubric_before: str
    rubric_after: str
    rubric: tuple[Change, ...]
    grade: tuple[Moved, ...]


class Regraded(Result, frozen=True, gc=False, kw_only=True):
    """A grade under another rubric than the run's own, with what that changed."""

    changed: Changed


def regrade(entries: Sequence[Entry], before: Rubric, after: Rubric, head: str = "") -> Regraded:
    """The grade under `after`, compared with the one under `before`. A pure fold, as `grade` is."""
    old, new = grade(entries, before, head=head), grade(entries, after, head=head)
    changes = rubric_changes(before, after)
    moved = tuple(_causes(entries, before, after, changes, list(_moved(old, new))))
    fields = {name: getattr(new, name) for name in Result.__struct_fields__}
    return Regraded(**fields, changed=Changed(before.sha, after.sha, changes, moved))


# --- the rubric ------------------------------------------------------------------------------------------------------


def rubric_changes(before: Rubric, after: Rubric) -> tuple[Change, ...]:
    """In the order of the newer rubric; what is gone stands behind it."""
    old, new = _by_id(before), _by_id(after)
    found = [change for id, rule in new.items() if (change := _rule(old.get(id), rule)) is not None]
    found += [Change(id, "removed") for id in old if id not in new]
    if before.competencies != after.competencies:
        names = (", ".join(before.competencies), ", ".join(after.competencies))
        found.append(Change(COMPETENCIES, "changed", (), *names))
    if before.pass_grade != after.pass_grade:
        found.append(Change(PASS_GRADE, "changed", (), str(before.pass_grade), str(after.pass_grade)))
    if before.pace != after.pace:
        found.append(Change(PACE, "changed", (), _pace(before), _pace(after)))
    return tuple(found)


def _by_id(rubric: Rubric) -> dict[str, Expectation]:
    return {rule.id: rule for rule in rubric.expectations}


def _rule(old: Expectation | None, new: Expectation) -> Change | None:
    if old is None:
        return Change(new.id, "added", line=new.line)
    parts = tuple(
        part for part, fields in PARTS.items() if any(getattr(old, field) != getattr(new, field) for field in fields)
    )
    return Change(new.id, "changed", parts, line=new.line) if parts else None


def _pace(rubric: Rubric) -> str:
    return ", ".join(map(str, rubric.pace.items_per_minute)) if rubric.pace else ""


# --- the grade -------------------------------------------------------------------------------------------------------


def _moved(old: Result, new: Result) -> Iterator[Moved]:
    """Everything that came out otherwise, the verdict first; causes come later."""
    if old.passed != new.passed:
        yield Moved("verdict", "", _passed(old), _passed(new), ())
    yield from _differing("competency", _grades(old), _grades(new))
    yield from _differing("check", _counts(old), _counts(new))
    before, after = _criticals(old), _criticals(new)
    for key, one in (before | after).items():
        if (key in before) != (key in after):
            was, now = ("critical", "") if key in before else ("", "critical")
            yield Moved("critical", one.expectation, was, now, (), one.at, one.stream, one.seq)


def _differing(what: Literal["competency", "check"], old: dict[str, str], new: dict[str, str]) -> Iterator[Moved]:
    for id in (*new, *(id for id in old if id not in new)):
        if old.get(id, "") != new.get(id, ""):
            yield Moved(what, id, old.get(id, ""), new.get(id, ""), ())


def _passed(result: Result) -> str:
    return "passed" if result.passed else "not passed"


def _grades(result: Result) -> dict[str, str]:
    return {c.id: "N/O" if c.grade is None else str(c.grade) for c in result.competencies}


def _counts(result: Result) -> dict[str, str]:
    """Rule -> `7/9`."""
    return {b.id: f"{b.successes}/{b.opportunities}" for c in result.competencies for b in c.behaviours}


def _criticals(result: Result) -> dict[tuple[str, str, int], Critical]:
    return {(one.expectation, one.stream, one.seq): one for one in result.criticals}


# --- what did it -----------------------------------------------------------------------------------------------------


def _causes(
    entries: Sequence[Entry], before: Rubric, after: Rubric, changes: Sequence[Change], moved: Iterable[Moved]
) -> Iterator[Moved]:
    """Each difference with the changes that are enough for it alone, or without which it would not be there."""
    effective = [change for change in changes if change.parts != ("words",)]
    old = grade(entries, before)
    alone = {c.about: _keys(_moved(old, grade(entries, _with(before, after, [c])))) for c in effective}
    rest = {
        c.about: _keys(_moved(old, grade(entries, _with(before, after, [o for o in effective if o is not c]))))
        for c in effective
    }
    for one in moved:
        key = _key(one)
        because = [c.about for c in effective if key in alone[c.about] or key not in rest[c.about]]
        yield msgspec.structs.replace(one, because=tuple(because or (c.about for c in effective)))


def _key(one: Moved) -> tuple[str, str, str, int]:
    return one.what, one.id, one.stream, one.seq


def _keys(moved: Iterable[Moved]) -> set[tuple[str, str, str, int]]:
    return {_key(one) for one in moved}


def _with(before: Rubric, after: Rubric, changes: Iterable[Change]) -> Rubric:
    """The older rubric with some of the changes made."""
    rules, new, made = _by_id(before), _by_id(after), replace(before, sha="")
    for change in changes:
        if change.about == PASS_GRADE:
            made = replace(made, pass_grade=after.pass_grade)
        elif change.about == COMPETENCIES:
            made = replace(made, competencies=after.competencies)
        elif change.about == PACE and change.about not in (*rules, *new):
            made = replace(made, pace=after.pace)
        elif change.kind == "removed":
            rules.pop(change.about, None)
        else:
            rules[change.about] = new[change.about]
    return replace(made, expectations=tuple(rules.values()))
