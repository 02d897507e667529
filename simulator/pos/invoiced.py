"""What of a receipt is invoiced: what was paid in money for goods, less what came back of it, to the cent.

All of it follows from the receipt and from how many units of each line came back. So an invoice that is asked for after
a return, one that is reduced before it is issued and red-letter ones add up to what the customer keeps, in any order.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from simulator.kernel.facts import InvoiceLine, ReturnedLine, Sold, SoldLine
from simulator.kernel.money import Minor, allocate, divide
from simulator.pos.sold import share

UNPAID = ("gift", "points")
"""Means of payment that pay nothing to be invoiced."""


class Figures(NamedTuple):
    """Lines of an invoice, and what they add up to."""

    lines: tuple[InvoiceLine, ...]
    amount: Minor
    net: Minor
    tax: Minor


def figures(lines: Iterable[InvoiceLine]) -> Figures:
    found = tuple(lines)
    amount, tax = sum(line.amount for line in found), sum(line.tax for line in found)
    return Figures(found, amount, amount - tax, tax)


def whole(sold: Sold) -> dict[int, InvoiceLine]:
    """Line -> what of it was paid in money, as though nothing had come back, with the tax that is in it.

    What went onto a card is a prepayment; what a card or points paid, and what cash rounding gave away, was never paid.
    """
    unpaid = sum(t.amount for t in sold.tenders if t.kind in UNPAID) + sum(t.value - t.amount for t in sold.tenders)
    goods = [line for line in sold.lines if not line.line.account and line.paid > 0]
    amount = max(0, sold.total - sold.stored - unpaid)
    if not amount or not goods:
        return {}
    parts = allocate(amount, [line.paid for line in goods])
    return {
        one.line.line: InvoiceLine(one.line.line, part, divide(one.line.tax * part, one.paid), one.line.tax_rate)
        for one, part in zip(goods, parts, strict=True)
        if part
    }


def left(sold: Sold) -> Figures:
    """What is left of it to be invoiced."""
    return figures(_next(sold, {one.line.line: one.units - one.returned for one in sold.lines}))


def taken_back(sold: Sold, back: Iterable[ReturnedLine]) -> Figures:
    """What goods that come back now take off its invoice: amounts below nothing."""
    units: dict[int, int] = {}
    for part in back:
        units[part.line] = units.get(part.line, 0) + part.units
    return figures(InvoiceLine(one.line, -one.amount, -one.tax, one.tax_rate) for one in _next(sold, units))


def _next(sold: Sold, units: Mapping[int, int]) -> Iterator[InvoiceLine]:
    """What the next `units` of each line carry, after those that came back before."""
    invoiced = whole(sold)
    for one in sold.lines:
        line = invoiced.get(one.line.line)
        if line is None or not units.get(one.line.line):
            continue
        before, after = (_carried(line, one, n) for n in (one.returned, one.returned + units[one.line.line]))
        if after > before:
            tax = divide(line.tax * after, line.amount) - divide(line.tax * before, line.amount)
            yield InvoiceLine(line.line, after - before, tax, line.tax_rate)


def _carried(line: InvoiceLine, sold: SoldLine, units: int) -> Minor:
    """What the first `units` of a line carry of its invoice: what goes back for them, and all of it with the last one,
    for cash that was rounded up is invoiced too.
    """
    return line.amount if units == sold.units else min(line.amount, share(sold.paid, 0, units, sold.units))
