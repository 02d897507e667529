"""What to drill next, and why.

A ladder of modes for each drill of the course in turn; exams once all has been practised. Where a person's standing is
known, the choice among the drills that are next is the one whose difficulty fits, and what is due for a refresh, or
runs out, is seen to. A reason is a text id with its parameters.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:  # the lobby's first frame needs no standing, and no protocol at run time: making one takes a while
    from grading.mastery.skills import Skill
    from grading.mastery.standing import Standing

    class Card(Protocol):
        """A drill, as the library's index tells it."""

        @property
        def id(self) -> str: ...
        @property
        def level(self) -> int: ...
        @property
        def modes(self) -> Sequence[str]: ...
        @property
        def after(self) -> Sequence[str]: ...
        @property
        def certifies(self) -> bool: ...
        @property
        def competencies(self) -> Sequence[str]: ...

    class Tried(Protocol):
        """An attempt at a drill."""

        @property
        def mode(self) -> str: ...
        @property
        def passed(self) -> bool: ...
        @property
        def when(self) -> Any: ...  # a moment, or its ISO text: only ever compared with its own kind


LADDER = ("coach", "practice", "exam")
AHEAD = 3
"""So many of the drills that come next are chosen from by their difficulty."""
TOO_HARD = 0.5
"""Below this chance, who failed in practice goes back to the coach."""


C = TypeVar("C", bound="Card")
Achieved = Mapping[str, Sequence["Tried"]]
"""Drill -> attempts, the newest first."""


class Step(NamedTuple, Generic[C]):
    """A recommendation; `why` is a text id, `given` its parameters."""

    card: C
    mode: str
    why: str
    given: Mapping[str, object] = {}


def next_up(
    cards: Iterable[C], achieved: Achieved, standing: "Standing | None" = None, *, guest: bool = False
) -> Step[C] | None:
    """The next step in the order of the curriculum, or None where there are no drills.

    Guests are sent into no exam: it would count for nobody. Exams that certify come before the others.
    """
    ladder = list(cards)
    if not ladder:
        return None
    if not any(achieved.get(card.id) for card in ladder):
        return Step(ladder[0], first_mode(ladder[0]), "lobby.why.first")
    choosing = _Choosing(ladder, achieved, standing)
    open_to = [] if guest else [card for card in ladder if not missing(card, achieved)]
    found = choosing.climb() or choosing.refresh() or choosing.exam(open_to)
    return found or choosing.renew(open_to) or choosing.seeds() or choosing.oldest(open_to)


