"""PINs of trainers: digits, typed unseen; full-width ones count as their half-width selves."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from simulator.kernel.texts import half_width
from simulator.screens.people.keypad import Keypad, PinDialog
from simulator.screens.shell.field import Field
from simulator.screens.shell.spoken import Say, Spoken, shell

SHORTEST, LONGEST = 4, 12


def pin_of(typed: str) -> str:
    """The PIN that was meant, or empty where it is none."""
    pin = half_width(typed).strip()
    return pin if pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST else ""


class AskPin(PinDialog[str]):
    """A trainer's PIN answers `why`; gives the trainer's id. `about` is whose word does not count: nobody's own."""

    TITLE_ID: ClassVar[str] = "people.pin.title"
    AUTO_FOCUS = "#pin"

    def __init__(self, why: Say, about: str = "") -> None:
        super().__init__()
        self.why = why
        self.about = about

    def body(self) -> ComposeResult:
        yield Spoken(self.why)
        yield Field("people.pin", id="pin", secret=True, longest=LONGEST)
        yield Keypad()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        app = shell(self)
        wait = app.pin_tries.wait(app.monotonic())
        if wait:
            self._again("people.pin.wait", seconds=wait)
            return
        pin = pin_of(event.value)
        if not pin:
            self._again("people.pin.expected", least=SHORTEST, most=LONGEST)
            return
        self.later(lambda: app.house.check_trainer_pin(pin), self._checked)

    def _checked(self, trainer: str) -> None:
        app = shell(self)
        if not trainer:
            now = app.monotonic()
            app.pin_tries.wrong(now)
            wait = app.pin_tries.wait(now)
            self._again("people.pin.wait" if wait else "people.pin.wrong", seconds=wait)
            return
        app.pin_tries.right()
        if trainer == self.about:
            self._again("people.pin.own")
        else:
            self.dismiss(trainer)

    def _again(self, id: str, **params: object) -> None:
        self.tell(id, "bad", **params)
        self.query_one("#pin", Field).value = ""
