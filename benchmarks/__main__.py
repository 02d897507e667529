"""Every benchmark, one table.

    python -m benchmarks [--strict] [NAME ...]

Names are those of the modules without `bench_`. Exit status 0, or with `--strict` 1 where a goal was not reached.
Measure on a machine that does nothing else: ratios hold where absolute figures do not.
"""

import sys
import traceback
from importlib import import_module

from benchmarks.table import Row, show

NAMES = (
    "start",
    "scan",
    "find",
    "stockroom",
    "append",
    "bot",
    "verify",
    "replay",
    "grade",
    "price",
    "import",
    "report",
    "readiness",
    "check",
    "stress",
    "stress_postgres",
)


def main(arguments: list[str]) -> int:
    """Run what was named, or all."""
    strict = "--strict" in arguments
    chosen = [argument for argument in arguments if argument != "--strict"]
    unknown = [name for name in chosen if name not in NAMES]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    broken = []
    for name in chosen or NAMES:
        print(f"measuring: {name} ...", file=sys.stderr)
        try:
            rows += import_module(f"benchmarks.bench_{name}").main()
        except Exception:  # what cannot be measured is said, and does not hide the rest
            traceback.print_exc()
            broken.append(name)
    print(show(rows))
    if broken:
        print(f"could not be measured: {', '.join(broken)}")
    return 1 if strict and (broken or not all(row.reached for row in rows)) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
