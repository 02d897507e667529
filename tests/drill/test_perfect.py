"""Every shipped drill as the experienced bot plays it, with the coach beside it: all right, nothing held back, and as
the kept figures say.
"""

import pytest

from grading.grade import Grader, grade
from grading.result import Result
from scenarios.coverage import SEEDS, coverage
from simulator.drill import bots
from simulator.drill.coach import GradingCoach
from simulator.drill.coverage import met_in
from simulator.drill.live import opening_of
from simulator.drill.play import play
from simulator.drill.proof import below_five, missed
from simulator.drill.session import Session
from simulator.drill.staging import Stage
from simulator.kernel import stimuli as s
from simulator.kernel.entries import Entry, decode, encode
from simulator.store.memory import MemoryJournal

from .stages import RUN, SCRIPTS, shipped_stage

KEPT = {each.id: each for each in coverage().drills}
ANOTHER = 4
"""A seed beyond those of the figures."""


def coached(stage: Stage, seed: int) -> tuple[list[Entry], Result]:
    """A play and its grade; the coach looks at each step."""
    journal = MemoryJournal()
    session = Session.open(
        opening_of(stage, "practice", seed, bot="perfect", run=RUN), stage.openings(seed), journal, stage.new_station,
        stage.sources(seed), stage.materials,
    )  # fmt: skip
    coach = GradingCoach(Grader(stage.scenario.rubric))
    for entry in journal.read(RUN):
        coach.see(entry)
    session.coach = coach
    session.listeners.append(coach.see)
    play(session, bots.perfect(seed, stage.workstation))
    session.end("finished")
    entries = list(journal.read(RUN))
    return entries, grade(entries, stage.scenario.rubric)


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_experienced_one_loses_nothing_and_is_never_held_back(name: str) -> None:
    """On each seed full marks, no advice that the coach would stop, every entry read again as it was written; and over
    those of the figures what `storedrill scenarios --coverage` shows.
    """
    stage = shipped_stage(name)
    plays = [coached(stage, seed) for seed in (*SEEDS, ANOTHER)]
    for entries, result in plays:
        assert (missed(result), list(below_five(result)), result.passed) == ([], [], True)
        assert [entry.what for entry in entries if isinstance(entry.what, s.CoachStopped)] == []
        figures = {measure.id: measure for measure in result.measures}
        if "served" in figures:  # nobody is stuck on one customer while the others leave
            assert figures["lost"].value == 0
            assert 3 * (figures["served"].value or 0) >= 2 * figures["served"].n
        for raw in map(encode, entries):
            assert encode(decode(raw)) == raw
    told = 'the figures are not fresh: run python -c "import simulator.coverage as c; c.write()"'
    assert KEPT.get(name) == met_in(plays[: len(SEEDS)], stage.scenario), told
