"""`storedrill uat`, `issue`, `store` and `waive`: an acceptance test from its cases to the gate that reads it."""

import csv
import json
from pathlib import Path

import pytest

from scenarios.library import load
from simulator.bootstrap import House
from simulator.drill.bots import perfect
from simulator.drill.play import play
from tests.cli.conftest import Storedrill
from tests.cli.test_readiness import STORE
from tests.importing.workbooks import workbook

BY = ("--by", "Zhao")
HEADS = ("用例编号", "测试项", "前置条件", "操作步骤", "预期结果", "测试人", "测试结果", "备注")
GATES = """\
gates:
  cases:
    title: {en: Cases passed, zh: 验收}
    owner: {en: Li, zh: 李}
    criterion: {en: All, zh: 全部}
    evidence: cases
    from: customer
    at least: 100%
    fresh: 60 days
  severe:
    title: {en: No severe issue, zh: 严重问题}
    owner: {en: Li, zh: 李}
    criterion: {en: None, zh: 无}
    evidence: issues
    severity: severe
    from: customer
    at most: "0"
    fresh: 60 days
    no go: always
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A workbook as a customer's people write it."""
    path = tmp_path / "cases.xlsx"
    path.write_bytes(workbook([
        ["站前路店 用户验收测试"],
        [],
        HEADS,
        ["A-1", "扫码", "已开机", "1 扫码\n2 看屏", "显示商品", "王伟", "通过", ""],
        ["A-2", "整单退货", "", "退货", "退款一致", "王伟", "不通过", "少一分"],
        ["", "=断网", "", "拔网线", "脱机收银", "", "", ""],
    ]))  # fmt: skip
    return path


def test_cases_come_from_a_workbook_and_go_out_as_a_table(storedrill: Storedrill, sheet: Path, tmp_path: Path) -> None:
    told = storedrill("uat", "import", str(sheet), *BY, "--system", "POS 5.2")
    assert (told.status, "3 cases taken over, 2 results recorded" in told.out) == (0, True)
    listed = storedrill("uat", "list", "--json")
    found = {one["case"]["id"]: one for one in json.loads(listed.out)}
    assert list(found) == ["A-1", "A-2", "C-001"]
    assert found["A-1"]["case"]["steps"]["zh"] == "已开机\n1 扫码\n2 看屏"
    (trial,) = found["A-2"]["trials"]
    assert (trial["outcome"], trial["by"], trial["system"], trial["origin"], trial["note"]) == (
        "failed", "王伟", "POS 5.2", "customer", "少一分",
    )  # fmt: skip
    assert listed.status == 1
    out = tmp_path / "out.csv"
    assert storedrill("uat", "list", "--csv", str(out)).status == 1
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()[-1:]))
    assert rows[0][:2] == ["C-001", "'=断网"], "no cell starts a formula"
    again = storedrill("uat", "import", str(sheet), *BY)
    assert "3 cases taken over, 0 results recorded" in again.out
    assert len(json.loads(storedrill("uat", "list", "--json").out)) == 4, "only the row without a number is a new case"


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_that_was_filled_in_comes_back_as_it_went(
    storedrill: Storedrill, sheet: Path, tmp_path: Path, suffix: str, lang: str
) -> None:
    storedrill("uat", "import", str(sheet), *BY, "--system", "POS 5.2")
    storedrill("uat", "draw", "first-sale", *BY)
    before = {one["case"]["id"]: one for one in json.loads(storedrill("uat", "list", "--json").out)}
    out = tmp_path / f"out.{suffix}"
    told = storedrill("uat", "list", "--csv", str(out), "--lang", lang)
    assert (told.status, told.out) == (1, f"{'已写入' if lang == 'zh' else 'Written to'} {out}\n")
    told = storedrill("uat", "import", str(out), *BY, "--system", "POS 5.3")
    assert f"{len(before)} cases taken over, 0 results recorded" in told.out, told.out + told.err
    after = {one["case"]["id"]: one for one in json.loads(storedrill("uat", "list", "--json").out)}
    assert after == before, "drawn cases are drawn, in both languages, and what was said is said once"

    table = [list(row) for row in cells_of(out)]
    heads = table[0]
    result, note, day = (heads.index(head) for head in FILLED[lang])
    for row in table[1:]:
        if row[0] == "A-2":
            row[result], row[day] = "通过", "2026-01-05"
        if row[0] == "first-sale/greeted":
            row[result], row[note] = "failed", "Nobody says hello"
    again = tmp_path / "again.xlsx"
    again.write_bytes(workbook(table))
    told = storedrill("uat", "import", str(again), *BY, "--system", "POS 5.3")
    assert "2 results recorded" in told.out, told.out + told.err
    found = {one["case"]["id"]: one["trials"] for one in json.loads(storedrill("uat", "list", "--json").out)}
    (_, retried), (greeted,) = found["A-2"], found["first-sale/greeted"]
    assert (retried["outcome"], retried["system"], retried["day"]) == ("passed", "POS 5.2", "2026-01-05")
    assert (greeted["outcome"], greeted["system"], greeted["note"]) == ("failed", "POS 5.3", "Nobody says hello")


