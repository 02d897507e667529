"""The CSV of a shop's items, read a line at a time.

Items are plain code on purpose, no model a row: a supermarket has thousands, and every till start reads them. What is
checked is what a till leans on: a code that scans, that no other item has, and that no scale prints; a unit that is
known, and packs that are made of something.
"""

import csv
import re
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from scenarios.problems import START, Mark
from scenarios.shop import HEADER
from scenarios.shop_complaints import Complaint, complaint
from simulator.kernel.items import Item
from simulator.kernel.money import Currency, Minor
from simulator.kernel.texts import Text
from simulator.kernel.units import MEASURES, UNITS, measured
from virtual_devices.codes import BadCode, read_code

NAME = re.compile(r"[a-z][a-z0-9_]*")
UNIT = re.compile(r"([a-z]+)(?: per (\d{1,3}) ?(g|cm|ml))?")
PACK = re.compile(r"(\S+) x(\d{1,3})")
PINYIN = re.compile(r"[a-z0-9]+")
PRINTED = ("EAN-13", "EAN-8", "UPC-A")
"""Symbologies of packaged goods; `in-store` codes (2...) are those that scales print."""


class _Row(NamedTuple):
    sku: str
    code: str
    zh: str
    en: str
    pinyin: str
    category: str
    tax: str
    price: str
    member: str
    unit: str
    alike: str
    age: str
    pack: str


def read_items(
    table: bytes, money: Currency, taxes: Mapping[str, int] | None, problems: list[Complaint]
) -> dict[str, Item]:
    """By sku. `taxes` is None where the head could not be read: then any tax class will do."""
    try:
        lines = table.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        mark = Mark(table.count(b"\n", 0, error.start) + 1, 1)
        problems.append(complaint(1, mark, "table", "a file saved as UTF-8", f"0x{table[error.start]:02x}"))
        return {}
    if not lines or tuple(lines[0].split(",")) != HEADER:
        problems.append(complaint(1, START, "header", ",".join(HEADER), lines[0] if lines else ""))
        return {}
    reader = _Items(money, taxes, problems)
    for number, line in enumerate(lines[1:], 2):
        reader.take(number, line)
    return reader.finish()


