"""A load as the app has it played: a report that is kept, and nothing else; what killed ones left behind."""

import json
import os
from pathlib import Path

import pytest

from simulator import cli
from simulator.bootstrap import House
from simulator.drill.staging import StagingError
from simulator.locale import Words
from simulator.screens.load.live import Picture
from simulator.screens.load.ports import Wish
from simulator.store.errors import StoreError
from simulator.store.holds import Holds
from simulator.stress import engine
from simulator.stress.within import OLD, alone, somewhere

WISH = Wish("first-sale", 4, 5.0, 0.03, 100)


def test_a_load_of_the_app_is_the_one_of_the_command(tmp_path: Path) -> None:
    house, words, seen = House(tmp_path), Words("zh"), list[Picture]()
    came = house.loads.play(WISH, lambda: words, seen.append, lambda: False)
    report = json.loads(came.report.read_text("utf-8"))
    assert (report["kind"], report["scenario"], report["load"]["tills"], report["load"]["peak"]) == (
        "stress", "first-sale", 4, 100,
    )  # fmt: skip
    assert came.passed
    assert report["outcome"]["sales"] > 0
    assert report["outcome"]["works"] > 0, "the stockroom is busy meanwhile"
    assert "压力测试通过" in came.page.read_text("utf-8")
    assert "PASSED under load" in came.says(Words("en"))[0]
    assert "流水" in seen[-1].note
    assert sorted(path.name for path in tmp_path.iterdir()) == ["playing", "reports"]
    house.close()


def test_a_load_that_is_stopped_says_so(tmp_path: Path) -> None:
    house, seen = House(tmp_path), list[Picture]()
    came = house.loads.play(WISH._replace(minutes=60.0), lambda: Words("en"), seen.append, lambda: len(seen) > 2)
    assert json.loads(came.report.read_text("utf-8"))["outcome"]["stopped"]
    assert any("no evidence of a peak" in line for line in came.says(Words("en")))


def test_what_a_load_cannot_go_on_for_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.0)
    monkeypatch.setattr(engine.sys, "executable", "/bin/false")
    with pytest.raises(StoreError) as told:
        House(tmp_path).loads.play(WISH, lambda: Words("zh"), lambda now: None, lambda: False)
    assert "进程" in Words("zh")(told.value.id, **told.value.params)
    with pytest.raises(StagingError):
        House(tmp_path).loads.play(WISH._replace(drill="no-such"), lambda: Words("zh"), lambda now: None, lambda: False)
    assert not list(tmp_path.glob("stress-*"))


def test_what_a_killed_load_left_is_taken_away_by_a_later_one(tmp_path: Path) -> None:
    names = ("stress-left", "stress-played", "stress-fresh")
    for name in names:
        (tmp_path / name / "run").mkdir(parents=True)
        (tmp_path / name / "run" / "storedrill.db").write_bytes(b"much")
    for name in names[:2]:
        for path in (*(tmp_path / name).rglob("*"), tmp_path / name):
            os.utime(path, (1.0, path.stat().st_mtime - OLD - 1))
    (tmp_path / "stress-report.json").write_text("mine", "utf-8")
    other = Holds(tmp_path)
    assert other.take("stress-played")
    with somewhere(tmp_path) as folder:
        assert Holds(tmp_path).elsewhere(folder.name), "and this one is played"
        left = sorted(path.name for path in tmp_path.glob("stress-*"))
        assert left == sorted({*names[1:], folder.name, "stress-report.json"})
    assert not folder.exists()
    other.close()


def test_two_loads_do_not_share_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept"
    command = ["--home", str(tmp_path / "home"), "--lang", "en", "stress", "first-sale", "--tills", "2", "--no-back"]
    command += ["--minutes", "0.02", "--rate", "5", "--workers", "1", "--keep", str(kept)]
    with alone(kept) as mine:
        assert mine
        assert cli.main(command) == 2
        assert "being played just now" in capsys.readouterr().err
        assert not (kept / "run").exists()
    assert cli.main(command) == 0
    audit = ["--home", str(tmp_path / "home"), "--lang", "en", "journal", "audit"]
    with alone(kept):
        for place in (kept, kept / "run"):
            assert cli.main([*audit, str(place)]) == 2
            assert "being played just now" in capsys.readouterr().err
    assert cli.main([*audit, str(kept)]) == 0
