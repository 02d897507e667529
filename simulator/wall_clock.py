"""The clock on the wall, looked at in one place: who needs another day puts another one here."""

from datetime import date, datetime


def now() -> datetime:
    """With the zone of this machine."""
    return datetime.now().astimezone()


def today() -> date:
    return now().date()


def wall() -> str:
    """To the second, as entries and results are kept with it."""
    return now().isoformat(timespec="seconds")
