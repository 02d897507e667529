"""A grade in short, as it is kept beside a run: what lists and reports read without opening a journal."""

from typing import NamedTuple

import msgspec


class Grave(NamedTuple):
    """A critical error, and the moment of it."""

    expectation: str
    competency: str
    stream: str
    seq: int
    at: int


class Summary(msgspec.Struct, frozen=True):
    """What lists and reports show of a grade."""

    duration: int
    grades: dict[str, int | None]
    """Competency -> 1-5, None for not observed."""
    done: dict[str, tuple[int, int]] = {}
    """Competency -> how often it was right, of how many opportunities; empty in results of before it was kept."""
    missed: dict[str, tuple[int, int]] | None = None
    """Expectation -> how often it was missed, of how many opportunities; None in results of before it was kept."""
    graves: tuple[Grave, ...] = ()


read_summary = msgspec.json.Decoder(Summary).decode
