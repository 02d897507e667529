"""What people said after a drill, as evidence: the one place that knows where their answers are kept."""

from collections.abc import Iterator

from grading.readiness.model import Evidence
from simulator.store.database import Database


def answers(database: Database) -> Iterator[Evidence]:
    """One for each person who answered; `value` is how content they are, out of 5."""
    yield from ()
