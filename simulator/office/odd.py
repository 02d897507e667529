"""The exception report: who does what more often than their colleagues, and whether that can be chance."""

from fractions import Fraction

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text
from simulator.office.report import Cashier, Odd
from simulator.store.office import Sums

ODD = (
    "line_voided", "sale_voided", "post_void", "return", "no_sale", "drawer", "price_overridden", "line_discounted",
    "sale_discounted", "reprint",
)  # fmt: skip
"""What is asked about, in the order in which it is shown."""
LEAST, ONCE_IN = 3, 100
"""Stands out: at least so many times, and less likely than once in so many if everybody did alike."""
FEW, ONE_SIDED = 500, 5412
"""2.3263 squared, in thousandths: beyond it lies one in a hundred of a normal curve."""


def stands_out(times: int, sales: int, all_times: int, all_sales: int) -> bool:
    """The chance that of `all_times`, spread over all sales alike, so many or more fall on `sales` of them.

    Exact up to `FEW` times; beyond that by the normal curve, in whole numbers.

    >>> stands_out(9, 100, 12, 600), stands_out(3, 100, 12, 600)
    (True, False)
    """
    others = all_sales - sales
    over = times * all_sales - all_times * sales
    if times < LEAST or others <= 0 or over <= 0:
        return False
    if all_times > FEW:
        return over * over * 1000 > ONE_SIDED * all_times * sales * others
    term = whole = others**all_times
    for k in range(1, all_times + 1):
        term = term * sales * (all_times - k + 1) // (others * k)
        whole += term
        if k == times - 1:
            rest = whole
    return bool((whole - rest) * ONCE_IN < whole)


def cashiers(sums: Sums) -> tuple[Cashier, ...]:
    """Each with their sales, and each kind of `ODD`; returns and post-voids count with what was paid back."""
    players = {run.run: run.bot or run.person for run in sums.runs}
    sold: dict[tuple[str, str], list[int]] = {}
    odd: dict[tuple[str, str], dict[str, list[int]]] = {}
    for sale in sums.sales:
        mine = sold.setdefault((sale.operator, players.get(sale.run, "")), [0, 0])
        mine[0] += sale.sales
        mine[1] += sale.total - sale.stored
    for event in sums.events:
        if event.kind in ODD:
            _add(odd, (event.operator, players.get(event.run, "")), event.kind, event.times, event.amount)
    for back in sums.returns:
        kind = "post_void" if back.kind == "post_void" else "return"
        _add(odd, (back.operator, players.get(back.run, "")), kind, back.returns, back.total)
    all_sales = sum(mine[0] for mine in sold.values())
    totals = {kind: sum(mine.get(kind, (0, 0))[0] for mine in odd.values()) for kind in ODD}
    found = []
    for key in sorted({*sold, *odd}):
        sales, turnover = sold.get(key, (0, 0))
        did = odd.get(key, {})
        rows = tuple(_odd(kind, did.get(kind, [0, 0]), sales, totals[kind], all_sales) for kind in ODD)
        badge, player = key
        found.append(Cashier(badge, Text(*sums.operators.get(badge, ("", ""))), player, sales, turnover, rows))
    return tuple(found)


def _add(
    odd: dict[tuple[str, str], dict[str, list[int]]], key: tuple[str, str], kind: str, times: int, amount: Minor
) -> None:
    mine = odd.setdefault(key, {}).setdefault(kind, [0, 0])
    mine[0] += times
    mine[1] += amount


def _odd(kind: str, mine: list[int], sales: int, all_times: int, all_sales: int) -> Odd:
    times, amount = mine
    rate = Fraction(100 * times, sales) if sales else None
    others = all_sales - sales
    peers = Fraction(100 * (all_times - times), others) if others else None
    return Odd(kind, times, amount, rate, peers, stands_out(times, sales, all_times, all_sales))
