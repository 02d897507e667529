"""What real devices say of themselves comes to the till's message line: once, in the language of the moment."""

from collections.abc import Callable

from simulator.kernel import stimuli as s
from simulator.locale import Words
from simulator.screens.station.message import Message
from simulator.screens.till.screen import TillScreen
from tests.screens.conftest import settle
from tests.screens.desk import TillDrill
from tests.screens.fake_house import FakeHouse

DEVICE = "/dev/nosuch"


class RealScanner:
    device = DEVICE

    def __init__(self, error: str | None = None) -> None:
        self.error = error


async def test_a_scanner_that_is_away_is_said_once_and_so_is_its_coming_back(shell: Callable, house: FakeHouse) -> None:
    house.scanner = RealScanner("E_NOHARDWARE")
    async with shell() as pilot:
        app = pilot.app
        app.play(TillDrill())
        await settle(pilot)
        till = app.screen
        assert isinstance(till, TillScreen)
        assert till.message.id == "till.told.scanner_lost", "known before the drill began"
        assert f"{DEVICE}: not found" in till.message.text(Words("en"))
        assert f"{DEVICE}：没有找到" in till.message.text(Words("zh"))

        till.message = Message()
        app.on_device_spoke()
        assert till.message.id == "", "nothing has changed"
        house.scanner = RealScanner()
        app.on_device_spoke()
        assert (till.message.kind, till.message.id) == ("good", "till.told.scanner_back")
        house.scanner = RealScanner("E_OFFLINE")
        app.on_device_spoke()
        assert "out of reach" in till.message.text(Words("en"))


async def test_a_scanner_that_is_there_is_no_news(shell: Callable, house: FakeHouse) -> None:
    house.scanner = RealScanner()
    async with shell() as pilot:
        pilot.app.play(TillDrill())
        await settle(pilot)
        assert pilot.app.screen.message.id == "till.told.welcome"


async def test_a_printer_that_answers_nothing_is_said_and_the_sale_stands(shell: Callable) -> None:
    drill = TillDrill()
    async with shell() as pilot:
        pilot.app.play(drill)
        await settle(pilot)
        drill.session.inject(s.ReceiptPrinted("r1", "10.0.0.9:9100", silent=True), "device")
        till = pilot.app.screen
        till.tick()
        assert "The printer 10.0.0.9:9100 takes receipts and does not answer" in till.message.text(Words("en"))
        assert "没有应答" in till.message.text(Words("zh"))
        assert not till.view.printer_error
