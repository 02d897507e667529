"""A mouse at any workstation's screen."""

from textual.pilot import Pilot

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
