"""Pricing: baskets a second with every step kept, beside the same rules worked with `Decimal` amounts.

Twenty lines, five promotions: every second piece at half price, a share off, a fixed price, a threshold, a coupon. Bill
and trace are whole in the form in which they were worked out; what is compared is read of them, row by row.

    python benchmarks/bench_price.py [baskets]
"""

import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import structs

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import Row, show
from simulator.kernel.policy import WHOLE, Policy
from simulator.kernel.promotions import (
    BasketCoupon,
    Fixed,
    Goods,
    Nth,
    Percent,
    Promotion,
    Spend,
    Tier,
)
from simulator.kernel.texts import Text
from simulator.pos.pricing import Basket, BasketLine, Priced, Pricer, basket, bill, lines, pieces, sheet, tax, works

GOAL = 10_000
TIMES_DECIMAL = 2
NAME = Text("bench", "基准")
POLICY = Policy("cn", NAME)
PROMOTIONS: tuple[Promotion, ...] = (
    Fixed(id="special", name=NAME, goods=Goods(skus=("s3", "s4")), price=500),
    Nth(id="half", name=NAME, goods=Goods(categories=("c1",)), nth=2, off=50_000),
    Percent(id="share", name=NAME, goods=Goods(categories=("c2",)), off=10_000),
    Spend(id="save", name=NAME, tiers=(Tier(10_000, 1_000), Tier(20_000, 2_500))),
    BasketCoupon(id="coupon", name=NAME, coupon="K", off=500),
)
LINES = tuple(
    BasketLine(n + 1, f"s{n}", f"c{n % 5}", 990 + n * 37, 1 + n % 3, 0, 13_000 if n % 2 else 9_000) for n in range(20)
)
BASKET = Basket(LINES, "2026-12-24T10:00", coupons=("K",))

FEN = Decimal("0.01")


def yuan(amount: int) -> Any:
    return Decimal(amount) / 100


def divide(numerator: Any, denominator: int) -> Any:
    return (numerator / denominator).quantize(FEN, ROUND_HALF_UP)


def allocate(total: Any, weights: list[Any]) -> list[Any]:
    """Largest remainder, as `money.allocate`."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [one.quantize(FEN, ROUND_FLOOR) for one in exact]
    missing = int((total - sum(shares)) / FEN)
    for n in sorted(range(len(exact)), key=lambda n: shares[n] - exact[n])[:missing]:
        shares[n] += FEN
    return shares


def taxes_of(policy: Policy, amounts: list[Any], rates: Sequence[int]) -> list[Any]:
    """The division written out, as `Policy.taxes_of`; the benchmark's policy has its tax in the price."""
    return [
        (amount * rate / (WHOLE + rate)).quantize(FEN, ROUND_HALF_UP)
        for amount, rate in zip(amounts, rates, strict=False)
    ]


@contextmanager
def decimals() -> Iterator[None]:
    """The pricer's own rules, with the three places that round put on `Decimal`."""
    rooms: list[Any] = [basket, works, sheet, bill, lines, pieces, tax, Policy]
    rounding = {"divide": divide, "allocate": allocate, "taxes_of": taxes_of}
    before = [(room, name, vars(room)[name]) for room in rooms for name in rounding if name in vars(room)]
    for room, name, _ in before:
        setattr(room, name, rounding[name])
    try:
        yield
    finally:
        for room, name, ours in before:
            setattr(room, name, ours)


def in_yuan(promotion: Promotion) -> Promotion:
    """The same promotion with decimal amounts."""
    match promotion:
        case Fixed(price=price):
            return structs.replace(promotion, price=yuan(price))
        case Spend(tiers=tiers):
            return structs.replace(promotion, tiers=tuple(Tier(yuan(one.reach), yuan(one.off)) for one in tiers))
        case BasketCoupon(off=off):
            return structs.replace(promotion, off=yuan(off))
    return promotion


DECIMAL_BASKET = BASKET._replace(lines=tuple(line._replace(price=yuan(line.price)) for line in LINES))


def figures(bill: Priced, fen: int) -> list[tuple[Any, ...]]:
    """A bill, line by line and step by step, in fen."""
    of_lines = [(one.gross, one.discount, one.total, one.net, one.tax) for one in bill.lines]
    of_steps = [(one.on, one.off) for one in bill.steps]
    amounts = [*of_lines, *of_steps, (bill.total, bill.net, bill.tax, bill.discount, bill.points)]
    names = [*[(one.rule, one.line, one.units) for one in bill.steps], tuple(one.line for one in bill.lines)]
    return [*names, *(tuple(amount * fen for amount in row) for row in amounts)]


def measure(baskets: int = 2000, rounds: int = 7) -> tuple[float, float]:
    """Baskets a second of both, medians of rounds in turn; both come to the same bill, or this says so."""
    pricer, other = Pricer(POLICY, PROMOTIONS), Pricer(POLICY, map(in_yuan, PROMOTIONS))
    ours, theirs = [], []
    for _round in range(rounds):
        start = perf_counter()
        for _ in range(baskets):
            found = pricer.price(BASKET)
        ours.append(baskets / (perf_counter() - start))
        with decimals():
            start = perf_counter()
            for _ in range(baskets):
                again = other.price(DECIMAL_BASKET)
            theirs.append(baskets / (perf_counter() - start))
        assert figures(found, 1) == figures(again, 100), "the two calculations differ"
    return statistics.median(ours), statistics.median(theirs)


def main(baskets: int = 2000) -> list[Row]:
    ours, theirs = measure(baskets)
    against = "the same on Decimal"
    return [
        Row(
            "priced, 20 lines, 5 promotions, trace", ours, theirs, GOAL, True, absolute=True, unit="/s", against=against
        ),
        Row("priced, times as fast", ours, theirs, TIMES_DECIMAL, True, unit="/s", against=against),
    ]


if __name__ == "__main__":
    print(show(main(*map(int, sys.argv[1:]))))
