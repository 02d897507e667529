"""Bots by the names that a command line takes: `perfect`, `lazy`, `saboteur:short_change` and its like.

`saboteur` alone stands for one of them, picked by the seed alone: no bot knows by what it will be graded.
"""

from simulator.drill.bots.cashier import Cashier
from simulator.drill.bots.mistakes import LAZY, MISTAKES
from simulator.drill.bots.routine import EXPERIENCED
from simulator.kernel.draws import Draws

SABOTEUR = "saboteur"


def names() -> list[str]:
    """All names."""
    return ["perfect", "lazy", SABOTEUR, *(f"{SABOTEUR}:{mistake}" for mistake in MISTAKES)]


def picked(name: str, seed: int) -> str:
    """The full name: `saboteur` becomes the one that the seed picks."""
    if name != SABOTEUR:
        return name
    known = sorted(MISTAKES)
    return f"{SABOTEUR}:{known[Draws(seed, SABOTEUR).below(len(known))]}"


def bot_named(name: str, seed: int) -> Cashier:
    """A bot by name. Raises KeyError for one that does not exist."""
    kind, _, mistake = name.partition(":")
    if kind == SABOTEUR:
        return Cashier(MISTAKES[mistake], seed)
    return Cashier({"perfect": EXPERIENCED, "lazy": LAZY}[name], seed)
