"""Which promotions a basket meets, in the order in which they work: ready made for each kind of buyer.

exclusive ─► competing ─► compound (fixed price, amount off, share off) ─► thresholds ─► coupons ─► own people
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from simulator.kernel.promotions import (
    Amount,
    BasketCoupon,
    BuyGet,
    Combination,
    Employee,
    Fixed,
    Flash,
    Goods,
    ItemCoupon,
    Nth,
    Percent,
    Promotion,
    Spend,
    SpendPercent,
    When,
)
from simulator.pos.pricing import bill, lines, pieces
from simulator.pos.pricing.basket import Basket
from simulator.pos.pricing.sheet import Sheet, Taken
from simulator.pos.pricing.works import COUNTED, LEFT, Gain, Work

LineWorker = Callable[[Any, list[Work]], list[Gain]]
BillWorker = Callable[[Any, Sheet, Sequence[int]], Taken]

ON_LINES: dict[type[Promotion], LineWorker] = {
    Fixed: lines.fixed,
    Combination: pieces.combination,
    Amount: lines.amount,
    BuyGet: pieces.buy_get,
    Percent: lines.percent,
    Nth: pieces.nth,
}
"""In the order in which compound ones work: fixed price, amount off, share off."""
CLASS: dict[type[Promotion], int] = {Fixed: 0, Combination: 0, Amount: 1, BuyGet: 1, Percent: 2, Nth: 2}
ALWAYS = When()
BEYOND = 10**18
"""More than any bill comes to."""
COUNTING = (Nth, BuyGet, Combination)
THRESHOLDS: dict[type[Promotion], BillWorker] = {Spend: bill.spend, SpendPercent: bill.spend_percent}
COUPONS: dict[type[Promotion], BillWorker] = {ItemCoupon: bill.item_coupon, BasketCoupon: bill.basket_coupon}
ON_BILL: dict[type[Promotion], BillWorker] = {**THRESHOLDS, **COUPONS, Employee: bill.employee}


class Covered(dict[tuple[str, str], bool]):
    """Which goods (sku, category) a promotion covers, as far as it was asked."""

    def __init__(self, promotion: Promotion) -> None:
        super().__init__()
        self._promotion = promotion

    def __missing__(self, goods: tuple[str, str]) -> bool:
        promotion = self._promotion
        if isinstance(promotion, Combination):
            found = any(part.goods.has(*goods) for part in promotion.parts)
        else:
            gift = promotion.gift if isinstance(promotion, BuyGet) else None
            found = promotion.goods.has(*goods) or (gift is not None and gift.has(*goods))
        self[goods] = found
        return found


class LineRule(msgspec.Struct, frozen=True):
    """A promotion on lines with the function that works it."""

    promotion: Promotion
    bit: int
    """Stands for it in what a good is covered by."""
    work: LineWorker
    covers: Covered
    timed: bool
    counts: bool
    """Pieces: each takes part once."""

    def among(self, works: list[Work]) -> list[Work]:
        """The lines that it covers and that have something left."""
        bit = self.bit
        found = [work for work in works if work.covered & bit and (work.pools[LEFT] > 0 or work.pools[COUNTED])]
        return [work for work in found if is_on(self.promotion, work.at)] if self.timed else found


class BillRule(msgspec.Struct, frozen=True):
    """A promotion on the bill with the function that works it."""

    promotion: Promotion
    work: BillWorker
    covers: Covered
    everything: bool
    timed: bool

    def on(self, sheet: Sheet) -> Taken:
        """What it would give, on the lines that it covers and that have something left."""
        rows = sheet.some(sheet.every)
        if not self.everything:
            covered = list(map(self.covers.__getitem__, zip(sheet.skus, sheet.categories, strict=True)))
            if not all(covered):
                rows = [row for row in rows if covered[row]]
        if self.timed:
            rows = [row for row in rows if is_on(self.promotion, sheet.at[row])]
        return self.work(self.promotion, sheet, rows)


class Touched(dict[str, dict[str, int]]):
    """Category -> sku -> the promotions on lines that cover it, a bit each: 0 need not come to the workbench."""

    def __init__(self, rules: Iterable[LineRule]) -> None:
        super().__init__()
        self._rules = tuple(rules)

    def __missing__(self, category: str) -> dict[str, int]:
        found = self[category] = _OfCategory(category, self._rules)
        return found


class _OfCategory(dict[str, int]):
    def __init__(self, category: str, rules: Iterable[LineRule]) -> None:
        super().__init__()
        self._category, self._rules = category, rules

    def __missing__(self, sku: str) -> int:
        found = self[sku] = sum([rule.bit for rule in self._rules if rule.covers[sku, self._category]])
        return found


class Plan:
    """The promotions that are open to a buyer. When they are on is asked of each line."""

    def __init__(self, promotions: Iterable[Promotion], *, employee: bool) -> None:
        ordered = sorted(promotions, key=lambda promotion: (promotion.priority, promotion.id))
        on_lines = [_line_rule(one, 1 << n) for n, one in enumerate(ordered) if type(one) not in ON_BILL]
        self.touched = Touched(on_lines)
        self.exclusive = [r for r in on_lines if type(r.promotion) is Flash or r.promotion.together == "exclusive"]
        rest = [rule for rule in on_lines if type(rule.promotion) is not Flash]
        self.best = [rule for rule in rest if rule.promotion.together == "best"]
        compound = [rule for rule in rest if rule.promotion.together == "compound"]
        self.compound = sorted(compound, key=lambda rule: CLASS[type(rule.promotion)])
        on_bill = [_bill_rule(one) for one in ordered if type(one) in ON_BILL]
        thresholds = [rule for rule in on_bill if type(rule.promotion) in THRESHOLDS]
        self.exclusive_thresholds = [rule for rule in thresholds if rule.promotion.together == "exclusive"]
        self.best_thresholds = [rule for rule in thresholds if rule.promotion.together == "best"]
        self.rest = [rule for rule in thresholds if rule.promotion.together == "compound"]
        """What follows on the bill, one after the other."""
        for kind in (ItemCoupon, BasketCoupon, *((Employee,) if employee else ())):
            self.rest += [rule for rule in on_bill if type(rule.promotion) is kind]
        one_by_one = not self.exclusive_thresholds and len(self.best_thresholds) < 2
        self.plainly = one_by_one and all(type(r.promotion) is Spend and not r.timed for r in on_bill)
        """Whether nothing is given on the bill but amounts off once it comes to so much, whenever that is."""
        self.spends = [r.promotion for r in (*self.best_thresholds, *self.rest) if isinstance(r.promotion, Spend)]
        """Then these are all, one after the other."""
        self.on_bill = on_bill


class Plain(dict[str, bool]):
    """Sku -> whether no promotion of a plan on lines covers it, and each of those on the bill does: for plans that give
    nothing on the bill but amounts. By sku alone, as every scan asks for all of a basket's.
    """

    def __init__(self, plan: Plan, goods: Mapping[str, tuple[str, str]]) -> None:
        super().__init__()
        self._touched, self._on_bill = plan.touched, plan.on_bill
        self.goods = goods
        """Sku -> what promotions know it by."""
        self.all_of_it = plan.plainly
        """Whether there is nothing else on the bill."""
        self.spends = plan.spends
        self.least = min([tier.reach for promotion in self.spends for tier in promotion.tiers], default=BEYOND)
        """None of them gives anything on less than this."""

    def __missing__(self, sku: str) -> bool:
        goods = self.goods[sku]
        touched = self._touched[goods[1]][goods[0]]
        found = self[sku] = not touched and all(rule.covers[goods] for rule in self._on_bill)
        return found


def open_to(promotion: Promotion, basket: Basket) -> bool:
    """Whether who buys, and the coupons they brought, open it."""
    return (basket.member or not promotion.members) and (not promotion.coupon or promotion.coupon in basket.coupons)


def _line_rule(promotion: Promotion, bit: int) -> LineRule:
    worker, timed = ON_LINES.get(type(promotion), lines.flash), promotion.when != ALWAYS
    return LineRule(promotion, bit, worker, Covered(promotion), timed, isinstance(promotion, COUNTING))


def _bill_rule(promotion: Promotion) -> BillRule:
    everything = promotion.goods == Goods(everything=True)
    return BillRule(promotion, ON_BILL[type(promotion)], Covered(promotion), everything, promotion.when != ALWAYS)


def is_on(promotion: Promotion, at: str) -> bool:
    """Whether a promotion is on at a moment of the shop's clock (ISO local time); one with times never without it."""
    when = promotion.when
    if not at:
        return when == ALWAYS
    if (when.since and at < when.since) or (when.until and at >= when.until):
        return False
    if when.weekdays and date.fromisoformat(at[:10]).weekday() not in when.weekdays:
        return False
    clock = at[11:]
    return not when.hours or any(first <= clock < last for first, last in when.hours)
