"""Lists that come as files, as authors write them.

stockroom:
  lists:
    spring:
      from: {en: Head office, zh: 总部}
      at: 2 s to 6 s
      says: {en: The new prices., zh: 新价格表。}
      items: [milk_1l, cola_500]
      slips: [check_digit, tenfold, unknown]
      new goods: 50%
"""

from typing import Annotated

from pydantic import model_validator

from scenarios.people import MomentSpan, Share
from scenarios.phrases import number_span
from scenarios.problems import PhraseError
from scenarios.shapes import Bilingual, Context, Listed, NotEmpty, Shape, phrase, phrase_in, word_of
from scenarios.specs.spans import Span
from scenarios.specs.stockroom import ListSpec
from simulator.kernel.lists import SLIPS


def _item(text: str, context: Context) -> str:
    if context.items and text not in context.items:
        raise PhraseError("sku", text, known=context.items)
    return text


class ListShape(Shape):
    """A file with products and their prices, and what is wrong in it."""

    from_: Bilingual
    at: MomentSpan
    says: Bilingual
    items: Annotated[list[Annotated[str, phrase_in(_item)]], Listed, NotEmpty]
    slips: Annotated[list[Annotated[str, word_of(SLIPS)]], Listed] = []
    pick: Annotated[Span, phrase(lambda text: number_span(text, 1, 20))] = Span(0, 0)
    on_the_notice: Share = 100
    withdrawn: Share = 0
    new_goods: Share = 0

    @model_validator(mode="after")
    def _room_for_all(self) -> "ListShape":
        if len(set(self.items)) < len(self.items):
            twice = next(sku for sku in self.items if self.items.count(sku) > 1)
            raise PhraseError("goes_with", twice, other="items")
        if len(self.slips) > len(self.items):
            raise PhraseError("goes_with", "slips", other=f"{len(self.slips)} items")
        return self

    def spec(self, id: str) -> ListSpec:
        return ListSpec(
            id, self.from_.text, self.at, self.says.text, tuple(self.items), tuple(self.slips), self.pick,
            self.on_the_notice, self.withdrawn, self.new_goods,
        )  # fmt: skip
