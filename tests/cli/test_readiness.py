"""`storedrill readiness`, from sessions that were played to the verdict; devices."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grading.grade import grade
from grading.reports.rows import sign_of
from simulator.bootstrap import House
from simulator.drill.bots import perfect
from simulator.drill.bots.roster import bot_named
from simulator.drill.play import play
from simulator.drill.staging import Stage
from simulator.kernel.entries import SHOP
from simulator.kernel.texts import cells
from tests.cli.conftest import Storedrill
from tests.cli.opening import GATES, STORE, Files, asked


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return asked(tmp_path)


@pytest.fixture
def house(home: Path) -> Iterator[House]:
    """Li sat two exams, the first one badly; Wu practised. A stranger to the roster did so, too."""
    house = House(home, lang="en")
    trainer = house.add_trainer("Chen", "2468")
    li, wu, eve = (house.add_person(name, "cashier") for name in ("Li", "Wu", "Eve"))
    for person, mode, seed, bot in ((li, "exam", 3, "lazy"), (li, "exam", 4, "perfect"), (wu, "practice", 5, "perfect"),
                                    (eve, "exam", 6, "lazy")):  # fmt: skip
        by = trainer.id if mode == "exam" else ""
        drill = house.start("first-sale", "exam" if mode == "exam" else "practice", person, seed, attested_by=by)
        play(drill.session, perfect(seed) if bot == "perfect" else bot_named(bot, seed))
        drill.finish("finished")
    yield house
    house.close()


def test_figures_are_those_of_the_journals(house: House, storedrill: Storedrill, files: Files) -> None:
    told = storedrill("readiness", *files, "--json")
    report = json.loads(told.out)
    rows = {row["gate"]["id"]: row for row in report["rows"]}
    counted = next(run for run in house.journal.runs() if run.seed == 4)
    rubric = Stage.restored(house.journal.materials(counted.run)).scenario.rubric
    graded = grade(list(house.journal.read(counted.run)), rubric)
    every = [behaviour for competency in graded.competencies for behaviour in competency.behaviours]
    n, right = sum(one.opportunities for one in every), sum(one.successes for one in every)
    outcome = rows["right"]["outcome"]
    assert n == right > 10
    assert (outcome["n"], outcome["value"], rows["right"]["status"]) == (n, [1, 1], "met")
    head = house.journal.heads(counted.run)[SHOP].hash.hex()
    assert [(one["id"], one["sha256"], one["seed"]) for one in outcome["sources"]] == [(counted.run, head, 4)]
    rehearsed = {one["id"] for one in rows["rehearsed"]["outcome"]["sources"]}
    assert rehearsed == {run.run for run in house.journal.runs() if run.seed in (4, 5)}
    assert [(note["id"], note["about"]) for note in report["annex"]["notes"]] == [("no_person", "Nobody Yet")]
    assert told.status == 1
    assert report["verdict"] == "not_ready"


def test_a_journal_that_is_not_sound_is_evidence_of_nothing(house: House, storedrill: Storedrill, files: Files) -> None:
    broken = next(run.run for run in house.journal.runs() if run.seed == 4)
    with house.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE segments SET lines = replace(lines, '\"seq\":2', '\"seq\":7') WHERE run = ?", (broken,)
        )
    report = json.loads(storedrill("readiness", *files, "--json").out)
    assert {"id": "unsound", "about": broken} in report["annex"]["notes"]
    assert broken not in {source["id"] for source in report["sources"]}
    assert report["rows"][0]["status"] == "not_met"


def test_who_is_nearly_on_the_roster_is_named(storedrill: Storedrill, files: Files) -> None:
    """What is looked for is somebody of exactly that name, whether they trained or not."""
    storedrill("people", "add", "Nobody Yett", "Li", "Wu")
    told = json.loads(storedrill("readiness", *files, "--json").out)
    assert told["annex"]["notes"] == [{"id": "no_person", "about": "Nobody Yet", "meant": "Nobody Yett"}]
    shown = re.sub(r"\s+", " ", storedrill("readiness", *files).out)
    assert "none of the people of this data folder has exactly that name" in shown
    assert "Did you mean Nobody Yett?" in shown
    assert "Did you mean Nobody Yett?" in storedrill("report", "readiness", *files, "--out", "-").out
    storedrill("people", "add", "Nobody Yet")
    assert json.loads(storedrill("readiness", *files, "--json").out)["annex"]["notes"] == []


def test_whoever_did_badly_has_no_name_in_what_is_exported_unless_it_is_asked_for(
    house: House, storedrill: Storedrill, tmp_path: Path
) -> None:
    """Eve's only exam went badly, and nobody of this roster passed the drill: exceptions say so, and not of whom."""
    gates, store = tmp_path / "gates.yaml", tmp_path / "eve.yaml"
    gates.write_text(GATES.replace("drills: first-sale", "drills: [first-sale, holiday-rush]"), "utf-8")
    store.write_text(STORE.replace("{name: Wu,", "{name: Eve,").replace("{name: Li, ", "{name: Wi, "), "utf-8")
    asked = ("--store", str(store), "--gates", str(gates))
    eve = next(one for one in house.people() if one.name == "Eve")
    for more, named in (((), False), (("--names",), True)):
        said = json.loads(storedrill("readiness", *asked, "--json", *more).out)
        lacks = json.dumps([row["outcome"].get("lacks") for row in said["rows"]])
        grades = {one["name"] for one in said["annex"]["grades"]}
        assert ("Eve" in lacks, sign_of(eve.id) in lacks) == (named, not named)
        assert grades == {"Eve" if named else sign_of(eve.id)}
        assert [one["name"] for one in said["people"]] == ["Wi", "Eve", "Nobody Yet"], "the roster is what it is"
        report = json.loads(storedrill("report", "readiness", *asked, "--format", "json", "--out", "-", *more).out)
        exceptions = next(block for block in report["blocks"] if block.get("id") == "exceptions")
        told = json.dumps([row[4]["en"] for row in exceptions["rows"] if row[0] in ("right", "rehearsed")])
        assert told.count("Eve" if named else sign_of(eve.id)) == 2
        assert ("Eve" in told) == named


