"""The certificate of a role: each exam that makes it, by its latest attempt, as long as that counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from grading.mastery.attempts import Attempt, Sat, vouched

SOON = timedelta(days=30)
"""So long before it runs out, an exam is proposed again."""


class Exam(NamedTuple):
    """A passed exam that a certificate rests on."""

    drill: str
    run: str
    seed: int
    when: datetime
    until: datetime
    attested_by: str
    head: str = ""
    """Head of its sealed journal, where that was looked up and is sound."""


class Certificate(NamedTuple):
    """How far a person is. `missing`, `failed` and `expired` are drills, in the order of the role."""

    drills: tuple[str, ...]
    exams: tuple[Exam, ...] = ()
    """Passed, and counting today."""
    missing: tuple[str, ...] = ()
    """No exam that could count yet."""
    failed: tuple[str, ...] = ()
    """The latest exam was not passed."""
    expired: tuple[str, ...] = ()
    """Passed too long ago."""

    @property
    def state(self) -> str:
        """`held`, `expired` (all were passed, some too long ago), `open`; `none` where the role has none."""
        if not self.drills:
            return "none"
        if len(self.exams) == len(self.drills):
            return "held"
        return "open" if self.missing or self.failed else "expired"

    def resting_on(self, heads: Mapping[str, str]) -> "Certificate":
        """With the heads of its exams' journals, by their runs: these were looked up, and are sound."""
        return self._replace(exams=tuple(exam._replace(head=heads[exam.run]) for exam in self.exams))

    @property
    def issued(self) -> datetime | None:
        """When the last of its exams was passed; None unless it is held."""
        return max(exam.when for exam in self.exams) if self.state == "held" else None

    @property
    def expires(self) -> datetime | None:
        """When the first of its exams counts no more."""
        return min(exam.until for exam in self.exams) if self.state == "held" else None


def decides(exam: Sat) -> bool:
    """Every exam counts against a person; for them, only sealed and attested ones do."""
    return not exam.passed or vouched(exam)


def certificate(attempts: Sequence[Attempt], drills: Sequence[str], days: int, now: datetime | None) -> Certificate:
    """From attempts in their order: the latest that decides, of each drill. Without a moment none has run out yet."""
    latest = {attempt.scenario: attempt for attempt in attempts if attempt.mode == "exam" and decides(attempt)}
    exams, missing, failed, expired, holds = [], [], [], [], timedelta(days=days)
    for drill in drills:
        last = latest.get(drill)
        if last is None:
            missing.append(drill)
            continue
        if not (last.passed and last.finished):
            failed.append(drill)
            continue
        until = last.when + holds
        if now is not None and now >= until:
            expired.append(drill)
        else:
            exams.append(Exam(drill, last.run, last.seed, last.when, until, last.attested_by))
    return Certificate(tuple(drills), tuple(exams), tuple(missing), tuple(failed), tuple(expired))
