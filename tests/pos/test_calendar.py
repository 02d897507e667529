"""The shop's own clock."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from simulator.pos.calendar import day_of, shop_time


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.integers(0, 5 * 86_400_000))
def test_a_day_is_that_of_the_shops_time(at: datetime, now: int) -> None:
    clock = at.isoformat(timespec="minutes")
    assert day_of(clock, now) == shop_time(clock, now).date().isoformat()


@given(st.integers(0, 2000))
def test_a_day_ends_at_midnight(days: int) -> None:
    to_midnight = timedelta(hours=12) // timedelta(milliseconds=1) + days * 86_400_000
    assert day_of("2026-11-27T12:00", to_midnight - 1) < day_of("2026-11-27T12:00", to_midnight)
