"""The authored script as a whole, and how it becomes a `Scenario`."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Annotated

import msgspec
from pydantic import AfterValidator

from scenarios import phrases
from scenarios.course import GivenShape, HappeningShape
from scenarios.office.source import OfficeShape
from scenarios.people import CustomerShape
from scenarios.problems import PhraseError
from scenarios.rubrics import ExpectShape, ForbidShape, PaceShape
from scenarios.shapes import Bilingual, Chosen, Context, Id, NotEmpty, Shape, phrase, phrase_in, whole, word_of
from scenarios.source import Group, locate
from scenarios.specs.rubric import Rubric
from scenarios.specs.scenario import Scenario
from scenarios.specs.spans import Span
from scenarios.stockroom.source import StockroomShape

MODES = ("coach", "practice", "exam")
MOST_MINUTES = 240


def _not_empty(value: dict[str, CustomerShape]) -> dict[str, CustomerShape]:
    if not value:
        raise PhraseError("filled", "{}")
    return value


def _listed_competency(text: str, context: Context) -> str:
    if text not in context.competencies:
        raise PhraseError("competency", text, known=context.competencies)
    return text


class Script(Shape):
    """A whole script. Keys are listed in the order in which a script reads best."""

    scenario: Annotated[str, phrase(phrases.script_name)]
    version: Annotated[int, whole(1, 9999)]
    role: Annotated[str, phrase(str)]
    level: Annotated[int, whole(1, 5)] = 1
    title: Bilingual
    brief: Bilingual
    minutes: Annotated[int, whole(1, MOST_MINUTES)]
    lengths: Annotated[Span, phrase(lambda text: phrases.number_span(text, 1, MOST_MINUTES))] = Span(0, 0)
    shop: Annotated[str, phrase(str)]
    modes: Annotated[list[Annotated[str, word_of(MODES)]], Chosen, NotEmpty] = list(MODES)
    competencies: Annotated[list[Annotated[str, phrase_in(_listed_competency)]], Chosen, NotEmpty]
    learns: list[Bilingual] = []
    given: GivenShape = GivenShape()
    customers: Annotated[dict[Id, CustomerShape], AfterValidator(_not_empty)] = {}
    office: OfficeShape | None = None
    stockroom: StockroomShape | None = None
    happens: dict[Id, HappeningShape] = {}
    expect: dict[Id, ExpectShape] = {}
    forbid: dict[Id, ForbidShape] = {}
    pass_grade: Annotated[int, whole(1, 5)] = 3
    pace: PaceShape | None = None

    def spec(self, tree: Group, data: bytes) -> Scenario:
        """The scenario; `tree` tells where expectations stand, `data` is what its hash is taken of."""
        end = self.minutes * 60_000
        return Scenario(
            id=self.scenario,
            version=self.version,
            role=self.role,
            title=self.title.text,
            brief=self.brief.text,
            minutes=self.minutes,
            lengths=self.lengths,
            shop=self.shop,
            level=self.level,
            given=self.given.spec(),
            customers=tuple(customer.spec(id, end) for id, customer in self.customers.items()),
            happenings=tuple(happening.spec(id) for id, happening in self.happens.items()),
            rubric=self._rubric(tree),
            stockroom=self.stockroom.spec(end) if self.stockroom else None,
            modes=tuple(self.modes),
            learns=tuple(words.text for words in self.learns),
            office=self.office.spec() if self.office else None,
            includes=tuple((id, other) for id, rule in self.rules() for other in rule.includes),
            sha=sha256(data).hexdigest(),
        )

    def rules(self) -> Iterator[tuple[str, ExpectShape | ForbidShape]]:
        """All that is judged, in the script's order."""
        yield from self.expect.items()
        yield from self.forbid.items()

    def _rubric(self, tree: Group) -> Rubric:
        expectations = [
            *(rule.spec(id, locate(tree, ("expect", id), key=True).line) for id, rule in self.expect.items()),
            *(rule.spec(id, locate(tree, ("forbid", id), key=True).line) for id, rule in self.forbid.items()),
        ]
        rubric = Rubric(
            expectations=tuple(expectations),
            competencies=tuple(self.competencies),
            pass_grade=self.pass_grade,
            pace=self.pace.spec() if self.pace else None,
        )
        return replace(rubric, sha=rubric_sha(rubric))


def rubric_sha(rubric: Rubric) -> str:
    """Identifies what is judged: a script's other parts, and where its rules stand, leave it the same."""
    rules = tuple(replace(rule, line=0) for rule in rubric.expectations)
    return sha256(msgspec.json.encode(replace(rubric, expectations=rules, sha=""), order="deterministic")).hexdigest()
