"""Weigh labels: what the scale counter prints on loose goods, read and printed by a table of rules that each shop has.

A rule says with which digits a label begins, how long it is, and which digits (counted from 1) are the PLU, the amount
and the weight. The usual Chinese form has eighteen digits: `2x`, PLU, amount, weight, check digit.

>>> rule = LabelRule(prefix="26", length=18, plu=(3, 7), amount=(8, 12), weight=(13, 17))
>>> rule.print("1001", amount=752, grams=755)
'260100100752007559'
>>> read_label("260100100752007559", (rule,))
Label(plu='1001', amount=752, grams=755, tolerance=1)
>>> print(read_label("260100100753007559", (rule,)))
expected check digit 8, got 9
>>> read_label("6901234567892", (rule,)) is None
True
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from simulator.kernel.texts import half_width
from virtual_devices.codes import BadCode, check_digit, split_aim

Digits = tuple[int, int]
"""First and last digit of a field, counted from 1; (0, 0) where a label has no such field."""
NOWHERE: Digits = (0, 0)


class LabelRule(msgspec.Struct, frozen=True):
    """One kind of label."""

    prefix: str
    """The digits it begins with; of several rules that fit, the first one counts."""
    length: int
    plu: Digits
    amount: Digits = NOWHERE
    weight: Digits = NOWHERE
    amount_decimals: int = 2
    """Of the amount as printed: 2 is fen, 1 jiao."""
    weight_decimals: int = 3
    """Of the weight in kg: 3 is grams."""
    check: Literal["ean", "none"] = "ean"
    """`ean`: the last digit proves all others."""
    amount_check: int = 0
    """Where GS1's own check digit of the amount stands (it proves four or five digits); 0 for none."""
    tolerance: int = 1
    """Minor units by which amount and price times weight may differ: scales round in their own ways."""

    def fits(self, digits: str) -> bool:
        """Whether a code is of this kind."""
        return len(digits) == self.length and digits.startswith(self.prefix)

    def read(self, digits: str) -> "Label | BadCode":
        """What a label of this kind says."""
        if self.check == "ean":
            expected = check_digit(digits[:-1])
            if digits[-1] != expected:
                return BadCode("check_digit", expected, digits[-1])
        amount = _cut(digits, self.amount)
        if self.amount_check:
            proof = _amount_check_digit(amount)
            got = digits[self.amount_check - 1]
            if got != proof:
                return BadCode("check_digit", proof, got)
        return Label(
            _cut(digits, self.plu).lstrip("0"),
            int(amount or 0) * 10 ** (2 - self.amount_decimals),
            int(_cut(digits, self.weight) or 0) * 10 ** (3 - self.weight_decimals),
            self.tolerance,
        )

    def print(self, plu: str, amount: int, grams: int) -> str:
        """The label that a scale prints. Raises ValueError for a figure that has no room in its field."""
        digits = list(self.prefix.ljust(self.length, "0"))
        for field, figure in (
            (self.plu, plu),
            (self.amount, str(amount // 10 ** (2 - self.amount_decimals))),
            (self.weight, str(grams // 10 ** (3 - self.weight_decimals))),
        ):
            if field == NOWHERE:
                continue
            size = field[1] - field[0] + 1
            if len(figure) > size:
                raise ValueError(f"expected at most {size} digits, got {figure}")
            digits[field[0] - 1 : field[1]] = figure.zfill(size)
        if self.amount_check:
            digits[self.amount_check - 1] = _amount_check_digit("".join(digits)[self.amount[0] - 1 : self.amount[1]])
        if self.check == "ean":
            digits[-1] = check_digit("".join(digits[:-1]))
        return "".join(digits)


class Label(NamedTuple):
    """What a label says; 0 for what is not on it."""

    plu: str
    """Without leading zeros."""
    amount: int
    """Minor units."""
    grams: int
    tolerance: int = 1


def read_label(text: str, rules: Sequence[LabelRule]) -> Label | BadCode | None:
    """Read a code as a label; None where it is none of this shop's, BadCode where it is one that was misread."""
    digits = split_aim(half_width(text).strip())[1]
    if not digits.isascii() or not digits.isdigit():
        return None
    rule = next((rule for rule in rules if rule.fits(digits)), None)
    return rule.read(digits) if rule else None


def _cut(digits: str, field: Digits) -> str:
    return digits[field[0] - 1 : field[1]] if field != NOWHERE else ""


def _amount_check_digit(amount: str) -> str:
    from biip.checksums import gs1_price_weight_check_digit

    return str(gs1_price_weight_check_digit(amount))
