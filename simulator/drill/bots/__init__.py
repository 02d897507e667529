"""Bots at the till: the perfect cashier, who is also the coach; the lazy one; and one for every mistake.

They see a `View` and nothing else, and act through `session.submit` alone: they know neither script nor rubric.
"""

from simulator.drill.bots.cashier import Bot, Cashier
from simulator.drill.bots.mistakes import LAZY, MISTAKES
from simulator.drill.bots.routine import EXPERIENCED
from simulator.drill.bots.steps import Advice, Memory
from simulator.pos.view import View

__all__ = ["MISTAKES", "Advice", "Bot", "Memory", "advise", "lazy", "perfect", "saboteur"]


def perfect(seed: int = 0) -> Cashier:
    """Does everything as an experienced cashier would."""
    return Cashier(EXPERIENCED, seed)


def lazy(seed: int = 0) -> Cashier:
    """Does the least that still empties the queue."""
    return Cashier(LAZY, seed)


def saboteur(kind: str, seed: int = 0) -> Cashier:
    """Perfect except for one mistake of `MISTAKES`. Raises KeyError for an unknown one."""
    return Cashier(MISTAKES[kind], seed)


def advise(view: View, memory: Memory | None = None) -> Advice:
    """The next right step, and the text id that says why; `memory` holds what the trainee did before."""
    return EXPERIENCED.advise(view, memory or Memory())
