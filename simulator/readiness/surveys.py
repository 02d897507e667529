"""What people said after a drill, as evidence: the one place that knows where their answers are kept."""

from collections.abc import Iterator

from grading.readiness.model import Evidence
from grading.survey.questions import CONTENT
from simulator.store.database import Database
from simulator.store.overlay import SurveyBook


def answers(database: Database) -> Iterator[Evidence]:
    """How content people are, out of 5: the latest answer of each whom it names, and every one without a name. Whoever
    stays unknown belongs to no store, so each answer counts for all of them."""
    named: dict[str, Evidence] = {}
    for one in SurveyBook(database).all():
        score = one.answers.get(CONTENT, 0)
        if not 1 <= score <= 5:
            continue
        said = answer(one.day, score)
        if one.person:
            named[one.person] = said
        else:
            yield said
    yield from named.values()


def answer(day: str, score: int) -> Evidence:
    return Evidence("survey", "", "sandbox", day, value=(score, 1), unit="number")
