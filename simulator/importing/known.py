"""What is known before a file is read: the shop it is for. Plain data, so that a preview depends on nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from simulator.kernel.money import CNY, Currency
from simulator.kernel.texts import Text, half_width


class KnownItem(NamedTuple):
    sku: str
    unit: str = "piece"
    """One of `kernel.units`."""


@dataclass(frozen=True)
class Known:
    """The shop that a file is for; whatever is empty is not checked against."""

    currency: Currency = CNY
    items: Mapping[str, KnownItem] = field(default_factory=dict)
    """By sku, bar code (a UPC-A also as EAN-13) and PLU."""
    categories: Mapping[str, str] = field(default_factory=dict)
    """Words for a category, `plain` -> its id."""
    category_names: Mapping[str, Text] = field(default_factory=dict)
    """As they are told to people, by id."""
    taxes: Mapping[str, int] = field(default_factory=dict)
    """Tax class -> thousandths of a percent."""
    taken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """`products.code` -> what is in use already -> whose it is."""
    today: str = ""
    """The shop's date: nothing that is past has happened after it."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A word as it is compared: half-width, small, without blanks and joining signs.

    >>> plain(" Member_Price "), plain("零售价（元）"), plain("条 码*")
    ('memberprice', '零售价', '条码')
    """
    text = half_width(text).casefold()
    for opening, closing in ("()", "[]", "【】"):
        at = text.find(opening)
        if at > 0 and closing in text[at:]:
            text = text[:at] + text[text.rfind(closing) + 1 :]
    return "".join(sign for sign in text if sign.isalnum())
