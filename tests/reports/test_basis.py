"""What no journal proves is told, and who answers for it: typed figures, files, waivers, gates and profiles."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Storedrill
from tests.reports.conftest import STORE

LOAD = {
    "kind": "stress", "version": 1,
    "outcome": {"passed": True, "stopped": False, "sales": 390, "returns": 10, "per_hour": 1440,
                "latency": {"average": 12.3}},
}  # fmt: skip


@pytest.fixture
def report(storedrill: Storedrill, home: Path, tmp_path: Path) -> Path:
    """Of a folder in which nobody has drilled yet: a load, a typed figure, and a profile with a waiver."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "store.yaml").write_text(STORE, "utf-8")
    (folder / "load.json").write_text(json.dumps(LOAD), "utf-8")
    (folder / "minutes.txt").write_text("Answered in 1.2 s on average, by the stopwatch.", "utf-8")
    attached: tuple[tuple[str, ...], ...] = (
        ("peak_load", "--file", str(folder / "load.json"), "--from", "sandbox"),
        ("response_time", "--file", str(folder / "minutes.txt"), "--from", "customer", "--value", "1.2 s", "--n", "50"),
    )
    for each in attached:
        told = storedrill("evidence", "add", *each, "--by", "Qian", "--until", "2099-01-01")
        assert told.status == 0, told.err
    assert storedrill("devices", "check", "--by", "Zhao").status == 0
    page = folder / "ready.html"
    told = storedrill("report", "readiness", "--store", str(folder / "store.yaml"), "--out", str(page))
    assert told.status == 0, told.err
    return page


def found(storedrill: Storedrill, *what: str) -> tuple[int, dict[str, Any]]:
    told = storedrill("verify", *what, "--json")
    read: dict[str, Any] = json.loads(told.out)
    return told.status, read


def test_of_no_session_nothing_is_proven_and_who_answers_is_named(storedrill: Storedrill, report: Path) -> None:
    told = storedrill("verify", str(report))
    assert told.status == 0
    assert "The report rests on no session: no journal proves anything in it." in told.out
    assert "One figure was typed by somebody, and no journal proves it: Response time 1.2 s by Qian on" in told.out
    assert "2 attached files are here and have their hash: load.json (Qian); minutes.txt (Qian)" in told.out
    assert "One waiver is somebody's word: Devices work (Station Road), IT answers until 2099-12-31" in told.out
    assert "checks of devices: 1" in told.out
    assert "verything" not in told.out
    said = storedrill("--lang", "zh", "verify", str(report)).out
    for words in (
        "报告不含任何场次",
        "1 个数值由人填写",
        "所附文件 2 个在此",
        "1 项豁免",
        "设备兼容（站前路店，信息 负责",
        "设备检查 1 次",
    ):
        assert words in said
    status, came = found(storedrill, str(report))
    assert (status, came["ok"], came["whole"], came["of"]) == (0, True, True, 0)
    assert [one["value"] for one in came["not_of_journals"]["typed"]] == ["1.2 s"]


def test_what_is_not_here_is_said_and_where_it_lies_can_be(
    storedrill: Storedrill, report: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "alone" / "ready.html"
    alone.parent.mkdir()
    alone.write_bytes(report.read_bytes())
    told = storedrill("verify", str(alone))
    assert told.status == 0
    assert "2 attached files are not here" in told.out
    assert "Gates or profiles that are not here as they were; what they ask is believed: Station Road (" in told.out
    assert "Nothing differs in what was looked at" in told.out
    assert not found(storedrill, str(alone))[1]["whole"]
    told = storedrill("verify", str(alone), "--files", str(report.parent))
    assert "not here" not in told.out
    assert "Nothing differs: the report says" in told.out
    wrong = storedrill("verify", str(alone), "--files", str(tmp_path / "nowhere"))
    assert wrong.status == 2
    assert "There is no folder" in wrong.err


def test_another_file_under_its_name_is_named(storedrill: Storedrill, report: Path) -> None:
    (report.parent / "minutes.txt").write_text("Answered in 0.2 s.", "utf-8")
    told = storedrill("verify", str(report))
    assert told.status == 1
    assert "minutes.txt is not the file that was attached: expected SHA-256" in told.out
    status, came = found(storedrill, str(report))
    assert (status, [one["where"] for one in came["differences"]]) == (1, [["file", "minutes.txt"]])


def test_a_figure_that_its_file_does_not_say_is_named(storedrill: Storedrill, home: Path, report: Path) -> None:
    """Somebody wrote another figure beside the hash of a true file."""
    from simulator.store.database import Database

    with Database.open(home) as database, database.write() as connection:
        connection.exec_driver_sql("UPDATE attached SET value = '9000' WHERE gate = 'peak_load'")
    page = report.with_name("again.html")
    store = str(report.with_name("store.yaml"))
    assert storedrill("report", "readiness", "--store", store, "--out", str(page)).status == 0
    told = storedrill("verify", str(page))
    assert told.status == 1
    assert "Peak load, load.json: 9000 (n = 400) was kept as evidence, and 1440 (n = 400) comes out of it." in told.out


def test_a_profile_that_another_took_the_place_of_is_found(storedrill: Storedrill, report: Path) -> None:
    """As signed reports name it; whether it was edited in the app or read again from a file."""
    store = report.with_name("store.yaml")
    assert storedrill("store", "add", str(store)).status == 0
    page = report.with_name("kept.json")
    assert storedrill("report", "readiness", "--store", "station_road", "--out", str(page)).status == 0
    store.write_text(STORE.replace("2099-12-20", "2099-11-11"), "utf-8")
    assert storedrill("store", "add", str(store)).status == 0
    store.unlink()
    status, came = found(storedrill, str(page))
    assert (status, came["whole"]) == (0, True)
    assert [one["here"] for one in came["not_of_journals"]["authored"]] == [True, True]


def test_who_asks_for_what_is_not_here_is_told_so(storedrill: Storedrill, report: Path) -> None:
    page = report.with_name("class.json")
    assert storedrill("report", "class", "--out", str(page)).status == 0
    plain = json.loads(page.read_bytes())
    for forged in ({"kind": "trainee", "person": "nobody"}, {"day": "yesterday"}, {"kind": "trainee", "made": "now"}):
        page.write_text(json.dumps({**plain, "asked": {**plain["asked"], **forged}}), "utf-8")
        told = storedrill("verify", str(page))
        assert (told.status, told.out) == (2, ""), forged
        assert "cannot be worked out here" in told.err
    page.write_text(json.dumps({**plain, "blocks": [{"id": "sessions", "rows": []}]}), "utf-8")
    assert storedrill("verify", str(page)).status == 2
