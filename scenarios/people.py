"""Customers as authors write them: when they come, what they buy, how they behave and pay."""

from collections.abc import Callable
from typing import Annotated, Literal, cast

from pydantic import AfterValidator, BeforeValidator, WrapValidator, model_validator

from scenarios import phrases, trade
from scenarios.asking import QuestionShape
from scenarios.conditions import Placed, told
from scenarios.problems import PhraseError
from scenarios.returning import ReturnsShape
from scenarios.shapes import (
    Bilingual,
    Chosen,
    Context,
    Id,
    Listed,
    NotEmpty,
    Shape,
    YesNo,
    known_sku,
    phrase,
    phrase_in,
    text_of,
    word_of,
)
from scenarios.specs.customers import ComplaintSpec, CustomerSpec, DisputeSpec, GoodSpec, Troubles
from scenarios.specs.spans import Span
from scenarios.vocabulary import MANNERS
from simulator.kernel.commands import COMPLAINTS
from simulator.kernel.numbers import is_tax_number
from simulator.kernel.units import measured

MIND = {"on the belt": "belt", "after scanning": "scanned"}
MEMBER = {"yes": "yes", "no": "no", "maybe": "maybe", "remembers late": "late", "shows another": "others"}
WANTS = ("invoice", "card")
SHOWS_ID = ("yes", "no", "maybe")
CONSENTS = ("yes", "no", "maybe")
COUNTS = ("always", "never", "maybe")


def _good(text: str, context: Context) -> GoodSpec:
    found = trade.good(text)
    if found.category:
        if found.category not in context.categories:
            raise PhraseError("category", found.category, known=context.categories)
        return found
    item = context.items.get(found.sku)
    if item is None:
        raise PhraseError("sku", found.sku, known=context.items)
    if found.grams.high and item.unit != found.unit:
        raise PhraseError("own_unit" if measured(item.unit) else "not_weighed", text, sku=found.sku, unit=item.unit)
    if found.labelled_as and found.labelled_as not in context.items:
        raise PhraseError("sku", found.labelled_as, known=context.items)
    for sku in (found.sku, found.labelled_as) if found.printed == "weigh" else ():
        if sku and context.items[sku].unit != "kg":
            raise PhraseError("labelled", text, sku=sku)
    if found.flaw == "recalled" and found.sku not in context.recalled:
        raise PhraseError("recalled", found.sku, known=sorted(context.recalled))
    return found


Good = Annotated[GoodSpec, phrase_in(_good)]


def _nothing_inside_nothing(value: list[GoodSpec]) -> list[GoodSpec]:
    """What a good is inside of lies in the same basket, in sight."""
    seen: set[str] = set()
    wrong: list[Placed] = []
    for n, good in enumerate(value):
        if good.holder and good.holder not in seen:
            wrong.append(((n,), PhraseError("holder", good.holder, known=sorted(seen))))
        if good.sku and good.place == "belt":
            seen.add(good.sku)
    told(wrong)
    return value


Basket = Annotated[list[Good], Listed, NotEmpty, AfterValidator(_nothing_inside_nothing)]
Amount = Annotated[int, phrase_in(lambda text, context: phrases.coins(text, context.words.currency))]
Share = Annotated[int, phrase(phrases.share)]
Way = Annotated[trade.Way, phrase_in(lambda text, context: trade.way(text, context.words.currency))]


NOTHING = object()
"""The basket of somebody who only brings something back."""


def _or_nothing(value: object, read: Callable[[object], list[GoodSpec]]) -> list[GoodSpec]:
    return [] if value is NOTHING else read(value)


def _coupon(text: str, context: Context) -> str:
    """The promotion that a coupon opens -> the coupon's code."""
    if text not in context.coupons:
        raise PhraseError("coupon", text, known=context.coupons)
    return context.coupons[text]


def _staff_number(text: str) -> str:
    """One that nobody has is one that the till refuses."""
    if not (text.isascii() and text.isdigit()):
        raise PhraseError("staff_number", text)
    return text


def _tax_number(text: str) -> str:
    code = phrases.tidy(text).upper()
    if not is_tax_number(code):
        raise PhraseError("tax_number", text)
    return code


def _money_span(text: str, context: Context) -> Span:
    return phrases.span(text, lambda word: phrases.money(word, context.words.currency))


