"""What a promotion would have cost on past sales (促销测算): the same people, the same baskets, and so much less paid.

    would(past, promotion, "2026-11-01", "2026-11-30").off

It is exact for what is kept of the year: offers on goods are worked out line by line on the shelf prices of each day
(what is weighed, day by day), offers on the bill basket by basket, in whole yuan. What was on offer then is left as it
was: the two do not compete. Of an offer that counts pieces, only those of one item count together. Whoever wants to
know what more would have been sold has to guess it, and says so.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from scenarios.market.campaigns import NOT_REDUCED
from scenarios.market.past import Past
from simulator.kernel.money import Minor, divide
from simulator.kernel.promotions import Amount, AnyPromotion, BuyGet, Fixed, Flash, Nth, Percent, Spend

WHOLE = 100_000


class Would(NamedTuple):
    """What would have come of it."""

    off: Minor
    """What customers would have paid less."""
    times: int
    """Lines, or baskets, on which something would have been given; days and items, of what is weighed."""
    paid: Minor
    """What was paid for these goods, or in all where the bill is reduced."""
    margin: Minor
    """毛利 as it was."""
    margin_then: Minor
    """毛利 with the offer: what is given away takes its tax along."""
    below_cost: tuple[str, ...] = ()
    """Items that a single line would have sold below cost, on what is given for its pieces."""


def would(past: Past, promotion: AnyPromotion, since: str = "", until: str = "") -> Would:
    """What it would have cost from one day to another. Its own days of the week count, its dates do not.

    Raises ValueError for what cannot be known: hours, members, coupons, combinations, gifts of other goods, and bills
    without some other goods than `campaigns.NOT_REDUCED`.
    """
    days = [n for n in past.span(since, until) if _is_on(past, promotion, n)]
    if promotion.members or promotion.coupon or promotion.when.hours:
        raise ValueError(f"{promotion.id}: expected an offer for everybody at every hour")
    if isinstance(promotion, Spend):
        return _on_bills(past, promotion, days)
    give = line_rule(promotion)
    found = Would(0, 0, 0, 0, 0)
    below: list[str] = []
    on = set(days)
    lost = 0
    quota = promotion.quota if isinstance(promotion, Flash) and promotion.quota else None
    for n in _goods(past, promotion):
        off, times, left = 0, 0, quota
        daily = past.sums.daily(n)
        sold = [daily[day] for day in days if day in daily]
        for day in daily:
            if day in on:
                given, more, left = _on_day(past, n, day, give, left)
                off, times = off + given, times + more
        quota, item = left, past.sums.items[n]
        paid, margin = sum(s.paid for s in sold), sum(s.margin for s in sold)
        net_off = divide(off * WHOLE, WHOLE + item.tax_rate)
        found = Would(found.off + off, found.times + times, found.paid + paid, found.margin + margin, 0)
        lost += net_off
        if times and _below_cost(past, n, give):
            below.append(item.sku)
    return found._replace(margin_then=found.margin - lost, below_cost=tuple(below))


Give = Callable[[int, Minor], Minor]
"""What is taken off so many pieces at a price; off so many thousandths, where they are negative."""


def line_rule(promotion: AnyPromotion) -> Give:
    """What a till would take off a line that has nothing else. Raises ValueError for what the year cannot say."""
    match promotion:
        case Percent():
            return lambda pieces, price: divide(_at(price, pieces) * promotion.off, WHOLE)
        case Amount():
            return lambda pieces, price: _at(min(price, promotion.off), pieces)
        case Fixed():
            return lambda pieces, price: _at(max(0, price - promotion.price), pieces)
        case Flash():
            most = promotion.each or promotion.quota
            return lambda pieces, price: _at(
                max(0, price - promotion.price), min(pieces, most) if most and pieces > 0 else pieces
            )
        case Nth():
            return lambda pieces, price: divide(max(0, pieces) // promotion.nth * price * promotion.off, WHOLE)
        case BuyGet() if promotion.gift is None:
            return lambda pieces, price: _free(max(0, pieces), promotion.buy, promotion.get) * price
    raise ValueError(f"{promotion.id}: what a {type(promotion).__name__} would have cost is not kept")


def _at(price: Minor, pieces: int) -> Minor:
    return divide(price * -pieces, 1000) if pieces < 0 else price * pieces


def _free(pieces: int, buy: int, get: int) -> int:
    return pieces // (buy + get) * get + max(0, pieces % (buy + get) - buy)


def _on_day(past: Past, n: int, day: int, give: Give, left: int | None) -> tuple[Minor, int, int | None]:
    """What is given for an item on a day, on how many lines, and what is left of a quota."""
    sums = past.sums
    price = sums.price(n, day)
    if sums.is_weighed(n):
        off = give(-sums.weight(n, day), price) if sums.weight(n, day) else 0
        return off, int(off > 0), left
    off = times = 0
    for more, count in enumerate(sums.lines(n, range(day, day + 1))):
        pieces = more + 1
        if left is not None:
            taken = min(count, left // pieces)
            left -= taken * pieces
        else:
            taken = count
        given = give(pieces, price)
        if given:
            off, times = off + given * taken, times + taken
    return off, times, left


def _below_cost(past: Past, n: int, give: Give) -> bool:
    """Whether a line of one to six pieces at today's price would bring less than it cost."""
    item, cost = past.sums.items[n], past.sums.costs[n]
    for pieces in (-1000,) if past.sums.is_weighed(n) else range(1, 7):
        off = give(pieces, item.price)
        net = divide((_at(item.price, pieces) - off) * WHOLE, WHOLE + item.tax_rate)
        if off and net < _at(cost, pieces):
            return True
    return False


def _goods(past: Past, promotion: AnyPromotion) -> Iterable[int]:
    return [n for n, item in enumerate(past.sums.items) if promotion.goods.has(item.sku, item.category)]


def _is_on(past: Past, promotion: AnyPromotion, n: int) -> bool:
    return not promotion.when.weekdays or past.sums.date(n).weekday() in promotion.when.weekdays


def _on_bills(past: Past, promotion: Spend, days: list[int]) -> Would:
    """满减: every basket is known by what it came to, in whole yuan, without tobacco and bags."""
    goods = {past.sums.items[n].category for n in _goods(past, promotion)}
    every = {item.category for item in past.sums.items}
    if every - goods - set(NOT_REDUCED) or any(tier.reach % 100 for tier in promotion.tiers):
        raise ValueError(f"{promotion.id}: expected an offer on the whole bill, in whole yuan")
    off = times = paid = margin = tax = 0
    for day in days:
        date = past.sums.date(day).isoformat()
        for yuan, count in past.spent(date, date).items():
            given = _reduced(promotion, yuan * 100)
            off, times = off + given * count, times + count * (given > 0)
        sold = past.sales(date, date)["all"]
        paid, margin, tax = paid + sold.paid, margin + sold.margin, tax + sold.tax
    return Would(off, times, paid, margin, margin - off + (divide(off * tax, paid) if paid else 0))


def _reduced(promotion: Spend, amount: Minor) -> Minor:
    reached = [tier for tier in promotion.tiers if amount >= tier.reach]
    if not reached:
        return 0
    best = max(reached, key=lambda tier: tier.reach)
    return amount // best.reach * best.off if promotion.every else best.off
