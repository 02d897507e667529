"""Whole drills of a stock clerk and a manager in a real terminal, by keys and scanner alone, to the debrief."""

import os

import pytest

from grading.grade import grade
from tests.journeys.shadow import Shadow
from tests.journeys.twin import play

DRILLS = ("receiving-basics", "cycle-count", "read-the-numbers", "over-short-investigation")
PACE = 3
"""How many times as fast as life: hands that share a busy machine have to be done before the shift is."""


pytestmark = pytest.mark.skipif(
    "STOREDRILL_JOURNEYS" not in os.environ, reason="a minute each: .ci/thorough plays them"
)


@pytest.mark.parametrize("name", DRILLS)
async def test_a_whole_drill_to_its_debrief(run, home, name):
    terminal = run("play", name, "--mode", "practice", "--seed", "3", "--pace", str(PACE))
    shadow = Shadow(home)
    try:
        terminal.meanwhile(shadow.find, "expected a run in the journal")
        await play(terminal, shadow)
        terminal.see("Competencies")
        shadow.look()
        assert grade(shadow.entries, shadow.stage.scenario.rubric).passed
        terminal.press("escape")
        terminal.see("NEXT FOR ME")  # a key that comes while the debrief closes is still the debrief's
        terminal.press("escape")
        assert terminal.wait() == 0
        shadow.sound()
    finally:
        shadow.close()
