"""What one person's sessions come to: so much of them as a readiness report of thousands of people asks for.

`digest` is a pure fold over the sessions that count, the oldest first, and looks at nothing else: neither at gates, nor
at roles or the library. So it can be kept beside the sessions, as JSON (`kept`, `read`), and is what it was as long as
they are; what few gates ask about stays unread (`Raw`) until one does.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from grading.mastery.attempts import MODES, UNAIDED
from grading.mastery.certificate import decides
from grading.session import Session
from simulator.kernel.summary import SPOTLESS, Grave, grades_of, graves_of, missed_of, totals_of

FORM = 2
"""Of a digest as it is kept: one of another form is folded anew from its sessions."""


class Exam(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An exam as evidence."""

    run: str
    seed: int
    scenario: str
    by: str
    """Who attested it."""
    day: str
    head: str
    """As it is recorded, and not verified."""
    right: int
    n: int
    certifies: bool
    """It is the latest that decides of its drill, and was passed to its end."""


class Try(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A session without a coach."""

    order: int
    """0 is the person's latest session of all."""
    run: str
    seed: int
    scenario: str
    by: str
    day: str
    head: str
    passed: bool


class Grim(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A session with grave errors."""

    no: int
    run: str
    person: str
    scenario: str
    finished: str
    graves: tuple[Grave, ...]


class Digest(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The latest comes first."""

    n: int
    first: str
    last: str
    """Between these moments they ended, as texts."""
    failed: bool
    """Not all were passed."""
    right: int
    of: int
    """Of all exams: how often it was right, of how many opportunities."""
    exams: tuple[Exam, ...]
    """The latest of each drill."""
    earlier: tuple[Exam, ...]
    """Exams that certify, though a later one of their drill does not decide."""
    tries: dict[str, msgspec.Raw]
    """Drill -> all sessions without a coach, each a `Try`."""
    grades: tuple[tuple[str, str, msgspec.Raw], ...]
    """Drill, session and grades, without a coach; not those in which nothing is graded that a later one of their drill
    has not graded, too."""
    missed: dict[str, dict[str, tuple[int, int]]]
    """Drill -> rule -> how often it was missed, in how many sessions, without a coach."""
    unkept: int
    """Sessions of which was not kept what was missed."""
    graves: tuple[Grim, ...]
    fit: dict[str, int]
    """Drill -> how long somebody had trained, with a coach and without, when they passed its exam for the first time;
    virtual milliseconds."""


class _Took(msgspec.Struct, frozen=True, gc=False):
    duration: int = 0


read = msgspec.json.Decoder(Digest).decode
tries_in = msgspec.json.Decoder(tuple[Try, ...]).decode
grades_in = msgspec.json.Decoder(dict[str, int | None]).decode
_took = msgspec.json.Decoder(_Took).decode
_encode = msgspec.json.Encoder().encode


def kept(sessions: Iterable[Session]) -> tuple[int, str]:
    """The form and the text to be kept of all sessions of a person."""
    return FORM, _encode(digest([one for one in sessions if one.mode in MODES])).decode()


def digest(sessions: Sequence[Session]) -> Digest:
    """Of those that count, the oldest first."""
    latest = sessions[::-1]
    exams = [one for one in latest if one.mode == "exam"]
    totals = [totals_of(one.summary) for one in exams]
    last: dict[str, Session] = {}
    for one in exams:
        last.setdefault(one.scenario, one)
    certifying = {one.run: one for one in _deciding(exams[::-1]) if one.passed and one.ended == "finished"}
    shown = {one.run for one in last.values()}
    missed, unkept = _missed(sessions)
    moments = [one.finished for one in sessions]
    return Digest(
        len(sessions), min(moments, default=""), max(moments, default=""), not all(one.passed for one in sessions),
        sum(right for right, _ in totals), sum(n for _, n in totals),
        tuple(_exam(one, one.run in certifying) for one in last.values()),
        tuple(_exam(one, True) for run, one in certifying.items() if run not in shown),
        _tries(latest), tuple(_grades(latest)), missed, unkept,
        tuple(Grim(one.no, one.run, one.person, one.scenario, one.finished, graves)
              for one in latest if (graves := graves_of(one.summary))),
        _fit(sessions),
    )  # fmt: skip


def _fit(sessions: Sequence[Session]) -> dict[str, int]:
    found, trained = dict[str, int](), 0
    for one in sessions:
        trained += _took(one.summary).duration
        if one.mode == "exam" and one.passed and one.ended == "finished" and decides(one):
            found.setdefault(one.scenario, trained)
    return found


def _exam(one: Session, certifies: bool) -> Exam:
    return Exam(
        one.run, one.seed, one.scenario, one.attested_by, one.finished[:10], one.head, *totals_of(one.summary),
        certifies,
    )  # fmt: skip


def _deciding(exams: Sequence[Session]) -> Iterable[Session]:
    """The latest exam that decides, of each drill: of those that count, in the order of keeping."""
    those = [one for one in exams if decides(one)]
    found = {one.scenario: one for one in those}
    if len(found) < len(those):  # which was the latest matters
        those.sort(key=lambda one: datetime.fromisoformat(one.finished))
        found = {one.scenario: one for one in those}
    return found.values()


def _tries(latest: Sequence[Session]) -> dict[str, msgspec.Raw]:
    found: dict[str, list[Try]] = {}
    for order, one in enumerate(latest):
        if one.mode in UNAIDED:
            found.setdefault(one.scenario, []).append(
                Try(order, one.run, one.seed, one.scenario, one.attested_by, one.finished[:10], one.head,
                    bool(one.passed))
            )  # fmt: skip
    return {drill: msgspec.Raw(_encode(tries)) for drill, tries in found.items()}


def _grades(latest: Sequence[Session]) -> Iterable[tuple[str, str, msgspec.Raw]]:
    given: dict[str, set[str]] = {}
    for one in latest:
        if one.mode not in UNAIDED:
            continue
        grades, mine = grades_of(one.summary), given.setdefault(one.scenario, set())
        if not mine.issuperset(grades):
            mine |= {competency for competency, grade in grades.items() if grade is not None}
            yield one.scenario, one.run, msgspec.Raw(_encode(grades))


def _missed(sessions: Sequence[Session]) -> tuple[dict[str, dict[str, tuple[int, int]]], int]:
    found, unkept = dict[str, dict[str, tuple[int, int]]](), 0
    for one in sessions:
        if one.summary.endswith(SPOTLESS):
            continue
        rules = missed_of(one.summary)
        if rules is None:
            unkept += 1
        if not rules or one.mode not in UNAIDED:
            continue
        mine = found.setdefault(one.scenario, {})
        for rule, (missed, _of) in rules.items():
            before, times = mine.get(rule, (0, 0))
            mine[rule] = before + missed, times + 1
    return found, unkept
