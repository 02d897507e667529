"""Replay from disk: commands and stimuli decided again a second, compared byte by byte with a sealed journal.

The reference decides nothing: it reads the same journal and decodes every entry, the least that any replay has to do.

    python -m benchmarks replay
"""

import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.bench_bot import MINUTES, SEED
from benchmarks.table import Row
from benchmarks.turns import in_turn
from simulator.drill.bots.roster import bot_named
from simulator.drill.proof import play_bot
from simulator.drill.replay import lines_of, verify
from simulator.stages import stage_of
from simulator.store.database import Database
from simulator.store.sql_journal import SqlJournal

GOAL = 100_000


def main(rounds: int = 40) -> list[Row]:
    stage = stage_of("holiday-rush", MINUTES)
    with TemporaryDirectory(dir=Path.cwd()) as place, Database.open(Path(place)) as database:
        journal = SqlJournal(database)
        run = play_bot(stage, bot_named("perfect", SEED), SEED, journal, name="perfect").run

        def decided() -> float:
            start = perf_counter()
            outcome = verify(lines_of(journal.segments(run)), stage.new_station)
            took = perf_counter() - start
            assert outcome.difference is None, "replayed alike"
            return outcome.inputs / took

        share = verify(lines_of(journal.segments(run)), stage.new_station)
        gc.freeze()  # as the command does

        def decoded() -> float:
            start = perf_counter()
            count = sum(1 for _ in journal.read(run))
            return share.inputs / share.entries * count / (perf_counter() - start)

        ours, reference = in_turn(rounds, decided, decoded)
        gc.unfreeze()
        journal.close()
    against = "reading and decoding alone"
    return [
        Row("re-decided commands, from disk", ours, reference, GOAL, True, absolute=True, unit="/s", against=against)
    ]