MoneySpan = Annotated[Span, phrase_in(_money_span)]


def _one_way(value: object) -> object:
    return {value: "100%"} if isinstance(value, str) else value


def _all_ways(value: dict[trade.Way, int]) -> dict[trade.Way, int]:
    total = sum(value.values())
    if total != 100:
        raise PhraseError("shares", f"{total}%")
    return value


Ways = Annotated[dict[Way, Share], BeforeValidator(_one_way), AfterValidator(_all_ways)]
MomentSpan = Annotated[Span, phrase_in(lambda text, context: phrases.moment_span(text, context.end))]
TimeSpan = Annotated[Span, phrase(phrases.time_span)]


SHELF = ("says_so", "ended", "neighbour", "members")


class DisputeShape(Shape):
    """`disputes: {item: milk_1l, says: 9.90, shelf: "any of [says_so, ended]"}`"""

    item: Annotated[str, phrase_in(known_sku)]
    says: Amount
    shelf: Annotated[
        list[Annotated[Literal["says_so", "ended", "neighbour", "members"], word_of(SHELF)]], Chosen, NotEmpty
    ]

    def spec(self) -> DisputeSpec:
        return DisputeSpec(self.item, self.says, tuple(self.shelf))


class ComplaintShape(Shape):
    """`complains: {of: "short_change or double_charge", amount: 10.00, proved: 50%}`"""

    of: Annotated[list[Annotated[str, word_of(COMPLAINTS)]], Chosen, NotEmpty]
    amount: Amount = 0
    proved: Share = 100

    def spec(self) -> ComplaintSpec:
        return ComplaintSpec(tuple(self.of), self.amount, self.proved)


class TroublesShape(Shape):
    """`troubles: {smudged: 5%, torn: 3%}`"""

    smudged: Share = 0
    torn: Share = 0
    trolley: Share = 0
    loose: Share = 0
    changes_mind: Share = 0
    declined: Share = 0
    screenshot: Share = 0
    large_note: Share = 0
    counterfeit: Share = 0

    def spec(self) -> Troubles:
        return Troubles(**{name: getattr(self, name) for name in type(self).model_fields})


