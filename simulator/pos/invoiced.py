"""What of a receipt is invoiced: what was paid in money for goods, less what came back of it, to the cent.

All of it follows from the receipt and from how many units of each line came back. So an invoice that is asked for after
a return, one that is reduced before it is issued and red-letter ones add up to what the customer keeps, in any order.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from simulator.kernel.facts import InvoiceLine, Sold, SoldLine
from simulator.kernel.money import Minor, allocate, divide
from simulator.pos.sold import given_for

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
    return figures(_between(sold, None))


def taken_back(sold: Sold, later: Sold) -> Figures:
    """What goods that come back now, which make `later` of the receipt, take off its invoice: amounts below nothing."""
    lines = _between(sold, later)
    return figures(InvoiceLine(one.line, -one.amount, -one.tax, one.tax_rate) for one in lines)


def _between(sold: Sold, later: Sold | None) -> Iterator[InvoiceLine]:
    """What goes off each line of its invoice from one state of the receipt to a later one, or until nothing is left."""
    invoiced = whole(sold)
    for n, one in enumerate(sold.lines):
        line = invoiced.get(one.line.line)
        if line is None:
            continue
        before, after = _carried(line, one), _carried(line, later.lines[n]) if later else line.amount
        if after > before:
            tax = divide(line.tax * after, line.amount) - divide(line.tax * before, line.amount)
            yield InvoiceLine(line.line, after - before, tax, line.tax_rate)


def _carried(line: InvoiceLine, sold: SoldLine) -> Minor:
    """What came back of a line's invoice: what was given for it, and all of it with the last unit, for cash that was
    rounded up is invoiced too. What is withheld stays invoiced.
    """
    if sold.returned == sold.units and not sold.withheld:
        return line.amount
    return min(line.amount, max(0, given_for(sold)))
