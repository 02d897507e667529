"""Money is an integer count of minor units (fen, pence, cents); rates are basis points. Floats never touch it.

>>> CNY.format(2672), CNY.parse("26.72"), CNY.parse("26.7")
('26.72', 2672, 2670)
>>> allocate(1000, [1, 1, 1])
[334, 333, 333]
"""

from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

Minor = int
"""An amount in minor units of the shop's currency."""


class Currency(NamedTuple):
    """A currency: ISO 4217 code, decimals, the sign shown before amounts, and the notes and coins that circulate."""

    code: str
    decimals: int
    sign: str
    pieces: tuple[Minor, ...]
    """Denominations in minor units, largest first."""

    def format(self, amount: Minor, *, sign: bool = False) -> str:
        """`-1234` -> `-12.34`; grouping is left out on purpose, as on a till."""
        head = ("-" if amount < 0 else "") + (self.sign if sign else "")
        if not self.decimals:
            return f"{head}{abs(amount)}"
        whole, part = divmod(abs(amount), 10**self.decimals)
        return f"{head}{whole}.{part:0{self.decimals}d}"

    def parse(self, text: str) -> Minor:
        """`"26.7"` -> `2670`. Raises ValueError for what is no plain decimal, or is finer than the currency."""
        digits = text.strip()
        negative = digits.startswith("-")
        whole, _, part = digits.removeprefix("-").partition(".")
        if not (whole or part) or not (whole + part).isascii() or not (whole + part).isdigit():
            raise ValueError(f"expected an amount such as {self.format(2672)}, got {text!r}")
        if len(part) > self.decimals:
            raise ValueError(f"expected at most {self.decimals} decimals, got {text!r}")
        amount: int = int(whole or "0") * 10**self.decimals + int(part.ljust(self.decimals, "0") or "0")
        return -amount if negative else amount


CNY = Currency("CNY", 2, "¥", (10000, 5000, 2000, 1000, 500, 100, 50, 10))
CURRENCIES = {
    currency.code: currency
    for currency in (
        CNY,
        Currency("GBP", 2, "£", (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)),
        Currency("USD", 2, "$", (10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1)),
        Currency("CHF", 2, "CHF ", (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5)),
        Currency("EUR", 2, "€", (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)),
        Currency("JPY", 0, "¥", (10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1)),
        Currency("BHD", 3, "BD ", (20000, 10000, 5000, 1000, 500, 100, 50, 25, 10, 5)),
    )
}
"""By ISO 4217 code: the notes and coins that a till meets."""


def divide(numerator: int, denominator: int) -> int:
    """The one rounding rule: half away from zero, so that a refund is exactly minus its sale (facts: odoo#9249)."""
    if numerator >= 0 and denominator > 0:
        return (numerator + denominator // 2) // denominator
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    numerator, denominator = abs(numerator), abs(denominator)
    return sign * ((numerator + denominator // 2) // denominator)


def allocate(total: Minor, weights: Sequence[int]) -> list[Minor]:
    """Spread `total` over `weights` without losing a cent: largest remainder, earlier lines first on a tie."""
    if total < 0:
        return [-share for share in allocate(-total, weights)]
    shares, spare, mark = _shares(total, weights)
    if spare:
        whole = sum(weights)
        for late in [n for n, weight in enumerate(weights) if total * weight % whole == mark][-spare:]:
            shares[late] -= 1
    return shares


def apportion(total: Minor, weights: Sequence[int]) -> list[Minor] | None:
    """The same for who has the weights in no order: None where it is that which decides."""
    shares, spare, _ = _shares(total, weights)
    return None if spare else shares


def _shares(total: Minor, weights: Sequence[int]) -> tuple[list[Minor], int, int]:
    """What each is due, how many cents too many that is, and the remainder of those that are alike where it is any.

    The cents that rounding down would lose go to those whose remainder reaches a certain mark: one division finds
    whole cents and the lost one alike.
    """
    whole = sum(weights)
    if not whole:
        raise ValueError("expected at least one weight above 0")
    remainders = [total * weight % whole for weight in weights]
    remainders.sort()
    lost = sum(remainders) // whole
    if not lost:
        return [total * weight // whole for weight in weights], 0, 0
    mark = remainders[-lost]
    up = whole - mark
    shares = [(total * weight + up) // whole for weight in weights]
    alike = remainders[-lost - 1] == mark  # more reach it than there are cents
    return shares, sum(shares) - total if alike else 0, mark


Pieces = dict[Minor, int]
"""Notes and coins: denomination -> how many."""


def worth(pieces: Pieces) -> Minor:
    """What a handful of notes and coins adds up to."""
    return sum(map(mul, pieces, pieces.values()))


def make_change(amount: Minor, available: Pieces) -> Pieces | None:
    """The fewest pieces from `available` (largest first, backing off once a piece), or None when it cannot be made."""
    values = sorted((v for v, n in available.items() if n > 0), reverse=True)

    below = [0]
    for value in reversed(values):
        below.append(below[-1] + value * available[value])
    below.reverse()  # what all pieces from there on are worth

    def search(rest: int, index: int) -> Pieces | None:
        if rest == 0:
            return {}
        if rest > below[index]:
            return None
        value = values[index]
        most = min(available[value], rest // value)
        for count in range(most, max(-1, most - 3), -1):
            found = search(rest - count * value, index + 1)
            if found is not None:
                return {value: count, **found} if count else found
        return None

    return search(amount, 0)