FILLED = {"zh": ("测试结果", "备注", "日期"), "en": ("Outcome", "Note", "Day")}


def cells_of(path: Path) -> list[list[str]]:
    """What a spreadsheet shows: behind an apostrophe nothing is hidden in a workbook."""
    if path.suffix == ".csv":
        return list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True)))
    from openpyxl import load_workbook

    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
    (rule,) = sheet.data_validations.dataValidation
    assert "failed" in rule.formula1 or "不通过" in rule.formula1
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_a_file_with_a_bad_row_brings_nothing(storedrill: Storedrill, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("测试项,预期结果,测试结果\n扫码,显示,通过\n退货,,大概\n", "utf-8")
    told = storedrill("uat", "import", str(path), *BY)
    assert told.status == 1
    assert "row 3, column C" in told.out
    assert json.loads(storedrill("uat", "list", "--json").out) == []
    path.write_text("编号,备注\n1,x\n", "utf-8")
    assert storedrill("uat", "import", str(path), *BY).status == 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("uat", "record", "C-9", "passed", "--system", "x"), "got C-9"),
        (("uat", "record", "C-001", "passed"), "on what was it tried"),
        (("uat", "record", "C-001", "passed", "--system", "x", "--session", "last"), "no session"),
        (("uat", "record", "C-001", "failed", "--system", "x"), "says what went wrong"),
        (("uat", "add", "--title", " ", "--expected", "x"), "what is to be tested"),
        (("uat", "add", "--title", "a", "--expected", "x", "--id", "C-001"), "is there already"),
        (("uat", "draw", "first-sail"), "first-sale"),
        (("issue", "add", " ", "--where", "till", "--severity", "severe"), "what is wrong"),
        (("issue", "add", "x", "--where", "till", "--severity", "severe", "--case", "C-9"), "got C-9"),
        (("issue", "move", "7", "closed"), "got 7"),
        (("issue", "move", "seven", "closed"), "got seven"),
        (("issue", "move", "1", "mending"), "name one first"),
        (("issue", "move", "#1", "closed", "--owner", "IT"), "tried again before it is closed"),
    ],
)
def test_what_cannot_be_kept_says_why(storedrill: Storedrill, typed: tuple[str, ...], told: str) -> None:
    storedrill("uat", "add", "--title", "a", "--expected", "b", *BY)
    storedrill("issue", "add", "wrong", "--where", "till", "--severity", "severe", *BY)
    refused = storedrill(*typed, *BY)
    assert (refused.status, told.casefold() in refused.err.casefold()) == (2, True), refused.err


def test_an_issue_goes_its_way_and_stays_on_the_list(storedrill: Storedrill, tmp_path: Path) -> None:
    storedrill("issue", "add", "-1 fen", "--where", "returns", "--severity", "severe", *BY)
    for way in (("mending", "--owner", "IT"), ("retest", "--note", "build 7"), ("closed",)):
        assert storedrill("issue", "list").status == 1
        assert storedrill("issue", "move", "1", *way, *BY).status == 0
    assert storedrill("issue", "list").status == 0
    shown = storedrill("issue", "show", "1").out
    assert [line.split("  ")[1:2] for line in shown.splitlines()[-3:]] != []
    assert shown.count("IT (by Zhao)") == 3
    assert "build 7" in shown
    storedrill("issue", "list", "--csv", str(tmp_path / "list.csv"))
    heads, row = csv.reader((tmp_path / "list.csv").read_text("utf-8-sig").splitlines())
    kept = dict(zip(heads, row, strict=True))
    assert (kept["What"], kept["State"], kept["Owner"]) == ("'-1 fen", "closed", "IT")
    assert kept["Note"] == "build 7", "which build mended it is not lost as it is closed"


def test_who_mends_an_issue_does_not_close_it(storedrill: Storedrill) -> None:
    storedrill("issue", "add", "x", "--where", "returns", "--severity", "severe", *BY)
    assert storedrill("issue", "move", "1", "mending", "--owner", "The Supplier", *BY).status == 0
    assert storedrill("issue", "move", "1", "retest", "--by", "The Supplier").status == 0
    told = storedrill("issue", "move", "1", "closed", "--by", "the supplier")
    assert (told.status, "somebody else" in told.err) == (2, True)
    assert storedrill("issue", "list").status == 1
    assert storedrill("issue", "move", "1", "closed", *BY).status == 0


