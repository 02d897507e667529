"""How far two raters agree: how often they gave the same score, and Cohen's kappa with quadratic weights.

Kappa is agreement beyond chance: 1 where they always agree, 0 where they agree as often as dice would, below 0 where
they contradict each other. A step of two counts four times as much as a step of one. Everything is exact; whoever shows
it rounds. Below a least number of pairs both figures say too little, and it is said so instead.

>>> told = agreement([(1, 1), (3, 3), (5, 5), (2, 3)], least=4)
>>> told.n, told.same, told.kappa
(4, Fraction(3, 4), Fraction(16, 17))
>>> agreement([(3, 3)] * 4, least=4).kappa is None, agreement([(1, 1)]).too_few
(True, True)
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from grading.overlay.judgements import Judgement

LEAST = 10
"""Pairs of scores below which nothing is said."""


class Agreement(NamedTuple):
    n: int
    """Pairs: things that both judged."""
    same: Fraction | None
    """Share with the same score; None for too few."""
    near: Fraction | None
    """Share at most one step apart."""
    kappa: Fraction | None
    """None for too few, and where neither ever gave another score than one: there is nothing to tell chance by."""
    least: int = LEAST


class Between(NamedTuple):
    """Two raters, by name, with their agreement over everything that both judged."""

    one: str
    other: str
    agreement: Agreement


def agreement(pairs: Sequence[tuple[int, int]], least: int = LEAST) -> Agreement:
    """Of pairs of scores; the order within a pair is who, and means nothing to the outcome."""
    n = len(pairs)
    if n < least or not n:
        return Agreement(n, None, None, None, least)
    same = Fraction(sum(a == b for a, b in pairs), n)
    near = Fraction(sum(abs(a - b) <= 1 for a, b in pairs), n)
    return Agreement(n, same, near, _kappa(pairs), least)


def _kappa(pairs: Sequence[tuple[int, int]]) -> Fraction | None:
    """1 - observed disagreement / expected disagreement, each weighted by the square of the distance."""
    n = len(pairs)
    observed = Fraction(sum((a - b) ** 2 for a, b in pairs), n)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = Fraction(sum(first[a] * second[b] * (a - b) ** 2 for a in first for b in second), n * n)
    return None if not expected else 1 - observed / expected


def between(scores: Iterable[Judgement], least: int = LEAST) -> tuple[Between, ...]:
    """Every two raters who judged something both, over all sessions; `scores` are those that hold."""
    by_rater: dict[str, dict[tuple[str, str], int]] = {}
    names: dict[str, str] = {}
    for one in scores:
        by_rater.setdefault(one.rater, {})[one.run, one.observable] = one.score
        names[one.rater] = one.name
    found = []
    for a, b in combinations(sorted(by_rater, key=lambda rater: (names[rater], rater)), 2):
        both = sorted(by_rater[a].keys() & by_rater[b].keys())
        if both:
            pairs = [(by_rater[a][key], by_rater[b][key]) for key in both]
            found.append(Between(names[a], names[b], agreement(pairs, least)))
    return tuple(found)
