"""Whether somebody is certified in a role, from kept results: the simplest reading, all of it in one function."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from grading.readiness.model import Evidence, Source
from roles.model import load
from simulator.store.result import Result

Proof = Callable[[Result], Source | None]
"""The session as something to rest on; None where its journal is not sound."""


class Exam(NamedTuple):
    """The latest exam in a drill that counts for, or against, somebody."""

    result: Result
    source: Source | None

    @property
    def passed(self) -> bool:
        return self.result.passed and self.source is not None


def certificate(name: str, role: str, results: Sequence[Result], proof: Proof) -> Evidence:
    """`results` are one person's, the latest first. Each exam that certifies, by its latest attempt.

    An exam that was passed counts if it is sealed and somebody else said who sat there; one that was not passed always
    does. A role that names no exams asks for its whole curriculum.
    """
    course = load(role)
    drills = course.certifies or course.curriculum
    exams: dict[str, Exam] = {}
    for result in results:
        vouched = result.sealed and result.attested_by not in ("", result.person)
        counts = result.mode == "exam" and (vouched or not result.passed)
        if counts and result.scenario in drills and result.scenario not in exams:
            exams[result.scenario] = Exam(result, proof(result) if result.passed else None)
    passed = [exam for exam in exams.values() if exam.passed]
    return Evidence(
        "certified",
        name,
        "sandbox",
        when=min((exam.result.finished[:10] for exam in passed), default=""),
        right=len(passed),
        n=len(drills),
        role=role,
        lacks=tuple(drill for drill in drills if drill not in exams or not exams[drill].passed),
        sources=tuple(sorted(exam.source for exam in passed if exam.source)),
    )
