"""Whole sales of 512 saturated tills on PostgreSQL, beside pgbench with one bare sale a commit and 64 clients.

A whole sale is that of `bench_stress`; a bare one is a header, eight lines, two tenders, eight pieces of stock and one
row of a journal, in few statements. STOREDRILL_POSTGRES names a server that is durable (fsync on).
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text

from benchmarks.bench_stress import SCRIPT, SECONDS, TILLS, folder, rates
from benchmarks.table import Row
from simulator.stages import stage_of
from simulator.store.server import Server
from simulator.stress.engine import Engine
from simulator.stress.load import constant
from simulator.stress.plan import Load
from simulator.stress.shared import on_server

CLIENTS = 64
TABLES = """
CREATE TABLE bare_sales (id BIGSERIAL PRIMARY KEY, till TEXT, receipt TEXT, total INT, tax INT, discount INT, at INT);
CREATE TABLE bare_lines (sale BIGINT, n INT, sku INT, quantity INT, price INT, amount INT, PRIMARY KEY (sale, n));
CREATE TABLE bare_tenders (sale BIGINT, n INT, kind TEXT, amount INT, PRIMARY KEY (sale, n));
CREATE TABLE bare_stock (sku INT PRIMARY KEY, quantity INT);
CREATE TABLE bare_journal (id BIGSERIAL PRIMARY KEY, data BYTEA, hash BYTEA);
INSERT INTO bare_stock SELECT n, 0 FROM generate_series(0, 599) AS n
"""
BARE = rf"""
\set base 8 * random(0, 74)
BEGIN;
INSERT INTO bare_sales (till, receipt, total, tax, discount, at) VALUES ('till-1', 'till-1-1', 9, 1, 1, 1)
  RETURNING id \gset
INSERT INTO bare_lines VALUES {", ".join(f"(:id, {n}, :base + {n}, 1, 9, 9)" for n in range(8))};
INSERT INTO bare_tenders VALUES (:id, 0, 'cash', 9), (:id, 1, 'cash', 9);
UPDATE bare_stock SET quantity = quantity - 1 WHERE sku BETWEEN :base AND :base + 7;
INSERT INTO bare_journal (data, hash) VALUES (decode(repeat('00', 800), 'hex'), decode(repeat('00', 32), 'hex'));
COMMIT;
"""


@contextmanager
def tables(url: str) -> Iterator[str]:
    """A schema with the tables of bare sales."""
    with Server.reach(url, f"storedrill_bench_{uuid4().hex[:12]}") as server:
        try:
            with server.write() as connection:
                for statement in TABLES.split(";"):
                    connection.execute(text(statement))
            yield server.schema
        finally:
            server.drop()


def pgbench(url: str, program: Path, script: Path, seconds: float = SECONDS) -> float:
    """Bare sales a second."""
    with tables(url) as schema:
        command = [program, "-n", "-c", str(CLIENTS), "-j", "2", "-T", str(int(seconds)), "-M", "prepared"]
        environment = os.environ | {"PGOPTIONS": f"-c search_path={schema} -c synchronous_commit=on"}
        done = subprocess.run(
            [*command, "-f", script, url], env=environment, check=True, capture_output=True, text=True
        )
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


def whole(url: str, seconds: float = SECONDS) -> float:
    """Whole sales a second."""
    curve = constant(1.0, seconds)
    load = Load(TILLS, curve.shape, curve.pieces, saturated=True)
    with folder() as place, on_server(place, url):
        played = Engine(place, stage_of(str(SCRIPT)), load, 2).play(lambda moment: None, lambda: False)
    assert played.audit.sound, "what is fast and wrong does not count"
    return played.tally.done / played.seconds


def main(rounds: int = 3) -> list[Row]:
    url = os.environ.get("STOREDRILL_POSTGRES", "")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    if not url or not programs:
        print("stress_postgres: no server named by STOREDRILL_POSTGRES, or no pgbench", file=sys.stderr)
        return []
    with folder() as place:
        script = place / "bare.sql"
        script.write_text(BARE, "utf-8")
        ours, bare = rates(rounds, lambda: whole(url), lambda: pgbench(url, programs[-1], script))
    return [
        Row(f"PostgreSQL, {TILLS} saturated tills, whole sales", ours, bare, 0.8, True, unit="/s",
            against=f"pgbench, one bare sale, {CLIENTS} clients"),
    ]  # fmt: skip


if __name__ == "__main__":
    from benchmarks.table import show

    print(show(main(*map(int, sys.argv[1:]))))
