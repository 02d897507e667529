"""Bots by the names that a command line takes: `perfect`, `lazy`, `saboteur:short_change` and its like.

`saboteur` alone stands for one whom the script at hand does not let pass: see `proof.saboteur_for`.
"""

from simulator.drill.bots.cashier import Cashier
from simulator.drill.bots.mistakes import LAZY, MISTAKES
from simulator.drill.bots.routine import EXPERIENCED

SABOTEUR = "saboteur"


def names() -> list[str]:
    """All names."""
    return ["perfect", "lazy", SABOTEUR, *(f"{SABOTEUR}:{mistake}" for mistake in MISTAKES)]


def bot_named(name: str, seed: int) -> Cashier:
    """A bot by name. Raises KeyError for one that does not exist."""
    kind, _, mistake = name.partition(":")
    if kind == SABOTEUR:
        return Cashier(MISTAKES[mistake], seed)
    return Cashier({"perfect": EXPERIENCED, "lazy": LAZY}[name], seed)
