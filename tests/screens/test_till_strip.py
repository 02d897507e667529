"""The line of devices on a narrow screen: what a cashier has to know can be read at every width."""

import pytest

from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang, cells
from simulator.screens.till.devices import Devices
from tests.screens.desk import TillApp, TillDrill, settle, text_of


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "happened",
    [
        (),
        (s.PowerFailed(ups=60_000),),
        (s.PowerFailed(),),
        (s.NetworkFailed(), s.PaperNearEnd()),
        (s.NetworkFailed(), s.PrinterFailed("", "E_OFFLINE"), s.PowerFlickered()),
    ],
    ids=["healthy", "ups", "dark", "offline", "all-at-once"],
)
async def test_power_and_network_are_readable_at_every_width(lang: Lang, happened: tuple[s.Stimulus, ...]) -> None:
    drill = TillDrill()
    drill.serve("li", "milk", "soy")
    drill.hear(*happened)
    app = TillApp(drill, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        till = await settle(pilot)
        states = till.query_one("#strip", Devices).states()
        for width in range(80, 112):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            strip = text_of(till, "strip")
            for device, text, wrong in states:
                told = f"{app.words(f'till.device.{device}')} {'! ' if wrong else ''}{text}"
                if device in ("power", "network"):
                    assert told in strip, (width, strip)
                assert told in strip or app.words(f"till.device.{device}") not in strip, (width, strip)
            assert cells(strip.rstrip()) <= width
        if not happened:
            assert strip.count("ok" if lang == "en" else "正常") == 2
