"""The row that is kept of a graded run: known to those who make one, without the database."""

from typing import NamedTuple

import msgspec


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


class Summary(msgspec.Struct, frozen=True):
    """A grade in short, as lists show it."""

    duration: int
    grades: dict[str, int | None]
    """Competency -> 1-5, None for not observed."""
    done: dict[str, tuple[int, int]] = {}
    """Competency -> how often it was right, of how many opportunities; empty in results of before it was kept."""


read_summary = msgspec.json.Decoder(Summary).decode
