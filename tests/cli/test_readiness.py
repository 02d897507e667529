"""`storedrill readiness`, from sessions that were played to the verdict; evidence that is attached; devices."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from grading.grade import grade
from grading.reports.rows import sign_of
from simulator.bootstrap import House
from simulator.drill.bots import perfect
from simulator.drill.bots.roster import bot_named
from simulator.drill.play import play
from simulator.drill.staging import Stage
from simulator.kernel.entries import SHOP
from simulator.kernel.facts import CountPosted
from simulator.kernel.texts import cells
from tests.cli.conftest import Storedrill

GATES = """\
gates:
  right:
    title: {en: Operations correct, zh: 操作正确率}
    owner: {en: Training lead, zh: 培训负责人}
    criterion: {en: Nearly all is right, zh: 操作基本正确}
    evidence: operations
    from: sandbox
    at least: 95%
    sample: 10
    fresh: 30 days
  rehearsed:
    title: {en: First sale rehearsed, zh: 首笔销售演练}
    owner: {en: Training lead, zh: 培训负责人}
    criterion: {en: The first sale went well, zh: 首笔销售已通过}
    evidence: rehearsed
    drills: first-sale
    from: sandbox
    at least: 100%
    fresh: 30 days
  answers:
    title: {en: Response time, zh: 平均响应时间}
    owner: {en: IT <lead>, zh: 信息负责人}
    criterion: {en: Within 2 seconds, zh: 不超过 2 秒}
    evidence: figure
    from: customer
    at most: 2 s
    sample: 100
    fresh: 30 days
  lanes:
    title: {en: Devices work, zh: 设备兼容}
    owner: {en: IT lead, zh: 信息负责人}
    criterion: {en: Each works, zh: 每台设备可用}
    evidence: devices
    from: device
    at least: 100%
    fresh: 30 days
"""
STORE = """\
store: station_road
title: {en: Station Road, zh: 站前路店}
opening: 2099-12-20
lanes: 1
transactions a day: 900
peak hour: 140
shifts: {early: {title: {en: Early, zh: 早班}, needs: {cashier: 1}}}
staff:
  - {name: Li, roles: cashier, shifts: early}
  - {name: Wu, roles: cashier, shifts: early}
  - {name: Nobody Yet, roles: cashier}
