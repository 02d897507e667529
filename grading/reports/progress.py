"""How far a format has come: it says so to whoever waits, a thousand rows at a time."""

from collections.abc import Callable, Iterator, Sequence

from grading.reports.model import Heat, Manifest, Report, Row, Rows, Table

Tell = Callable[[int, int], None]
"""Rows that are written, of how many."""
EVERY = 1000


def silent(done: int, of: int) -> None:
    """For whoever does not wait."""


class Progress:
    """Counts the rows of a report while they go by."""

    def __init__(self, report: Report, tell: Tell) -> None:
        tables = [block.table if isinstance(block, Manifest) else block for block in report.blocks]
        self.of = sum(len(table.rows) for table in tables if isinstance(table, Table))
        self.of += sum(len(block.lines) for block in report.blocks if isinstance(block, Heat))
        self.done, self._tell = 0, tell

    def rows(self, rows: Sequence[Row] | Rows) -> Iterator[Row]:
        """The same rows."""
        for row in rows:
            yield row
            self.step()

    def step(self, rows: int = 1) -> None:
        if not rows:
            return
        before = self.done // EVERY
        self.done += rows
        if self.done // EVERY > before or self.done == self.of:
            self._tell(self.done, self.of)
