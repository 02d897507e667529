"""What trainers said of a session: the latest score of each rater holds, every remark stays.

Plain data apart from any grade: nothing here reads a result, and no grade reads anything of this.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Judgement(NamedTuple):
    """One thing that a trainer said, at one time."""

    run: str
    rater: str
    """Who: the trainer's id."""
    name: str
    """And their name of that day."""
    observable: str
    """What it is about; empty for a remark."""
    score: int
    """1-5; 0 for none: a remark, or a score that was taken back."""
    comment: str
    stream: str
    seq: int
    """The entry it is about; 0 for the session as a whole."""
    at: int
    """Its virtual time."""
    said: str
    """When: wall time."""


class Draft(NamedTuple):
    """What a trainer has to say, before it is kept."""

    observable: str = ""
    """Empty for a remark."""
    score: int = 0
    comment: str = ""
    stream: str = ""
    seq: int = 0
    """The entry it is about; 0 for the session as a whole."""
    at: int = 0


class Overlay(NamedTuple):
    """A session's judgements as they stand."""

    scores: tuple[Judgement, ...]
    """One a rater and observable, the latest; by observable, then by who judged first."""
    remarks: tuple[Judgement, ...]
    """In the order of the session."""

    @property
    def raters(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of everybody who judged, each once."""
        return tuple({one.rater: one.name for one in (*self.scores, *self.remarks)}.items())


def overlay(said: Iterable[Judgement]) -> Overlay:
    """What holds of everything that was said, in the order in which it was."""
    latest: dict[tuple[str, str], Judgement] = {}
    remarks = []
    for one in said:
        if one.observable:
            latest[one.observable, one.rater] = one
        elif one.comment:
            remarks.append(one)
    scores = sorted((one for one in latest.values() if one.score), key=lambda one: one.observable)
    return Overlay(tuple(scores), tuple(sorted(remarks, key=lambda one: one.at)))
