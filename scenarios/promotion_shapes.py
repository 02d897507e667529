"""Promotions as they are written: one shape a kind. `promotion_source` reads a group of them.

Shared keys: `kind`, `name`, `goods`, `except`, `from`, `until`, `days`, `hours`, `priority`, `together`, `members`,
`coupon`. What a kind adds is in its shape; docs/promotions.md has a worked example of each.
"""

import re
from itertools import pairwise
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import PlainValidator, ValidationInfo

from scenarios import phrases
from scenarios.amounts import Moment, Money, MoneyOrNone, Share, above_zero, share, trade_of
from scenarios.problems import PhraseError
from scenarios.shapes import Bilingual, Listed, Shape, YesNo, phrase, scalar, whole, word_of
from simulator.kernel import promotions as p

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TOGETHER = ("exclusive", "best", "compound")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d) to ([01]\d|2[0-4]):([0-5]\d)")
_NTH = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?")
_PART = re.compile(r"(.+?) x(\d{1,3})")


# --- phrases ---------------------------------------------------------------------------------------------------------


def _goods(value: object, info: ValidationInfo) -> p.Goods:
    """`all`, a code, `category NAME`, or a list of them."""
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words:
        raise PhraseError("goods", "[]" if isinstance(words, list) else "{...}")
    trade = trade_of(info)
    skus, categories, everything = [], [], False
    for word in words:
        text = phrases.tidy(scalar(word))
        if text == "all":
            everything = True
        elif text.startswith("category "):
            category = text.removeprefix("category ").strip()
            if trade.categories and category not in trade.categories:
                raise PhraseError("category", category, known=sorted(trade.categories))
            categories.append(category)
        elif trade.skus and text not in trade.skus:
            raise PhraseError("sku", text, known=sorted(trade.skus))
        else:
            skus.append(text)
    return p.Goods(everything, tuple(skus), tuple(categories))


def _hours(text: str) -> tuple[str, str]:
    found = _HOURS.fullmatch(phrases.tidy(text))
    if not found or f"{found[1]}:{found[2]}" >= f"{found[3]}:{found[4]}":
        raise PhraseError("hours", text)
    return f"{found[1]}:{found[2]}", f"{found[3]}:{found[4]}"


def _day(text: str) -> int:
    words = phrases.tidy(text).casefold()[:3]
    if words not in DAYS:
        raise PhraseError("weekday", text, known=DAYS)
    return DAYS.index(words)


def _nth(text: str) -> int:
    found = _NTH.fullmatch(phrases.tidy(text))
    if not found or int(found[1]) < 2:
        raise PhraseError("nth", text)
    return int(found[1])


def _off(value: object, info: ValidationInfo) -> tuple[int, int]:
    """(amount, share): `5.00` or `20%`."""
    words = phrases.tidy(scalar(value))
    currency = trade_of(info).currency
    if words.endswith("%"):
        return 0, share(words)
    try:
        return above_zero(words, currency), 0
    except PhraseError:
        raise PhraseError("off", words, example=currency.format(500)) from None


class Step(NamedTuple):
    """A tier with what was written: pieces or an amount to reach, a share or an amount off."""

    tier: p.Tier
    pieces: bool
    share: bool
    words: str


def _tiers(value: object, info: ValidationInfo) -> tuple[Step, ...]:
    """`200 off 30` or `2 pieces off 10%`; a list of them, rising."""
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words:
        raise PhraseError("tiers", "", example="[100 off 10, 200 off 30]")
    tiers = tuple(_tier(phrases.tidy(scalar(word)), info) for word in words)
    rising = all(a.tier.reach < b.tier.reach and a.tier.off < b.tier.off for a, b in pairwise(tiers))
    if not rising:
        raise PhraseError("tiers_rise", ", ".join(scalar(word) for word in words))
    return tiers


def _tier(words: str, info: ValidationInfo) -> Step:
    reach, off, given = words.partition(" off ")
    if not off:
        raise PhraseError("tiers", words, example="100 off 10")
    pieces = re.fullmatch(r"(\d{1,4}) pieces?", reach)
    currency = trade_of(info).currency
    if given.endswith("%"):
        least = max(1, int(pieces[1])) if pieces else above_zero(reach, currency)
        return Step(p.Tier(least, share(given)), bool(pieces), True, words)
    amount = above_zero(given, currency)
    if above_zero(reach, currency) < amount:
        raise PhraseError("gives_more", words)
    return Step(p.Tier(above_zero(reach, currency), amount), False, False, words)


def _parts(value: object, info: ValidationInfo) -> tuple[p.Part, ...]:
    if not isinstance(value, list) or not value:
        raise PhraseError("parts", scalar(value) if isinstance(value, str) else "")
    parts = []
    for word in value:
        text = phrases.tidy(scalar(word))
        counted = _PART.fullmatch(text)
        count = int(counted[2]) if counted else 1
        parts.append(p.Part(_goods(counted[1] if counted else text, info), max(1, count)))
    if sum(part.count for part in parts) < 2:
        raise PhraseError("parts", ", ".join(scalar(word) for word in value))
    return tuple(parts)


Goods = Annotated[p.Goods, PlainValidator(_goods)]
Tiers = Annotated[tuple[Step, ...], PlainValidator(_tiers)]
Off = Annotated[tuple[int, int], PlainValidator(_off)]
Whole = Annotated[int, whole(1, 9999)]


