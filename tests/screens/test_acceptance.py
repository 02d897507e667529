"""Readiness, acceptance cases and issues in the app: by keys alone, by mouse alone, in both languages."""

import doctest
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot

from simulator.acceptance.desk import AcceptanceDesk
from simulator.kernel.texts import Lang, cells
from simulator.locale import Words
from simulator.readiness.opening import OpeningDesk
from simulator.screens.acceptance.case import OneCase
from simulator.screens.acceptance.cases import Cases, row
from simulator.screens.acceptance.issue import OneIssue
from simulator.screens.acceptance.issues import Issues
from simulator.screens.acceptance.log import LogIssue
from simulator.screens.app import StoredrillApp
from simulator.screens.debrief.debrief import Debrief
from simulator.screens.readiness import gates
from simulator.screens.readiness.gate import OneGate
from simulator.screens.readiness.gates import Gates, columns
from simulator.screens.readiness.waiver import GiveWaiver
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.field import Field
from simulator.screens.shell.spoken import Spoken, Tile
from simulator.screens.workstations import screen_of
from simulator.store.database import Database
from simulator.store.sql_journal import SqlJournal
from tests.screens.conftest import in_both_languages, screen_text, settle
from tests.screens.fake_house import FakeHouse
from tests.screens.played import finished, new_drill

