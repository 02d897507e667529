"""Whether somebody is certified, as evidence: by the rule of `grading.mastery`, with the sessions it rests on."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from operator import attrgetter

import msgspec

from grading.readiness.digest import Digest, Exam
from grading.readiness.model import Evidence, Source, pair
from roles.model import load

Proof = Callable[[Exam], Source | None]
"""The session as something to rest on; None where its journal is not sound."""


def certifying(digest: Digest) -> dict[str, Exam]:
    """Drill -> the exam of it that certifies: the latest that decides, passed to its end."""
    return {one.scenario: one for one in (*digest.exams, *digest.earlier) if one.certifies}


def certificate(name: str, role: str, exams: Mapping[str, Exam], proof: Proof) -> Evidence:
    """A role that names no exams asks for its whole curriculum. It holds as long as its first exam does; whether one
    has run out is no question here: until when it counts is told, and the rule asks for more than one day."""
    course = load(role)
    drills = course.certifies or course.curriculum
    proofs, days = dict[str, Source](), list[str]()
    for drill in drills:
        exam = exams.get(drill)
        if exam is not None:
            source = proof(exam)
            if source is not None:
                proofs[drill] = source
                days.append(exam.day)
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


def runs_out(held: Evidence) -> str:
    """The day of a certificate's end as all others say it (badge, card, *My results*): evidence has the last day
    that it holds to the end of, the certificate ends at the hour at which its first exam was passed."""
    return (date.fromisoformat(held.until) + timedelta(days=1)).isoformat()


HOUR = 3_600_000


def trained(digest: Digest, held: Evidence) -> Evidence | None:
    """How many hours somebody had trained when they first had all that their certificate asks for; None without one."""
    course = load(held.role)
    drills = course.certifies or course.curriculum
    if not held.favourable or any(drill not in digest.fit for drill in drills):
        return None
    longest = max(digest.fit[drill] for drill in drills)
    return msgspec.structs.replace(
        held, kind="trained", right=1, n=1, value=pair(Fraction(longest, HOUR)), unit="number"
    )  # fmt: skip
