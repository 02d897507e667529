"""Importing 50,000 products from XLSX: read, checked and judged, beside calamine reading the bare cells.

Both run as processes of their own, in turn, so that each has a peak of memory; starting Python is in both. One row in
fifty has something wrong that can be repaired or not.

    python -m benchmarks import
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.table import Row
from benchmarks.turns import in_turn
from tests.importing.workbooks import workbook
from virtual_devices.codes import check_digit

ROOT = Path(__file__).resolve().parent.parent
PRODUCTS, SECONDS, MEGABYTES = 50_000, 10, 300
HEADING = ["货号", "条码", "品名", "英文名称", "分类", "税率", "零售价", "会员价", "进价", "单位", "规格"]
PEAK = """
import sys, time
start = time.perf_counter()
{work}
took = time.perf_counter() - start
try:  # of this program alone: getrusage counts what the process was before it became this one
    with open("/proc/self/status") as status:
        kilobytes = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
except OSError:
    import resource
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform != "darwin" else 1024)
print(took, kilobytes / 1024)
"""
OURS = """
sys.path.insert(0, {root!r})
from scenarios.shop import load_shop
from simulator.importing.kinds import KINDS
from simulator.importing.preview import preview
from simulator.importing.shops import known_of
with open({file!r}, "rb") as file:
    found = preview(file.read(), KINDS["products"], known_of(load_shop(), filled=False))
assert len(found.rows) == {count}, len(found.rows)
assert (len(found.repaired), len(found.rejected)) == ({count} // 50, {count} // 50)
"""
BARE = """
from python_calamine import CalamineWorkbook
rows = sum(1 for _ in CalamineWorkbook.from_path({file!r}).get_sheet_by_index(0).iter_rows())
assert rows == {count} + 1, rows
"""


def products(count: int) -> list[list[Any]]:
    """A head and `count` products; bar codes as numbers, as most files have them."""
    rows: list[list[Any]] = [HEADING]
    for n in range(count):
        body = f"690{n:09d}"
        code: Any = int(body + check_digit(body))
        price: Any = (990 + n % 9000) / 100
        if n % 50 == 1:
            price = f"¥{price:.2f}"
        elif n % 50 == 2:
            code += 1 if code % 10 < 9 else -1
        size = f"{100 + n % 900}ml"
        rows.append([
            f"{n:06}", code, f"纯牛奶{n}号 {size}", f"Milk no. {n} {size}", "乳品", "13%", price, "", 5.5, "瓶", size,
        ])  # fmt: skip
    return rows


def measured(work: str) -> tuple[float, float]:
    """Seconds and megabytes of a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", PEAK.format(work=work)], check=True, capture_output=True, text=True
    ).stdout
    seconds, megabytes = map(float, ended.split())
    return seconds, megabytes


def main(rounds: int = 5) -> list[Row]:
    with TemporaryDirectory() as folder:
        file = str(Path(folder) / "products.xlsx")
        Path(file).write_bytes(workbook(products(PRODUCTS)))
        ours = OURS.format(root=str(ROOT), file=file, count=PRODUCTS)
        bare = BARE.format(file=file, count=PRODUCTS)
        peaks: dict[str, list[float]] = {ours: [], bare: []}

        def seconds(work: str) -> float:
            took, megabytes = measured(work)
            peaks[work].append(megabytes)
            return took

        took, least = in_turn(rounds, lambda: seconds(ours), lambda: seconds(bare))
    what, against = f"{PRODUCTS:,} products from XLSX", "calamine alone"
    most, least_most = max(peaks[ours]), max(peaks[bare])
    return [
        Row(f"{what}, checked", took, least, SECONDS, absolute=True, against=against),
        Row(f"{what}, most memory", most, least_most, MEGABYTES, absolute=True, unit=" MB", against=against),
    ]
