"""From a basket to a bill, in one fixed order. A pure function of the basket: nothing is remembered, nothing stacks.

    shelf price ─► member price ─► exclusive ─► competing ─► compound ─► thresholds ─► coupons ─► own people
                ─► by hand ─► small change ─► tax

The order is that of Dynamics 365 Commerce (exclusive first; then the best price competes with the compound set;
compound ones as fixed price, amount off, share off; thresholds after the others). Before anything else, lines are put
into a canonical order, so that the order of scanning changes no figure.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from simulator.kernel.money import divide
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
from simulator.pos.pricing.basket import (
    CLOSED,
    COUNTED,
    LEFT,
    SETTLED,
    Basket,
    BasketLine,
    Gain,
    Priced,
    Step,
    Work,
    settle,
)
from simulator.pos.pricing.tax import taxed

Worker = Callable[[Any, list[Work]], list[Gain]]

ON_LINES: dict[type[Promotion], Worker] = {
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
ON_BILL: dict[type[Promotion], Worker] = {Spend: bill.spend, SpendPercent: bill.spend_percent}
COUPONS: dict[type[Promotion], Worker] = {ItemCoupon: bill.item_coupon, BasketCoupon: bill.basket_coupon}


class Rule(NamedTuple):
    """A promotion with the function that works it, and which goods (sku, category) it has been found to cover."""

    promotion: Promotion
    work: Worker
    covers: dict[tuple[str, str], bool]
    timed: bool

    def among(self, works: list[Work]) -> list[Work]:
        """The lines that it covers and that have something left."""
        covers = self.covers
        try:
            found = [work for work in works if covers[work.goods] and (work.pools[LEFT] > 0 or work.pools[COUNTED])]
        except KeyError:
            for work in works:
                covers[work.goods] = self._covers(*work.goods)
            return self.among(works)
        return [work for work in found if is_on(self.promotion, work.at)] if self.timed else found

    def _covers(self, sku: str, category: str) -> bool:
        promotion = self.promotion
        if isinstance(promotion, Combination):
            return any(part.goods.has(sku, category) for part in promotion.parts)
        if isinstance(promotion, BuyGet) and promotion.gift is not None and promotion.gift.has(sku, category):
            return True
        return promotion.goods.has(sku, category)

    @property
    def order(self) -> tuple[int, str]:
        return self.promotion.priority, self.promotion.id


class Pricer:
    """A shop's policy and promotions, made ready to price baskets."""

    def __init__(self, policy: Policy, promotions: Iterable[Promotion] = ()) -> None:
        self.policy = policy
        self.promotions = {promotion.id: promotion for promotion in promotions}
        rules = [Rule(p, _worker(p), {}, p.when != ALWAYS) for p in self.promotions.values()]
        rules.sort(key=lambda rule: rule.order)
        self.timed = any(rule.timed for rule in rules)
        """Whether it matters when something was rung up."""
        on_lines = [rule for rule in rules if type(rule.promotion) in ON_LINES]
        self._exclusive = [
            rule
            for rule in rules
            if type(rule.promotion) is Flash or (rule in on_lines and rule.promotion.together == "exclusive")
        ]
        self._best = [rule for rule in on_lines if rule.promotion.together == "best"]
        compound = [rule for rule in on_lines if rule.promotion.together == "compound"]
        self._compound = sorted(compound, key=lambda rule: (CLASS[type(rule.promotion)], *rule.order))
        self._bill = [rule for rule in rules if type(rule.promotion) in ON_BILL]
        self._coupons = sorted(
            (rule for rule in rules if type(rule.promotion) in COUPONS),
            key=lambda rule: (type(rule.promotion) is BasketCoupon, *rule.order),
        )
        self._employee = [rule for rule in rules if type(rule.promotion) is Employee]

    @property
    def line_by_line(self) -> bool:
        """Whether no line's price depends on another, and the total is what its lines add up to."""
        return not self.promotions and not self.policy.courtesy_step and self.policy.tax_inclusive

    def price(self, basket: Basket) -> Priced:
        """The bill for a basket."""
        steps: list[Step] = []
        works = _workbench(basket, steps)
        open_ = [work for work in works if work.pools[LEFT]] if self.promotions else []
        if open_:
            self._promote(basket, open_, steps)
        return self._finish(basket, works, steps)

    # --- promotions

    def _promote(self, basket: Basket, works: list[Work], steps: list[Step]) -> None:
        def live(rules: list[Rule]) -> list[Rule]:
            return [rule for rule in rules if _applies(rule.promotion, basket)]

        for rule in live(self._exclusive):
            if type(rule.promotion) is Flash:
                gains = lines.flash(rule.promotion, rule.among(works), basket.quotas.get(rule.promotion.id))
            else:
                gains = rule.work(rule.promotion, rule.among(works))
            settle(gains, rule.promotion.id, CLOSED, steps)
        compound = live(self._compound)
        best = live(self._best)
        if best:
            _compete(best, compound, works, steps)
        _compound(compound, works, steps)
        bill.collapse(works)
        thresholds = live(self._bill)
        for rule in thresholds:
            if rule.promotion.together == "exclusive":
                settle(rule.work(rule.promotion, rule.among(works)), rule.promotion.id, CLOSED, steps)
        for rule in (*_best(thresholds, works), *(r for r in thresholds if r.promotion.together == "compound")):
            settle(rule.work(rule.promotion, rule.among(works)), rule.promotion.id, LEFT, steps)
        for rule in (*live(self._coupons), *(live(self._employee) if basket.employee else ())):
            settle(rule.work(rule.promotion, rule.among(works)), rule.promotion.id, LEFT, steps)

    def _finish(self, basket: Basket, works: list[Work], steps: list[Step]) -> Priced:
        kept = [work.pools[CLOSED] for work in works]
        bill.unite(works)
        for work in works:
            if work.line.by_hand:
                settle(bill.spread([work], work.line.by_hand), "by_hand", LEFT, steps)
        goods = [work for work in works if not work.line.value]
        if basket.by_hand:
            settle(bill.spread(goods, basket.by_hand), "by_hand", LEFT, steps)
        courtesy = 0
        if self.policy.courtesy_step:
            dropped = self.policy.courtesy(sum(work.pools[LEFT] for work in works))
            courtesy = settle(bill.spread(goods, dropped), "courtesy", LEFT, steps)
        points = sum([max(0, work.pools[LEFT] - closed) for work, closed in zip(works, kept, strict=True)])
        priced = taxed(self.policy, works)
        discount = sum([line.discount for line in priced])
        tax = sum([line.tax for line in priced])
        net = sum([line.net for line in priced])
        by_line = {line.line: line for line in priced}
        told = tuple([by_line[line.line] for line in basket.lines])
        below = tuple(sorted([work.line.line for work in works if work.line.cost and _below_cost(work)]))
        return Priced(told, net + tax, net, tax, discount, courtesy, tuple(steps), points, below)


