"""What a shop's stockroom knows of its goods, and its tills need not: who delivers them, at what cost, in what cases,
how long they keep. Plain data; written in the shop's head under `stockroom:`, and read by `shop_source`.

    milk_1l: 12 a case at 9.20, keeps 45 d, floor 6 of 18
"""

import re

import msgspec

from scenarios.phrases import money, tidy
from scenarios.problems import PhraseError
from simulator.kernel.money import CNY, Currency, Minor
from simulator.kernel.texts import Text


class Sourced(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """An item as it is bought. Quantities are pieces, or thousandths of the unit of what is measured."""

    supplier: str
    cost: Minor
    """Of a piece, or of a whole unit of what is measured."""
    case: int = 1
    life: int = 0
    """保质期: days that it keeps; 0: it does not go off."""
    floor_low: int = 0
    floor_full: int = 0
    low: int = 0
    """With less than this, more is ordered; 0: it is not watched."""
    full: int = 0


class Stocking(msgspec.Struct, frozen=True, omit_defaults=True):
    """The stockroom's side of a shop."""

    suppliers: dict[str, Text] = {}
    stores: dict[str, Text] = {}
    """Other shops of the house."""
    goods: dict[str, Sourced] = {}
    near_days: int = 7
    least_life: int = 3
    """Days that goods must still keep when they are delivered."""
    markdowns: dict[str, int] = {}
    """Days left at most -> percent of the shelf price (临期价)."""
    tolerance: Minor = 2000
    """A variance worth more is counted twice."""


_GOODS = re.compile(
    r"(?P<case>\d{1,6}) a case at (?P<cost>\d+\.\d\d)(?:, keeps (?P<life>\d{1,4}) d)?"
    r"(?:, floor (?P<low>\d{1,6}) of (?P<full>\d{1,6}))?(?:, order below (?P<least>\d{1,6}) up to (?P<most>\d{1,6}))?"
)


def sourced(supplier: str, text: str, currency: Currency = CNY) -> Sourced:
    """
    >>> sourced("dairy", "12 a case at 9.20, keeps 45 d, floor 6 of 18").life
    45
    """
    found = _GOODS.fullmatch(tidy(text))
    if found is None:
        raise PhraseError("sourced", text)
    numbers = {key: int(found[key] or 0) for key in ("case", "life", "low", "full", "least", "most")}
    return Sourced(
        supplier, money(found["cost"], currency), max(1, numbers["case"]), numbers["life"], numbers["low"],
        numbers["full"], numbers["least"], numbers["most"],
    )  # fmt: skip
