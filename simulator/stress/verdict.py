"""Objectives, and whether a load held them: figures as fractions, nothing is rounded before it is shown.

>>> asked = objective("average", "at most 2 s")
>>> judge(asked, Fraction(1, 4), 0).met, judge(asked, Fraction(3), 0).met
(True, False)
>>> judge(objective("carried", "at least 1.5 x peak hour"), Fraction(1400), 1000).met
False
"""

from collections.abc import Mapping
from fractions import Fraction

import msgspec

from grading.readiness.phrases import figure
from scenarios.problems import PhraseError

MEASURES = ("average", "p50", "p95", "p99", "success", "carried")
SENSES = ("at_least", "at_most")


class Objective(msgspec.Struct, frozen=True):
    """`average: at most 2 s`."""

    measure: str
    sense: str
    value: Fraction
    unit: str
    times_peak: bool = False

    @property
    def said(self) -> str:
        """The figure as it is written."""
        shown = f"{float(self.value * (100 if self.unit == 'share' else 1)):g}"
        return shown + {"share": "%", "seconds": " s", "number": ""}[self.unit] + (" x" if self.times_peak else "")


class Judged(msgspec.Struct, frozen=True):
    """An objective beside what came out; `met` is None where nobody said what the peak is."""

    objective: Objective
    asked: Fraction
    got: Fraction
    met: bool | None


class BadObjective(Exception):
    """`what` is no objective that is known, or no figure."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def objective(measure: str, phrase: str) -> Objective:
    """An objective of its phrase. Raises BadObjective."""
    words = phrase.strip()
    for sense in SENSES:
        start = sense.replace("_", " ") + " "
        if measure in MEASURES and words.startswith(start):
            try:
                (over, under), unit, peak = figure(words.removeprefix(start))
            except PhraseError as error:
                raise BadObjective(f"{measure}: {phrase}") from error
            return Objective(measure, sense, Fraction(over, under), unit, peak)
    raise BadObjective(f"{measure}: {phrase}")


def objectives(authored: object) -> list[Objective]:
    """Of a file: measure -> phrase. Raises BadObjective."""
    if not isinstance(authored, Mapping) or not authored:
        raise BadObjective(str(authored)[:60])
    return [objective(str(measure), str(phrase)) for measure, phrase in authored.items()]


def judge(objective: Objective, got: Fraction, peak: int) -> Judged:
    """`peak` is what is expected in the peak hour; 0: nobody said."""
    asked = objective.value * peak if objective.times_peak else objective.value
    if objective.times_peak and not peak:
        return Judged(objective, asked, got, None)
    met = got >= asked if objective.sense == "at_least" else got <= asked
    return Judged(objective, asked, got, met)
