"""Whole drills of a stock clerk and a manager in a real terminal, by keys and scanner alone, to the debrief."""

import pytest

from grading.grade import grade
from tests.journeys.shadow import Shadow
from tests.journeys.twin import play

DRILLS = {"receiving-basics": 16, "read-the-numbers": 25, "cycle-count": 20, "approvals-rush": 30}
"""Drill -> how many times as fast as life."""


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
