"""`storedrill evidence add`: what is attached to a gate, and what a report, a load or a session says by itself."""

import json
import re
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from simulator.bootstrap import House
from simulator.drill.bots.roster import bot_named
from simulator.drill.play import play
from simulator.kernel.entries import SHOP
from simulator.kernel.facts import CountPosted
from simulator.kernel.texts import cells
from tests.cli.conftest import Storedrill
from tests.cli.opening import GATES, STORE, Files, asked


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return asked(tmp_path)


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
