"""The stockroom's day as authors write it: what lies there, what comes, what is not as the books say.

stockroom:
  stock: [milk_1l 8 to 12 on floor until 5 d, milk_1l 2 cases in backroom until 20 d]
  deliveries:
    dairy: {supplier: dairy, arrives: "0:20", goods: [milk_1l 4 cases until 80 d], troubles: [milk_1l 1 case short 60%]}
"""

from typing import Annotated

from pydantic import model_validator

from scenarios.people import MomentSpan, Share, TimeSpan
from scenarios.phrases import coins, moment, number_span
from scenarios.problems import PhraseError
from scenarios.shapes import (
    Bilingual,
    Chosen,
    Context,
    Duration,
    Id,
    Listed,
    NotEmpty,
    Shape,
    phrase,
    phrase_in,
    word_of,
)
from scenarios.specs.spans import Span
from scenarios.specs.stockroom import (
    Amount,
    DeliverySpec,
    DifferenceSpec,
    Lying,
    OutageSpec,
    PuzzleSpec,
    RecallSpec,
    SalesSpec,
    StockroomSpec,
    TaskSpec,
    TransferSpec,
    TroubleSpec,
)
from scenarios.stockroom import phrases as words
from scenarios.stockroom.lists import ListShape
from simulator.kernel.goods import CAUSES, OWN, PRICE_CHANGES, SETTLEMENTS, TASKS

RESTS = ("nothing", "follows", "cancelled")


def _known(skus: tuple[str, ...], context: Context) -> None:
    """Every item is one that this shop stocks."""
    for sku in skus:
        if context.items and sku not in context.items:
            raise PhraseError("sku", sku, known=context.items)
        if context.stocked and sku not in context.stocked:
            raise PhraseError("stocked", sku, known=context.stocked)


def _amount(text: str, context: Context) -> Amount:
    found = words.goods(text)
    _known(found.skus, context)
    return found


def _lying(text: str, context: Context) -> Lying:
    found = words.lying(text)
    _known(found.goods.skus, context)
    return found


def _trouble(text: str, context: Context) -> TroubleSpec:
    found = words.trouble(text)
    _known((*found.goods.skus, *([found.other] if found.other else [])), context)
    return found


def _difference(text: str, context: Context) -> DifferenceSpec:
    found = words.difference(text)
    _known((*found.goods.skus, *([found.among] if found.among else [])), context)
    return found


def _supplier(text: str, context: Context) -> str:
    if text not in context.suppliers:
        raise PhraseError("supplier", text, known=context.suppliers)
    return text


def _store(text: str, context: Context) -> str:
    if text not in context.stores:
        raise PhraseError("store", text, known=context.stores)
    return text


def _usual(text: str, context: Context) -> str:
    if text not in context.usual:
        raise PhraseError("category", text, known=context.usual)
    return text


def _sku(text: str, context: Context) -> str:
    _known((text,), context)
    return text


Goods = Annotated[Amount, phrase_in(_amount)]
Troubles = Annotated[list[Annotated[TroubleSpec, phrase_in(_trouble)]], Listed]
Moment = Annotated[int, phrase_in(lambda text, context: moment(text, context.end))]
Price = Annotated[int, phrase_in(lambda text, context: coins(text, context.words.currency))]
Store = Annotated[str, phrase_in(_store)]


class DeliveryShape(Shape):
    """A delivery: what was ordered and the note says, and what of it is not so."""

    supplier: Annotated[str, phrase_in(_supplier)]
    arrives: MomentSpan
    goods: Annotated[list[Goods], Listed, NotEmpty]
    ordered: Share = 100
    troubles: Troubles = []
    driver_waits: TimeSpan = Span(600_000, 600_000)
    rest: Annotated[list[Annotated[str, word_of(RESTS)]], Chosen, NotEmpty] = ["nothing"]

    @model_validator(mode="after")
    def _of_that_supplier(self) -> "DeliveryShape":
        coming = {sku for goods in self.goods for sku in goods.skus}
        for trouble in self.troubles:
            for sku in trouble.goods.skus:
                if sku not in coming and trouble.kind not in ("over",):
                    raise PhraseError("known_word", sku, known=sorted(coming))
        return self

    def spec(self, id: str) -> DeliverySpec:
        rest = tuple("" if word == "nothing" else word for word in self.rest)
        return DeliverySpec(
            id, self.supplier, self.arrives, tuple(self.goods), self.ordered, tuple(self.troubles), self.driver_waits,
            rest,
        )  # fmt: skip