class CustomerShape(Shape):
    """One customer, or with `every` a stream of them."""

    name: Bilingual | None = None
    arrives: MomentSpan
    every: TimeSpan | None = None
    until: Annotated[int | None, phrase_in(lambda text, context: phrases.moment(text, context.end))] = None
    basket: Annotated[Basket, WrapValidator(_or_nothing)]
    pays: Ways
    returns: ReturnsShape | None = None
    member: Annotated[str, word_of(tuple(MEMBER))] = "no"
    manners: Annotated[list[Annotated[str, word_of(MANNERS)]], Chosen, NotEmpty] = ["calm"]
    patience: TimeSpan = Span(240_000, 240_000)
    asks: dict[Id, QuestionShape] = {}
    changes_mind: Annotated[str, word_of(tuple(MIND))] | None = None
    fetches: Basket | None = None
    back_after: TimeSpan | None = None
    counts_change: Annotated[str, word_of(COUNTS)] = "always"
    honest: YesNo = True
    jumps_the_queue: YesNo = False
    coupon: Annotated[str, phrase_in(_coupon)] = ""
    claims: Amount = 0
    miscounts: Share = 0
    disputes: DisputeShape | None = None
    complains: ComplaintShape | None = None
    age: Annotated[Span | None, phrase(lambda text: phrases.number_span(text, 6, 99))] = None
    shows_id: Annotated[str, word_of(SHOWS_ID)] = "yes"
    gift_card: MoneySpan | None = None
    credit_note: MoneySpan | None = None
    points: Annotated[Span | None, phrase(lambda text: phrases.number_span(text, 0, 1_000_000))] = None
    wants: Annotated[list[Annotated[str, word_of(WANTS)]], Listed] = []
    tops_up: Amount = 0
    invoice_to: Bilingual | None = None
    tax_number: Annotated[str, phrase(_tax_number)] = ""
    misreads_it: Share = 0
    consents: Annotated[str, word_of(CONSENTS)] = "yes"
    staff_number: Annotated[str, phrase(_staff_number)] = ""
    troubles: TroublesShape = TroublesShape()

    @model_validator(mode="before")
    @classmethod
    def _returns_alone(cls, value: object) -> object:
        """Who only brings something back takes nothing and pays nothing."""
        if isinstance(value, dict) and "returns" in value:
            return {"basket": NOTHING, "pays": "cash", **value}
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> "CustomerShape":
        self._takes_what_is_reduced()
        if self.returns is not None and self.returns.wish == "exchange" and not self.basket:
            raise PhraseError("goes_with", "wish", other="basket")
        if self.until is not None and self.every is None:
            raise PhraseError("goes_with", "until", other="every")
        if self.back_after is not None and self.fetches is None:
            raise PhraseError("goes_with", "back after", other="fetches")
        if self.every is not None and self.every.low < 1000:
            raise PhraseError("stream_pace", f"{self.every.low} ms")
        needs_amount = {"short_change", "double_charge"} & set(self.complains.of if self.complains else ())
        if needs_amount and self.complains and not self.complains.amount:
            raise PhraseError("goes_with", sorted(needs_amount)[0], other="amount")
        kinds = {payment.kind for way in self.pays for payment in way}
        for needed, key, has in (
            ("gift", "gift card", self.gift_card),
            ("credit", "credit note", self.credit_note),
            ("points", "points", self.points),
        ):
            if needed in kinds and has is None:
                raise PhraseError("goes_with", needed, other=key)
        if self.points is not None and self.member == "no":
            raise PhraseError("goes_with", "points", other="member")
        if self.returns is not None and self.returns.points_spent and self.member == "no":
            raise PhraseError("goes_with", "points spent", other="member")
        if (self.invoice_to is None) != (not self.tax_number):
            raise PhraseError("goes_with", "tax number", other="invoice to")
        if self.tax_number and "invoice" not in self.wants:
            raise PhraseError("goes_with", "invoice to", other="wants: invoice")
        alone = self.gift_card or self.credit_note or self.points or self.wants or self.tops_up or self.staff_number
        if self.every is not None and alone:
            raise PhraseError("goes_with", "gift card, points, wants", other="no stream (every)")
        if self.every is None and self.troubles != TroublesShape():
            raise PhraseError("goes_with", "troubles", other="every")
        return self

    def _takes_what_is_reduced(self) -> None:
        """Something is taken off what this customer buys, and off nothing else."""
        bought = {good.sku for good in (*self.basket, *(self.fetches or ())) if good.sku}
        told(
            [
                (
                    ("asks", about, "answers", reply, "promises"),
                    PhraseError("taken", answer.promises.of, known=sorted(bought)),
                )
                for about, question in self.asks.items()
                for reply, answer in question.answers.items()
                if answer.promises.promises == "off_item" and answer.promises.of not in bought
            ]
        )

    def spec(self, id: str, end: int) -> CustomerSpec:
        return CustomerSpec(
            id=id,
            arrives=self.arrives,
            basket=tuple(self.basket),
            pays=tuple(self.pays.items()),
            name=text_of(self.name),
            manners=tuple(self.manners),
            patience=self.patience,
            member=cast(Literal["yes", "no", "maybe", "late", "others"], MEMBER[self.member]),
            every=self.every,
            until=(self.until or end) if self.every else 0,
            questions=tuple(question.spec(about) for about, question in self.asks.items()),
            changes_mind=cast(Literal["", "belt", "scanned"], MIND.get(self.changes_mind or "", "")),
            fetches=tuple(self.fetches or ()),
            fetch_time=self.back_after or Span(40_000, 60_000),
            counts_change=cast(Literal["always", "never", "maybe"], self.counts_change),
            honest=self.honest,
            jumps_queue=self.jumps_the_queue,
            coupon=self.coupon,
            claims=self.claims,
            miscounts=self.miscounts,
            dispute=self.disputes.spec() if self.disputes else None,
            complaint=self.complains.spec() if self.complains else None,
            age=self.age,
            shows_id=cast(Literal["yes", "no", "maybe"], self.shows_id),
            gift_card=self.gift_card,
            credit_note=self.credit_note,
            points=self.points,
            wants=tuple(self.wants),
            tops_up=self.tops_up,
            invoice_to=text_of(self.invoice_to),
            tax_no=self.tax_number,
            misreads=self.misreads_it,
            staff_no=self.staff_number,
            consents=cast(Literal["yes", "no", "maybe"], self.consents),
            troubles=self.troubles.spec(),
            returns=self.returns.spec() if self.returns else None,
        )
