"""PINs of trainers: digits, typed unseen; full-width ones count as their half-width selves."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from simulator.kernel.texts import half_width
from simulator.screens.shell.field import Field
from simulator.screens.shell.screen import Dialog
from simulator.screens.shell.spoken import Spoken, shell

SHORTEST, LONGEST = 4, 12


def pin_of(typed: str) -> str:
    """The PIN that was meant, or empty where it is none."""
    pin = half_width(typed).strip()
    return pin if pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST else ""


class AskPin(Dialog[str]):
    """A trainer's PIN says who sits there; gives the trainer's id."""

    TITLE_ID: ClassVar[str] = "people.pin.title"
    AUTO_FOCUS = "#pin"

    def __init__(self, trainee: str) -> None:
        super().__init__()
        self.trainee = trainee

    def body(self) -> ComposeResult:
        yield Spoken(lambda words: words("people.pin.why", name=self.trainee))
        yield Field("people.pin", id="pin", secret=True, longest=LONGEST)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        pin = pin_of(event.value)
        if not pin:
            self._again("people.pin.expected", least=SHORTEST, most=LONGEST)
            return
        house = shell(self).house
        self.later(lambda: house.check_trainer_pin(pin), self._checked)

    def _checked(self, trainer: str) -> None:
        if trainer:
            self.dismiss(trainer)
        else:
            self._again("people.pin.wrong")

    def _again(self, id: str, **params: object) -> None:
        self.tell(id, "bad", **params)
        self.query_one("#pin", Field).value = ""