devices: [printer-1]
"""
Files = tuple[str, ...]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """`--gates` and `--store` with such files."""
    (tmp_path / "gates.yaml").write_text(GATES, "utf-8")
    (tmp_path / "store.yaml").write_text(STORE, "utf-8")
    return ("--gates", str(tmp_path / "gates.yaml"), "--store", str(tmp_path / "store.yaml"))


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


def test_evidence_of_the_customers_system_turns_not_verified_into_met(
    storedrill: Storedrill, files: Files, tmp_path: Path
) -> None:
    def status() -> tuple[str, str]:
        row = json.loads(storedrill("readiness", *files, "--json").out)["rows"][2]
        return row["status"], " ".join(row["outcome"]["reasons"])

    protocol = tmp_path / "load test.pdf"
    protocol.write_bytes(b"%PDF measured")
    common = ("answers", "--file", str(protocol), "--by", "Zhao", "--until", "2099-12-31", *files)
    assert status() == ("unverified", "outside")
    assert storedrill("evidence", "add", *common, "--from", "sandbox", "--value", "1 s", "--n", "500").status == 0
    assert status() == ("unverified", "outside")
    assert storedrill("evidence", "add", *common, "--from", "customer", "--value", "1.4 s", "--n", "99").status == 0
    assert status() == ("not_met", "too_few")
    told = storedrill("evidence", "add", *common, "--from", "customer", "--value", "1.4 s", "--n", "100")
    assert sha256(b"%PDF measured").hexdigest() in told.out
    assert status() == ("met", "lapses"), "the opening is so far away that it is too old by then"
    listed = json.loads(storedrill("evidence", "list", "--json").out)["attached"]
    assert [(one["file"], one["by"], one["n"], one["origin"]) for one in listed] == [
        ("load test.pdf", "Zhao", 500, "sandbox"), ("load test.pdf", "Zhao", 99, "customer"),
        ("load test.pdf", "Zhao", 100, "customer"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"gate": "anwsers"}, "Did you mean answers?"),
        ({"gate": "lanes"}, "is read from the data folder"),
        ({"--until": "2026-13-01"}, "Expected a day such as 2026-12-24, got 2026-13-01."),
        ({"--on": " "}, "Expected a day such as 2026-12-24, got"),
        ({"--until": "2020-01-01"}, "Expected evidence that holds at least on its own day"),
        ({"--value": "99%"}, "such as 1.4 s, and of how many it was taken (n), such as 120; got 99%"),
        ({"--value": ""}, "(n), such as 120; got –"),
        ({"--by": " "}, "Expected the name of who answers for it"),
        ({"--file": "no such file"}, "no such file"),
    ],
)
def test_evidence_that_cannot_be_kept_says_why(
    storedrill: Storedrill, files: Files, tmp_path: Path, change: dict[str, str], told: str
) -> None:
    (tmp_path / "f.txt").write_text("x")
    given = {"gate": "answers", "--file": str(tmp_path / "f.txt"), "--by": "Zhao", "--until": "2099-12-31",
             "--value": "1.4 s", "--n": "100"} | change  # fmt: skip
    gate = given.pop("gate")
    typed = [part for option, value in given.items() for part in (option, value)]
    refused = storedrill("evidence", "add", gate, *typed, "--from", "customer", *files)
    assert refused.status == 2
    assert told in refused.err
    assert json.loads(storedrill("evidence", "list", "--json").out)["attached"] == []


def test_a_variance_is_read_from_a_session_of_counts_and_one_that_was_typed_says_so(
    storedrill: Storedrill, home: Path, tmp_path: Path
) -> None:
    """Shown with where it comes from, and no proof of the customer's system."""
    house = House(home, lang="en")
    drill = house.start("cycle-count", "practice", house.add_person("Li", "stock_clerk"), 4)
    play(drill.session, bot_named("perfect", 4, "stockroom"))
    drill.finish("finished")
    run = house.last_run()
    posted = [entry.what for entry in house.journal.read(run) if isinstance(entry.what, CountPosted)]
    head = house.journal.heads(run)[SHOP].hash.hex()
    house.close()

    def row() -> dict[str, Any]:
        rows = json.loads(storedrill("readiness", "--json").out)["rows"]
        found: dict[str, Any] = next(one for one in rows if one["gate"]["id"] == "stock_variance")
        return found

    common = ("evidence", "add", "stock_variance", "--by", "Zhao", "--until", "2099-12-31")
    assert storedrill(*common, "--session", "last", "--from", "sandbox").status == 0
    outcome = row()["outcome"]
    exact = Fraction(sum(one.amount for one in posted), sum(one.on_book_value for one in posted))
    assert exact <= Fraction(*outcome["value"]) < exact + Fraction(1, 10_000)
    assert (outcome["n"], outcome["origins"]) == (sum(one.items for one in posted), ["sandbox"])
    assert [(one["kind"], one["id"], one["sha256"]) for one in outcome["sources"]] == [("run", run, head)]
    assert row()["status"] == "unverified"
    assert "figure read from its journal" in storedrill("readiness").out

    (tmp_path / "count.xlsx").write_bytes(b"a sheet")
    typed = ("--file", str(tmp_path / "count.xlsx"), "--from", "customer", "--value", "0.4%", "--n", "80")
    assert storedrill(*common, *typed).status == 0
    assert row()["status"] == "met"
    assert [one["kind"] for one in row()["outcome"]["sources"]] == ["typed"]
    assert "figure typed by Zhao" in storedrill("readiness").out
    for more, said in (
        (("--session", "last", "--from", "customer"), "evidence from the sandbox"),
        (("--from", "sandbox"), "either a file or a session"),
        (("--session", "nothing", "--from", "sandbox"), "nothing"),
    ):
        told = storedrill(*common, *more)
        assert told.status == 2
        assert said in told.err


