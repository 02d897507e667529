"""From a basket to a bill, in one fixed order. A pure function of the basket: nothing is remembered, nothing stacks.

    shelf price ─► member price ─► exclusive ─► competing ─► compound ─► thresholds ─► coupons ─► own people
                ─► by hand ─► small change ─► tax

The order is that of Dynamics 365 Commerce (exclusive first; then the best price competes with the compound set;
compound ones as fixed price, amount off, share off; thresholds after the others). Before anything else, lines are put
into a canonical order, so that the order of scanning changes no figure.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import add, getitem, sub

from simulator.kernel.policy import Policy
from simulator.kernel.promotions import Flash, Promotion
from simulator.pos.pricing import lines
from simulator.pos.pricing.basket import Basket, Charged, Figures, Part, Priced
from simulator.pos.pricing.plan import ALWAYS, LineRule, Plain, Plan, open_to
from simulator.pos.pricing.sheet import Sheet
from simulator.pos.pricing.tax import taxes
from simulator.pos.pricing.works import CLOSED, COUNTED, LEFT, SETTLED, Gain, Work, settle

GUEST, MEMBER = Basket(()), Basket((), member=True)
NONE_CHARGED = Charged((), 0)
EMPTY = Priced((), Figures((), (), (), (), (), ()), 0, 0, 0, 0, 0, (), 0, ())


class Pricer:
    """A shop's policy and promotions, made ready to price baskets."""

    def __init__(self, policy: Policy, promotions: Iterable[Promotion] = ()) -> None:
        self.policy = policy
        self.promotions = {promotion.id: promotion for promotion in promotions}
        self.timed = any(promotion.when != ALWAYS for promotion in self.promotions.values())
        """Whether it matters when something was rung up."""
        self.keeping = any(type(p) is Flash or p.together == "exclusive" for p in self.promotions.values())
        """Whether one of them may keep what it works on to itself: that earns no points."""
        self._plans: dict[tuple[bool, bool, tuple[str, ...]], Plan] = {}
        """What was made ready, by kind of buyer: member, own people, coupons."""
        self._plain: dict[bool, Plain] = {}
        """See `plain`."""
        self._by_amounts = policy.tax_inclusive and not policy.courtesy_step
        """Whether the policy itself neither adds to a bill nor takes off it."""

    def plain(self, goods: Mapping[str, tuple[str, str]], *, member: bool) -> Plain | None:
        """What a buyer without coupons gets on such goods, where all that is given on a bill are amounts that it
        reaches; None where there is more to be worked out on every bill."""
        found = self._plain.get(member)
        if found is None or found.goods is not goods:
            found = self._plain[member] = Plain(self._plan(MEMBER if member else GUEST), goods)
        return found if found.all_of_it and self._by_amounts else None

    def price(self, basket: Basket) -> Priced:
        """The bill for a basket."""
        return self._finish(basket, self._worked(basket)) if basket.lines else EMPTY

    def charge(self, basket: Basket) -> Charged:
        """The same, for who asks neither for tax nor for points."""
        if not basket.lines:
            return NONE_CHARGED
        sheet = self._worked(basket)
        total = sum(sheet.left)
        if not self.policy.tax_inclusive:
            total += sum(taxes(self.policy, sheet.left, sheet.rates))
        return Charged(tuple(sheet.trace), total)

    def _worked(self, basket: Basket) -> Sheet:
        """All that is given, and what is left to be charged."""
        sheet = Sheet(basket)
        if self.promotions:
            plan = self._plan(basket)
            self._on_lines(plan, basket, sheet)
            self._on_bill(plan, sheet)
        self._by_hand(basket, sheet)
        return sheet

    def _on_lines(self, plan: Plan, basket: Basket, sheet: Sheet) -> None:
        touched, lines_, at, units, left = plan.touched, sheet.lines, sheet.at, sheet.units, sheet.left
        covered = list(map(getitem, map(touched.__getitem__, sheet.categories), sheet.skus))
        if not any(covered):
            return
        works = [
            Work(lines_[row], covered[row], at[row], row, units[row], [left[row], 0, 0, 0])
            for row in compress(sheet.every, covered)
            if left[row]
        ]
        trace = sheet.trace
        for rule in plan.exclusive:
            if type(rule.promotion) is Flash:
                gains = lines.flash(rule.promotion, rule.among(works), basket.quotas.get(rule.promotion.id))
            else:
                gains = rule.work(rule.promotion, rule.among(works))
            settle(gains, rule.promotion.id, CLOSED, trace)
        if plan.best:
            _compete(plan.best, plan.compound, works, trace)
        _compound(plan.compound, works, trace)
        sheet.collapse(works)

    def _on_bill(self, plan: Plan, sheet: Sheet) -> None:
        for rule in plan.exclusive_thresholds:
            taken = rule.on(sheet)
            sheet.take(taken, rule.promotion.id)
            sheet.close(taken.rows)
        if plan.best_thresholds:  # of the competing ones, that which gives most
            best = max(plan.best_thresholds, key=lambda rule: rule.on(sheet).given)
            sheet.take(best.on(sheet), best.promotion.id)
        for rule in plan.rest:
            sheet.take(rule.on(sheet), rule.promotion.id)

    def _plan(self, basket: Basket) -> Plan:
        buyer = basket.member, basket.employee, basket.coupons
        plan = self._plans.get(buyer)
        if plan is None:
            found = [promotion for promotion in self.promotions.values() if open_to(promotion, basket)]
            plan = self._plans[buyer] = Plan(found, employee=basket.employee)
        return plan

    def _by_hand(self, basket: Basket, sheet: Sheet) -> None:
        """By somebody with the right to, and small change; of whole lines, whatever promoted them."""
        sheet.unite()
        if any(sheet.by_hand):
            for row, off in enumerate(sheet.by_hand):
                if off:
                    sheet.take(sheet.spread(sheet.some([row]), off), "by_hand")
        if basket.by_hand:
            sheet.take(sheet.spread(sheet.some(sheet.reducible), basket.by_hand), "by_hand")
        if self.policy.courtesy_step:
            dropped = sheet.spread(sheet.some(sheet.reducible), self.policy.courtesy(sum(sheet.left)))
            sheet.courtesy = dropped.given
            sheet.take(dropped, "courtesy")

    def _finish(self, basket: Basket, sheet: Sheet) -> Priced:
        policy, inclusive = self.policy, self.policy.tax_inclusive
        charged, gross = sheet.left, sheet.gross
        tax = taxes(policy, charged, sheet.rates)
        net = list(map(sub, charged, tax)) if inclusive else charged
        total = charged if inclusive else list(map(add, charged, tax))
        off = list(map(sub, gross, charged))
        return Priced(
            basket.lines, Figures(sheet.numbers, gross, off, total, net, tax), sum(total), sum(net), sum(tax), sum(off),
            sheet.courtesy, tuple(sheet.trace), sheet.points(), sheet.below_cost(),
        )  # fmt: skip


