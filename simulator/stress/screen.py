"""A load as it goes along, on the whole screen; a key ends it."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from textual.app import App, ComposeResult
from textual.widgets import Footer, Static

from simulator.locale import Words
from simulator.screens.load.live import Live, Picture
from simulator.screens.theme import COUNTER
from simulator.stress import shown
from simulator.stress.engine import Moment

T = TypeVar("T")
LATELY = 60
"""Seconds that the curves show."""
SHARES = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))


def picture(now: Moment, words: Words) -> Picture:
    tally, audit = now.tally, now.audit
    last = max(tally.seconds, default=0)
    lately = [tally.seconds[n] for n in range(max(0, last - LATELY), last) if n in tally.seconds]
    carried = tuple(float(second.done) for second in lately)
    few = carried[-3:]
    spread = [(name, f"{shown.milliseconds(tally.late.quantile(share))} ms") for name, share in SHARES]
    figures = (
        (words("stress.screen_rate"), f"{sum(few) / max(1, len(few)):,.0f}"),
        (words("stress.screen_done"), f"{tally.done:,}"),
        (words("stress.screen_failed"), f"{tally.failed:,}"),
        (words("stress.page_waiting"), f"{tally.queue:,}"),
        *spread,
    )
    lines = tuple(
        (words(f"stress.invariant_{line.invariant}"), not line.findings if line.checked else None, f"{line.checked:,}")
        for line in audit.lines()
    )
    note = shown.moment(now, words) if now.over or now.awaited else ""
    late = tuple(second.late.quantile(0.99) / 1000 for second in lately)
    left = shown.clock(max(0.0, now.seconds - now.at))
    time = words("stress.screen_time", at=shown.clock(now.at), left=left)
    return Picture(min(1.0, now.at / max(0.001, now.seconds)), time, figures, lines, carried, late, note)


class LoadApp(App[T], Generic[T]):
    """Plays a load in the background; its result is what the app ends with."""

    CSS_PATH = Path(__file__).with_name("screen.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, title: str, words: Words, play: Callable[[Callable[[Moment], None], Callable[[], bool]], T]
    ) -> None:
        super().__init__()
        self.register_theme(COUNTER)
        self.theme = COUNTER.name
        self._title, self._words, self._play = title, words, play
        self.stopped = self.at_once = False
        self.failed: BaseException | None = None
        """What the load could not go on for: raised by whoever ran the app."""

    def compose(self) -> ComposeResult:
        yield Static(self._title, id="title")
        yield Live(lambda: self._words)
        yield Footer()

    def on_mount(self) -> None:
        for key in ("q", "escape"):
            self.bind(key, "quit", description=self._words("stress.screen_stop"), show=key == "q")
        self.run_worker(self._run, thread=True)

    def _run(self) -> None:
        try:
            result = self._play(self._show, self._asked)
        except BaseException as error:  # told by whoever ran the app, once the screen is gone
            self.failed = error
            self.call_from_thread(self.exit, None)
        else:
            self.call_from_thread(self.exit, result)

    def _asked(self) -> bool:
        """Whether it is to end. Raises KeyboardInterrupt where nobody wants to wait for it."""
        if self.at_once:
            raise KeyboardInterrupt
        return self.stopped

    def _show(self, now: Moment) -> None:
        self.call_from_thread(self.query_one(Live).draw, picture(now, self._words))

    async def action_quit(self) -> None:
        """Begin nothing more; the report says what was."""
        self._stop()

    def action_help_quit(self) -> None:
        """Ctrl+C, which Textual has for itself: as without a screen, the second one does not wait."""
        self.at_once = self.stopped
        self._stop()

    def _stop(self) -> None:
        self.stopped = True
        self.query_one(Live).stop()
