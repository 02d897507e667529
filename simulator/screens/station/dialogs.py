"""Where a real till would stop you too: a box over the workstation, and choices in one. Keys and mouse alike."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from simulator.kernel.events import Command
from simulator.kernel.texts import half_width
from simulator.locale import Words
from simulator.screens.leaving import Leaving
from simulator.screens.station.bars import keypad
from simulator.screens.station.pane import Line, ListPane, Pane, Span, fit, spread
from simulator.screens.station.ports import Host, Operated
from virtual_devices.layout import wrap

R = TypeVar("R")
Say = Callable[[Words], str]
"""Words of the moment, so that the language can change under an open dialog."""


def word(id: str, **params: object) -> Say:
    return lambda words: words(id, **params)


class Option(NamedTuple):
    """A row to choose; without a value it is a heading."""

    value: str
    label: Say
    detail: Say = lambda words: ""
    possible: bool = True
    note: Say = lambda words: ""
    """Shown below the list while the cursor is on it."""


class StationDialog(Leaving[R], ModalScreen[R]):
    """A box over the workstation; Esc leaves it without an answer."""

    CSS_PATH = Path(__file__).with_name("dialogs.tcss")
    """The whole path: a subclass stands in another folder."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]
    ADVICE: ClassVar[str] = ""

    def __init__(self, title: Say) -> None:
        super().__init__()
        self.says = title
        self.detour = False
        """Whether a coach speaks of something else than this is about."""
        self.other: Say = lambda words: ""
        """What a coach says where the operation is right, but not what it is about; then nothing in here is marked."""
        self.led_by: Command | None = None
        """What a coach advised when this was opened."""
        self.asked_for = ""
        """The action that asks this."""
        self.mark: Callable[[], None] | None = None
        """Marks what a coach advises in here, where whoever opened it can say so."""

    @property
    def host(self) -> Host:
        return cast(Host, self.app)

    @property
    def words(self) -> Words:
        return self.host.words

    def on_mount(self) -> None:
        self.sync()

    def on_screen_resume(self) -> None:
        self.sync()

    def sync(self) -> None:
        for pane in self.query(Pane):
            pane.sync()

    def retranslate(self) -> None:
        """The language changed; what was typed stays."""
        self.sync()

    def advises(self, words: Words) -> str:
        """What a coach says while this is open; empty where what was advised before still stands."""
        return words(self.ADVICE) if self.ADVICE else ""

    def guides(self, words: Words) -> str:
        """The way through this, behind what was advised before."""
        return words("pointing.detour") if self.detour else ""

    def advised_anew(self, command: Command | None) -> None:
        """Another step is advised than when this was opened: what was marked for that one is marked no more."""
        if command == self.led_by:
            return
        elsewhere = None not in (command, self.led_by) and type(command) is not type(self.led_by)
        self.detour = not self.mark_anew() and (self.detour or elsewhere)
        self.sync()
        self.speak()

    def hinted(self, command: Command | None, *, elsewhere: bool) -> None:
        """A hint was asked for in here, and comes to `command`; `elsewhere`: that is another operation than this."""
        self.led_by = command
        if self.mark is not None:
            self.mark()
        else:
            self.detour = not self.mark_anew() and elsewhere
        self.sync()
        self.speak()

    def mark_anew(self) -> bool:
        """Mark what is advised by now; whether that is in here."""
        return False

    def speak(self) -> None:
        """What the coach says of this is another thing now."""
        if self.below is not None:
            self.below.speak()

    def leave(self) -> None:
        """Without an answer."""
        self.dismiss(None)

    def take(self, kind: str, id: str) -> None:
        """Something was chosen by a click or by Enter."""

    def key(self, key: str, character: str | None) -> bool:
        """A key of the dialog's own; True when it was one."""
        return False

    @property
    def below(self) -> Operated | None:
        """The workstation that asks."""
        return next((screen for screen in self.app.screen_stack if isinstance(screen, Operated)), None)

    def _act(self) -> None:
        """A key or a click: the workstation is told."""
        if self.below is not None:
            self.below.hands.act()

    def on_pane_pressed(self, event: Pane.Pressed) -> None:
        event.stop()
        if not self.on_top:
            return
        self._act()
        if event.hit == ("key", "esc"):
            self.leave()
        else:
            self.take(*event.hit)

    async def on_key(self, event: events.Key) -> None:
        if not self.on_top:  # it was answered by the key before
            event.stop()
            event.prevent_default()
            return
        self._act()
        if event.key == "escape":
            event.stop()
            self.leave()
        elif self.host.profile.action_of(event.key) == "language":
            event.stop()
            self.host.action_language()
        elif self.host.profile.action_of(event.key) == "log_issue" and self.below is not None:
            event.stop()
            self.below.run("log_issue")
        elif self.key(event.key, event.character) or self._lies_over(event.key, event.character):
            event.stop()
            event.prevent_default()

    def _lies_over(self, key: str, character: str | None) -> bool:
        """The workstation's help and its pause lie over this, and come back to it with all that was typed; a hint is
        said of it.

        A pause or a hint is no sign that somebody may have meant to type.
        """
        action = self.host.profile.action_of(key)
        if not (action == "help" or (action in ("pause", "hint") and not character)):
            return False
        if self.below is not None:
            self.below.run(action)
        return self.below is not None


