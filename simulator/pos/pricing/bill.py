"""What is given on the bill as a whole: thresholds, coupons, the shop's own people.

These work on what the promotions on lines have left, and never on what an exclusive one keeps to itself.
"""

from collections.abc import Sequence

from simulator.kernel.money import Minor, divide
from simulator.kernel.policy import WHOLE
from simulator.kernel.promotions import BasketCoupon, Employee, ItemCoupon, Spend, SpendPercent, Tier
from simulator.pos.pricing.sheet import NOTHING, Sheet, Taken
from simulator.pos.pricing.works import FINE


def spend(rule: Spend, sheet: Sheet, rows: Sequence[int]) -> Taken:
    """满减, once or for every threshold reached."""
    off = spent(rule, sheet.base(rows))
    return sheet.spread(rows, off) if off else NOTHING


def spent(rule: Spend, base: Minor) -> Minor:
    """What it takes off goods that come to `base`."""
    tier = _reached(rule.tiers, base)
    return min(base, tier.off * (base // tier.reach if rule.every else 1)) if tier else 0


def spend_percent(rule: SpendPercent, sheet: Sheet, rows: Sequence[int]) -> Taken:
    """满折, by amount or by pieces; weighed goods count as one piece."""
    base = sheet.base(rows)
    tier = _reached(rule.tiers, sheet.pieces(rows) if rule.pieces else base)
    return sheet.spread(rows, divide(base * tier.off, WHOLE)) if tier and base else NOTHING


def item_coupon(rule: ItemCoupon, sheet: Sheet, rows: Sequence[int]) -> Taken:
    """单品券: one piece, the dearest."""
    base, left, units = sheet.base(rows), sheet.left, sheet.units
    if not base or base < rule.reach:
        return NOTHING
    row = max(rows, key=lambda row: left[row] * FINE // units[row])
    piece = left[row] if units[row] == 1 else divide(left[row], units[row])
    off = rule.off or divide(left[row] * rule.share, units[row] * WHOLE)
    return Taken([row], [1], [piece], [min(piece, off)])


def basket_coupon(rule: BasketCoupon, sheet: Sheet, rows: Sequence[int]) -> Taken:
    """整单券."""
    base = sheet.base(rows)
    if not base or base < rule.reach:
        return NOTHING
    return sheet.spread(rows, rule.off or divide(base * rule.share, WHOLE))


def employee(rule: Employee, sheet: Sheet, rows: Sequence[int]) -> Taken:
    """员工折扣."""
    on = [sheet.left[row] for row in rows]
    return Taken(rows, [sheet.units[row] for row in rows], on, [divide(one * rule.off, WHOLE) for one in on])


def _reached(tiers: tuple[Tier, ...], base: int) -> Tier | None:
    best, reached = None, 0
    for tier in tiers:
        if reached < tier.reach <= base:
            best, reached = tier, tier.reach
    return best
