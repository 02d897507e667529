"""What a promotion would have cost on past sales (促销测算): the same people, the same baskets, and so much less paid.

    would(past, promotion, "2026-11-01", "2026-11-30").off

It is exact for what is kept of the year: offers on goods are worked out line by line on the shelf prices of each day
(what is weighed, day by day), offers on the bill basket by basket, in whole yuan. What was on offer then is left as it
was: the two do not compete. Of an offer that counts pieces, only those of one item count together. Whoever wants to
know what more would have been sold has to guess it, and says so.
"""

from collections.abc import Callable
from typing import NamedTuple

from scenarios.market.campaigns import NOT_REDUCED
from scenarios.market.ledger import PIECES
from scenarios.market.past import Past
from scenarios.market.sums import both, together
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
    rule, runs, goods = line_rule(promotion), _runs(days), _goods(past, promotion)
    if rule.quota and len(goods) > 1:
        raise ValueError(f"{promotion.id}: expected one item, got {len(goods)}: nobody knows which of them went first")
    off = times = paid = margin = given_net = 0
    below: list[str] = []
    for n in goods:
        given, lines = _given(past, n, runs, rule)
        sold, item = together(past.sums.sold(n, run) for run in runs), past.sums.items[n]
        off, times, paid, margin = off + given, times + lines, paid + sold.paid, margin + sold.margin
        given_net += divide(given * WHOLE, WHOLE + item.tax_rate)
        if lines and _below_cost(past, n, rule):
            below.append(item.sku)
    return Would(off, times, paid, margin, margin - given_net, tuple(below))


# --- on a line -------------------------------------------------------------------------------------------------------


class Rule(NamedTuple):
    """What a till would take off a line that has nothing else, at a shelf price."""

    pieces: Callable[[int, Minor], Minor]
    """Off so many pieces."""
    weight: Callable[[int, Minor], Minor]
    """Off so many grams."""
    quota: int = 0
    """Pieces in all; 0: as many as there are."""
    each: int = 0
    """Pieces of a line; 0: all of them."""


def line_rule(promotion: AnyPromotion) -> Rule:
    """A promotion as a rule for single lines. Raises ValueError for what the year cannot say."""
    match promotion:
        case Percent(off=share):
            return Rule(
                lambda n, price: divide(n * price * share, WHOLE), lambda n, p: divide(_kg(p, n) * share, WHOLE)
            )
        case Amount(off=off):
            return Rule(lambda n, price: min(price, off) * n, lambda n, price: min(_kg(price, n), _kg(off, n)))
        case Fixed(price=new):
            return Rule(lambda n, price: max(0, price - new) * n, _down_to(new))
        case Flash(price=new, quota=quota, each=each):
            most = min(filter(None, (quota, each)), default=PIECES)
            return Rule(lambda n, price: max(0, price - new) * min(n, most), _down_to(new), quota, each)
        case Nth(nth=nth, off=share):
            return Rule(lambda n, price: divide(n // nth * price * share, WHOLE), _nothing)
        case BuyGet(buy=buy, get=get, gift=None):
            return Rule(lambda n, price: (n // (buy + get) * get + max(0, n % (buy + get) - buy)) * price, _nothing)
    raise ValueError(f"{promotion.id}: what a {type(promotion).__name__} would have cost is not kept")


def _kg(price: Minor, grams: int) -> Minor:
    return divide(price * grams, 1000)


def _down_to(new: Minor) -> Callable[[int, Minor], Minor]:
    return lambda grams, price: max(0, _kg(price, grams) - _kg(new, grams))


def _nothing(grams: int, price: Minor) -> Minor:
    """What is weighed cannot be counted."""
    return 0


def _given(past: Past, n: int, runs: list[range], rule: Rule) -> tuple[Minor, int]:
    """What would have been given for an item, and on how many lines."""
    sums, off, times = past.sums, 0, 0
    if sums.is_weighed(n):
        for day in (day for run in runs for day in run):
            given = rule.weight(sums.weight(n, day), sums.price(n, day))
            off, times = off + given, times + (given > 0)
        return off, times
    parts = [(both(run, priced), price) for run in runs for priced, price in sums.prices(n)]
    if rule.quota:  # then it matters what came first
        parts = [(range(day, day + 1), price) for days, price in parts for day in days]
    left = rule.quota
    for days, price in parts:
        for pieces, count in enumerate(sums.lines(n, days), 1):
            reduced = min(pieces, rule.each or pieces)
            lines = min(count, left // reduced) if rule.quota else count
            left -= lines * reduced
            given = rule.pieces(pieces, price)
            if given:
                off, times = off + given * lines, times + lines
    return off, times


def _below_cost(past: Past, n: int, rule: Rule) -> bool:
    """Whether a line of one to six pieces, or a kilogram, at today's price would bring less than it cost."""
    item, cost = past.sums.items[n], past.sums.costs[n]
    for pieces in range(1, 2 if past.sums.is_weighed(n) else PIECES + 1):
        off = rule.weight(1000, item.price) if past.sums.is_weighed(n) else rule.pieces(pieces, item.price)
        net = divide((item.price * pieces - off) * WHOLE, WHOLE + item.tax_rate)
        if off and net < cost * pieces:
            return True
    return False


def _runs(days: list[int]) -> list[range]:
    """Days that follow each other, as spans."""
    found: list[range] = []
    for day in days:
        if found and found[-1].stop == day:
            found[-1] = range(found[-1].start, day + 1)
        else:
            found.append(range(day, day + 1))
    return found


# --- on the bill -----------------------------------------------------------------------------------------------------


def _goods(past: Past, promotion: AnyPromotion) -> list[int]:
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
