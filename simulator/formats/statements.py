"""Statements of what is kept, as the bytes of one JSON array, a statement a line: written as it is read."""

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from grading.reports.xapi import Done, Setting, statements
from scenarios.library import Entry, index
from simulator.progress import attempt
from simulator.store.attempts import Tried
from simulator.store.result import read_summary


def statement_lines(rows: Iterable[Tried], setting: Setting) -> Iterator[bytes]:
    """Always a whole array, empty where nothing counts: a script of one's own says nothing to others."""
    encode, between = msgspec.json.Encoder().encode, b"[\n"
    for row in rows:
        card = _cards().get(row.scenario)
        for statement in statements(done(row, card), setting) if card else ():
            yield between + encode(statement)
            between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"


def done(row: Tried, card: Entry) -> Done:
    summary = read_summary(row.summary)
    return Done(attempt(row), card.role, card.title, row.version, row.rubric, summary.duration, summary.done)


@cache
def _cards() -> dict[str, Entry]:
    return {card.id: card for card in index()}