def test_who_answers_for_an_issue_does_not_say_that_it_is_milder(storedrill: Storedrill) -> None:
    """A severe one blocks an opening; milder ones may be let pass."""
    storedrill("issue", "add", "x", "--where", "returns", "--severity", "general", *BY)
    assert storedrill("issue", "move", "1", "mending", "--owner", "The Supplier", *BY).status == 0
    assert storedrill("issue", "move", "1", "--severity", "severe", "--by", "The Supplier").status == 0
    for handed in ((), ("--owner", "Zhao")):
        told = storedrill("issue", "move", "1", "--severity", "suggestion", "--by", "the supplier", *handed)
        assert (told.status, "whoever finds it milder than it was is somebody else" in told.err) == (2, True), told.err
    assert storedrill("issue", "move", "1", "--severity", "general", *BY).status == 0
    assert storedrill("issue", "move", "1", "retest", *BY).status == 0
    told = storedrill("issue", "move", "1", "closed", "--owner", "Zhao", "--by", "The Supplier")
    assert (told.status, "somebody else" in told.err) == (2, True), "handing it over in the same breath is no retest"
    (one,) = json.loads(storedrill("issue", "list", "--json").out)
    assert (one["state"], one["severity"], one["owner"]) == ("retest", "general", "The Supplier")


@pytest.mark.parametrize("handed", ["open", "mending", "retest"])
def test_who_handed_an_issue_over_long_ago_neither_closes_it_nor_calls_it_milder(
    storedrill: Storedrill, handed: str
) -> None:
    storedrill("issue", "add", "One fen short", "--where", "returns", "--severity", "severe", "--owner", "IT", *BY)
    for state in ("open", "mending", "retest"):
        if state != "open":
            assert storedrill("issue", "move", "1", state, *BY).status == 0
        if state == handed:
            assert storedrill("issue", "move", "1", "--owner", "the supplier", "--by", "IT").status == 0
    for who in ("IT", "the supplier"):
        for wish in (("closed",), ("--severity", "general")):
            told = storedrill("issue", "move", "1", *wish, "--by", who)
            assert (told.status, "somebody else" in told.err) == (2, True), (who, wish)
    assert storedrill("issue", "move", "1", "closed", *BY).status == 0


def test_whose_name_was_put_right_by_somebody_else_may_try_it_again(storedrill: Storedrill) -> None:
    storedrill("issue", "add", "x", "--where", "returns", "--severity", "general", "--owner", "Shop", *BY)
    storedrill("issue", "move", "1", "mending", "--owner", "the supplier", *BY)
    storedrill("issue", "move", "1", "retest", "--by", "the supplier")
    assert storedrill("issue", "move", "1", "closed", "--by", "Shop").status == 0, "they never minded it"


@pytest.fixture
def played(home: Path) -> str:
    """A session that somebody practised, and did well."""
    house = House(home, lang="en")
    drill = house.start("first-sale", "practice", house.add_person("Li", "cashier"), 5)
    play(drill.session, perfect(5))
    drill.finish("finished")
    run = drill.run
    house.close()
    return run


def test_a_session_says_what_came_of_the_cases_drawn_from_its_drill(storedrill: Storedrill, played: str) -> None:
    scenario = load("first-sale").scenario
    assert scenario is not None
    n = len(scenario.rubric.expectations)
    assert f"{n} cases drawn" in storedrill("uat", "draw", "first-sale", *BY).out
    assert "0 cases drawn" in storedrill("uat", "draw", "first-sale", *BY).out
    assert storedrill("uat", "session", played, *BY).status == 0
    found = json.loads(storedrill("uat", "list", "--json").out)
    tried = [one["trials"][0] for one in found if one["trials"]]
    assert len(tried) > n / 2
    assert {(one["outcome"], one["run"], one["origin"]) for one in tried} == {("passed", played, "sandbox")}


