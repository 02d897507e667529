"""Somebody goes: what they did stays as figures of nobody, and no file of the house says who it was.

A data folder of sessions that were really played; two entries of one person become one.
"""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from grading.overlay.judgements import Draft
from grading.reports.rows import sign_of
from simulator.bootstrap import House
from simulator.drill.bots.roster import bot_named
from simulator.drill.play import play
from simulator.formats.register import Register
from simulator.store.errors import LastTrainer, NoSuchPerson, NotVouched, StillPlaying
from tests.cli.conftest import Storedrill
from tests.reports.blocks import blocks, key, made

NAME, OTHER, PIN = "李雷", "=1+1", "2468"
SUMS = ("drills", "passed", "right", "grave")


pytestmark = pytest.mark.usefixtures("trained")


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def ids(house: House) -> dict[str, str]:
    return {one.name: one.id for one in (*house.people(), *house.trainers())}


def statistics(report: dict[str, Any]) -> dict[str, Any]:
    """What a report of a class sums up over sessions."""
    found = blocks(report)
    sums = {id: key(report)[id]["value"] for id in SUMS}
    return {**sums, **{id: found[id] for id in ("errors", "by_week", "right_by_week")}}


def saying(house: House, name: str) -> list[str]:
    """Files of the data folder in which a name stands."""
    found = [path for path in house.home.rglob("*") if path.is_file() and name.encode() in path.read_bytes()]
    return sorted(path.relative_to(house.home).as_posix() for path in found)


