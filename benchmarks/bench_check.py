"""`storedrill check` over the whole library, on all cores: seconds beside what its playing minutes / 2500 and 10 s say.

python -m benchmarks check
"""

from time import perf_counter

from benchmarks.table import Row
from scenarios.library import names
from simulator.check import check_scripts

SEEDS = 3
TIMES_REAL, BESIDE = 2500, 10


def main() -> list[Row]:
    start = perf_counter()
    checked = list(check_scripts(names(), SEEDS, "en"))
    took = perf_counter() - start
    assert not any(script.problems for script in checked), "the library is sound"
    minutes, plays = sum(script.played for script in checked) / 60_000, sum(script.plays for script in checked)
    what = f"check: {len(checked)} scenarios, {plays:,} plays, {minutes:,.0f} minutes"
    return [Row(what, took, minutes * 60 / TIMES_REAL + BESIDE, 1, against="minutes / 2500 + 10 s")]