def test_an_imports_report_brings_its_own_figure(storedrill: Storedrill, tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("工号,姓名,岗位\n1001,李娜,收银员\n1002,王伟,收银员\n", "utf-8")
    report = storedrill("import", str(tmp_path / "staff.csv"), "--as", "staff", "--json").out
    (tmp_path / "staff.json").write_text(report, "utf-8")
    counts = json.loads(report)["counts"]
    storedrill("evidence", "add", "data_import", "--file", str(tmp_path / "staff.json"), "--by", "Zhao",
               "--from", "customer", "--until", "2099-12-31")  # fmt: skip
    (kept,) = json.loads(storedrill("evidence", "list", "--json").out)["attached"]
    assert kept["n"] == counts["accepted"] + counts["repaired"] + counts["rejected"] == 2
    assert float(kept["value"].rstrip("%")) == 100 * counts["accepted"] / 2


LOAD: dict[str, Any] = {
    "passed": True, "stopped": False, "sales": 2989, "returns": 9, "refused": 1, "failed": 1, "per_hour": 1440,
    "latency": {"average": 12.3, "p50": 9, "p95": 30, "p99": 80.2},
}  # fmt: skip


def load_report(folder: Path, more: dict[str, object] | None = None, **changed: object) -> Path:
    report = folder / "load.json"
    outcome = {"kind": "stress", "version": 1, "outcome": LOAD | changed, **(more or {"more": 1})}
    report.write_text(json.dumps(outcome), "utf-8")
    return report


@pytest.mark.parametrize(("passed", "carried"), [(True, "1440"), (False, "0")])
def test_a_load_on_storedrill_answers_every_gate_that_asks_for_it_from_the_sandbox_alone(
    storedrill: Storedrill, tmp_path: Path, passed: bool, carried: str
) -> None:
    """Throughput, answer time and the share that came right, each with its n; nothing is typed, and nothing is proof of
    the customer's system."""
    report = load_report(tmp_path, passed=passed)
    typed = ("evidence", "add", "peak_load", "--file", str(report), "--by", "Zhao", "--until", "2099-12-31")
    refused = storedrill(*typed, "--from", "customer")
    assert (refused.status, "evidence from the sandbox" in refused.err) == (2, True)
    refused = storedrill(*typed, "--from", "customer", "--value", "99999", "--n", "9")
    assert (refused.status, "evidence from the sandbox" in refused.err) == (2, True), (
        "typing does not make it another's"
    )
    refused = storedrill(*typed, "--from", "sandbox", "--value", "99999", "--n", "9")
    assert (refused.status, "read from it" in refused.err) == (2, True)
    told = storedrill(*typed, "--from", "sandbox")
    assert told.status == 0
    assert told.out.count("Attached to") == 3
    assert "99.9666%, n = 3000, sandbox" in told.out
    kept = json.loads(storedrill("evidence", "list", "--json").out)["attached"]
    assert [(one["gate"], one["value"], one["n"], one["origin"]) for one in kept] == [
        ("peak_load", carried, 2999, "sandbox"), ("response_time", "0.013 s", 2999, "sandbox"),
        ("availability", "99.9666%", 3000, "sandbox"),
    ]  # fmt: skip
    rows = {row["gate"]["id"]: row for row in json.loads(storedrill("readiness", "--json").out)["rows"]}
    shown = rows["availability"]
    assert (shown["status"], shown["outcome"]["origins"], shown["outcome"]["n"]) == ("unverified", ["sandbox"], 3000)
    assert Fraction(*shown["outcome"]["value"]) == Fraction(999666, 1_000_000)
    assert {one["kind"] for one in shown["outcome"]["sources"]} == {"file"}, "it was not typed"


WRONG = {"invariant": "stock", "checked": 9, "findings": [
    {"invariant": "stock", "what": "eggs", "entry": "till-1/9", "expected": 1, "got": 2}]}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "changed"),
    [
        ({}, {"passed": False, "stopped": True, "played": 0.5}),
        ({}, {"passed": True, "stopped": True}),
        ({}, {"passed": False, "played": 0.7}),
        ({"invariants": [WRONG]}, {"passed": False, "played": 1.0}),
        ({"events": [{"second": 3.0, "what": "worker_failed", "worker": 0}]}, {"passed": False}),
    ],
    ids=["stopped", "stopped and passed", "not played", "unsound", "disk full"],
)
def test_a_load_that_broke_something_answers_no_gate_whatever_its_speed(
    storedrill: Storedrill, tmp_path: Path, more: dict[str, object], changed: dict[str, object]
) -> None:
    report = load_report(tmp_path, more, **changed)
    common = ("--file", str(report), "--by", "Zhao", "--until", "2099-12-31", "--from", "sandbox")
    for gate in ("response_time", "availability"):
        refused = storedrill("evidence", "add", gate, *common)
        assert (refused.status, "ended early, or did not come out right" in refused.err) == (2, True)
    assert storedrill("evidence", "add", "peak_load", *common).status == 0
    kept = json.loads(storedrill("evidence", "list", "--json").out)["attached"]
    assert [(one["gate"], one["value"]) for one in kept] == [("peak_load", "0")], "and that it carried nothing is kept"


