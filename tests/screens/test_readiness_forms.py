"""What is filled in on the readiness screens: evidence, a store's profile, a waiver; by keys or by mouse alone."""

import doctest
from collections.abc import Callable
from hashlib import sha256

import pytest
import yaml
from textual.pilot import Pilot

from grading.readiness import offers
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.screens.app import StoredrillApp
from simulator.screens.people.keypad import Keypad
from simulator.screens.readiness import form
from simulator.screens.readiness.attach import AttachEvidence
from simulator.screens.readiness.gates import Gates
from simulator.screens.readiness.lanes import Lanes
from simulator.screens.readiness.seat import OneSeat
from simulator.screens.readiness.store import EditStore
from simulator.screens.readiness.waiver import GiveWaiver
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.field import Field
from simulator.screens.shell.spoken import Tile
from simulator.store.evidence import EvidenceBook
from tests.screens.conftest import in_both_languages, screen_text, settle
from tests.screens.fake_house import FakeHouse
from tests.screens.test_acceptance import BEST, SMALLEST, STORE, house

__all__ = ["house"]  # the fixture: a store that is far from ready


def told(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(MessageLine).told[0]


def kept(house: FakeHouse) -> list[tuple[object, ...]]:
    book = EvidenceBook(house.opening._database)
    return [(one.file, one.sha256, one.by, one.origin, one.day, one.until, one.value, one.n, one.store)
            for one in book.attached()]  # fmt: skip


def profile(house: FakeHouse) -> dict:
    found: dict = yaml.load((house.home / "stores" / "station_road.yaml").read_text("utf-8"), yaml.BaseLoader)
    return found


async def open_gate(pilot: Pilot[None], id: str) -> None:
    if not isinstance(pilot.app.screen, Gates):
        await pilot.press("f7")
        await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, Gates)
    assert screen.ready is not None
    screen.action_gate(next(n for n, row in enumerate(screen.ready.rows) if row.gate.id == id))
    await settle(pilot)


async def click(pilot: Pilot[None], text: str) -> None:
    """On what says so, of the screen in front."""
    tile = next(tile for tile in pilot.app.screen.query(Tile) if text in tile.said().plain)
    await pilot.click(offset=(tile.region.x + 1, tile.region.y))
    await settle(pilot)


async def dial(pilot: Pilot[None], digits: str) -> None:
    """On the pad."""
    pad = pilot.app.screen.query_one(Keypad)
    shown = pad.said().plain
    for digit in digits:
        await pilot.click(Keypad, offset=(shown.index(digit), 0))
        await settle(pilot)


def of_the_box(rows: list[str]) -> list[str]:
    """Rows of the dialog in front."""
    return [row for row in rows if row.strip().startswith("│")]


# --- evidence --------------------------------------------------------------------------------------------------------


async def test_evidence_is_attached_by_keys_alone(shell: Callable, house: FakeHouse, press: Callable) -> None:
    protocol = house.home / "load test.pdf"
    protocol.write_bytes(b"%PDF measured")
    async with shell(SMALLEST) as pilot:
        await open_gate(pilot, "response_time")
        await press(pilot, "f7")
        assert isinstance(pilot.app.screen, AttachEvidence)
        await press(pilot, *str(protocol), "enter", *"1.4", "enter", *"5000", "f8")
        assert isinstance(pilot.app.screen, Gates)
        assert told(pilot) == "evidence.attached"
        row = next(row for row in pilot.app.screen.ready.rows if row.gate.id == "response_time")
        assert (row.status, row.outcome.n, row.outcome.origins) == ("met", 5000, ("customer",))
    digest = sha256(b"%PDF measured").hexdigest()
    assert kept(house) == [
        ("load test.pdf", digest, "王芳", "customer", "2026-12-01", "2026-12-20", "1.4 s", 5000, "station_road")
    ]