def test_who_goes_leaves_figures_and_no_name(
    storedrill: Storedrill, house: House, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, trainer = ids(house)[NAME], ids(house)["Chen"]
    run = house.results(person)[0].run
    remarks = [Draft("voice", 2, f"{NAME} mumbles"), Draft(comment=f"Look at {NAME}", stream="till-1", seq=3, at=9)]
    house.said.say(run, "cashier", trainer, remarks, house.wall())
    page = house.export_debrief(*house.review(run), "zh")
    left = house.start("first-sale", "exam", next(one for one in house.people() if one.id == person), 9, trainer)
    house.leave(left.run)
    house.remember(person, "cashier")
    assert storedrill("store", "add", store).status == 0
    before, by_sign = made(storedrill, "class"), tmp_path / "class.html"
    assert storedrill("report", "class", "--out", str(by_sign)).status == 0
    assert {"storedrill.db", page.relative_to(house.home).as_posix()} <= set(saying(house, NAME))
    house.close()

    wanted = ("people", "remove", NAME, "--by", "Chen")
    for lines, told in (((OTHER, PIN), "Nothing was done"), ((NAME, "1111"), "not the PIN")):
        typed(monkeypatch, *lines)
        refused = storedrill(*wanted)
        assert (refused.status, told in refused.err) == (2, True)
    assert storedrill("people", "remove", NAME, "--yes").err.startswith("There are trainers here: name the one")
    typed(monkeypatch, NAME, PIN)
    done = storedrill(*wanted)
    assert done.status == 0, done.err
    assert all(told in done.out for told in (sign_of(person), "the roster of station_road", "taken away: 1"))

    house = House(house.home, lang="en")
    assert saying(house, NAME) == ["stores/station_road.yaml"], "the roster is the customer's own list"
    assert [one.name for one in house.people()] == [OTHER]
    assert house.unfinished() == []
    assert house.last_person[0] == ""
    assert [(one.score, one.comment) for one in house.said.overlay(run).scores] == [(2, "")], "a score is a figure"
    assert house.said.overlay(run).remarks == ()
    review, _ = house.review(run)
    assert (review.person.id, review.person.name) == (person, sign_of(person))
    house.close()
    after = made(storedrill, "class")
    assert key(after)["drills"]["value"] == key(before)["drills"]["value"] + 1, "the exam that was left is over"
    assert key(after)["certified"]["n"] == 1, "nobody asks of who went whether they can work"
    assert {row[0] for row in blocks(after)["people"]["rows"]} == {OTHER}
    assert {row[2] for row in blocks(after)["sessions"]["rows"]} == {OTHER, sign_of(person)}
    assert storedrill("verify", str(by_sign)).status == 0, "what named nobody follows from the journals as ever"
    assert "One person was deleted since" in storedrill("verify", str(by_sign)).out
    assert NAME not in storedrill("people", "list").out + storedrill("people", "list", "--json").out
    assert storedrill("people", "rename", sign_of(person), "Somebody", "--by", "Chen").status == 2


def test_sums_over_sessions_are_what_they_were(storedrill: Storedrill, house: House) -> None:
    before = statistics(made(storedrill, "class"))
    house.remove_person(ids(house)[NAME], ids(house)["Chen"])
    house.close()
    assert statistics(made(storedrill, "class")) == before


def test_two_that_are_one_have_all_sessions_and_keep_them(storedrill: Storedrill, house: House, tmp_path: Path) -> None:
    trainer, twice, person = ids(house)["Chen"], ids(house)[OTHER], ids(house)[NAME]
    both = {row.run for id in (twice, person) for row in house.results(id)}
    assert house.merge_people(twice, person, trainer) == 2
    assert {row.run for row in house.results(person)} == both
    assert {one.run for one in house.standing(person, "cashier").attempts} == both
    with house.database.write() as connection:  # a process died before it could keep a result
        connection.exec_driver_sql("DELETE FROM results WHERE seed = 8")
    house.unfinished()
    assert {row.run for row in house.results(person)} == both, "a journal still names who it was then"
    third = house.add_person("Li Lei", "cashier").id
    house.merge_people(person, third, trainer)
    house.close()
    assert storedrill("report", "class", "--out", str(tmp_path / "class.json")).status == 0
    assert storedrill("verify", str(tmp_path / "class.json")).status == 0
    rows = blocks(json.loads((tmp_path / "class.json").read_bytes()))["sessions"]["rows"]
    assert {row[0] for row in rows} == both
    assert {row[2] for row in rows} == {sign_of(third)}
    listed = json.loads(storedrill("people", "list", "--json").out)
    assert [(one.get("name"), one["sessions"]) for one in listed] == [("Li Lei", 6), ("Chen", 0)]


def test_what_cannot_be_is_refused_and_changes_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer, person = ids(house)["Chen"], ids(house)[NAME]
    before = ids(house)
    with pytest.raises(NotVouched):
        house.remove_person(person, person)
    with pytest.raises(LastTrainer):
        house.remove_person(trainer, trainer)
    with pytest.raises(NoSuchPerson):
        house.merge_people(person, "nobody", trainer)
    drill = house.start("first-sale", "practice", next(one for one in house.people() if one.id == person), 9)
    monkeypatch.setattr(type(house.journal), "elsewhere", lambda self, run: run == drill.run)
    with pytest.raises(StillPlaying):
        house.remove_person(person, trainer)
    assert ids(house) == before


def test_a_trainer_who_goes_vouches_no_more_and_a_badge_says_no_name(house: House) -> None:
    pytest.importorskip("jwt", reason="signed with the extra `badges`")
    trainer, person = ids(house)["Chen"], ids(house)[OTHER]
    run = house.results(person)[0].run
    house.said.say(run, "cashier", trainer, [Draft("voice", 4, "clear")], house.wall())
    second = house.add_trainer("Zhou", "1357", trainer)
    house.remove_person(trainer, second.id)
    assert house.check_trainer_pin(PIN).trainer == ""
    assert [one.name for one in house.said.overlay(run).scores] == [sign_of(trainer)]
    (house.home / "keys").mkdir(exist_ok=True)
    issued = {"id": "urn:1", "index": 3, "person": person, "name": OTHER, "role": "cashier", "until": "2027-01-01"}
    (house.home / "keys" / "badges.json").write_text(json.dumps([issued]), "utf-8")
    house.remove_person(person, second.id)
    (kept,) = Register(house.home).issued
    assert (kept.id, kept.index, kept.name) == ("urn:1", 3, sign_of(person))


def test_another_name_is_the_same_person(storedrill: Storedrill, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.close()
    for name, told in ((OTHER, "somebody else here"), (" ", "Type a name first")):
        assert told in storedrill("people", "rename", NAME, name, "--by", "Chen").err
    typed(monkeypatch, PIN)
    assert storedrill("people", "rename", NAME, "韩梅梅", "--by", "Chen").status == 0
    people = {one["name"]: one["sessions"] for one in json.loads(storedrill("people", "list", "--json").out)}
    assert people == {"韩梅梅": 4, OTHER: 2, "Chen": 0}


def test_without_trainers_nobody_has_to_vouch(tmp_path: Path) -> None:
    house = House(tmp_path / "alone", lang="en")
    person = house.add_person("Wu Qiming", "cashier")
    drill = house.start("first-sale", "practice", person, 3)
    play(drill.session, bot_named("perfect", 3))
    drill.finish("finished")
    assert house.remove_person(person.id).sessions == 1
    assert (house.people(), house.unfinished()) == ([], [])
    assert saying(house, "Wu Qiming") == []
    house.close()
