"""A person in a role, whole: skills, certificate, what they can do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from grading.mastery.attempts import Attempt, in_order
from grading.mastery.certificate import Certificate, certificate
from grading.mastery.rating import ability
from grading.mastery.refreshing import refresh
from grading.mastery.skills import Skill, skill
from simulator.kernel.texts import Text

if TYPE_CHECKING:
    from grading.mastery.next_drill import Card


class Course(NamedTuple):
    """What a role asks for, as plain data."""

    role: str
    competencies: Mapping[str, Text]
    """Each with its name."""
    drills: "Sequence[Card]"
    """In the order of the curriculum."""
    days: int
    """For which an exam counts towards the certificate."""


class Standing(NamedTuple):
    """How a person stands at a moment."""

    role: str
    now: datetime
    names: Mapping[str, Text]
    """Of the competencies."""
    attempts: tuple[Attempt, ...]
    """Those that count, the oldest first."""
    skills: Mapping[str, Skill]
    """In the order of the role."""
    certificate: Certificate
    ability: float

    def due(self, moment: datetime) -> list[Skill]:
        """Mastered, and to be refreshed until that moment, the most urgent first."""
        found = [(skill.due, skill) for skill in self.skills.values() if skill.due is not None and skill.due <= moment]
        return [skill for _, skill in sorted(found, key=lambda pair: pair[0])]


def standing(attempts: Iterable[Attempt], course: Course, now: datetime) -> Standing:
    """The whole of it. Only drills of the course count: a script of one's own proves nothing to others."""
    judged = {card.id: tuple(card.competencies) for card in course.drills}
    kept = [attempt for attempt in in_order(attempts) if attempt.scenario in judged]
    skills = {id: _fresh(skill(id, kept, judged), now) for id in course.competencies}
    wanted = [card.id for card in course.drills if card.certifies]
    return Standing(
        course.role,
        now,
        course.competencies,
        tuple(kept),
        skills,
        certificate(kept, wanted, course.days, now),
        ability(kept, {card.id: card.level for card in course.drills}),
    )


def _fresh(found: Skill, now: datetime) -> Skill:
    if not found.mastered:
        return found
    due, recall = refresh(found.marks, now)
    return found._replace(due=due, recall=recall)
