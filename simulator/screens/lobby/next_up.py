"""What to drill next, and why: a ladder of modes for each drill in turn, exams once all has been practised."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from simulator.screens.ports import Achievement, DrillCard

LADDER = ("coach", "practice", "exam")


class Step(NamedTuple):
    """A recommendation; `why` is a text id."""

    card: DrillCard
    mode: str
    why: str


Achieved = Mapping[str, Sequence[Achievement]]
"""Drill -> attempts."""


def next_up(cards: Iterable[DrillCard], achieved: Achieved, *, guest: bool = False) -> Step | None:
    """The next step in the order of the curriculum, or None where there are no drills.

    Guests are sent into no exam: it would count for nobody. Exams that certify come before the others.
    """
    ladder = list(cards)
    if not ladder:
        return None
    if not any(achieved.get(card.id) for card in ladder):
        return Step(ladder[0], first_mode(ladder[0]), "lobby.why.first")
    for card in ladder:
        attempts = achieved.get(card.id, ())
        for mode in ("coach", "practice"):
            if mode in card.modes and not passed(attempts, mode):
                return Step(card, mode, _why(attempts, mode))
    open_to = [] if guest else [card for card in ladder if not missing(card, achieved)]
    for card in sorted(open_to, key=lambda card: not card.certifies):  # stable: the order of the curriculum
        attempts = achieved.get(card.id, ())
        if "exam" in card.modes and not passed(attempts, "exam"):
            why = _why(attempts, "exam")
            return Step(card, "exam", "lobby.why.certifies" if card.certifies and why == "lobby.why.exam" else why)
    oldest = min(ladder, key=lambda card: max((a.when for a in achieved.get(card.id, ())), default=""))
    return Step(oldest, oldest.modes[-1] if oldest in open_to else "practice", "lobby.why.refresh")


def missing(card: DrillCard, achieved: Achieved) -> list[str]:
    """Drills that have to be passed, in practice or exam, before its exam, and are not."""
    return [drill for drill in card.after if not passed(achieved.get(drill, ()), "practice")]


def first_mode(card: DrillCard) -> str:
    """The gentlest mode a drill has."""
    return next((mode for mode in LADDER if mode in card.modes), card.modes[0])


def passed(attempts: Sequence[Achievement], mode: str) -> bool:
    """Whether it was passed in this mode, or in a harder one."""
    above = LADDER[LADDER.index(mode) :] if mode in LADDER else (mode,)
    return any(attempt.passed and attempt.mode in above for attempt in attempts)


def _why(attempts: Sequence[Achievement], mode: str) -> str:
    if any(attempt.mode == mode for attempt in attempts):
        return "lobby.why.again"
    if not attempts:
        return "lobby.why.new"
    return f"lobby.why.{mode}"
