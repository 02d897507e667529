"""The items a till can sell: found by code, PLU, sku, name or pinyin initials."""

from bisect import bisect_left
from collections.abc import Iterable
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


class Catalog:
    """Items with their indexes. `find` is a dict look-up; `search` takes a prefix of any word, the pinyin or a code."""

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
        self._words: list[tuple[str, str]] | None = None

    def find(self, code: str) -> Item | None:
        """The item with this bar code or PLU."""
        return self._by_code.get(code)

    def search(self, text: str, limit: int = 20) -> list[Item]:
        """Items with a word, a pinyin initial or a code that starts with `text`; then those that contain it."""
        wanted = half_width(text).strip().casefold()
        if not wanted:
            return []
        words = self._index()
        found: dict[str, None] = {}
        at = bisect_left(words, (wanted, ""))
        while at < len(words) and words[at][0].startswith(wanted) and len(found) < limit:
            found[words[at][1]] = None
            at += 1
        if len(found) < limit:
            for word, sku in words:
                if wanted in word and sku not in found:
                    found[sku] = None
                    if len(found) == limit:
                        break
        return [self.items[sku] for sku in found]

    def _index(self) -> list[tuple[str, str]]:
        if self._words is None:
            words = set()
            for item in self.items.values():
                english = item.name.en.casefold()
                for word in (english, *english.split(), item.name.zh.casefold(), item.pinyin, *item.codes, item.plu):
                    if word:
                        words.add((word, item.sku))
            self._words = sorted(words)
        return self._words
