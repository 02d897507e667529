"""An exported journal is the stored bytes; whatever is done to it is named."""

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.bootstrap import House
from simulator.drill.bots import perfect
from simulator.drill.play import play
from simulator.store.errors import JournalUnsound
from tests.cli.conftest import Storedrill

Lines = list[bytes]


@pytest.fixture
def exported(storedrill: Storedrill, played: Path, tmp_path: Path) -> Path:
    file = tmp_path / "journal.jsonl"
    assert storedrill("journal", "export", "last", str(file)).status == 0
    return file


def test_an_export_is_sound_anywhere(storedrill: Storedrill, exported: Path, tmp_path: Path) -> None:
    (session,) = json.loads(storedrill("sessions", "--json").out)
    elsewhere = ["--home", str(tmp_path / "elsewhere")]
    outcome = storedrill("journal", "verify", str(exported), "--json", *elsewhere)
    verdict = json.loads(outcome.out)
    assert outcome.status == 0
    assert (verdict["run"], verdict["entries"]) == (session["run"], session["entries"])
    assert verdict["sealed"]
    assert len(exported.read_bytes().splitlines()) == 1 + verdict["entries"]
    assert storedrill("journal", "verify", session["run"]).status == 0


def _altered(lines: Lines) -> Lines:
    return [*lines[:20], lines[20].replace(b'"at":', b'"at":1'), *lines[21:]]


def _missing(lines: Lines) -> Lines:
    return [*lines[:20], *lines[21:]]


def _reordered(lines: Lines) -> Lines:
    return [*lines[:20], lines[21], lines[20], *lines[22:]]


def _cut_off(lines: Lines) -> Lines:
    return lines[:20]


def _twice(lines: Lines) -> Lines:
    return [*lines[:20], lines[20], *lines[20:]]


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        (_altered, "journal.altered"),
        (_missing, "journal.missing"),
        (_reordered, "journal.reordered"),
        (_cut_off, "journal.cut_off"),
        (_twice, "journal.added"),
    ],
)
def test_damage_is_named_with_its_place(
    storedrill: Storedrill, exported: Path, damage: Callable[[Lines], Lines], finding: str
) -> None:
    lines = exported.read_bytes().splitlines(keepends=True)
    place = json.loads(lines[20])
    exported.write_bytes(b"".join(damage(lines)))
    outcome = storedrill("journal", "verify", str(exported), "--json")
    found = json.loads(outcome.out)["findings"]
    assert outcome.status == 1
    assert finding in [one["id"] for one in found]
    told = storedrill("journal", "verify", str(exported))
    assert told.status == 1
    places = {(one.get("stream"), one.get("seq")) for one in found} | {("line", one.get("line")) for one in found}
    assert places & {(place["stream"], place["seq"]), ("line", 20), ("line", 21)}
    assert len(told.out.splitlines()) == len(found)


def test_any_changed_byte_is_noticed(storedrill: Storedrill, exported: Path) -> None:
    whole, chance = exported.read_bytes(), random.Random(20)
    for _ in range(40):
        at = chance.randrange(len(whole))
        changed = bytes([whole[at] ^ (1 << chance.randrange(7))])
        exported.write_bytes(whole[:at] + changed + whole[at + 1 :])
        assert storedrill("journal", "verify", str(exported)).status == 1, f"byte {at} became {changed!r}"


def test_any_cut_is_noticed(storedrill: Storedrill, exported: Path) -> None:
    whole, chance = exported.read_bytes(), random.Random(21)
    for at in [0, 1, len(whole) - 2, *(chance.randrange(len(whole)) for _ in range(20))]:
        exported.write_bytes(whole[:at])
        assert storedrill("journal", "verify", str(exported)).status == 1, f"cut at byte {at}"


def test_a_changed_data_folder_is_noticed(storedrill: Storedrill, played: Path) -> None:
    with sqlite3.connect(played / "storedrill.db") as raw:
        columns = [name for _, name, kind, *_ in raw.execute("PRAGMA table_info(segments)") if kind == "BLOB"]
        largest = max(columns, key=lambda name: raw.execute(f"SELECT max(length({name})) FROM segments").fetchone())
        ((data,),) = raw.execute(f"SELECT {largest} FROM segments").fetchall()
        assert b'"by":"trainee"' in data
        raw.execute(f"UPDATE segments SET {largest} = ?", (data.replace(b'"by":"trainee"', b'"by":"trainer"', 1),))
    raw.close()
    verdict = storedrill("journal", "verify", "last")
    assert verdict.status == 1
    assert "altered" in verdict.out


