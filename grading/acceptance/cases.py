"""Which cases there are, and what came of each: drawn from a drill's expectations, judged by the latest trial."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from grading.acceptance.model import Case, Outcome, Trial
from grading.result import Result
from scenarios.specs.scenario import Scenario
from simulator.kernel.texts import Text

JOIN = "/"
"""`first-sale/bag_charged`: the drill and its expectation."""


class Tried(msgspec.Struct, frozen=True):
    """A case with its trials, the latest last."""

    case: Case
    trials: tuple[Trial, ...] = ()

    @property
    def latest(self) -> Trial | None:
        return self.trials[-1] if self.trials else None

    @property
    def outcome(self) -> Outcome | None:
        """None while nobody has tried it."""
        return self.trials[-1].outcome if self.trials else None


def drawn(scenario: Scenario, by: str = "", store: str = "", added: str = "") -> Iterator[Case]:
    """A case for each expectation of a drill: its story is what to do, the expectation is what should come of it. What
    a debrief says of it is for whoever missed it, and no result that anybody could expect.
    """
    for each in scenario.rubric.expectations:
        says = Text(f"Never: {each.says.en}", f"不得发生：{each.says.zh}") if each.forbid else each.says
        yield Case(
            f"{scenario.id}{JOIN}{each.id}", says, scenario.brief, says, "drill",
            scenario.id, each.id, by, store=store, added=added,
        )  # fmt: skip


def tried(cases: Iterable[Case], trials: Iterable[Trial]) -> list[Tried]:
    """Every case, in the order in which it came, with its trials."""
    kept: dict[str, list[Trial]] = {}
    for trial in trials:
        kept.setdefault(trial.case, []).append(trial)
    return [Tried(case, tuple(kept.get(case.id, ()))) for case in cases]


def counts(found: Iterable[Tried]) -> Mapping[str, int]:
    """How many came to what; `untried` those that nobody has tried."""
    counted = Counter(one.outcome or "untried" for one in found)
    return {word: counted[word] for word in ("passed", "failed", "blocked", "untried")}


def outcomes(result: Result, cases: Iterable[Case]) -> Iterator[tuple[Case, Outcome]]:
    """What a graded session says of the cases drawn from its drill; where nothing was asked for it says nothing.

    What must never happen has its opportunity in every session that was played to its end.
    """
    shown = {each.id: each for competency in result.competencies for each in competency.behaviours}
    for case in cases:
        behaviour = shown.get(case.expectation)
        if case.drill != result.scenario or behaviour is None:
            continue
        if behaviour.opportunities or (behaviour.forbid and result.ended == "finished"):
            yield case, "failed" if behaviour.missed else "passed"


def free_id(taken: Iterable[str]) -> str:
    """The next number for a case of the customer's own.

    >>> free_id(["C-001", "first-sale/bag_charged", "C-007"])
    'C-008'
    """
    numbers = [int(id[2:]) for id in taken if id.startswith("C-") and id[2:].isascii() and id[2:].isdigit()]
    return f"C-{max(numbers, default=0) + 1:03d}"


def plainly(text: str) -> Text:
    """What a customer wrote, in the one language it was written in."""
    return Text(text, text)
