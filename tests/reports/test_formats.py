"""A report in every format of ours: all that it says, nothing that loads, runs or costs memory."""

import csv
import io
import json
import re
import tracemalloc
from html.parser import HTMLParser

import pytest

from grading.reports.cells import safe
from grading.reports.figures import shown
from grading.reports.report_json import plain
from simulator.kernel.texts import Lang
from simulator.reporting.formats import FORMATS, format_of
from tests.reports.sample import sample

LANGS: tuple[Lang, ...] = ("en", "zh")


def written(name: str, lang: Lang = "en", rows: int = 2) -> bytes:
    out = io.BytesIO()
    FORMATS[name].write(sample(rows), lang, out, lambda done, of: None)
    return out.getvalue()


class Page(HTMLParser):
    """What a page would load, what it says, and whether every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.loads += [
            f"{tag} {name}" for name in given if name in ("src", "href", "srcset", "data", "action", "poster")
        ]
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag not in ("meta", "col", "rect", "path", "line", "circle", "polyline"):
            self.open.append(tag)
        if tag == "script":
            assert given.get("type") == "application/json", "nothing runs"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open[-1:] == [tag]:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_loads_nothing_and_says_everything(lang: Lang) -> None:
    page, data = Page(), written("html", lang).decode()
    page.feed(data)
    assert (page.loads, page.open, len(page.ids)) == ([], [], len(set(page.ids)))
    assert "default-src 'none'" in data
    assert not re.search(r"url\(|@import|https?:", data)
    for block in ("gates", "over_time", "heat", "people", "sources"):
        assert block in page.ids
    said = {"en": ("READY WITH RISKS", "Response <time> & more", "n = 3, too few, at least 100 · customer's system"),
            "zh": ("带风险可开业", "响应时间 <均值>", "n = 3、样本不足，至少 100 · 客户系统")}  # fmt: skip
    assert all(words in page.text for words in said[lang])
    assert "-12.50" in page.text
    inside = json.loads(data.split('id="storedrill-report">')[1].split("</script>")[0])
    assert inside == plain(sample())


def test_json_is_the_report_whatever_the_language() -> None:
    assert written("json", "en") == written("json", "zh")
    read = json.loads(written("json"))
    gates = next(block for block in read["blocks"] if block.get("id") == "gates")
    figure = gates["rows"][0][1]
    assert figure == {
        "kind": "share",
        "value": [57, 60],
        "n": 60,
        "origins": ["sandbox"],
        "rests_on": ["run:3f9c21aa07"],
    }
    assert [column["kind"] for column in gates["columns"]] == ["text", "figure", "state", "date"]


@pytest.mark.parametrize("lang", LANGS)
def test_no_cell_of_a_sheet_starts_a_formula(lang: Lang) -> None:
    data = written("csv", lang)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]
    assert [cell for cell in cells if cell.startswith("-")] == ["-12.5"], "a number is no formula"
    gate = next(row for row in rows if row and row[0] in ("Operations correct", "操作正确率") and "share" in row)
    assert gate[1:4] == ["0.95", "share", "60"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", " \u3000=1", "\u200b=1", "＝1", "\r\n=cmd"])
def test_what_could_start_a_formula_is_told_as_text(text: str) -> None:
    assert safe(text).startswith("'")


def test_rounding_never_helps_a_store() -> None:
    assert shown("share", (18_999, 20_000), "en") == "94.99 %"
    assert shown("share", (51, 10_000), "en", up=True) == "0.51 %"
    assert (shown("seconds", (2001, 1000), "en", up=True), shown("seconds", (2001, 1000), "en")) == ("2.01 s", "2 s")
    assert (shown("grade", None, "zh"), shown("count", None, "zh")) == ("未观察到", "–")


@pytest.mark.parametrize("name", ["html", "csv", "json"])
def test_a_long_report_is_written_in_pieces_and_says_how_far_it_is(name: str) -> None:
    told: list[tuple[int, int]] = []

    class Nowhere(io.BytesIO):
        longest = 0

        def write(self, data: object) -> int:
            assert isinstance(data, bytes)
            self.longest = max(self.longest, len(data))
            return len(data)

    out, report = Nowhere(), sample(20_000)
    tracemalloc.start()
    FORMATS[name].write(report, "en", out, lambda done, of: told.append((done, of)))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told[-1][0] == told[-1][1] > 20_000
    assert len(told) > 10
    assert told == sorted(told)
    assert out.longest < 50_000
    assert most < 16_000_000, "the rows of a table are made while they are written"


def test_a_format_by_the_name_of_its_file() -> None:
    assert [format_of(*asked) for asked in (("", ""), ("", "a.CSV"), ("json", "a.html"), ("", "a.txt"))] == [
        "html", "csv", "json", "html",
    ]  # fmt: skip