class _Items:
    """Reads the table a line at a time."""

    def __init__(self, money: Currency, taxes: Mapping[str, int] | None, problems: list[Complaint]) -> None:
        self._money, self._taxes, self._problems = money, taxes, problems
        self._items: dict[str, Item] = {}
        self._taken: dict[str, int] = {}
        """Sku, code or PLU -> line."""
        self._groups: dict[str, list[tuple[int, str]]] = {}
        self._packs: list[tuple[int, str, str]] = []
        """Line, its text, and the pack."""
        self._made_of: dict[str, tuple[str, int]] = {}
        """Pack -> what stands in its row: what it holds, and how many."""
        self._line, self._raw = 0, ""

    def take(self, number: int, raw: str) -> None:
        self._line, self._raw = number, raw
        try:
            fields = next(csv.reader([raw], strict=True), [])
        except csv.Error as error:
            self._wrong_row("fields with closed quotes", str(error))
            return
        if len(fields) != len(HEADER):
            self._wrong_row(f"{len(HEADER)} fields", str(len(fields)))
            return
        row = _Row(*fields)
        self._claim("sku", row.sku, row.sku)
        for column, fine, expected in (
            ("sku", NAME.fullmatch(row.sku), "small letters, digits and _"),
            ("zh", row.zh, "a name in both languages"),
            ("en", row.en, "a name in both languages"),
            ("pinyin", PINYIN.fullmatch(row.pinyin), "the initials of the Chinese name"),
            ("category", NAME.fullmatch(row.category), "small letters, digits and _"),
            ("tax", self._taxes is None or row.tax in self._taxes, f"one of {', '.join(self._taxes or ())}"),
            (
                "age",
                not row.age or (row.age.isascii() and row.age.isdigit() and len(row.age) < 3),
                "an age, or nothing",
            ),
        ):
            if not fine:
                self._wrong(column, expected)
        codes, plu = self._codes(row)
        price, member = self._price("price", row.price), self._price("member", row.member) if row.member else 0
        if member and price and member >= price:
            self._wrong("member", f"less than the price of {row.price}")
        if row.alike:
            self._groups.setdefault(row.alike, []).append((number, raw))
        rate = (self._taxes or {}).get(row.tax, 0)
        age = int(row.age) if row.age.isdigit() else 0
        unit, per = self._unit(row, price)
        pack_of, pieces = self._pack(row, unit)
        self._items[row.sku] = Item(
            row.sku, Text(row.en, row.zh), price, codes, plu, member, rate, unit, row.category, row.pinyin,
            row.alike, age, pack_of, pieces, per,
        )  # fmt: skip

    def finish(self) -> dict[str, Item]:
        for group in self._groups.values():
            if len(group) == 1:
                self._line, self._raw = group[0]
                self._wrong("alike", "a group that another item is in too")
        for line, raw, sku in self._packs:
            self._line, self._raw = line, raw
            single, pieces = self._unpacked(sku)
            if single is None:
                self._wrong("pack", "an item sold by the piece, or a pack of such")
            else:
                self._items[sku] = msgspec.structs.replace(self._items[sku], pack_of=single, pieces=pieces)
        return self._items

    def _unpacked(self, sku: str) -> tuple[str | None, int]:
        """What a pack holds in the end, and how many: a case of boxes of bottles holds bottles. None for nothing."""
        pieces, seen = 1, {sku}
        while holds := self._made_of.get(sku):
            sku, pieces = holds[0], pieces * holds[1]
            if sku in seen:
                return None, 1
            seen.add(sku)
        single = self._items.get(sku)
        return (None, 1) if single is None or measured(single.unit) else (sku, pieces)

    def _unit(self, row: _Row, price: Minor) -> tuple[str, int]:
        """What it is counted or measured in, and how much of that its price is shown for."""
        found = UNIT.fullmatch(row.unit)
        if found is None or found[1] not in UNITS:
            self._wrong("unit", f"one of {', '.join(UNITS)}")
            return "piece", 0
        if not found[2]:
            return found[1], 0
        unit, part = MEASURES[found[3]]
        per = int(found[2]) * part
        if unit != found[1] or not 0 < per < 1000:
            self._wrong("unit", "a part of it such as kg per 100 g, m per 10 cm, l per 500 ml")
        elif price * per % 1000:
            self._wrong("price", f"a price that comes out even {found[0].partition(' ')[2]}")
        return found[1], per

    def _codes(self, row: _Row) -> tuple[tuple[str, ...], str]:
        """Bar codes as printed, and the PLU."""
        codes, plu = [], ""
        for code in row.code.split():
            if code.isascii() and code.isdigit() and len(code) in (4, 5) and not plu:
                plu = code
                self._claim("code", code, code)
                continue
            found = read_code(code)
            if isinstance(found, BadCode):
                digit = found.expected if found.reason == "check_digit" else ""
                self._wrong(
                    "code", f"{digit} as check digit" if digit else "a PLU (4, 5) or a bar code (8, 12, 13)", code
                )
            elif found.kind not in PRINTED:
                self._wrong("code", "a code of packaged goods, not one that scales print", code)
            else:  # a UPC-A is the EAN-13 that begins with 0
                self._claim("code", found.number, code)
                codes.append(code)
        if not row.code:
            self._wrong("code", "a bar code, or a PLU for what has none")
        elif row.unit.startswith("kg") and not plu:
            self._wrong("code", "a PLU for what is weighed")
        return tuple(codes), plu

    def _pack(self, row: _Row, unit: str) -> tuple[str, int]:
        """What it is a pack of, and of how many."""
        if not row.pack:
            return "", 1
        found = PACK.fullmatch(row.pack)
        if found is None or int(found[2]) < 2 or measured(unit):
            self._wrong("pack", "such as milk_250 x12, or nothing")
            return "", 1
        self._packs.append((self._line, self._raw, row.sku))
        self._made_of[row.sku] = found[1], int(found[2])
        return found[1], int(found[2])

    def _claim(self, column: str, key: str, got: str) -> None:
        if key in self._taken:
            self._wrong(column, f"one not used in line {self._taken[key]}", got)
        else:
            self._taken[key] = self._line

    def _price(self, column: str, text: str) -> Minor:
        try:
            amount = self._money.parse(text)
        except ValueError:
            amount = 0
        if amount <= 0:
            self._wrong(column, f"an amount such as {self._money.format(1280)}")
        return amount

    def _wrong(self, column: str, expected: str, got: str | None = None) -> None:
        index = HEADER.index(column)
        start = _starts(self._raw)[index]
        came = next(csv.reader([self._raw]))[index] if got is None else got
        self._problems.append(complaint(1, Mark(self._line, start), column, expected, came))

    def _wrong_row(self, expected: str, got: str) -> None:
        self._problems.append(complaint(1, Mark(self._line, 1), "row", expected, got))


def _starts(raw: str) -> list[int]:
    """Columns (from 1) at which the fields of a line begin.

    >>> _starts('milk,"a, b",x')
    [1, 6, 13]
    """
    starts, quoted = [1], False
    for at, char in enumerate(raw, 1):
        quoted ^= char == '"'
        if char == "," and not quoted:
            starts.append(at + 1)
    return starts
