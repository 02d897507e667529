"""`storedrill report`: every figure beside one that is worked out here, from the journals alone."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from grading.grade import grade
from grading.reports.rows import sign_of
from grading.result import Result
from roles.model import load
from simulator import wall_clock
from simulator.bootstrap import House
from simulator.drill.bots.roster import bot_named
from simulator.drill.play import play
from simulator.drill.staging import Stage
from simulator.kernel.entries import SHOP
from tests.cli.conftest import Storedrill
from tests.reports.blocks import blocks, key, made
from tests.reports.conftest import PLAYED

ALONE = [one for one in PLAYED if one[1] != "coach"]


pytestmark = pytest.mark.usefixtures("trained")


@pytest.fixture
def graded(house: House) -> dict[str, Result]:
    """Run -> grade, from the journals alone."""
    found = {}
    for run in house.journal.runs():
        rubric = Stage.restored(house.journal.materials(run.run)).scenario.rubric
        found[run.run] = grade(list(house.journal.read(run.run)), rubric)
    return found


def test_readiness_figures_equal_those_of_the_journals(
    trained: Path, house: House, graded: dict[str, Result], storedrill: Storedrill, store: str
) -> None:
    report = made(storedrill, "readiness", "--store", store, "--names")
    found, runs = blocks(report), {run.run: run for run in house.journal.runs()}
    exams = [run for run in graded if runs[run].mode == "exam"]
    every = [one for run in exams for competency in graded[run].competencies for one in competency.behaviours]
    right, n = sum(one.successes for one in every), sum(one.opportunities for one in every)
    assert (key(report)["right_in_exams"]["value"], key(report)["right_in_exams"]["n"]) == ([right, n], n)
    assert key(report)["drills"]["value"] == len(PLAYED)
    gate = next(row for row in found["gates"]["rows"] if row[0] == "operations_correct")
    assert (Fraction(*gate[4]["value"]), gate[4]["n"]) == (Fraction(right, n), n)
    assert set(gate[4]["rests_on"]) == {f"run:{run}" for run in exams}
    ids = [column["id"] for column in found["sources"]["columns"]]
    proving = {
        row[1] for row in found["sources"]["rows"] if "operations_correct" in row[ids.index("evidence_of")].split()
    }
    assert proving == set(exams)
    sessions = {row[0]: row for row in found["sessions"]["rows"]}
    heads = {run: house.journal.heads(run)[SHOP].hash.hex() for run in graded}
    assert {run: row[-1] for run, row in sessions.items()} == heads
    assert {run: row[6] for run, row in sessions.items()} == {run: runs[run].seed for run in graded}
    assert {run: row[7]["tone"] == "good" for run, row in sessions.items()} == {
        run: one.passed for run, one in graded.items()
    }
    grave = {(run, f"{one.stream}/{one.seq}") for run in graded for one in graded[run].criticals}
    assert {(row[0], row[1]) for row in found["grave"]["rows"]} == grave != set()
    latest = next(run for run in graded if runs[run].seed == 6)
    heat = {line["name"]: line for line in found["heat_cashier"]["lines"]}
    grades = {one.id: one.grade for one in graded[latest].competencies}
    course = list(house.standing(runs[latest].person, "cashier").skills)
    for competency, mine in zip(course, heat["李雷"]["grades"], strict=True):
        assert grades.get(competency) in (mine, None), "the latest grade that there is"
    assert heat["Nobody Yet"]["grades"] == [None] * len(course)


def test_common_errors_are_counted_as_the_journals_have_them(
    graded: dict[str, Result], storedrill: Storedrill, store: str
) -> None:
    report = made(storedrill, "class")
    missed: dict[str, list[int]] = {}
    for result in graded.values():
        for competency in result.competencies:
            for one in competency.behaviours:
                if one.missed:
                    mine = missed.setdefault(one.id, [0, 0])
                    mine[0] += one.missed
                    mine[1] += 1
    rows = blocks(report)["errors"]["rows"]
    assert rows
    assert all(row[3:5] == missed[row[0]] for row in rows)


def test_how_the_system_is_used(storedrill: Storedrill, house: House) -> None:
    """李雷 trains, and gets better; the other one had one session of late."""
    ids = {person.name: person.id for person in house.people()}
    rows = {row[0]: row for row in blocks(made(storedrill, "class", "--names"))["health"]["rows"]}
    assert rows["李雷"][1:4:2] == [4, {"tone": "good", "text": {"en": "trains", "zh": "正常使用"}}]
    assert (rows["李雷"][6]["tone"], rows["=1+1"][3]["tone"], rows["=1+1"][1]) == ("good", "warn", 1)
    assert rows["=1+1"][6]["text"]["en"] == "too few sessions to say (2 of 4)"
    hidden = {row[0] for row in blocks(made(storedrill, "class"))["health"]["rows"]}
    assert hidden == {sign_of(ids["李雷"]), "=1+1"}, "a low grade is told of somebody, and not by name"
    assert "李雷" not in json.dumps(made(storedrill, "class"), ensure_ascii=False)


def test_a_weekly_report_looks_at_fourteen_days_to_say_who_trains(storedrill: Storedrill, store: str) -> None:
    """Somebody who trained on four days of the last fourteen, and once in the week, does not train little."""
    since = wall_clock.today() - timedelta(days=6)
    report = made(storedrill, "store", "--store", store, "--since", str(since), "--names")
    assert key(report)["drills"]["value"] == 2
    rows = {row[0]: row for row in blocks(report)["health"]["rows"]}
    assert (rows["李雷"][1], rows["李雷"][3]["tone"], rows["李雷"][6]["tone"]) == (4, "good", "good")
    assert key(report)["trains_little"]["value"] == 1


def test_a_stores_plan_goes_until_it_opens(storedrill: Storedrill, store: str, tmp_path: Path) -> None:
    """What is missing has to be there on that day, and not four weeks from now."""
    opens = str(wall_clock.today() + timedelta(days=9))
    soon = tmp_path / "soon.yaml"
    soon.write_text(Path(store).read_text("utf-8").replace("2099-12-20", opens), "utf-8")
    plan = blocks(made(storedrill, "store", "--store", str(soon)))["plan"]
    assert plan["title"]["en"] == f"Until {opens}"
    assert {row[4] for row in plan["rows"]} == {opens}
    asked = blocks(made(storedrill, "store", "--store", str(soon), "--by", "2099-01-01"))["plan"]
    assert asked["title"]["en"] == "Until 2099-01-01"


def test_a_person_who_errs_in_nothing_is_not_said_to_err_less(storedrill: Storedrill, house: House) -> None:
    person = next(one for one in house.people() if one.name == "=1+1")
    for seed in (31, 32):
        drill = house.start("first-sale", "practice", person, seed, "")
        play(drill.session, bot_named("perfect", seed))
        drill.finish("finished")
    rows = {row[0]: row for row in blocks(made(storedrill, "class", "--names"))["health"]["rows"]}
    assert rows["=1+1"][6] == {"tone": "good", "text": {"en": "no errors of late", "zh": "近期无错误"}}


def test_whoever_failed_before_a_period_is_not_named_in_its_report(
    storedrill: Storedrill, house: House, store: str
) -> None:
    """The sign is the same in each report, and how somebody's errors fell is told of nobody by name."""
    ids = {person.name: person.id for person in house.people()}
    since = wall_clock.today() - timedelta(days=6)
    report = made(storedrill, "store", "--store", store, "--since", str(since))
    assert {row[7]["text"]["en"] for row in blocks(report)["sessions"]["rows"]} == {"passed"}
    assert sign_of(ids["李雷"]) in {row[0] for row in blocks(report)["health"]["rows"]}
    assert "李雷" not in json.dumps(report["blocks"], ensure_ascii=False)


