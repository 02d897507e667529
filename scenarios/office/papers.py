"""Matters with papers, as authors write them: reports with questions, cases, incidents, cutovers, promotions, orders.

office:
  cashiers: {c02: {en: Xiao Lin, zh: 小林}, c03: {en: Xiao Chen, zh: 小陈}}
  reports:
    week:
      arrives: 5 s
      name: {en: ..., zh: ...}
      says: {en: ..., zh: ...}
      asks: [basket_value, margin_share of dairy or margin_share of snacks, per_metre in last_week]
  cases:
    till_two: {about: over_short, till: till-2, findings: wrong_change or double_refund, ...}
"""

from typing import Annotated, TypedDict

from pydantic import model_validator

from scenarios import phrases
from scenarios.people import MomentSpan
from scenarios.problems import PhraseError
from scenarios.shapes import Bilingual, Chosen, Id, NotEmpty, Shape, phrase, whole, word_of
from scenarios.specs.office_papers import (
    Ask,
    CaseSpec,
    CutoverSpec,
    DraftSpec,
    IncidentSpec,
    ReportsSpec,
    SyncSpec,
)
from simulator.kernel.desk import SEVERITIES
from simulator.kernel.desk_words import (
    CASES,
    CAUSES,
    CONTACTS,
    DEPARTMENTS,
    EXCEPTIONS,
    FINDINGS,
    GROUNDS,
    MEASURES,
    OFFERS,
    OVER_SHORT,
    PERIODS,
    SEND_BACK,
)
from simulator.kernel.texts import Text

Word = Annotated[str, phrase(phrases.tidy)]
Minutes = Annotated[int, whole(1, 600)]
NOTHING = "none"
FUNCTIONS = ("selling", "cards", "printing", "members")
OF_DEPARTMENT = ("margin_share", "shrink_share", "turn_days")
OF_OFFER = ("offer_lift",)
RESTS_ON = ("three weeks", "past year")
"""Of figures that the seed draws, or of a week of the market's past year."""
UNKNOWN = ("against_last_year", "offer_lift", "offer_paid_off")
"""What a single year of that kind cannot say."""


Function = Annotated[list[Annotated[str, word_of((*FUNCTIONS, NOTHING))]], Chosen, NotEmpty]
Contact = Annotated[list[Annotated[str, word_of((*CONTACTS, NOTHING))]], Chosen, NotEmpty]
Flaw = Annotated[list[Annotated[str, word_of((*SEND_BACK, NOTHING))]], Chosen, NotEmpty]
"""Words of which the seed picks one; `none` is nothing."""


def _but_nothing(words: list[str]) -> tuple[str, ...]:
    return tuple("" if word == NOTHING else word for word in words)


def _asks(text: str) -> tuple[Ask, ...]:
    """`MEASURE [of SUBJECT] [in PERIOD]`, several joined by `or`.

    >>> _asks("margin_share of dairy in last_week")
    (Ask(measure='margin_share', period='last_week', subject='dairy'),)
    """
    return tuple(_ask(choice) for choice in phrases.choices(text))


def _ask(text: str) -> Ask:
    rest, _, period = phrases.tidy(text).partition(" in ")
    measure, _, subject = rest.partition(" of ")
    phrases.one_of(measure, MEASURES)
    if period:
        phrases.one_of(period, PERIODS)
    known = DEPARTMENTS if measure in OF_DEPARTMENT else OFFERS if measure in OF_OFFER else ()
    if subject or measure in OF_OFFER:
        phrases.one_of(subject, known)
    return Ask(measure, period or PERIODS[0], subject)


class DossierShape(Shape):
    """What every matter with papers says of itself."""

    arrives: MomentSpan
    name: Bilingual
    says: Bilingual


class ReportsShape(DossierShape):
    rest_on: Annotated[str, word_of(RESTS_ON)] = RESTS_ON[0]
    asks: Annotated[list[Annotated[tuple[Ask, ...], phrase(_asks)]], NotEmpty]

    @model_validator(mode="after")
    def _is_known(self) -> "ReportsShape":
        for ask in (ask for choices in self.asks for ask in choices):
            if self.rest_on != RESTS_ON[0] and (ask.measure in UNKNOWN or ask.period == PERIODS[2]):
                raise PhraseError("past_year_asks", ask.measure)
        return self

    def spec(self, id: str) -> ReportsSpec:
        past = self.rest_on != RESTS_ON[0]
        return ReportsSpec(id, self.name.text, self.says.text, self.arrives, tuple(self.asks), past)


