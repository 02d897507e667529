"""From a basket to a bill, in one fixed order. A pure function of the basket: nothing is remembered, nothing stacks.

    shelf price ─► member price ─► exclusive ─► competing ─► compound ─► thresholds ─► coupons ─► own people
                ─► by hand ─► small change ─► tax

The order is that of Dynamics 365 Commerce (exclusive first; then the best price competes with the compound set;
compound ones as fixed price, amount off, share off; thresholds after the others). Before anything else, lines are put
into a canonical order, so that the order of scanning changes no figure.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import repeat
from operator import add, sub
from typing import Any, NamedTuple, TypeVar

from simulator.kernel.policy import Policy
from simulator.kernel.promotions import (
    Amount,
    BasketCoupon,
    BuyGet,
    Combination,
    Employee,
    Fixed,
    Flash,
    ItemCoupon,
    Nth,
    Percent,
    Promotion,
    Spend,
    SpendPercent,
    When,
)
from simulator.pos.pricing import bill, lines, pieces
from simulator.pos.pricing.basket import Basket, BasketLine, Priced, PricedLine, Step
from simulator.pos.pricing.sheet import Sheet, Taken
from simulator.pos.pricing.tax import taxes
from simulator.pos.pricing.works import CLOSED, COUNTED, LEFT, SETTLED, Gain, Work, settle

R = TypeVar("R", "LineRule", "BillRule")
LineWorker = Callable[[Any, list[Work]], list[Gain]]
BillWorker = Callable[[Any, Sheet, list[int]], Taken]

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


class LineRule(NamedTuple):
    """A promotion on lines with the function that works it."""

    promotion: Promotion
    work: LineWorker
    covers: Covered
    timed: bool

    def among(self, works: list[Work]) -> list[Work]:
        """The lines that it covers and that have something left."""
        covers = self.covers
        found = [work for work in works if covers[work.goods] and (work.pools[LEFT] > 0 or work.pools[COUNTED])]
        return [work for work in found if is_on(self.promotion, work.at)] if self.timed else found


class BillRule(NamedTuple):
    """A promotion on the bill with the function that works it."""

    promotion: Promotion
    work: BillWorker
    covers: Covered
    timed: bool

    def on(self, sheet: Sheet) -> Taken:
        """What it would give."""
        return self.work(self.promotion, sheet, self.rows(sheet))

    def rows(self, sheet: Sheet) -> list[int]:
        """Those that it covers and that have something left."""
        covers = self.covers
        found = [row for row, goods in enumerate(sheet.goods) if covers[goods] and sheet.left[row] > 0]
        return [row for row in found if is_on(self.promotion, sheet.at[row])] if self.timed else found


class Touched(dict[tuple[str, str], bool]):
    """Which goods (sku, category) any promotion on lines covers: others need not come to the workbench."""

    def __init__(self, rules: Iterable[LineRule]) -> None:
        super().__init__()
        self._rules = tuple(rules)

    def __missing__(self, goods: tuple[str, str]) -> bool:
        found = self[goods] = any([rule.covers[goods] for rule in self._rules])
        return found


class Pricer:
    """A shop's policy and promotions, made ready to price baskets."""

    def __init__(self, policy: Policy, promotions: Iterable[Promotion] = ()) -> None:
        self.policy = policy
        self.promotions = {promotion.id: promotion for promotion in promotions}
        ordered = sorted(self.promotions.values(), key=_order)
        self.timed = any(promotion.when != ALWAYS for promotion in ordered)
        """Whether it matters when something was rung up."""
        on_lines = [_line_rule(promotion) for promotion in ordered if type(promotion) not in ON_BILL]
        self._exclusive = [
            rule for rule in on_lines if type(rule.promotion) is Flash or rule.promotion.together == "exclusive"
        ]
        rest = [rule for rule in on_lines if type(rule.promotion) is not Flash]
        self._best = [rule for rule in rest if rule.promotion.together == "best"]
        compound = [rule for rule in rest if rule.promotion.together == "compound"]
        self._compound = sorted(compound, key=lambda rule: CLASS[type(rule.promotion)])
        self._touched = Touched(on_lines)
        on_bill = [_bill_rule(promotion) for promotion in ordered if type(promotion) in ON_BILL]
        self._thresholds = [rule for rule in on_bill if type(rule.promotion) in THRESHOLDS]
        coupons = [rule for rule in on_bill if type(rule.promotion) in COUPONS]
        self._coupons = sorted(coupons, key=lambda rule: type(rule.promotion) is BasketCoupon)
        self._employee = [rule for rule in on_bill if type(rule.promotion) is Employee]

    @property
    def line_by_line(self) -> bool:
        """Whether no line's price depends on another, and the total is what its lines add up to."""
        return not self.promotions and not self.policy.courtesy_step and self.policy.tax_inclusive

    def price(self, basket: Basket) -> Priced:
        """The bill for a basket."""
        if not basket.lines:
            return EMPTY
        sheet = Sheet(basket)
        if self.promotions:
            self._on_lines(basket, sheet)
            self._on_bill(basket, sheet)
        return self._finish(basket, sheet)

    def _on_lines(self, basket: Basket, sheet: Sheet) -> None:
        touched, left = self._touched, sheet.left
        works = [
            Work(sheet.lines[row], goods, left[row], sheet.at[row], row)
            for row, goods in enumerate(sheet.goods)
            if touched[goods] and left[row]
        ]
        if not works:
            return
        steps = sheet.steps
        for rule in _live(self._exclusive, basket):
            if type(rule.promotion) is Flash:
                gains = lines.flash(rule.promotion, rule.among(works), basket.quotas.get(rule.promotion.id))
            else:
                gains = rule.work(rule.promotion, rule.among(works))
            settle(gains, rule.promotion.id, CLOSED, steps)
        compound = _live(self._compound, basket)
        best = _live(self._best, basket)
        if best:
            _compete(best, compound, works, steps)
        _compound(compound, works, steps)
        sheet.collapse(works)

    def _on_bill(self, basket: Basket, sheet: Sheet) -> None:
        thresholds = _live(self._thresholds, basket)
        for rule in thresholds:
            if rule.promotion.together == "exclusive":
                taken = rule.on(sheet)
                sheet.take(taken, rule.promotion.id)
                sheet.close(taken.rows)
        compound = [rule for rule in thresholds if rule.promotion.together == "compound"]
        employee = _live(self._employee, basket) if basket.employee else []
        for rule in (*_best(thresholds, sheet), *compound, *_live(self._coupons, basket), *employee):
            sheet.take(rule.on(sheet), rule.promotion.id)

    def _finish(self, basket: Basket, sheet: Sheet) -> Priced:
        sheet.unite()
        every = list(range(len(sheet.lines)))
        for row, line in enumerate(sheet.lines):
            if line.by_hand:
                sheet.take(sheet.spread([row], line.by_hand), "by_hand")
        if basket.by_hand:
            sheet.take(sheet.spread(every, basket.by_hand), "by_hand")
        courtesy = 0
        if self.policy.courtesy_step:
            courtesy = sheet.take(sheet.spread(every, self.policy.courtesy(sum(sheet.left))), "courtesy")
        charged, gross = sheet.left, sheet.gross
        tax = taxes(self.policy, charged, sheet.rates)
        net = list(map(sub, charged, tax)) if self.policy.tax_inclusive else charged
        totals = charged if self.policy.tax_inclusive else list(map(add, charged, tax))
        off = list(map(sub, gross, charged))
        told = map(NEW_LINE, repeat(PricedLine), zip(sheet.numbers, gross, off, totals, net, tax))
        by_line = dict(zip(sheet.numbers, told))
        return Priced(
            tuple([by_line[line[0]] for line in basket.lines]),
            sum(totals),
            sum(net),
            sum(tax),
            sum(off),
            courtesy,
            tuple(sheet.steps),
            sum(charged) if not any(sheet.kept) else sum([max(0, c - k) for c, k in zip(charged, sheet.kept)]),
            tuple(sorted([line.line for row, line in enumerate(sheet.lines) if line.cost and charged[row] < lines.scaled(line.cost, line, line.quantity)])),
        )