BEST, SMALLEST = (120, 40), (80, 24)
TODAY = date(2026, 12, 1)
STORE = """\
store: station_road
title: {en: Station Road, zh: 站前路店}
opening: 2026-12-20
lanes: 2
transactions a day: 900
peak hour: 140
super user: 王芳
shifts: {early: {title: {en: Early, zh: 早班}, needs: {cashier: 1}}}
staff:
  - {name: 王芳, roles: cashier, shifts: early}
devices: [printer-1, scanner-2]
waivers:
  - {gate: availability, owner: 赵敏, reason: {en: Trial ends later, zh: 试运行未结束}, until: 2026-12-31}
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[FakeHouse]:
    """A store that is far from ready, three cases, one of them failed, and an issue with its moment."""
    home = tmp_path / "home"
    with Database.open(home) as database:
        journal = SqlJournal(database)
        house = FakeHouse(home=home, last_person=("p1", "cashier"))
        desk = AcceptanceDesk(database, journal, lambda: "2026-12-01T09:00:00+08:00")
        house.acceptance = desk
        house.opening = OpeningDesk(home, database, journal, lambda: house.lang, lambda *_: None, lambda: TODAY)
        (home / "stores").mkdir(parents=True)
        (home / "stores" / "station_road.yaml").write_text(STORE, "utf-8")
        for title in ("会员价", "整单退货", "断网收银"):
            desk.write(title, "扫码", "与原系统一致", "赵敏", tester="王芳")
        desk.record("C-001", "passed", "王芳", system="POS 5.2")
        desk.record("C-002", "failed", "王芳", system="POS 5.2", note="少一分")
        desk.log("退货少一分", "POS 5.2 › C-002", "severe", "王芳", owner="供应商", case="C-002")
        yield house


async def test_an_issue_is_logged_from_any_screen_by_one_key(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    async with shell(SMALLEST) as pilot:
        for way in ((), ("f4",), ("escape", "f7"), ("f3",), ("enter",), ("escape", "f1")):
            await press(pilot, *way)
            below = pilot.app.screen
            await press(pilot, "ctrl+f11")
            assert isinstance(pilot.app.screen, LogIssue), way
            await press(pilot, "ctrl+f11", "escape")
            assert pilot.app.screen is below, "there is one at a time, and it goes away alone"
        await press(pilot, "ctrl+f11", "a", "b", "f2", "enter", "c", "enter", "enter")
        kept = house.acceptance.issues()[-1]
        assert (kept.issue.what, kept.owner, kept.issue.by, kept.severity) == ("ab", "c", "王芳", "suggestion")
        assert kept.issue.where == "Acceptance cases › help"
        assert kept.issue.moment is None


async def test_by_mouse_alone_from_the_help_of_any_screen(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell(BEST) as pilot:
        await press(pilot, "f1")
        rows = screen_text(pilot.app).splitlines()
        at = next(n for n, row in enumerate(rows) if "Log an issue" in row)
        await pilot.click(offset=(rows[at].index("Log an issue") + 2, at))
        await settle(pilot)
        assert isinstance(pilot.app.screen, LogIssue)
        for chip in ("#usual-what Tile", "#severity-severe", "#usual-owner Tile", "#keep"):
            await pilot.click(chip)
            await settle(pilot)
        kept = house.acceptance.issues()[1]
        assert (kept.issue.what, kept.owner, kept.severity) == ("Result is wrong", "Supplier", "severe")


@pytest.mark.parametrize(("mode", "stands"), [("practice", True), ("exam", False)])
async def test_at_a_workstation_the_moment_is_kept_and_the_clock_waits_but_for_an_exam(
    shell: Callable, house: FakeHouse, press: Callable, mode: str, stands: bool
) -> None:
    drill = new_drill(mode)
    async with shell(BEST) as pilot:
        station = screen_of(drill)
        pilot.app.push_screen(station)
        await settle(pilot)
        seen = drill.session.sequences["till-1"]
        await press(pilot, "f2", "ctrl+f11")
        assert isinstance(pilot.app.screen, LogIssue), "over a dialog, too"
        assert drill.clock.paused is stands
        await press(pilot, *"slow", "f8")
        assert not drill.clock.paused
        assert station.message.id == "uat.logged"
        moment = house.acceptance.issues()[-1].issue.moment
        assert (moment.run, moment.stream, moment.seq) == (drill.run, "till-1", seen)


async def test_from_an_issue_to_its_moment_and_on(shell: Callable, house: FakeHouse, press: Callable) -> None:
    from grading.acceptance.model import Moment

    review, ended = finished()
    mark = ended.debrief.timeline[5]
    house.acceptance.log("x", "till", "severe", "王芳", moment=Moment(review.run, mark.stream, mark.seq, mark.at))
    house.looked_back = review, ended
    async with shell(BEST) as pilot:
        await press(pilot, "f7", "f4", "down", "enter")
        assert isinstance(pilot.app.screen, OneIssue)
        await press(pilot, "f9")
        assert isinstance(pilot.app.screen, Debrief)
        assert pilot.app.screen.timeline.mark == mark
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, Issues)
        await press(pilot, "up", "enter", "enter")
        assert house.acceptance.issue(1).state == "mending"
        await press(pilot, "enter", "enter", "enter", "enter")
        assert house.acceptance.issue(1).state == "closed"
        assert house.acceptance.issues()[-1].issue.no == 1


async def test_a_case_is_tried_and_a_failure_becomes_an_issue(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    async with shell(BEST) as pilot:
        await press(pilot, "f7", "f3")
        assert isinstance(pilot.app.screen, Cases)
        assert [one.case.id for one in pilot.app.screen.found] == ["C-002", "C-003", "C-001"]
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, OneCase)
        await press(pilot, "f8")
        assert pilot.app.screen.query_one(MessageLine).told[0] == "uat.on_what"
        await press(pilot, *"POS", "tab", "tab", *"bad", "f9")
        assert isinstance(pilot.app.screen, LogIssue)
        assert pilot.app.screen.query_one("#what", Field).value == "bad"
        await press(pilot, "f8")
        assert house.acceptance.case("C-003").latest.system == "POS"
        assert house.acceptance.issues()[1].issue.case == "C-003"
        await press(pilot, "f4", "enter")
        assert len(house.acceptance.cases()) > 10
        await press(pilot, "f3", *"new", "enter", "enter", *"ok", "f8")
        assert house.acceptance.case("C-004").case.expected.en == "ok"
        await press(pilot, "f8")
        assert (house.home / "uat-cases.xlsx").exists()


def test_an_id_is_whole_where_the_title_keeps_room(house: FakeHouse) -> None:
    tried = house.acceptance.case("C-001")
    long = msgspec.structs.replace(tried.case, id="holiday-rush/queue_served")
    drawn = msgspec.structs.replace(tried, case=long)
    for width in range(60, 160):
        said = [str(row(one, lambda wide=width: wide, 25)(Words("zh"))) for one in (tried, drawn)]
        assert ("holiday-rush/queue_served" in said[1]) == (width >= 38 + 34 + 25)
        assert "C-001" in said[0]
        assert "queue_" in said[1] or "e_served" in said[1], "its end tells it"
        assert len({cells(each[: each.index("会员价")]) for each in said}) == 1, "the titles stand below each other"
        assert max(map(cells, said)) <= max(width, 62)


async def test_from_a_gate_to_its_evidence_and_a_waiver(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell(SMALLEST) as pilot:
        await press(pilot, "f7")
        screen = pilot.app.screen
        assert isinstance(screen, Gates)
        assert screen.ready is not None
        assert screen.ready.verdict == "not_ready"
        at = next(n for n, row in enumerate(screen.ready.rows) if row.gate.id == "uat_cases")
        screen.action_gate(at)
        await settle(pilot)
        assert isinstance(pilot.app.screen, OneGate)
        assert "POS 5.2" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, OneCase)
        await press(pilot, "escape", "f6")
        assert isinstance(pilot.app.screen, GiveWaiver)
        await press(pilot, *"Zhao", "enter", *"later", "f8")
        assert isinstance(pilot.app.screen, Gates)
        row = pilot.app.screen.ready.rows[at]
        assert (row.weight, row.waiver.owner.en, row.waiver.until) == ("risk", "Zhao", "2026-12-20")
        severe = next(n for n, row in enumerate(screen.ready.rows) if row.gate.no_go == "always")
        screen.action_gate(severe)
        await settle(pilot)
        await press(pilot, "f7")
        assert isinstance(pilot.app.screen, OneGate), "it takes no waiver"


# --- pictures --------------------------------------------------------------------------------------------------------


def test_a_row_is_as_wide_as_the_terminal_or_is_two() -> None:
    rows = [("Gate", "Figure (n)", "Comes from", "Owner"), ("x" * 30, "y" * 20, "客户系统", "甲乙双方")]
    found = [columns(rows, width) for width in range(60, 200)]
    whole = [each for each in found if each]
    assert found == [*[None] * (len(found) - len(whole)), *whole]
    assert [sum(each) for each in whole] == list(range(whole[0][0] + sum(whole[0][1:]), sum(whole[-1]) + 1))
    assert all(now >= then for one, other in pairwise(whole) for then, now in zip(one, other, strict=True))
    assert doctest.testmod(gates).failed == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (150, 40)])
async def test_a_gate_is_whole_with_its_owner_at_every_width(
    shell: Callable, press: Callable, lang: Lang, size: tuple[int, int]
) -> None:
    async with shell(size) as pilot:
        await ready(pilot)
        if pilot.app.words.lang != lang:
            await press(pilot, "f12")
        screen = pilot.app.screen
        assert isinstance(screen, Gates)
        assert screen.ready is not None
        tiles = [tile.said().plain for tile in screen.query(".gate").results(Tile)]
        assert len({said.count("\n") for said in tiles}) == 1, "all of them take one row, or two"
        assert ("\n" in tiles[0]) == (size[0] < (120 if lang == "zh" else 150))
        assert len(tiles) == len(screen.ready.rows)
        for row in screen.ready.rows:
            said = next(said for said in tiles if row.gate.title[lang] in said)
            assert row.gate.owner[lang] in said
            assert "…" not in said
            assert all(cells(each) <= size[0] - 6 for each in said.splitlines())


async def test_gates_take_as_many_rows_as_the_terminal_makes_them(shell: Callable) -> None:
    """Also once it is made narrower, with heads that say how."""
    async with shell((150, 40)) as pilot:
        await ready(pilot)
        screen = pilot.app.screen
        tile = screen.query(".gate").first(Tile)
        heads = screen.query_one("#heads", Spoken)
        assert (tile.region.height, " / " in heads.said().plain) == (1, False)
        await pilot.resize_terminal(*SMALLEST)
        await settle(pilot)
        assert (tile.region.height, " / " in heads.said().plain) == (2, True)


async def ready(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("f7")
    await settle(pilot)


def then(*keys: str) -> Callable:
    async def way(pilot: Pilot[None]) -> None:
        await ready(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return way


async def gate(pilot: Pilot[None]) -> None:
    await ready(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, Gates)
    assert screen.ready is not None
    screen.action_gate(next(n for n, row in enumerate(screen.ready.rows) if row.gate.id == "uat_cases"))
    await settle(pilot)


WAYS = {
    "gates": ready,
    "gate": gate,
    "cases": then("f3"),
    "case": then("f3", "enter"),
    "issues": then("f4"),
    "issue": then("f4", "enter"),
    "log": then("ctrl+f11"),
}


@pytest.mark.parametrize(
    ("way", "lang", "size"),
    [("gates", "zh", SMALLEST), ("gates", "en", BEST), ("gate", "en", SMALLEST), ("case", "zh", SMALLEST),
     ("issue", "en", BEST), ("log", "zh", SMALLEST)],
)  # fmt: skip
def test_picture(snap_compare: Callable, house: FakeHouse, way: str, lang: Lang, size: tuple[int, int]) -> None:
    house.lang = lang
    app = StoredrillApp(house, still=True, monotonic=lambda: 0.0)
    assert snap_compare(app, terminal_size=size, run_before=WAYS[way])


@pytest.mark.parametrize("way", WAYS)
async def test_everything_fits_and_switches_language_at_every_size(shell: Callable, house: FakeHouse, way: str) -> None:
    async with shell(SMALLEST) as pilot:
        await WAYS[way](pilot)
        assert [len(rows) async for rows in in_both_languages(pilot, 80)] == [24, 24]
