"""Whole coached drills, played by somebody who does nothing but what the coach's line says, key by key."""

import pytest

from simulator.drill.live import begin
from simulator.kernel import facts as f
from simulator.kernel import stimuli as s
from simulator.stages import stage_of
from simulator.store.memory import MemoryJournal
from tests.screens.follower import Follower
from tests.screens.hands import Played
from tests.screens.played import WALL


class Hand:
    """A clock that goes on with each key."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.mark.parametrize("name", ["receiving-troubles", "approvals-rush"])
async def test_who_follows_the_coach_key_by_key_passes(name: str) -> None:
    clock = Hand()
    drill = begin(
        MemoryJournal(), stage_of(name), mode="coach", seed=3, person=None, attested_by="", pace=1.0,
        monotonic=clock, wall=WALL, keep=lambda kept: None,
    )  # fmt: skip
    app = Played(drill)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = next(screen for screen in app.screen_stack if hasattr(screen, "WORKSTATION"))
        await Follower(pilot, screen, drill, clock).play()  # type: ignore[arg-type]  # a workstation's
    happened = [type(entry.what) for entry in drill.journal.read(drill.run)]
    assert s.CoachStopped not in happened, "what the coach leads to is not what it holds back"
    assert f.Refused not in happened
    assert drill.finish("finished").result.passed
