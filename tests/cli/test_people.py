"""People are added without the lobby: by name, from a list, from a store's roster."""

import json
from pathlib import Path

import pytest

from simulator.bootstrap import House
from tests.cli.conftest import Storedrill
from tests.cli.test_readiness import STORE


def people(storedrill: Storedrill) -> list[tuple[str, str]]:
    return [(one["name"], one["role"]) for one in json.loads(storedrill("people", "list", "--json").out)]


def test_people_are_added_once_by_the_name_that_a_roster_has(storedrill: Storedrill) -> None:
    told = storedrill("people", "add", "  Wang   Fang ", "李娜")
    assert (told.status, told.out.count("Added:")) == (0, 2)
    told = storedrill("people", "add", "李娜", "Chen Chen", "--role", "stock_clerk", "--json")
    added = [(one["name"], one["role"], one["added"]) for one in json.loads(told.out)]
    assert added == [("李娜", "cashier", False), ("Chen Chen", "stock_clerk", True)]
    assert people(storedrill) == [("Wang Fang", "cashier"), ("李娜", "cashier"), ("Chen Chen", "stock_clerk")]


@pytest.mark.parametrize("other", ["wang fang", "WANG  FANG", "WangFang", "Ｗａｎｇ Fang"])
def test_a_name_that_is_anothers_but_for_how_it_is_written_adds_nobody(
    storedrill: Storedrill, tmp_path: Path, other: str
) -> None:
    storedrill("people", "add", "Wang Fang")
    told = storedrill("people", "add", "李娜", other)
    assert (told.status, told.out) == (1, "")
    assert "Wang Fang is here already" in told.err
    assert "1042" in told.err, "the way on for two who share a name is said"
    file = tmp_path / "people.csv"
    file.write_text(f"Name,Role\n李娜,cashier\n{other},cashier\n", "utf-8")
    told = storedrill("people", "import", str(file))
    assert (told.status, "Wang Fang is here already" in told.err) == (1, True)
    assert people(storedrill) == [("Wang Fang", "cashier")]
    assert storedrill("people", "add", f"{other} 1042").status == 0


def test_two_of_one_name_in_one_list_add_nobody(storedrill: Storedrill) -> None:
    told = storedrill("people", "add", "王 芳", "王芳")
    assert (told.status, "王 芳 is here already" in told.err) == (1, True)
    assert people(storedrill) == []


def test_a_name_can_be_written_otherwise_by_renaming_and_not_become_anothers(storedrill: Storedrill) -> None:
    storedrill("people", "add", "wang fang", "Li")
    told = storedrill("people", "rename", "Li", "Wang Fang")
    assert (told.status, "wang fang is somebody else" in told.err) == (2, True)
    assert storedrill("people", "rename", "wang fang", "Wang Fang").status == 0


def test_a_name_that_is_none_adds_nobody(storedrill: Storedrill) -> None:
    for name in ("x" * 41, "  ", "tab\x07"):
        told = storedrill("people", "add", "Li", name)
        assert (told.status, "at most 40 characters" in told.err) == (2, True)
    assert people(storedrill) == []


def test_a_trainers_name_is_taken(storedrill: Storedrill, home: Path) -> None:
    house = House(home, lang="en")
    house.add_trainer("Chen", "2468")
    house.close()
    assert "here already" in storedrill("people", "add", "Chen").out
    assert len(people(storedrill)) == 1


@pytest.mark.parametrize("heading", ["Name,Role", "姓名,岗位"])
def test_a_list_is_taken_whole_or_not_at_all(storedrill: Storedrill, tmp_path: Path, heading: str) -> None:
    file = tmp_path / "people.csv"
    file.write_text(f"{heading}\n王伟,收银员\nZhao Min,boss\n王伟,店长\n", "utf-8")
    told = storedrill("people", "import", str(file))
    assert told.status == 1
    assert "cashier, stock clerk, store manager" in told.out or "cashier, stock clerk, manager" in told.out
    assert people(storedrill) == []
    file.write_text(f"{heading}\n王伟,收银员\nZhao Min,manager\n陈晨,仓管员\n", "utf-8")
    told = storedrill("people", "import", str(file))
    assert told.status == 0, told.out
    assert people(storedrill) == [("王伟", "cashier"), ("Zhao Min", "manager"), ("陈晨", "stock_clerk")]
    again = storedrill("people", "import", str(file), "--json")
    assert {one["added"] for one in json.loads(again.out)} == {False}


def test_all_of_a_roster_are_added_and_then_none_is_missing(storedrill: Storedrill, tmp_path: Path) -> None:
    store = tmp_path / "store.yaml"
    store.write_text(STORE.replace("{name: Wu, roles: cashier", "{name: Wu, roles: [manager, cashier]"), "utf-8")
    assert len(json.loads(storedrill("readiness", "--store", str(store), "--json").out)["annex"]["notes"]) == 3
    assert storedrill("people", "import", "--store", str(store)).status == 0
    assert people(storedrill) == [("Li", "cashier"), ("Wu", "manager"), ("Nobody Yet", "cashier")]
    assert json.loads(storedrill("readiness", "--store", str(store), "--json").out)["annex"]["notes"] == []


def test_what_is_lacking_is_said(storedrill: Storedrill, tmp_path: Path) -> None:
    told = storedrill("people", "import")
    assert (told.status, "either a list (FILE) or --store" in told.err) == (2, True)
    (tmp_path / "x.bin").write_bytes(b"\x00\x01\x02")
    assert storedrill("people", "import", str(tmp_path / "x.bin")).status == 2
    assert storedrill("people", "import", str(tmp_path / "none.csv")).status == 2


def test_sessions_are_somebodys_by_name(storedrill: Storedrill, home: Path) -> None:
    house = House(home, lang="en")
    wang = house.add_person("Wang Fang", "cashier")
    house.start("first-sale", "practice", wang, seed=3).finish("quit")
    house.start("first-sale", "practice", None, seed=3).finish("quit")
    house.close()
    told = storedrill("sessions").out
    assert "Wang Fang" in told
    assert "Guest" in told
    assert wang.id not in told


def test_a_grade_says_in_words_what_was_broken(storedrill: Storedrill) -> None:
    played = storedrill("play", "first-sale", "--bot", "saboteur:short_change")
    assert played.status == 1
    for told in (played.out, storedrill("grade", "last").out):
        broken = [row for row in told.splitlines() if row.startswith("✗")]
        assert broken
        assert all(" " in row.partition(" (")[0][2:] and "_" not in row for row in broken), broken
