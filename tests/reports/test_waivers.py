"""Whoever signs a verdict that rests on a waiver reads on page one who answers for what, why, and until when."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Storedrill
from tests.reports.blocks import blocks, made
from tests.reports.conftest import STORE
from tests.reports.test_gate_details import rows

GATES = """\
gates:
  agreed:
    title: {en: Support agreed, zh: 保障方案}
    owner: {en: Both leads, zh: 甲乙双方}
    criterion: {en: Signed, zh: 已签字}
    evidence: record
    from: customer
    fresh: 30 days
  lanes:
    title: {en: Devices work, zh: 设备兼容}
    owner: {en: IT lead, zh: 信息负责人}
    criterion: {en: Each works, zh: 每台设备可用}
    evidence: devices
    from: device
    at least: 100%
    fresh: 30 days
    no go: always
"""


pytestmark = pytest.mark.usefixtures("trained")


@pytest.fixture
def agreed(storedrill: Storedrill, tmp_path: Path) -> str:
    """Two gates, of which one takes waivers, and a store that is kept; its profile waives the other one."""
    gates, store = tmp_path / "gates.yaml", tmp_path / "store.yaml"
    gates.write_text(GATES.split("  lanes:", maxsplit=1)[0], "utf-8")
    store.write_text(STORE.split("waivers:")[0], "utf-8")
    assert storedrill("store", "add", str(store), "--gates", str(gates)).status == 0
    return "station_road"


def waive(storedrill: Storedrill, until: str = "2099-12-31") -> None:
    told = storedrill("waive", "agreed", "--store", "station_road", "--owner", "赵敏", "--reason", "Signed on the 30th",
                      "--until", until, "--by", "Li Na")  # fmt: skip
    assert told.status == 0, told.err


def first_page(report: dict[str, Any]) -> str:
    """All that stands before the first heading with a page of its own."""
    found = []
    for block in report["blocks"]:
        if block["type"] == "heading" and block.get("page"):
            break
        found.append(block)
    return repr(found)


def test_a_verdict_that_rests_on_a_waiver_says_so_on_page_one_and_among_the_exceptions(
    storedrill: Storedrill, agreed: str
) -> None:
    assert blocks(made(storedrill, "readiness", "--store", agreed))["verdict"]["text"]["en"] == "NOT READY"
    waive(storedrill)
    report = made(storedrill, "readiness", "--store", agreed)
    verdict = blocks(report)["verdict"]
    assert verdict["text"]["en"] == "READY WITH RISKS"
    assert (verdict["detail"]["en"].endswith("(1 waived)"), "已豁免 1" in verdict["detail"]["zh"]) == (True, True)
    page = first_page(report)
    for said in ("Support agreed", "赵敏", "Signed on the 30th", "2099-12-31", "Li Na"):
        assert said in page, said
    (risk,) = blocks(report)["waived"]["items"]
    assert risk["tone"] == "warn"
    assert risk["text"]["zh"].startswith("保障方案：豁免至 2099-12-31，由 赵敏 负责，理由：Signed on the 30th")
    assert "risky" not in blocks(report), "it is told once"
    waiver, lack = rows(report, "exceptions")
    assert (waiver["owner"]["en"], lack["owner"]["en"]) == ("赵敏", "Both leads")
    assert "Signed on the 30th" in waiver["what"]["en"]
    assert rows(report, "waivers")[0]["given_by"] == "Li Na"


def test_the_terminal_says_it_too(storedrill: Storedrill, agreed: str) -> None:
    waive(storedrill)
    told = storedrill("readiness", "--store", agreed)
    assert told.status == 0
    parts = [re.sub(r"\s+", " ", part) for part in told.out.split("\n\n")]
    risks, exceptions = (part for part in parts if "Signed on the 30th" in part)
    for flat in (risks, exceptions):
        assert "赵敏 answers for it: Signed on the 30th (given by Li Na)" in flat


def test_a_waiver_that_ends_before_the_opening_is_not_given_and_in_a_profile_counts_for_nothing(
    storedrill: Storedrill, agreed: str, tmp_path: Path
) -> None:
    told = storedrill("waive", "agreed", "--store", agreed, "--owner", "赵敏", "--reason", "x", "--until", "2099-12-19",
                      "--by", "Li Na")  # fmt: skip
    assert (told.status, "expected 2099-12-20 or a later day, got 2099-12-19" in told.err) == (2, True)
    store, given = tmp_path / "store.yaml", "{gate: agreed, owner: 赵敏, reason: {en: x, zh: 甲}, until: 2099-12-19}"
    store.write_text(f"{STORE.split('waivers:')[0]}waivers: [{given}]\n", "utf-8")
    why = "its waiver (赵敏, until 2099-12-19) ends before the opening and counts for nothing"
    told = storedrill("readiness", "--store", str(store), "--gates", str(tmp_path / "gates.yaml"))
    assert (told.status, why in re.sub(r"\s+", " ", told.out)) == (1, True), told.out
    report = made(storedrill, "readiness", "--store", str(store), "--gates", str(tmp_path / "gates.yaml"))
    assert blocks(report)["verdict"]["text"]["en"] == "NOT READY"
    assert (why in first_page(report), "waived" in blocks(report)) == (True, False)
    (row,) = rows(report, "waivers")
    assert (row["state"]["tone"], row["state"]["text"]["zh"]) == ("bad", "早于开业日到期，不算数")


def test_a_waiver_in_the_profile_of_a_gate_that_takes_none_is_told_as_that(
    storedrill: Storedrill, tmp_path: Path
) -> None:
    gates, store = tmp_path / "all.yaml", tmp_path / "waived.yaml"
    gates.write_text(GATES, "utf-8")
    store.write_text(STORE.replace("devices_compatible", "lanes"), "utf-8")
    report = made(storedrill, "readiness", "--store", str(store), "--gates", str(gates))
    assert "waived" not in blocks(report)
    (row,) = rows(report, "waivers")
    assert (row["state"]["tone"], row["state"]["text"]["en"]) == ("bad", "of no effect: this gate takes no waiver")
    assert "赵敏" not in first_page(report)


def test_it_is_on_the_first_sheet_of_paper(storedrill: Storedrill, agreed: str, tmp_path: Path) -> None:
    pytest.importorskip("fpdf", reason="a PDF needs the extra `print`")
    pdfium = pytest.importorskip("pypdfium2", reason="a PDF is read back with the extra `test`")
    waive(storedrill)
    paper = tmp_path / "ready.pdf"
    assert storedrill("report", "readiness", "--store", agreed, "--out", str(paper)).status == 0
    with pdfium.PdfDocument(paper) as document:
        first = document[0].get_textpage().get_text_range()
    assert all(said in first for said in ("READY WITH RISKS", "赵敏", "Signed on the 30th", "2099-12-31"))
    assert storedrill("verify", str(paper)).status == 0
