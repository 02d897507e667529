"""A perfect bot plays a 60-minute holiday rush: how many times as fast as real time, on disk and in memory.

The reference is real time itself. Begun, played, graded and sealed are inside; reading the script and opening the data
folder are not.

    python -m benchmarks bot
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.table import Row
from benchmarks.turns import in_turn
from simulator.drill.bots.roster import bot_named
from simulator.drill.proof import play_bot
from simulator.drill.staging import Stage
from simulator.stages import stage_of
from simulator.store.database import Database
from simulator.store.journal import Journal
from simulator.store.memory import MemoryJournal
from simulator.store.sql_journal import SqlJournal

MINUTES, SEED = 60, 7


def speed(stage: Stage, journal: Callable[[], Journal]) -> float:
    """Seconds of the drill played in one second."""
    kept = journal()
    start = perf_counter()
    result = play_bot(stage, bot_named("perfect", SEED), SEED, kept, name="perfect").result
    took = perf_counter() - start
    assert result.passed, "the perfect cashier passes"
    return result.duration / 1000 / took


def main(rounds: int = 7) -> list[Row]:
    stage = stage_of("holiday-rush", MINUTES)
    with TemporaryDirectory(dir=Path.cwd()) as place, Database.open(Path(place)) as database:
        sql = SqlJournal(database)
        disk, memory = in_turn(rounds, lambda: speed(stage, lambda: sql), lambda: speed(stage, MemoryJournal))
        sql.close()
    what = f"perfect bot, {MINUTES}-minute holiday rush"
    return [
        Row(f"{what}, journal on disk", disk, 1, 1000, at_least=True, unit="x", against="real time"),
        Row(f"{what}, journal in memory", memory, 1, 2500, at_least=True, unit="x", against="real time"),
    ]