def test_who_has_two_roles_is_told_once_how_they_train(storedrill: Storedrill, store: str, tmp_path: Path) -> None:
    two = tmp_path / "two.yaml"
    two.write_text(
        Path(store).read_text("utf-8").replace("李雷, roles: cashier", "李雷, roles: [cashier, manager]"), "utf-8"
    )
    report = made(storedrill, "store", "--store", str(two), "--names")
    assert [row[0] for row in blocks(report)["health"]["rows"]] == ["李雷", "=1+1"]
    assert key(report)["trains_little"]["value"] == 1, "they train as cashier, if not as manager"
    verdict = blocks(report)["verdict"]["text"]
    assert verdict["en"].endswith("of 3 certificates are held (2 people, each role of theirs one)")
    assert "李雷 (Store manager)" in json.dumps(blocks(report)["look"], ensure_ascii=False)


def test_a_period_is_the_same_figures_over_some_days(storedrill: Storedrill, store: str) -> None:
    today = wall_clock.today()
    since, until = today - timedelta(days=9), today - timedelta(days=7)
    report = made(storedrill, "store", "--store", store, "--since", str(since), "--until", str(until))
    assert key(report)["drills"]["value"] == 3
    assert report["period"] == [str(since), str(until)]
    assert {row[1] for row in blocks(report)["sessions"]["rows"]} == {str(today - timedelta(days=n)) for n in (7, 8, 9)}
    assert key(made(storedrill, "store", "--store", store))["drills"]["value"] == len(PLAYED)