async def test_evidence_is_attached_by_mouse_alone(shell: Callable, house: FakeHouse) -> None:
    (house.home / "minutes.pdf").write_bytes(b"signed")
    async with shell(SMALLEST) as pilot:
        await open_gate(pilot, "response_time")
        await click(pilot, "Attach evidence")
        for step in ("Choose a file", "minutes.pdf", "real device"):
            await click(pilot, step)
        await pilot.click("#value")
        await dial(pilot, "0.9")
        await pilot.click("#n")
        await dial(pilot, "120")
        await click(pilot, "Keep")
        assert isinstance(pilot.app.screen, Gates)
    assert [one[0] for one in kept(house)] == ["minutes.pdf"]
    assert kept(house)[0][3:4] + kept(house)[0][6:8] == ("device", "0.9 s", 120)


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ({"file": ""}, "readiness.file_or_session"),
        ({"file": "no such file"}, "shell.house_failed"),
        ({"value": "99%"}, "readiness.bad_value"),
        ({"n": ""}, "readiness.bad_value"),
        ({"until": "20260101"}, "readiness.bad_until"),
        ({"until": "soon"}, "readiness.bad_day"),
        ({"by": " "}, "readiness.bad_by"),
        ({"value": "", "load": "1"}, "uat.own_load"),
    ],
)
async def test_evidence_is_refused_as_on_the_command_line(
    shell: Callable, house: FakeHouse, press: Callable, typed: dict[str, str], id: str
) -> None:
    load = b'{"kind":"stress","version":1,"outcome":{"passed":true,"stopped":false,"sales":390,"returns":10,'
    load += b'"per_hour":1440,"latency":{"average":12.3456}}}'
    paper = house.home / "x.json"
    paper.write_bytes(load if typed.pop("load", "") else b"x")
    async with shell(SMALLEST) as pilot:
        await open_gate(pilot, "response_time")
        await press(pilot, "f7")
        for field, value in ({"file": str(paper), "value": "1.4", "n": "100"} | typed).items():
            pilot.app.screen.query_one(f"#{field}", Field).value = value
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, AttachEvidence)
        assert told(pilot) == id
        rows = of_the_box(screen_text(pilot.app).splitlines())
        assert "Esc" in rows[-1], "its keys are in sight, whatever the message"
    assert kept(house) == []