TWO_POSTS = STORE.replace(
    "shifts: {early: {title: {en: Early, zh: 早班}, needs: {cashier: 1}}}",
    "shifts: {early: {title: {en: Early, zh: 早班}, needs: {cashier: 2, manager: 1}}}",
).replace("{name: Wu, roles: cashier,", "{name: Wu, roles: [cashier, manager],")


def test_how_many_people_and_how_many_roles_are_told_apart(storedrill: Storedrill, tmp_path: Path) -> None:
    """Three people of whom one has two roles: an n of 4 counts no people."""
    store, gates = tmp_path / "two.yaml", tmp_path / "all.yaml"
    store.write_text(TWO_POSTS, "utf-8")
    gates.write_text(
        GATES.replace("evidence: operations", "evidence: certified").replace("    sample: 10\n", "")
        .replace("at least: 95%", "at least: 100%"), "utf-8"
    )  # fmt: skip
    shown = re.sub(r"\s+", " ", storedrill("readiness", "--store", str(store), "--gates", str(gates)).out)
    assert "3 people in 4 roles altogether" in shown
    assert "people in their roles: 4" in shown
    assert "(people: 4)" not in shown


def test_virtual_devices_are_checked_and_prove_no_real_ones(storedrill: Storedrill, files: Files) -> None:
    told = storedrill("devices", "check", "--by", "Zhao", "--lane", "1")
    assert told.status == 0
    assert told.out.count("virtual") == 3
    row = json.loads(storedrill("readiness", *files, "--json").out)["rows"][3]
    assert (row["status"], row["outcome"]["reasons"]) == ("not_met", ["virtual_only"])
    checks = json.loads(storedrill("evidence", "list", "--json").out)["checks"]
    assert [(one["device"], one["origin"], one["ok"]) for one in checks] == [
        ("printer-1", "sandbox", True), ("scanner-1", "sandbox", True), ("drawer-1", "sandbox", True),
    ]  # fmt: skip


