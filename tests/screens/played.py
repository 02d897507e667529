"""A real drill, played by a bot on a journal in memory, for what looks back on drills."""

from functools import cache

from simulator.drill import bots
from simulator.drill.live import Drill, Finished, Mode, begin
from simulator.drill.play import play
from simulator.stages import stage_of
from simulator.store.memory import MemoryJournal

WALL = "2026-11-22T09:00:00+08:00"


def new_drill(mode: Mode = "practice", scenario: str = "first-sale", seed: int = 7) -> Drill:
    """A drill that has just begun; its clock stands still."""
    return begin(
        MemoryJournal(),
        stage_of(scenario),
        mode=mode,
        seed=seed,
        person=None,
        attested_by="",
        pace=1.0,
        monotonic=lambda: 0.0,
        wall=WALL,
        keep=lambda kept: None,
    )


@cache
def finished(mode: Mode = "practice", who: str = "lazy", scenario: str = "first-sale") -> tuple[Drill, Finished]:
    """Played to its end, sealed and graded; kept, as nothing in it changes any more."""
    drill = new_drill(mode, scenario)
    play(drill.session, getattr(bots, who)(7))
    return drill, drill.finish("finished")
