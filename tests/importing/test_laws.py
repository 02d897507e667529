"""No row is ever lost: whatever stands in a file, each of its rows comes to one end, and says why."""

import csv
import io
import os
from contextlib import suppress
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scenarios.shop import load_shop
from simulator.importing.files import opened
from simulator.importing.kinds import KINDS
from simulator.importing.known import Known
from simulator.importing.layout import Bad, Column, Read
from simulator.importing.preview import Preview, preview
from simulator.importing.report import as_json, cleaned, counts, in_words
from simulator.importing.sheets import Unreadable, empty
from simulator.importing.shops import known_of
from simulator.locale import Words
from tests.importing.workbooks import workbook
from virtual_devices.codes import check_digit

EXAMPLES = int(os.environ.get("STOREDRILL_EXAMPLES", "60"))
SHOP = known_of(load_shop(), filled=False, today="2026-12-24")
CODES = st.integers(0, 10**5).map(lambda n: f"69012{n:07}").map(lambda body: body + check_digit(body))
SHORT = st.integers(0, 10**6).map(lambda n: f"{n:011}").map(lambda body: (body + check_digit(body)).lstrip("0"))
MESS = st.text(st.characters(exclude_categories=("Cs", "Cc"), max_codepoint=0xFFFF), max_size=12)
PHONES = st.integers(0, 10**9 - 1).map(lambda n: f"13{n:09}")
LIKELY: dict[str, Any] = {
    "products": {
        "code": CODES | SHORT | CODES.map(lambda code: f" {code[:3]} {code[3:]}") | st.just("6.90123E+12"),
        "zh": st.sampled_from(["纯牛奶", "合计", " 茶 ", "a,b", 'say "hi"', "two\nlines", '27" screen', '"open']),
        "category": st.sampled_from(["dairy", "乳品", "snacks", "火箭"]),
        "price": st.sampled_from(["12.80", "¥9.9", "1,280.00", "12,5", "free", "0", "１２"]),
        "unit": st.sampled_from(["瓶", "piece", "kg", "桶"]),
    },
    "members": {
        "card": st.integers(0, 30).map(lambda n: f"9529{n:08}").map(lambda body: body + check_digit(body)),
        "name": st.sampled_from(["王芳", "Li Lei", " 韩梅 "]),
        "phone": PHONES | PHONES.map(lambda phone: f"+86 {phone[:3]}-{phone[3:]}"),
        "points": st.sampled_from(["", "0", "1,200", "-3"]),
        "joined": st.sampled_from(["2026-01-05", "2026年1月5日", "05/01/2026", "25/01/2026", "46000", "2030-01-01"]),
    },
    "stock": {
        "item": st.sampled_from(["milk_1l", "9520000000073", "9520000000141", "nothing"]),
        "quantity": st.sampled_from(["1", "2.5", "12瓶", "-1", ""]),
        "lot": st.sampled_from(["", "A1", "A2", "B 1"]),
    },
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """A kind and rows of cells: a head somewhere near the top, then what shops write, mixed with anything at all."""
    kind = draw(st.sampled_from(sorted(LIKELY)))
    likely = LIKELY[kind]
    row = st.tuples(*(cells | MESS if draw(st.booleans()) else cells for cells in likely.values())).map(list)
    odd = st.sampled_from([[], [""] * len(likely), ["合计", "", "", "5"], [*likely], ["注：以下为停售"], ["x"] * 9])
    above = draw(st.lists(st.sampled_from([[], ["商品档案"], ["", "打印"]]), max_size=3))
    return kind, [*above, [*likely], *draw(st.lists(row | odd, max_size=12))]


def as_text(rows: list[list[str]], encoding: str, separator: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def complete(found: Preview) -> None:
    """Every row of the file is there once, in order, and says what became of it."""
    lines = [line.number for line in found.heading.sheet.lines()]
    ends = sorted([row.number for row in found.rows] + [aside.number for aside in found.asides])
    assert ends == lines
    assert sum(counts(found)[end] for end in ("accepted", "repaired", "rejected")) == len(found.rows)
    for aside in found.asides:
        assert aside.why != "empty" or not aside.cells
    for line in found.heading.sheet.lines():
        row = next((row for row in found.rows if row.number == line.number), None)
        if row is None:
            continue
        assert not empty(line.cells)
        wrong = [one for one in row.findings if one.wrong]
        assert (row.standing == "rejected") == bool(wrong)
        if row.findings:
            assert row.cells == tuple(line.cells), "what was found wrong can be read again as it came"
        else:  # nothing was done to it: texts are those of the file
            for column, value in zip(found.kind.columns, row.values, strict=True):
                at = found.heading.places.get(column.id)
                if column.id in ("code", "zh", "card", "phone", "lot") and at is not None and at < len(line.cells):
                    assert value == line.cells[at] or not str(line.cells[at]).strip()


def told_in_full(found: Preview) -> None:
    """Each finding is a sentence in both languages, and nothing that was rejected goes without one."""
    findings = sum(len(row.findings) for row in found.rows) + sum(len(aside.findings) for aside in found.asides)
    aside = sum(aside.why in ("above", "total") for aside in found.asides)
    others = 2 + len(found.heading.unused) + len(found.sheets_left)
    others += sum(bool(one.rows) + bool(one.left_rows) for one in found.sums.values())
    for id, one in found.sums.items():
        at = [column.id for column in found.kind.columns].index(id)
        assert one.total == sum(int(record.number(id)) for record in found.records())
        assert one.total + one.left == sum(value for row in found.rows if isinstance(value := row.values[at], int))
    for lang in ("en", "zh"):
        lines = list(in_words(found, "f", Words(lang)))
        assert len(lines) == findings + aside + others
        assert not any("importing." in line for line in lines)
    machine = as_json(found, "f")
    assert [row["row"] for row in machine["rows"]] == [row.number for row in found.rows if row.findings]


@settings(max_examples=EXAMPLES)
@given(tables(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]), st.sampled_from([",", ";", "\t"]))
def test_no_row_of_a_text_file_is_lost(table: tuple[str, list[list[str]]], encoding: str, separator: str) -> None:
    kind, rows = table
    found = preview(as_text(rows, encoding, separator), KINDS[kind], SHOP)
    complete(found)
    told_in_full(found)


@settings(max_examples=EXAMPLES)
@given(tables())
def test_a_workbook_and_a_text_file_of_the_same_rows_come_to_the_same(table: tuple[str, list[list[str]]]) -> None:
    kind, rows = table
    shaped = [[*row, *[""] * (9 - len(row))] for row in rows if len(row) < 9]  # no row is longer than its head
    book, plain = (preview(data, KINDS[kind], SHOP) for data in (workbook(shaped), as_text(shaped, "utf-8")))
    complete(book)
    told_in_full(book)
    assert list(book.records()) == list(plain.records())


@settings(max_examples=EXAMPLES)
@given(tables())
def test_what_was_cleaned_has_nothing_left_to_clean(table: tuple[str, list[list[str]]]) -> None:
    kind, rows = table
    found = preview(as_text(rows, "utf-8"), KINDS[kind], SHOP)
    again = preview(cleaned(found, "zh"), KINDS[kind], SHOP)
    assert not [row for row in again.rows if row.findings]
    assert list(again.records()) == list(found.records())


COLUMNS = [column for kind in KINDS.values() for column in kind.columns]
SIGNS = "0123456789.,-+eE%¥元 /年月日()'６"
ANYTHING = (
    st.text(max_size=20) | st.text(st.sampled_from(SIGNS), max_size=16) | st.floats() | st.integers() | st.booleans()
    | st.datetimes() | st.dates() | st.times() | st.timedeltas()
)  # fmt: skip


@settings(max_examples=EXAMPLES * 20)
@given(st.sampled_from(COLUMNS), ANYTHING, st.sampled_from([SHOP, Known()]))
def test_what_is_made_of_a_cell_is_read_back_as_the_same(column: Column, cell: Any, known: Known) -> None:
    """No cell breaks a reader, and what stands in a cleaned file means what was read."""
    habit = column.sort.habit([cell, "0012", "25/01/2026"]) if column.sort.habit else ""
    value: Any = ""
    with suppress(Bad):
        found = column.sort.read(cell, known, habit)
        value = found.value if isinstance(found, Read) else found
    if value != "":
        assert column.sort.read(column.sort.show(value, known), known, "") == value


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")), st.booleans())
def test_anything_at_all_is_read_or_refused(data: bytes, headed: bool) -> None:
    assume(b"importing." not in data)  # what a file says may well be told; no id of ours is
    head = b"code,zh,category,price,unit\n" if headed else b""
    for kind in ("products", "orders"):
        refused = ""
        try:
            found = preview(head + data, KINDS[kind], SHOP)
        except Unreadable as told:
            refused = told.id
        else:
            complete(found)
            told_in_full(found)
        assert not refused or Words("zh").has(refused)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.text(st.sampled_from('a,"\n1'), max_size=8), max_size=12))
def test_quotes_lose_no_sign(lines: list[str]) -> None:
    """Whatever quotes do, each line is in one record or another."""
    text = "\n".join(["a,b", *lines])
    (sheet,) = opened(text.encode()).sheets
    letters = sum(str(cell).count("a") + str(cell).count("1") for line in sheet.lines() for cell in line.cells)
    assert letters == text.count("a") + text.count("1")
