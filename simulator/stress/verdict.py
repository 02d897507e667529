"""Objectives, and whether a load held them: figures as fractions, nothing is rounded before it is shown.

>>> asked = objective("average", "at most 2 s")
>>> judge(asked, Fraction(1, 4), 0).met, judge(asked, Fraction(3), 0).met
(True, False)
>>> judge(objective("carried", "at least 1.5 x peak hour"), Fraction(1400), 1000).met
False
"""

from collections.abc import Iterator
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import msgspec

from grading.readiness.phrases import figure
from scenarios.phrases import tidy
from scenarios.problems import PhraseError, Problem, of_phrase, problem
from scenarios.source import Group, kind_of, read, read_file

SHIPPED = "objectives.yaml"
MEASURES = {
    "average": ("seconds", "2 s"),
    "p50": ("seconds", "1 s"),
    "p95": ("seconds", "3 s"),
    "p99": ("seconds", "5 s"),
    "success": ("share", "99.9%"),
    "carried": ("number", "1.5 x peak hour"),
    "played": ("share", "99%"),
}
"""What can be asked for, in which unit, and how that is written."""
UNLESS_SAID = {"played": "at least 99%"}
"""Asked of every load, unless a file says otherwise: of what was not played nobody knows how it would have fared."""
NO_LINES = ("empty", "script")
"""Of a file without a line that could be one of objectives."""
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
    """An objective beside what came out; `met` is None where nobody said what the peak is, or nothing was planned."""

    objective: Objective
    asked: Fraction
    got: Fraction
    met: bool | None


class ObjectivesError(ValueError):
    """A file of objectives is wrong: each problem with its place, what was expected and what came."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(one.words("en", file) for one in problems))
        self.file, self.problems = file, problems


def objective(measure: str, phrase: str) -> Objective:
    """An objective of a measure that there is, of its phrase. Raises PhraseError."""
    unit, example = MEASURES[measure]
    words = tidy(phrase)
    for sense in SENSES:
        start = sense.replace("_", " ") + " "
        if words.startswith(start):
            try:
                (over, under), got, peak = figure(words.removeprefix(start))
            except PhraseError:
                break
            if got != unit or (peak and measure != "carried"):
                break
            return Objective(measure, sense, Fraction(over, under), unit, peak)
    raise PhraseError("objective", phrase, example=example)


def objectives(path: str = "") -> list[Objective]:
    """Of a file; of none, those that ship; with what is asked unless one says otherwise. Raises ObjectivesError."""
    shipped = files(__package__) / SHIPPED
    data, problems = read_file(Path(path).expanduser()) if path else (shipped.read_bytes(), ())
    found: list[Objective] = []
    if not problems:
        source = read(data)
        told = (problem("objectives", one.mark, "") if one.id in NO_LINES else one for one in source.problems)
        problems = (*told, *(_of(source.tree, found) if source.tree else ()))
    if problems:
        raise ObjectivesError(path or SHIPPED, tuple(sorted(problems, key=lambda one: one.mark)))
    said = {one.measure for one in found}
    return found + [objective(measure, phrase) for measure, phrase in UNLESS_SAID.items() if measure not in said]


def _of(tree: Group, found: list[Objective]) -> Iterator[Problem]:
    """What is wrong with the tree; all that is right is added to `found`."""
    if not tree.nodes:
        yield problem("objectives", tree.mark, "")
    for measure, node in tree.nodes.items():
        if measure not in MEASURES:
            yield problem("key_known", tree.keys[measure], "", got=measure, known=MEASURES)
            continue
        try:
            found.append(objective(measure, kind_of(node)))
        except PhraseError as error:
            yield of_phrase(error, node.mark, measure)


def judge(objective: Objective, got: Fraction | None, peak: int) -> Judged:
    """`peak` is what is expected in the peak hour; 0: nobody said. `got` is None where there was nothing to measure."""
    asked = objective.value * peak if objective.times_peak else objective.value
    if got is None or (objective.times_peak and not peak):
        return Judged(objective, asked, got or Fraction(0), None)
    met = got >= asked if objective.sense == "at_least" else got <= asked
    return Judged(objective, asked, got, met)