NEW_LINE: Callable[[type[PricedLine], tuple[object, ...]], PricedLine] = tuple.__new__
EMPTY = Priced((), 0, 0, 0, 0, 0, (), 0, ())


def _order(promotion: Promotion) -> tuple[int, str]:
    return promotion.priority, promotion.id


def _line_rule(promotion: Promotion) -> LineRule:
    worker = ON_LINES.get(type(promotion), lines.flash)
    return LineRule(promotion, worker, Covered(promotion), promotion.when != ALWAYS)


def _bill_rule(promotion: Promotion) -> BillRule:
    return BillRule(promotion, ON_BILL[type(promotion)], Covered(promotion), promotion.when != ALWAYS)


def _live(rules: list[R], basket: Basket) -> list[R]:
    return [rule for rule in rules if _applies(rule.promotion, basket)]


def _applies(promotion: Promotion, basket: Basket) -> bool:
    if promotion.members and not basket.member:
        return False
    if promotion.coupon and promotion.coupon not in basket.coupons:
        return False
    return promotion.when == ALWAYS or basket.own_times or is_on(promotion, basket.at)


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


def _compound(rules: Sequence[LineRule], works: list[Work], steps: list[Step]) -> int:
    """One after the other, each on what those before have left; returns what they gave."""
    given = 0
    for rule in rules:
        # a share off works on counted pieces too, and leaves them where they are
        into = COUNTED if isinstance(rule.promotion, COUNTING) else None
        given += settle(rule.work(rule.promotion, rule.among(works)), rule.promotion.id, into, steps)
    return given