def test_no_heading_stands_over_nothing_where_nobody_trained(storedrill: Storedrill) -> None:
    report = made(storedrill, "class", "--since", "2020-01-06", "--until", "2020-01-12")
    headings = [block["text"] for block in report["blocks"] if block["type"] == "heading"]
    over = {text["en"] if isinstance(text, dict) else text for text in headings}
    assert "Mistakes" in over
    assert "Over time" not in over
    assert blocks(report)["errors"]["none"]["en"] == "No session was graded.", "nobody missed nothing"
    assert blocks(report)["grave"]["none"]["en"] == "No session was graded.", "nor were there no critical errors"
    assert blocks(report)["grave"]["none"]["zh"] == "没有已评分的场次。"


def test_who_plays_two_roles_stands_in_both_in_a_class_report(house: House, storedrill: Storedrill) -> None:
    """Also in a report of the other role alone; elsewhere each person is told once."""
    person = next(one for one in house.people() if one.name == "李雷")
    drill = house.start("approvals-rush", "practice", person, 3)
    play(drill.session, bot_named("perfect", 3, drill.workstation))
    drill.finish("finished")

    def people(*more: str) -> list[tuple[str, str]]:
        return [(row[0], row[1]["en"]) for row in blocks(made(storedrill, "class", "--names", *more))["people"]["rows"]]

    cashier, manager = "Cashier", "Store manager"
    assert sorted(people()) == [("=1+1", cashier), ("李雷", cashier), ("李雷", manager)]
    assert people("--role", "manager") == [("李雷", manager)]
    sessions = blocks(made(storedrill, "class", "--role", "manager"))["sessions"]["rows"]
    assert [row[0] for row in sessions] == [drill.run]


def test_a_trainee_sees_what_next_and_grades_over_time(
    graded: dict[str, Result], house: House, storedrill: Storedrill
) -> None:
    report = made(storedrill, "trainee", "李雷", "--by", "2099-01-01")
    found, course = blocks(report), house.standing(house.people()[0].id, "cashier")
    assert report["subject"]["zh"] == "李雷"
    over = {series["name"]["en"]: series["points"] for n in (1, 2) if (line := found.get(f"over_time_{n}"))
            for series in line["series"]}  # fmt: skip
    accuracy = [
        (run.wall[:10], grade.grade)
        for run in sorted(house.journal.runs(person=house.people()[0].id), key=lambda run: run.wall)
        for grade in graded[run.run].competencies
        if grade.id == "accuracy" and grade.grade
    ]
    assert [(day, value[0]) for day, value in over[course.names["accuracy"].en]] == accuracy
    assert found["plan"]["rows"]
    assert "next" in found
    assert len(found["exams"]["rows"]) == len(course.certificate.drills)


