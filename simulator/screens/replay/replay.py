"""The replay screen: station on the left, journal on the right, pace and position below."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from grading.wording import Wording, clock
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, Stimulus, name_of
from simulator.kernel.facts import Refused
from simulator.locale import Words
from simulator.screens.debrief.moment import station_lines
from simulator.screens.ports import Review
from simulator.screens.replay.player import PACES, Player
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Scroll, Spoken, Tile, line, lines, shell

STEP = 10_000
FRAME = 0.05


class Strip(Widget):
    """How far it is; a click jumps there."""

    def __init__(self, player: Player) -> None:
        super().__init__(id="strip")
        self.player = player

    def render(self) -> Content:
        width = max(1, self.size.width)
        done = self.player.at * width // (self.player.length or 1)
        return line(("━" * done, "$accent"), ("─" * (width - done), "dim"))

    def on_click(self, event: events.Click) -> None:
        self.player.seek(event.x * self.player.length // max(1, self.size.width - 1))


class Replay(ShellScreen[None]):
    CSS_PATH = "replay.tcss"
    TITLE_ID: ClassVar[str] = "replay.title"
    AUTO_FOCUS = "#play"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "play", "replay.play"),
        Binding("minus,pageup", "jump(-1)", "replay.back"),
        Binding("plus,pagedown", "jump(1)", "replay.forward"),
        Binding("f6", "pace", "replay.pace"),
        Binding("home", "seek(0)", show=False),
        Binding("end", "seek(-1)", show=False),
        Binding("escape", "dismiss(None)", "shell.back"),
    ]

    def __init__(
        self, review: Review, entries: Sequence[Entry], *, start: int = 0, pace: float = 1.0, playing: bool = False
    ) -> None:
        super().__init__()
        self.review = review
        self._entries = entries
        self._start = start
        self._pace = pace
        self._playing = playing
        self.paces = tuple(sorted({*PACES, pace}))
        """To choose from: the usual ones, and the one asked for."""

    def where(self, words: Words) -> str:
        return f"{words('replay.title')} · {words.both(self.review.scenario.title)}"

    def body(self) -> ComposeResult:
        self.player = Player(self._entries, self.review.station_at, shell(self).monotonic, start=self._start)
        self.player.set_pace(self._pace)
        with Horizontal(id="replay"):
            with Scroll(id="till"):
                yield Spoken(self._till, id="till-lines")
            with Scroll(id="journal"):
                yield Spoken(lambda words: line((words("replay.journal"), "bold $accent")), classes="heading")
                yield Spoken(self._journal, id="log")
        with Horizontal(id="controls"):
            yield Tile(lambda _: "◂◂", "jump(-1)", classes="chip")
            yield Tile(self._play, "play", id="play", classes="chip")
            yield Tile(lambda _: "▸▸", "jump(1)", classes="chip")
            for pace in self.paces:
                yield Tile(self._pace_of(pace), f"pace({pace})", classes="chip")
            yield Spoken(self._position, id="position")
        yield Strip(self.player)

    def on_mount(self) -> None:
        self.player.play(self._playing)
        self.set_interval(FRAME, self.tick)

    def tick(self) -> None:
        """Show what has happened since."""
        if self.player.tick():
            self._show()
        elif self.player.playing:
            self._move()

    def _show(self) -> None:
        for id in ("#till-lines", "#log"):
            self.query_one(id, Spoken).retranslate()
        self._move()

    def _move(self) -> None:
        self.query_one("#position", Spoken).refresh()
        self.query_one("#play", Spoken).refresh()
        self.query_one(Strip).refresh()

    # --- what stands there

    def _till(self, words: Words) -> Content:
        if self.player.station is None:
            return Content.styled(words("replay.before"), "dim")
        return station_lines(self.player.station, words, max(30, self.query_one("#till").size.width - 2))

    def _journal(self, words: Words) -> Content:
        room = max(3, self.query_one("#journal").size.height - 1)
        wording = Wording(words, words.lang)
        return lines(
            *(
                _entry(entry, wording)
                for entry in self.player.entries[max(0, self.player.shown - room) : self.player.shown]
            )
        )

    def _play(self, words: Words) -> str:
        return (
            f"{'⏸' if self.player.playing else '▶'} {words('replay.pause' if self.player.playing else 'replay.play')}"
        )

    def _pace_of(self, pace: float) -> Say:
        return lambda _: f"{'●' if pace == self.player.pace else '○'} {pace:g}×"

    def _position(self, words: Words) -> Content:
        return line(
            (f" {clock(self.player.at)} / {clock(self.player.length)}", "bold"), (f"  #{self.player.shown}", "dim")
        )

    # --- what can be done

    def action_play(self) -> None:
        self.player.play(not self.player.playing)
        self._show()

    def action_jump(self, way: int) -> None:
        self.player.seek(self.player.at + way * STEP)
        self._show()

    def action_seek(self, to: int) -> None:
        self.player.seek(self.player.length if to < 0 else to)
        self._show()

    def action_pace(self, pace: float = 0) -> None:
        """That pace, or the next one."""
        self.player.set_pace(pace or self.paces[(self.paces.index(self.player.pace) + 1) % len(self.paces)])
        self.retranslate()


def _entry(entry: Entry, wording: Wording) -> Content:
    """Asked for ▸, from outside ◂, refused ✗, followed ·."""
    if isinstance(entry.what, Refused):
        sign, style = "✗", "$warning"
    elif isinstance(entry.what, Command):
        sign, style = "▸", "$accent"
    elif isinstance(entry.what, Stimulus):
        sign, style = "◂", "$primary"
    else:
        sign, style = " ·", "dim"
    return line((f"{clock(entry.at):>7} ", "dim"), (f"{sign} {wording.event(name_of(entry.what))}", style))
