"""`storedrill stress`: what it says, writes, and ends with."""

import json
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.locale import Words
from simulator.stress.audit import INVARIANTS
from simulator.stress.shown import told
from simulator.stress.verdict import BadObjective, objective, objectives

LOAD = ["stress", "first-sale", "--tills", "4", "--rate", "5", "--minutes", "0.02", "--workers", "1"]


def test_a_report_says_all_that_a_gate_asks_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, out = tmp_path / "page.html", tmp_path / "report.json"
    assert main(["--home", str(tmp_path), *LOAD, "--peak", "100", "--html", str(page), "--json", str(out)]) == 0
    said = capsys.readouterr().out
    report = json.loads(out.read_text("utf-8"))
    assert (report["kind"], report["version"], report["engine"]) == ("stress", 1, "embedded")
    assert report["outcome"]["passed"]
    assert report["outcome"]["sales"] > 0
    assert [one["invariant"] for one in report["invariants"]] == list(INVARIANTS)
    assert {one["measure"]: one["met"] for one in report["objectives"]} == {
        "average": True, "p99": True, "success": True, "carried": True,
    }  # fmt: skip
    assert "PASSED under load" in said
    html = page.read_text("utf-8")
    assert "<svg" in html
    assert "http://" not in html
    assert not list(tmp_path.glob("stress-*")), "what was sold in haste is gone"


def test_an_objective_that_is_not_held_is_the_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = tmp_path / "mine.yaml"
    asked.write_text("carried: at least 2 x peak hour\naverage: at most 2 s\n", "utf-8")
    options = ["--peak", "999999999", "--objectives", str(asked), "--no-back"]
    assert main(["--home", str(tmp_path), "--lang", "zh", *LOAD, *options]) == 1
    said = capsys.readouterr().out
    assert "压力测试未通过" in said
    assert "✗ 每小时承载量" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["stress", "receiving-basics"], "not played at a till"), (["stress", "first-sale", "--objectives", "{}"], "Obj")],
)
def test_what_cannot_be_played_is_told(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("average: quick\n", "utf-8")
    assert main(["--home", str(tmp_path), *(one.replace("{}", str(bad)) for one in arguments)]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("phrase", ["2 s", "at most", "at most fast", "under 2 s", "at least 101%"])
def test_an_objective_is_a_sense_and_a_figure(phrase: str) -> None:
    with pytest.raises(BadObjective):
        objective("average", phrase)
    with pytest.raises(BadObjective):
        objectives({"speed": "at most 2 s"})


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("store.disk_full (path=/data)", "/data"),
        ("store.failed (path=/data, reason=odd, and more)", "store.failed (path=/data, reason=odd, and more)"),
        ("-9", "-9"),
        ("a worker ended with 1", "a worker ended with 1"),
    ],
)
def test_what_a_store_said_is_told_in_words(detail: str, said: str) -> None:
    words = Words("en")
    assert said in told(detail, words)
    assert (told(detail, words) == detail) == (said == detail)