class CaseShape(DossierShape):
    about: Annotated[str, word_of(CASES)]
    findings: Annotated[list[Annotated[str, word_of(FINDINGS)]], Chosen, NotEmpty]
    till: Word = ""
    person: Word = ""

    @model_validator(mode="after")
    def _fits_together(self) -> "CaseShape":
        known = OVER_SHORT if self.about == "over_short" else EXCEPTIONS
        for finding in self.findings:
            phrases.one_of(finding, known)
        if self.about == "over_short" and not self.till:
            raise PhraseError("office_till", "")
        if self.about == "exceptions" and not self.person:
            raise PhraseError("office_person", "")
        return self

    def spec(self, id: str) -> CaseSpec:
        findings = tuple(self.findings)
        return CaseSpec(id, self.name.text, self.says.text, self.arrives, self.about, findings, self.till, self.person)


class IncidentShape(DossierShape):
    severity: Annotated[str, word_of(SEVERITIES)]
    causes: Annotated[list[Annotated[str, word_of(CAUSES)]], Chosen, NotEmpty]
    minutes: Annotated[list[Minutes], Chosen, NotEmpty] = [20]
    first_test_fails: Function = [NOTHING]
    does_not_answer: Contact = [NOTHING]

    def spec(self, id: str) -> IncidentSpec:
        fails, silent = _but_nothing(self.first_test_fails), _but_nothing(self.does_not_answer)
        return IncidentSpec(
            id, self.name.text, self.says.text, self.arrives, self.severity, tuple(self.causes), tuple(self.minutes),
            fails, silent,
        )  # fmt: skip


class CutoverShape(DossierShape):
    ends: Annotated[list[Annotated[str, word_of(GROUNDS[:4])]], Chosen, NotEmpty] = ["all_met"]

    def spec(self, id: str) -> CutoverSpec:
        return CutoverSpec(id, self.name.text, self.says.text, self.arrives, tuple(self.ends))


class DraftShape(DossierShape):
    title: Bilingual
    flaws: Flaw = [NOTHING]

    def spec(self, id: str) -> DraftSpec:
        flaws = _but_nothing(self.flaws)
        return DraftSpec(id, self.name.text, self.says.text, self.arrives, self.title.text, flaws)


class SyncShape(DossierShape):
    till: Word
    orders: Annotated[int, whole(3, 30)] = 8

    def spec(self, id: str) -> SyncSpec:
        return SyncSpec(id, self.name.text, self.says.text, self.arrives, self.till, self.orders)


class Papered(TypedDict):
    """The parts of an `OfficeSpec` that these sections give."""

    cashiers: tuple[tuple[str, Text], ...]
    reports: tuple[ReportsSpec, ...]
    investigations: tuple[CaseSpec, ...]
    incidents: tuple[IncidentSpec, ...]
    cutovers: tuple[CutoverSpec, ...]
    drafts: tuple[DraftSpec, ...]
    syncs: tuple[SyncSpec, ...]


class PaperedShape(Shape):
    """The sections of those rooms."""

    cashiers: dict[Id, Bilingual] = {}
    reports: dict[Id, ReportsShape] = {}
    cases: dict[Id, CaseShape] = {}
    incidents: dict[Id, IncidentShape] = {}
    cutovers: dict[Id, CutoverShape] = {}
    promotions: dict[Id, DraftShape] = {}
    orders: dict[Id, SyncShape] = {}

    @model_validator(mode="after")
    def _cashiers_known(self) -> "PaperedShape":
        """Whoever a case is about is one of the cashiers; a drawer has two of them."""
        for case in self.cases.values():
            if case.person and case.person not in self.cashiers:
                raise PhraseError("office_cashier", case.person, known=list(self.cashiers))
        if self.cases and len(self.cashiers) < 2:
            raise PhraseError("office_cashiers", "")
        return self

    def _papered(self) -> Papered:
        return Papered(
            cashiers=tuple((badge, name.text) for badge, name in self.cashiers.items()),
            reports=tuple(shape.spec(id) for id, shape in self.reports.items()),
            investigations=tuple(shape.spec(id) for id, shape in self.cases.items()),
            incidents=tuple(shape.spec(id) for id, shape in self.incidents.items()),
            cutovers=tuple(shape.spec(id) for id, shape in self.cutovers.items()),
            drafts=tuple(shape.spec(id) for id, shape in self.promotions.items()),
            syncs=tuple(shape.spec(id) for id, shape in self.orders.items()),
        )
