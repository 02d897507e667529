"""Whoever slips and puts it right with the next key: somebody experienced, who does something else first."""

from collections.abc import Callable, Hashable
from typing import Any

from grading.grade import grade
from simulator.drill import bots
from simulator.drill.staging import Stage
from simulator.kernel.events import Command

from .stages import Run, run

Before = Callable[[Any, Command], tuple[Hashable, list[Command]] | None]
"""(what is seen, what the experienced one would do) -> what the slip is about, and all that is done instead."""
SLIP = 800
"""Milliseconds from one key to the next."""


class Slips:
    """Slips once in each thing that a slip can be about."""

    def __init__(self, bot: bots.Bot, before: Before) -> None:
        self.bot, self._before = bot, before
        self.slips: set[Hashable] = set()
        self._due: list[Command] = []

    def next(self, view: Any, now: int, memory: Any) -> tuple[Command, int] | None:
        if self._due and memory.last == self._due[0]:
            self._due.pop(0)
        if self._due:
            return self._due[0], SLIP
        said = self.bot.next(view, now, memory)
        slip = self._before(view, said[0]) if said is not None else None
        if said is None or slip is None or slip[0] in self.slips:
            return said
        self.slips.add(slip[0])
        self._due = slip[1]
        return self._due[0], said[1]


def loses_nothing(stage: Stage, seed: int, workstation: str, before: Before, least: int = 1) -> Run:
    """Plays it, and demands that the slips happened and that none was held against whoever put it right."""
    bot = Slips(bots.perfect(seed, workstation), before)
    played = run(stage, seed, bot)
    graded = grade(played.entries, stage.scenario.rubric)
    assert len(bot.slips) >= least
    assert graded.criticals == ()
    assert [rule.id for each in graded.competencies for rule in each.behaviours if rule.missed] == []
    return played
