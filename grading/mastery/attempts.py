"""A graded session as mastery reads it, and which of them count at all."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple, Protocol

MODES = ("coach", "practice", "exam")
UNAIDED = ("practice", "exam")
"""Where nobody holds back a grave mistake: only these show what a person can do."""


class Attempt(NamedTuple):
    """One ended session of one person."""

    run: str
    person: str
    scenario: str
    mode: str
    seed: int
    when: datetime
    """With its zone."""
    passed: bool
    grades: Mapping[str, int | None]
    """Competency -> 1-5, None for not observed."""
    finished: bool = True
    """Played to its end, not left in the middle."""
    sealed: bool = True
    attested_by: str = ""
    """The trainer who said who sat there."""
    bot: str = ""
    branch_of: str = ""
    no: int = 0
    """Order of keeping, where two ended at the same moment."""

    @property
    def counts(self) -> bool:
        """Guests, bots and second tries of a moment never count, nor does free practice."""
        return bool(self.person) and not self.bot and not self.branch_of and self.mode in MODES

    @property
    def vouched(self) -> bool:
        """An exam whose journal is sealed, and of which somebody else said who sat there."""
        return self.mode == "exam" and vouched(self)


class Sat(Protocol):
    """So much of an exam as says whether somebody vouches for it."""

    @property
    def person(self) -> str: ...
    @property
    def sealed(self) -> bool: ...
    @property
    def attested_by(self) -> str: ...
    @property
    def passed(self) -> bool: ...


def vouched(exam: Sat) -> bool:
    """Its journal is sealed, and somebody else said who sat there."""
    return exam.sealed and exam.attested_by not in ("", exam.person)


def in_order(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Those that count, each run once, the oldest first."""
    kept = {attempt.run: attempt for attempt in attempts if attempt.counts}
    return sorted(kept.values(), key=_TURN)


_TURN = attrgetter("when", "no", "run")
