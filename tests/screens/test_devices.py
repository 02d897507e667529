"""Meet your devices: scans are told from typing, and each virtual device answers to what hands do."""

from collections.abc import Callable

import pytest

from simulator.kernel.paper import TRAINING_MARK
from simulator.locale import Words
from simulator.screens.devices.bench import SAMPLES, Bench
from simulator.screens.devices.devices import Devices
from simulator.screens.shell.bars import MessageLine
from tests.screens.conftest import screen_text
from tests.screens.fake_house import FakeHouse


class RealPrinter:
    name = "escpos-tcp://10.0.0.9:9100"

    def __init__(self, error: str = "") -> None:
        self.error = error
        self.printed: list[object] = []

    def test(self, document: object) -> str:
        self.printed.append(document)
        return self.error


async def test_a_burst_is_a_scan_and_a_key_is_a_key(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "f4")
        devices = pilot.app.screen
        assert isinstance(devices, Devices)
        assert devices.take_scan("6901234567892", 0.0)
        await press(pilot, "right")
        text = screen_text(pilot.app)
        assert "EAN-13 · 6901234567892 · check digit right" in text
        assert devices.pressed[-1] == "→"
        assert devices.query_one(MessageLine).told == ("devices.told.scan", {"code": "6901234567892"})


@pytest.mark.parametrize(
    ("sample", "told"),
    [
        (0, "EAN-13 · 6901234567892"),
        (1, "the check digit should be 2, got 8"),
        (2, "in-store · 2101234007556"),
        (3, "a payment code of WeChat Pay"),
    ],
)
async def test_each_label_to_try_is_understood(shell: Callable, press: Callable, sample: int, told: str) -> None:
    async with shell() as pilot:
        await press(pilot, "f4", *["right"] * sample, "enter")
        assert SAMPLES[sample] in screen_text(pilot.app)
        assert told in screen_text(pilot.app)


async def test_a_test_receipt_bears_the_mark_and_opens_the_drawer(shell: Callable, press: Callable) -> None:
    now = [0.0]
    async with shell((120, 60)) as pilot:
        pilot.app.monotonic = lambda: now[0]
        await press(pilot, "f4", "down", "enter")
        now[0] = 5.0
        devices = pilot.app.screen
        assert isinstance(devices, Devices)
        devices._tick()
        await press(pilot)
        await pilot.pause()
        text = screen_text(pilot.app)
        assert TRAINING_MARK in text
        assert "drawer open" in text


def test_paper_and_cover_hold_what_was_sent() -> None:
    bench = Bench()
    bench.cover(0)
    bench.print((), 0, kick=True)
    assert bench.printer.error == "EPTR_COVER_OPEN"
    assert not bench.drawer.opened
    bench.cover(10)
    assert bench.drawer.opened
    bench.roll(20)
    assert bench.printer.error == "EPTR_REC_EMPTY"
    bench.roll(30)
    assert bench.printer.error is None


async def test_the_scale_comes_to_rest(shell: Callable, press: Callable) -> None:
    now = [0.0]
    async with shell() as pilot:
        pilot.app.monotonic = lambda: now[0]
        await press(pilot, "f4")
        devices = pilot.app.screen
        assert isinstance(devices, Devices)
        devices.action_put(755)
        await pilot.pause()
        assert "0.755 kg  ~ moving" in screen_text(pilot.app)
        now[0] = 1.0
        devices._tick()
        await pilot.pause()
        assert "0.755 kg  stable" in screen_text(pilot.app)


async def test_the_display_shows_chinese_to_the_cell(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.lang = "zh"
    async with shell() as pilot:
        await press(pilot, "f4")
        devices = pilot.app.screen
        assert isinstance(devices, Devices)
        devices.action_total()
        assert devices.bench.display.lines[0] == "合计" + " " * 11 + "26.72"


async def test_without_a_real_printer_nothing_real_is_offered(shell: Callable, press: Callable) -> None:
    async with shell() as pilot:
        await press(pilot, "f4")
        assert not pilot.app.screen.query_one("#real-print").display
        assert not pilot.app.screen.query_one("#confirm-drawer").display


@pytest.mark.parametrize(
    ("error", "id"), [("", "devices.told.printed"), ("EPTR_REC_EMPTY", "devices.told.not_printed")]
)
async def test_a_real_printer_says_how_it_went(
    shell: Callable, house: FakeHouse, press: Callable, error: str, id: str
) -> None:
    printer = RealPrinter(error)
    house.printer = printer
    async with shell() as pilot:
        await press(pilot, "f4")
        await pilot.click("#real-print")
        await press(pilot, "shift")
        assert len(printer.printed) == 1
        assert pilot.app.screen.query_one(MessageLine).told[0] == id


async def test_a_real_drawer_is_kicked_only_after_a_yes(shell: Callable, house: FakeHouse, press: Callable) -> None:
    house.printer = RealPrinter()
    async with shell() as pilot:
        await press(pilot, "f4")
        assert not house.drawer_confirmed
        await pilot.click("#confirm-drawer")
        assert house.drawer_confirmed
        await pilot.click("#confirm-drawer")
        assert not house.drawer_confirmed


class RealScanner:
    device = "/dev/nosuch"

    def __init__(self, error: str | None = None) -> None:
        self.error = error


@pytest.mark.parametrize("error", ["E_NOHARDWARE", "E_OFFLINE", "E_TIMEOUT", "E_FAILURE", None])
async def test_how_the_real_scanner_is_stands_there(
    shell: Callable, press: Callable, house: FakeHouse, error: str | None
) -> None:
    async with shell() as pilot:
        await press(pilot, "f4")
        assert "/dev/nosuch" not in screen_text(pilot.app)
        house.scanner = RealScanner(error)
        devices = pilot.app.screen
        assert isinstance(devices, Devices)
        devices._tick()
        await pilot.pause()
        told = Words("en")(f"devices.scanner.{error}" if error else "devices.ready")
        assert f"{'!' if error else '●'} scanner /dev/nosuch: {told}" in screen_text(pilot.app)


async def test_what_a_hand_does_is_read_whole_on_a_small_screen(shell: Callable, press: Callable) -> None:
    async with shell((80, 24)) as pilot:
        await press(pilot, "f4", "f12")
        text = screen_text(pilot.app)
        for hand in ("roll", "put.755", "put.20000"):
            assert Words("zh")(f"devices.hand.{hand}") in text, hand
