"""People of the house as authors write them: who they are, what they may do, when they work, their PINs.

roles:
  cashier: {name: {en: Cashier, zh: 收银员}, duties: [void_line], extra: ["any of [post_void, no_sale]"]}
staff:
  c02: {name: {en: Xiao Lin, zh: 小林}, roles: [cashier], works: 8 to 18}
kept apart: [pay_out and count_drawer]
roster: {c02: 8 to 16}
forecasts:
  - {8 to 11: 2, 11 to 14: 3}
"""

import re
from typing import Annotated

from scenarios import phrases
from scenarios.office.sheets import IdentityShape, LogShape
from scenarios.people import MomentSpan, Share
from scenarios.problems import PhraseError
from scenarios.shapes import Bilingual, Chosen, NotEmpty, Shape, YesNo, phrase, word_of
from scenarios.specs.office import AbsenceSpec, PersonSpec, PinSpec, RoleSpec
from scenarios.specs.spans import Span
from simulator.kernel.desk import PIN_TROUBLES, Sheet
from simulator.kernel.entries import COMMANDS

NONE = "none"
Word = Annotated[str, phrase(phrases.tidy)]


def _operation(text: str) -> str:
    word = phrases.tidy(text)
    if word not in COMMANDS:
        raise PhraseError("office_operation", word, known=COMMANDS)
    return word


def _operations(text: str) -> tuple[str, ...]:
    return tuple(_operation(word) for word in phrases.choices(text))


def hours(text: str) -> Span:
    """`8 to 16`: full hours of one day.

    >>> hours("8 to 16")
    Span(low=8, high=16)
    """
    try:
        found = phrases.number_span(text, 0, 24)
    except PhraseError:
        raise PhraseError("office_hours", text) from None
    if found.low >= found.high:
        raise PhraseError("office_hours", text)
    return found


_APART = re.compile(r"(\S+) and (\S+)")


def _apart(text: str) -> tuple[str, str]:
    found = _APART.fullmatch(phrases.tidy(text))
    if found is None:
        raise PhraseError("office_apart", text)
    return _operation(found[1]), _operation(found[2])


Operation = Annotated[str, phrase(_operation)]
Operations = Annotated[tuple[str, ...], phrase(_operations)]
Hours = Annotated[Span, phrase(hours)]
Apart = Annotated[tuple[str, str], phrase(_apart)]


class RoleShape(Shape):
    """A role in the matrix of rights."""

    name: Bilingual
    duties: Annotated[list[Operation], NotEmpty]
    extra: list[Operations] = []
    lacks: list[Operations] = []

    def spec(self, id: str) -> RoleSpec:
        return RoleSpec(id, self.name.text, tuple(self.duties), tuple(self.extra), tuple(self.lacks))


class PersonShape(Shape):
    """Somebody on the staff."""

    name: Bilingual
    roles: list[Word] = []
    also: Annotated[list[Word], Chosen] = []
    left: Share = 0
    minor: YesNo = False
    works: Hours | None = None

    def spec(self, badge: str) -> PersonSpec:
        works = self.works or Span(0, 0)
        return PersonSpec(badge, self.name.text, tuple(self.roles), tuple(self.also), self.left, self.minor, works)


class PinSheetsShape(Shape):
    identity: IdentityShape | None = None
    log: LogShape | None = None

    def sheets(self) -> tuple[Sheet, ...]:
        found = (("identity", self.identity), ("log", self.log))
        return tuple(shape.sheet(kind) for kind, shape in found if shape is not None)


class PinShape(Shape):
    """Somebody's PIN."""

    trouble: Annotated[str, word_of(PIN_TROUBLES)]
    badge: Word
    name: Bilingual
    till: Word = ""
    arrives: MomentSpan
    says: Bilingual
    cases: Annotated[list[PinSheetsShape], NotEmpty]

    def spec(self, id: str) -> PinSpec:
        cases = tuple(case.sheets() for case in self.cases)
        return PinSpec(id, self.trouble, self.badge, self.name.text, self.till, self.arrives, self.says.text, cases)


class AbsenceShape(Shape):
    """Somebody calls in; of several the seed picks one."""

    who: Annotated[list[Word], Chosen, NotEmpty]
    arrives: MomentSpan
    says: Bilingual

    def spec(self, id: str) -> AbsenceSpec:
        return AbsenceSpec(id, tuple(self.who), self.arrives, self.says.text)
