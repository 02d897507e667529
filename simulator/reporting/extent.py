"""How far the data folder had come, as a report says it, beside the moments of what is kept: nothing of before the
report may be left out, and nothing of after it counted.

Two clocks may differ: whatever lies within `SKEW` of the report's moment is taken as the report says.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from grading.mastery.attempts import MODES
from grading.reports.compare import Difference
from grading.reports.rows import sign_of
from simulator.reporting.asked import Asked
from simulator.store.acceptance import AcceptanceBook
from simulator.store.attempts import all_attempts
from simulator.store.database import Database
from simulator.store.evidence import EvidenceBook
from simulator.store.people import People, Person

SKEW = timedelta(minutes=5)
LEFT_OUT, TOO_EARLY, NO_MORE = "left_out", "too_early", "no_more"
"""In a place: there was more then, there was not so much yet, there is not so much any more."""


class _Kept(NamedTuple):
    """Of something that only grows, what was counted of it."""

    what: str
    counted: int
    rows: list[tuple[str, str]]
    """In their order, each with its name and its moment."""


def extent(database: Database, asked: Asked, now: str) -> Iterator[Difference]:
    """Raises StoreError."""
    made = _moment(asked.made)
    if made is None or (moment := _moment(now)) is None or made > moment + SKEW:
        yield Difference(("made",), asked.made, now, against="house")
        return
    rows = all_attempts(database, asked.kept.results, counting=MODES)
    results = [(row.run, row.finished) for row in rows]
    every = [
        (row.run, row.finished) for row in all_attempts(database, counting=MODES) if row.finished[:10] <= asked.day
    ]
    counted = {run for run, _ in results}
    yield from _told("results", LEFT_OUT, [one for one in every if one[0] not in counted], made)
    yield from _told("results", TOO_EARLY, results, made)
    people = People(database).all()
    yield from _without(people, asked, {row.person for row in rows})
    for kept in _others(database, people, asked):
        if len(kept.rows) < kept.counted:
            yield Difference((NO_MORE, kept.what), str(kept.counted), str(len(kept.rows)), against="house")
        yield from _told(kept.what, LEFT_OUT, kept.rows[kept.counted :], made)
        yield from _told(kept.what, TOO_EARLY, kept.rows[: kept.counted], made)


def _without(people: list[Person], asked: Asked, drilled: set[str]) -> Iterator[Difference]:
    """Whoever has a session that counts was there, unless they took in somebody who was."""
    later = people[asked.kept.people :] if asked.kept.people is not None else []
    joined = {id for one in people for id in one.ways}
    if found := [one.name or one.person for one in later if one.person in drilled - joined]:
        yield Difference((LEFT_OUT, "people"), None, found, against="house")


def _others(database: Database, people: list[Person], asked: Asked) -> Iterator[_Kept]:
    kept = asked.kept
    if kept.people is not None:
        yield _Kept("people", kept.people, [(one.name or one.person, one.created) for one in people])
    went = sorted((one.gone, sign_of(one.person)) for one in people if one.gone)
    yield _Kept("departures", kept.gone, [(sign, moment) for moment, sign in went])
    if asked.kind not in ("readiness", "store"):
        return
    book, test = EvidenceBook(database), AcceptanceBook(database)
    yield _Kept("attached", kept.attached, [(one.file, one.added) for one in book.attached()])
    yield _Kept("checks", kept.checks, [(one.device, one.checked) for one in book.checks()])
    if kept.tested:
        trials, steps = test.trials(), test.steps()
        issues = [(f"#{one.no}", one.logged) for one in test.issues()]
        yield _Kept("trials", kept.tested[1], [(one.case, one.added) for one in trials])
        yield _Kept("issues", kept.tested[2], issues)
        yield _Kept("steps", kept.tested[3], [(f"#{one.issue}", one.when) for one in steps])
    if kept.waivers is not None:
        yield _Kept("waivers", kept.waivers, [(one.gate, one.added) for one in test.waivers()])


def _told(what: str, how: str, rows: Iterable[tuple[str, str]], made: datetime) -> Iterator[Difference]:
    def wrong(moment: datetime | None) -> bool:
        if moment is None:
            return False
        return moment < made - SKEW if how == LEFT_OUT else moment > made + SKEW

    found = [name for name, when in rows if wrong(_moment(when))]
    if found:
        yield Difference((how, what), None, found, against="house")


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