def _compound(rules: Sequence[LineRule], works: list[Work], trace: list[Part]) -> None:
    """One after the other, each on what those before have left."""
    for rule in rules:
        some = rule.among(works)
        if some:  # a share off works on counted pieces too, and leaves them where they are
            settle(rule.work(rule.promotion, some), rule.promotion.id, COUNTED if rule.counts else None, trace)


def _compete(best: list[LineRule], compound: list[LineRule], works: list[Work], trace: list[Part]) -> None:
    """The best price on the same pieces wins: a competing promotion alone, or all compound ones together.

    Those that count pieces compete with their whole group; those on a line, line by line.
    """
    counting = [rule for rule in best if rule.counts]
    while counting:
        tried = [(rule, rule.work(rule.promotion, rule.among(works))) for rule in counting]
        gain, rule, gains = max(
            ((_advantage(gains, compound), rule, gains) for rule, gains in tried),
            key=lambda found: (found[0], -found[1].promotion.priority),
        )
        if gain <= 0:
            break
        settle(gains, rule.promotion.id, SETTLED, trace)
        counting.remove(rule)
    single = [rule for rule in best if not rule.counts]
    for work in works if single else ():
        offers = [(rule, rule.work(rule.promotion, rule.among([work]))) for rule in single]
        rule, gains = max(offers, key=lambda offer: _given(offer[1]))
        if _advantage(gains, compound) > 0:
            settle(gains, rule.promotion.id, SETTLED, trace)


def _advantage(gains: list[Gain], compound: list[LineRule]) -> int:
    """What a competing promotion gives beyond what the compound ones would give on the same pieces."""
    off = _given(gains)
    if not off:
        return 0
    copies = [work.copy(units) for work, _, units, _, _ in gains]
    before = sum([work.pools[LEFT] for work in copies])
    _compound(compound, copies, [])
    return off - before + sum([sum(work.pools) for work in copies])


def _given(gains: list[Gain]) -> int:
    return sum(off for _, _, _, _, off in gains)
