"""When a mastered competency has to be refreshed: FSRS without its randomness.

What went well in one sitting is one review, by its latest mark: who plays six drills in a morning has not shown that
anything sits for half a year.

Nothing here decides whether somebody may go live; it says when to look again.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from grading.mastery.skills import LEAST, Mark

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

RETENTION = 0.8
"""Refreshed before it sits with less than this: what a next drill aims at, too."""
LONGEST = 180
"""Days: nothing stays unrefreshed for longer than half a year."""
SITTING = timedelta(hours=12)
"""From its first mark on: longer than a day at work, shorter than from one morning to the next."""


def refresh(marks: Sequence[Mark], now: datetime) -> tuple[datetime, float]:
    """When marks (at least one, oldest first) ask for the next, in `now`'s zone, and how likely it sits `now`."""
    card = _reviewed(marks, now)
    return card.due.astimezone(now.tzinfo), _sits(card, now)


def fading(marks: Sequence[Mark], moments: Sequence[datetime]) -> tuple[float, ...]:
    """How likely it still sits at each of the moments, if nothing refreshes it."""
    card = _reviewed(marks, moments[0])
    return tuple(_sits(card, moment) for moment in moments)


def reviews(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Each failure, and of what went well one after the other in one sitting the latest."""
    last: Mark | None = None
    begun = last
    for mark in marks:
        if last is not None and begun is not None:
            well = min(last.grade, mark.grade) >= LEAST
            if not (well and mark.when - begun.when < SITTING):
                yield last
                begun = None
        begun, last = begun or mark, mark
    if last is not None:
        yield last


def _reviewed(marks: Sequence[Mark], now: datetime) -> "Card":
    from fsrs import Card, Rating

    scheduler = _scheduler()
    card = Card(card_id=1, due=now)  # without an id and a date it would look at the clock
    for mark in reviews(marks):
        how = Rating.Again if mark.grade < LEAST else (Rating.Hard, Rating.Good, Rating.Easy)[mark.grade - LEAST]
        card, _ = scheduler.review_card(card, how, review_datetime=mark.when.astimezone(UTC))
    return card


def _sits(card: "Card", at: datetime) -> float:
    return round(float(_scheduler().get_card_retrievability(card, at.astimezone(UTC))), 3)


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),  # a drill is no card that is shown again after ten minutes
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )
