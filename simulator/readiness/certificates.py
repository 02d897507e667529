"""Whether somebody is certified, as evidence: by the rule of `grading.mastery`, with the sessions it rests on."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from operator import attrgetter

from grading.mastery.certificate import decides
from grading.readiness.model import Evidence, Source
from roles.model import load
from simulator.store.attempts import Tried

Proof = Callable[[Tried], Source | None]
"""The session as something to rest on; None where its journal is not sound."""


def deciding(exams: Iterable[Tried]) -> dict[str, Tried]:
    """Drill -> the latest exam that decides, of those of one person's exams that count, in the order of keeping."""
    kept = [one for one in exams if decides(one)]
    found = {one.scenario: one for one in kept}
    if len(found) < len(kept):  # which was the latest matters
        kept.sort(key=_moment)
        found = {one.scenario: one for one in kept}
    return found


def _moment(row: Tried) -> datetime:
    return datetime.fromisoformat(row.finished)


def certificate(name: str, role: str, deciding: Mapping[str, Tried], proof: Proof) -> Evidence:
    """A role that names no exams asks for its whole curriculum. It holds as long as its first exam does; whether one
    has run out is no question here: until when it counts is told, and the rule asks for more than one day."""
    course = load(role)
    drills = course.certifies or course.curriculum
    proofs, days = dict[str, Source](), list[str]()
    for drill in drills:
        exam = deciding.get(drill)
        if exam is not None and exam.passed and exam.ended == "finished":
            source = proof(exam)
            if source is not None:
                proofs[drill] = source
                days.append(exam.finished[:10])
    first = min(days, default="")
    return Evidence(
        "certified",
        name,
        "sandbox",
        when=first,
        right=len(proofs),
        n=len(drills),
        role=role,
        until=_last(first, course.valid_days) if first else "",
        lacks=tuple([drill for drill in drills if drill not in proofs]),
        sources=tuple(sorted(proofs.values(), key=_RUN)),
    )


_RUN = attrgetter("id")


@cache
def _last(first: str, days: int) -> str:
    """The last day on which an exam of that day counts."""
    return (date.fromisoformat(first) + timedelta(days=days - 1)).isoformat()
