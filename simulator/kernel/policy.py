"""A policy pack: how a country's tills round, tax and print. Authored as YAML (`scenarios/policies`), frozen here."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from simulator.kernel.money import CNY, Currency, Minor, divide
from simulator.kernel.texts import Text

WHOLE = 100_000
"""Shares and rates are counted in thousandths of a percent: 13 % is 13 000, the whole is 100 000."""

Rounding = Literal["down", "nearest"]


class _Inclusive(dict[int, tuple[int, int, int]]):
    """Rate -> itself, and half and whole of what an amount that holds its tax is made of."""

    def __missing__(self, rate: int) -> tuple[int, int, int]:
        found = self[rate] = rate, (WHOLE + rate) // 2, WHOLE + rate
        return found


_INCLUSIVE = _Inclusive()


class Points(msgspec.Struct, frozen=True):
    """积分: what earns a member's points, and what they are worth."""

    per: Minor
    """So much paid for goods earns one."""
    step: int = 100
    """They are spent in steps of so many."""
    worth: Minor = 100
    """What a step pays."""


class Policy(msgspec.Struct, frozen=True):
    """What a law or a custom decides about a bill."""

    id: str
    name: Text
    currency: Currency = CNY
    tax_inclusive: bool = True
    """Shelf prices hold their tax; else it comes on top."""
    tax_by: Literal["line", "total"] = "line"
    """Tax is rounded on each line, or once a rate on the whole bill and then spread over its lines."""
    taxes: dict[str, int] = msgspec.field(default_factory=dict)
    """Tax class -> rate in thousandths of a percent."""
    cash_step: Minor = 1
    """Cash is rounded to a multiple of this; 1 leaves it as it is."""
    cash_rounding: Rounding = "nearest"
    courtesy_step: Minor = 0
    """抹零: the small change of every bill is dropped down to this, whatever pays it; 0: never."""
    tax_shown: bool = True
    """Whether the till shows the tax while selling; the receipt has it anyway."""
    receipt: tuple[Text, ...] = ()
    """Lines that the law or custom wants on every receipt."""

    def cash_due(self, due: Minor) -> Minor:
        """What has to be handed over of `due` in cash; the same rule for what is handed back."""
        return round_to(due, self.cash_step, self.cash_rounding)

    def courtesy(self, total: Minor) -> Minor:
        """What is dropped of `total` as a courtesy."""
        return total - round_to(total, self.courtesy_step, "down") if self.courtesy_step else 0

    def tax_of(self, amount: Minor, rate: int) -> Minor:
        """The tax in (or on top of) an amount, rounded by the one rule: a refund's is exactly minus its sale's."""
        return divide(amount * rate, WHOLE + rate if self.tax_inclusive else WHOLE)

    def taxes_of(self, amounts: Iterable[Minor], rates: Iterable[int]) -> list[Minor]:
        """The same of a bill's lines, none below 0: `divide` is written out, as calling it costs more than it does."""
        if self.tax_inclusive:
            wholes = map(_INCLUSIVE.__getitem__, rates)
            return [
                (amount * rate + half) // whole for amount, (rate, half, whole) in zip(amounts, wholes, strict=False)
            ]
        return [(amount * rate + WHOLE // 2) // WHOLE for amount, rate in zip(amounts, rates, strict=False)]


def round_to(amount: Minor, step: Minor, rounding: Rounding) -> Minor:
    """To a multiple of `step`: towards zero, or to the nearest one (half away from zero, so that refunds mirror sales).

    >>> round_to(1678, 5, "nearest"), round_to(1678, 10, "down"), round_to(-1678, 10, "down")
    (1680, 1670, -1670)
    """
    if step <= 1:
        return amount
    whole = abs(amount) // step if rounding == "down" else divide(abs(amount), step)
    return whole * step * (-1 if amount < 0 else 1)
