"""Every rule of a shipped drill is lost alone by some bot: whoever leaves one thing out loses just that.

The demand stands for every drill that ships, and a drill that is new has to meet it.
"""

import os

import pytest

from scenarios.library import names
from simulator.drill.proof import prove
from simulator.drill.sharpest import matrix
from simulator.stages import stage_of

SEEDS = (1, 2, 3)


@pytest.mark.skipif(not os.environ.get("STOREDRILL_EVERY"), reason="minutes: STOREDRILL_EVERY=1 demands them all")
@pytest.mark.parametrize("name", names())
def test_whoever_leaves_one_thing_out_loses_just_that(name: str) -> None:
    stage = stage_of(name)
    found = matrix(stage, SEEDS, prove(stage, SEEDS))
    assert list(found.faults()) == []
