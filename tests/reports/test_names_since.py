"""Who has another name today, is one with another or is gone, is to an earlier report who they were."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from grading.reports.rows import sign_of
from simulator.bootstrap import House
from tests.cli.conftest import Storedrill

NAME, OTHER, NEW = "李雷", "=1+1", "韩梅梅"


pytestmark = pytest.mark.usefixtures("trained")


class Desk:
    """A house that is opened for one thing at a time."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def ids(self) -> dict[str, str]:
        house = House(self._home, lang="en")
        found = {one.name: one.id for one in (*house.people(), *house.trainers())}
        house.close()
        return found

    def do(self, what: str, *names: str) -> None:
        ids = self.ids()
        by = next(ids[name] for name in ("Chen", "Chan") if name in ids)
        house = House(self._home, lang="en")
        getattr(house, f"{what}_person" if what != "merge" else "merge_people")(
            *(ids.get(name, name) for name in names), by
        )
        house.close()


@pytest.fixture
def desk(trained: Path) -> Desk:
    return Desk(trained)


KINDS = (("readiness", ()), ("class", ("--names",)), ("class", ()), ("trainee", (NAME,)), ("store", ("--names",)))


@pytest.fixture
def reports(storedrill: Storedrill, store: str, tmp_path: Path) -> list[Path]:
    """Of every kind, by name and by sign, in every format."""
    made = []
    for n, (kind, more) in enumerate(KINDS):
        for suffix in ("html", "xlsx") if n else ("html", "pdf", "xlsx", "json"):
            path = tmp_path / f"{n}.{suffix}"
            named = more if kind == "trainee" else ()
            options = () if kind == "trainee" else more
            told = storedrill("report", kind, *named, *options, "--store", store, "--out", str(path))
            assert told.status == 0, told.err
            made.append(path)
    return made


