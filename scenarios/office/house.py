"""The house as authors write it: the checklist of its day, its tills' money, and what breaks.

checklist:
  safe:
    of: safe
    cases: [{condition: in_order, due: 5000.00, there: 5000.00}, {condition: short, due: 5000.00, there: 4900.00}]
troubles:
  no_login: {symptom: cannot_sign_on, device: till-2, cases: [{device: {finding: wrong_clock}, others: {affected: no}}]}
"""

from typing import Annotated

from scenarios.office.people import Word
from scenarios.office.sheets import DeviceShape, Money, OthersShape, SiteShape
from scenarios.people import MomentSpan, MoneySpan
from scenarios.shapes import Bilingual, Chosen, NotEmpty, Shape, YesNo, word_of
from scenarios.specs.office import PointSpec, TillEndSpec, TroubleCase, TroubleSpec
from simulator.kernel.desk import POINTS, SYMPTOMS


class PointShape(Shape):
    """A point of the checklist, with what may be found there."""

    of: Annotated[str, word_of(POINTS)]
    till: Word = ""
    cases: Annotated[list[SiteShape], NotEmpty]

    def spec(self, id: str) -> PointSpec:
        return PointSpec(id, self.of, self.till, tuple(case.sheet("site") for case in self.cases))


class TillEndShape(Shape):
    """A till at the end of the day."""

    cashier: Bilingual
    expected: MoneySpan
    float_: Money
    off_by: Annotated[list[Money], Chosen, NotEmpty]

    def spec(self, till: str) -> TillEndSpec:
        return TillEndSpec(till, self.cashier.text, self.expected, self.float_, tuple(self.off_by))


class TroubleCaseShape(Shape):
    """What it really is."""

    device: DeviceShape
    others: OthersShape | None = None
    holds: YesNo = True

    def spec(self) -> TroubleCase:
        others = (self.others.sheet("others"),) if self.others else ()
        return TroubleCase((self.device.sheet("device"), *others), self.holds)


class TroubleShape(Shape):
    """Something that does not work, as somebody tells it."""

    symptom: Annotated[str, word_of(SYMPTOMS)]
    device: Word
    name: Bilingual
    till: Word = ""
    arrives: MomentSpan
    says: Bilingual
    cases: Annotated[list[TroubleCaseShape], NotEmpty]

    def spec(self, id: str) -> TroubleSpec:
        cases = tuple(case.spec() for case in self.cases)
        return TroubleSpec(
            id, self.symptom, self.device, self.name.text, self.till, self.arrives, self.says.text, cases
        )
