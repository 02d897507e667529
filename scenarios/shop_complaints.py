"""What is wrong with a shop's files, each with its place."""

from typing import NamedTuple

from scenarios.problems import Mark


class Complaint(NamedTuple):
    """A mistake and its place; sorts as one reads, the head first."""

    part: int
    """0 in the head, 1 in the table."""
    mark: Mark
    words: str


def complaint(part: int, mark: Mark, where: str, expected: str, got: str) -> Complaint:
    return Complaint(part, mark, f"{where}: expected {expected}, got {repr(got) if got else 'nothing'}")
