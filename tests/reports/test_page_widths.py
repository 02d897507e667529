"""In a real browser no word of a report is broken in its middle, and nothing stands beside the page: at 1000 and 1280
pixels, and as wide as paper is."""

from pathlib import Path

import pytest

from tests.browser import look, needs_chromium
from tests.cli.conftest import Storedrill

pytestmark = [needs_chromium, pytest.mark.usefixtures("trained")]

PAPER = 688
"""A4 without its margins, in CSS pixels."""
WORDS = """
<p id="found"></p><script>
const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode());) {
  if (node.parentElement.closest("svg, .hash, .digest")) continue;
  for (const word of node.data.matchAll(/[!-~]+/g)) {
    if (word[0].length > 24) continue;
    const range = document.createRange();
    range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
    const inside = /[-/]/.test(word[0]) ? 9 : 1;  // a hyphen is a place to break at
    if (new Set([...range.getClientRects()].map(one => Math.round(one.top))).size > inside) found.push(word[0]);
  }
}
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
document.getElementById("found").textContent = "broken: " + [...new Set(found)].join(" ") + " | too wide by " + wide;
</script>"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_words_are_whole_and_the_page_is_as_wide_as_it_is(
    storedrill: Storedrill, store: str, tmp_path: Path, lang: str
) -> None:
    """A file with a long name, too, which no column could hold."""
    paper = tmp_path / f"load-test-of-the-new-system-{'x' * 80}.pdf"
    paper.write_bytes(b"measured")
    attach = ("evidence", "add", "response_time", "--file", str(paper), "--by", "Zhao", "--from", "customer")
    assert storedrill(*attach, "--until", "2099-12-31", "--value", "1.4 s", "--n", "500").status == 0
    for kind in ("readiness", "store"):
        page = tmp_path / f"{kind}.html"
        assert storedrill("--lang", lang, "report", kind, "--store", store, "--out", str(page)).status == 0
        text = page.read_text("utf-8").replace('http-equiv="Content-Security-Policy"', "")
        for width in (1000, 1280, PAPER):
            shown = text.replace("@media print", "@media all") if width == PAPER else text
            page.write_text(shown.replace("</body>", f"{WORDS}</body>"), "utf-8")
            seen = look(page, tmp_path, f"--window-size={width},900", "--dump-dom")
            told = next(line for line in seen.text.splitlines() if line.startswith("broken:"))
            assert told == "broken:  | too wide by 0", (kind, width)
