"""Reports of two weeks that truly were: drawn from the market's past year, with its tills, hours, departments, losses.

Of the fifty weeks those are drawn in which turnover fell against the week before, for one reason more than the other:
after the New Year, after the Spring Festival, after the National Day, in the heat. What nobody wrote down in that year
(tasks, complaints, hours worked) is drawn beside it.
"""

from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from scenarios.market.past import Past, shipped
from scenarios.market.sums import Figures
from simulator.kernel.desk_words import DAYS, DEPARTMENTS, PERIODS
from simulator.kernel.draws import Draws
from simulator.kernel.money import divide
from simulator.kernel.papers import Cell, Paper
from simulator.kernel.texts import Text
from simulator.kernel.units import measured

DEPARTMENT = {
    **dict.fromkeys(("produce", "eggs_meat", "seafood", "bakery", "frozen"), "fresh"),
    "dairy": "dairy",
    "grocery": "grain_oil",
    **dict.fromkeys(("drinks", "alcohol"), "drinks"),
    **dict.fromkeys(("snacks", "tobacco"), "snacks"),
}
"""Category -> what a report counts it to; any other is `household`."""
FLOOR = {"fresh": 190, "dairy": 60, "grain_oil": 140, "drinks": 95, "snacks": 95, "household": 260}
"""Square metres; what is left of the sales floor are tills and aisles at the door."""
FELL, APART = 15, 8
"""By so many thousandths turnover fell at least, and so far apart were baskets and basket value."""


def past_reports(seed: int) -> tuple[str, tuple[Paper, ...]]:
    """(Monday of the week, its papers and those of the week before)."""
    past, draws = shipped(), Draws(seed, "office/past_week")
    monday = draws.pick(weeks())
    found: list[Paper] = []
    for period, first in zip(PERIODS, (monday, _before(monday)), strict=False):
        days, hours, departments = _of_week(first, period)
        found += [days, hours, departments, _store(past, period, first, days, departments, draws)]
    return monday, tuple(found)


def named(says: Text, monday: str) -> Text:
    """What somebody says, and which week it is about."""
    return Text(f"{says.en} (week from {monday})", f"{says.zh}（{monday} 起的一周）")


@lru_cache(maxsize=1)
def weeks() -> tuple[str, ...]:
    """Mondays of the weeks that are drawn from."""
    sold = shipped().sales(by="week")
    whole = list(sold)[1:-1]
    return tuple(this for last, this in pairwise(whole) if _clear(sold[this], sold[last]))


def _clear(now: Figures, then: Figures) -> bool:
    """Whether it fell, and anybody can see why."""
    baskets = now.baskets * 1000 // then.baskets
    value = now.paid * then.baskets * 1000 // (then.paid * now.baskets)
    return now.paid * 1000 <= then.paid * (1000 - FELL) and abs(baskets - value) >= APART


def _before(monday: str) -> str:
    return (date.fromisoformat(monday) - timedelta(days=7)).isoformat()


@lru_cache(maxsize=16)
def _of_week(monday: str, period: str) -> tuple[Paper, Paper, Paper]:
    """Days, hours and departments."""
    past, until = shipped(), (date.fromisoformat(monday) + timedelta(days=6)).isoformat()
    daily = past.sales(monday, until, by="day")
    hours = past.sales(monday, until, by="hour")
    premises = past.shop.premises
    worked = premises.hours if premises else 0
    return (
        Paper("days", tuple(
            (day, sold.paid, sold.baskets, sold.pieces, worked)
            for day, sold in zip(DAYS, daily.values(), strict=True)
        ), period),
        Paper("hours", tuple((int(hour), sold.paid, sold.baskets) for hour, sold in hours.items()), period),
        _departments(past, monday, until, period),
    )  # fmt: skip


def _departments(past: Past, monday: str, until: str, period: str) -> Paper:
    """Costs with the tax that turnover has, so that one can be taken off the other."""
    sold: dict[str, list[int]] = {name: [0, 0, 0] for name in DEPARTMENTS}
    for category, figures in past.sales(monday, until, by="category").items():
        row = sold[DEPARTMENT.get(category, "household")]
        row[0] += figures.paid
        row[1] += divide(figures.cost * figures.paid, figures.net) if figures.net else 0
    for category, loss in past.lost(monday, until, by="category").items():
        sold[DEPARTMENT.get(category, "household")][2] += loss.cost
    stock = _stock(past, monday)
    rows: list[tuple[Cell, ...]] = []
    for name in DEPARTMENTS:
        turnover, cost, lost = sold[name]
        rows.append((name, turnover, cost, stock[name], FLOOR[name], lost))
    return Paper("departments", tuple(rows), period)


def _stock(past: Past, monday: str) -> dict[str, int]:
    """What lay there at the end of the month, by department as the order points have it."""
    whole, weights = past.stock[monday[:7]], dict.fromkeys(DEPARTMENTS, 0)
    for item in past.shop.items.values():
        it = past.assortment.supplies[item.sku]
        worth = it.cost * (it.low + it.full) // 2
        weights[DEPARTMENT.get(item.category, "household")] += worth // 1000 if measured(item.unit) else worth
    total = sum(weights.values())
    return {name: whole * weight // total for name, weight in weights.items()}


def _store(past: Past, period: str, monday: str, days: Paper, departments: Paper, draws: Draws) -> Paper:
    premises, due = past.shop.premises, draws.between(38, 56)
    assert premises is not None, "the market says how large it is"
    customers = days.total("baskets") * draws.between(108, 121) // 100
    row: tuple[Cell, ...] = (
        premises.floor, premises.people, departments.total("stock"), due, due - draws.between(2, 9), customers,
        draws.between(2, 9),
    )  # fmt: skip
    return Paper("store", (row,), period)
