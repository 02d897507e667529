"""A load as it goes along: figures, curves of the last minute, what holds. One for the app and for the command."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import ProgressBar, Sparkline, Static

from simulator.kernel.texts import pad
from simulator.locale import Words


class Picture(NamedTuple):
    """A moment as it is drawn: made where the load is watched, so that nothing changes while it is drawn."""

    share: float
    """How much of the time has passed, 0 to 1."""
    time: str
    """The same in words, with how much is left."""
    figures: tuple[tuple[str, str], ...]
    """Name and figure, in the order in which they are shown."""
    invariants: tuple[tuple[str, bool | None, str], ...]
    """Name, whether it holds (None: nothing was looked at yet), how much was looked at."""
    carried: tuple[float, ...]
    late: tuple[float, ...]
    note: str


class Live(Vertical):
    """`words` gives the words of the moment."""

    DEFAULT_CSS = """
    Live { height: 1fr; }
    Live #progress { height: 1; margin-bottom: 1; }
    Live #progress Bar { width: 1fr; }
    Live #middle { height: 9; }
    Live #figures { width: 30; }
    Live #invariants { width: 1fr; }
    Live #curves { height: 1fr; min-height: 6; }
    Live .name { height: 1; color: $secondary; }
    Live Sparkline { height: 1fr; min-height: 2; }
    Live #carried > .sparkline--max-color, Live #carried > .sparkline--min-color { color: $primary; }
    Live #late > .sparkline--max-color, Live #late > .sparkline--min-color { color: $warning; }
    Live #note { height: 1; color: $warning; }
    """
    NAMES = (("carried", "stress.page_throughput"), ("late", "stress.screen_late"))

    def __init__(self, words: Callable[[], Words]) -> None:
        super().__init__()
        self._words = words
        self._begun = self.stopping = False

    def compose(self) -> ComposeResult:
        words = self._words()
        yield ProgressBar(total=100, show_eta=False, id="progress")
        with Horizontal(id="middle"):
            yield Static(words("stress.screen_opening"), id="figures")
            yield Static(id="invariants")
        with Vertical(id="curves"):
            for id, name in self.NAMES:
                yield Static(words(name), classes="name", id=f"name-{id}")
                yield Sparkline(summary_function=max, id=id)
        yield Static(id="note")

    def draw(self, now: Picture) -> None:
        """Show a moment."""
        self._begun = True
        self.query_one(ProgressBar).update(progress=100 * now.share)
        self.query_one("#figures", Static).update(Text("\n".join([now.time, *_columns(now.figures)])))
        self.query_one("#invariants", Static).update(_invariants(now.invariants))
        for id, values in (("#carried", now.carried), ("#late", now.late)):
            self.query_one(id, Sparkline).data = [0.0, *values] if values else None  # curves stand on nothing
        self._note(now.note)

    def stop(self) -> None:
        """Somebody wants it to end: that is under way."""
        self.stopping = True
        self._note("")

    def retranslate(self) -> None:
        """Figures come in the other language with the next moment."""
        words = self._words()
        for id, name in self.NAMES:
            self.query_one(f"#name-{id}", Static).update(words(name))
        if not self._begun:
            self.query_one("#figures", Static).update(words("stress.screen_opening"))
        self._note("")

    def _note(self, note: str) -> None:
        said = note or (self._words()("stress.screen_stopping") if self.stopping else "")
        self.query_one("#note", Static).update(said)


def _columns(figures: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{pad(name, 14)}{pad(value, 12, 'right')}" for name, value in figures]


def _invariants(lines: Sequence[tuple[str, bool | None, str]]) -> Text:
    text = Text()
    for name, holds, count in lines:
        mark, style = {True: ("✓", "green"), False: ("✗", "bold red"), None: ("–", "dim")}[holds]
        text.append(f"{mark} ", style)
        text.append(f"{pad(name, 20)}{pad(count, 12, 'right')}\n")
    return text
