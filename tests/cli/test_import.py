"""`storedrill import`: what is wrong with a list, in words and for machines, and a file in which it is put right."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Storedrill
from tests.importing.workbooks import workbook

HEAD = ["条码", "品名", "分类", "零售价", "单位"]
GOOD = ["6901234567892", "香皂", "日用百货", 6.5, "块"]
ODD = [36000291452, "纸巾", "日用百货", "¥15.90", "包"]
BAD = ["6901234567898", "大米", "粮油", 39.9, "袋"]


@pytest.fixture
def products(tmp_path: Path) -> Path:
    file = tmp_path / "products.xlsx"
    file.write_bytes(workbook([HEAD, GOOD, ODD, BAD]))
    return file


def test_in_words_in_both_languages(storedrill: Storedrill, products: Path) -> None:
    english = storedrill("import", str(products), "--as", "products")
    assert (english.status, english.err) == (1, "")
    assert english.out.splitlines() == [
        f"{products}: products, XLSX Sheet1, heading in row 1",
        "row 3, column A (Bar code): leading zeros put back (1), the check digit then comes out: "
        "'36000291452' → '036000291452'",
        "row 3, column D (Price): currency sign taken off: '¥15.90' → '15.90'",
        "row 4, column A (Bar code): expected 2 as check digit, not 8, got '6901234567898'",
        "3 rows: 1 accepted, 1 repaired, 1 rejected; 1 more holds no data",
    ]
    chinese = storedrill("--lang", "zh", "import", str(products), "--as", "products")
    assert "第4行 A列（条码）：应为校验码 2，而不是 8，实际是“6901234567898”" in chinese.out
    assert len(chinese.out.splitlines()) == len(english.out.splitlines())


def test_nothing_is_changed_and_the_cleaned_file_is_clean(
    storedrill: Storedrill, products: Path, tmp_path: Path, home: Path
) -> None:
    before, out = products.read_bytes(), tmp_path / "clean.csv"
    outcome = storedrill("import", str(products), "--as", "products", "--clean", str(out))
    assert outcome.status == 1
    assert outcome.out.splitlines()[-1] == f"2 rows written to {out}"
    assert out.read_text("utf-8-sig").splitlines() == [
        "Bar code,Chinese name,Category,Price,Unit",
        "6901234567892,香皂,household,6.50,piece",
        "036000291452,纸巾,household,15.90,pack",
    ]
    assert products.read_bytes() == before
    assert not list(home.glob("*.db")), "no data folder is begun"
    assert storedrill("import", str(out), "--as", "products").status == 0
    again = storedrill("import", str(products), "--as", "products", "--clean", str(out))
    assert (again.status, again.out) == (2, ""), "an existing file is never overwritten"
    assert str(out) in again.err


def test_for_machines(storedrill: Storedrill, products: Path) -> None:
    outcome = storedrill("import", str(products), "--as", "products", "--json")
    assert outcome.status == 1
    report = json.loads(outcome.out)
    assert list(report) == [
        "file", "as", "form", "separator", "sheet", "heading", "columns", "unused", "sheets_left", "clean", "counts",
        "sums",
        "found", "rows", "asides",
    ]  # fmt: skip
    assert report["found"] == {
        "importing.check_digit": 1, "importing.currency_sign": 1, "importing.zeros": 1,
    }  # fmt: skip
    assert [(row["row"], row["standing"]) for row in report["rows"]] == [(3, "repaired"), (4, "rejected")]
    assert report["columns"][3] == {"field": "price", "column": "D", "heading": "零售价"}


def test_stock_is_that_of_the_sandbox_shop_or_of_a_file(storedrill: Storedrill, products: Path, tmp_path: Path) -> None:
    stock = tmp_path / "stock.csv"
    stock.write_bytes("商品,数量\n6901234567892,12\nmilk_1l,3\n".encode("gbk"))
    shop = storedrill("import", str(stock), "--as", "stock")
    file = storedrill("import", str(stock), "--as", "stock", "--products", str(products))
    assert "row 2, column A (Item): expected an item of the shop, got '6901234567892'" in shop.out
    assert "row 3, column A (Item): expected an item of the shop, got 'milk_1l'" in file.out
    assert ("row 3" in shop.out, "row 2" in file.out) == (False, False)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "got an empty one"),
        (b"PK\x03\x04...", "damaged"),
        (b"\x00\x01\x02" * 99, "neither"),
        ("品名\n香皂\n".encode(), "row 1 comes nearest and lacks: Bar code, Category, Price, Unit"),
    ],
)
def test_a_file_that_cannot_be_read(content: bytes, said: str, storedrill: Storedrill, tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes(content)
    outcome = storedrill("import", str(file), "--as", "products", "--json")
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err
    assert str(file) in outcome.err


def test_what_is_missing_on_the_command_line(storedrill: Storedrill, tmp_path: Path) -> None:
    assert storedrill("import", str(tmp_path / "none.csv"), "--as", "products").status == 2
    assert storedrill("import", str(tmp_path), "--as", "products").status == 2
    assert storedrill("import", "x.csv").status == 2
    assert storedrill("import", "x.csv", "--as", "prices").status == 2
