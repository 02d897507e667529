"""What the books say after a load, summed by SQL alone: neither the rules nor the bookings are asked again.

Each query finds what must not be there, or the sums that a fold over the journal has to come to as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection, text

from simulator.store.chain import stored_of
from simulator.store.database import Database
from simulator.store.rows import pieces

MOST = 20
"""So many entries are named of each kind."""
TILLS = 100_000
"""Of tills, all: who asks knows at which of them somebody stands."""


class Row(NamedTuple):
    """A row of the journal, as it lies there."""

    position: int
    stream: str
    seq: int
    data: bytes
    hash: bytes


class Found(NamedTuple):
    """An entry that should not be as it is."""

    stream: str
    seq: int
    what: str
    """The receipt, the return, the key."""
    expected: int
    got: int


def journal_after(database: Database, run: str, position: int, most: int) -> list[Row]:
    """The next rows of the journal: at least so many where there are, as many more as lie in one segment with them."""
    rows: list[Row] = []
    with database.read() as connection:
        for first, segment in pieces(connection, run, position):
            rows += (Row(at, s.stream, s.seq, s.data, s.hash) for at, s in enumerate(stored_of(segment), first))
            if len(rows) >= most:
                break
    return rows


Entries = dict[tuple[str, int], int]

MOVES = (
    "(SELECT stream, seq, sku, lot, CASE WHEN grams <> 0 THEN grams ELSE quantity END AS size FROM stock_movements "
    "WHERE run = :run UNION ALL SELECT stream, seq, sku, '', -CASE WHEN grams <> 0 THEN grams ELSE quantity END "
    "FROM sale_lines WHERE run = :run AND moved = 1) AS moves"
)
"""All that moved at the tills: on a line of a sale, where that says all of it, or on a row of its own."""
PARTS = {
    "stock": f"SELECT stream, seq, sum(size) FROM {MOVES} WHERE sku = :key0 AND lot = :key1 GROUP BY stream, seq",
    "tenders": "SELECT stream, seq, sum(amount) FROM tenders WHERE run = :run AND kind = :key0 GROUP BY stream, seq",
    "channels": "SELECT stream, seq, sum(amount) FROM channel_movements WHERE run = :run AND tender = :key0 "
    "GROUP BY stream, seq",
    "uploads": "SELECT stream, seq, count(*) FROM uploads WHERE run = :run AND kind IN ('queued', 'arrived', "
    "'duplicate') AND CASE kind WHEN 'queued' THEN 'queued' ELSE 'arrived' END = :key0 GROUP BY stream, seq",
    "sales": "SELECT stream, seq, count(*) FROM sales WHERE run = :run AND status = 'completed' GROUP BY stream, seq",
    "returns": "SELECT stream, seq, count(*) FROM returns WHERE run = :run GROUP BY stream, seq",
}
"""Each entry's part of the sums that a fold has to come to, as the books have it."""


