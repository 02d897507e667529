"""Pricing: baskets a second with every step kept, beside the same rules worked with `Decimal` amounts.

Twenty lines, five promotions: every second piece at half price, a share off, a fixed price, a threshold, a coupon.

    python benchmarks/bench_price.py [baskets]
"""

import statistics
import sys
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import Row, show
from simulator.kernel.policy import Policy
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
from simulator.pos.pricing import Basket, BasketLine, Pricer

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


def fen(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_HALF_UP)


class Line:
    """A line with its amounts as decimals."""

    __slots__ = ("left", "line", "price", "rate")

    def __init__(self, line: BasketLine) -> None:
        self.line = line
        self.price = Decimal(line.price) / 100
        self.left = self.price * line.quantity
        self.rate = Decimal(line.rate) / 100_000


class Decimals:
    """The reference: the rules of these five promotions and no others, on `Decimal`, with the same steps kept."""

    def __init__(self) -> None:
        self.lines = [Line(line) for line in sorted(LINES, key=lambda line: -line.price)]
        self.steps: list[tuple[str, int, int, Decimal, Decimal]] = []

    def off(self, rule: str, line: Line, units: int, on: Decimal, off: Decimal) -> None:
        line.left -= off
        self.steps.append((rule, line.line.line, units, on, off))

    def price(self) -> tuple[Decimal, Decimal, int]:
        """Total, tax, and how many steps there were."""
        for rule in PROMOTIONS:
            match rule:
                case Fixed():
                    self.fixed(rule)
                case Nth():
                    self.nth(rule)
                case Percent():
                    for line in self.among(rule):
                        self.off(rule.id, line, line.line.quantity, line.left, fen(line.left * rule.off / 100_000))
                case Spend():
                    reached = [tier for tier in rule.tiers if Decimal(tier.reach) / 100 <= self.total()]
                    if reached:
                        self.spread(rule.id, Decimal(reached[-1].off) / 100)
                case BasketCoupon():
                    self.spread(rule.id, min(Decimal(rule.off) / 100, self.total()))
        priced = []
        for line in self.lines:
            tax = fen(line.left * line.rate / (1 + line.rate))
            priced.append((line.line.line, line.left, line.left - tax, tax))
        priced.sort()
        return sum((one[1] for one in priced), Decimal(0)), sum((one[3] for one in priced), Decimal(0)), len(self.steps)

    def among(self, rule: Promotion) -> list[Line]:
        return [line for line in self.lines if rule.goods.has(line.line.sku, line.line.category)]

    def total(self) -> Decimal:
        return sum((line.left for line in self.lines), Decimal(0))

    def fixed(self, rule: Fixed) -> None:
        price = Decimal(rule.price) / 100
        for line in self.among(rule):
            if price < line.price:
                self.off(rule.id, line, line.line.quantity, line.left, line.left - price * line.line.quantity)

    def nth(self, rule: Nth) -> None:
        lines = self.among(rule)
        last = sum(line.line.quantity for line in lines) // rule.nth * rule.nth
        at = 0
        for line in lines:
            units = min(line.line.quantity, last - at)
            if units <= 0:
                break
            given = (at + units) // rule.nth - at // rule.nth
            self.off(rule.id, line, units, line.price * units, given * fen(line.price * rule.off / 100_000))
            at += units

    def spread(self, rule: str, off: Decimal) -> None:
        """Largest remainder."""
        whole = self.total()
        exact = [off * line.left / whole for line in self.lines]
        shares = [one.quantize(FEN, ROUND_FLOOR) for one in exact]
        missing = int((off - sum(shares)) / FEN)
        for n in sorted(range(len(exact)), key=lambda n: shares[n] - exact[n])[:missing]:
            shares[n] += FEN
        for line, share in zip(self.lines, shares, strict=True):
            self.off(rule, line, line.line.quantity, line.left, share)


def measure(baskets: int = 2000, rounds: int = 7) -> tuple[float, float]:
    """Baskets a second of both, medians of rounds in turn; both come to the same bill, or this says so."""
    pricer = Pricer(POLICY, PROMOTIONS)
    bill = pricer.price(BASKET)
    total, tax, steps = Decimals().price()
    assert (bill.total, bill.tax, len(bill.steps)) == (total * 100, tax * 100, steps), "the two calculations differ"
    ours, theirs = [], []
    for _round in range(rounds):
        start = perf_counter()
        for _ in range(baskets):
            pricer.price(BASKET)
        between = perf_counter()
        for _ in range(baskets):
            Decimals().price()
        ours.append(baskets / (between - start))
        theirs.append(baskets / (perf_counter() - between))
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
