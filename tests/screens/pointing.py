"""A mouse at any workstation's screen."""

from textual.pilot import Pilot

from simulator.kernel.texts import cells
from simulator.screens.station.pane import Pane


async def click_on(pilot: Pilot[None], text: str) -> None:
    """Click on the first thing of the front screen that says so and that something happens at."""
    for pane in pilot.app.screen.query(Pane):
        for y, line in enumerate(pane.shown):
            drawn = "".join(span.text for span in line)
            hits = [span for span in line if span.hit and text in span.text]
            if hits and pane.display:
                at = len(drawn[: drawn.index(hits[0].text)])
                await pilot.click(pane, offset=(at + 1 + pane.gutter.left, y + pane.gutter.top))
                return
    raise AssertionError(f"nothing to click says {text!r}")


async def click(pilot: Pilot[None], text: str, within: str = "*") -> None:
    """Click where `text` stands; fails where it is nowhere to be seen."""
    await pilot.pause()
    for pane in pilot.app.screen.query(within).results(Pane):
        for y, line in enumerate(pane.shown if pane.region else ()):
            shown = "".join(span.text for span in line)
            if text in shown:
                assert await pilot.click(pane, offset=(cells(shown[: shown.index(text)]), y))
                await pilot.pause()
                return
    raise AssertionError(f"{text!r} is nowhere on screen")
