"""A load that is asked for, watched, stopped and attached from inside the app."""

import doctest
import json
import threading
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from grading.readiness.offers import takes_loads
from grading.readiness.source import shipped_gates
from simulator.kernel.texts import Text
from simulator.locale import Words
from simulator.screens.load import ask
from simulator.screens.load.ask import AskLoad
from simulator.screens.load.live import Live, Picture
from simulator.screens.load.playing import PlayLoad
from simulator.screens.load.ports import Came, Wish
from simulator.screens.readiness.attach import AttachEvidence
from simulator.screens.readiness.gate import OneGate
from simulator.screens.readiness.gates import Gates
from simulator.screens.shell.bars import MessageLine
from simulator.screens.shell.field import Field
from simulator.store.errors import DiskFull
from tests.screens.conftest import in_both_languages, screen_text, settle
from tests.screens.fake_house import FakeHouse
from tests.screens.test_acceptance import BEST, SMALLEST, house
from tests.screens.test_readiness_forms import click, kept, open_gate, told

__all__ = ["house"]  # the fixture: a store that is far from ready

REPORT = {
    "kind": "stress", "version": 1,
    "outcome": {"passed": True, "stopped": False, "sales": 3900, "returns": 100, "per_hour": 2400,
                "latency": {"average": 12.3456}},
}  # fmt: skip


class Played:
    """A load that goes on until it is stopped, or `until` is set."""

    def __init__(self, house: FakeHouse) -> None:
        self.house, self.wishes, self.until = house, list[Wish](), threading.Event()
        self.stopped = False
        self.fails: Exception | None = None

    def play(
        self, wish: Wish, words: Callable[[], Words], show: Callable[[Picture], None], stopped: Callable[[], bool]
    ) -> Came:
        self.wishes.append(wish)
        if self.fails is not None:
            raise self.fails
        while not self.until.is_set() and not stopped():
            said = words()
            figures = ((said("stress.screen_done"), "1,234"), (said("stress.page_waiting"), "5"))
            holds = ((said("stress.invariant_stock"), True, "77"), (said("stress.invariant_money"), None, "0"))
            show(
                Picture(
                    0.25, said("stress.screen_time", at="0:15", left="0:45"), figures, holds, (3.0, 4.0), (1.0,), ""
                )
            )
            self.until.wait(0.01)
        self.stopped = stopped()
        report, page = self.house.home / "load.json", self.house.home / "load.html"
        report.write_text(json.dumps(REPORT), "utf-8")
        return Came(True, report, page, lambda words: [words("stress.passed", title=words.both(Text("Rush", "高峰")))])


@pytest.fixture
def loads(house: FakeHouse) -> Played:
    played = Played(house)
    house.loads = played
    return played


async def until(pilot: Pilot[None], text: str) -> None:
    """Until it stands there."""
    while text not in screen_text(pilot.app):
        await pilot.pause(0.01)


@pytest.mark.parametrize("size", [SMALLEST, BEST])
async def test_a_load_is_played_and_attached_by_keys_alone(
    size: tuple[int, int], shell: Callable, house: FakeHouse, loads: Played, press: Callable
) -> None:
    async with shell(size) as pilot:
        await open_gate(pilot, "peak_load")
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(pilot.app.screen, AskLoad)
        peak = pilot.app.screen.query_one("#peak", Field).value
        async for rows in in_both_languages(pilot, size[0]):
            assert any("64" in row for row in rows)
            assert any(peak in row for row in rows)
        await press(pilot, "backspace", "backspace", *"32", "enter", "backspace", "backspace", "backspace", *"２")
        await pilot.press("f8")
        await until(pilot, "1,234")
        assert loads.wishes == [Wish("holiday-rush", 32, 2.0, 1.0, int(peak))]
        assert isinstance(pilot.app.screen, PlayLoad)
        assert all(widget.region.bottom <= size[1] for widget in pilot.app.screen.query_one(Live).query("*"))
        text = screen_text(pilot.app)
        assert "0:15 gone, 0:45 to go" in text
        assert "Attach" not in text, "nothing to attach yet"
        await pilot.press("f12")
        await until(pilot, "已完成")
        await pilot.press("f12")
        await until(pilot, "Done")
        loads.until.set()
        await until(pilot, "PASSED under load")
        await settle(pilot)
        await press(pilot, "f7")
        assert isinstance(pilot.app.screen, AttachEvidence)
        assert pilot.app.screen.origin == "sandbox"
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, Gates)
        assert told(pilot) == "evidence.attached"
    # one load answers for what it carried and for how long that took, at the gate that asks for each
    rows = [(file, origin, value, n, store) for file, _, _, origin, _, _, value, n, store in kept(house)]
    assert rows == [
        ("load.json", "sandbox", "2400", 4000, "station_road"),
        ("load.json", "sandbox", "0.013 s", 4000, "station_road"),
    ]


