"""A scan at the till: from the last byte at the pseudo-terminal to the line visible in it.

The reference is a bare Textual app that takes the same keys and adds the same row to a DataTable: no rules, no journal,
no customer. Both run side by side and take turns, scan by scan.

    python -m benchmarks scan
"""

import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from benchmarks.pty_app import PtyApp
from benchmarks.table import Row
from benchmarks.turns import p95

HERE = Path(__file__).resolve().parent
SCRIPT = HERE / "long-basket.yaml"
PROMOTED = "given:\n  promotions: [yogurt_second_half, cola_two_one, tissue_special, save_88]\n"
"""With these in the script, every scan prices the whole basket anew, and most change lines that were there before."""
LINES, FEW, SCANS, AT_ONCE = 200, 5, 60, 1000
CALL_NEXT = b"\x1b[6~"
QUIET = 0.12
"""Seconds without output after which an app is at rest: shorter than the second in which a clock moves."""


class Good(NamedTuple):
    code: str
    name: str
    price: str

    @property
    def shown(self) -> str:
        """As much of the name as a narrow column shows."""
        return self.name[:10]


def goods() -> list[Good]:
    """Everything in the shop that is sold by the piece."""
    from scenarios.shop import load_shop

    items = [
        item for item in load_shop("supermarket").items.values() if item.unit == "piece" and item.codes and not item.age
    ]
    return [Good(item.codes[0], item.name.en, f"{item.price / 100:.2f}") for item in items]


REFERENCE = """
from textual.app import App
from textual.widgets import DataTable
GOODS = {goods!r}
class Bare(App):
    typed = ""
    def compose(self):
        table = DataTable()
        table.can_focus = False
        yield table
    def on_mount(self):
        table = self.query_one(DataTable)
        for name, width in (("#", 4), ("item", 30), ("qty", 4), ("price", 8), ("amount", 9)):
            table.add_column(name, width=width)
        for number in range({lines}):
            self.add("9520000000073")
    def add(self, code):
        name, price = GOODS[code]
        table = self.query_one(DataTable)
        table.add_row(str(table.row_count + 1), name, "1", price, price)
        table.move_cursor(row=table.row_count - 1, animate=False)
    def on_key(self, event):
        if event.key == "enter":
            code, self.typed = self.typed, ""
            self.add(code)
        else:
            self.typed += event.character or ""
Bare().run()
"""


def till(home: Path, more: str = "") -> PtyApp:
    """The till with a customer at the counter, and `more` in its script."""
    home.mkdir(exist_ok=True)
    script = home / SCRIPT.name
    script.write_text(SCRIPT.read_text("utf-8").replace("customers:", more + "customers:"), "utf-8")
    arguments = [sys.executable, "-m", "simulator", "play", str(script), "--mode", "free", "--seed", "1"]
    app = PtyApp(arguments, home)
    app.wait_for("Mr Wang")
    app.write(CALL_NEXT)
    app.wait_for("hello")
    app.drain(QUIET)
    return app


def bare(home: Path, known: list[Good], lines: int) -> PtyApp:
    """The reference with `lines` rows."""
    table = {good.code: (good.name, good.price) for good in known}
    app = PtyApp([sys.executable, "-c", REFERENCE.format(goods=table, lines=lines)], home)
    app.wait_for("amount")
    app.drain(QUIET)
    return app


def scan(app: PtyApp, good: Good, line: int, between: str) -> float:
    """Scan, and wait for the line."""
    app.drain(QUIET)
    app.write(f"{good.code}\r".encode())
    start = perf_counter()
    return app.wait_for(f"{line}{between}{good.shown}") - start


def latencies(home: Path, known: list[Good]) -> tuple[list[float], list[float], list[float]]:
    """Seconds a scan: ours with few lines, ours with many, the reference with many."""
    few, ours, reference = [], [], []
    with till(home) as app, bare(home, known, LINES) as other:
        for line in range(1, LINES + 1):
            if FEW < line <= FEW + SCANS // 2:
                few.append(scan(app, known[line % len(known)], line, " "))
            else:
                app.write(f"{known[line % len(known)].code}\r".encode())
        app.wait_for(f"{LINES} {known[LINES % len(known)].shown}")
        for number in range(SCANS):
            good = known[number % len(known)]
            ours.append(scan(app, good, LINES + 1 + number, " "))
            reference.append(scan(other, good, LINES + 1 + number, "   "))
    return few, ours, reference


def promoted(home: Path, known: list[Good]) -> tuple[float, float]:
    """Seconds a scan with promotions on: with the first lines, and with many."""
    few, many = [], []
    with till(home, PROMOTED) as app:
        for line in range(1, LINES + SCANS + 1):
            good = known[line % len(known)]
            if FEW < line <= FEW + SCANS // 2:
                few.append(scan(app, good, line, " "))
            elif line > LINES:
                many.append(scan(app, good, line, " "))
            else:
                app.write(f"{good.code}\r".encode())
                if line == LINES:
                    app.wait_for(f"{LINES} {good.shown}")
    return statistics.median(few), statistics.median(many)


def at_once(home: Path, known: list[Good]) -> tuple[float, float, int]:
    """Seconds until 1000 scans that were written at once are shown, the reference's, and how many lines came right."""
    codes = [known[number % len(known)] for number in range(AT_ONCE)]
    data = b"".join(f"{good.code}\r".encode() for good in codes)
    times = []
    for app, between in ((till(home), " "), (bare(home, known, 0), "  ")):
        with app:
            start = perf_counter()
            app.write(data)
            times.append(app.wait_for(f"{AT_ONCE}{between}{codes[-1].shown}") - start)
    return times[0], times[1], right_lines(home, [good.code for good in codes])


def right_lines(home: Path, codes: list[str]) -> int:
    """How many lines the journal of the last run has, each where it belongs."""
    from simulator.bootstrap import House
    from simulator.kernel.facts import LineAdded

    house = House(home, lang="en")
    added = [e.what.line for e in house.journal.read(house.last_run()) if isinstance(e.what, LineAdded)]
    house.close()
    assert len(added) <= len(codes), f"{len(added)} lines of {len(codes)} scans: some were doubled"
    return sum(
        line.line == at and line.code == code for at, (line, code) in enumerate(zip(added, codes, strict=False), 1)
    )


def main() -> list[Row]:
    known = goods()
    with TemporaryDirectory() as folder:
        few, ours, reference = latencies(Path(folder) / "one", known)
        first, later = promoted(Path(folder) / "three", known)
        shown, other, right = at_once(Path(folder) / "two", known)
    against = f"DataTable of {LINES} rows"
    median = statistics.median(ours)
    return [
        Row(
            f"scan to line visible, {LINES} lines, median", median, statistics.median(reference), 0.25, against=against
        ),
        Row(f"scan to line visible, {LINES} lines, p95", p95(ours), p95(reference), 0.25, against=against),
        Row(
            f"scan with {LINES} lines beside its first ones",
            median,
            statistics.median(few),
            1.3,
            against="its first lines",
        ),
        Row("the same with promotions on", later, first, 1.3, against="its first lines"),
        Row(f"{AT_ONCE} scans written at once: lines in order", right, AT_ONCE, 1, True, unit="", against="scans"),
        Row(f"{AT_ONCE} scans written at once: shown after", shown, other, against="DataTable"),
    ]
