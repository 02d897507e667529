"""What load is to be played: which drill's baskets, at how many tills, how fast, how long."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from grading.readiness.model import Gate, Readiness
from scenarios.phrases import tidy
from simulator.locale import Words
from simulator.screens.acceptance.pick import Choice, Pick
from simulator.screens.load.ports import Wish
from simulator.screens.people.keypad import Keypad
from simulator.screens.ports import DrillCard
from simulator.screens.readiness.form import PAD, FormDialog, named
from simulator.screens.shell.field import Titled
from simulator.screens.shell.screen import ShellScreen
from simulator.screens.shell.spoken import Say, Spoken, Tile, lines, shell
from simulator.screens.station.dialogs import word

FIRST = "holiday-rush"
"""Chosen to begin with, where there is one."""
ASKED = (
    ("tills", "stress.ask_tills", 1, 1000, "64"),
    ("rate", "stress.ask_rate", 0.01, 100, "0.5"),
    ("minutes", "stress.ask_minutes", 0.05, 240, "1"),
    ("peak", "stress.ask_peak", 0, 10_000_000, ""),
)
"""Fields: what each is, the least, the most, what it begins with."""
WHOLE = ("tills", "peak")


class AskLoad(FormDialog[Wish]):
    """Gives what is wished for. `peak` is what a store expects in its peak hour; 0 where there is none."""

    CSS_PATH = "load.tcss"
    TITLE_ID: ClassVar[str] = "stress.ask"
    AUTO_FOCUS = "#tills"
    KEY_ROWS = 2
    FIELDS = tuple(field for field, *_ in ASKED)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "pick", "stress.ask_drill"),
        Binding("f8", "keep", "stress.ask_play"),
    ]

    def __init__(self, peak: int) -> None:
        super().__init__()
        self.peak = peak
        self.cards: list[DrillCard] = []
        self.drill: DrillCard | None = None

    def body(self) -> ComposeResult:
        self.cards = list(shell(self).house.drills("cashier"))
        self.drill = next((card for card in self.cards if card.id == FIRST), next(iter(self.cards), None))
        yield Spoken(self._about)
        with Horizontal(classes="chips"):
            yield Tile(named("stress.ask_drill", "F3"), "pick", classes="chip")
        with Horizontal(classes="fields"):
            for field, title, *_ in ASKED:
                yield Titled(title, id=field, longest=9)
        yield Keypad(PAD)
        yield Tile(named("stress.ask_play", "F8"), "keep", id="keep", classes="chip")

    def on_mount(self) -> None:
        for field, *_, usual in ASKED:
            self.put(field, str(self.peak) if field == "peak" and self.peak else usual)

    def _about(self, words: Words) -> Content:
        drill = words.both(self.drill.title) if self.drill else words("lobby.no_drills.do")
        return lines((drill, "bold"), (words("stress.ask_about"), "dim"))

    # --- what can be done

    def action_pick(self) -> None:
        choices = [Choice(card.id, _says(card)) for card in self.cards]
        self.app.push_screen(Pick("stress.ask_drill", choices), self._picked)

    def _picked(self, id: str | None) -> None:
        self.drill = next((card for card in self.cards if card.id == id), self.drill)
        self.query_one(Spoken).retranslate()
        self.retranslate()

    def action_keep(self) -> None:
        if self.drill is None:
            self.tell("lobby.no_drills.do", "bad")
            return
        read: dict[str, float] = {}
        for (field, title, least, most, _), typed in zip(ASKED, self.typed(*self.FIELDS), strict=True):
            found = 0.0 if field == "peak" and not typed.strip() else number(typed)
            if found is None or not least <= found <= most or (field in WHOLE and found % 1):
                got = typed.strip() or "–"
                self.tell("stress.ask_bad", "bad", what=word(title), least=f"{least:g}", most=f"{most:,}", got=got)
                self.query_one(f"#{field}").focus()
                return
            read[field] = found
        self.answer(Wish(self.drill.id, int(read["tills"]), read["rate"], read["minutes"], int(read["peak"])))


def play_load(
    screen: ShellScreen[Any], ready: Readiness, gate: Gate | None, then: Callable[[str | None], None]
) -> None:
    """Ask for a load, play it; `then` hears what was attached to the gate, if anything was."""
    from simulator.screens.load.playing import PlayLoad

    def play(wish: Wish | None) -> None:
        if wish is not None:
            screen.app.push_screen(PlayLoad(wish, gate, ready.profile, ready.today), then)

    screen.app.push_screen(AskLoad(ready.profile.peak if ready.profile else 0), play)


def number(typed: str) -> float | None:
    """A plain number, half-width or full-width.

    >>> number("0.5"), number("６４"), number("nan"), number("-1"), number("")
    (0.5, 64.0, None, None, None)
    """
    digits = tidy(typed)
    return float(digits) if digits.replace(".", "", 1).isdecimal() and digits.isascii() else None


def _says(card: DrillCard) -> Say:
    return lambda words: words.both(card.title)