class RecallShape(Shape):
    """A recall notice about the lot of `item` that the shop has with that date."""

    item: Annotated[str, phrase_in(_sku)]
    until: Annotated[Span, phrase(words.until)]
    at: MomentSpan
    says: Bilingual
    chance: Share = 100

    def spec(self, id: str) -> RecallSpec:
        return RecallSpec(
            id, Amount((self.item,), Span(0, 0), until=self.until), self.at, self.says.text, self.chance
        )  # fmt: skip


class TransferShape(Shape):
    """Goods from (`from`) or for (`to`) another shop."""

    from_: Store | None = None
    to: Store | None = None
    at: MomentSpan
    goods: Annotated[list[Goods], Listed, NotEmpty]
    troubles: Troubles = []
    finds: Annotated[list[Annotated[str, word_of(SETTLEMENTS)]], Chosen, NotEmpty] = ["lost"]
    answers_after: TimeSpan = Span(30_000, 60_000)

    @model_validator(mode="after")
    def _one_way(self) -> "TransferShape":
        if (self.from_ is None) == (self.to is None):
            raise PhraseError("one_lead", "from, to" if self.from_ else "", known=("from", "to"))
        return self

    def spec(self, id: str) -> TransferSpec:
        store = self.from_ or self.to or ""
        return TransferSpec(
            id, store, self.from_ is not None, self.at, tuple(self.goods), tuple(self.troubles), tuple(self.finds),
            self.answers_after,
        )  # fmt: skip


class TaskShape(Shape):
    """Something that somebody asks for."""

    do: Annotated[str, word_of(TASKS)]
    at: MomentSpan = Span(1000, 1000)
    says: Bilingual
    place: Annotated[str, word_of(OWN)] = ""
    items: Annotated[list[Annotated[str, phrase_in(_sku)]], Listed] = []
    pick: Annotated[Span, phrase(lambda text: number_span(text, 1, 100))] = Span(0, 0)
    prices: dict[Annotated[str, phrase_in(_sku)], Annotated[list[Price], Chosen, NotEmpty]] = {}
    reason: Annotated[str, word_of(PRICE_CHANGES)] = ""

    @model_validator(mode="after")
    def _countable(self) -> "TaskShape":
        if (self.do == "prices") != bool(self.prices and self.reason):
            raise PhraseError("goes_with", "prices", other="prices, reason")
        if self.do == "count" and not (self.place and self.items):
            raise PhraseError("goes_with", "count", other="place, items")
        return self

    def spec(self, id: str) -> TaskSpec:
        prices = tuple((sku, tuple(each)) for sku, each in self.prices.items())
        return TaskSpec(
            id, self.do, self.at, self.says.text, self.place, tuple(self.items), self.pick, prices, self.reason
        )  # fmt: skip


class PuzzleShape(Shape):
    """A difference, and what its cause may be: `because: {stolen: {en: ..., zh: ...}, behind: {...}}`."""

    item: Annotated[str, phrase_in(_sku)]
    place: Annotated[str, word_of(OWN)]
    at: MomentSpan
    off_by: Annotated[Span, phrase(lambda text: number_span(text, 1, 1000))]
    says: Bilingual
    because: dict[Annotated[str, word_of(CAUSES)], Bilingual]
    swapped_with: Annotated[str, phrase_in(_sku)] = ""

    @model_validator(mode="after")
    def _has_causes(self) -> "PuzzleShape":
        if not self.because:
            raise PhraseError("filled", "{}")
        if ("wrong_goods" in self.because) != bool(self.swapped_with):
            raise PhraseError("goes_with", "wrong_goods", other="swapped with")
        return self

    def spec(self, id: str) -> PuzzleSpec:
        causes = tuple((cause, words.text) for cause, words in self.because.items())
        return PuzzleSpec(id, self.item, self.place, self.at, self.off_by, self.says.text, causes, self.swapped_with)