def test_gates_read_cases_and_issues_and_the_sandbox_proves_no_system(
    storedrill: Storedrill, played: str, tmp_path: Path
) -> None:
    gates, store = tmp_path / "g.yaml", tmp_path / "s.yaml"
    gates.write_text(GATES, "utf-8")
    store.write_text(STORE, "utf-8")
    assert storedrill("store", "add", str(store), "--gates", str(gates)).status == 0

    def told() -> list[tuple[str, str]]:
        report = json.loads(storedrill("readiness", "--store", "station_road", "--json").out)
        return [(row["status"], " ".join(row["outcome"]["reasons"])) for row in report["rows"]]

    storedrill("uat", "add", "--title", "a", "--expected", "b", *BY)
    assert told() == [("unverified", "outside"), ("unverified", "outside")]
    storedrill("uat", "record", "C-001", "passed", "--session", played, *BY)
    assert told() == [("unverified", "outside"), ("unverified", "outside")]
    storedrill("uat", "record", "C-001", "passed", "--system", "POS 5.2", *BY)
    assert [status for status, _ in told()] == ["met", "met"]
    storedrill("issue", "add", "gone", "--where", "till", "--severity", "severe", *BY)
    assert told()[1] == ("not_met", "below unowned")
    refused = storedrill("waive", "severe", "--store", "station_road", "--owner", "Wu", "--reason", "x",
                         "--until", "2099-12-31", *BY)  # fmt: skip
    assert (refused.status, "takes no waiver" in refused.err) == (2, True)
    storedrill("uat", "record", "C-001", "blocked", "--system", "POS 5.2", "--note", "no network", *BY)
    assert told()[0] == ("not_met", "below")
    waived = storedrill("waive", "cases", "--store", "station_road", "--owner", "Wu", "--reason", "x",
                        "--until", "2099-12-31", *BY)  # fmt: skip
    assert waived.status == 0
    side = json.loads(storedrill("store", "list", "--json").out)
    assert [(one["profile"]["id"], [row["weight"] for row in one["rows"]]) for one in side] == [
        ("station_road", ["risk", "blocks"])
    ]
    assert side[0]["sources"] == json.loads(storedrill("readiness", "--store", "station_road", "--json").out)["sources"]
    assert {one["id"] for one in side[0]["sources"]} >= {"C-001 · POS 5.2"}
    page = tmp_path / "ready.html"
    storedrill("readiness", "--store", "station_road", "--html", str(page))
    storedrill("uat", "add", "--title", "later", "--expected", "b", *BY)
    storedrill("issue", "move", "1", "--owner", "IT", *BY)
    assert storedrill("verify", str(page)).status == 0, "what came since is no part of the report"
    assert "POS 5.2" in page.read_text("utf-8")


def test_evidence_of_several_stores_counts_for_the_one_it_names(storedrill: Storedrill, tmp_path: Path) -> None:
    for id in ("one", "two"):
        (tmp_path / f"{id}.yaml").write_text(STORE.replace("station_road", id), "utf-8")
        storedrill("store", "add", str(tmp_path / f"{id}.yaml"))

    def shown() -> dict[str, int]:
        side = json.loads(storedrill("store", "list", "--json").out)
        rows = {one["profile"]["id"]: {row["gate"]["id"]: row for row in one["rows"]} for one in side}
        return {id: each["hypercare_agreed"]["outcome"]["n"] for id, each in rows.items()}

    common = ("evidence", "add", "hypercare_agreed", "--file", str(tmp_path / "one.yaml"), *BY, "--from", "customer",
              "--until", "2099-12-31")  # fmt: skip
    storedrill(*common)
    assert shown() == {"one": 0, "two": 0}
    told = " ".join(storedrill("readiness", "--store", "one").out.split())
    assert "1 pieces of evidence name no store" in told
    storedrill(*common, "--store", "two")
    assert shown() == {"one": 0, "two": 1}


@pytest.mark.parametrize(
    "typed",
    [
        ("issue", "add", "x", "--where", "till", "--severity", "severe"),
        ("uat", "add", "--title", "a", "--expected", "b"),
        ("uat", "draw", "first-sale"),
        ("devices", "check", "--lane", "1"),
    ],
)
def test_a_store_whose_name_was_mistyped_takes_nothing(
    storedrill: Storedrill, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    """Under it a severe issue would block no store."""
    (tmp_path / "store.yaml").write_text(STORE, "utf-8")
    assert storedrill("store", "add", str(tmp_path / "store.yaml")).status == 0
    told = storedrill(*typed, *BY, "--store", "staton_road")
    assert (told.status, told.out) == (2, "")
    assert "staton_road" in told.err
    assert "Kept are: station_road" in told.err
    assert json.loads(storedrill("issue", "list", "--json").out) == []
    assert json.loads(storedrill("uat", "list", "--json").out) == []
    assert storedrill(*typed, *BY, "--store", "station_road").status == 0


def test_a_waiver_needs_who_answers_and_why(storedrill: Storedrill, tmp_path: Path) -> None:
    (tmp_path / "store.yaml").write_text(STORE, "utf-8")
    storedrill("store", "add", str(tmp_path / "store.yaml"))
    waive = ("waive", "availability", "--store", "station_road", "--until", "2099-12-31", *BY)
    for given in (("--owner", " ", "--reason", "x"), ("--owner", "x", "--reason", "")):
        told = storedrill(*waive, *given)
        assert (told.status, "who answers for it (owner) and why (reason)" in told.err) == (2, True)