class Books:
    """Questions to the books of a run, all of one moment."""

    def __init__(self, connection: Connection, run: str) -> None:
        self._connection, self._run = connection, run

    def count(self, table: str) -> int:
        """Rows of a table."""
        names = {"sales": "sales WHERE status = 'completed' AND", "returns": "returns WHERE"}
        query = f"SELECT count(*) FROM {names[table]} run = :run"
        return int(self._connection.execute(text(query), {"run": self._run}).scalar() or 0)

    def _found(self, query: str, most: int = MOST) -> list[Found]:
        rows = self._connection.execute(text(f"{query} LIMIT {most}"), {"run": self._run})
        return [Found(str(a), int(b), str(c), int(d), int(e)) for a, b, c, d, e in rows]

    def _sums(self, query: str) -> dict[tuple[str, ...], int]:
        rows = self._connection.execute(text(query), {"run": self._run})
        return {tuple(str(part) for part in key): int(total) for *key, total in rows}

    # --- what must not be there

    def doubled_receipts(self) -> list[Found]:
        """A receipt's number given out twice."""
        return self._doubled("sales", "receipt", "AND status = 'completed'")

    def doubled_returns(self) -> list[Found]:
        return self._doubled("returns", "number", "")

    def _doubled(self, table: str, number: str, which: str) -> list[Found]:
        return self._found(
            f"SELECT t.stream, t.seq, t.{number}, 1, twice.many FROM {table} t JOIN (SELECT max(position) AS position, "
            f"count(*) AS many FROM {table} WHERE run = :run {which} GROUP BY {number} HAVING count(*) > 1) twice "
            "ON twice.position = t.position WHERE t.run = :run"
        )

    def unpaid(self) -> list[Found]:
        """Sales whose tenders do not come to what was due."""
        return self._found(
            "SELECT s.stream, s.seq, s.receipt, s.total - s.rounding, coalesce(sum(t.amount), 0) FROM sales s "
            "LEFT JOIN tenders t ON t.run = s.run AND t.position = s.position "
            "WHERE s.run = :run AND s.status = 'completed' GROUP BY s.stream, s.seq, s.receipt, s.total, s.rounding "
            "HAVING coalesce(sum(t.amount), 0) <> s.total - s.rounding"
        )

    def unlike_their_lines(self) -> list[Found]:
        """Sales that come to something else than their lines: net and tax of each."""
        return self._found(
            "SELECT s.stream, s.seq, s.receipt, s.total, coalesce(sum(l.net + l.tax), 0) FROM sales s "
            "LEFT JOIN sale_lines l ON l.run = s.run AND l.position = s.position "
            "WHERE s.run = :run AND s.status = 'completed' GROUP BY s.stream, s.seq, s.receipt, s.total "
            "HAVING coalesce(sum(l.net + l.tax), 0) <> s.total"
        )

    def more_returned_than_sold(self) -> list[Found]:
        """Also what came back on a receipt that there is not.

        What was sold is grouped, although each line is there once: SQLite then makes it ready once, and does not look
        through a million sales for every line that came back.
        """
        units = "CASE WHEN {0}.grams > 0 THEN {0}.grams ELSE {0}.quantity END"
        return self._found(
            "WITH back AS (SELECT r.receipt AS receipt, r.line AS line, max(r.position) AS position, "
            f"sum({units.format('r')}) AS units FROM return_lines r WHERE r.run = :run GROUP BY r.receipt, r.line), "
            f"sold AS (SELECT s.receipt AS receipt, l.line AS line, max({units.format('l')}) AS units FROM sales s "
            "JOIN sale_lines l ON l.run = s.run AND l.position = s.position "
            "WHERE s.run = :run AND s.status = 'completed' AND s.receipt IN (SELECT receipt FROM back) "
            "GROUP BY s.receipt, l.line) "
            "SELECT DISTINCT r.stream, r.seq, r.receipt, coalesce(sold.units, 0), back.units FROM back "
            "JOIN return_lines r ON r.run = :run AND r.position = back.position AND r.receipt = back.receipt "
            "LEFT JOIN sold ON sold.receipt = back.receipt AND sold.line = back.line "
            "WHERE back.units > coalesce(sold.units, 0)"
        )

    def overclaimed(self) -> list[Found]:
        """Coupons, quotas and the like beyond their number."""
        return self._found("SELECT '', 0, key, quota, taken FROM claims WHERE run = :run AND taken > quota")

    def drawers_off(self) -> list[Found]:
        """Tills whose notes and coins moved otherwise than what was paid and refunded in cash says."""
        return self._found(
            "SELECT stream, 0, stream, sum(booked), sum(moved) FROM ("
            "SELECT stream, amount AS booked, 0 AS moved FROM tenders WHERE run = :run AND kind = 'cash' "
            "UNION ALL SELECT stream, -amount, 0 FROM refunds WHERE run = :run AND kind = 'cash' "
            "UNION ALL SELECT stream, 0, amount FROM cash_movements WHERE run = :run AND kind IN ('taken', 'change')"
            ") AS drawers GROUP BY stream HAVING sum(booked) <> sum(moved)",
            most=TILLS,
        )

    def stock_out_of_nothing(self) -> list[Found]:
        """Goods of the stockroom that came from nowhere: of what moved at once, each item comes to nothing over all
        places."""
        return self._found(
            "SELECT stream, seq, sku, 0, sum(quantity) FROM stock_postings WHERE run = :run GROUP BY stream, seq, sku "
            "HAVING sum(quantity) <> 0 OR sum(value) <> 0"
        )

    def postings(self) -> int:
        """How often goods moved in the stockroom."""
        query = text("SELECT count(*) FROM stock_postings WHERE run = :run")
        return int(self._connection.execute(query, {"run": self._run}).scalar() or 0)

    # --- which entries it is

    def tips(self) -> dict[str, int]:
        """Stream -> the seq of its last entry, as each append has moved it on."""
        rows = self._connection.execute(text("SELECT stream, seq FROM tips WHERE run = :run"), {"run": self._run})
        return {str(stream): int(seq) for stream, seq in rows}

    def entries(self, sums: str, key: tuple[str, ...]) -> Entries | None:
        """(stream, seq) -> its part of a sum of those below; None for sums of which no row says where they come
        from."""
        if sums not in PARTS:
            return None
        given = {"run": self._run} | {f"key{n}": part for n, part in enumerate(key)}
        return {(str(a), int(b)): int(c) for a, b, c in self._connection.execute(text(PARTS[sums]), given)}

    def drawer(self, till: str) -> Iterator[tuple[int, int]]:
        """Entry by entry of a till, in order: by how much its drawer went away from what was paid and refunded in
        cash, or back to it."""
        rows = self._connection.execute(
            text(
                "SELECT seq, sum(amount) FROM (SELECT seq, -amount AS amount FROM tenders WHERE run = :run "
                "AND stream = :till AND kind = 'cash' UNION ALL SELECT seq, amount FROM refunds WHERE run = :run "
                "AND stream = :till AND kind = 'cash' UNION ALL SELECT seq, amount FROM cash_movements "
                "WHERE run = :run AND stream = :till AND kind IN ('taken', 'change')) AS moves "
                "GROUP BY seq ORDER BY seq"
            ),
            {"run": self._run, "till": till},
        )
        return ((int(seq), int(amount)) for seq, amount in rows)

    # --- what a fold has to come to

    def stock(self) -> dict[tuple[str, ...], int]:
        """(item, lot) -> pieces and thousandths that moved at the tills."""
        return self._sums(f"SELECT sku, lot, sum(size) FROM {MOVES} GROUP BY sku, lot")

    def tenders(self) -> dict[tuple[str, ...], int]:
        """Means of payment -> what was paid so."""
        return self._sums("SELECT kind, sum(amount) FROM tenders WHERE run = :run GROUP BY kind")

    def channels(self) -> dict[tuple[str, ...], int]:
        """Means of payment -> what banks hold."""
        return self._sums("SELECT tender, sum(amount) FROM channel_movements WHERE run = :run GROUP BY tender")

    def uploads(self) -> dict[tuple[str, ...], int]:
        """What was sold offline, and how much of it arrived: an answer that was lost makes a duplicate, once."""
        return self._sums(
            "SELECT CASE kind WHEN 'queued' THEN 'queued' ELSE 'arrived' END, count(*) FROM uploads "
            "WHERE run = :run AND kind IN ('queued', 'arrived', 'duplicate') GROUP BY 1"
        )

    def claimed(self) -> dict[tuple[str, ...], int]:
        """Quota or coupon -> how often it was granted."""
        return self._sums(
            "SELECT key, taken FROM claims WHERE run = :run AND (key LIKE 'quota:%' OR key LIKE 'coupon:%')"
        )

    def finished(self) -> Iterator[tuple[str, str, int]]:
        """Kind, number and total of everything that stands there as finished."""
        sales = text("SELECT receipt, total FROM sales WHERE run = :run AND status = 'completed'")
        returns = text("SELECT number, total FROM returns WHERE run = :run")
        for kind, query in (("sale", sales), ("return", returns)):
            rows = self._connection.execution_options(yield_per=1000).execute(query, {"run": self._run})
            for number, total in rows:
                yield kind, str(number), int(total)


@contextmanager
def books_of(database: Database, run: str) -> Iterator[Books]:
    """The books, of one moment: for a `with`."""
    with database.read() as connection:
        yield Books(connection, run)