class OutageShape(Shape):
    """The power fails, and returns; what needs cooling goes bad where it takes longer than `keeps`."""

    at: MomentSpan
    into_a_receipt: TimeSpan | None = None
    lasts: TimeSpan
    keeps: Duration
    spoils: Annotated[list[Annotated[DifferenceSpec, phrase_in(_difference)]], Listed] = []
    fails: Bilingual
    returns: Bilingual

    def spec(self) -> OutageSpec:
        return OutageSpec(
            self.at,
            self.into_a_receipt,
            self.lasts,
            tuple(self.spoils),
            self.keeps,
            self.fails.text,
            self.returns.text,
        )


class SalesShape(Shape):
    """What the tills sell meanwhile: one sale after the other."""

    every: TimeSpan
    from_: Moment = 0
    until: Moment | None = None
    goods: Annotated[list[Goods], Listed, NotEmpty]

    @model_validator(mode="after")
    def _not_at_once(self) -> "SalesShape":
        if self.every.low < 1000:
            raise PhraseError("stream_pace", f"{self.every.low} ms")
        return self

    def spec(self, id: str, end: int) -> SalesSpec:
        return SalesSpec(id, self.every, self.from_, end if self.until is None else self.until, tuple(self.goods))


Says = Annotated[list[Annotated[str, word_of(("yes", "no"))]], Chosen, NotEmpty]


class ApprovesShape(Shape):
    """What the supervisor says to what they are asked; `yes or no` leaves it to the seed."""

    surplus: Says = ["yes"]
    no_order: Says = ["yes"]
    write_off: Says = ["yes"]
    mark_down: Says = ["yes"]
    adjust_stock: Says = ["yes"]
    post_count: Says = ["yes"]
    send_transfer: Says = ["yes"]
    settle_transfer: Says = ["yes"]
    return_to_supplier: Says = ["yes"]
    post_list: Says = ["yes"]

    def spec(self) -> dict[str, tuple[bool, ...]]:
        return {name: tuple(word == "yes" for word in getattr(self, name)) for name in self.model_fields_set}


class StockroomShape(Shape):
    """`stockroom:`"""

    stock: Annotated[list[Annotated[Lying, phrase_in(_lying)]], Listed] = []
    usual_stock: Annotated[list[Annotated[str, phrase_in(_usual)]], Listed] = []
    deliveries: dict[Id, DeliveryShape] = {}
    differences: Annotated[list[Annotated[DifferenceSpec, phrase_in(_difference)]], Listed] = []
    recalls: dict[Id, RecallShape] = {}
    transfers: dict[Id, TransferShape] = {}
    tasks: dict[Id, TaskShape] = {}
    puzzles: dict[Id, PuzzleShape] = {}
    lists: dict[Id, ListShape] = {}
    outage: OutageShape | None = None
    sales: dict[Id, SalesShape] = {}
    approves: ApprovesShape = ApprovesShape()

    def spec(self, end: int) -> StockroomSpec:
        return StockroomSpec(
            stock=tuple(self.stock),
            usual=tuple(self.usual_stock),
            deliveries=tuple(shape.spec(id) for id, shape in self.deliveries.items()),
            differences=tuple(self.differences),
            recalls=tuple(shape.spec(id) for id, shape in self.recalls.items()),
            transfers=tuple(shape.spec(id) for id, shape in self.transfers.items()),
            outage=self.outage.spec() if self.outage else None,
            puzzles=tuple(shape.spec(id) for id, shape in self.puzzles.items()),
            lists=tuple(shape.spec(id) for id, shape in self.lists.items()),
            tasks=tuple(shape.spec(id) for id, shape in self.tasks.items()),
            sales=tuple(shape.spec(id, end) for id, shape in self.sales.items()),
            approves=self.approves.spec(),
        )
