"""A manager's report over a million sale lines, beside the bare SQL that yields its figures.

Rows are generated straight into the books: days of trade at several tills, with promotions, voids and drawers
that open. The reference asks SQLite for the same figures with the driver alone and keeps the rows as they come; ours
also makes the report, with every ratio, and the lines that are shown. They take turns.

    python benchmarks/bench_report.py [lines]
"""

import sqlite3
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import Row, show
from scenarios.shop import encode_shop, load_shop
from simulator.locale import Words
from simulator.office.reading import read
from simulator.office.shown import in_words
from simulator.store.database import FILE, Database

LINES, DAYS, TILLS, BASKET = 1_000_000, 100, 4, 5
GOAL = 1.5
WINDOW = """
    WITH o AS (SELECT run, stream, seq, operator, lead(seq) OVER (PARTITION BY run, stream ORDER BY seq) AS until,
                      max(midnight) OVER (PARTITION BY run) AS midnight FROM sign_ons)
"""
OWNED = (
    "LEFT JOIN o ON o.run = x.run AND o.stream = x.stream AND o.seq <= x.seq AND (o.until IS NULL OR o.until > x.seq)"
)
BARE = (
    WINDOW
    + """SELECT x.run, x.stream, o.operator, (o.midnight + x.at) % 86400000 / 3600000 AS hour,
    EXISTS (SELECT 1 FROM offers p WHERE p.run = x.run AND p.position = x.position
            AND p.rule NOT IN ('member', 'by_hand', 'courtesy')) AS given,
    count(*), sum(x.lines), sum(total), sum(net), sum(tax), sum(discount), sum(rounding), sum(stored),
    sum(member != '') FROM sales x """
    + OWNED
    + " WHERE x.status = 'completed' GROUP BY 1, 2, 3, 4, 5",
    WINDOW
    + """SELECT x.run, x.stream, o.operator, (o.midnight + x.at) % 86400000 / 3600000 AS hour, kind, count(*),
    sum(total), sum(net), sum(tax) FROM returns x """
    + OWNED
    + " GROUP BY 1, 2, 3, 4, 5",
    """SELECT how = 'value', sku, max(name_en), max(name_zh), count(*), sum(quantity),
    sum(CASE WHEN grams = 0 THEN quantity ELSE 0 END), sum(grams), sum(gross) - sum(discount), sum(net), sum(tax)
    FROM sale_lines GROUP BY 1, 2""",
    """SELECT sku, max(name_en), max(name_zh), count(*), sum(quantity),
    sum(CASE WHEN grams = 0 THEN quantity ELSE 0 END), sum(grams), sum(amount), sum(tax)
    FROM return_lines GROUP BY 1""",
    """SELECT sku, count(*), sum(quantity), sum(CASE WHEN grams = 0 THEN quantity ELSE 0 END), sum(grams)
    FROM stock_movements WHERE kind = 'write_off' GROUP BY 1""",
    "SELECT kind, count(*), sum(amount) FROM tenders GROUP BY 1",
    "SELECT kind, count(*), sum(amount) FROM refunds GROUP BY 1",
    "SELECT rule, max(name_en), max(name_zh), count(*), sum(lines), sum(off) FROM offers GROUP BY 1",
    WINDOW
    + "SELECT x.run, x.stream, o.operator, kind, reason, count(*), sum(pieces), sum(amount) FROM till_events x "
    + OWNED
    + " GROUP BY 1, 2, 3, 4, 5",
    "SELECT run, stream, kind, tender, count(*), sum(counted), sum(over_short) FROM counts GROUP BY 1, 2, 3, 4",
)


