"""The items a till can sell: found by code, PLU, sku, name or pinyin initials."""

from bisect import bisect_right
from collections.abc import Iterable
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
        """Per piece, or per kg where `unit` is `kg`."""
        ...

    @property
    def member_price(self) -> Minor:
        """0 where members pay the same."""
        ...

    @property
    def tax_rate(self) -> int: ...
    @property
    def unit(self) -> str: ...
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


BETWEEN = "\x1f"
"""Stands before each name and code in the text that is searched; nobody can type it."""


class Catalog:
    """Items with their indexes. `find` is a dict look-up; `search` takes a prefix of any word, the pinyin or a code.

    All names and codes lie in one text: the fastest way to look through 50,000 items is to let `str.find` do it.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self.items: dict[str, Item] = {}
        self._by_code: dict[str, Item] = {}
        for item in items:
            self.items[item.sku] = item
            for code in (*item.codes, item.plu):
                if code:
                    self._by_code[code] = item
                if len(code) == 12:  # a UPC-A comes from many scanners as the EAN-13 that it is
                    self._by_code["0" + code] = item
        self._order = list(self.items.values())
        words = [
            BETWEEN.join(("", item.name.en, item.name.zh, item.pinyin, *item.codes, item.plu)).casefold()
            for item in self._order
        ]
        self._text = "".join(words)
        self._starts = [0, *accumulate(map(len, words))]
        """Where each item's words begin, and the end."""

    def find(self, code: str) -> Item | None:
        """The item with this bar code or PLU."""
        return self._by_code.get(code)

    def search(self, text: str, limit: int = 20) -> list[Item]:
        """Items with a name, pinyin initials or a code that starts with `text`; then those of which another word
        does; then those that contain it.
        """
        wanted = half_width(text).strip().casefold()
        if not wanted or BETWEEN in wanted or wanted not in self._text:
            return []
        found: dict[int, None] = {}
        for needle in (BETWEEN + wanted, " " + wanted, wanted):
            at = self._text.find(needle)
            while at >= 0:
                n = bisect_right(self._starts, at) - 1
                found[n] = None
                if len(found) == limit:
                    return [self._order[n] for n in found]
                at = self._text.find(needle, self._starts[n + 1])
        return [self._order[n] for n in found]
