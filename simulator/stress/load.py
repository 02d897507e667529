"""How many sales are asked for, and when: the intended starts of an open loop, whatever becomes of them.

A curve is a chain of straight pieces of a rate (sales a second of one till). Starts are drawn as customers come: one by
one, at random, so often on average as the curve says.

>>> ramp(0.0, 2.0, 60).expected(60.0)
60.0
>>> [rate for _, _, rate, _ in steps(3.0, 3, 30).pieces]
[1.0, 2.0, 3.0]
"""

from collections.abc import Iterator, Sequence
from math import log, sqrt
from typing import NamedTuple

from simulator.kernel.draws import Draws

DAY = (2, 1, 1, 1, 1, 2, 8, 24, 38, 46, 52, 58, 55, 44, 40, 42, 54, 82, 100, 88, 62, 40, 22, 8)
"""A supermarket's day before a holiday, an hour each, in percent of its busiest one."""


SPIKES = 30.0
"""Seconds from spike to spike; a sixth of them it lasts."""
FINE = 1 << 48
"""How finely chance is divided."""


class Piece(NamedTuple):
    """A straight piece: seconds from the beginning, rates at both ends."""

    begin: float
    end: float
    low: float
    high: float

    def upto(self, t: float) -> float:
        """Sales expected of it until `t`, which lies in it."""
        part = t - self.begin
        return part * (self.low + (self.high - self.low) * part / (2 * (self.end - self.begin)))

    def when(self, sales: float) -> float:
        """When so many of its sales are expected to have come."""
        bend = (self.high - self.low) / (2 * (self.end - self.begin))
        if abs(bend) < 1e-12:
            return self.begin + sales / self.low
        return self.begin + (sqrt(self.low * self.low + 4 * bend * sales) - self.low) / (2 * bend)


class Curve(NamedTuple):
    """Pieces without gaps from second 0 on."""

    shape: str
    pieces: tuple[Piece, ...]

    @property
    def seconds(self) -> float:
        return self.pieces[-1].end

    @property
    def most(self) -> float:
        """The highest rate."""
        return max(max(piece.low, piece.high) for piece in self.pieces)

    def rate(self, t: float) -> float:
        """The rate at a moment."""
        for piece in self.pieces:
            if t < piece.end:
                return piece.low + (piece.high - piece.low) * max(0.0, t - piece.begin) / (piece.end - piece.begin)
        return self.pieces[-1].high

    def expected(self, t: float) -> float:
        """Sales of one till until `t`, on average."""
        return sum(piece.upto(min(t, piece.end)) for piece in self.pieces if t > piece.begin)


def constant(rate: float, seconds: float) -> Curve:
    return Curve("constant", (Piece(0.0, seconds, rate, rate),))


def ramp(low: float, high: float, seconds: float) -> Curve:
    """From one rate to another."""
    return Curve("ramp", (Piece(0.0, seconds, low, high),))


def steps(rate: float, count: int, seconds: float) -> Curve:
    """Up to `rate` in so many equal steps."""
    return Curve("steps", _flat([rate * n / count for n in range(1, count + 1)], seconds))


def spikes(rate: float, factor: float, seconds: float) -> Curve:
    """`factor` times the rate for a few seconds, again and again: at least three times."""
    every = min(SPIKES, seconds / 3)
    pieces, t, lasts = [], 0.0, every / 6
    while t < seconds:
        calm, end = min(seconds, t + every - lasts), min(seconds, t + every)
        pieces.append(Piece(t, calm, rate, rate))
        if calm < end:
            pieces.append(Piece(calm, end, rate * factor, rate * factor))
        t = end
    return Curve("spikes", tuple(pieces))


def hours(rate: float, seconds: float, day: Sequence[int] = DAY) -> Curve:
    """A day in short: `rate` in its busiest hour."""
    most = max(day)
    return Curve("hours", _flat([rate * share / most for share in day], seconds))


def _flat(rates: Sequence[float], seconds: float) -> tuple[Piece, ...]:
    each = seconds / len(rates)
    return tuple(Piece(n * each, (n + 1) * each, rate, rate) for n, rate in enumerate(rates))


def arrivals(curve: Curve, tills: int, draws: Draws) -> Iterator[tuple[int, int]]:
    """(microseconds, till) of every intended start of `tills` tills, in order.

    Starts of all together are drawn, and dealt out to tills at random: the same as if each had its own.
    """
    for piece in curve.pieces:
        reached, whole = 0.0, piece.upto(piece.end) * tills
        while (reached := reached - log((draws.below(FINE) + 1) / FINE)) <= whole:  # gaps have no memory
            yield int(piece.when(reached / tills) * 1e6), draws.below(tills)
