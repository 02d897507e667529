"""Randomness comes in from outside: one seeded stream per subsystem, so that adding one event reshuffles no other.

Only `random()` and `getrandbits()` are used: Python promises those, and not the other methods, across versions.
"""

from collections.abc import Sequence
from hashlib import sha256
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """A named stream of a run's seed.

    >>> Draws(7, "customers").below(6) == Draws(7, "customers").below(6)
    True
    """

    __slots__ = ("_source",)

    def __init__(self, seed: int, name: str) -> None:
        digest = sha256(f"{seed}/{name}".encode()).digest()
        self._source = Random(int.from_bytes(digest[:16], "big"))

    def chance(self, share: float) -> bool:
        """True in about `share` of all draws."""
        return self._source.random() < share

    def below(self, n: int) -> int:
        """A whole number 0 .. n-1."""
        bits = n.bit_length()
        while True:
            value = self._source.getrandbits(bits)
            if value < n:
                return value

    def between(self, low: int, high: int) -> int:
        """A whole number low .. high, both included."""
        return low + self.below(high - low + 1)

    def pick(self, choices: Sequence[T]) -> T:
        """One of `choices`, each as likely."""
        return choices[self.below(len(choices))]

    def weighted(self, choices: Sequence[tuple[T, int]]) -> T:
        """One of `(choice, weight)` pairs."""
        at = self.below(sum(weight for _, weight in choices))
        for choice, weight in choices:
            if at < weight:
                return choice
            at -= weight
        raise AssertionError("weights changed while drawing")