class Rows(ListPane):
    """The list inside a dialog, with its title, the note of the row and the keys below."""

    NOTES: ClassVar[int] = 2

    def __init__(self, title: Say, hint: str = "till.dialog.choose") -> None:
        super().__init__(id="rows")
        self.options: Sequence[Option] = ()
        self.says = title
        self.hint = hint
        self.typed = ""
        """What is looked for; stands in the hint."""
        self.numbered = False
        """Whether digits choose a row."""
        self.advised = ""

    @property
    def words(self) -> Words:
        return cast(Host, self.app).words

    def head(self, width: int) -> list[Line]:
        lines = wrap(self.says(self.words), width - 6)
        close = Span(" ✕ ", "chip", ("key", "esc"))
        first = spread([Span(f" {lines[0]}", "title strong")], [close], width, "title")
        return [first, *(fit((Span(f" {line}", "title strong"),), width, "title") for line in lines[1:])]

    def rows(self, width: int) -> list[Line]:
        rows: list[Line] = []
        number = 1
        for option in self.options:
            if not option.value:
                rows.append((Span(f" {option.label(self.words)}", "accent strong"),))
                continue
            hit = ("option", option.value)
            chosen = hit == self.cursor
            style = "cursor" if chosen else "" if option.possible else "dim"
            label = f"{number} " if self.numbered and number < 10 else ""
            mark = "➤" if option.value == self.advised else "▸" if chosen else " "
            left = [Span(f" {mark} ", "accent strong", hit), Span(label + option.label(self.words), style, hit)]
            rows.append(spread(left, [Span(f"{option.detail(self.words)} ", style or "dim", hit)], width, style))
            number += 1
        return rows

    def foot(self, width: int) -> list[Line]:
        option = next((o for o in self.options if ("option", o.value) == self.cursor), None)
        note = wrap(option.note(self.words), width - 2)[: self.NOTES] if option else []
        notes = [(Span(f" {line}", "dim"),) for line in note if line]
        return [*notes, (Span(f" {self.words(self.hint, typed=self.typed)}", "dim"),)]


class KeypadRows(Rows):
    """Rows to write numbers in, with a keypad below."""

    def foot(self, width: int) -> list[Line]:
        return [*super().foot(width), fit((Span(" "), *keypad(without="*")), width)]


class Choose(StationDialog[str | None]):
    """Pick one of some rows: digits 1-9, arrows and Enter, or a click."""

    advised = ""
    """The value that a coach would choose."""
    marks: Callable[[], str] | None = None
    """The same once another step is advised, where that can be said without asking anew."""

    def __init__(self, title: Say, options: Sequence[Option], *, wide: bool = False, start: str = "") -> None:
        super().__init__(title)
        self._options = options
        self._start = start
        self.set_class(wide, "-broad")

    def compose(self) -> ComposeResult:
        rows = Rows(self.says)
        rows.options = self._options
        rows.numbered = all(option.value for option in self._options)
        rows.advised = self.advised
        if self._start:
            rows.cursor = ("option", self._start)
        rows.styles.height = min(len(self._options) + 5, 30)
        with Vertical(id="box"):
            yield rows

    @property
    def rows(self) -> Rows:
        return self.query_one(Rows)

    def advise(self, value: str) -> None:
        """What a coach would choose."""
        self.advised = value
        if self.is_mounted:
            self.rows.advised = value

    def mark_anew(self) -> bool:
        now = self.marks() if self.marks is not None else ""
        self.advise(now if any(option.value == now for option in self._options) else "")
        return bool(self.advised)

    def advises(self, words: Words) -> str:
        values = [option.value for option in self._options]
        if self.detour:
            return ""
        if self.advised and self.advised not in values:
            return words("pointing.elsewhere")
        if not self.advised:  # what was said still stands: it is chosen by it
            return ""
        at = values.index(self.advised) + 1
        numbered = all(values) and at < 10
        return words("till.dialog.advice.digit", digit=at) if numbered else words("till.dialog.advice.marked")

    def guides(self, words: Words) -> str:
        if self.detour or self.advised:
            return super().guides(words)
        return words("till.dialog.advice.choose")

    def take(self, kind: str, id: str) -> None:
        if kind == "option":
            self.dismiss(id)

    def key(self, key: str, character: str | None) -> bool:
        digit = half_width(character or "")
        if key in ("enter", "space"):
            if self.rows.cursor:
                self.take(*self.rows.cursor)
        elif len(digit) == 1 and digit.isdigit():
            values = [option.value for option in self._options]
            if self.rows.numbered and 0 < int(digit) <= len(values):
                self.dismiss(values[int(digit) - 1])
        else:
            return self.rows.move(key)
        return True
