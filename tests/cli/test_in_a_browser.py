"""Every page that is written opens in a real browser as it is meant to, and asks no host for anything."""

from pathlib import Path

import pypdfium2
import pytest

from tests.browser import look, needs_chromium
from tests.cli.conftest import Storedrill

pytestmark = needs_chromium

PAGES = {
    "debrief": (("grade", "last", "--html"), "能力"),
    "readiness": (("readiness", "--html"), "甲方"),
    "class": (("report", "class", "--out"), "系统使用健康度"),
    "manual": (("manual", "cashier", "--out"), "收银员手册"),
}


@pytest.fixture
def played(storedrill: Storedrill) -> Storedrill:
    assert storedrill("play", "first-sale", "--bot", "perfect", "--seed", "3").status == 0
    return storedrill


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_in_a_browser(played: Storedrill, tmp_path: Path, kind: str) -> None:
    command, said = PAGES[kind]
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    played("--lang", "zh", *command, str(page))
    seen = look(page, tmp_path)
    assert said in seen.text
    assert (seen.asked, seen.complaints) == ([], [])

    look(page, tmp_path, f"--print-to-pdf={printed}")
    with pypdfium2.PdfDocument(printed) as document:
        assert said in "".join(sheet.get_textpage().get_text_bounded() for sheet in document)


def test_a_page_that_asks_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<img src='http://127.0.0.1:9/x.png'><script>console.error('no')</script>", "utf-8")
    seen = look(page, tmp_path)
    assert seen.asked == ["http://127.0.0.1:9/x.png"]
    assert seen.complaints
