"""The audit of a run on a data folder: along with the load, as far as time is left for it, and whole at the end."""

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from simulator.store.database import Database
from simulator.store.errors import ServerGone
from simulator.store.stress_checks import Books, Found, Row, books_of, journal_after
from simulator.stress.audit import Audit
from simulator.stress.naming import name_entries
from simulator.stress.plan import STATIONS

SOME = 500
"""Entries that are read at once."""
FEW = 100
"""The same while the load runs: who measures must not hold up what is measured."""


class Watch:
    """Reads what was stored, and asks the books."""

    def __init__(self, database: Database, run: str, quotas: dict[str, int], acks: list[Path]) -> None:
        self._database, self._run, self._acks = database, run, acks
        self._quotas = quotas
        self.audit = Audit(run, quotas)
        self._fetched: deque[Row] = deque()
        """Read already, and not looked at yet."""

    def glance(self) -> None:
        """Read on a little."""
        with suppress(ServerGone):  # it comes back, or the load ends: then whoever writes says so
            self._read_on(FEW)

    def _read_on(self, most: int) -> bool:
        """Read on a little; whether there was anything. What lies in one segment is fetched once."""
        if not self._fetched:
            self._fetched.extend(journal_after(self._database, self._run, self.audit.position, most))
        count = min(most, len(self._fetched))
        for _ in range(count):
            self.audit.see(*self._fetched.popleft())
        return count > 0

    def finish(self, *, whole: bool = True) -> Audit:
        """Read to the end, and compare with the books. Nobody writes any more; `whole`: all that was begun has
        come to its end."""
        while self._read_on(SOME):
            pass
        audit = self.audit
        with books_of(self._database, self._run) as books:
            audit.ends(books.tips())
            self._ask(audit, books)
            audit.compare("stock", "stock", audit.stock, books.stock())
            audit.compare("money", "tenders", audit.tenders, books.tenders())
            audit.compare("money", "channels", audit.channels, books.channels())
            audit.compare("claims", "claimed", audit.claimed, books.claimed())
            audit.compare("uploads", "uploads", audit.uploads, books.uploads())
            for table, folded in (("sales", audit.sales), ("returns", audit.returns)):
                audit.compare("numbers", table, {(table,): folded}, {(table,): books.count(table)})
            self._compare_acknowledged(audit, books)
            if not audit.sound:
                name_entries(audit, self._again(), books)
        if whole:
            self._missing(audit)
        return audit

    def _again(self) -> Iterator[Row]:
        """The whole journal once more."""
        position = 0
        while rows := journal_after(self._database, self._run, position, SOME):
            yield from rows
            position = rows[-1].position

    def _missing(self, audit: Audit) -> None:
        """What was sold offline has arrived once everybody is online again."""
        for key, entry in audit.queued.items():
            audit.find("uploads", key, entry, 1, 0)

    def _ask(self, audit: Audit, books: Books) -> None:
        _found(audit, "numbers", books.doubled_receipts())
        _found(audit, "numbers", books.doubled_returns())
        _found(audit, "stock", books.stock_out_of_nothing())
        audit.checked["stock"] += books.postings()
        _found(audit, "money", books.unpaid())
        _found(audit, "money", books.unlike_their_lines())
        _found(audit, "returns", books.more_returned_than_sold())
        _found(audit, "claims", books.overclaimed())
        idle = {stream for stream in audit.heads() if stream.startswith(STATIONS)} - audit.served
        _found(audit, "drawers", [off for off in books.drawers_off() if off.stream in idle])
        audit.checked["drawers"] += len(idle)

    def _compare_acknowledged(self, audit: Audit, books: Books) -> None:
        """What was said to be safe is there, once, and comes to what was said."""
        said: dict[tuple[str, str], int] = {}
        for kind, number, total in self._acknowledged():
            audit.checked["acknowledged"] += 1
            if (kind, number) in said:
                audit.find("acknowledged", number, "", 1, 2)
            said[kind, number] = total
        for kind, number, total in books.finished():
            if (was := said.pop((kind, number), total)) != total:
                audit.find("acknowledged", number, "", was, total)
        for _, number in said:
            audit.find("acknowledged", number, "", 1, 0)

    def _acknowledged(self) -> Iterator[tuple[str, str, int]]:
        for path in self._acks:
            if path.exists():
                with path.open("r", encoding="ascii") as file:
                    for line in file:
                        if line.endswith("\n"):  # a process was killed while it wrote the last one
                            kind, number, total = line.split()
                            yield kind, number, int(total)


def _found(audit: Audit, invariant: str, found: list[Found]) -> None:
    for one in found:
        entry = f"{one.stream}/{one.seq}" if one.seq else ""
        audit.find(invariant, one.what, entry, one.expected, one.got)
