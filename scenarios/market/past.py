"""Questions about the market's past year, answered exactly from what is kept of it.

>>> past = shipped()
>>> whole = past.sales()["all"]
>>> whole.lines > 900_000, whole.net - whole.cost == whole.margin
(True, True)
>>> list(past.sales("2026-10-01", "2026-10-03", by="day"))
['2026-10-01', '2026-10-02', '2026-10-03']

Amounts are minor units; both days of a span belong to it, and `by` says what the answer has a figure for:

- `all`, `day`, `week` (its Monday), `month`, `weekday` (1 is Monday)
- `hour`, `till`, `cashier`: with baskets and members
- `sku`, `family`, `category`, `supplier`

`goods` (skus and categories) narrows a question to some of the goods; not those about hours, tills and cashiers, for
what goods they sold is not kept. By whatever one asks, the figures of a span add up to the same, to the cent.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from scenarios.market import kept
from scenarios.market.ledger import REASONS, Oddities, Ran
from scenarios.market.sums import Figures, Sums, together
from scenarios.shop import Shop
from simulator.kernel.money import Minor, divide

TIMES = ("all", "day", "week", "month", "weekday")
PLACES = ("hour", "till", "cashier")
GOODS = ("sku", "family", "category", "supplier")


class Loss(NamedTuple):
    """Goods that were lost (损耗)."""

    times: int = 0
    quantity: int = 0
    """Pieces and thousandths as they come: it says something of a single item only."""
    cost: Minor = 0


class Past:
    """The past year of a shop."""

    def __init__(self, shop: Shop, data: bytes) -> None:
        """Raises ValueError for a year of other goods than this shop's."""
        assert shop.assortment is not None
        self.shop, self.assortment = shop, shop.assortment
        self.sums = Sums(shop, data)
        self.first, self.last = (self.sums.date(n).isoformat() for n in (0, self.sums.days - 1))

    # --- sales -------------------------------------------------------------------------------------------------------

    def sales(
        self, since: str = "", until: str = "", *, by: str = "all", goods: Iterable[str] = ()
    ) -> dict[str, Figures]:
        """What was sold from one day to another, both included; without them, in the whole year.

        Raises ValueError for a day outside of the year and for a `by` that there is not, KeyError for unknown goods.
        """
        span, some = self.span(since, until), tuple(goods)
        if by not in (*TIMES, *PLACES, *GOODS) or (by in PLACES and some):
            known = (*TIMES, *GOODS) if some else (*TIMES, *PLACES, *GOODS)
            raise ValueError(f"expected one of {', '.join(known)}, got {by}")
        if by in PLACES or (by in TIMES and not some):
            return self._rung(span, by)
        found: dict[str, list[Figures]] = {}
        for n in self.among(some):
            if by in GOODS or by == "all":
                sold = self.sums.sold(n, span)
                if sold.lines:
                    found.setdefault(self.group(n, by) if by in GOODS else by, []).append(sold)
            else:
                for day, sold in self.sums.daily(n).items():
                    if day in span:
                        found.setdefault(self._time(day, by), []).append(sold)
        return {key: together(figures) for key, figures in sorted(found.items())}

    def _rung(self, span: range, by: str) -> dict[str, Figures]:
        found: dict[str, list[Figures]] = {}
        year = self.sums.year
        for row in self.sums.rung:
            if row.day not in span:
                continue
            match by:
                case "hour":
                    key = f"{row.hour:02}"
                case "till":
                    key = year.tills[row.till]
                case "cashier":
                    key = year.cashiers[row.cashier]
                case _:
                    key = self._time(row.day, by)
            found.setdefault(key, []).append(row.figures)
        return {key: together(figures) for key, figures in sorted(found.items())}

    # --- spans and goods ---------------------------------------------------------------------------------------------

    def span(self, since: str = "", until: str = "") -> range:
        """Days, counted from 0, from one to another. Raises ValueError for what is no part of the year."""
        first, last = self.sums.number(since or self.first), self.sums.number(until or self.last)
        if not 0 <= first <= last < self.sums.days:
            raise ValueError(f"expected days from {self.first} to {self.last}, got {since} to {until}")
        return range(first, last + 1)

    def among(self, goods: Iterable[str] = ()) -> list[int]:
        """Positions of the items that are meant: by sku, by category, or all. Raises KeyError for what is neither."""
        wanted, items = set(goods), self.sums.items
        unknown = wanted - {it.sku for it in items} - {it.category for it in items}
        if unknown:
            raise KeyError(", ".join(sorted(unknown)))
        return [n for n, it in enumerate(items) if not wanted or it.sku in wanted or it.category in wanted]

    def group(self, n: int, by: str) -> str:
        """What an item belongs to."""
        item = self.sums.items[n]
        it = self.assortment.supplies[item.sku]
        return {"sku": item.sku, "family": it.family, "category": item.category, "supplier": it.supplier}[by]

    def price(self, sku: str, day: str) -> Minor:
        """The shelf price of an item on a day."""
        (n,) = self.among([sku])
        return self.sums.price(n, self.span(day, day).start)

    def _time(self, n: int, by: str) -> str:
        day = self.sums.date(n)
        match by:
            case "day":
                return day.isoformat()
            case "week":
                return self.sums.date(n - day.weekday()).isoformat()
            case "month":
                return day.isoformat()[:7]
            case "weekday":
                return str(day.isoweekday())
        return "all"

    # --- what else is known of the year ------------------------------------------------------------------------------

    @property
    def promotions(self) -> tuple[Ran, ...]:
        """What ran, and what came of it."""
        return self.sums.year.promotions

    @property
    def stock(self) -> dict[str, Minor]:
        """Worth of the goods on hand at the end of each month, at cost."""
        months = dict.fromkeys(self._time(n, "month") for n in self.span())
        return dict(zip(months, self.sums.year.stock, strict=True))

    def spent(self, since: str = "", until: str = "") -> dict[int, int]:
        """How many baskets came to how many whole yuan: after offers on goods, before those on the bill; without
        tobacco and bags, of which the shop gives nothing away."""
        found: dict[int, int] = {}
        for n in self.span(since, until):
            day, yuan = self.sums.spent[n], 0
            for gap, count in zip(day[::2], day[1::2], strict=True):
                yuan += gap
                found[yuan] = found.get(yuan, 0) + count
        return dict(sorted(found.items()))

    def lost(self, since: str = "", until: str = "", *, by: str = "reason") -> dict[str, Loss]:
        """What was written off, and what was missing when everything was counted; by `reason`, time or goods."""
        span = self.span(since, until)
        found: dict[str, Loss] = {}
        for loss in self.sums.lost:
            if loss.day in span:
                n = loss.item
                worth = self.sums.costs[n] * loss.quantity
                cost = divide(worth, 1000) if self.sums.is_weighed(n) else worth
                key = self.group(n, by) if by in GOODS else self._time(loss.day, by)
                key = REASONS[loss.reason] if by == "reason" else key
                had = found.get(key, Loss())
                found[key] = Loss(had.times + 1, had.quantity + loss.quantity, had.cost + cost)
        return dict(sorted(found.items()))

    def oddities(self, since: str = "", until: str = "") -> dict[str, Oddities]:
        """By cashier, what was no sale; of the weeks that begin in this span. A week begins as the year does."""
        span = self.span(since, until)
        found: dict[str, Oddities] = {}
        for odd in self.sums.year.oddities:
            if odd.week * 7 in span:
                badge = self.sums.year.cashiers[odd.cashier]
                found[badge] = found[badge].plus(odd) if badge in found else odd
        return dict(sorted(found.items()))


@cache
def shipped() -> Past:
    """The past year of the market that ships."""
    return Past(kept.shop(), kept.data("year"))
