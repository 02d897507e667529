"""The lowest recent price: what is given for goods that come back without a receipt. Nobody gains by a lost one.

Within so many days (`ReturnPolicy.recent`) it is the least of what the shop asked for one piece, and of what it was
really paid for one:

- `sold`: on each sale that was finished, what the pieces of an item came to, divided by how many they were. So a second
  one at half price counts for three quarters, however it was rung up; what was given away for nothing was not sold.
- `shelf`, `member`, `was`: the price at the shelf and for members today, and the shelf price before it was changed.
- `offer`: a promotion that ran and gives something on a single piece without a coupon, by itself.
- `told`: the shop's own word (`ReturnPolicy.lowest`).

What several promotions together, coupons, marked-down lots or somebody's hand made of a price is known by the sales.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from simulator.kernel.facts import Line, RecentPrice, SaleCompleted, Sold
from simulator.kernel.money import Minor
from simulator.kernel.promotions import Amount, Fixed, Flash, Percent, Promotion, When
from simulator.kernel.returns import ReturnPolicy
from simulator.kernel.stimuli import ShopNews
from simulator.kernel.units import measured
from simulator.pos.billing import moment
from simulator.pos.calendar import today
from simulator.pos.catalog import Item
from simulator.pos.pricing import Basket, BasketLine, Pricer
from simulator.pos.pricing.plan import is_on
from simulator.pos.state import Till

ON_ONE_PIECE = (Percent, Amount, Fixed, Flash)
"""Promotions that make a price for a single piece."""
EVERY = 15
"""Minutes between the moments at which a day is asked whether a promotion was on."""


def lowest_recent(till: Till, item: Item) -> RecentPrice:
    """The least of all; of equals the one that is easiest to look up."""
    return min(_known(till, item), key=lambda known: known.price)


def _known(till: Till, item: Item) -> Iterator[RecentPrice]:
    rules, day = till.rules.returns, today(till)
    yield RecentPrice(item.price, "shelf")
    if item.member_price:
        yield RecentPrice(item.member_price, "member")
    if item.sku in till.lately.were:
        yield till.lately.were[item.sku]
    for past in rules.was.get(item.sku, ()):
        if is_recent(past.until, day, rules):
            yield RecentPrice(past.price, "was", day=past.until)
    yield from _offered(till, item, day)
    if rules.lowest.get(item.sku):
        yield RecentPrice(rules.lowest[item.sku], "told")
    if item.sku in till.lately.sold:
        yield till.lately.sold[item.sku]


def is_recent(then: str, day: str, rules: ReturnPolicy) -> bool:
    """Whether a day counts as recent; in a shop without a clock none but today does."""
    return bool(then and day) and date.fromisoformat(then) >= date.fromisoformat(day) - timedelta(days=rules.recent)


# --- promotions


def _offered(till: Till, item: Item, day: str) -> Iterator[RecentPrice]:
    for promotion in till.rules.promotions:
        if isinstance(promotion, ON_ONE_PIECE) and not promotion.coupon and _ran(till, promotion, day):
            price = _alone(till, promotion, item)
            if 0 < price < item.price:
                yield RecentPrice(price, "offer", promotion.id, name=promotion.name)


def _alone(till: Till, promotion: Promotion, item: Item) -> Minor:
    """What one piece (kg, metre, litre) costs by that promotion, its times apart."""
    policy = msgspec.structs.replace(till.rules.policy, courtesy_step=0)
    pricer = Pricer(policy, (msgspec.structs.replace(promotion, when=When()),))
    grams = 1000 if measured(item.unit) else 0
    line = BasketLine(1, item.sku, item.category, item.price, 1, grams, member_price=item.member_price)
    priced = pricer.price(Basket((line,), member=promotion.members)).lines[0]
    return priced.gross - priced.discount


def _ran(till: Till, promotion: Promotion, day: str) -> bool:
    """Whether it was on at some moment within the window, today until now."""
    if promotion.when == When():
        return True
    if not day:
        return False
    now = moment(till, till.now)
    last = date.fromisoformat(day)
    times = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in range(0, 60, EVERY)]
    times += [first for first, _ in promotion.when.hours]
    edges = [promotion.when.since] if promotion.when.since else []
    start = (last - timedelta(days=till.rules.returns.recent)).isoformat()
    days = [(last - timedelta(days=back)).isoformat() for back in range(till.rules.returns.recent + 1)]
    moments = [*edges, now, *(f"{each}T{time}" for each in days for time in times)]
    return any(start <= at[:10] and at <= now and is_on(promotion, at) for at in moments)


# --- what was really paid


def paid_each(lines: Iterable[Line]) -> dict[str, Minor]:
    """Sku -> what a piece (a kg, metre, litre) of it came to on a sale, rounded down; nothing of what was given away.

    With tax on top, without it: as prices are told in that shop.
    """
    sums: dict[str, list[int]] = {}
    for line in lines:
        if not line.account:
            of = sums.setdefault(line.sku, [0, 0, 1])
            of[0] += line.gross - line.discount
            of[1] += line.grams or line.quantity
            if line.grams:
                of[2] = 1000
    return {sku: paid * per // units for sku, (paid, units, per) in sums.items() if paid > 0 and units > 0}


def sold_here(till: Till, sale: SaleCompleted) -> None:
    """Remember what went for less than ever; most sales have nothing of the sort."""
    known = till.lately.sold
    cheaper = _cheaper(known, sale.lines)
    if cheaper:
        day = today(till)
        known.update({sku: RecentPrice(price, "sold", sale.receipt, day) for sku, price in cheaper.items()})


def _cheaper(known: Mapping[str, RecentPrice], lines: Sequence[Line]) -> dict[str, Minor]:
    """What was paid for one, where that is less than on any sale that is known."""
    lower = {}
    for line in lines:  # each by itself: no mean of others is less than each of them
        sku, grams = line.sku, line.grams
        each = (line.gross - line.discount) * 1000 // grams if grams else (line.gross - line.discount) // line.quantity
        had = known.get(sku)
        if (had is None or each < had.price) and not line.account:
            lower[sku] = each
    if not lower:
        return {}
    if len({line.sku for line in lines}) < len(lines):
        lower = {
            sku: price
            for sku, price in paid_each([line for line in lines if line.sku in lower]).items()
            if (had := known.get(sku)) is None or price < had.price
        }
    return {sku: price for sku, price in lower.items() if price > 0}


def sold_lately(receipts: Iterable[Sold], day: str, rules: ReturnPolicy) -> dict[str, RecentPrice]:
    """The lowest that was paid on earlier days, of those that count as recent on that day."""
    found: dict[str, RecentPrice] = {}
    for sold in receipts:
        if is_recent(sold.day, day, rules):
            cheaper = _cheaper(found, [line.line for line in sold.lines])
            found |= {sku: RecentPrice(price, "sold", sold.receipt, sold.day) for sku, price in cheaper.items()}
    return found


def sold_lower(till: Till, others: Iterable[Till]) -> dict[str, RecentPrice]:
    """What other tills sold for less than this one knows of."""
    found: dict[str, RecentPrice] = {}
    for other in others:
        for sku, price in other.lately.sold.items():
            had = found.get(sku) or till.lately.sold.get(sku)
            if had is None or price.price < had.price:
                found[sku] = price
    return found


def before_news(till: Till, news: ShopNews) -> None:
    """Prices that change now were asked for until today."""
    items, were, day = till.rules.catalog.items, till.lately.were, today(till)
    for sku, price in news.prices.items():
        item = items.get(sku)
        if item is not None and item.price != price and (sku not in were or item.price < were[sku].price):
            were[sku] = RecentPrice(item.price, "was", day=day)
