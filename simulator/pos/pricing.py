"""What a line and a basket cost. Prices hold their tax; what is stored on a line is what it was sold for."""

from collections.abc import Iterable

import msgspec

from simulator.kernel.facts import Line
from simulator.kernel.money import Minor, divide, tax_within
from simulator.pos.catalog import Item


def price_line(
    number: int,
    item: Item,
    code: str,
    quantity: int,
    grams: int,
    goods: tuple[str, ...],
    how: str,
    *,
    member: bool,
    labelled: Minor = 0,
    lot: str = "",
    expiry: str = "",
) -> Line:
    """A basket line at today's price; weighed goods by grams at a price per kg, or as their label says."""
    price = item.price
    member_price = item.member_price if member else 0
    if grams:
        gross = labelled or divide(price * grams, 1000)
        charged = divide(member_price * grams, 1000) if member_price else gross
    else:
        gross = price * quantity
        charged = member_price * quantity if member_price else gross
    discount = gross - charged if charged < gross else 0
    rest = item.tax_rate, goods, how, labelled, lot, expiry, item.pack_of, item.pieces
    return Line(number, item.sku, item.name, code, price, quantity, grams, gross, discount, *rest)


def price_per(price: Minor, grams: int) -> tuple[Minor, str]:
    """A price per kg as it is shown, and what for: 500 g where that loses no fen.

    >>> price_per(996, 500), price_per(999, 500), price_per(996, 1000)
    ((498, '500g'), (999, 'kg'), (996, 'kg'))
    """
    part, rest = divmod(price * grams, 1000)
    return (price, "kg") if rest or grams == 1000 else (part, f"{grams}g")


def reprice(line: Line, item: Item | None, *, member: bool) -> Line:
    """The same line for a member (or not); the price stays that of the moment of the scan."""
    if item is None or line.how == "slip":
        return line
    units = line.grams or line.quantity
    charged = item.member_price * units
    if line.grams:
        charged = divide(charged, 1000)
    discount = max(0, line.gross - charged) if member and item.member_price else 0
    return line if discount == line.discount else msgspec.structs.replace(line, discount=discount)


def total_of(lines: Iterable[Line]) -> Minor:
    """What a basket costs."""
    return sum(line.gross - line.discount for line in lines)


def tax_of(lines: Iterable[Line]) -> Minor:
    """The tax inside, rounded by line; net is total minus this, so net + tax == gross always."""
    return sum(tax_within(line.gross - line.discount, line.tax_rate) for line in lines)
