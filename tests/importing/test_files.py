"""Files as they come: encodings, separators, quotes, workbooks; and those that are no files of rows at all."""

import codecs
import io
import zipfile
from datetime import date
from typing import Any

import pytest

from simulator.importing.files import opened
from simulator.importing.sheets import Unreadable
from tests.importing.workbooks import Error, workbook

TEXT = "货号,品名\n001,纯牛奶\n002,橄榄油\n"


def cells(data: bytes, sheet: int = 0) -> list[list[Any]]:
    return [list(line.cells) for line in opened(data).sheets[sheet].lines()]


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (TEXT.encode("utf-8"), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("gbk"), "GB18030"),
        (TEXT.replace("油", "㐂").encode("gb18030"), "GB18030"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
    ],
    ids=["utf-8", "utf-8 bom", "gbk", "gb18030", "utf-16", "utf-16 be", "utf-16 le no bom", "utf-16 be no bom"],
)
def test_encodings(data: bytes, form: str) -> None:
    assert opened(data).form == form
    assert cells(data)[0] == ["货号", "品名"]
    assert cells(data)[1] == ["001", "纯牛奶"]
    assert len(cells(data)) == 3


def test_utf_16_without_a_mark_and_with_little_but_chinese_in_it() -> None:
    data = ("品名，分类，产地，说明\n" + "纯牛奶，乳品，伊水，每天早上送到门口的新鲜牛奶不加糖\n" * 30).encode(
        "utf-16-le"
    )
    assert (opened(data).form, len(cells(data)), cells(data)[30][1]) == ("UTF-16", 31, "乳品")


def test_a_sign_that_is_none_costs_its_own_row_only() -> None:
    data = (TEXT * 20).encode("gbk") + b"003,\xff\xfe\n" + "004,茶\n".encode("gbk")
    found = cells(data)
    assert "\ufffd" in found[60][1]
    assert found[61] == ["004", "茶"]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，"])
def test_separators(separator: str) -> None:
    data = f'a{separator}b{separator}c\n1{separator}"x{separator}y"{separator}3\n'.encode()
    assert opened(data).separator == separator
    assert cells(data) == [["a", "b", "c"], ["1", f"x{separator}y", "3"]]


def test_few_rows_below_some_words_tell_their_separator_as_well() -> None:
    data = ";printed\n;by the old till\ncode;name;kind;price;unit\n6901234567892;a,b;dairy;1,280.00;bag\n"
    assert opened(data.encode()).separator == ";"


def test_the_separator_may_be_said_in_the_first_line() -> None:
    assert cells(b"sep=;\na;b,c\n") == [["a", "b,c"]]


def test_quotes() -> None:
    data = b'a,b\n1,"two\nlines"\n2,"say ""hi"""\n3,27" screen\n4,x\n'
    found = list(opened(data).sheets[0].lines())
    assert [(line.number, list(line.cells)) for line in found] == [
        (1, ["a", "b"]), (2, ["1", "two\nlines"]), (4, ["2", 'say "hi"']), (5, ["3", '27" screen']), (6, ["4", "x"]),
    ]  # fmt: skip


@pytest.mark.parametrize("another", ["", '40,"open as well\n'])
def test_a_quote_that_is_never_closed_swallows_nothing(another: str) -> None:
    data = ('a,b\n1,"open\n' + "".join(f"{n},x\n" for n in range(2, 40)) + another + "41,y\n").encode()
    found = list(opened(data).sheets[0].lines())
    assert [line.number for line in found] == list(range(1, len(data.splitlines()) + 1))
    assert [line.number for line in found if line.broken] == ([2, 41] if another else [2])
    assert list(found[-1].cells) == ["41", "y"]


def test_old_line_ends_and_empty_lines_keep_their_numbers() -> None:
    found = list(opened(b"a,b\r\r1,2\r\n\n3,4\n\n\n").sheets[0].lines())
    assert [(line.number, list(line.cells)) for line in found] == [
        (1, ["a", "b"]), (2, [""]), (3, ["1", "2"]), (4, [""]), (5, ["3", "4"]),
    ]  # fmt: skip


def test_a_workbook_keeps_places_and_types() -> None:
    rows = [[], ["", "sku", "price", "day"], ["", "001", 12.5, date(2026, 1, 5)], ["", 2, Error("#N/A"), True]]
    (sheet,) = opened(workbook(rows)).sheets
    assert (sheet.name, sheet.first_column) == ("Sheet1", 1)
    assert [(line.number, list(line.cells)) for line in sheet.lines()][1:] == [
        (2, ["sku", "price", "day"]), (3, ["001", 12.5, date(2026, 1, 5)]), (4, [2.0, "", True]),
    ]  # fmt: skip
    assert list(sheet.lines()) == list(sheet.lines()), "as often as wanted"


def test_merged_cells_are_filled_downwards_and_told() -> None:
    rows = [["category", "sku"], ["dairy", "1"], ["", "2"], ["", "3"], ["snacks", "4"]]
    lines = list(opened(workbook(rows, ["A2:A4"])).sheets[0].lines())
    assert [line.cells[0] for line in lines] == ["category", "dairy", "dairy", "dairy", "snacks"]
    assert [line.filled for line in lines] == [(), (), (0,), (0,), ()]


@pytest.mark.parametrize("cell", ["XFD1048576", "ZZ100000", "M1048576"])
def test_a_cell_far_away_is_named_before_memory_is_asked_for(cell: str) -> None:
    there = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as packed, zipfile.ZipFile(there, "w") as out:
        for name in packed.namelist():
            out.writestr(name, packed.read(name).replace(b'r="A1"', f'r="{cell}"'.encode()))
    with pytest.raises(Unreadable) as told:
        opened(there.getvalue())
    assert (told.value.id, told.value.given) == ("importing.far_cells", {"cell": cell})


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"", "empty_file"),
        (b"\r\n \n", "empty_file"),
        (bytes(range(256)) * 8, "no_text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "no_text"),
        (b"PK\x03\x04 cut off", "no_workbook"),
        (workbook([["a"]])[:-30], "no_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "no_workbook"),
    ],
    ids=["empty", "blank", "bytes", "picture", "zip", "cut off", "old"],
)
def test_what_cannot_be_read_is_said(data: bytes, id: str) -> None:
    with pytest.raises(Unreadable) as told:
        opened(data)
    assert told.value.id == f"importing.{id}"