def test_grades_of_a_single_day_are_a_sentence_and_no_chart_of_dots_on_each_other(
    house: House, storedrill: Storedrill
) -> None:
    drill = house.start("first-sale", "practice", house.add_person("周敏", "cashier"), 11)
    play(drill.session, bot_named("perfect", 11))
    drill.finish("finished")
    found = blocks(made(storedrill, "trainee", "周敏"))
    assert [id for id in found if id.startswith("over_time")] == []
    (told,) = found["one_day"]["items"]
    assert "All grades are of one day so far (20" in told["text"]["en"]
    assert "、" in told["text"]["zh"]


def test_a_trend_has_several_days_side_by_side(storedrill: Storedrill, store: str, tmp_path: Path) -> None:
    today, files = wall_clock.today(), []
    for ago in (7, 8):
        files.append(tmp_path / f"{ago}.html")
        asked = ("report", "class", "--until", str(today - timedelta(days=ago)), "--out", str(files[-1]))
        assert storedrill(*asked).status == 0
    named = [word for file in files for word in ("--before", str(file))]
    trend = blocks(made(storedrill, "class", *named))["trend"]
    days = [column["title"]["en"] for column in trend["columns"] if column["id"].startswith("then")]
    assert days == [str(today - timedelta(days=ago)) for ago in (8, 7)]
    rows = {row[0]: row for row in trend["rows"]}
    assert [figure["value"] for figure in rows["drills"][2:5]] == [3, 4, len(PLAYED)]
    assert (rows["passed"][5]["tone"], rows["passed"][5]["text"]["en"]) == ("good", "up")
    assert storedrill("report", "class", "--before", store, "--out", "-").status == 2
    assert storedrill("report", "readiness", "--before", str(files[0]), "--out", "-").status == 2


def test_figures_of_earlier_days_have_their_sample_sizes_too(
    storedrill: Storedrill, store: str, tmp_path: Path
) -> None:
    before = tmp_path / "before.html"
    first = made(storedrill, "readiness", "--store", store)
    assert storedrill("report", "readiness", "--store", store, "--out", str(before)).status == 0
    report = made(storedrill, "readiness", "--store", store, "--before", str(before))
    rows = {row[0]: row for row in blocks(report)["trend"]["rows"]}
    for id in ("met", "able", "right_in_exams"):
        then, now = rows[id][2:4]
        assert (then["value"], then["n"]) == (now["value"], now["n"]) == (key(first)[id]["value"], key(first)[id]["n"])
        assert rows[id][4]["text"]["en"] == "unchanged"
    assert "n" not in rows["drills"][2]
    assert storedrill("verify", str(before)).status == 0


