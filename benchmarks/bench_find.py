"""Finding one of 50,000 items: by code beside a bare dict and an SQLite primary key, by name and initials in a frame.

The catalogue is made of the shipped shop's items over and over, each with codes and a name of its own. Rounds take
turns; the ratio is of medians. The dict of the reference leads from the code to the row, as ours does; SQLite's table
has the code as primary key and the whole row beside it, in memory.

    python benchmarks/bench_find.py [items]
"""

import sqlite3
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter_ns

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import Row, show
from scenarios.shop import load_shop
from simulator.kernel.items import Item
from simulator.kernel.texts import Text
from simulator.pos.catalog import Catalog
from virtual_devices.codes import check_digit

ITEMS = 50_000
ROUNDS, LOOKS = 60, 2_000
FRAME = 0.016
GOAL = 2.0


def stock(count: int) -> list[Item]:
    """`count` items after the pattern of the shipped shop's."""
    patterns = [item for item in load_shop().items.values() if item.codes]
    items = []
    for n in range(count):
        pattern = patterns[n % len(patterns)]
        body = f"952{n:09d}"
        name = Text(f"{pattern.name.en} No {n}", f"{pattern.name.zh}{n}号")
        code = body + check_digit(body)
        pinyin = f"{pattern.pinyin}{n}h"
        items.append(msgspec.structs.replace(pattern, sku=f"item_{n}", name=name, codes=(code,), plu="", pinyin=pinyin))
    return items


def by_code(items: list[Item], catalog: Catalog) -> tuple[float, float, float]:
    """Seconds a look-up: ours, a bare dict, SQLite."""
    rows = {item.codes[0]: item for item in items}
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE items (code TEXT PRIMARY KEY, sku TEXT, en TEXT, zh TEXT, price INTEGER) WITHOUT ROWID")
    base.executemany(
        "INSERT INTO items VALUES (?, ?, ?, ?, ?)",
        [(item.codes[0], item.sku, item.name.en, item.name.zh, item.price) for item in items],
    )
    asked = "SELECT sku, en, zh, price FROM items WHERE code = ?"
    source = Random(7)

    def ours(codes: list[str]) -> None:
        for code in codes:
            found = catalog.find(code)
            assert found is not None

    def bare(codes: list[str]) -> None:
        for code in codes:
            found = rows.get(code)
            assert found is not None

    def sqlite(codes: list[str]) -> None:
        for code in codes:
            found = base.execute(asked, (code,)).fetchone()
            assert found is not None

    ways: list[Callable[[list[str]], None]] = [ours, bare, sqlite]
    times: list[list[int]] = [[], [], []]
    for _ in range(ROUNDS):
        codes = [source.choice(items).codes[0] for _ in range(LOOKS)]
        for at in source.sample(range(3), 3):
            start = perf_counter_ns()
            ways[at](codes)
            times[at].append(perf_counter_ns() - start)
    base.close()
    mine, dicts, lite = (statistics.median(taken) / LOOKS / 1e9 for taken in times)
    return mine, dicts, lite


def by_word(items: list[Item], catalog: Catalog) -> tuple[float, float]:
    """The slowest of many searches by prefix, and of those for a part of a word or for nothing that exists."""
    source = Random(11)
    prefixes, parts = [], ["ilk 1", "牛奶 1", "no such thing", "没有的东西"]
    for _ in range(150):
        item = source.choice(items)
        word = source.choice((item.name.en, item.name.zh, item.pinyin, item.codes[0]))
        prefixes.append(word[: source.randint(1, len(word))])
        parts.append(word[1 : 1 + source.randint(1, 6)])

    def slowest(texts: list[str]) -> float:
        times = []
        for text in texts:
            best = min(_timed(catalog, text) for _ in range(3))
            times.append(best)
        return max(times)

    return slowest(prefixes), slowest(parts)


def _timed(catalog: Catalog, text: str) -> float:
    start = perf_counter_ns()
    catalog.search(text, 60)
    return (perf_counter_ns() - start) / 1e9


def main(count: int = ITEMS) -> list[Row]:
    items = stock(count)
    start = perf_counter_ns()
    catalog = Catalog(items)
    made = (perf_counter_ns() - start) / 1e9
    ours, bare, lite = by_code(items, catalog)
    first = _timed(catalog, "milk")
    prefix, part = by_word(items, catalog)
    return [
        Row(f"an item of {count:,} by code", ours, bare, GOAL, against="bare dict"),
        Row("the same", ours, lite, GOAL, against="SQLite primary key"),
        Row("by name, initials or code prefix, the slowest of 150", prefix, FRAME, 1.0, against="a frame"),
        Row("by a part of a word, or not there at all", part, FRAME, 1.0, against="a frame"),
        Row("the first search of all", first, FRAME, 1.0, against="a frame"),
        Row("making the catalogue, once a start", made, FRAME, against="a frame"),
    ]


if __name__ == "__main__":
    print(show(main(*map(int, sys.argv[1:]))))
