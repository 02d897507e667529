"""One person's training: the sessions that count, as rows and as what they come to, each made when it is asked for."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from grading.mastery.attempts import MODES
from grading.readiness.digest import FORM, Digest, digest, read
from simulator.store.attempts import Tried
from simulator.store.database import Database
from simulator.store.records import Record, records, sessions_in


class Training:
    """Of rows, the oldest first."""

    def __init__(self, rows: Sequence[Tried]) -> None:
        self.rows = rows

    @cached_property
    def digest(self) -> Digest:
        return digest(self.rows)

    def within(self, since: str, before: str) -> "Training":
        """Those that ended between two moments, as texts."""
        mine = self.digest
        if not mine.n or (since <= mine.first and mine.last < before):
            return self
        return Training([row for row in self.rows if since <= row.finished < before])


class Kept(Training):
    """Of a record; with `last`, as far as the data folder had come when that was the last result.

    Rows are read out of it by whoever asks for them, and not kept: they are ten times as large as the record.
    """

    def __init__(self, record: Record, last: int | None) -> None:
        self._record, self._last = record, last

    @property
    def rows(self) -> Sequence[Tried]:  # type: ignore[override]
        last = self._record.last if self._last is None else self._last
        return [row for row in sessions_in(self._record.sessions) if row.no <= last and row.mode in MODES]

    @cached_property
    def digest(self) -> Digest:
        record = self._record
        if record.form == FORM and (self._last is None or record.last <= self._last):
            return read(record.digest)
        return digest(self.rows)


def kept_training(database: Database, last: int | None = None) -> dict[str, Training]:
    """Id -> training, of everybody who has a record. Raises StoreError."""
    return {record.person: Kept(record, last) for record in records(database)}


def training_of(rows: Iterable[Tried]) -> dict[str, Training]:
    """The same of rows that count, the oldest first."""
    found: dict[str, list[Tried]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(row)
    return {person: Training(theirs) for person, theirs in found.items()}