def test_a_gate_of_ones_own_asks_a_load_for_what_it_measures(storedrill: Storedrill, tmp_path: Path) -> None:
    own = GATES.replace("    at most: 2 s\n", "    measures: p99\n    at most: 2 s\n")
    (tmp_path / "gates.yaml").write_text(own, "utf-8")
    attach = ("evidence", "add", "answers", "--by", "Zhao", "--until", "2099-12-31", "--gates",
              str(tmp_path / "gates.yaml"))  # fmt: skip
    told = storedrill(*attach, "--file", str(load_report(tmp_path)), "--from", "sandbox")
    assert told.status == 0
    (kept,) = json.loads(storedrill("evidence", "list", "--json").out)["attached"]
    assert (kept["value"], kept["n"]) == ("0.081 s", 2999)
    (tmp_path / "x.pdf").write_bytes(b"x")
    typed = storedrill(*attach, "--file", str(tmp_path / "x.pdf"), "--from", "sandbox", "--value", "1 s", "--n", "500")
    assert (typed.status, "stress --json" in typed.err) == (2, True), "the sandbox is read, and not typed"
    bad = own.replace("measures: p99", "measures: success")
    (tmp_path / "gates.yaml").write_text(bad, "utf-8")
    assert "gates.yaml:26:15" in storedrill("readiness", "--gates", str(tmp_path / "gates.yaml")).err


def test_an_early_report_of_a_load_is_read_as_far_as_it_goes(storedrill: Storedrill, tmp_path: Path) -> None:
    early = {"passed": True, "stopped": False, "sales": 390, "returns": 10, "per_hour": 1440,
             "latency": {"average": 12.3}}  # fmt: skip
    report = tmp_path / "load.json"
    report.write_text(json.dumps({"kind": "stress", "version": 1, "outcome": early}), "utf-8")
    common = ("--file", str(report), "--by", "Zhao", "--until", "2099-12-31", "--from", "sandbox")
    refused = storedrill("evidence", "add", "availability", *common)
    assert (refused.status, "nothing that a load measures" in refused.err) == (2, True)
    assert storedrill("evidence", "add", "peak_load", *common).status == 0
    kept = json.loads(storedrill("evidence", "list", "--json").out)["attached"]
    assert [(one["gate"], one["n"]) for one in kept] == [("peak_load", 400), ("response_time", 400)]


CRITERIA = """\
criteria:
  opening_stock: &record
    title: {en: Opening stock, zh: 开业货品}
    owner: {en: Store manager, zh: 店长}
    criterion: {en: Photographed, zh: 分区拍照确认}
    evidence: record
    from: customer
    fresh: 7 days
"""


