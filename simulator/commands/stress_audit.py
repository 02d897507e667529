"""The command that looks once more through a load that was kept."""

import argparse
from pathlib import Path

from simulator.bootstrap import House
from simulator.cli import NOT_PASSED, OK
from simulator.commands.printed import print_json
from simulator.locale import Words


def journal_audit(house: House, options: argparse.Namespace, words: Words) -> int:
    """0 where every invariant holds, 1 where not."""
    from simulator.stress.again import audited
    from simulator.stress.shown import held

    found = audited(Path(options.folder).expanduser())
    if options.json:
        print_json(found)
    else:
        told = "stress.audited" if found.sound else "stress.audited_broken"
        counts = {"entries": f"{found.entries:,}", "sales": f"{found.sales:,}", "returns": f"{found.returns:,}"}
        print(words(told, run=found.run, **counts))
        print("\n".join(held(found.invariants, words)))
    return OK if found.sound else NOT_PASSED