def found(storedrill: Storedrill, path: Path, *more: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(storedrill("verify", str(path), "--json", *more).out)
    return told


def test_another_name_is_no_difference(storedrill: Storedrill, desk: Desk, reports: list[Path]) -> None:
    desk.do("rename", NAME, NEW)
    desk.do("rename", "Chen", "Chan")
    for path in reports:
        came = found(storedrill, path)
        assert (came["ok"], came["differences"], came["unsound"]) == (True, [], []), path
        assert came["entries"] > 500, "journals were looked through"
        pairs = {(one["how"], one["was"], one["name"]) for one in came["since"]}
        assert pairs <= {("renamed", NAME, NEW), ("renamed", "Chen", "Chan")}
    said = storedrill("verify", str(reports[0]))
    assert "2 people bear another name today" in said.out
    assert f"{NAME} is {NEW} today" in said.out
    assert f"{NAME} 现名 {NEW}" in storedrill("--lang", "zh", "verify", str(reports[0])).out
    assert "{" not in said.out


def test_who_had_a_name_when_is_known_of_several(
    storedrill: Storedrill, desk: Desk, store: str, tmp_path: Path
) -> None:
    """A name that passed from one to the other is each one's in its time."""
    pages = []
    for n, (who, name) in enumerate(((NAME, NEW), (OTHER, NAME), (NEW, "Li Lei"), (NAME, NEW))):
        path = tmp_path / f"{n}.json"
        assert storedrill("report", "class", "--names", "--out", str(path)).status == 0
        pages.append(path)
        desk.do("rename", who, name)
    whose = []
    for path in pages:
        came = found(storedrill, path)
        assert came["ok"], came["differences"]
        table = next(one for one in json.loads(path.read_text("utf-8"))["blocks"] if one.get("id") == "people")
        whose.append({row[0] for row in table["rows"]})
    assert whose == [{NAME, OTHER}, {NEW, OTHER}, {NEW, NAME}, {"Li Lei", NAME}]
    assert {(one["was"], one["name"]) for one in found(storedrill, pages[1])["since"]} == {
        (NEW, "Li Lei"), (OTHER, NEW),
    }  # fmt: skip


def test_a_name_that_was_forged_is_no_other_name(
    storedrill: Storedrill, desk: Desk, store: str, tmp_path: Path
) -> None:
    path = tmp_path / "class.json"
    assert storedrill("report", "class", "--names", "--out", str(path)).status == 0
    for new in ("Somebody Else", OTHER):
        forged = tmp_path / "forged.json"
        forged.write_text(path.read_text("utf-8").replace(f'"{NAME}"', f'"{new}"'), "utf-8")
        told = storedrill("verify", str(forged))
        assert told.status == 1
        assert f"the report says {new}, the journals say {NAME}" in told.out


def test_two_that_became_one_are_apart_to_an_earlier_report(
    storedrill: Storedrill, desk: Desk, reports: list[Path], store: str, tmp_path: Path
) -> None:
    desk.do("rename", OTHER, "Wu")
    desk.do("merge", "Wu", NAME)
    for path in reports:
        for more in ((), ("--sample", "1")):
            came = found(storedrill, path, *more)
            assert (came["ok"], came["differences"]) == (True, []), (path, more)
    said = storedrill("verify", str(reports[0])).out
    assert "One entry has become one with another since" in said
    assert f"{OTHER} is {NAME}" in said
    later = tmp_path / "later.json"
    assert storedrill("report", "class", "--names", "--out", str(later)).status == 0
    desk.do("rename", NAME, NEW)
    came = found(storedrill, later)
    assert came["ok"], came["differences"]
    assert [one["how"] for one in came["since"]] == ["renamed"]


def test_who_was_merged_twice_over_is_who_they_were_each_time(
    storedrill: Storedrill, desk: Desk, trained: Path, tmp_path: Path
) -> None:
    house = House(trained, lang="en")
    house.add_person("Third", "cashier")
    house.close()
    pages = []
    for n, what in enumerate((("merge", OTHER, NAME), ("merge", NAME, "Third"), ("rename", "Third", "Wu"))):
        path = tmp_path / f"{n}.json"
        assert storedrill("report", "class", "--names", "--out", str(path)).status == 0
        pages.append(path)
        desk.do(*what)
    for path in pages:
        came = found(storedrill, path)
        assert came["ok"], (path, came["differences"])


def test_a_trainer_who_was_deleted_vouched_all_the_same(
    storedrill: Storedrill, desk: Desk, reports: list[Path], trained: Path
) -> None:
    house = House(trained, lang="en")
    chen = next(iter(house.trainers())).id
    zhou = house.add_trainer("Zhou", "1357", chen)
    house.remove_person(chen, zhou.id)
    house.close()
    for path in reports:
        came = found(storedrill, path)
        assert (came["ok"], came["differences"]) == (True, []), path
        assert [one["how"] for one in came["since"]] == ["removed"]


def test_who_never_played_and_was_deleted_is_no_difference_to_a_class(
    storedrill: Storedrill, desk: Desk, trained: Path, tmp_path: Path
) -> None:
    assert storedrill("people", "add", "赵磊", "--role", "stock_clerk").status == 0
    assert storedrill("people", "add", "孙丽", "--role", "cashier").status == 0
    page = tmp_path / "class.html"
    assert storedrill("report", "class", "--out", str(page)).status == 0
    desk.do("remove", "赵磊")
    desk.do("remove", "孙丽")
    came = found(storedrill, page)
    assert (came["ok"], came["differences"], came["gone"]) == (True, [], 2)


def test_whoever_was_deleted_is_proven_by_their_sessions(
    storedrill: Storedrill, desk: Desk, reports: list[Path], trained: Path
) -> None:
    """No name is kept; the report alone knows it, and that is said."""
    person = desk.ids()[NAME]
    desk.do("rename", NAME, NEW)
    desk.do("merge", OTHER, NEW)
    desk.do("remove", NEW)
    for name in (NAME, NEW, OTHER, quote(NAME), quote(NEW), quote(OTHER)):
        assert not any(name.encode() in path.read_bytes() for path in trained.rglob("*") if path.is_file())
    for path in reports:
        came = found(storedrill, path)
        assert (came["ok"], came["differences"]) == (True, []), path
        assert came["entries"] > 500
        assert came["gone"] == 2
    said = storedrill("verify", str(reports[0])).out
    assert "2 people were deleted since" in said
    assert NAME in said
    assert sign_of(person) not in said
    assert "2 人被删除" in storedrill("--lang", "zh", "verify", str(reports[0])).out
