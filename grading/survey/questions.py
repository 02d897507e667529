"""The survey: four questions, each answered 1 to 5. The first one is what the readiness gate asks for.

>>> told = tally([{"content": 5, "easy": 4}, {"content": 4}], least=2)
>>> told["content"].mean, told["easy"].mean, told["easy"].n
(Fraction(9, 2), None, 1)
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from simulator.kernel.texts import Text

LEAST, MOST = 1, 5
LEAST_N = 5
"""Answers below which no mean is told: two people are no opinion, and easily known."""


class Question(NamedTuple):
    id: str
    says: Text


CONTENT = "content"
QUESTIONS = (
    Question(CONTENT, Text("How content are you with this training?", "你对这次培训满意吗？")),
    Question("real", Text("Was it like the work in your shop?", "和店里的实际工作像吗？")),
    Question("ready", Text("Do you feel ready to do it for real?", "现在有把握上岗操作吗？")),
    Question("easy", Text("Was the programme easy to use?", "软件好用吗？")),
)


class Tally(NamedTuple):
    n: int
    mean: Fraction | None
    """None for too few."""
    scores: tuple[int, ...]
    """How often each of 1 to 5 was given; all 0 for too few."""


def tally(answers: Iterable[Mapping[str, int]], least: int = LEAST_N) -> dict[str, Tally]:
    """Question -> what was said to it. A question may be left out."""
    kept = list(answers)
    found = {}
    for question in QUESTIONS:
        given = [each[question.id] for each in kept if LEAST <= each.get(question.id, 0) <= MOST]
        few = len(given) < least
        counts = tuple(0 if few else given.count(score) for score in range(LEAST, MOST + 1))
        found[question.id] = Tally(len(given), None if few else Fraction(sum(given), len(given)), counts)
    return found