class _Choosing(Generic[C]):
    """One rule a method, in the order in which they are asked."""

    def __init__(self, ladder: list[C], achieved: Achieved, standing: "Standing | None") -> None:
        self.ladder, self.achieved, self.standing = ladder, achieved, standing

    def climb(self) -> Step[C] | None:
        """The next drills of the course that are open: what was begun first; else what shows what is due, or fits."""
        rungs = [(card, mode) for card in self.ladder if (mode := self._rung(card))]
        if not rungs:
            return None
        if self.standing is None:
            card, mode = rungs[0]
            return Step(card, mode, why(self._of(card), mode))
        here = [rung for rung in rungs if not missing(rung[0], self.achieved)][:AHEAD] or rungs[:1]
        begun = next((rung for rung in here if self._of(rung[0])), None)
        if begun is not None:
            return self._go_on(*begun)
        for due in self._due():
            showing = [rung for rung in here if rung[0].id in due.drills]
            if showing:
                return Step(*self._fitting(showing), "lobby.why.due", self._said(due))
        card, mode = self._fitting(here)
        if card is here[0][0]:
            return Step(card, mode, "lobby.why.new")
        return Step(card, mode, "lobby.why.fits", {"chance": self._percent(card, mode)})

    def _go_on(self, card: C, mode: str) -> Step[C]:
        if mode == "practice" and self._stuck(card, self._of(card)):
            return Step(card, "coach", "lobby.why.back", {"chance": self._percent(card, "practice")})
        return Step(card, mode, why(self._of(card), mode))

    def refresh(self) -> Step[C] | None:
        """What was mastered and fades."""
        for due in self._due():
            showing = [(card, "practice") for card in self.ladder if card.id in due.drills and "practice" in card.modes]
            if showing:
                return Step(*self._fitting(showing), "lobby.why.due", self._said(due))
        return None

    def exam(self, open_to: Sequence[C]) -> Step[C] | None:
        """An exam that was not passed, or not lately; those that certify first."""
        counting = {exam.drill for exam in self.standing.certificate.exams} if self.standing else set()
        wanted = [
            card
            for card in open_to
            if "exam" in card.modes
            and not (passed(self.achieved.get(card.id, ()), "exam") if self._plain(card) else card.id in counting)
        ]
        if not wanted:
            return None
        certifying = [card for card in wanted if card.certifies] or wanted
        card, mode = self._fitting([(card, "exam") for card in certifying[:AHEAD]])
        return Step(card, mode, self._why_exam(card))

    def _why_exam(self, card: C) -> str:
        attempts = [attempt for attempt in self._of(card) if attempt.mode == "exam"]
        if self.standing is not None and card.id in self.standing.certificate.expired:
            return "lobby.why.expired"
        if any(attempt.passed for attempt in attempts) and not all(attempt.passed for attempt in attempts):
            return "lobby.why.lost"
        if attempts and not all(attempt.passed for attempt in attempts):
            return "lobby.why.again"
        return "lobby.why.certifies" if card.certifies else why(self._of(card), "exam")

    def renew(self, open_to: Sequence[C]) -> Step[C] | None:
        """An exam whose time is nearly over."""
        if self.standing is None:
            return None
        from grading.mastery.certificate import SOON

        ending = sorted((exam.until, exam.drill) for exam in self.standing.certificate.exams)
        cards = {card.id: card for card in open_to}
        for until, drill in ending:
            if drill in cards and until - self.standing.now <= SOON:
                return Step(cards[drill], "exam", "lobby.why.renew", {"date": f"{until:%Y-%m-%d}"})
        return None

    def seeds(self) -> Step[C] | None:
        """What was not shown often enough yet, the nearest to being mastered first."""
        if self.standing is None:
            return None
        for skill in sorted(self.standing.skills.values(), key=lambda skill: skill.missing):
            showing = [
                (card, "practice") for card in self.ladder if card.id in skill.drills and "practice" in card.modes
            ]
            if skill.missing and showing:
                given = {"competency": self.standing.names[skill.id], "n": skill.missing}
                return Step(*self._fitting(showing), "lobby.why.seeds", given)
        return None

    def oldest(self, open_to: Sequence[C]) -> Step[C]:
        """All is passed: what lies back the longest."""
        oldest = min(self.ladder, key=lambda card: max((str(a.when) for a in self._of(card)), default=""))
        return Step(oldest, oldest.modes[-1] if oldest in open_to else "practice", "lobby.why.refresh")

    # ---

    def _of(self, card: C) -> "Sequence[Tried]":
        return self.achieved.get(card.id, ())

    def _plain(self, card: C) -> bool:
        """An exam that any pass settles: one that certifies is looked at by its latest."""
        return self.standing is None or not card.certifies

    def _rung(self, card: C) -> str:
        """The gentlest mode, exams aside, in which it was not passed; empty where there is none."""
        modes = (mode for mode in LADDER[:2] if mode in card.modes)
        return next((mode for mode in modes if not passed(self._of(card), mode)), "")

    def _stuck(self, card: C, attempts: "Sequence[Tried]") -> bool:
        """Twice in a row alone, not passed (else it would not be asked), and no better than even next time."""
        alone = len(attempts) > 1 and all(attempt.mode == "practice" for attempt in attempts[:2])
        return alone and "coach" in card.modes and self._chance(card) < TOO_HARD

    def _due(self) -> "Sequence[Skill]":
        return self.standing.due(self.standing.now) if self.standing else ()

    def _said(self, due: "Skill") -> Mapping[str, object]:
        assert self.standing is not None
        return {"competency": self.standing.names[due.id], "date": f"{due.due:%Y-%m-%d}"}

    def _fitting(self, rungs: Sequence[tuple[C, str]]) -> tuple[C, str]:
        """The one whose chance is nearest to what is aimed at; the course's order where nothing is known, or equal."""
        if self.standing is None:
            return rungs[0]
        from grading.mastery.rating import AIM

        return min(rungs, key=lambda rung: round(abs(self._chance(*rung) - AIM), 6))

    def _chance(self, card: C, mode: str = "practice") -> float:
        """To pass it; with the coach the question is how it will be alone."""
        from grading.mastery.rating import chance

        assert self.standing is not None
        return chance(self.standing.ability, card.level, "practice" if mode == "coach" else mode)

    def _percent(self, card: C, mode: str) -> int:
        return round(100 * self._chance(card, mode))


def missing(card: "Card", achieved: Achieved) -> list[str]:
    """Drills that have to be passed, in practice or exam, before its exam, and are not."""
    return [drill for drill in card.after if not passed(achieved.get(drill, ()), "practice")]


def first_mode(card: "Card") -> str:
    """The gentlest mode a drill has."""
    return next((mode for mode in LADDER if mode in card.modes), card.modes[0])


def passed(attempts: "Sequence[Tried]", mode: str) -> bool:
    """Whether it was passed in this mode, or in a harder one."""
    above = LADDER[LADDER.index(mode) :] if mode in LADDER else (mode,)
    return any(attempt.passed and attempt.mode in above for attempt in attempts)


def why(attempts: "Sequence[Tried]", mode: str) -> str:
    """The reason for a rung of the ladder."""
    if any(attempt.mode == mode for attempt in attempts):
        return "lobby.why.again"
    if not attempts:
        return "lobby.why.new"
    return f"lobby.why.{mode}"