def _fill(connection: sqlite3.Connection, lines: int) -> None:
    """Days of trade: a sale's rows as `book` would make them."""
    shop, draws = load_shop(), Random(7)
    items = list(shop.items.values())
    connection.execute("INSERT INTO materials VALUES ('s', ?)", (encode_shop(shop),))
    for day in range(DAYS):
        run = f"day-{day:04d}"
        connection.execute(
            "INSERT INTO runs VALUES (?, ?, 'days', 1, 'free', 1, 'cashier', '', '', '', '1', '', '', '', 1, 0, 0, '')",
            (day + 1, run),
        )
        connection.execute("INSERT INTO run_materials VALUES (?, 'shop', 's')", (run,))
        for till in range(TILLS):  # which write in turn: a row's place in the run follows from its number and its till
            stream = f"till-{till + 1}"
            rows: dict[str, list[tuple[object, ...]]] = {}
            name = (run, stream)
            badge = f"c{(day + till) % 9:02d}"
            rows["sign_ons"] = [(*name, 1, 0, badge, badge, badge, 8 * 3_600_000)]
            for n, basket in enumerate(_baskets(draws, lines // (DAYS * TILLS)), 2):
                _sale(rows, name, n, draws, [draws.choice(items) for _ in range(basket)])
            for table, bare in rows.items():
                values = [(row[0], TILLS * row[2] + till, *row[1:]) for row in bare]  # type: ignore[operator]
                connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values[0]))})", values)


def _baskets(draws: Random, lines: int) -> Iterator[int]:
    while lines > 0:
        size = min(lines, draws.randint(1, 2 * BASKET - 1))
        yield size
        lines -= size


def _sale(
    rows: dict[str, list[tuple[object, ...]]], name: tuple[str, str], seq: int, draws: Random, items: list[object]
) -> None:
    key, at, total, off = (*name, seq), seq * 50_000, 0, 0
    offers: dict[str, list[int]] = {}
    for n, item in enumerate(items, 1):
        price, sku, text = item.price, item.sku, item.name  # type: ignore[attr-defined]
        given = price // 10 if draws.random() < 0.1 else 0
        tax = (price - given) * 13 // 113
        line = (*key, n, "s", n, sku, text.en, text.zh, "", price, 1, 0, price, given, 13_000, "scan")
        rows.setdefault("sale_lines", []).append((*line, price - given - tax, tax, 1))
        if given:
            offers.setdefault(draws.choice(("eggs_flash", "member", "tissue_special")), []).append(given)
        total, off = total + price - given, off + given
    rows.setdefault("offers", []).extend(
        (*key, n, "s", len(given), rule, rule, rule, sum(given)) for n, (rule, given) in enumerate(offers.items(), 1)
    )
    member = "m" if draws.random() < 0.3 else ""
    net = total - total * 13 // 113
    rows.setdefault("sales", []).append(
        (*key, at, "s", "completed", "r", "c", member, len(items), total, net, total - net, off, 0, 0, 0, 0)
    )
    kind = draws.choice(("cash", "mobile", "mobile", "card"))
    rows.setdefault("tenders", []).append((*key, 1, "s", kind, total, total, ""))
    rows.setdefault("till_events", []).append((*key, 1, at, "visit", "c", "served", 1, 0))
    if kind == "cash":
        rows["till_events"].append((*key, 2, at, "drawer", "", "sale", 1, 0))
    if draws.random() < 0.03:
        what = draws.choice(("line_voided", "no_sale", "reprint", "price_overridden"))
        rows["till_events"].append((*key, 3, at, what, "s", "", 1, 500))


def measure(lines: int, rounds: int = 5) -> tuple[float, float]:
    """Seconds of the whole report, and of the bare queries; medians of rounds taken in turn."""
    with TemporaryDirectory(dir=Path.cwd()) as place:
        with Database.open(Path(place)):
            pass
        connection = sqlite3.connect(Path(place) / FILE)
        _fill(connection, lines)
        connection.commit()
        ours, bare = [], []
        for _round in range(rounds):
            start = perf_counter()
            found = [connection.execute(query).fetchall() for query in BARE]
            bare.append(perf_counter() - start)
            start = perf_counter()
            with Database.open(Path(place)) as database:
                report = read(database)
            shown = list(in_words(report, Words("en")))
            ours.append(perf_counter() - start)
            assert shown
            assert report.figures["turnover"].value == sum(row[7] for row in found[0]) > 0
            assert sum(row.lines for row in report.items) == sum(row[4] for row in found[2]) == lines
        connection.close()
    return statistics.median(ours), statistics.median(bare)


def main(lines: int = LINES) -> list[Row]:
    ours, bare = measure(lines)
    return [Row(f"a manager's report of {lines:,} lines", ours, bare, GOAL, against="the bare SQL")]


if __name__ == "__main__":
    print(show(main(*map(int, sys.argv[1:]))))
