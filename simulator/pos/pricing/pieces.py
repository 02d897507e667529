"""Promotions that count pieces: every second one at half price, buy and get, a combination at one price.

Pieces stand in descending order of what they are worth, and are used up in that order, so that the cheaper of each
group is the one that is given. Weighed goods cannot be counted.
"""

from simulator.kernel.money import allocate, divide
from simulator.kernel.policy import WHOLE
from simulator.kernel.promotions import BuyGet, Combination, Goods, Nth
from simulator.pos.pricing.works import FINE, LEFT, Gain, Work

Run = tuple[Work, int]
"""So many pieces of one line, all worth the same: `work.pools[LEFT] / work.units`."""


def nth(rule: Nth, works: list[Work]) -> list[Gain]:
    """第N件N折: in every full group of `nth`, the last is given at a share off."""
    return _grouped(works, rule.nth, 1, rule.off)


def buy_get(rule: BuyGet, works: list[Work]) -> list[Gain]:
    """买N赠M."""
    if rule.gift is None:
        return _grouped(works, rule.buy + rule.get, rule.get, WHOLE)
    gift = rule.gift
    bought = _runs([work for work in works if rule.goods.has(work.line.sku, work.line.category)])
    gifts = _runs([w for w in works if _is_gift(gift, rule.goods, w)])[::-1]
    times = min(_count(bought) // rule.buy, _count(gifts) // rule.get)
    if not times:
        return []
    paid = [(work, LEFT, units, work.of(units), 0) for work, units in _first(bought, times * rule.buy)]
    given = [(work, units, work.of(units)) for work, units in _first(gifts, times * rule.get)]
    return paid + [(work, LEFT, units, on, on) for work, units, on in given]


def combination(rule: Combination, works: list[Work]) -> list[Gain]:
    """组合价: as many sets as there are, while a set is worth more than it costs; what is saved is spread over it."""
    places = [_place(rule, work) for work in works]
    parts = [_runs([w for w, at in zip(works, places, strict=True) if at == n]) for n in range(len(rule.parts))]
    most = min(_count(runs) // part.count for runs, part in zip(parts, rule.parts, strict=True))
    saved, times = 0, 0
    for time in range(1, most + 1):
        worth = sum(
            sum(work.of(units) for work, units in _between(runs, part.count * (time - 1), part.count * time))
            for runs, part in zip(parts, rule.parts, strict=True)
        )
        if worth <= rule.price:
            break
        saved, times = saved + worth - rule.price, time
    if not times:
        return []
    used = [run for runs, part in zip(parts, rule.parts, strict=True) for run in _first(runs, part.count * times)]
    amounts = [work.of(units) for work, units in used]
    offs = allocate(min(saved, sum(amounts)), amounts)
    return [(work, LEFT, units, on, off) for (work, units), on, off in zip(used, amounts, offs, strict=True)]


def _grouped(works: list[Work], size: int, given: int, share: int) -> list[Gain]:
    """Full groups of `size`, of which the last `given` pieces have a share off."""
    runs = _runs(works)
    spare = _count(runs) % size
    if spare:
        runs = _first(runs, _count(runs) - spare)
    paid = size - given
    gains, at, before = [], 0, 0
    for work, units in runs:
        at += units
        groups, rest = divmod(at, size)
        now = groups * given + (rest - paid if rest > paid else 0)
        left, all_units, off = work.pools[LEFT], work.units, 0
        on = left if units == all_units else divide(left * units, all_units)
        if now > before:
            off = divide(left * share, all_units * WHOLE) * (now - before)
            off = off if off < on else on
            before = now
        gains.append((work, LEFT, units, on, off))
    return gains


def _place(rule: Combination, work: Work) -> int:
    """The part that a line's pieces can be; what would fit two goes to the first, so that none is used twice."""
    sku, category = work.line.sku, work.line.category
    return next((n for n, part in enumerate(rule.parts) if part.goods.has(sku, category)), -1)


def _is_gift(gift: Goods, goods: Goods, work: Work) -> bool:
    sku, category = work.line.sku, work.line.category
    return gift.has(sku, category) and not goods.has(sku, category)


def _runs(works: list[Work]) -> list[Run]:
    """Countable pieces, the dearest first; the canonical order of the workbench decides between equals."""
    runs = [(work, work.units) for work in works if work.pools[LEFT] > 0 and not work.line.grams]
    if len(runs) > 1:
        runs.sort(key=_worth, reverse=True)
    return runs


def _worth(run: Run) -> int:
    """What a piece is worth, so finely that only equal ones are equal."""
    work, units = run
    return work.pools[LEFT] * FINE // units


def _count(runs: list[Run]) -> int:
    return sum([units for _, units in runs])


def _first(runs: list[Run], pieces: int) -> list[Run]:
    return _between(runs, 0, pieces)


def _between(runs: list[Run], first: int, last: int) -> list[Run]:
    """The pieces from `first` up to `last`."""
    found, at = [], 0
    for work, units in runs:
        if at >= last:
            break
        end = at + units
        if end > first:
            found.append((work, (end if end < last else last) - (at if at > first else first)))
        at = end
    return found