def test_a_lane_that_the_store_does_not_have_is_told(storedrill: Storedrill, tmp_path: Path) -> None:
    store = tmp_path / "store.yaml"
    store.write_text(STORE, "utf-8")
    assert storedrill("store", "add", str(store)).status == 0
    assert storedrill("devices", "check", "--by", "Zhao", "--lane", "1").err == ""
    told = storedrill("devices", "check", "--by", "Zhao", "--lane", "7").err
    assert "Not among the devices of Station Road" in told
    assert "printer-7, scanner-7, drawer-7" in told
    assert "--lane" in told


def test_what_is_asked_has_its_unit(storedrill: Storedrill, tmp_path: Path) -> None:
    store = tmp_path / "store.yaml"
    store.write_text(STORE, "utf-8")
    for lang, peak, hours in (("en", "at least 210 an hour", "at most 8 hours"),
                              ("zh", "不低于 210 笔/小时", "不超过 8 小时")):  # fmt: skip
        shown = re.sub(r"\s+", " ", storedrill("readiness", "--store", str(store), "--lang", lang).out)
        assert peak in shown
        assert hours in shown
    typed = storedrill("gates", "--store", str(store)).out
    assert '--value "260" --n 100' in typed, "what is carried in an hour is no mark of 4.6"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_the_same(house: House, storedrill: Storedrill, files: Files, tmp_path: Path, lang: str) -> None:
    page = tmp_path / "ready.html"
    told = storedrill("readiness", *files, "--html", str(page), "--lang", lang)
    assert told.status == 1
    text = page.read_text("utf-8")
    assert text.count("<svg") >= 2
    assert "&lt;lead&gt;" in text if lang == "en" else "信息负责人" in text
    assert "TRAINING 培训" in text
    shown = storedrill("readiness", *files, "--lang", lang).out
    file, verdict = told.out.splitlines()
    assert file == (f"已写入 {page}" if lang == "zh" else f"Written to {page}")
    assert verdict.startswith("尚不能开业" if lang == "zh" else "NOT READY")
    assert verdict in shown, "the terminal has the conclusion too"
    for line in (*shown.splitlines()[1].split(" · ")[:1], "尚不能开业" if lang == "zh" else "NOT READY"):
        assert line.strip() in text
    assert max(map(cells, shown.splitlines())) <= 80
    heads = re.findall(r"\b[0-9a-f]{64}\b", shown)
    assert len(heads) == 3, "the gates, and the heads of two sessions"
    assert all(head in text for head in heads)


def test_what_is_wrong_with_a_profile_is_said_before_anything_is_opened(storedrill: Storedrill, files: Files) -> None:
    store = Path(files[3])
    store.write_text(STORE.replace("lanes: 1", "lanes: one").replace("shifts: early", "shifts: erly"), "utf-8")
    told = storedrill("readiness", *files)
    assert told.status == 2
    assert [line.removeprefix(str(store)).partition(" ")[0] for line in told.err.splitlines()] == [
        ":4:8:", ":9:40:", ":10:40:",
    ]  # fmt: skip


def test_a_store_or_a_folder_that_is_not_there_is_named(storedrill: Storedrill, files: Files, tmp_path: Path) -> None:
    told = storedrill("readiness", "--store", "station_raod")
    assert (told.status, told.out) == (2, "")
    assert "store add" in told.err
    storedrill("store", "add", files[3])
    for command in (("readiness",), ("report", "readiness")):
        told = storedrill(*command, "--store", "station_raod")
        assert told.status == 2
        assert "store list" in told.err
        assert "station_road?" in told.err
    told = storedrill("report", "class", "--out", str(tmp_path / "nowhere" / "class.html"))
    assert told.status == 2
    assert told.err.startswith(f"{tmp_path / 'nowhere'}: ")
