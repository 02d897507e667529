"""`storedrill stress`: what it says, writes, and ends with."""

import errno
import json
import os
from pathlib import Path

import pytest

from simulator.cli import main
from simulator.locale import Words
from simulator.stress import limit
from simulator.stress.audit import INVARIANTS
from simulator.stress.engine import Broken
from simulator.stress.shown import told
from simulator.stress.verdict import ObjectivesError, objectives

LOAD = ["stress", "first-sale", "--tills", "4", "--rate", "5", "--minutes", "0.02", "--workers", "1"]


def test_a_report_says_all_that_a_gate_asks_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, out = tmp_path / "page.html", tmp_path / "report.json"
    assert main(["--home", str(tmp_path), *LOAD, "--peak", "100", "--html", str(page), "--json", str(out)]) == 0
    said, beside = capsys.readouterr()
    assert [line for line in beside.splitlines() if str(tmp_path) in line] == [
        f"Written to {file}" for file in (out, page)
    ]
    report = json.loads(out.read_text("utf-8"))
    assert (report["kind"], report["version"], report["engine"]) == ("stress", 1, "embedded")
    assert report["outcome"]["passed"]
    assert report["outcome"]["sales"] > 0
    assert [one["invariant"] for one in report["invariants"]] == list(INVARIANTS)
    assert {one["measure"]: one["met"] for one in report["objectives"]} == {
        "average": True, "p99": True, "success": True, "carried": True, "played": True,
    }  # fmt: skip
    assert report["outcome"]["played"] == 1.0, "who was meant to come is known to the customer"
    assert report["load"]["intended"] == report["outcome"]["sales"] + report["outcome"]["returns"]
    assert "PASSED under load" in said
    assert f"Planned: {report['load']['intended']} customers" in said
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


def test_the_peak_hour_is_that_of_the_store_where_one_alone_is_kept(tmp_path: Path) -> None:
    for name in ("one", "other"):
        profile = tmp_path / f"{name}.yaml"
        profile.write_text(
            f"store: {name}\ntitle: {{en: {name}, zh: 站前路店}}\nopening: 2099-12-20\nlanes: 1\n"
            "transactions a day: 900\npeak hour: 140\n"
            "shifts: {all: {title: {en: All, zh: 全天}, needs: {cashier: 1}}}\n"
            "staff:\n  - {name: Li, roles: cashier, shifts: all}\ndevices: [printer-1]\n",
            "utf-8",
        )
    home, out = ["--home", str(tmp_path / "home")], tmp_path / "report.json"
    peaks = []
    for kept in ("", "one", "other"):
        if kept:
            assert main([*home, "store", "add", str(tmp_path / f"{kept}.yaml")]) == 0
        main([*home, *LOAD, "--no-back", "--json", str(out)])
        peaks.append(json.loads(out.read_text("utf-8"))["load"]["peak"])
    assert peaks == [0, 140, 0]


