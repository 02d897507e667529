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
    for at, one in enumerate(SurveyBook(database).all()):
        score = one.answers.get(CONTENT, 0)
        if not 1 <= score <= 5:
            continue
        said = Evidence("survey", "", "sandbox", one.day, at, value=(score, 1), unit="number")
        if one.person:
            named[one.person] = said
        else:
            yield said
    yield from named.values()