def _sql(home: Path, *statements: str) -> None:
    with sqlite3.connect(home / "storedrill.db") as raw:
        for statement in statements:
            raw.execute(statement)
    raw.close()


@pytest.fixture
def left(storedrill: Storedrill, home: Path) -> str:
    """A drill that was left in the middle, some entries in."""
    house = House(home, lang="en")
    drill = house.start("first-sale", "practice", None, seed=3)
    play(drill.session, perfect(3), 60_000)
    house.close()
    return drill.run


UNSOUND = {
    "cut off": ["DELETE FROM entries WHERE position > (SELECT max(position) - 5 FROM entries)"],
    "missing": ["DELETE FROM entries WHERE position = 1"],
    "another place": [
        "UPDATE entries SET position = CASE position WHEN 8 THEN -11 ELSE -8 END WHERE position IN (8, 11)",
        "UPDATE entries SET position = -position WHERE position < 0",
    ],
}


@pytest.mark.parametrize("named", UNSOUND)
def test_an_open_session_that_was_changed_is_named_and_goes_no_further(
    storedrill: Storedrill, home: Path, left: str, named: str
) -> None:
    assert storedrill("journal", "verify", left).status == 0
    _sql(home, *UNSOUND[named])
    verdict = storedrill("journal", "verify", left)
    assert (verdict.status, verdict.err) == (1, "")
    assert named in verdict.out
    for command in (["replay", left, "--verify"], ["grade", left]):
        outcome = storedrill(*command)
        assert (outcome.status, outcome.out) == (2, "")
        assert f"storedrill journal verify {left}" in outcome.err
    house = House(home, lang="en")
    assert house.unfinished() == [], "it is not offered to be continued"
    with pytest.raises(JournalUnsound):
        house.resume(left)
    house.close()


def test_a_cut_sealed_session_is_neither_replayed_nor_graded(
    storedrill: Storedrill, played: Path, tmp_path: Path
) -> None:
    (session,) = json.loads(storedrill("sessions", "--json").out)
    with sqlite3.connect(played / "storedrill.db") as raw:
        ((lines, first),) = raw.execute("SELECT lines, first FROM segments ORDER BY first DESC LIMIT 1").fetchall()
        kept = b"\n".join(lines.split(b"\n")[:-30])
        raw.execute("UPDATE segments SET lines = ? WHERE first = ?", (kept, first))
    raw.close()
    for command in (["replay", "last", "--verify"], ["grade", "last"], ["grade", "last", "--json"]):
        outcome = storedrill(*command)
        assert (outcome.status, outcome.out) == (2, "")
        assert f"storedrill journal verify {session['run']}" in outcome.err
    file = tmp_path / "cut.jsonl"
    exported = storedrill("journal", "export", "last", str(file))
    assert exported.status == 1
    assert exported.out.startswith(f"{session['entries'] - 30} entries written")
    assert len(file.read_bytes().splitlines()) == 1 + session["entries"] - 30
    assert "not sound" in exported.err
    assert storedrill("journal", "verify", str(file)).out == storedrill("journal", "verify", "last").out


def test_what_the_store_cannot_give_is_said_in_words(storedrill: Storedrill, played: Path) -> None:
    _sql(played, "UPDATE segments SET spans = 'x'")
    said = {lang: storedrill("--lang", lang, "journal", "verify", "last") for lang in ("en", "zh")}
    assert {outcome.status for outcome in said.values()} == {1}
    assert "segment at entry 1 is damaged" in said["en"].out
    assert "所在的段已损坏" in said["zh"].out
    assert not any("store." in outcome.out for outcome in said.values())
    (finding,) = json.loads(storedrill("journal", "verify", "last", "--json").out)["findings"]
    assert finding["given"]["reason"] == "store.segment_damaged", "machines have the id"
    for command in (["replay", "last", "--verify"], ["grade", "last"]):
        assert storedrill(*command).status == 2
