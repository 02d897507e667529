"""A grade in short, as it is kept beside a run: what lists and reports read without opening a journal."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
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


# --- a part of it alone: a report over a hundred thousand drills reads no more than it needs --------------------------


class _Done(msgspec.Struct, frozen=True, gc=False):
    done: dict[str, tuple[int, int]] = {}


class _Grades(msgspec.Struct, frozen=True, gc=False):
    grades: dict[str, int | None]


class _Missed(msgspec.Struct, frozen=True, gc=False):
    missed: dict[str, tuple[int, int]] | None = None


class _Graves(msgspec.Struct, frozen=True, gc=False):
    graves: tuple[Grave, ...] = ()


_read_done, _read_grades = msgspec.json.Decoder(_Done).decode, msgspec.json.Decoder(_Grades).decode
_read_missed, _read_graves = msgspec.json.Decoder(_Missed).decode, msgspec.json.Decoder(_Graves).decode
ALIKE = 1 << 14
"""So many summaries are kept as they were read: most sessions of a drill say one of few things."""
NOTHING: Mapping[str, tuple[int, int]] = MappingProxyType({})
_NO_GRAVES, SPOTLESS = '"graves":[]}', '"missed":{},"graves":[]}'
"""How a summary ends, as `encode` writes it, where there is nothing to read: no grave error; nothing was missed, and it
is known that nothing was."""


@lru_cache(ALIKE)
def grades_of(text: str) -> Mapping[str, int | None]:
    """The grades of a summary as it is kept."""
    return _read_grades(text).grades


@lru_cache(ALIKE)
def totals_of(text: str) -> tuple[int, int]:
    """How often it was right, of how many opportunities, over all competencies; (0, 0) where that was not kept."""
    right = n = 0
    for mine, of in _read_done(text).done.values():
        right += mine
        n += of
    return right, n


def graves_of(text: str) -> tuple[Grave, ...]:
    return () if text.endswith(_NO_GRAVES) else _graves(text)


def missed_of(text: str) -> Mapping[str, tuple[int, int]] | None:
    return NOTHING if text.endswith(SPOTLESS) else _missed(text)


@lru_cache(ALIKE)
def _graves(text: str) -> tuple[Grave, ...]:
    return _read_graves(text).graves


@lru_cache(ALIKE)
def _missed(text: str) -> Mapping[str, tuple[int, int]] | None:
    return _read_missed(text).missed
