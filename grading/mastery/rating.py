"""How hard a drill is for a person: Elo of trainee against script, on the scale of log odds.

A script's strength is its level, which its author gave and the course is ordered by; what a person can do is learned
from their attempts, the first ones weighing most. It chooses the next drill and decides nothing else.

>>> newcomer = ability((), {})
>>> round(chance(newcomer, level=1), 3), round(chance(newcomer, level=1, mode="coach"), 3)
(0.775, 0.962)
"""

from collections.abc import Mapping, Sequence
from math import exp, log

from grading.mastery.attempts import Attempt

AIM = 0.775
"""The chance to pass at which most is learned: 75-80 %."""
EASIER = {"coach": -2.0, "practice": 0.0, "exam": 0.5}
"""What a mode adds to a script's level."""
START = 1 + log(AIM / (1 - AIM))
"""A newcomer is met by a drill of level 1 just so."""


def chance(ability: float, level: int, mode: str = "practice") -> float:
    """How likely somebody passes."""
    return 1 / (1 + exp(level + EASIER.get(mode, 0.0) - ability))


def ability(attempts: Sequence[Attempt], levels: Mapping[str, int]) -> float:
    """What a person can do after these attempts, in their order; `levels` are of the drills that are known."""
    at, n = START, 0
    for attempt in attempts:
        if attempt.scenario in levels:
            expected = chance(at, levels[attempt.scenario], attempt.mode)
            at += 4 / (1 + 0.05 * n) * (attempt.passed - expected)
            n += 1
    return at
