"""A year's figures of a supermarket, drawn from a seed: the reports of three weeks that belong together.

What differs by seed is who is worst and why: which department loses most and which turns slowest, why turnover fell,
which offer earned its keep. The largest amount is never the worst share, so that nobody is right by looking at one
column.
"""

from collections.abc import Sequence

from simulator.kernel.desk_words import CHANGES, DAYS, DEPARTMENTS, OFFERS, PERIODS
from simulator.kernel.draws import Draws
from simulator.kernel.money import Minor, divide
from simulator.kernel.papers import Cell, Paper

WEEKDAY = (92, 90, 93, 96, 104, 126, 119)
"""Of an ordinary day, in hundredths."""
CURVE = {8: 5, 9: 9, 10: 10, 11: 9, 12: 7, 13: 4, 14: 4, 15: 5, 16: 8, 17: 13, 18: 14, 19: 8, 20: 4}
"""Hour -> hundredths of a day's turnover."""
SHARES = {"fresh": 34, "dairy": 12, "grain_oil": 17, "drinks": 13, "snacks": 10, "household": 14}
COST = {"fresh": 78, "dairy": 81, "grain_oil": 88, "drinks": 74, "snacks": 70, "household": 72}
"""Purchase price in hundredths of turnover."""
STOCK_DAYS = {"fresh": 2, "dairy": 7, "grain_oil": 24, "drinks": 26, "snacks": 34, "household": 48}
FLOOR = {"fresh": 320, "dairy": 90, "grain_oil": 160, "drinks": 150, "snacks": 140, "household": 280}
SHRINK = {"fresh": 31, "dairy": 9, "grain_oil": 3, "drinks": 4, "snacks": 5, "household": 4}
"""In thousandths of turnover."""
LOSERS = ("dairy", "snacks", "drinks", "household")
SLOW = ("drinks", "snacks", "household", "grain_oil")
DENSE = ("dairy", "snacks", "drinks")
PEAKS = (10, 17, 18)
TILLS = 120
"""Square metres between the departments and the door."""


def reports(seed: int) -> tuple[Paper, ...]:
    """All papers, of three weeks."""
    return _History(seed).papers()


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """A total over weights, in whole units that add up to it: two papers of one week do not differ.

    >>> spread(10, (1, 1, 1))
    [3, 3, 4]
    """
    ends = [total * sum(weights[: at + 1]) // sum(weights) for at in range(len(weights))]
    return [end - before for end, before in zip(ends, [0, *ends], strict=False)]


class _History:
    def __init__(self, seed: int) -> None:
        self.draws = draws = Draws(seed, "office/history")
        self.why = draws.pick(CHANGES)
        self.loser, self.slow, self.dense = draws.pick(LOSERS), draws.pick(SLOW), draws.pick(DENSE)
        self.peak, self.earner = draws.pick(PEAKS), draws.pick(OFFERS)
        self.daily = draws.between(5_200, 7_400) * 1000
        self.basket = draws.between(3_600, 5_200)

    def papers(self) -> tuple[Paper, ...]:
        fall = self.draws.between(70, 120)
        fewer = self.why == "fewer_baskets"
        last = self.daily, self.basket
        this = self.daily * (1000 - fall) // 1000, self.basket if fewer else self.basket * (1000 - fall) // 1000
        before = self.daily * self.draws.between(880, 960) // 1000, self.basket * self.draws.between(90, 99) // 100
        found: list[Paper] = []
        for period, (daily, basket) in zip(PERIODS, (this, last, before), strict=True):
            days = self._days(period, daily, basket)
            departments = self._departments(period, days)
            found += [days, self._hours(period, days), departments, self._store(period, days, departments)]
        return (*found, self._offers())

    def _about(self, figure: int, within: int = 20) -> int:
        """Within so many thousandths."""
        return figure * self.draws.between(1000 - within, 1000 + within) // 1000

    def _days(self, period: str, daily: Minor, basket: Minor) -> Paper:
        rows: list[tuple[Cell, ...]] = []
        for day, weight in zip(DAYS, WEEKDAY, strict=True):
            turnover = self._about(daily * weight // 100, 8)
            baskets = max(1, turnover // self._about(basket, 4))
            rows.append((day, turnover, baskets, baskets * self.draws.between(52, 61) // 10, self._about(190, 60)))
        return Paper("days", tuple(rows), period)

    def _hours(self, period: str, days: Paper) -> Paper:
        weights = {hour: self._about(weight * 1000, 30) for hour, weight in CURVE.items()}
        peak = max(weights, key=weights.__getitem__)
        weights[peak], weights[self.peak] = weights[self.peak], weights[peak]
        weights[self.peak] = weights[self.peak] * 106 // 100
        hours = sorted(weights)
        shares = [weights[hour] for hour in hours]
        turnover, baskets = spread(days.total("turnover"), shares), spread(days.total("baskets"), shares)
        return Paper("hours", tuple(zip(hours, turnover, baskets, strict=True)), period)

    def _departments(self, period: str, days: Paper) -> Paper:
        turnover, rows = days.total("turnover"), []
        shares = {name: self._about(turnover * SHARES[name] // 100) for name in DEPARTMENTS}
        shares["fresh"] += turnover - sum(shares.values())
        for name, sold in shares.items():
            cost = self._about(sold * COST[name] // 100, 15)
            stock_days = STOCK_DAYS[name] + (45 if name == self.slow else 0)
            lost = SHRINK[name] + (38 if name == self.loser else 0)
            floor = FLOOR[name] * (55 if name == self.dense else 100) // 100
            rows.append(
                (name, sold, cost, self._about(cost * stock_days // 7), floor, self._about(sold * lost // 1000))
            )
        return Paper("departments", tuple(rows), period)

    def _store(self, period: str, days: Paper, departments: Paper) -> Paper:
        """What is said here of floor and stock agrees with the departments; the tills stand on a floor of their own."""
        due = self.draws.between(38, 56)
        customers = days.total("baskets") * self.draws.between(108, 121) // 100
        row = (
            departments.total("floor") + TILLS, 42, departments.total("stock"), due, due - self.draws.between(2, 9),
            customers, self.draws.between(6, 19),
        )  # fmt: skip
        return Paper("store", (row,), period)

    def _offers(self) -> Paper:
        """The one that lifts most is not the one that pays."""
        rows: list[tuple[Cell, ...]] = []
        others = [offer for offer in OFFERS if offer != self.earner]
        loud = self.draws.pick(others)
        for offer in OFFERS:
            before = self.draws.between(420, 640)
            lift = {self.earner: 340, loud: 780}.get(offer, 210)
            pieces = before * (1000 + self._about(lift, 60)) // 1000
            margin = before * self.draws.between(210, 260)
            gain = {self.earner: 170, loud: -240}.get(offer, -60)
            during = margin * (1000 + self._about(gain, 80)) // 1000
            rows.append((offer, divide(pieces * self.draws.between(160, 210), 1), before, pieces, margin, during))
        return Paper("offers", tuple(rows), PERIODS[0])
