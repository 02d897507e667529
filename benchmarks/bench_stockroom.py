"""A look at a stockroom of 3,666 items: everything that its screen reads at each step, beside a frame of a screen.

The stockroom opens with all that the market has on a day, by lot and place. Between two looks nothing has moved, or a
till has sold something; the first look of all sums every item once.

    python benchmarks/bench_stockroom.py
"""

import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import Row, show
from scenarios.shop import load_shop
from simulator.kernel.entries import Entry
from simulator.kernel.goods import DOCK
from simulator.stages import stage_of
from simulator.stock.engine import apply
from simulator.stock.state import Stockroom
from simulator.stock.view import StockView

FRAME = 0.016
LOOKS = 60
SCRIPT = """\
scenario: all-of-it
version: 1
role: stock_clerk
title: {{en: All of it, zh: 全部}}
brief: {{en: All of it., zh: 全部。}}
minutes: 5
shop: market
competencies: [records]
stockroom:
  usual stock: [{categories}]
  tasks:
    one: {{do: count, at: 5 s, says: {{en: Count., zh: 盘点。}}, place: floor, items: [{sku}]}}
expect:
  done:
    says: {{en: Done, zh: 完成}}
    competency: records
    happened: count_posted
    debrief: {{en: Count., zh: 盘点。}}
"""


def opened() -> tuple[Stockroom, str, int]:
    """The stockroom with everything in it, one of its skus, and how many lots lie there."""
    shop = load_shop("market")
    sku = next(sku for sku, item in shop.items.items() if not item.pack_of)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "all.yaml"
        path.write_text(SCRIPT.format(categories=", ".join(shop.usual), sku=sku), "utf-8")
        stage = stage_of(str(path))
    room = stage.new_station("stockroom")
    (opening,) = stage.openings(1)
    assert isinstance(room, Stockroom)
    apply(room, Entry("stockroom", 1, 0, "house", opening))
    return room, sku, len(room.lots)


def look(view: StockView) -> float:
    """Seconds for what the overview shows."""
    start = perf_counter_ns()
    _ = view.near_expiry, view.to_order, view.to_pick, view.tasks, view.lists, view.recalls, view.lying(DOCK)
    return (perf_counter_ns() - start) / 1e9


def main() -> list[Row]:
    room, sku, lots = opened()
    view = StockView(room)
    first = look(view)
    still = statistics.median(look(view) for _ in range(LOOKS))
    moved = []
    for _ in range(LOOKS):
        room.sums.forget(sku)  # as any move of it does
        moved.append(look(view))
    return [
        Row(
            f"a look at a stockroom of {len(room.stock):,} items in {lots:,} lots", still, FRAME, 0.1, against="a frame"
        ),
        Row("the same after something has moved", statistics.median(moved), FRAME, 1.0, against="a frame"),
        Row("the first look of all", first, FRAME, against="a frame"),
    ]


if __name__ == "__main__":
    print(show(main()))
