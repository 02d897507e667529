"""PINs of trainers, typed unseen: one that vouches for something, and a new one."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input

from simulator.pins import LONGEST, SHORTEST, Tried, pin_of
from simulator.screens.people.keypad import Keypad, PinDialog
from simulator.screens.shell.field import Field, was_last
from simulator.screens.shell.screen import R
from simulator.screens.shell.spoken import Say, Spoken, Tile, shell

SECOND = 1.0


class AskPin(PinDialog[str]):
    """A trainer's PIN answers `why`; gives the trainer's id. `about` is whose word does not count: nobody's own."""

    TITLE_ID: ClassVar[str] = "people.pin.title"
    AUTO_FOCUS = "#pin"
    _ticking: Timer | None = None

    def __init__(self, why: Say, about: str = "") -> None:
        super().__init__()
        self.why = why
        self.about = about

    def body(self) -> ComposeResult:
        yield Spoken(self.why)
        yield Field("people.pin", id="pin", secret=True, longest=LONGEST)
        yield Keypad()

    def on_mount(self) -> None:
        self.look_at_wait()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        app = shell(self)
        pin = pin_of(event.value)
        if not pin:
            self._again("people.pin.expected", least=SHORTEST, most=LONGEST)
            return
        self.later(lambda: app.house.check_trainer_pin(pin), self._checked)

    def _checked(self, tried: Tried) -> None:
        if tried.trainer and tried.trainer != self.about:
            self.dismiss(tried.trainer)
        elif tried.trainer:
            self._again("people.pin.own")
        elif not tried.looked:
            self._again("people.pin.wait", seconds=tried.wait)
        else:
            self._again("people.pin.too_many" if tried.wait else "people.pin.wrong", seconds=tried.wait)
        if tried.wait:
            self._tick()

    def _again(self, id: str, **params: object) -> None:
        self.tell(id, "bad", **params)
        self.query_one("#pin", Field).value = ""

    # --- none is looked at for a while

    def look_at_wait(self) -> None:
        """Say how long it still is: of another window, or before this start, too."""
        self.later(shell(self).house.pin_wait, self._waits, look=True)

    def _waits(self, seconds: int) -> None:
        if seconds:
            self.tell("people.pin.wait", "bad", seconds=seconds)
            self._tick()
        elif self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
            self.tell("people.pin.now")

    def _tick(self) -> None:
        if self._ticking is None:
            self._ticking = self.set_interval(SECOND, self.look_at_wait, pause=shell(self).still)


class NewPinDialog(PinDialog[R]):
    """A new PIN is typed twice, into `#pin` and `#again`."""

    def pins(self) -> ComposeResult:
        with Horizontal(id="pins"):
            yield Field("people.pin.new", id="pin", secret=True, longest=LONGEST)
            yield Field("people.pin.again", id="again", secret=True, longest=LONGEST)

    def pin(self) -> str:
        """The PIN, or empty: then it was told what is the matter."""
        first, second = (pin_of(self.query_one(f"#{id}", Field).value) for id in ("pin", "again"))
        if first and first == second:
            return first
        id = "people.pin.differ" if first else "people.pin.expected"
        self.tell(id, "bad", least=SHORTEST, most=LONGEST)
        self.anew()
        return ""

    def anew(self) -> None:
        """Both are typed again, from the first on."""
        for id in ("again", "pin"):
            self.query_one(f"#{id}", Field).value = ""
        self.query_one("#pin").focus()


class NewPin(NewPinDialog[bool]):
    """Another PIN for a trainer; `keep` gives it to them."""

    CSS_PATH = "people.tcss"
    TITLE_ID: ClassVar[str] = "people.pin.another"
    AUTO_FOCUS = "#pin"

    def __init__(self, name: str, keep: Callable[[str], None]) -> None:
        super().__init__()
        self.person_name, self.keep = name, keep

    def body(self) -> ComposeResult:
        yield Spoken(lambda words: words("people.pin.another_why", name=self.person_name))
        yield from self.pins()
        yield Keypad()
        with Horizontal(id="buttons"):
            yield Tile(lambda words: words("people.pin.keep"), "keep", id="keep", classes="chip")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if was_last(self, event, ("pin", "again")):
            self.action_keep()

    def action_keep(self) -> None:
        if pin := self.pin():
            self.later(lambda: self.keep(pin), lambda _: self.dismiss(True), failed=self.anew)
