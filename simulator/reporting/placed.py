"""A report as plain data by the names that its reader knows: titles, rows, columns, and values in words."""

from collections.abc import Iterator

import msgspec

from grading.reports.compare import Plain, named_blocks, row_names
from grading.reports.figures import NOTHING, shown
from grading.reports.model import SIGNS, Kind
from grading.reports.report_json import value_of
from simulator.kernel.texts import Lang

MOST_SAID, BEFORE = 200, 40
"""Signs of a value, and those before the place where two of them part."""
APART = " · "
"""Between the parts of a place."""
PAIRS, NUMBERS = ("share", "number", "seconds"), ("grade", "count", "money", "duration")
"""Kinds whose values are pairs, and integers."""


class Reader:
    """A report as plain data, by the names of its blocks and rows."""

    def __init__(self, report: Plain, lang: Lang) -> None:
        self.report, self._lang = report, lang
        self.blocks = named_blocks(report["blocks"])
        self._titles: dict[str, str] = {}
        self._rows: dict[str, dict[str, list[Plain]]] = {}
        heading = store = ""
        for name, block in self.blocks.items():
            if block["type"] == "heading":
                heading = text(block["text"], lang)
                store = heading if name.endswith(".store_heading") else store if "." in name else ""
            of = block["table"] if block["type"] == "manifest" else block
            title = text(of.get("title") or of.get("text"), lang) if block["type"] != "verdict" else ""
            self._titles[name] = APART.join(dict.fromkeys(one for one in (store, title or heading) if one))

    def title(self, name: str) -> str:
        return self._titles.get(name, "")

    def table(self, name: str) -> Plain | None:
        block = self.blocks.get(name)
        if block is None or block["type"] not in ("table", "manifest"):
            return None
        return block.get("table", block)

    def row(self, name: str, row: str) -> list[Plain] | None:
        """The first one of that name."""
        if name not in self._rows and (table := self.table(name)) is not None:
            found: dict[str, list[Plain]] = {}
            for key, cells in row_names(table["rows"], table.get("key", 1)):
                found.setdefault(key, cells)
            self._rows[name] = found
        return self._rows.get(name, {}).get(row)

    def column(self, name: str, id: str) -> tuple[int, Plain] | None:
        table = self.table(name)
        return next(((n, one) for n, one in enumerate(table["columns"] if table else ()) if one["id"] == id), None)


def in_words(value: Plain, lang: Lang, kind: Kind | None = None) -> str:
    """A value as a reader knows it, by its column's kind or by its form.

    >>> in_words({"tone": "good", "text": {"en": "met", "zh": "达标"}}, "zh"), in_words([57, 60], "en", "share")
    ('✓ 达标', '95 %')
    """
    try:
        return _shown(value, lang, kind)
    except (TypeError, ValueError, ArithmeticError, msgspec.ValidationError):  # of another kind than its column's
        return "; ".join(_words_of(value)) or NOTHING


def _words_of(value: Plain) -> Iterator[str]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inside is None:
        yield str(value)
    for one in inside or ():
        yield from _words_of(one)


def _shown(value: Plain, lang: Lang, kind: Kind | None) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, dict):
        if {"en", "zh"} == value.keys():
            return text(value, lang)
        if "tone" in value and "text" in value:
            return f"{SIGNS.get(value['tone'], '')} {text(value['text'], lang)}".strip()
        if "kind" in value and "value" in value:
            return shown("figure", value_of(value), lang)
        return "; ".join(in_words(one, lang) for one in value.values())
    if isinstance(value, list):
        if kind is not None and kind in PAIRS and len(value) == 2:
            return shown(kind, value_of(value), lang)
        if len(value) == 2 and all(isinstance(one, int) for one in value):
            return "/".join(map(str, value))
        return "; ".join(in_words(one, lang) for one in value) or NOTHING
    if kind is not None and kind in NUMBERS and isinstance(value, int):
        return shown(kind, value, lang)
    return str(value)


class Asked:
    """Gates and stores of a report by the names that its reader knows."""

    def __init__(self, report: Plain, lang: Lang) -> None:
        asked, self._lang = report.get("asked", {}), lang
        stores = asked.get("stores", ())
        gates = (*asked.get("gates", ()), *(gate for store in stores for gate in store.get("criteria", ())))
        self._titles = {one["id"]: one.get("title") for one in (*gates, *stores)}

    def __call__(self, id: str) -> str:
        return text(self._titles.get(id), self._lang) or id


def state_of(verdict: Plain) -> Plain:
    """A verdict as a word with its sign."""
    return {name: verdict[name] for name in ("tone", "text") if name in verdict} or None


def text(value: Plain, lang: Lang) -> str:
    if not isinstance(value, dict):
        return "" if value is None else str(value)
    return str(value.get(lang) or value.get("en") or value.get("zh") or "")


def side_by_side(said: str, came: str) -> tuple[str, str]:
    """Both from shortly before where they part, where they are long.

    >>> side_by_side("met", "not met")
    ('met', 'not met')
    """
    if max(len(said), len(came)) <= MOST_SAID:
        return said, came
    parts = next((n for n, (a, b) in enumerate(zip(said, came, strict=False)) if a != b), min(len(said), len(came)))
    start = parts - BEFORE if parts > MOST_SAID // 2 else 0
    one, other = (short(f"…{each[start:]}" if start else each) for each in (said, came))
    return one, other


def short(said: str) -> str:
    return said if len(said) <= MOST_SAID else said[: MOST_SAID - 1] + "…"
