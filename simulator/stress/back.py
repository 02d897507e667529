"""What goes on in the stockroom while the tills sell: deliveries are received, a list of bad rows is brought in.

A tape is what somebody experienced did in a stock clerk's drill, command by command, with all that came from outside.
It is played again through the stockroom's rules, at a stockroom of its own each time, so that books and journal take
their load from the back as well.
"""

from collections import deque
from pathlib import Path

import msgspec

from simulator.drill.bots import perfect
from simulator.drill.grounds.stockroom import StockGround
from simulator.drill.proof import play_bot
from simulator.drill.staging import Stage
from simulator.kernel.entries import Entry, decode, encode
from simulator.kernel.facts import StockroomOpened
from simulator.store.memory import MemoryJournal
from simulator.stress.lane import Lane, Outcome, Script

SCRIPTS = ("receiving-basics", "bulk-import-bad-data")
"""Of the library."""
LASTS = 12.0
"""Seconds in which a tape is played at the fastest, whatever time it took in the drill."""
MOST = 8
"""Stockrooms: each begins with thousands of lots."""
STOCKROOM = "stockroom-"


class Tape(msgspec.Struct, frozen=True):
    """A drill as it was played."""

    materials: dict[str, bytes]
    entries: list[bytes]
    """The opening, then what was asked and what came from outside."""


def recorded(stage: Stage, seed: int) -> Tape:
    """Play a stock clerk's drill, and keep what was put in."""
    journal = MemoryJournal()
    play_bot(stage, perfect(seed, stage.workstation), seed, journal, run="tape")
    (name,) = stage.stations
    mine = [entry for entry in journal.read("tape") if entry.stream == name and not entry.cause]
    return Tape(stage.materials, [encode(entry) for entry in mine])


def write(tape: Tape, path: Path) -> None:
    path.write_bytes(msgspec.msgpack.encode(tape))


class Back:
    """Tapes, one after the other, spread over the time of the load. Their stockrooms are opened before it begins."""

    def __init__(self, paths: tuple[str, ...], seconds: float, worker: int, after: float) -> None:
        tapes = [msgspec.msgpack.decode(Path(path).read_bytes(), type=Tape) for path in paths]
        count = min(MOST, max(len(tapes), int((seconds - after) / LASTS))) if tapes else 0
        self.lanes: list[Lane] = []
        self._due: deque[tuple[float, int, Entry]] = deque()
        """Seconds, lane, and what is done there."""
        for n in range(count):
            tape = tapes[n % len(tapes)]
            opening, *inputs = [decode(line) for line in tape.entries]
            name = f"{STOCKROOM}{worker + 1}-{int(after * 1000)}-{n + 1}"
            self.lanes.append(_lane(Stage.restored(tape.materials), opening, name))
            begin, each = after + (seconds - after) * n / count, (seconds - after) / count / (len(inputs) + 1)
            self._due.extend((begin + each * k, n, entry) for k, entry in enumerate(inputs, 1))

    def due(self, now: float) -> tuple[int, Entry] | None:
        """What is to be done by now: at which of the lanes, and what."""
        if self._due and self._due[0][0] <= now:
            _, n, entry = self._due.popleft()
            return n, entry
        return None


def _lane(stage: Stage, opening: Entry, name: str) -> Lane:
    ground = stage.ground
    assert isinstance(ground, StockGround), "a stock clerk's drill"
    assert isinstance(opening.what, StockroomOpened), "it begins with that"
    lane = Lane(ground.new_station(name))
    lane.open(msgspec.structs.replace(opening.what, station=name))
    return lane


def script(entry: Entry, lane: Lane) -> Script:
    """One thing that is done at a lane."""
    yield entry.what, entry.by
    return Outcome("work")
