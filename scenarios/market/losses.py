"""What the market lost in its year, what its cashiers did besides selling, and what lay in stock when a month ended."""

from typing import TYPE_CHECKING

from scenarios.market.ledger import GRAMS, PIECES, REASONS, Oddities
from scenarios.market.opening import opening_stock
from scenarios.market.seasons import DAYS, day, visits
from simulator.kernel.draws import Draws
from simulator.kernel.money import Minor
from simulator.kernel.units import measured

if TYPE_CHECKING:
    from scenarios.market.year import Making

SPOILT = ((3, 5.0), (10, 2.5), (45, 1.2), (400, 0.15), (10_000, 0.05))
"""Shelf life in days up to which so many percent of what is sold goes off."""
DAMAGED = 0.12
TAKEN = ("shaving", "batteries", "chocolate", "skin", "oral", "spirits", "baijiu", "baby_food", "coffee", "writing")
"""Families of which thieves are fond."""
COUNTED = ("2026-06-30", "2026-12-20")
CULPRIT, SINCE = "c05", 36
"""Whose figures stand out, and from which week on: somebody has to be found."""


def months() -> list[str]:
    """The months of the year, `2025-12` to `2026-12`."""
    return list(dict.fromkeys(day(n).isoformat()[:7] for n in range(DAYS)))


def losses(year: "Making") -> list[tuple[int, int, int, int]]:
    """(day, item, reason, quantity): written off once a week at most; found missing when everything was counted."""
    found = []
    for n, (item, it) in enumerate(zip(year.items, year.supplies, strict=True)):
        if item.pack_of or item.category == "bags":
            continue
        draws = Draws(year.seed, f"lost/{item.sku}")
        unit = GRAMS if measured(item.unit) else 1
        for since in range(0, DAYS, 28):
            until = min(DAYS, since + 28)
            sold = _sold(year, n, since, until)
            spoilt = next(share for life, share in SPOILT if (it.life or 10_000) <= life)
            for reason, share in (("spoiled" if it.life <= 10 else "expired", spoilt), ("damaged", DAMAGED)):
                if reason == "expired" and not it.life:
                    continue
                lost = _rounded(sold * share / 100 / unit, draws)
                if lost:
                    found.append((draws.between(since, until - 1), n, REASONS.index(reason), lost * unit))
        for counted in COUNTED:
            when = next(m for m in range(DAYS) if day(m).isoformat() == counted)
            stolen = it.family in TAKEN
            if draws.chance(0.45 if stolen else 0.1):
                quantity = draws.between(1, 4 if stolen else 2) * (unit if unit == 1 else 40 * unit)
                found.append((when, n, REASONS.index("counted"), quantity))
    return sorted(found)


def _sold(year: "Making", n: int, since: int, until: int) -> int:
    """Pieces or grams of an item."""
    low, high = n * DAYS + since, n * DAYS + until
    if measured(year.items[n].unit):
        return sum(year.weights[low:high]) * GRAMS
    return sum(sum(year.lines[at][low:high]) * (at + 1) for at in range(PIECES))


def _rounded(share: float, draws: Draws) -> int:
    return int(share) + draws.chance(share - int(share))


def oddities(year: "Making") -> tuple[Oddities, ...]:
    """Of each cashier in each week."""
    found = []
    for week in range((DAYS + 6) // 7):
        for n, badge in enumerate(year.cashiers):
            draws = Draws(year.seed, f"odd/{week}/{badge}")
            bad = badge == CULPRIT and week >= SINCE
            voids, drawers = draws.between(2, 9), draws.between(0, 3)
            if bad:
                voids, drawers = voids + draws.between(6, 12), drawers + draws.between(3, 7)
            overrides, returns = draws.between(0, 3), draws.between(1, 5)
            short = draws.weighted(((0, 70), (-1, 12), (1, 12), (-5, 3), (5, 3)))
            found.append(
                Oddities(
                    week, n, voids, sum(draws.between(30, 450) * 10 for _ in range(voids)) * (2 if bad else 1), drawers,
                    overrides, sum(draws.between(10, 80) * 10 for _ in range(overrides)),
                    returns, sum(draws.between(50, 700) * 10 for _ in range(returns)),
                    short * 100 - (draws.between(2, 12) * 50 if bad else 0),
                )
            )  # fmt: skip
    return tuple(found)


def stock_of(year: "Making") -> tuple[Minor, ...]:
    """At the end of each month: what lies there on any day, more of it before the busy ones."""
    found = []
    for n, month in enumerate(months()):
        last = max(m for m in range(DAYS) if day(m).isoformat()[:7] == month)
        usual = sum(move.value for move in opening_stock(year.shop, day(last).isoformat(), year.seed + n))
        ahead = [visits(day(min(DAYS - 1, last + more))) for more in range(1, 8)]
        found.append(usual * (sum(ahead) // len(ahead) + 20_000) // 30_000)
    return tuple(found)
