"""The shop's own clock: what day it is at a till, and how old somebody is on it. Nothing here reads a real clock."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from simulator.pos.state import Till

DAY = 86_400_000
"""Milliseconds."""


def shop_time(clock: str, now: int) -> datetime:
    """The shop's time `now` milliseconds after it was `clock` (ISO, as the station's opening entry has it).

    >>> shop_time("2026-12-24T23:59", 120_000)
    datetime.datetime(2026, 12, 25, 0, 1)
    """
    return datetime.fromisoformat(clock) + timedelta(milliseconds=now)


def today(till: Till) -> str:
    """YYYY-MM-DD; empty at a station that was opened without a clock: nothing is out of date there."""
    return day_of(till.clock, till.now) if till.clock else ""


def day_of(clock: str, now: int) -> str:
    """The day of `shop_time`: asked for at every sale, and told anew once a day.

    >>> day_of("2026-12-24T23:59", 59_999), day_of("2026-12-24T23:59", 60_000)
    ('2026-12-24', '2026-12-25')
    """
    return _days_after(clock, (_since_midnight(clock) + now) // DAY)


@lru_cache
def _since_midnight(clock: str) -> int:
    at = datetime.fromisoformat(clock)
    return (at - at.replace(hour=0, minute=0, second=0, microsecond=0)) // timedelta(milliseconds=1)


@lru_cache
def _days_after(clock: str, days: int) -> str:
    return (datetime.fromisoformat(clock).date() + timedelta(days=days)).isoformat()


def age_on(born: str, day: str) -> int:
    """Completed years.

    >>> age_on("2008-12-25", "2026-12-24"), age_on("2008-12-24", "2026-12-24")
    (17, 18)
    """
    birth, at = date.fromisoformat(born), date.fromisoformat(day)
    return at.year - birth.year - ((at.month, at.day) < (birth.month, birth.day))


def born_by(day: str, age: int) -> str:
    """The latest birthday of somebody who is `age` on that day.

    >>> born_by("2026-12-24", 18), born_by("2028-02-29", 18)
    ('2008-12-24', '2010-02-28')
    """
    at = date.fromisoformat(day)
    try:
        return at.replace(year=at.year - age).isoformat()
    except ValueError:  # the 29th of February of a year that has none
        return at.replace(year=at.year - age, day=28).isoformat()
