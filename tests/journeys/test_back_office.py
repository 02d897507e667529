"""Whole drills of a stock clerk and a manager in a real terminal, by keys and scanner alone, to the debrief."""

import os

import pytest

from grading.grade import grade
from tests.journeys.shadow import Shadow
from tests.journeys.twin import play

DRILLS = {"receiving-basics": 12, "cycle-count": 12, "read-the-numbers": 20, "over-short-investigation": 20}
"""Drill -> how many times as fast as life."""


pytestmark = pytest.mark.skipif(
    "STOREDRILL_JOURNEYS" not in os.environ, reason="half a minute each: .ci/thorough plays them"
)


@pytest.mark.parametrize("name", DRILLS)
async def test_a_whole_drill_to_its_debrief(run, home, name):
    terminal = run("play", name, "--mode", "practice", "--seed", "3", "--pace", str(DRILLS[name]))
    shadow = Shadow(home)
    try:
        terminal.meanwhile(shadow.find, "expected a run in the journal")
        await play(terminal, shadow)
        terminal.see("Try this moment again", "Competencies")
        shadow.look()
        assert grade(shadow.entries, shadow.stage.scenario.rubric).passed
        terminal.press("escape", "escape")
        assert terminal.wait() == 0
        shadow.sound()
    finally:
        shadow.close()
