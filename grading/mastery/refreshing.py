"""When a mastered competency has to be refreshed: FSRS without its randomness, a review for each mark.

Nothing here decides whether somebody may go live; it says when to look again.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from grading.mastery.skills import LEAST, Mark

if TYPE_CHECKING:
    from fsrs import Scheduler

RETENTION = 0.8
"""Refreshed before it sits with less than this: what a next drill aims at, too."""
LONGEST = 180
"""Days: nothing stays unrefreshed for longer than half a year."""


def refresh(marks: Sequence[Mark], now: datetime) -> tuple[datetime, float]:
    """When marks (at least one, oldest first) ask for the next, in `now`'s zone, and how likely it sits `now`."""
    from fsrs import Card, Rating

    scheduler = _scheduler()
    card = Card(card_id=1, due=now)  # without an id and a date it would look at the clock
    for mark in marks:
        how = Rating.Again if mark.grade < LEAST else (Rating.Hard, Rating.Good, Rating.Easy)[mark.grade - LEAST]
        card, _ = scheduler.review_card(card, how, review_datetime=mark.when.astimezone(UTC))
    sits = scheduler.get_card_retrievability(card, now.astimezone(UTC))
    return card.due.astimezone(now.tzinfo), round(float(sits), 3)


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
