"""The items a till can sell: found by code, PLU, sku, name or pinyin initials."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from simulator.kernel.money import Minor
from simulator.kernel.texts import Text, half_width


class Item(Protocol):
    """What the rules need to know of an item; the shop's content supplies it."""

    @property
    def sku(self) -> str: ...
    @property
    def name(self) -> Text: ...
    @property
    def codes(self) -> tuple[str, ...]: ...
    @property
    def plu(self) -> str: ...
    @property
    def price(self) -> Minor:
        """Per piece, or per kg, metre or litre where it is measured."""
        ...

    @property
    def member_price(self) -> Minor:
        """0 where members pay the same."""
        ...

    @property
    def tax_rate(self) -> int: ...
    @property
    def unit(self) -> str:
        """One of `kernel.units`."""
        ...

    @property
    def per(self) -> int:
        """Thousandths of its unit that its price is shown for; 0: as the shop does it."""
        ...

    @property
    def category(self) -> str: ...
    @property
    def pinyin(self) -> str: ...
    @property
    def age(self) -> int:
        """Least age of a buyer; 0 for anybody."""
        ...

    @property
    def pack_of(self) -> str:
        """The sku that a pack is made of; empty for no pack."""
        ...

    @property
    def pieces(self) -> int:
        """How many of them are in it."""
        ...


@dataclass(frozen=True, slots=True)
class Priced:
    """An item at another price than the shop's content has it."""

    sku: str
    name: Text
    codes: tuple[str, ...]
    plu: str
    price: Minor
    member_price: Minor
    tax_rate: int
    unit: str
    per: int
    category: str
    pinyin: str
    age: int
    pack_of: str
    pieces: int


def at_price(item: Item, price: Minor) -> Item:
    """The same item at that price."""
    fields = {name: getattr(item, name) for name in Priced.__dataclass_fields__}
    return Priced(**{**fields, "price": price})


BETWEEN = "\x1f"
"""Stands before each name and code in the text that is searched; nobody can type it."""


class _Words:
    """Names and codes of all items in one text: to look through 50,000 of them, nothing is faster than `str.find`."""

    def __init__(self, words: Iterable[str]) -> None:
        made = [f"{BETWEEN}{word}".casefold() for word in words]
        self._text = "".join(made)
        self._starts = [0, *accumulate(map(len, made))]
        """Where each item's words begin, and the end."""

    def search(self, wanted: str, limit: int) -> dict[int, None]:
        """Positions of items in whose words `wanted` begins a name or code, then a word, then stands anywhere."""
        found: dict[int, None] = {}
        text, starts = self._text, self._starts
        for needle in (BETWEEN + wanted, " " + wanted, wanted) if wanted in text else ():
            at = text.find(needle)
            while at >= 0:
                n = bisect_right(starts, at) - 1
                found[n] = None
                if len(found) == limit:
                    return found
                at = text.find(needle, starts[n + 1])
        return found


class GoodsOf(dict[str, tuple[str, str]]):
    """sku -> what promotions know goods by, sku and category; made once, as every scan asks for all of a basket's."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        super().__init__()
        self._items = items

    def __missing__(self, sku: str) -> tuple[str, str]:
        item = self._items.get(sku)
        found = self[sku] = sku, item.category if item else ""
        return found


class Catalog:
    """Items with their indexes. `find` is a dict look-up; `search` takes a prefix of any word, the pinyin or a code."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items: dict[str, Item] = {}
        self.goods = GoodsOf(self.items)
        self._by_code: dict[str, Item] = {}
        for item in items:
            self.items[item.sku] = item
            for code in (*item.codes, item.plu):
                if code:
                    self._by_code[code] = item
                if len(code) == 12:  # a UPC-A comes from many scanners as the EAN-13 that it is
                    self._by_code["0" + code] = item
        self._order = order = list(self.items.values())
        self._latin = _Words(BETWEEN.join((i.name.en, i.pinyin, *i.codes, i.plu)) for i in order)
        self._chinese = _Words(item.name.zh for item in order)

    def __eq__(self, other: object) -> bool:
        """The same items at the same prices, however they came to be there."""
        return self is other or (isinstance(other, Catalog) and self.items == other.items)

    def __hash__(self) -> int:
        return len(self.items)

    def repriced(self, sku: str, price: Minor) -> "Catalog":
        """The same catalogue with another price of one item; nothing is indexed anew."""
        old, made = self.items[sku], copy(self)
        new = at_price(old, price)
        made.items = self.items | {sku: new}
        made._by_code = {code: new if item is old else item for code, item in self._by_code.items()}
        made._order = [new if item is old else item for item in self._order]
        return made

    def extended(self, items: Iterable[Item]) -> "Catalog":
        """This catalogue with more items, which have no code or number of those that are there."""
        return Catalog([*self._order, *items])

    def find(self, code: str) -> Item | None:
        """The item with this bar code or PLU."""
        return self._by_code.get(code)

    def packs(self, sku: str) -> list[Item]:
        """The ways in which the same goods are sold: by the piece, by the box, by the case; the smallest first."""
        item = self.items.get(sku)
        single = (item.pack_of or sku) if item else None
        family = (one for one in self._order if single in (one.sku, one.pack_of))  # asked for rarely: no index
        return sorted(family, key=lambda one: one.pieces) if single else []

    def search(self, text: str, limit: int = 20) -> list[Item]:
        """Items with a name, pinyin initials or a code that starts with `text`; then those of which another word
        does; then those that contain it. What is no Chinese in a Chinese name stands in its initials too.
        """
        wanted = half_width(text).strip().casefold()
        if not wanted or BETWEEN in wanted:
            return []
        words = self._latin if wanted.isascii() else self._chinese
        return [self._order[n] for n in words.search(wanted, limit)]
