"""Bots at a workstation: the perfect one, who is also the coach; the lazy one; and one for every mistake.

They see what a person there can see and nothing else, and act through `session.submit` alone: they know neither script
nor rubric.
"""

from simulator.drill.bots.crew import CREWS
from simulator.drill.bots.steps import Advice, Memory
from simulator.drill.bots.worker import Bot, Worker
from simulator.drill.places import Seen

__all__ = ["CREWS", "Advice", "Bot", "Memory", "advise", "lazy", "perfect", "saboteur"]


def perfect(seed: int = 0, workstation: str = "till") -> Worker:
    """Does everything as an experienced person would."""
    return Worker(CREWS[workstation].experienced, seed)


def lazy(seed: int = 0, workstation: str = "till") -> Worker:
    """Does the least that still gets them through the day."""
    return Worker(CREWS[workstation].lazy, seed)


def saboteur(kind: str, seed: int = 0, workstation: str = "till") -> Worker:
    """Perfect except for one mistake. Raises KeyError for one that nobody makes there."""
    return Worker(CREWS[workstation].mistakes[kind], seed)


def advise(seen: Seen, memory: Memory | None = None, workstation: str = "till") -> Advice:
    """The next right step, and the text id that says why; `memory` holds what the trainee did before."""
    return CREWS[workstation].experienced.advise(seen, memory or Memory())
