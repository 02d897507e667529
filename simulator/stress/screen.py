"""A load as it goes along, on the whole screen: figures, curves of the last minute, what holds; a key ends it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, ProgressBar, Sparkline, Static

from simulator.kernel.texts import pad
from simulator.locale import Words
from simulator.screens.theme import COUNTER
from simulator.stress import shown
from simulator.stress.engine import Moment

T = TypeVar("T")
LATELY = 60
"""Seconds that the curves show."""
SHARES = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))


class Picture(NamedTuple):
    """A moment as it is drawn: made where the load is watched, so that nothing changes while it is drawn."""

    at: float
    seconds: float
    figures: tuple[tuple[str, str], ...]
    """Name and figure, in the order in which they are shown."""
    invariants: tuple[tuple[str, bool | None, str], ...]
    """Name, whether it holds (None: nothing was looked at yet), how much was looked at."""
    carried: tuple[float, ...]
    late: tuple[float, ...]
    note: str


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
    note = words("stress.auditing", entries=f"{audit.position:,}") if now.over else ""
    late = tuple(second.late.quantile(0.99) / 1000 for second in lately)
    return Picture(now.at, now.seconds, figures, lines, carried, late, note)


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
        self.stopped = False
        self.failed: BaseException | None = None
        """What the load could not go on for: raised by whoever ran the app."""

    def compose(self) -> ComposeResult:
        words = self._words
        yield Static(self._title, id="title")
        yield ProgressBar(total=100, show_eta=False, id="progress")
        with Horizontal(id="middle"):
            yield Static(words("stress.screen_opening"), id="figures")
            yield Static(id="invariants")
        with Vertical(id="curves"):
            yield Static(words("stress.page_throughput"), classes="name")
            yield Sparkline([0.0], summary_function=max, id="carried")
            yield Static(words("stress.screen_late"), classes="name")
            yield Sparkline([0.0], summary_function=max, id="late")
        yield Static(id="note")
        yield Footer()

    def on_mount(self) -> None:
        for key in ("q", "escape", "ctrl+c"):
            self.bind(key, "quit", description=self._words("stress.screen_stop"), show=key == "q")
        self.run_worker(self._run, thread=True)

    def _run(self) -> None:
        try:
            result = self._play(self._show, lambda: self.stopped)
        except BaseException as error:  # told by whoever ran the app, once the screen is gone
            self.failed = error
            self.call_from_thread(self.exit, None)
        else:
            self.call_from_thread(self.exit, result)

    def _show(self, now: Moment) -> None:
        self.call_from_thread(self.draw, picture(now, self._words))

    def draw(self, now: Picture) -> None:
        """Show a moment."""
        words = self._words
        self.query_one(ProgressBar).update(progress=min(100.0, 100 * now.at / max(0.001, now.seconds)))
        left = words("stress.screen_time", at=shown.clock(now.at), left=shown.clock(max(0.0, now.seconds - now.at)))
        self.query_one("#figures", Static).update(Text("\n".join([left, *_columns(now.figures)])))
        self.query_one("#invariants", Static).update(_invariants(now.invariants))
        for id, values in (("#carried", now.carried), ("#late", now.late)):
            self.query_one(id, Sparkline).data = [0.0, *values]  # curves stand on nothing
        self.query_one("#note", Static).update(now.note or (words("stress.screen_stopping") if self.stopped else ""))

    async def action_quit(self) -> None:
        """Begin nothing more; the report says what was."""
        self.stopped = True
        self.query_one("#note", Static).update(self._words("stress.screen_stopping"))


def _columns(figures: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{pad(name, 14)}{pad(value, 12, 'right')}" for name, value in figures]


def _invariants(lines: Sequence[tuple[str, bool | None, str]]) -> Text:
    text = Text()
    for name, holds, count in lines:
        mark, style = {True: ("✓", "green"), False: ("✗", "bold red"), None: ("–", "dim")}[holds]
        text.append(f"{mark} ", style)
        text.append(f"{pad(name, 20)}{pad(count, 12, 'right')}\n")
    return text