def _worker(promotion: Promotion) -> Worker:
    kind = type(promotion)
    worker = ON_LINES.get(kind) or ON_BILL.get(kind) or COUPONS.get(kind)
    return worker or (lines.flash if kind is Flash else bill.employee)


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


def _workbench(basket: Basket, steps: list[Step]) -> list[Work]:
    """Lines in canonical order, with their gross; members' prices, and what promotions have to leave alone."""
    works = []
    for line in sorted(basket.lines, key=_canonical):
        grams = line.grams
        gross = line.gross or (divide(line.price * grams, 1000) if grams else line.price * line.quantity)
        work = Work(line, gross, line.at or basket.at)
        works.append(work)
        if not line.promoted:
            work.pools = [0, 0, 0, gross]
        elif basket.member and line.member_price:
            member = lines.scaled(line.member_price, work, line.quantity)
            if member < gross:
                settle([(work, LEFT, line.quantity, gross, gross - member)], "member", LEFT, steps)
    return works


def _canonical(line: BasketLine) -> tuple[object, ...]:
    """Complete but for what changes no figure: lines that are equal in all this may change places."""
    return (
        -line.price, line.sku, line.quantity, line.grams, line.gross, line.rate, line.member_price, line.by_hand,
        line.promoted, line.at, line.value,
    )  # fmt: skip


def _compound(rules: Sequence[Rule], works: list[Work], steps: list[Step]) -> int:
    """One after the other, each on what those before have left; returns what they gave."""
    given = 0
    for rule in rules:
        # a share off works on counted pieces too, and leaves them where they are
        into = COUNTED if isinstance(rule.promotion, COUNTING) else None
        given += settle(rule.work(rule.promotion, rule.among(works)), rule.promotion.id, into, steps)
    return given


def _compete(best: list[Rule], compound: list[Rule], works: list[Work], steps: list[Step]) -> None:
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


def _advantage(gains: list[Gain], compound: list[Rule]) -> int:
    """What a competing promotion gives beyond what the compound ones would give on the same pieces."""
    off = _given(gains)
    if not off:
        return 0
    return off - _compound(compound, [work.copy(units) for work, _, units, _, _ in gains], [])


def _given(gains: list[Gain]) -> int:
    return sum(off for _, _, _, _, off in gains)


def _best(thresholds: list[Rule], works: list[Work]) -> list[Rule]:
    """Of the competing thresholds the one that gives most."""
    best = [rule for rule in thresholds if rule.promotion.together == "best"]
    if len(best) > 1:
        worth = {rule.promotion.id: _given(rule.work(rule.promotion, rule.among(works))) for rule in best}
        best = [max(best, key=lambda rule: worth[rule.promotion.id])]
    return best


def _below_cost(work: Work) -> bool:
    line = work.line
    return work.pools[LEFT] < lines.scaled(line.cost, work, line.quantity)