async def test_a_load_is_played_and_attached_by_mouse_alone(shell: Callable, house: FakeHouse, loads: Played) -> None:
    async with shell(SMALLEST) as pilot:
        await open_gate(pilot, "peak_load")
        await click(pilot, "Play a peak load")
        assert isinstance(pilot.app.screen, AskLoad)
        loads.until.set()
        await click(pilot, "Play")
        await settle(pilot)
        await until(pilot, "PASSED under load")
        assert isinstance(pilot.app.screen, PlayLoad)


async def test_a_load_is_stopped_before_one_leaves(
    shell: Callable, loads: Played, press: Callable, house: FakeHouse
) -> None:
    async with shell(SMALLEST) as pilot:
        await press(pilot, "f7")
        await pilot.press("f9")
        await settle(pilot)
        await pilot.press("f8")
        await until(pilot, "1,234")
        await pilot.press("escape")
        await until(pilot, "PASSED under load")
        assert loads.stopped
        assert isinstance(pilot.app.screen, PlayLoad), "what came of it is read first"
        await settle(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Gates)
    assert kept(house) == []


async def test_what_a_load_could_not_go_on_for_is_told(shell: Callable, loads: Played, press: Callable) -> None:
    loads.fails = DiskFull(path="/data")
    async with shell(SMALLEST) as pilot:
        await press(pilot, "f7", "f9", "f8")
        assert isinstance(pilot.app.screen, PlayLoad)
        assert pilot.app.screen.query_one(MessageLine).told == ("store.disk_full", {"path": "/data"})
        await press(pilot, "f7", "escape")
        assert isinstance(pilot.app.screen, Gates), "nothing to attach, and nothing to wait for"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("tills", "0"), ("tills", "2.5"), ("tills", ""), ("rate", "fast"), ("minutes", "1e3"), ("peak", "-4")],
)
async def test_a_load_that_cannot_be_is_told_at_its_field(
    field: str, typed: str, shell: Callable, loads: Played, press: Callable
) -> None:
    async with shell(SMALLEST) as pilot:
        await press(pilot, "f7", "f9")
        screen = pilot.app.screen
        screen.query_one(f"#{field}", Field).value = typed
        await press(pilot, "f8")
        assert pilot.app.screen is screen
        assert screen.query_one(MessageLine).told[0] == "stress.ask_bad"
        assert screen.focused is screen.query_one(f"#{field}")
    assert loads.wishes == []


async def test_what_is_told_of_a_field_changes_its_language_with_it(
    shell: Callable, loads: Played, press: Callable
) -> None:
    async with shell(BEST) as pilot:
        await press(pilot, "f7", "f9")
        pilot.app.screen.query_one("#tills", Field).value = "0"
        await press(pilot, "f8")
        for lang in ("zh", "en"):
            await press(pilot, "f12")
            words = Words(lang)
            said = words("stress.ask_bad", what=words("stress.ask_tills"), least="1", most="1,000", got="0")
            assert pilot.app.screen.query_one(MessageLine).said().plain.endswith(said)


async def test_another_drill_can_be_chosen(shell: Callable, loads: Played, press: Callable) -> None:
    loads.until.set()
    async with shell(SMALLEST) as pilot:
        await press(pilot, "f7", "f9", "f3", "enter")
        assert isinstance(pilot.app.screen, AskLoad)
        await press(pilot, "f8")
    assert [wish.drill for wish in loads.wishes] == ["first-sale"]


@pytest.mark.parametrize("gate", ["peak_load", "response_time", "availability"])
async def test_each_gate_that_a_load_answers_offers_one(
    gate: str, shell: Callable, loads: Played, press: Callable
) -> None:
    async with shell(BEST) as pilot:
        await open_gate(pilot, gate)
        await press(pilot, "f9")
        assert isinstance(pilot.app.screen, AskLoad)


async def test_other_gates_ask_for_no_load(shell: Callable, loads: Played, press: Callable) -> None:
    async with shell(SMALLEST) as pilot:
        await open_gate(pilot, "stock_variance")
        await press(pilot, "f9")
        assert isinstance(pilot.app.screen, OneGate)
        assert "Play a peak load" not in screen_text(pilot.app)


def test_gates_of_which_a_load_speaks() -> None:
    """The same that an attached report of a load answers."""
    shipped = [gate.id for gate in shipped_gates().gates if takes_loads(gate)]
    assert shipped == ["peak_load", "response_time", "availability"]


def test_numbers_as_the_doc_says() -> None:
    assert doctest.testmod(ask).failed == 0
