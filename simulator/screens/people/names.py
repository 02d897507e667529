"""Names for who has no keyboard: a word and the first number that nobody has."""

from collections.abc import Collection
from itertools import count

from simulator.locale import Words


def unused(words: Words, id: str, taken: Collection[str]) -> str:
    """`Trainee 3`, where there are two already."""
    return next(name for n in count(1) if (name := words(id, n=n)) not in taken)
