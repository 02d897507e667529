"""Customers who bring something back, as authors write them: what they bought when, what they bring, what they want.

returns:
  bought: [rice_5kg x2]
  days ago: 3
  paid: mobile
  brings: [rice_5kg damaged 40%]
  wish: refund
"""

import re
from typing import Annotated, Literal, cast

from pydantic import model_validator

from scenarios import phrases
from scenarios.problems import PhraseError
from scenarios.shapes import Chosen, Context, Listed, NotEmpty, Shape, YesNo, phrase, phrase_in, promotion, word_of
from scenarios.specs.customers import BroughtSpec, GoodSpec, ReturnSpec
from scenarios.specs.spans import Span
from scenarios.trade import good
from simulator.kernel.returns import REASONS
from simulator.kernel.units import measured

STATES = ("opened", "damaged", "spoiled")
WISHES = ("refund", "exchange", "cash")
SHOWS = ("receipt", "member", "card", "nothing")
PAID = ("cash", "card", "mobile")
REFUNDS = ("approved", "declined", "timeout", "belated")
_STATE = re.compile(rf"(.+?)(?: ({'|'.join(STATES)})(?: (\d+%))?)?")


def _item(text: str, context: Context) -> GoodSpec:
    found = good(text)
    if found.sku not in context.items:
        raise PhraseError("sku", found.sku or text, known=context.items)
    item = context.items[found.sku]
    if found.grams.high and item.unit != found.unit:
        raise PhraseError("own_unit" if measured(item.unit) else "not_weighed", text, sku=found.sku, unit=item.unit)
    return found


def brought(text: str, context: Context) -> BroughtSpec:
    """`SKU [xN | WEIGHT | LENGTH | VOLUME] [opened | damaged | spoiled [40%]]`"""
    found = _STATE.fullmatch(phrases.tidy(text))
    assert found is not None, "the pattern takes any words"
    wanted = _item(found[1], context)
    return BroughtSpec(wanted.sku, wanted.quantity, wanted.grams, found[2] or "", phrases.share(found[3] or "100%"))


class ReturnsShape(Shape):
    """`returns:` of a customer."""

    bought: Annotated[list[Annotated[GoodSpec, phrase_in(_item)]], Listed, NotEmpty]
    days_ago: Annotated[Span, phrase(lambda text: phrases.number_span(text, 0, 365))] = Span(1, 1)
    paid: Annotated[str, word_of(PAID)] = "cash"
    promotions: Annotated[list[Annotated[str, phrase_in(promotion)]], Chosen] = []
    brings: Annotated[list[Annotated[BroughtSpec, phrase_in(brought)]] | None, Listed, NotEmpty] = None
    shows: Annotated[str, word_of(SHOWS)] = "receipt"
    wish: Annotated[str, word_of(WISHES)] = "refund"
    reason: Annotated[str, word_of(REASONS)] = "changed_mind"
    refund: Annotated[list[Annotated[str, word_of(REFUNDS)]], Chosen, NotEmpty] = ["approved"]
    returned_already: YesNo = False
    invoice: YesNo = False
    points_spent: YesNo = False

    @model_validator(mode="after")
    def _fits_together(self) -> "ReturnsShape":
        skus = {wanted.sku for wanted in self.bought}
        for each in self.brings or ():
            if each.sku not in skus:
                raise PhraseError("sku", each.sku, known=sorted(skus))
        return self

    def spec(self) -> ReturnSpec:
        whole = tuple(BroughtSpec(wanted.sku, wanted.quantity, wanted.grams) for wanted in self.bought)
        return ReturnSpec(
            bought=tuple(self.bought),
            days=self.days_ago,
            paid=cast(Literal["cash", "card", "mobile"], self.paid),
            promotions=tuple(self.promotions),
            brings=tuple(self.brings) if self.brings else whole,
            shows=cast(Literal["receipt", "member", "card", "nothing"], self.shows),
            wish=cast(Literal["refund", "exchange", "cash"], self.wish),
            reason=self.reason,
            refund=tuple(self.refund),
            spent=self.returned_already,
            invoice=self.invoice,
            points_spent=self.points_spent,
        )