def test_what_cannot_be_played_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(tmp_path), "stress", "receiving-basics"]) == 2
    assert "not played at a till" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        *(
            (
                f"p99: at most 5 s\naverage: {phrase}\n",
                "2:10",
                "expected 'at most' or 'at least' and a figure such as 2 s",
            )
            for phrase in ("2 s", "at most", "at most fast", "under 2 s", "at most 99%", "at most 2 x peak hour")
        ),
        ("success: at least 101%", "1:10", "such as 99.9%"),
        ("success: at least 2 s", "1:10", "such as 99.9%"),
        ("carried: [1, 2]", "1:10", "1.5 x peak hour, got '[...]'"),
        ("# mine\navrage: at most 2 s\n", "2:1", "did you mean 'average'?"),
        ("average: at most 2 s\naverage: at most 3 s\n", "2:1", "average"),
        ("average: 'at most 2 s\n", "2:1", "closing quote"),
        ("", "1:1", "lines such as 'average: at most 2 s'"),
        ("- at most 2 s\n", "1:1", "lines such as 'average: at most 2 s'"),
    ],
)
def test_a_wrong_objective_is_told_at_its_place(
    text: str, place: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(text, "utf-8")
    assert main(["--home", str(tmp_path), "--lang", "en", *LOAD, "--objectives", str(mine)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{mine}:{place}: ")
    assert words in told
    assert not list(tmp_path.glob("stress-*"))


def test_all_wrong_objectives_are_told_at_once_in_both_languages(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("average: quick\nspeed: at most 2 s\n", "utf-8")
    with pytest.raises(ObjectivesError) as told:
        objectives(str(mine))
    assert [problem.mark for problem in told.value.problems] == [(1, 10), (2, 1)]
    assert "应为“at most”或“at least”加指标，例如 2 s" in told.value.problems[0].words("zh", "mine.yaml")
    with pytest.raises(ObjectivesError, match="there is no such file"):
        objectives(str(tmp_path / "none.yaml"))
    assert [one.measure for one in objectives()] == ["average", "p99", "success", "carried", "played"]


def test_what_was_not_played_is_asked_about_unless_a_file_says_otherwise(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("p99: at most 5 s\n", "utf-8")
    assert [(one.measure, one.said) for one in objectives(str(mine))] == [("p99", "5 s"), ("played", "99%")]
    mine.write_text("played: at least 0%\n", "utf-8")
    assert [(one.measure, one.said) for one in objectives(str(mine))] == [("played", "0%")]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--ramp", "0", "--steps", "3"], "--ramp and --steps do not go together"),
        (["--hours", "--spikes", "2"], "--spikes and --hours do not go together"),
        (["--saturate", "--find-limit"], "--find-limit and --saturate do not go together"),
        (["--join", "2"], "--join is for a load on several machines"),
        (["--web", "127.0.0.1:80"], "--web is for a load on several machines"),
        (["--json", "nowhere/report.json"], "nowhere"),
        (["--html", "."], ". is a folder. Name a file in it"),
        (["--html", "-"], "Only --json can go to standard output"),
        (["--json", "one", "--html", "one"], "both name one, and one would be lost"),
        (["--keep", "home/settings.json"], "home/settings.json is a file. Name a folder"),
        (["--ramp", "900"], "--ramp 900 does not rise to --rate"),
    ],
)
def test_what_cannot_be_is_said_before_the_load(
    options: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.json").write_text("{}", "utf-8")
    assert main(["--home", str(tmp_path / "home"), "--lang", "en", *LOAD, *options]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1
    assert not (tmp_path / "home" / "storedrill.db").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["home"], "nothing was written to find that out"


def test_a_limit_below_all_that_was_tried_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit, "PROBE", 0.5)
    asked, out = tmp_path / "mine.yaml", tmp_path / "report.json"
    asked.write_text("p50: at most 0 s\n", "utf-8")
    options = ["--find-limit", "--no-back", "--objectives", str(asked), "--json", str(out)]
    assert main(["--home", str(tmp_path), "--lang", "en", *LOAD, *options]) == 1
    said = capsys.readouterr()
    report = json.loads(out.read_text("utf-8"))
    assert (report["limit"], len(report["probes"]), any(one["held"] for one in report["probes"])) == (0.0, 5, False)
    assert "none of the rates that were tried held" in said.out
    assert said.err.count("✗") >= 5, "each try is told as it ends"
    assert "at the most" in said.err, "and before, how long it may take"


def test_whatever_becomes_of_its_files_a_report_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes | str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr("simulator.commands.stress.keep", full)
    out = tmp_path / "report.json"
    assert main(["--home", str(tmp_path), "--lang", "en", *LOAD, "--json", str(out)]) == 2
    said = capsys.readouterr()
    assert "PASSED under load" in said.out
    assert str(out) in said.err
    assert f"the disk of {out} is full" in said.err


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("store.disk_full (path=/data)", "/data"),
        ("store.failed (path=/data, reason=odd, and more)", "odd, and more"),
        ("store.failed (odd)", "store.failed (odd)"),
        (str(Broken("stress.other_version", what="KeyError: 'a', 'b'")), "(KeyError: 'a', 'b'). Is the same version"),
        ("-9", "-9"),
        ("a worker ended with 1", "a worker ended with 1"),
    ],
)
def test_what_a_store_said_is_told_in_words(detail: str, said: str) -> None:
    words = Words("en")
    assert said in told(detail, words)
    assert (told(detail, words) == detail) == (said == detail)
