"""Bots by the names that a command line takes: `perfect`, `lazy`, `saboteur:short_change` and its like.

`saboteur` alone stands for one of them, picked by the seed alone: no bot knows by what it will be graded.
"""

from simulator.drill.bots import lazy, perfect, saboteur
from simulator.drill.bots.crew import CREWS
from simulator.drill.bots.worker import Worker
from simulator.kernel.draws import Draws

SABOTEUR = "saboteur"


def names(workstation: str = "till") -> list[str]:
    """All names at a workstation."""
    return ["perfect", "lazy", SABOTEUR, *(f"{SABOTEUR}:{mistake}" for mistake in CREWS[workstation].mistakes)]


def picked(name: str, seed: int, workstation: str = "till") -> str:
    """The full name: `saboteur` becomes the one that the seed picks."""
    if name != SABOTEUR:
        return name
    known = sorted(CREWS[workstation].mistakes)
    return f"{SABOTEUR}:{known[Draws(seed, SABOTEUR).below(len(known))]}"


def bot_named(name: str, seed: int, workstation: str = "till") -> Worker:
    """A bot by name. Raises KeyError for one that does not exist."""
    kind, _, mistake = name.partition(":")
    if kind == SABOTEUR:
        return saboteur(mistake, seed, workstation)
    return {"perfect": perfect, "lazy": lazy}[name](seed, workstation)