async def test_a_session_of_counts_is_the_sandboxs_and_only_for_a_variance(
    shell: Callable, house: FakeHouse, press: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which figure it has is read from its journal: here there is none, and nothing is kept."""
    monkeypatch.setattr(house.opening, "counts", lambda: [offers.Count("r9", "cycle-count", "2026-12-01", "0.4%", 12)])
    async with shell(SMALLEST) as pilot:
        await open_gate(pilot, "response_time")
        await press(pilot, "f7", "f4")
        assert isinstance(pilot.app.screen, AttachEvidence), "it measures no time"
        await press(pilot, "escape", "escape")
        await open_gate(pilot, "stock_variance")
        await press(pilot, "f7", "f4")
        assert "0.4%" in screen_text(pilot.app)
        await press(pilot, "enter", "f8")
        screen = pilot.app.screen
        assert isinstance(screen, AttachEvidence)
        assert screen.origin == "sandbox"
        assert told(pilot) == "readiness.nothing_counted"
    assert kept(house) == []


# --- a store's profile -----------------------------------------------------------------------------------------------


async def test_a_profile_is_edited_by_keys_alone_and_keeps_what_it_does_not_show(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    async with shell(SMALLEST) as pilot:
        await press(pilot, "f7", "f6")
        assert isinstance(pilot.app.screen, EditStore)
        await press(pilot, *"261224", "enter", "3", "enter", "enter", *"145")
        await press(pilot, "f3", "enter")
        assert isinstance(pilot.app.screen, OneSeat)
        assert pilot.app.screen.seat.name == "Li Lei"
        await press(pilot, "right", "space", "down", "space")
        assert pilot.app.screen.star
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, EditStore)
        await press(pilot, "f4")
        assert isinstance(pilot.app.screen, Lanes)
        await press(pilot, "space", "f8", "f8")
        assert isinstance(pilot.app.screen, Gates)
        assert told(pilot) == "uat.kept_here"
    now, was = profile(house), yaml.load(STORE, yaml.BaseLoader)
    changed = {name for name in now if now[name] != was.get(name)}
    assert changed == {"opening", "lanes", "peak hour", "super user", "staff", "devices"}
    assert (now["opening"], now["lanes"], now["peak hour"], now["super user"]) == ("2026-12-24", "3", "145", "Li Lei")
    assert now["staff"][1] == {"name": "Li Lei", "roles": ["cashier", "stock clerk"], "shifts": ["early"]}
    assert now["devices"] == ["scanner-2"]
    digest = sha256(STORE.encode()).hexdigest()[:12]
    assert (house.home / "stores" / "earlier" / f"station_road-{digest}.yaml").read_text("utf-8") == STORE
    assert house.opening.stores() == ["station_road"]


async def test_a_new_store_by_mouse_alone_but_for_its_name(shell: Callable, house: FakeHouse, press: Callable) -> None:
    async with shell(BEST) as pilot:
        await press(pilot, "f7")
        rows = screen_text(pilot.app).splitlines()
        await pilot.click(offset=(next(row.index("F5") for row in rows if "F5 Keep a store" in row), len(rows) - 2))
        await settle(pilot)
        await click(pilot, "New store")
        await press(pilot, *"West Gate")
        for field, digits in (("opening", "261231"), ("daily", "400"), ("peak", "60")):
            await pilot.click(f"#{field}")
            await dial(pilot, digits)
        for step in ("Add somebody", "王芳", "Store manager", "Super user", "Keep"):
            await click(pilot, step)
        for step in ("Devices", "All at every lane", "Keep", "Keep"):
            await click(pilot, step)
        assert isinstance(pilot.app.screen, Gates)
        made = pilot.app.screen.ready.profile
        assert (made.id, made.opening, made.lanes, made.daily, made.peak) == ("west_gate", "2026-12-31", 1, 400, 60)
        assert (made.super_user, made.staff[0].roles) == ("王芳", ("cashier", "manager"))
        assert made.devices == ("printer-1", "scanner-1", "drawer-1")


async def test_what_makes_no_profile_is_told_and_nothing_is_kept(
    shell: Callable, house: FakeHouse, press: Callable
) -> None:
    path = house.home / "stores" / "station_road.yaml"
    async with shell(SMALLEST) as pilot:
        await press(pilot, "f7", "f6", "enter", "backspace", "1", "f8")
        assert told(pilot) == "profile.wrong", "scanner-2 stands at a lane that there is no more"
        assert "scanner-2" in screen_text(pilot.app)
        assert path.read_text("utf-8") == STORE
        house.lang = "zh"
        await press(pilot, "f8")
        assert pilot.app.screen.query_one(MessageLine).told[1]["reason"].startswith("devices"), "which field it is of"
        await press(pilot, "escape")
        assert told(pilot) == "profile.leave"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Gates)
        await press(pilot, "f6", "escape")
        assert isinstance(pilot.app.screen, Gates), "nothing was changed"
        await press(pilot, "f6")
        path.write_text(STORE.replace("900", "950"), "utf-8")
        await press(pilot, "backspace", "9", "f8")
        assert told(pilot) == "profile.changed"
        assert "950" in path.read_text("utf-8")


# --- a waiver --------------------------------------------------------------------------------------------------------


async def test_a_waiver_is_given_by_mouse_alone(shell: Callable, house: FakeHouse) -> None:
    async with shell(SMALLEST) as pilot:
        await open_gate(pilot, "response_time")
        await click(pilot, "Waive")
        for step in ("+ Supplier", "+ Another way"):
            await click(pilot, step)
        await pilot.click("#until")
        await dial(pilot, "⌫" * 10 + "20991231")
        await click(pilot, "Keep")
        assert isinstance(pilot.app.screen, Gates)
        assert told(pilot) == "uat.waived_here"
        row = next(row for row in pilot.app.screen.ready.rows if row.gate.id == "response_time")
        assert (row.waiver.owner.en, row.waiver.until, row.weight) == ("Supplier", "2099-12-31", "risk")
        for lang, marked in (("en", " (waived)"), ("zh", "0（已豁免）")):
            shown = pilot.app.screen._told(row, Words(lang))[1]
            assert shown.endswith(marked), shown


@pytest.mark.parametrize("until", ["20200101", "20261131", "20261219", ""])
async def test_a_waiver_until_no_day_a_past_one_or_one_before_the_opening_is_refused(
    shell: Callable, house: FakeHouse, press: Callable, until: str
) -> None:
    async with shell(SMALLEST) as pilot:
        await open_gate(pilot, "response_time")
        await press(pilot, "f6", *"Zhao", "enter", *"later")
        pilot.app.screen.query_one("#until", Field).value = until
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, GiveWaiver)
        assert told(pilot) == "uat.waived_until"
    assert house.acceptance.waivers() == []


# --- pictures --------------------------------------------------------------------------------------------------------


def at(gate: str, *keys: str) -> Callable:
    async def way(pilot: Pilot[None]) -> None:
        await settle(pilot)
        if gate:
            await open_gate(pilot, gate)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return way


WAYS = {
    "attach": at("stock_variance", "f7"),
    "record": at("hypercare_agreed", "f7"),
    "refused": at("response_time", "f7", "f8"),
    "store": at("", "f7", "f6"),
    "new": at("", "f7", "f5", "enter"),
    "seat": at("", "f7", "f6", "f3", "enter"),
    "lanes": at("", "f7", "f6", "f4"),
    "waive": at("response_time", "f6"),
}


@pytest.mark.parametrize(
    ("way", "lang", "size"),
    [("attach", "zh", SMALLEST), ("refused", "en", SMALLEST), ("store", "zh", SMALLEST), ("seat", "en", BEST)],
)
def test_picture(snap_compare: Callable, house: FakeHouse, way: str, lang: Lang, size: tuple[int, int]) -> None:
    house.lang = lang
    app = StoredrillApp(house, still=True, monotonic=lambda: 0.0)
    assert snap_compare(app, terminal_size=size, run_before=WAYS[way])


@pytest.mark.parametrize("way", WAYS)
async def test_everything_fits_and_switches_language(shell: Callable, house: FakeHouse, way: str) -> None:
    async with shell(SMALLEST) as pilot:
        await WAYS[way](pilot)
        async for rows in in_both_languages(pilot, 80):
            keys = "".join(of_the_box(rows)[-2:])
            assert "F8" in keys, "its keys are in sight"
            assert "Esc" in keys


def test_examples_hold() -> None:
    assert doctest.testmod(form).failed == doctest.testmod(offers).failed == 0