# --- shapes ----------------------------------------------------------------------------------------------------------


class PromotionShape(Shape):
    """The keys that every kind has."""

    kind_: ClassVar[type[p.AnyPromotion]]

    kind: Annotated[str, phrase(str)]
    name: Bilingual
    goods: Goods = p.Goods(everything=True)
    except_: Goods = p.Goods()
    from_: Moment = ""
    until: Moment = ""
    days: Annotated[list[Annotated[int, phrase(_day)]], Listed] = []
    hours: Annotated[list[Annotated[tuple[str, str], phrase(_hours)]], Listed] = []
    priority: Annotated[int, whole(1, 999)] = 100
    together: Annotated[p.Together, word_of(TOGETHER)] = "compound"
    members: YesNo = False
    coupon: Annotated[str, phrase(lambda text: text.strip())] = ""

    def spec(self, id: str) -> p.AnyPromotion:
        goods = p.Goods(
            self.goods.everything,
            self.goods.skus,
            self.goods.categories,
            self.except_.skus,
            self.except_.categories,
        )
        when = p.When(self.from_, self.until, tuple(self.days), tuple(self.hours))
        common: dict[str, Any] = {
            "id": id,
            "name": self.name.text,
            "goods": goods,
            "when": when,
            "priority": self.priority,
            "together": self.together,
            "members": self.members,
            "coupon": self.coupon,
        }
        return self.kind_(**common, **self.own())

    def own(self) -> dict[str, Any]:
        """The fields that only this kind has."""
        return {}


class PercentShape(PromotionShape):
    kind_ = p.Percent
    off: Share

    def own(self) -> dict[str, Any]:
        return {"off": self.off}


class EmployeeShape(PromotionShape):
    kind_ = p.Employee
    off: Share

    def own(self) -> dict[str, Any]:
        return {"off": self.off}


class AmountShape(PromotionShape):
    kind_ = p.Amount
    off: Money

    def own(self) -> dict[str, Any]:
        return {"off": self.off}


class FixedShape(PromotionShape):
    kind_ = p.Fixed
    price: MoneyOrNone

    def own(self) -> dict[str, Any]:
        return {"price": self.price}


class FlashShape(PromotionShape):
    kind_ = p.Flash
    price: MoneyOrNone
    quota: Whole = 0
    each: Whole = 0

    def own(self) -> dict[str, Any]:
        return {"price": self.price, "quota": self.quota, "each": self.each}


class NthShape(PromotionShape):
    kind_ = p.Nth
    nth: Annotated[int, phrase(_nth)]
    off: Share

    def own(self) -> dict[str, Any]:
        return {"nth": self.nth, "off": self.off}


class BuyGetShape(PromotionShape):
    kind_ = p.BuyGet
    buy: Whole
    get: Whole
    gift: Goods | None = None

    def own(self) -> dict[str, Any]:
        return {"buy": self.buy, "get": self.get, "gift": self.gift}


class CombinationShape(PromotionShape):
    kind_ = p.Combination
    parts: Annotated[tuple[p.Part, ...], PlainValidator(_parts)]
    price: Money

    def own(self) -> dict[str, Any]:
        return {"parts": self.parts, "price": self.price}


class SpendShape(PromotionShape):
    kind_ = p.Spend
    steps: Tiers
    every: YesNo = False

    def own(self) -> dict[str, Any]:
        return {"tiers": tuple(step.tier for step in self.steps), "every": self.every}

    def steps_expected(self) -> tuple[str, str] | None:
        """An example and what was written, where a step takes a share off: 满减 takes amounts."""
        wrong = next((step for step in self.steps if step.share), None)
        return ("[100 off 10, 200 off 30]", wrong.words) if wrong else None


class SpendPercentShape(PromotionShape):
    kind_ = p.SpendPercent
    steps: Tiers
    pieces: YesNo = False

    def own(self) -> dict[str, Any]:
        return {"tiers": tuple(step.tier for step in self.steps), "pieces": self.pieces}

    def steps_expected(self) -> tuple[str, str] | None:
        """An example and what was written, where a step takes no share off, or counts what the promotion does not."""
        wrong = next((step for step in self.steps if not step.share or step.pieces != self.pieces), None)
        example = "[2 pieces off 10%, 3 pieces off 20%]" if self.pieces else "[100 off 10%, 200 off 15%]"
        return (example, wrong.words) if wrong else None


class ItemCouponShape(PromotionShape):
    kind_: ClassVar[type[p.AnyPromotion]] = p.ItemCoupon
    off: Off
    reach: Money = 0

    def own(self) -> dict[str, Any]:
        amount, part = self.off
        return {"off": amount, "share": part, "reach": self.reach}


class BasketCouponShape(ItemCouponShape):
    kind_ = p.BasketCoupon


KINDS: dict[str, type[PromotionShape]] = {
    "percent off": PercentShape,
    "amount off": AmountShape,
    "fixed price": FixedShape,
    "flash sale": FlashShape,
    "nth piece": NthShape,
    "buy and get": BuyGetShape,
    "combination": CombinationShape,
    "spend and save": SpendShape,
    "spend and discount": SpendPercentShape,
    "item coupon": ItemCouponShape,
    "basket coupon": BasketCouponShape,
    "employee": EmployeeShape,
}
"""What `kind` may say."""
