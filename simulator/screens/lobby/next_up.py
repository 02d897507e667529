"""What to drill next, and why: a ladder of modes for each drill, easiest first, exams once all has been practised."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from simulator.screens.ports import Achievement, DrillCard

LADDER = ("coach", "practice", "exam")


class Step(NamedTuple):
    """A recommendation; `why` is a text id."""

    card: DrillCard
    mode: str
    why: str


def next_up(
    cards: Iterable[DrillCard], achieved: Mapping[str, Sequence[Achievement]], *, guest: bool = False
) -> Step | None:
    """The next step, or None where there are no drills. Guests are sent into no exam: it would count for nobody."""
    ladder = sorted(cards, key=lambda card: card.level)  # stable: the index's order among equals
    if not ladder:
        return None
    if not any(achieved.get(card.id) for card in ladder):
        return Step(ladder[0], first_mode(ladder[0]), "lobby.why.first")
    for modes in (("coach", "practice"), () if guest else ("exam",)):
        for card in ladder:
            attempts = achieved.get(card.id, ())
            for mode in modes:
                if mode in card.modes and not passed(attempts, mode):
                    return Step(card, mode, _why(attempts, mode))
    oldest = min(ladder, key=lambda card: max((a.when for a in achieved.get(card.id, ())), default=""))
    return Step(oldest, "practice" if guest else oldest.modes[-1], "lobby.why.refresh")


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
