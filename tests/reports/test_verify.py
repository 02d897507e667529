"""`storedrill verify`: a report follows from the journals, and whatever does not is named."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from grading.readiness.digest import kept
from simulator import __version__
from simulator.bootstrap import House
from simulator.store.database import FILE, Database
from simulator.store.people import People
from simulator.store.records import rewrite_all
from tests.cli.conftest import Storedrill

pytestmark = pytest.mark.usefixtures("trained")


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [("readiness", ".html"), ("class", ".xlsx"), ("trainee", ".html"), ("store", ".html"), ("readiness", ".xlsx")],
)
def test_a_report_follows_from_the_journals(
    trained: Path, storedrill: Storedrill, store: str, kind: str, suffix: str, tmp_path: Path
) -> None:
    page = tmp_path / f"report{suffix}"
    named = ("李雷",) if kind == "trainee" else ()
    assert storedrill("report", kind, *named, "--store", store, "--out", str(page), "--lang", "zh").status == 0
    storedrill("devices", "check", "--by", "Zhao")  # what came since is no part of it, nor is who came
    with Database.open(trained) as database:
        People(database).add("0badcafe", "Nobody Yet", ("cashier",), "2099-01-01T08:00:00+08:00")
    told = storedrill("verify", str(page), "--json")
    found = json.loads(told.out)
    assert (told.status, found["differences"], found["unsound"]) == (0, [], [])
    assert found["sessions"] == found["of"] == (4 if kind == "trainee" else 6)
    assert json.loads(storedrill("verify", str(page), "--sample", "2", "--json").out)["sessions"] == 2
    told = storedrill("verify", str(page), "--sample", "2").out
    assert f"2 of {found['of']} sessions" in told
    assert "Everything" not in told
    assert f"of the other {found['of'] - 2} what is kept was believed" in told
    assert "draw" not in storedrill("verify", str(page)).out.lower()


def test_a_sample_is_another_one_each_time_and_the_same_again_by_its_number(
    storedrill: Storedrill, store: str, tmp_path: Path
) -> None:
    page = tmp_path / "class.json"
    assert storedrill("report", "class", "--out", str(page)).status == 0

    def drawn(*more: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(storedrill("verify", str(page), "--sample", "1", *more, "--json").out)
        return found

    by_number = [drawn("--draw", str(draw)) for draw in range(6)]
    assert len({found["entries"] for found in by_number}) > 1, "other journals"
    assert by_number == [drawn("--draw", str(draw)) for draw in range(6)]
    assert len({drawn()["draw"] for _ in range(4)}) > 1


def test_whatever_was_forged_is_named(storedrill: Storedrill, store: str, tmp_path: Path) -> None:
    page, data = tmp_path / "report.html", tmp_path / "report.json"
    for path in (page, data):
        assert storedrill("report", "readiness", "--store", store, "--out", str(path)).status == 0

    def names(change: tuple[str, str], path: Path = data) -> list[str]:
        forged = tmp_path / f"forged{path.suffix}"
        text = path.read_text("utf-8")
        assert change[0] in text
        forged.write_text(text.replace(*change, 1), "utf-8")
        told = storedrill("verify", str(forged), "--json")
        assert told.status == 1
        n = len(json.loads(told.out)["differences"])
        said = storedrill("verify", str(forged)).out
        assert (": 1 difference." if n == 1 else f": {n} differences.") in said
        return [" ".join(one["where"]) for one in json.loads(told.out)["differences"]]

    assert names(('"zh":"尚不能开业"', '"zh":"可以开业"')) == ["verdict text"]
    assert names(('"drills","title"', '"drillz","title"')) == ["key items drillz", "key items drills"]
    run = json.loads(data.read_text("utf-8"))["blocks"][-1]["rows"][0][0]
    assert names((f'["{run}","20', f'["{run}","19')) == [f"sessions {run} day"]
    (only,) = names(("✗ NOT READY", "✓ READY"), page)
    assert only.startswith("page Readiness report line ")
    assert storedrill("verify", store).status == 2


def test_of_another_versions_report_the_form_is_counted_and_what_is_untrue_named(
    storedrill: Storedrill, store: str, tmp_path: Path
) -> None:
    """A version that said less, and some of it in other words; what was forged besides is found all the same."""
    data = tmp_path / "report.json"
    assert storedrill("report", "readiness", "--store", store, "--out", str(data)).status == 0
    report = json.loads(data.read_text("utf-8").replace(f"storedrill {__version__}", "storedrill 0.0.9"))
    report["asked"]["product"] = "0.0.9"
    sessions = next(block for block in report["blocks"] if block.get("id") == "sessions")
    sessions["columns"][-1]["title"] = {"en": "Once called so", "zh": "旧名"}
    manifest = next(block for block in report["blocks"] if block["type"] == "manifest")
    report["blocks"].remove(next(block for block in report["blocks"] if block.get("id") == "key"))

    def verify(*forged: Callable[[], object]) -> tuple[int, str, list[str]]:
        for change in forged:
            change()
        data.write_text(json.dumps(report), "utf-8")
        told = storedrill("verify", str(data))
        found = json.loads(storedrill("verify", str(data), "--json").out)
        assert (found["written_by"], found["this_is"]) == ("0.0.9", __version__)
        named = [" ".join(one["where"]) for one in found["differences"] if not one["form"]]
        return told.status, told.out, named

    status, told, named = verify()
    assert (status, named) == (1, []), "it is not proven in whole"
    assert f"Written by version 0.0.9, this is {__version__}" in told
    assert "2 places differ in words or form" in told
    assert "No figure differs" in told
    assert "the report says" not in told
    verdict = next(block for block in report["blocks"] if block["type"] == "verdict")
    run = sessions["rows"][0][0]
    _, told, named = verify(
        lambda: verdict["text"].update(en="READY", zh="可以开业"),
        lambda: sessions["rows"][0].__setitem__(1, "2019-01-01"),
        sessions["rows"].pop,
        lambda: manifest.update(digest="0" * 64),
    )
    assert {"verdict text", f"sessions {run} day", f"{manifest['id']} digest"} <= set(named)
    assert len(named) == 4, "and the session that was left out"
    assert "No figure differs" not in told


def test_rows_that_were_changed_are_found_out_by_the_journals(
    trained: Path, storedrill: Storedrill, store: str, tmp_path: Path
) -> None:
    """Somebody makes a result better, and a report of it."""
    house = House(trained, lang="en")
    with house.database.write() as connection:
        connection.exec_driver_sql("UPDATE results SET passed = 1 WHERE seed = 3")
        rewrite_all(connection, kept)
    run = next(one.run for one in house.journal.runs() if one.seed == 3)
    house.close()
    data = tmp_path / "report.json"
    assert storedrill("report", "class", "--out", str(data)).status == 0
    told = storedrill("verify", str(data), "--json")
    found = {" ".join(one["where"]): one for one in json.loads(told.out)["differences"]}
    assert told.status == 1
    assert found[f"sessions {run} result tone"]["said"] == "good"
    passed = found["key items passed figure value"]
    assert (passed["said"], passed["came"]) == ([5, 6], [4, 6])


def test_a_record_that_was_changed_is_found_out_by_the_journals(
    trained: Path, storedrill: Storedrill, store: str, tmp_path: Path
) -> None:
    """What a report reads is not what it is proven by."""
    with closing(sqlite3.connect(trained / FILE)) as connection:
        connection.execute("UPDATE records SET digest = '[99' || substr(digest, instr(digest, ','))")
        connection.commit()
    data = tmp_path / "report.json"
    assert storedrill("report", "readiness", "--store", store, "--out", str(data)).status == 0
    told = storedrill("verify", str(data), "--json")
    found = {" ".join(one["where"]): one for one in json.loads(told.out)["differences"]}
    drills = found["key items drills figure value"]
    assert told.status == 1
    assert drills["said"] > 90 > drills["came"]


def test_a_damaged_journal_is_named(trained: Path, storedrill: Storedrill, store: str, tmp_path: Path) -> None:
    data = tmp_path / "report.json"
    assert storedrill("report", "readiness", "--store", store, "--out", str(data)).status == 0
    house = House(trained, lang="en")
    run = next(one.run for one in house.journal.runs() if one.seed == 5)
    with house.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE segments SET lines = replace(lines, '\"seq\":2', '\"seq\":7') WHERE run = ?", (run,)
        )
    house.close()
    told = json.loads(storedrill("verify", str(data), "--json").out)
    assert (told["ok"], told["unsound"]) == (False, [run])


def test_what_cannot_be_asked_is_said(trained: Path, storedrill: Storedrill) -> None:
    wrong = (("store",), ("trainee",), ("class", "someone"), ("class", "--since", "2026-02-30"),
             ("class", "--since", "2026-02-03", "--until", "2026-02-01"), ("trainee", "nobody"))  # fmt: skip
    for arguments in wrong:
        told = storedrill("report", *arguments)
        assert (told.status, told.out) == (2, "")
        assert told.err
