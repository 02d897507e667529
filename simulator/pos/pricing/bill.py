"""What is given on the bill as a whole: thresholds, coupons, the shop's own people, by hand, small change.

These work on what the promotions on lines have left, and never on what an exclusive one keeps to itself.
"""

from simulator.kernel.money import Minor, allocate, divide
from simulator.kernel.policy import WHOLE
from simulator.kernel.promotions import BasketCoupon, Employee, ItemCoupon, Spend, SpendPercent, Tier
from simulator.pos.pricing.basket import CLOSED, LEFT, Gain, Work


def spend(rule: Spend, works: list[Work]) -> list[Gain]:
    """满减, once or for every threshold reached."""
    base = _base(works)
    tier = _reached(rule.tiers, base)
    if tier is None:
        return []
    return spread(works, tier.off * (base // tier.reach if rule.every else 1))


def spend_percent(rule: SpendPercent, works: list[Work]) -> list[Gain]:
    """满折, by amount or by pieces; weighed goods count as one piece."""
    base = _base(works)
    tier = _reached(rule.tiers, sum(work.line.quantity for work in works) if rule.pieces else base)
    return spread(works, divide(base * tier.off, WHOLE)) if tier and base else []


def item_coupon(rule: ItemCoupon, works: list[Work]) -> list[Gain]:
    """单品券: one piece, the dearest."""
    base = _base(works)
    if not base or base < rule.reach:
        return []
    work = max(works, key=lambda work: work.pools[LEFT] // work.line.quantity)
    on = work.pools[LEFT]
    piece = on // work.line.quantity
    return [Gain(work, LEFT, 1, piece, min(piece, rule.off or divide(piece * rule.share, WHOLE)))]


def basket_coupon(rule: BasketCoupon, works: list[Work]) -> list[Gain]:
    """整单券."""
    base = _base(works)
    return spread(works, rule.off or divide(base * rule.share, WHOLE)) if base and base >= rule.reach else []


def employee(rule: Employee, works: list[Work]) -> list[Gain]:
    """员工折扣."""
    return [
        Gain(work, LEFT, work.line.quantity, on, divide(on * rule.off, WHOLE))
        for work in works
        if (on := work.pools[LEFT])
    ]


def spread(works: list[Work], off: Minor, pool: int = LEFT) -> list[Gain]:
    """An amount over lines by what is left of them; never more than there is, and never a cent lost."""
    open_ = [work for work in works if work.pools[pool] > 0]
    amounts = [work.pools[pool] for work in open_]
    off = min(off, sum(amounts))
    if not off:
        return []
    shares = allocate(off, amounts)
    return [
        Gain(work, pool, work.line.quantity, on, share) for work, on, share in zip(open_, amounts, shares, strict=True)
    ]


def collapse(works: list[Work]) -> None:
    """The lines' promotions are done: what the bill's may work on goes into one pool."""
    for work in works:
        left, counted, settled, closed = work.pools
        work.pools = [left + counted + settled, 0, 0, closed]


def unite(works: list[Work]) -> None:
    """What is done by hand, or dropped, concerns the whole line whatever promoted it."""
    for work in works:
        work.pools = [sum(work.pools), 0, 0, 0]


def kept_from_points(work: Work) -> Minor:
    return work.pools[CLOSED]


def _base(works: list[Work]) -> Minor:
    return sum(work.pools[LEFT] for work in works)


def _reached(tiers: tuple[Tier, ...], base: int) -> Tier | None:
    return max((tier for tier in tiers if 0 < tier.reach <= base), key=lambda tier: tier.reach, default=None)
