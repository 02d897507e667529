"""What comes next, as the lobby will say it: one source for both."""

from typing import TYPE_CHECKING, NamedTuple

from grading.mastery.next_drill import LADDER, Step, next_up
from simulator.locale import Words
from simulator.screens.ports import DrillCard, Review

if TYPE_CHECKING:
    from simulator.screens.app import StoredrillApp
    from simulator.screens.ports import Finished

SAID_BY_THE_LOBBY = ("next_mode", "course", "other_seed")
"""Kinds of proposals that the lobby's own takes the place of."""


class Tried(NamedTuple):
    """A guest's attempt: known as long as they sit here."""

    mode: str
    passed: bool
    when: str
    """Which of all that they finished it was, whatever the drill: a proposal asks which drill lies back the longest."""


def remember(app: "StoredrillApp", review: Review, finished: "Finished") -> None:
    """A guest has finished a drill; for whoever has a name the house keeps it."""
    if review.person is None and review.mode in LADDER:
        number = sum(map(len, app.tried.values()))
        earlier = app.tried.setdefault(review.scenario.id, [])
        earlier.insert(0, Tried(review.mode, finished.result.passed, f"{number:06}"))


def propose(app: "StoredrillApp", review: Review) -> Step[DrillCard] | None:
    """The lobby's proposal; None for somebody else's session. Asks the database."""
    me = app.me
    if (review.person.id if review.person else "") != (me.id if me else ""):
        return None
    role = review.scenario.role
    cards = app.house.drills(role)
    if me is None:
        return next_up(cards, app.tried, guest=True)
    return next_up(cards, app.house.achievements(me.id), app.house.standing(me.id, role))


def words_of(step: Step[DrillCard], words: Words) -> str:
    """`Next: First sale (practice). Passed with the coach: now on your own.`"""
    return words(
        "debrief.practise_step",
        drill=words.both(step.card.title),
        mode=words(f"shell.mode.{step.mode}"),
        why=words(step.why, **step.given),
    )
