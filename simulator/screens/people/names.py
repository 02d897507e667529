"""Names: for who has no keyboard a word and the first number that nobody has; and what is rather a PIN."""

from collections.abc import Collection
from itertools import count

from simulator.kernel.texts import half_width
from simulator.locale import Words


def unused(words: Words, id: str, taken: Collection[str]) -> str:
    """`Trainee 3`, where there are two already."""
    return next(name for n in count(1) if (name := words(id, n=n)) not in taken)


def only_digits(name: str) -> bool:
    """More likely a PIN that went astray than a name.

    >>> only_digits("1234"), only_digits("１２ 34"), only_digits("Wu 2")
    (True, True, False)
    """
    return half_width(name).replace(" ", "").isdigit()
