"""Whether somebody is certified, as evidence: what `grading.mastery` says of their attempts, with its sessions."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from grading.mastery.attempts import Attempt, in_order
from grading.mastery.certificate import Exam
from grading.mastery.certificate import certificate as certificate_of
from grading.readiness.model import Evidence, Source
from roles.model import load

Proof = Callable[[Exam], Source | None]
"""The session as something to rest on; None where its journal is not sound."""

EVER = datetime.min.replace(tzinfo=UTC)
"""No exam has run out yet: until when one counts is told with it, and the rule asks for more than one day."""


def certificate(name: str, role: str, attempts: Sequence[Attempt], proof: Proof) -> Evidence:
    """A role that names no exams asks for its whole curriculum. It holds as long as its first exam does."""
    course = load(role)
    drills = course.certifies or course.curriculum
    found = certificate_of(in_order(attempts), drills, course.valid_days, EVER)
    proofs = {exam.drill: source for exam in found.exams if (source := proof(exam))}
    good = [exam for exam in found.exams if exam.drill in proofs]
    return Evidence(
        "certified",
        name,
        "sandbox",
        when=min((exam.when.date().isoformat() for exam in good), default=""),
        right=len(good),
        n=len(drills),
        role=role,
        until=min(((exam.until - timedelta(days=1)).date().isoformat() for exam in good), default=""),
        lacks=tuple(drill for drill in drills if drill not in proofs),
        sources=tuple(sorted(proofs.values())),
    )
