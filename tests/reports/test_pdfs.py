"""PDFs read without a library: the figures inside, and whether two of them say the same."""

import io
import json
import zlib
from collections.abc import Callable

import pytest

from grading.reports import pen, report_json, report_pdf
from simulator.reporting.pdfs import attached, content, same
from tests.reports.sample import sample

syntax = pytest.importorskip("fpdf.syntax", reason="a PDF needs the extra `print`")
pytest.importorskip("pylopdf_fonts_zh_cn", reason="a PDF needs the extra `print`")


def written(rows: int = 9) -> bytes:
    out = io.BytesIO()
    report_pdf.write(sample(rows), "zh", out)
    return out.getvalue()


def test_another_packing_says_the_same_and_another_sign_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = written()
    assert json.loads(attached(mine)) == report_json.plain(sample(9))
    monkeypatch.setattr(syntax.PDFContentStream, "_COMPRESSION_LEVEL", 1)
    monkeypatch.setattr(pen, "compressobj", lambda: zlib.compressobj(1))
    other = written()
    assert other != mine
    assert same(mine, other)
    assert not same(mine, written(10))
    drawn = content(mine)
    assert drawn is not None
    assert any("王芳".encode() in part for part in drawn), "what is attached is compared, too"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data + b"\n1 0 obj\n<<>>\nendobj\n",
        lambda data: data + data[data.rindex(b"xref\n0 ") :],
        lambda data: data.replace(b"/MediaBox [0 0 595.28", b"/MediaBox [0 0 295.28"),
        lambda data: data[: len(data) // 2],
        lambda data: b"",
    ],
)
def test_what_was_added_or_changed_or_cut_is_not_the_same(spoil: Callable[[bytes], bytes]) -> None:
    mine = written()
    assert spoil(mine) != mine
    assert not same(spoil(mine), mine)


def test_a_file_of_anything_else_has_no_figures() -> None:
    assert [attached(data) for data in (b"", b"%PDF-1.4\n", written()[:3000])] == [b""] * 3
