"""Phrases of money, shares and moments, as price lists, promotions and baskets are written in.

>>> share("50%"), share("8.875%")
(50000, 8875)
>>> moment("2026-12-24"), moment("2026-12-24 10:00")
('2026-12-24T00:00', '2026-12-24T10:00')
"""

from datetime import datetime
from typing import Annotated, NamedTuple

from pydantic import PlainValidator, ValidationInfo

from scenarios.phrases import money, tidy
from scenarios.problems import PhraseError
from scenarios.shapes import phrase, scalar
from simulator.kernel.money import CNY, Currency
from simulator.kernel.policy import WHOLE

DECIMALS = 3
"""Of a percent: rates are counted in thousandths of one."""


class Trade(NamedTuple):
    """What such phrases are understood against."""

    currency: Currency = CNY
    skus: frozenset[str] = frozenset()
    """Goods that exist; empty: any."""
    categories: frozenset[str] = frozenset()
    taxes: tuple[str, ...] = ()


def trade_of(info: ValidationInfo) -> Trade:
    assert isinstance(info.context, Trade), "prices are validated with their trade"
    return info.context


def share(text: str) -> int:
    """`12.5%` -> thousandths of a percent, from 0 to the whole."""
    words = tidy(text)
    whole, _, part = words.removesuffix("%").strip().partition(".")
    if not words.endswith("%") or not (whole + part).isascii() or not (whole + part).isdigit() or len(part) > DECIMALS:
        raise PhraseError("share", text)
    rate = int(whole[:6] or "0") * 1000 + int(part.ljust(DECIMALS, "0") or "0")
    if rate > WHOLE:
        raise PhraseError("share", text)
    return rate


def above_zero(text: str, currency: Currency) -> int:
    """An amount of at least the smallest unit."""
    amount = money(text, currency)
    if amount <= 0:
        raise PhraseError("money_above", text, example=currency.format(1000))
    return amount


def moment(text: str) -> str:
    """A date, or a date with a time -> ISO local time, which compares as it sorts."""
    words = tidy(text).replace(" ", "T")
    try:
        return datetime.fromisoformat(words).replace(tzinfo=None).isoformat(timespec="minutes")
    except ValueError:
        raise PhraseError("moment", text) from None


def _money(value: object, info: ValidationInfo) -> int:
    return above_zero(scalar(value), trade_of(info).currency)


def _money_or_none(value: object, info: ValidationInfo) -> int:
    amount = money(scalar(value), trade_of(info).currency)
    if amount < 0:
        raise PhraseError("money", scalar(value), example=trade_of(info).currency.format(1000))
    return amount


Money = Annotated[int, PlainValidator(_money)]
"""An amount above zero."""
MoneyOrNone = Annotated[int, PlainValidator(_money_or_none)]
Share = Annotated[int, phrase(share)]
Moment = Annotated[str, phrase(moment)]
