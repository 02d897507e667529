"""Statements of what is kept, as the bytes of one JSON array, a statement a line: written as it is read."""

from collections.abc import Collection, Iterator
from functools import cache

import msgspec

from grading.reports.xapi import Done, Setting, statements
from scenarios.library import index
from simulator.kernel.texts import Text
from simulator.progress import attempt
from simulator.store.database import Database
from simulator.store.kept_results import KeptResult, kept_results
from simulator.store.result import read_summary


def statement_lines(database: Database, setting: Setting, people: Collection[str] = ()) -> Iterator[bytes]:
    """Of these people, or of all; always a whole array, empty where nothing counts. Raises StoreError."""
    encode, between = msgspec.json.Encoder().encode, b"[\n"
    for kept in kept_results(database, people):
        for statement in statements(done(kept), setting):
            yield between + encode(statement)
            between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"


def done(kept: KeptResult) -> Done:
    summary, tried = read_summary(kept.tried.summary), kept.tried
    return Done(
        attempt(tried), kept.role, _title(tried.scenario), kept.version, kept.rubric, summary.duration, summary.done
    )  # fmt: skip


@cache
def _title(scenario: str) -> Text:
    return next((card.title for card in index() if card.id == scenario), Text(scenario, scenario))
