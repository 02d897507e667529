"""What stands behind the gates of a readiness report: issues, figures, the way into operation, how each is judged."""

from pathlib import Path
from typing import Any

import pytest

from grading.readiness.source import shipped_gates
from grading.reports.model import SIGNS
from simulator import __version__
from simulator.bootstrap import House
from simulator.readiness.shown import MARKS
from simulator.reporting.reading import read_report
from tests.cli.conftest import Storedrill
from tests.reports.blocks import blocks, made

pytestmark = pytest.mark.usefixtures("trained")


def rows(report: dict[str, Any], table: str) -> list[dict[str, Any]]:
    found = blocks(report)[table]
    names = [column["id"] for column in found["columns"]]
    return [dict(zip(names, row, strict=True)) for row in found["rows"]]


def test_every_open_issue_is_told_by_severity_with_its_owner(
    storedrill: Storedrill, store: str, tmp_path: Path
) -> None:
    """A suggestion, and a general one that a gate lets pass, too; nobody's is told as that, and no gate takes it."""
    told = (
        ("suggestion", "Zhao", ""),
        ("general", "Li", "station_road"),
        ("severe", "", ""),
        ("severe", "Wu", "elsewhere"),
    )
    for severity, owner, of in told:
        arguments = ("--owner", owner) if owner else ()
        arguments += ("--store", of) if of else ()
        assert (
            storedrill(
                "issue", "add", "=1+1", "--where", "Till", "--severity", severity, "--by", "W", *arguments
            ).status
            == 0
        )
    assert storedrill("issue", "move", "1", "closed", "--by", "W").status == 0
    assert (
        storedrill(
            "issue", "add", "Smaller", "--where", "Till", "--severity", "suggestion", "--by", "W", "--owner", "Z"
        ).status
        == 0
    )
    report = made(storedrill, "readiness", "--store", store)
    found = rows(report, "issues")
    assert [(one["issue"], one["severity"]["text"]["zh"], one["owner"]["text"]["zh"]) for one in found] == [
        ("#3", "严重", "未指定"), ("#2", "一般", "Li"), ("#5", "建议", "Z"),
    ]  # fmt: skip
    assert blocks(report)["issues"]["title"]["zh"] == "问题整改清单（未关闭）：严重 1，一般 1，建议 1；已关闭 1"
    page = tmp_path / "ready.html"
    assert storedrill("report", "readiness", "--store", store, "--out", str(page)).status == 0
    assert storedrill("verify", str(page)).status == 0
    assert storedrill("issue", "move", "3", "--owner", "Wu", "--by", "W").status == 0
    assert storedrill("verify", str(page)).status == 0, "what was agreed since is no part of it"


def test_each_gate_says_how_it_is_judged_and_the_way_into_operation_has_a_part_of_its_own(
    storedrill: Storedrill, store: str, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"signed")
    attach = ("evidence", "add", "hypercare_agreed", "--file", str(plan), "--by", "Zhao", "--from", "customer")
    assert storedrill(*attach, "--until", "2099-12-31").status == 0
    measured = ("evidence", "add", "response_time", "--file", str(plan), "--by", "Li", "--from", "customer")
    assert storedrill(*measured, "--until", "2099-12-31", "--value", "1.4 s", "--n", "5000").status == 0
    report = made(storedrill, "readiness", "--store", store)
    gates = {gate.id: gate for gate in shipped_gates().gates}
    judged = {one["gate_id"]: one for one in rows(report, "how")}
    assert {id: (one["criterion"]["en"], one["fresh"]) for id, one in judged.items()} == {
        id: (gate.criterion.en, gate.fresh) for id, gate in gates.items()
    }
    assert all(one["how"]["en"] and one["how"]["zh"] for one in judged.values())
    stands = {one["gate_id"]: one["state"] for one in rows(report, "gates")}
    tones = {(one["tone"], one["text"]["en"].split(" ")[0]) for one in stands.values()}
    assert {tone for tone, said in tones if said == "not"} <= {"bad", "unknown"}
    unshown = [one for one in stands.values() if one["text"]["zh"].startswith("未验证")]
    assert unshown
    assert {one["tone"] for one in unshown} == {"unknown"}
    assert SIGNS["unknown"] == MARKS["unverified"] != SIGNS["warn"], "the sign that screens and texts have"
    night = {one["gate_id"]: one for one in rows(report, "night")}
    assert list(night) == ["cutover_rehearsed", "fallback_rehearsed", "contact_chain_rehearsed", "hypercare_agreed"]
    assert "roll back" in night["cutover_rehearsed"]["criterion"]["en"]
    assert (night["hypercare_agreed"]["shown_by"], night["hypercare_agreed"]["by"]) == ("plan.pdf", "Zhao")
    figures = {one["gate_id"]: one for one in rows(report, "measured")}
    assert figures["peak_load"]["asked"]["en"] == "at least 210 an hour", "1.5 times the 140 of the profile"
    answer = figures["response_time"]
    assert (answer["came"]["value"], answer["file"], answer["by"], answer["state"]["text"]["en"]) == (
        [7, 5],
        "plan.pdf",
        "Li",
        "met",
    )


def test_a_report_says_of_which_version_it_and_each_drill_is(storedrill: Storedrill, store: str) -> None:
    report = made(storedrill, "readiness", "--store", store)
    assert report["asked"]["product"] == __version__
    assert any(
        f"storedrill {__version__}" in block["text"]["zh"] for block in report["blocks"] if block["type"] == "paragraph"
    )
    from scenarios.library import load

    scenario = load("first-sale").scenario
    assert scenario
    assert {one["version"] for one in rows(report, "sessions")} == {scenario.version}


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        (("--since", "2026-11-16", "--until", "2026-11-22"), "培训周报"),
        (("--since", "2026-11-01", "--until", "2026-11-22"), "项目总结报告"),
        (("--since", "2026-11-16"), "门店培训报告"),
        (("--before",), "项目总结报告"),
        (("--since", "2026-11-16", "--until", "2026-11-22", "--before"), "培训周报"),
    ],
)
def test_a_weekly_and_a_closing_report_are_called_so(
    storedrill: Storedrill, store: str, tmp_path: Path, asked: tuple[str, ...], title: str
) -> None:
    week = tmp_path / "week.json"
    assert storedrill("report", "store", "--store", store, "--out", str(week)).status == 0
    more = (str(week),) if asked[-1] == "--before" else ()
    assert made(storedrill, "store", "--store", store, *asked, *more)["title"]["zh"] == title


def test_what_the_app_writes_says_what_has_changed_since_the_last_one(
    storedrill: Storedrill, house: House, store: str
) -> None:
    desk = house.opening
    desk.keep(store)
    first = desk.export(desk.of("station_road"), "zh")
    assert storedrill("verify", str(first)).status == 0
    assert "trend" not in blocks(read_report(first))
    folder, today = first.parent, first.stem[-10:]
    first.rename(folder / "readiness-station_road-2026-01-05.html")
    (folder / "readiness-station_road-2026-01-09.html").write_text("torn", "utf-8")
    (folder / f"readiness-station_road-annex-{today}.html").write_bytes(b"of another store")
    again = desk.export(desk.of("station_road"), "zh")
    found = blocks(read_report(again))["trend"]
    assert [column["title"]["en"] for column in found["columns"] if column["id"].startswith("then")] == [today]
    assert storedrill("verify", str(again)).status == 0
