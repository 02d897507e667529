"""What people said of sessions: trainers what they saw, trainees how it was. Kept and asked for here."""

from collections.abc import Iterable, Mapping

from grading.overlay.agreement import Between, between
from grading.overlay.judgements import Draft, Judgement, Overlay, overlay
from grading.overlay.observables import LEAST, MOST, observables
from simulator.store.database import Database
from simulator.store.errors import NoSuchPerson
from simulator.store.overlay import Answered, OverlayBook, SurveyBook
from simulator.store.people import People


class Said:
    """Every method may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._overlays, self._surveys, self._people = OverlayBook(database), SurveyBook(database), People(database)

    def overlay(self, run: str) -> Overlay:
        """What trainers said of a session, as it stands."""
        return overlay(self._overlays.of(run))

    def say(self, run: str, role: str, rater: str, drafts: Iterable[Draft], wall: str) -> Overlay:
        """A trainer judges a session of somebody in that role. Raises ValueError for what is no score of theirs."""
        trainer = next((person for person in self._people.trainers() if person.person == rater), None)
        if trainer is None:
            raise NoSuchPerson(person=rater)
        known = {one.id for one in observables(role)}
        kept = list(drafts)
        for draft in kept:
            if draft.observable and draft.observable not in known:
                raise ValueError(f"expected one of {', '.join(sorted(known))}, got {draft.observable!r}")
            if draft.score and not (draft.observable and LEAST <= draft.score <= MOST):
                raise ValueError(f"expected a score from {LEAST} to {MOST} of something, got {draft.score}")
        self._overlays.say(*(Judgement(run, rater, trainer.name, *draft, said=wall) for draft in kept))
        return self.overlay(run)

    def agreement(self) -> tuple[Between, ...]:
        """How far every two trainers agree, over all sessions that both judged; a bot is no trainee."""
        by_run: dict[str, list[Judgement]] = {}
        for one in self._overlays.of():
            by_run.setdefault(one.run, []).append(one)
        return between(score for said in by_run.values() for score in overlay(said).scores)

    def answer(
        self, run: str, person: str, role: str, scenario: str, answers: Mapping[str, int], day: str, *, anonymous: bool
    ) -> None:
        """How a drill was for whoever played it; a guest stays unknown in any case."""
        unknown = anonymous or not person
        self._surveys.keep(Answered(run, person, role, scenario, day, unknown, dict(answers)))

    def answers(self) -> list[Answered]:
        return self._surveys.all()