def _compete(best: list[LineRule], compound: list[LineRule], works: list[Work], steps: list[Step]) -> None:
    """The best price on the same pieces wins: a competing promotion alone, or all compound ones together.

    Those that count pieces compete with their whole group; those on a line, line by line.
    """
    counting = [rule for rule in best if isinstance(rule.promotion, COUNTING)]
    while counting:
        tried = [(rule, rule.work(rule.promotion, rule.among(works))) for rule in counting]
        gain, rule, gains = max(
            ((_advantage(gains, compound), rule, gains) for rule, gains in tried),
            key=lambda found: (found[0], -found[1].promotion.priority),
        )
        if gain <= 0:
            break
        settle(gains, rule.promotion.id, SETTLED, steps)
        counting.remove(rule)
    single = [rule for rule in best if not isinstance(rule.promotion, COUNTING)]
    for work in works if single else ():
        offers = [(rule, rule.work(rule.promotion, rule.among([work]))) for rule in single]
        rule, gains = max(offers, key=lambda offer: _given(offer[1]))
        if _advantage(gains, compound) > 0:
            settle(gains, rule.promotion.id, SETTLED, steps)


def _advantage(gains: list[Gain], compound: list[LineRule]) -> int:
    """What a competing promotion gives beyond what the compound ones would give on the same pieces."""
    off = _given(gains)
    if not off:
        return 0
    return off - _compound(compound, [work.copy(units) for work, _, units, _, _ in gains], [])


def _given(gains: list[Gain]) -> int:
    return sum(off for _, _, _, _, off in gains)


def _best(thresholds: list[BillRule], sheet: Sheet) -> list[BillRule]:
    """Of the competing thresholds the one that gives most."""
    best = [rule for rule in thresholds if rule.promotion.together == "best"]
    return best if len(best) < 2 else [max(best, key=lambda rule: rule.on(sheet).given)]
