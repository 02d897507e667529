"""The line of devices on a narrow screen: what a cashier has to know can be read at every width."""

import pytest

from simulator.kernel import stimuli as s
from simulator.kernel.texts import Lang, cells
from simulator.screens.till.devices import Devices
from tests.screens.desk import TillApp, TillDrill, settle, text_of


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_in_the_box_what_is_wrong_is_whole_with_its_device(lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside whatever the printer does; where two do not fit side by side, those on the right change places."""
    app = TillApp(TillDrill(), lang)
    async with app.run_test(size=(120, 40)) as pilot:
        till = await settle(pilot)
        box, words = till.query_one("#devices", Devices), app.words
        calm = {device: (device, text, wrong) for device, text, wrong in box.states()}
        for printer in ("ready", "low", "printing", "stopped"):
            for terminal in ("unknown", "offline", "reversing", *(("doubled",) if lang == "zh" else ())):
                told = {
                    "printer": ("printer", words(f"till.printer.{printer}"), printer in ("low", "stopped")),
                    "terminal": ("terminal", words(f"till.terminal.{terminal}"), True),
                }
                states = list({**calm, **told}.values())
                monkeypatch.setattr(box, "states", lambda states=states: states)
                shown = [" ".join("".join(span.text for span in line).split()) for line in box.draw(*box.size)]
                for device, text, wrong in states:
                    whole = f"{words(f'till.device.{device}')} {'! ' if wrong else ''}{text}"
                    assert any(whole in line for line in shown), (whole, shown)
                if terminal == "doubled" and printer == "ready" and lang == "zh":
                    assert shown[2] == "打印机 就绪 支付终端 ! 重复扣款", "each in its place where it fits"


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
