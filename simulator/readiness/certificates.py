"""Whether somebody is certified, as evidence: what `grading.mastery` says of their attempts, with its sessions."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from grading.mastery.attempts import Attempt, in_order
from grading.mastery.certificate import Exam
from grading.mastery.certificate import certificate as certificate_of
from grading.readiness.model import Evidence, Source
from roles.model import load

Proof = Callable[[Exam], Source | None]
"""The session as something to rest on; None where its journal is not sound."""


def certificate(name: str, role: str, attempts: Sequence[Attempt], proof: Proof) -> Evidence:
    """A role that names no exams asks for its whole curriculum. It holds as long as its first exam does; whether one
    has run out is no question here: until when it counts is told, and the rule asks for more than one day."""
    course = load(role)
    drills = course.certifies or course.curriculum
    found = certificate_of(in_order(attempts), drills, course.valid_days, None)
    proofs, first, last = dict[str, Source](), date.max, date.max
    for exam in found.exams:
        source = proof(exam)
        if source is not None:
            proofs[exam.drill] = source
            first, last = min(first, exam.when.date()), min(last, exam.until.date())
    return Evidence(
        "certified",
        name,
        "sandbox",
        when=first.isoformat() if proofs else "",
        right=len(proofs),
        n=len(drills),
        role=role,
        until=(last - timedelta(days=1)).isoformat() if proofs else "",
        lacks=tuple([drill for drill in drills if drill not in proofs]),
        sources=tuple(sorted(proofs.values())),
    )
