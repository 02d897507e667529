"""Which bot loses which rule: whoever leaves one thing out ought to lose just what is about that, and nothing else.

A rule that some bot loses alone is told apart from all others. One that is only ever lost together with others counts
the same omission twice; one that nobody loses judges nothing. Mutation testing, for every rule of a script.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from grading.result import Result
from simulator.drill.bots import CREWS, Bot, saboteur
from simulator.drill.bots.omitting import FAULTS, Noted, omitter, pretender
from simulator.drill.play import StuckPlay
from simulator.drill.proof import below_five, play_bot
from simulator.drill.staging import Stage
from simulator.store.memory import MemoryJournal


class Company(NamedTuple):
    """The play in which a rule was lost with the fewest others."""

    bot: str
    others: tuple[str, ...]


@dataclass
class Matrix:
    """Rule -> who loses it."""

    alone: dict[str, dict[str, int]]
    """Rule -> bot that loses it and nothing else -> on how many seeds."""
    company: dict[str, Company] = field(default_factory=dict)
    """Rule that nobody loses alone -> with which others it is lost at best."""
    below: list[tuple[int, str, int]] = field(default_factory=list)
    """(seed, competency, grade) where the experienced one is graded below 5."""
    plays: int = 0

    @property
    def told_apart(self) -> int:
        return sum(bool(bots) for bots in self.alone.values())

    @property
    def never(self) -> list[str]:
        """Rules that no bot loses."""
        return [rule for rule, bots in self.alone.items() if not bots and rule not in self.company]

    def report(self) -> dict[str, object]:
        """For machines."""
        return {
            "rules": {
                rule: {"alone": bots, "company": self.company[rule]._asdict() if rule in self.company else None}
                for rule, bots in self.alone.items()
            },
            "below_five": self.below,
            "plays": self.plays,
        }


def matrix(stage: Stage, seeds: Iterable[int]) -> Matrix:
    """Play every mistake and every omission over seeds."""
    found = Matrix({rule.id: {} for rule in stage.scenario.rubric.expectations})
    for seed in seeds:
        noted = Noted(seed, stage.workstation)
        found.below += [(seed, *one) for one in below_five(_played(found, stage, noted.bot, seed))]
        for name, bot in _everybody(stage, noted, seed):
            result = _played(found, stage, bot, seed)
            lost = [b.id for c in result.competencies for b in c.behaviours if b.missed] if result else []
            for rule in lost:
                others = tuple(other for other in lost if other != rule)
                if not others:
                    found.alone[rule][name] = found.alone[rule].get(name, 0) + 1
                elif rule not in found.company or len(others) < len(found.company[rule].others):
                    found.company[rule] = Company(name, others)
    for rule, bots in found.alone.items():
        if bots:
            found.company.pop(rule, None)
    return found


def _everybody(stage: Stage, noted: Noted, seed: int) -> Iterator[tuple[str, Bot]]:
    """Each mistake of the crew, then each habit that was used, with each fault."""
    at = stage.workstation
    for mistake in CREWS[at].mistakes:
        yield mistake, saboteur(mistake, seed, at)
    for name, habit in noted.used.items():
        for fault in FAULTS:
            yield f"{fault} {name}", omitter(habit, fault, seed, at)
        for operation in sorted(noted.operations[name]):
            yield f"pretends {operation} in {name}", pretender(habit, operation, seed, at)


def _played(found: Matrix, stage: Stage, bot: Bot, seed: int) -> Result | None:
    """None where the play stands still: who leaves that out, never gets to an end."""
    found.plays += 1
    try:
        return play_bot(stage, bot, seed, MemoryJournal(), run="matrix").result
    except StuckPlay:
        return None
