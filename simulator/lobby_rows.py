"""What the lobby lists: people, what they achieved, what was left in the middle."""

from collections.abc import Mapping
from typing import NamedTuple

from simulator.kernel.texts import Text


class Person(NamedTuple):
    """Somebody who trains here."""

    id: str
    name: str
    role: str


class Gone(NamedTuple):
    """What stays of somebody."""

    sign: str
    """What stands for them from now on: `T-FCF4BA`."""
    sessions: int
    pages: int
    """Debriefs with their name that were written into the data folder, and are gone."""
    rosters: tuple[str, ...]
    """Stores on whose roster the name stands: that is the customer's own list."""


class Touched(NamedTuple):
    """What bears a trainer's name, and stays when they go."""

    exams: int
    judged: int
    """Sessions in which they scored or remarked on something."""


class Achievement(NamedTuple):
    """One finished attempt at a drill."""

    mode: str
    passed: bool
    when: str


class OpenRun(NamedTuple):
    """A drill that was left in the middle."""

    run: str
    title: Text
    mode: str
    person: str
    at: int
    person_id: str = ""
    role: str = "cashier"


class ResultRow(NamedTuple):
    """A finished session."""

    run: str
    title: Text
    mode: str
    seed: int
    when: str
    duration: int
    passed: bool
    grades: Mapping[str, int | None]
