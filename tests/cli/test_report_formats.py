"""`storedrill report --format`: each format is written whole, and what is not installed is said in one sentence."""

import json
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from grading.reports import report_html, report_pdf
from grading.reports.report_json import report_of
from simulator.bootstrap import House
from simulator.drill.bots.roster import bot_named
from simulator.drill.play import play
from simulator.reporting.pdfs import attached
from tests.cli.conftest import Storedrill
from tests.reports.xapi_rules import broken


@pytest.fixture
def house(home: Path) -> Iterator[House]:
    kept = House(home, lang="en")
    yield kept
    kept.close()


def played(house: House, person: object, mode: str, seed: int, by: str = "") -> str:
    drill = house.start("first-sale", mode, person, seed, by)
    play(drill.session, bot_named("perfect", seed))
    drill.finish("finished")
    return drill.run


def test_pages_and_workbooks_of_a_class(storedrill: Storedrill, house: House, tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="read back with the extra `test`")
    openpyxl = pytest.importorskip("openpyxl", reason="read back with the extra `test`")
    played(house, house.add_person("王芳", "cashier"), "practice", 7)
    file = tmp_path / "class.pdf"
    assert storedrill("--lang", "zh", "report", "class", "--out", str(file)).status == 0
    text = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(file))
    assert "王芳" in text
    assert "班级培训报告" in text
    assert storedrill("verify", str(file)).status == 0, "it carries its figures"
    data = file.read_bytes()
    other = tmp_path / "other.pdf"
    said = attached(data)
    start = data.index(zlib.compress(said))
    forged = zlib.compress(said.replace("王芳".encode(), "王方".encode()))
    for changed in (data[:start] + forged + data[start:], data.replace(b"595.28 841", b"595.28 881"), data + b"\n"):
        assert changed != data
        other.write_bytes(changed)
        assert storedrill("verify", str(other)).status == 1
    other.write_bytes(data[:2000])
    assert storedrill("verify", str(other)).status == 2
    file = tmp_path / "class.xlsx"
    assert storedrill("report", "class", "--format", "xlsx", "--out", str(file)).status == 0
    assert "王芳" in {cell.value for sheet in openpyxl.load_workbook(file) for row in sheet.rows for cell in row}


def test_a_class_of_one_person_is_no_empty_page(storedrill: Storedrill, house: House, tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="read back with the extra `test`")
    played(house, house.add_person("Li Lei", "cashier"), "practice", 7)
    file = tmp_path / "class.pdf"
    assert storedrill("report", "class", "--out", str(file)).status == 0
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(file)]
    assert "Who stands where" in pages[0]
    assert "Nothing is listed here" in pages[-1], "no exam was taken"
    assert "SHA-256 e3b0c442" not in "".join(pages), "of nothing there is no hash"


def test_pages_that_were_made_before_are_verified_still(storedrill: Storedrill, house: House, tmp_path: Path) -> None:
    """Of a list without rows they had a hash, and a class began a page whatever stood on the one before."""
    played(house, house.add_person("Li Lei", "cashier"), "practice", 7)
    file, older = tmp_path / "class.json", tmp_path / "older"
    assert storedrill("report", "class", "--out", str(file)).status == 0
    said = json.loads(file.read_text(encoding="utf-8"))
    (manifest,) = (block for block in said["blocks"] if block["type"] == "manifest")
    (standing,) = (block for block in said["blocks"] if block.get("id") == "standing_heading")
    assert (manifest["digest"], standing.get("page", False)) == ("", False)
    manifest["digest"], standing["page"] = sha256(b"").hexdigest(), True
    older.write_text(json.dumps(said), encoding="utf-8")
    assert storedrill("verify", str(older)).status == 0
    for write in (report_pdf.write, report_html.write):
        with older.open("wb") as out:
            write(report_of(said), "en", out)
        assert storedrill("verify", str(older)).status == 0
    manifest["digest"] = "0" * 64
    older.write_text(json.dumps(said), encoding="utf-8")
    assert storedrill("verify", str(older)).status == 1


@pytest.mark.parametrize(
    ("missing", "name", "extra"), [("fpdf", "pdf", "print"), ("xlsxwriter", "xlsx", "xlsx")]
)  # fmt: skip
def test_what_is_not_installed(
    storedrill: Storedrill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, name: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    file = tmp_path / f"class.{name}"
    told = storedrill("report", "class", "--out", str(file))
    assert (told.status, told.out) == (2, "")
    assert f"pip install '.[{extra}]'" in told.err
    assert list(tmp_path.glob("class*")) == []


def test_statements_of_whom_a_report_is_about(storedrill: Storedrill, house: House, home: Path) -> None:
    fang, li = (house.add_person(name, "cashier") for name in ("王芳", "Li Lei"))
    trainer = house.add_trainer("Lin", "2468")
    exam = played(house, fang, "exam", 6, trainer.id)
    played(house, li, "practice", 7)

    def said(*options: str) -> list[dict]:
        told = storedrill("report", *options, "--format", "xapi", "--out", "-")
        assert told.status == 0
        found = json.loads(told.out)
        assert [broken(each) for each in found] == [[]] * len(found)
        return found

    everybody = said("class")
    assert [each["actor"]["account"]["name"] for each in everybody] == [fang.id] * 2 + [li.id] * 2
    assert "王芳" not in str(everybody)
    named = said("trainee", "王芳", "--names", "--accounts", "https://lms.example/users")
    assert [each["id"] for each in named] == [each["id"] for each in everybody[:2]]
    assert [each["actor"]["name"] for each in named] == ["王芳"] * 2
    assert named[0]["actor"]["account"]["homePage"] == "https://lms.example/users"
    assert said("class", "--role", "manager") == said("class", "--until", "2001-01-01") == []
    house.close()
    with sqlite3.connect(home / "storedrill.db") as connection:
        connection.execute("UPDATE segments SET lines = replace(lines, 'a', 'b') WHERE run = ?", (exam,))
    assert said("class") == everybody[2:], "a passed exam counts only while its journal is sound"
