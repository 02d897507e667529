"""From the words to drafts: every item that a shelf of the market could hold, with its name in both languages.

    @milk dairy; 常温奶/Long-life milk; unit=carton tax=farm margin=18 life=180 turn=8 case=24
    纯牛奶/Milk : shuangxi own : 全脂/Whole, 高钙/High-calcium~1.15 : 250ml=3.2, 250ml*12盒=36.8 : case=12
    * 红富士苹果/Fuji Apples=9.96, 香蕉/Bananas=7.96

The first line opens a family and says what holds for all of it. A line of goods multiplies brands, kinds (`~` is what
one costs more or less than the others) and sizes; `-` is no word at all. A `*` line names goods that have no brand.
`250ml*12盒` beside `250ml` is a pack of it. Whoever reads a name must not be able to tell that it was put together: a
line holds only words that go together, so nothing here filters nonsense.
"""

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import NamedTuple

from simulator.kernel.texts import Text

SHELVES = ("fresh", "chilled", "grocery", "snacks", "drinks", "household", "general")
"""The files of goods, as one walks through the shop."""
PCS = ("pc", "pcs")
MEASURES: dict[str, tuple[str, str]] = {
    "双": ("pair", "pairs"), "卷": ("roll", "rolls"), "包": ("pack", "packs"), "抽": ("sheet", "sheets"),
    "张": ("sheet", "sheets"), "色": ("colour", "colours"),
}  # fmt: skip
"""Chinese measure words as English says them; any other is pieces."""
_METRIC = re.compile(r"([\d.]+(?:x[\d.]+)?)(ml|L|kg|g|mm|cm|m|mAh|W)")
_COUNTED = re.compile(r"(\d+)([一-鿿])")
_ACROSS = re.compile(r"(\d+)cmx(\d+)m")


class Brand(NamedTuple):
    """An invented one."""

    name: Text
    level: float
    """How dear its goods are; 1 is the middle."""
    supplier: str


class Kin(NamedTuple):
    """A family with what holds for its goods."""

    id: str
    category: str
    name: Text
    options: Mapping[str, str]
    aisle: str


class Draft(NamedTuple):
    """An item before it has a price, a code or a place."""

    name: Text
    kin: Kin
    options: Mapping[str, str]
    """The family's, with those of its line."""
    base: float
    """Price in yuan as the line has it, before brand and kind."""
    factor: float
    brand: str
    stem: str
    """What it shares with the same goods in other sizes."""
    alike: str
    """The same but for its kind."""
    size: str
    single: str
    """The size that it is a pack of; empty for no pack."""
    pieces: int
    rank: int
    """How far from the front of its line: what comes first sells best."""


def lines(name: str) -> Iterator[str]:
    """The lines of a file of words, without comments."""
    text = files("scenarios.market").joinpath("words", f"{name}.txt").read_text("utf-8")
    yield from (line for line in text.splitlines() if line and not line.startswith("#"))


def both(text: str) -> Text:
    """`牛奶/Milk`; `65%` is the same in both."""
    zh, _, en = text.strip().partition("/")
    return Text(en or zh, zh)


def brands() -> dict[str, Brand]:
    """All brands by id."""
    found = {}
    for line in lines("brands"):
        id, _, rest = line.partition(" ")
        name, level, supplier = rest.rsplit(" ", 2)
        found[id] = Brand(both(name), float(level), supplier)
    return found


def drafts() -> Iterator[Draft]:
    """Everything that the words can make, in the order of the shelves."""
    known = brands()
    kin: Kin | None = None
    aisle = 0
    for shelf in SHELVES:
        for line in lines(shelf):
            if line.startswith("@"):
                heading, name, options = line[1:].split(";")
                id, category = heading.split()
                kin = Kin(id, category, both(name), _options(options), f"{chr(65 + aisle // 9)}{aisle % 9 + 1:02}")
                aisle += 1
                continue
            assert kin is not None, "goods before any family"
            yield from _unbranded(kin, line[1:]) if line.startswith("*") else _branded(kin, line, known)


def _options(text: str) -> dict[str, str]:
    return dict(word.split("=", 1) for word in text.split())


def _unbranded(kin: Kin, text: str) -> Iterator[Draft]:
    for rank, goods in enumerate(text.split(", ")):
        words, _, price = goods.rpartition("=")
        named = both(words)
        yield Draft(named, kin, kin.options, float(price), 1, "", named.en, "", "", "", 1, rank)


def _branded(kin: Kin, line: str, known: Mapping[str, Brand]) -> Iterator[Draft]:
    goods, makers, kinds, sizes, *more = (part.strip() for part in line.split(" : "))
    options = {**kin.options, **_options(more[0] if more else "")}
    name = both(goods)
    prices = {size: float(yuan) for size, _, yuan in (word.strip().rpartition("=") for word in sizes.split(","))}
    for place, maker in enumerate(makers.split()):
        brand = known[maker]
        for at, word in enumerate(kinds.split(", ")):
            kind, _, factor = word.strip().partition("~")
            named = _named(brand, both("" if kind == "-" else kind), name)
            for step, (size, price) in enumerate(prices.items()):
                single, _, count = size.rpartition("*")
                pieces = re.match(r"\d+", count) if single in prices else None
                full = _sized(named, size)
                yield Draft(
                    full, kin, options, price, brand.level * float(factor or 1), maker,
                    f"{maker}/{kin.id}/{name.en}/{kind}", f"{maker}/{kin.id}/{name.en}/{size}", size,
                    single if pieces else "", int(pieces[0]) if pieces else 1, place + at + step,
                )  # fmt: skip


def _named(brand: Brand, kind: Text, name: Text) -> Text:
    zh = f"{name.zh} {kind.zh.replace(' ', '')}" if " " in kind.zh else f"{kind.zh}{name.zh}"
    return Text(" ".join(filter(None, (brand.name.en, kind.en, name.en))), brand.name.zh + zh)


def _sized(name: Text, size: str) -> Text:
    words = size_words(size)
    return Text(f"{name.en} {words.en}".strip(), f"{name.zh} {words.zh}".strip())


def size_words(size: str) -> Text:
    """A size in both languages; one piece goes without saying.

    >>> size_words("250ml*12盒"), size_words("1把"), size_words("6个")
    (Text(en='250 ml x 12', zh='250ml×12盒'), Text(en='', zh=''), Text(en='6 pcs', zh='6个'))
    """
    if size == "-":
        return Text()
    if "/" in size:
        return both(size)
    parts = size.split("*")
    if _one(parts[0]):
        return Text() if len(parts) == 1 else size_words("*".join(parts[1:]))
    first, *others = parts
    words = [_part(first), *(found[1] if (found := _COUNTED.fullmatch(part)) else part for part in others)]
    return Text(" x ".join(words), "×".join(parts))


def _one(part: str) -> bool:
    found = _COUNTED.fullmatch(part)
    return found is not None and found[1] == "1"


def _part(part: str) -> str:
    across = _ACROSS.fullmatch(part)
    if across:
        return f"{across[1]} cm x {across[2]} m"
    metric = _METRIC.fullmatch(part)
    if metric:
        return f"{metric[1].replace('x', ' x ')} {metric[2]}"
    counted = _COUNTED.fullmatch(part)
    if counted:
        return f"{counted[1]} {MEASURES.get(counted[2], PCS)[1]}"
    return part