def test_stores_side_by_side_and_evidence_of_none(storedrill: Storedrill, store: str, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(Path(store).read_text("utf-8").replace("station_road", "harbour"), "utf-8")
    assert storedrill("devices", "check", "--by", "Zhao").status == 0
    found = blocks(made(storedrill, "readiness", "--store", store, "--store", str(other)))
    assert len(found["stores"]["rows"]) == 2
    assert {"station_road.gates", "harbour.gates", "station_road.heat_cashier"} <= found.keys()
    assert found["harbour.devices"]["rows"][0][1]["text"]["en"] == "not checked"
    alone = blocks(made(storedrill, "readiness", "--store", store))["devices"]["rows"][0]
    assert (alone[1]["text"]["en"], alone[2]["zh"]) == ("works", "虚拟")


def test_csv_of_a_real_report(storedrill: Storedrill, store: str, tmp_path: Path) -> None:
    out = tmp_path / "ready.csv"
    assert storedrill("--lang", "zh", "report", "readiness", "--store", store, "--out", str(out)).status == 0
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    assert ["# people", ""] in rows
    assert any(row[:1] == ["'=1+1"] for row in rows)
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("arguments", [("readiness",), ("readiness", "--several"), ("class",), ("trainee", "李雷")])
def test_every_figure_names_what_it_rests_on_and_that_is_there(
    storedrill: Storedrill, graded: dict[str, Result], store: str, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """Figures and cells of heat maps: sessions, evidence, or rows of a table of the same report."""
    other = tmp_path / "other.yaml"
    other.write_text(Path(store).read_text("utf-8").replace("store: station_road", "store: harbour"), "utf-8")
    more = ("--store", store, "--store", str(other)) if arguments[-1] == "--several" else ("--store", store)
    report = made(storedrill, *(one for one in arguments if one != "--several"), *more)
    tables = {id: block for id, block in blocks(report).items() if "rows" in block}
    runs = {row[0] for row in tables["sessions"]["rows"]}

    def rows(on: str) -> int:
        kind, _, what = on.partition(":")
        if kind == "run":
            return int(what in runs)
        if kind != "rows":
            return sum(row[-1] == what for row in tables["sources"]["rows"])
        id, _, wanted = what.partition("?")
        name, _, word = wanted.partition("=")
        found = tables[id]["rows"]
        if not wanted:
            return len(found)
        at = [column["id"] for column in tables[id]["columns"]].index(name)
        said = [row[at] if isinstance(row[at], str) else row[at]["en"] for row in found]
        return sum(one == word or word in one.split(" ") for one in said)

    def figures(of: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if isinstance(of, dict) and {"kind", "value"} <= of.keys():
            yield where, of
        for id, one in of.items() if isinstance(of, dict) else enumerate(of) if isinstance(of, list) else ():
            yield from figures(one, f"{where} {one.get('id', id) if isinstance(one, dict) else id}")

    for where, figure in figures(report["blocks"], ""):
        nothing = figure["value"] in (None, 0, [0, 3]) and not figure.get("rests_on")  # no seed of three
        if not nothing and figure.get("n", 1) and not where.endswith("days figure"):
            assert figure.get("rests_on"), where
            assert all(rows(on) for on in figure["rests_on"]), (where, figure)
    heats = [block for block in report["blocks"] if block["type"] == "heat"]
    given = {row[0]: row[-2] for row in tables["sessions"]["rows"]}
    ids = {one.name.en: one.id for one in load("cashier").competencies}
    for block in heats:
        for line in block["lines"]:
            for title, told, on in zip(block["columns"], line["grades"], line["rests_on"], strict=True):
                assert bool(told) == bool(on)
                if on:
                    run = on.removeprefix("run:")
                    assert f"{title['en']} {told}" in given[run]["en"]
                    grades = {one.id: one.grade for one in graded[run].competencies}
                    assert grades[ids[title["en"]]] == told
    assert heats or arguments[0] == "trainee"


def test_one_table_alone_for_another_program(storedrill: Storedrill, store: str, tmp_path: Path) -> None:
    def rows(*more: str) -> list[list[str]]:
        told = storedrill("report", "readiness", "--store", store, *more, "--out", "-")
        assert told.status == 0, told.err
        return list(csv.reader(io.StringIO(told.out.removeprefix("\ufeff"))))

    whole = rows("--format", "csv")
    people = rows("--table", "people")
    assert people[0][:2] == ["Person", "Role"]
    at = whole.index(people[0])
    assert whole[at : at + len(people)] == people
    assert rows("--table", "key")[1][0] == "met"
    assert len(rows("--table", "sessions")) == 1 + len(PLAYED)
    for wrong, said in (("peopel", "Did you mean people?"), ("people", "--format csv")):
        more = ("--format", "json") if wrong == "people" else ()
        told = storedrill("report", "readiness", "--store", store, "--table", wrong, *more)
        assert told.status == 2
        assert said in told.err
