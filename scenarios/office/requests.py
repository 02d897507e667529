"""What tills ask the desk for, as authors write it. What differs by seed stands under `cases`, one of which happens.

requests:
  milk_price:
    asks: override_price
    from: till-2
    cashier: c02
    name: {en: Xiao Lin, zh: 小林}
    arrives: 20 s to 40 s
    patience: 2 min
    item: milk_1l
    amount: 2.90
    price: 9.90
    says: {en: ..., zh: ...}
    sheets: {customer: ..., basket: ...}
    cases:
      - sheets: {shelf: {price: 9.90}}
      - sheets: {shelf: {price: 9.90, tag: neighbour}}
"""

from typing import Annotated

from pydantic import model_validator

from scenarios import phrases
from scenarios.office.sheets import Money, RequestSheetsShape, together
from scenarios.people import MomentSpan, TimeSpan
from scenarios.problems import PhraseError
from scenarios.shapes import Bilingual, NotEmpty, Shape, YesNo, known_sku, phrase, phrase_in, text_of, word_of
from scenarios.specs.office import Case, RequestSpec
from scenarios.specs.spans import Span
from simulator.kernel.desk import REQUESTS
from simulator.kernel.texts import Text

Sku = Annotated[str, phrase_in(known_sku)]
Word = Annotated[str, phrase(phrases.tidy)]


class AnswerShape(Shape):
    """What the till answers when it is asked back."""

    sheets: RequestSheetsShape = RequestSheetsShape()
    amount: Money = 0
    price: Money = 0
    customer_leaves: YesNo = False
    """Nothing is brought: the customer has left meanwhile."""


class CaseShape(Shape):
    """What is so with some seeds: over what holds for all of them."""

    sheets: RequestSheetsShape = RequestSheetsShape()
    amount: Money = 0
    price: Money = 0
    says: Bilingual | None = None
    asked_back: AnswerShape = AnswerShape()


class RequestShape(Shape):
    """A till's request."""

    asks: Annotated[str, word_of(REQUESTS)]
    from_: Word
    cashier: Word
    name: Bilingual
    arrives: MomentSpan
    patience: TimeSpan = Span(0, 0)
    item: Sku = ""
    amount: Money = 0
    price: Money = 0
    says: Bilingual
    sheets: RequestSheetsShape = RequestSheetsShape()
    cases: Annotated[list[CaseShape], NotEmpty]

    @model_validator(mode="after")
    def _fits_together(self) -> "RequestShape":
        if not self.amount and not all(case.amount for case in self.cases):
            raise PhraseError("office_amount", "")
        if self.asks == "override_price" and not (self.item and self.price):
            raise PhraseError("office_price", "")
        return self

    def spec(self, id: str) -> RequestSpec:
        return RequestSpec(
            id,
            self.asks,
            self.from_,
            self.cashier,
            self.name.text,
            self.arrives,
            self.patience,
            self.item,
            tuple(self._case(case) for case in self.cases),
        )

    def _case(self, case: CaseShape) -> Case:
        said: Text = text_of(case.says) or self.says.text
        return Case(
            together(self.sheets.sheets(), case.sheets.sheets()),
            case.amount or self.amount,
            case.price or self.price,
            said,
            case.asked_back.sheets.sheets(),
            case.asked_back.amount,
            case.asked_back.price,
            case.asked_back.customer_leaves,
        )
