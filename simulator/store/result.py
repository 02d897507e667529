"""The row that is kept of a graded run: known to those who make one, without the database."""

from typing import NamedTuple

from simulator.kernel.summary import Summary, read_summary

__all__ = ["Result", "Summary", "read_summary"]


class Result(NamedTuple):
    """How a person's run was graded."""

    run: str
    person: str
    scenario: str
    version: int
    mode: str
    seed: int
    pace: str
    sealed: bool
    attested_by: str
    passed: bool
    summary: str
    """The grade in short, as JSON of grading's own making."""
    rubric: str
    """SHA-256 of the rubric."""
    finished: str
    """Wall time."""
