"""Laws of what is asked for, and of how what came is counted."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from simulator.kernel.draws import Draws
from simulator.stress.histogram import Histogram
from simulator.stress.load import Curve, arrivals, constant, hours, ramp, spikes, steps

CURVES = [
    constant(2.0, 40),
    ramp(0.0, 3.0, 40),
    ramp(3.0, 0.5, 40),
    steps(4.0, 4, 40),
    spikes(1.0, 5.0, 65),
    hours(6.0, 48),
]


@pytest.mark.parametrize("curve", CURVES, ids=[f"{n}-{curve.shape}" for n, curve in enumerate(CURVES)])
def test_as_many_come_as_the_curve_says_and_when_it_says_so(curve: Curve) -> None:
    tills = 50
    starts = list(arrivals(curve, tills, Draws(7, "arrivals")))
    assert [at for at, _ in starts] == sorted(at for at, _ in starts)
    assert {till for _, till in starts} == set(range(tills))
    for share in (0.25, 0.5, 1.0):
        t = curve.seconds * share
        expected = curve.expected(t) * tills
        came = sum(at <= t * 1e6 for at, _ in starts)
        assert abs(came - expected) < 5 * max(1.0, expected) ** 0.5  # as many as chance has it
    assert all(piece.end == following.begin for piece, following in zip(curve.pieces, curve.pieces[1:], strict=False))


@given(st.lists(st.integers(0, 10**9), min_size=1))
def test_a_quantile_is_within_a_hundredth_of_the_true_one(values: list[int]) -> None:
    kept = Histogram()
    for value in values:
        kept.add(value)
    for share in (0.01, 0.5, 0.95, 1.0):
        true = sorted(values)[max(1, -(-int(share * len(values) * 1_000_000) // 1_000_000)) - 1]
        assert true <= kept.quantile(share) <= true * 1.01 + 1
    assert (kept.count, kept.greatest, kept.total) == (len(values), max(values), sum(values))


@given(st.lists(st.integers(0, 10**9)), st.lists(st.integers(0, 10**9)))
def test_two_that_were_counted_apart_are_one(some: list[int], others: list[int]) -> None:
    parts, whole = [Histogram(), Histogram()], Histogram()
    for part, values in zip(parts, (some, others), strict=True):
        for value in values:
            part.add(value)
            whole.add(value)
    sent = Histogram(parts[1].packed(), parts[1].total, parts[1].greatest)  # as a beat carries it
    parts[0].merge(sent)
    assert (parts[0].packed(), parts[0].total, parts[0].greatest) == (whole.packed(), whole.total, whole.greatest)
