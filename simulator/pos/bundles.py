"""A promotion on several goods of which a part comes back: what the goods that are kept would have cost without it.

The shop's policy (`ReturnPolicy.bundles`) says what follows from it: nothing (`prorate`), the difference is withheld
(`claw_back`), or the part does not come back (`whole`). What a promotion would still give on the goods that are kept
is asked of the tills' own pricer, on that promotion alone and apart from its times: it was on then. So of four yogurts
with every second one at half price two come back like any other goods, and one does not.

What is withheld is never more than what comes back is worth, and goes out once the promotion's other goods come back
too: whatever is withheld on the way, everything together is what was paid, line by line and with its tax.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from simulator.kernel.facts import Offer, ReturnedLine, Sold, SoldLine
from simulator.kernel.money import Minor, allocate, divide
from simulator.kernel.promotions import (
    BasketCoupon,
    BuyGet,
    Combination,
    ItemCoupon,
    Nth,
    Promotion,
    Spend,
    SpendPercent,
    When,
)
from simulator.kernel.texts import Text
from simulator.kernel.units import amount
from simulator.pos.billing import UNPROMOTED
from simulator.pos.pricing import Basket, BasketLine, Pricer
from simulator.pos.pricing.plan import Covered
from simulator.pos.returns import Return
from simulator.pos.rules import Rules
from simulator.pos.sold import share

ON_LINES = (Nth, BuyGet, Combination)
ON_BILL = (Spend, SpendPercent, ItemCoupon, BasketCoupon)
OURS = ("by_hand", "courtesy")
"""What comes off a line after all promotions."""


class Broken(NamedTuple):
    """A promotion that does not hold for what is kept as it did for all."""

    promotion: Promotion
    lost: dict[int, Minor]
    """Line -> what the goods kept of it would have cost more, as prices are told in that shop."""

    @property
    def off(self) -> Minor:
        return sum(self.lost.values())


def broken(rules: Rules, sold: Sold, gone: Mapping[int, int]) -> list[Broken]:
    """By the units that are gone of each line: the promotions of the receipt that the rest does not bear."""
    known = {promotion.id: promotion for promotion in (*rules.once, *rules.promotions)}
    ids = dict.fromkeys(offer.rule for one in sold.lines for offer in one.line.offers if offer.off)
    found = []
    for promotion in map(known.get, ids):
        if isinstance(promotion, ON_LINES + ON_BILL):
            lost = _lost(rules, sold, gone, promotion)
            if lost:
                found.append(Broken(promotion, lost))
    return found


def _lost(rules: Rules, sold: Sold, gone: Mapping[int, int], promotion: Promotion) -> dict[int, Minor]:
    mine = _covered(rules, sold, promotion)
    had = {one.line.line: _off(one, promotion.id) for one in mine}
    kept = {n: off - share(off, 0, gone.get(n, 0), one.units) for (n, off), one in zip(had.items(), mine, strict=True)}
    whole = _gives(rules, promotion, mine, {})
    if not whole:  # not as it was then: nobody can tell
        return {}
    still = divide(sum(had.values()) * _gives(rules, promotion, mine, gone), whole)
    lost = sum(kept.values()) - still
    if lost <= len(mine):  # no more than what rounding does
        return {}
    return {n: part for n, part in zip(kept, allocate(lost, list(kept.values())), strict=True) if part}


def _covered(rules: Rules, sold: Sold, promotion: Promotion) -> list[SoldLine]:
    """The lines of the receipt that the promotion is about."""
    covers, goods = Covered(promotion), rules.catalog.goods
    return [
        one
        for one in sold.lines
        if not (one.line.listed or one.line.account or one.line.how in UNPROMOTED) and covers[goods[one.line.sku]]
    ]


def _off(sold: SoldLine, rule: str) -> Minor:
    return sum(offer.off for offer in sold.line.offers if offer.rule == rule)


def _gives(rules: Rules, promotion: Promotion, lines: Iterable[SoldLine], gone: Mapping[int, int]) -> Minor:
    """What it gives on those lines without what is gone."""
    kept = [line for one in lines if (line := _kept(rules, promotion, one, gone.get(one.line.line, 0))) is not None]
    if not kept:
        return 0
    policy = replace(rules.policy, courtesy_step=0)
    coupons = (promotion.coupon,) if promotion.coupon else ()
    pricer = Pricer(policy, (replace(promotion, when=When()),))
    return pricer.price(Basket(tuple(kept), member=True, coupons=coupons)).discount


def _kept(rules: Rules, promotion: Promotion, one: SoldLine, gone: int) -> BasketLine | None:
    """What is left of a line, at what it was worth before that promotion."""
    line, units = one.line, one.units - gone
    if units <= 0:
        return None
    worth = line.gross - sum(offer.off for offer in line.offers if _before(rules, promotion, offer))
    sku, category = rules.catalog.goods[line.sku]
    if line.grams or (isinstance(promotion, Spend | BasketCoupon)):  # the amount counts, and no piece
        return BasketLine(line.line, sku, category, divide(worth * units, one.units))
    return BasketLine(line.line, sku, category, divide(worth, one.units), units)


def _before(rules: Rules, promotion: Promotion, offer: Offer) -> bool:
    """Whether something was given on a line before that promotion worked."""
    if offer.rule in OURS or offer.rule == promotion.id:
        return False
    if isinstance(promotion, ON_LINES):
        return offer.rule == "member"
    other = next((one for one in (*rules.once, *rules.promotions) if one.id == offer.rule), None)
    later = (ItemCoupon, BasketCoupon) if isinstance(promotion, Spend | SpendPercent) else ()
    return not isinstance(other, (*later, type(promotion)))


# --- what a return makes of it


def gone_with(back: Return, *more: ReturnedLine) -> dict[int, int]:
    """Line -> units that are back, or come back with this return."""
    assert back.sold is not None, "without a receipt nothing is known of a promotion"
    gone = {one.line.line: one.returned for one in back.sold.lines}
    for line in (*back.lines.values(), *more):
        gone[line.line] += line.units
    return gone


def clawed_back(rules: Rules, back: Return, line: ReturnedLine) -> ReturnedLine:
    """A line that comes back, less what the goods that are kept would have cost more; or with what was withheld for
    goods that come back now.
    """
    sold = back.sold
    assert sold is not None, "without a receipt nothing is known of a promotion"
    lost = broken(rules, sold, gone_with(back, line))
    held = {one.line.line: one.withheld for one in sold.lines}
    for earlier in back.lines.values():
        for n, part in earlier.withheld.items():
            held[n] += part
    lines = {one.line.line: one for one in sold.lines}
    change = sum(_paid_for(rules, lines, one) for one in lost) - sum(held.values())
    moved: dict[int, Minor] = {}
    if change > 0:
        moved[line.line] = min(change, line.amount)
    else:
        for n, part in held.items():
            moved[n] = -min(part, -change)
            change -= moved[n]
    moved = {n: part for n, part in moved.items() if part}
    if not moved:
        return line
    tax = sum(_tax(lines[n], held[n] + part) - _tax(lines[n], held[n]) for n, part in moved.items())
    told = tuple(Offer(one.promotion.id, one.promotion.name, one.off) for one in lost)
    return replace(line, amount=line.amount - sum(moved.values()), tax=line.tax - tax, withheld=moved, broken=told)


def _paid_for(rules: Rules, lines: Mapping[int, SoldLine], one: Broken) -> Minor:
    """The same as the customer pays it: with the tax where that comes on top."""
    if rules.policy.tax_inclusive:
        return one.off
    return sum(part + rules.policy.tax_of(part, lines[n].line.tax_rate) for n, part in one.lost.items())


def _tax(sold: SoldLine, part: Minor) -> Minor:
    """The tax in a part of what was paid for a line."""
    return divide(sold.line.tax * part, sold.paid) if sold.paid else 0


class Missing(NamedTuple):
    """A promotion that comes back as a whole, and what of its goods does not."""

    promotion: Text
    goods: Text


def missing(rules: Rules, back: Return) -> Missing | None:
    """Where bundles come back as a whole: what else has to, before this return goes through."""
    sold = back.sold
    if sold is None or rules.returns.bundles != "whole" or back.exception:
        return None
    gone = gone_with(back)
    before = {one.promotion.id: one.off for one in broken(rules, sold, {o.line.line: o.returned for o in sold.lines})}
    for one in broken(rules, sold, gone):
        if one.off > before.get(one.promotion.id, 0):
            rest = [(o, o.units - gone[o.line.line]) for o in _covered(rules, sold, one.promotion)]
            parts = [(o.line.name, _size(o, units)) for o, units in rest if units]
            return Missing(
                one.promotion.name,
                Text(", ".join(f"{n.en} {s}" for n, s in parts), "、".join(f"{n.zh} {s}" for n, s in parts)),
            )
    return None


def _size(sold: SoldLine, units: int) -> str:
    return amount(units, sold.line.measure) if sold.line.grams else f"× {units}"
