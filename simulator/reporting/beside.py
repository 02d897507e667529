"""Two lists of lines side by side: which of one stand against which of the other."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

MOST = 3_000
"""Lines of a stretch that are paired with care; of longer ones only those that the other has not are told."""

Line = TypeVar("Line", bound=Hashable)
Pair = tuple[tuple[int, int], Line | None, Line | None]
"""Where in each of them, and what stands there; None for nothing."""


def beside(one: Sequence[Line], other: Sequence[Line]) -> Iterator[Pair[Line]]:
    """The lines that differ, in their order.

    >>> list(beside(["a", "b", "c"], ["a", "x", "c", "d"]))
    [((1, 1), 'b', 'x'), ((3, 3), None, 'd')]
    """
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    mine, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if len(mine) == len(theirs):
        yield from (((n, n), this, that) for n, (this, that) in enumerate(zip(mine, theirs, strict=True), start)
                    if this != that)  # fmt: skip
    elif max(len(mine), len(theirs)) > MOST:
        yield from left_over(mine, theirs, start)
    else:
        for what, at, to, other_at, other_to in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
            if what != "equal":
                pairs = zip_longest(mine[at:to], theirs[other_at:other_to])
                for n, (left, right) in enumerate(pairs, start):
                    yield (min(at + n, to + start), min(other_at + n, other_to + start)), left, right


def left_over(mine: Sequence[Line], theirs: Sequence[Line], start: int = 0) -> Iterator[Pair[Line]]:
    """What one has and the other has not, wherever it stands."""
    rest = Counter(theirs)
    for n, line in enumerate(mine, start):
        if rest[line] > 0:
            rest[line] -= 1
        else:
            yield (n, n), line, None
    for n, line in enumerate(theirs, start):
        if rest[line] > 0:
            rest[line] -= 1
            yield (n, n), None, line
