"""What people said after a drill, as evidence: the one place that knows where their answers are kept."""

from collections.abc import Iterator, Sequence

from grading.readiness.model import Evidence
from grading.survey.questions import CONTENT, LEAST_N
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
    """One of them; with no score, that there was one."""
    return Evidence("survey", "", "sandbox", day, value=(score, 1) if score else None, unit="number")


def untold(found: Sequence[Evidence]) -> Sequence[Evidence]:
    """Of too few it is known that they are there, on the screen as in a report, and what nobody's was."""
    return found if len(found) >= LEAST_N else [answer(one.when, 0) for one in found]