@pytest.fixture
def own_criteria(storedrill: Storedrill, tmp_path: Path) -> Path:
    """A store that is kept, with three criteria of its own."""
    (tmp_path / "own.yaml").write_text(
        STORE + CRITERIA.replace(" &record", "")
        + "".join(CRITERIA.partition("\n")[2].replace("opening_stock: &record", name) for name in ("a:", "b:")), "utf-8"
    )  # fmt: skip
    told = storedrill("store", "add", str(tmp_path / "own.yaml"))
    assert told.status == 0, told.err
    return tmp_path


def test_a_criterion_of_a_store_says_that_the_store_is_lacking(storedrill: Storedrill, own_criteria: Path) -> None:
    (own_criteria / "photos.zip").write_bytes(b"photos")
    typed = ("evidence", "add", "opening_stock", "--file", str(own_criteria / "photos.zip"), "--by", "Zhao", "--from",
             "customer", "--until", "2099-12-31")  # fmt: skip
    told = storedrill(*typed)
    assert told.status == 2
    assert "--store station_road" in told.err
    assert "storedrill gates" in told.err
    assert storedrill(*typed, "--store", "station_road").status == 0
    told = storedrill("evidence", "add", "opening_stokc", *typed[3:])
    assert "need --store" in told.err, "of what is nobody's it is said where to look"


def test_what_names_no_store_among_several_says_at_once_that_it_counts_for_none(
    storedrill: Storedrill, own_criteria: Path
) -> None:
    typed = ("evidence", "add", "hypercare_agreed", "--file", str(own_criteria / "own.yaml"), "--by", "Zhao", "--from",
             "customer", "--until", "2099-12-31")  # fmt: skip
    checked = ("devices", "check", "--by", "Zhao")
    assert (storedrill(*typed).err, storedrill(*checked).err) == ("", "")
    other = own_criteria / "north.yaml"
    other.write_text(STORE.replace("station_road", "north"), "utf-8")
    assert storedrill("store", "add", str(other)).status == 0
    for command in (typed, checked):
        told = storedrill(*command)
        assert told.status == 0
        assert "several are kept (north, station_road): it counts for none of them" in told.err
        assert storedrill(*command, "--store", "north").err == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_all_gates_are_listed_with_what_is_typed_for_them(
    storedrill: Storedrill, own_criteria: Path, lang: str
) -> None:
    told = storedrill("--lang", lang, "gates", "--store", "station_road")
    assert told.status == 0
    assert max(map(cells, told.out.splitlines())) <= 80
    flat = re.sub(r"\s+", " ", told.out)
    listed = json.loads(storedrill("gates", "--store", "station_road", "--json").out)
    assert {"opening_stock", "peak_load", "cashiers_certified"} <= {one["id"] for one in listed}
    for gate in listed:
        for said in (gate["id"], gate["title"][lang], gate["owner"][lang], gate["criterion"][lang]):
            assert re.sub(r"\s+", " ", said) in flat, said
    assert "storedrill evidence add opening_stock --store station_road --file FILE" in flat
    assert "storedrill evidence add cashiers_certified" not in flat, "it is read from the data folder"


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


def test_availability_of_a_handful_says_too_little(storedrill: Storedrill, tmp_path: Path) -> None:
    """Of ten minutes all of which were good nobody can tell whether 999 of 1000 are."""
    store, file = tmp_path / "store.yaml", tmp_path / "trial.pdf"
    store.write_text(STORE, "utf-8")
    file.write_bytes(b"a trial")
    given = ("--store", str(store), "--file", str(file), "--by", "Zhao", "--from", "customer", "--until", "2099-12-31")
    for n, status in ((10, "not_met"), (1000, "met")):
        assert storedrill("evidence", "add", "availability", *given, "--value", "100%", "--n", str(n)).status == 0
        report = json.loads(storedrill("readiness", "--store", str(store), "--json").out)
        row = next(row for row in report["rows"] if row["gate"]["id"] == "availability")
        assert (row["status"], row["outcome"]["n"]) == (status, n)


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
    assert file == str(page)
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
